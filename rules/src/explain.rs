//! Why a verdict is as it is, and what would change it: walks over one function of the diagram.
//!
//! A reason is a smallest set of the person's own answers that settles an outcome whatever
//! the rest may be; a least change is the cheapest way out of it. The two are duals: every
//! way out changes some answer of every reason, so a reason is a smallest set that meets
//! all least ways out, and that is how [`Package::reason`] finds it.

use crate::answers::{Answer, Answers};
use crate::contents::QuestionIx;
use crate::date::Date;
use crate::diagram::{Leaves, NodeId, leaf_set};
use crate::outcomes::{Outcome, Outcomes, permit_leaf};
use crate::package::Package;
use crate::state::Known;

mod hitting;
pub mod least_change;
mod part;
pub mod reason;
mod tested;
pub mod why_ask;

/// Leaf values of a permit that is needed.
pub const NEEDED: Leaves = 1 << permit_leaf::OK
    | 1 << permit_leaf::MANUAL
    | 1 << permit_leaf::REFUSED
    | 1 << permit_leaf::OUT;

/// Every leaf value a valid case can take.
const ANY: Leaves = Leaves::MAX & !(1 << crate::diagram::INVALID);

/// What is to be explained: that a function takes one of these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The function.
    pub root: NodeId,
    /// The values.
    pub leaves: Leaves,
}

impl Claim {
    /// That an outcome has one of these values; `None` where the package has no such outcome.
    #[must_use]
    pub fn of(outcomes: &Outcomes, outcome: Outcome, leaves: Leaves) -> Option<Self> {
        let mut all = outcomes.all();
        let root = all.find(|(it, _)| *it == outcome)?.1;
        Some(Self { root, leaves })
    }

    /// That it is as it is now, said of an outcome that is settled: of a permit its need,
    /// of anything else whether it comes at all. `None` while it is open.
    #[must_use]
    pub fn settled(outcome: Outcome, root: NodeId, now: Leaves) -> Option<Self> {
        let values = match outcome {
            Outcome::Permit(_) => [NEEDED, leaf_set(permit_leaf::PENDING), leaf_set(0)],
            _ => [ANY & !leaf_set(0), 0, leaf_set(0)],
        };
        let leaves = values.into_iter().find(|it| now & !it == 0)?;
        Some(Self { root, leaves })
    }

    /// What somebody wants who is refused or need not have it: neither refused nor sent
    /// to another authority, or not needed at all.
    #[must_use]
    pub fn avoided(self) -> Self {
        let away = 1 << permit_leaf::REFUSED | 1 << permit_leaf::OUT;
        let bad = if self.leaves & !away == 0 { away } else { 0 };
        Self {
            leaves: ANY & !(self.leaves | bad),
            ..self
        }
    }

    /// The opposite.
    #[must_use]
    pub fn denied(self) -> Self {
        Self {
            leaves: ANY & !self.leaves,
            ..self
        }
    }
}

impl Package {
    /// The answers that take part: known, and to questions that do not fall away.
    /// An old answer to a question that no longer applies explains nothing.
    #[must_use]
    pub fn taking_part(&self, answers: &Answers, on: Date) -> Known {
        let mut known = self.known(answers, on);
        let state = self.state(&known);
        let falls_away = |ix: QuestionIx| !state.can_be_true(self.outcomes().applies_to(ix));
        let gone: Vec<bool> = (0..known.len()).map(falls_away).collect();
        for (answer, gone) in known.iter_mut().zip(gone) {
            if gone {
                *answer = None;
            }
        }
        known
    }

    /// Index of a question.
    #[must_use]
    pub fn question_ix(&self, id: &str) -> Option<QuestionIx> {
        let mut questions = self.contents().questions.iter();
        questions.position(|question| question.id == id)
    }

    /// The answer to a question, if it is known.
    pub(crate) fn value<'a>(
        &self,
        answers: &'a Answers,
        question: QuestionIx,
    ) -> Option<&'a crate::answers::Value> {
        let question = self.contents().questions.get(question)?;
        match answers.0.get(&question.id)? {
            Answer::Known(value) => Some(value),
            Answer::Unknown => None,
        }
    }
}
