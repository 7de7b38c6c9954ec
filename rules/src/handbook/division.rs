//! Towns and streets.

use serde::{Deserialize, Serialize};

use crate::contents::Mark;

/// A town or street of the district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// `dafeng`.
    pub id: String,
    /// 大丰街道.
    pub name: String,
    /// How sure the fact base is.
    pub mark: Mark,
}
