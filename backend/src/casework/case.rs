//! The state of a case, folded from its events.

use lianban_api::{CaseState, Look};
use lianban_rules::date::Date;

use super::event::{Actor, Event, Submission};

/// What the events so far add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Where the case stands.
    pub state: CaseState,
    /// Number of events that changed it.
    pub version: u64,
    /// What was submitted.
    pub submission: Submission,
    /// When and by which account the case was accepted or not accepted.
    pub decided: Option<Decided>,
    /// When the applicant took it back.
    pub withdrawn: Option<Date>,
    /// Who saw the form without its masks.
    pub looks: Vec<Look>,
}

/// The decision of the intake window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// [`CaseState::Accepted`] or [`CaseState::NotAccepted`].
    pub state: CaseState,
    /// Day.
    pub on: Date,
    /// Account.
    pub by: String,
}

impl Case {
    /// The applicant may take back what is not over yet (60-process, section 2): a
    /// submitted and an accepted case.
    #[must_use]
    pub fn can_be_withdrawn(&self) -> bool {
        matches!(self.state, CaseState::Submitted | CaseState::Accepted)
    }

    /// The day from which on its material is kept for nothing any more: it was not accepted,
    /// or taken back before that (60-process, section 10).
    #[must_use]
    pub fn rejected_on(&self) -> Option<Date> {
        match (self.state, &self.decided) {
            (CaseState::NotAccepted, Some(decided)) => Some(decided.on),
            (CaseState::Withdrawn, None) => self.withdrawn,
            _ => None,
        }
    }

    fn decided(self, state: CaseState, on: Date, by: &Actor) -> Self {
        let by = account(by);
        Self {
            state,
            version: self.version + 1,
            decided: Some(Decided { state, on, by }),
            ..self
        }
    }
}

/// Name of the account behind an act of the service centre.
fn account(by: &Actor) -> String {
    match by {
        Actor::Applicant => String::new(),
        Actor::Staff { account, .. } => account.clone(),
    }
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
            decided: None,
            withdrawn: None,
            looks: Vec::new(),
        }),
        (Some(case), Event::Accepted { on, .. }) if case.state == CaseState::Submitted => {
            Some(case.decided(CaseState::Accepted, *on, by))
        }
        (Some(case), Event::NotAccepted { on, .. }) if case.state == CaseState::Submitted => {
            Some(case.decided(CaseState::NotAccepted, *on, by))
        }
        (Some(case), Event::Withdrawn { on }) if case.can_be_withdrawn() => Some(Case {
            state: CaseState::Withdrawn,
            version: case.version + 1,
            withdrawn: Some(*on),
            ..case
        }),
        // Looking changes nothing that a window could have overlooked: the version stays.
        (Some(mut case), Event::Unmasked { on }) => {
            case.looks.push(Look {
                by: account(by),
                on: *on,
            });
            Some(case)
        }
        (case, _) => case,
    }
}
