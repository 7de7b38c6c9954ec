//! Why a question is asked: the outcomes it can still change.

use crate::contents::QuestionIx;
use crate::outcomes::Outcome;
use crate::package::Package;
use crate::state::Known;

impl Package {
    /// The outcomes that `question` can still change: for each there are two cases that
    /// agree with what is known and differ in its answer alone and in the outcome.
    #[must_use]
    pub fn why_ask(&self, question: QuestionIx, known: &Known) -> Vec<Outcome> {
        let state = self.state(known);
        let outcomes = self.outcomes().all();
        outcomes
            .filter(|(_, root)| state.relevant([*root]).get(question) == Some(&true))
            .map(|(outcome, _)| outcome)
            .collect()
    }
}
