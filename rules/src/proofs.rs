//! Proofs over all cases: what must hold in every case of a package, and a case where it does not.
//!
//! Each proof is a file of its own in `proofs/`. It walks the diagram and so speaks of every
//! case at once. What it finds is a [`Finding`] with a counter-example in the words of the
//! guide. A finding can be accepted in the catalogue with a written reason; nothing can switch
//! a proof off.

mod accepting;
mod cites_law;
mod counting;
mod document_needed;
mod document_once;
mod document_produced;
mod negation_applies;
mod not_required_said;
mod option_changes;
mod permit_needed;
mod question_matters;
mod refusal_has_way_out;
mod rule_fires;
mod rule_wins;
mod skip_meets_require;
mod space;
mod text_present;

use std::fmt;

pub use accepting::{Judged, judge, stale};
pub use counting::Count;
pub use space::Space;

/// Something that must hold in every case of a package.
#[derive(Clone, Copy)]
pub struct Proof {
    /// `permit-needed`: what an acceptance names.
    pub id: &'static str,
    /// What it promises, in a few words.
    pub promise: &'static str,
    check: fn(&mut Space<'_>) -> Vec<Finding>,
}

/// Every proof, in the order in which they are printed.
pub const PROOFS: &[Proof] = &[
    question_matters::PROOF,
    option_changes::PROOF,
    permit_needed::PROOF,
    not_required_said::PROOF,
    skip_meets_require::PROOF,
    rule_fires::PROOF,
    rule_wins::PROOF,
    document_needed::PROOF,
    document_once::PROOF,
    document_produced::PROOF,
    refusal_has_way_out::PROOF,
    cites_law::PROOF,
    text_present::PROOF,
    negation_applies::PROOF,
];

/// A promise that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// [`Proof::id`].
    pub proof: &'static str,
    /// What it is about: `r-24`, `food-kind/full`.
    pub subject: String,
    /// What is wrong.
    pub says: String,
    /// A case that shows it, or two that belong together.
    pub cases: Vec<Example>,
}

/// A complete case, of which only the answers that matter are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the case shows.
    pub shows: String,
    /// Question in short words, and answer.
    pub answers: Vec<(String, String)>,
}

impl Proof {
    /// Everything that breaks the promise.
    #[must_use]
    pub fn run(&self, space: &mut Space<'_>) -> Vec<Finding> {
        (self.check)(space)
    }
}

impl Finding {
    fn new(proof: &Proof, subject: impl Into<String>, says: impl Into<String>) -> Self {
        Self {
            proof: proof.id,
            subject: subject.into(),
            says: says.into(),
            cases: Vec::new(),
        }
    }

    /// With a case; none where there is no case at all.
    fn with(mut self, example: Option<Example>) -> Self {
        self.cases.extend(example);
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`: {}", self.proof, self.subject, self.says)?;
        for case in &self.cases {
            write!(f, "\n    {case}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：", self.shows)?;
        if self.answers.is_empty() {
            return f.write_str("不论怎么回答");
        }
        for (ix, (question, answer)) in self.answers.iter().enumerate() {
            let between = if ix == 0 { "" } else { "；" };
            write!(f, "{between}{question}：{answer}")?;
        }
        Ok(())
    }
}
