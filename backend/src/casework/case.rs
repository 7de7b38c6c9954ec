//! The state of a case, folded from its events.

use lianban_api::CaseState;
use lianban_rules::date::Date;

use super::event::{Actor, Event, Submission};

/// What the events so far add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Where the case stands.
    pub state: CaseState,
    /// Number of events.
    pub version: u64,
    /// What was submitted.
    pub submission: Submission,
    /// When and by which account the case was accepted.
    pub accepted: Option<(Date, String)>,
}

/// Folds one more event into the state.
///
/// Total: an event that cannot follow changes nothing. [`super::decide`] yields none.
#[must_use]
pub fn fold(case: Option<Case>, by: &Actor, event: &Event) -> Option<Case> {
    match (case, event) {
        (None, Event::Submitted(submission)) => Some(Case {
            state: CaseState::Submitted,
            version: 1,
            submission: submission.clone(),
            accepted: None,
        }),
        (Some(case), Event::Accepted { on }) if case.state == CaseState::Submitted => {
            let account = match by {
                Actor::Applicant => String::new(),
                Actor::Staff { account, .. } => account.clone(),
            };
            Some(Case {
                state: CaseState::Accepted,
                version: case.version + 1,
                accepted: Some((*on, account)),
                ..case
            })
        }
        (case, _) => case,
    }
}
