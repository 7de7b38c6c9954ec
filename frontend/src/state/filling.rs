//! What is known of the form beside what stands in it.

use serde::{Deserialize, Serialize};

/// How the form is being filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filling {
    /// The person has read what becomes of their data: nothing personal is asked before.
    pub privacy_read: bool,
}
