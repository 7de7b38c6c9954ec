//! What is known of the form beside what stands in it.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// How the form is being filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filling {
    /// The person has read what becomes of their data: nothing personal is asked before.
    pub privacy_read: bool,
    /// Once submitted, the person's own data may stay on this device for the next time.
    pub keep_mine: bool,
    /// The licence as the register told it last, to compare; null until it has. Unread, because
    /// the program of the guide carries it too and must stay light.
    pub licence: Json,
    /// Fields that were brought along from elsewhere and that nobody has looked over yet, in
    /// order of arrival. A list, because the program of the guide carries it too and must stay light.
    pub unchecked: Vec<String>,
}

impl Filling {
    /// Whether a field was brought along and nobody has looked it over.
    pub fn is_unchecked(&self, field: &str) -> bool {
        self.unchecked.iter().any(|it| it == field)
    }

    /// A field was brought along.
    pub fn bring(&mut self, field: &str) {
        if !self.is_unchecked(field) {
            self.unchecked.push(field.to_owned());
        }
    }

    /// A field was looked over, or typed anew.
    pub fn check(&mut self, field: &str) {
        self.unchecked.retain(|it| it != field);
    }
}
