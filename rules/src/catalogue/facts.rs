//! What the proofs need of a catalogue beside its packages: its laws, and what was accepted.

use super::Catalogue;
use crate::date::Date;

/// A law of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// 食品安全法.
    pub name: String,
    /// First day; `None` where the fact base does not say.
    pub from: Option<Date>,
    /// Last day; `None` while it is in force.
    pub to: Option<Date>,
}

/// A finding of a proof that was looked at and may stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The proof: `option-changes`.
    pub proof: String,
    /// What the finding is about: `food-kind/full+snack`.
    pub subject: String,
    /// Why it may stay.
    pub reason: String,
}

impl Catalogue {
    /// Every law, in the order of files.
    #[must_use]
    pub fn laws(&self) -> Vec<Law> {
        let laws = self.records.laws.iter().map(|law| Law {
            name: law.name.clone(),
            from: law.days.from,
            to: law.days.to,
        });
        laws.collect()
    }

    /// Every finding that was accepted, in the order of files.
    #[must_use]
    pub fn accepted(&self) -> &[Acceptance] {
        &self.records.accepted
    }
}
