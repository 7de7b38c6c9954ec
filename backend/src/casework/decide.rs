//! Which commands a case allows, to whom, and in which state.

use lianban_api::CaseState;
use lianban_rules::date::Date;

use super::case::Case;
use super::event::{Actor, Event, Role, Submission};

/// What somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// 提交
    Submit(Submission),
    /// 受理
    Accept {
        /// The version of the case that the window saw.
        version: u64,
    },
}

/// Who wants it, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub by: Actor,
    /// Today in Chengdu.
    pub today: Date,
}

/// Why a command is not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such case.
    #[error("no such case")]
    NoSuchCase,
    /// The case has been submitted already.
    #[error("the case exists already")]
    Exists,
    /// Another role does this.
    #[error("only the role `{}` may do this", .0.id())]
    Role(Role),
    /// The case has changed since the window saw it.
    #[error("the case is at version {now}, not {seen}")]
    Stale {
        /// Version the window saw.
        seen: u64,
        /// Version of the case.
        now: u64,
    },
    /// The state of the case forbids it.
    #[error("the case is already {0:?}")]
    State(CaseState),
}

/// Decides a command: the events it causes, or why it is refused.
///
/// # Errors
/// [`Refusal`]; then nothing happens.
pub fn decide(
    case: Option<&Case>,
    command: &Command,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Submit(submission) => submit(case, submission),
        Command::Accept { version } => accept(case, *version, context),
    }
}

fn submit(case: Option<&Case>, submission: &Submission) -> Result<Vec<Event>, Refusal> {
    match case {
        None => Ok(vec![Event::Submitted(submission.clone())]),
        Some(_) => Err(Refusal::Exists),
    }
}

fn accept(case: Option<&Case>, seen: u64, context: &Context) -> Result<Vec<Event>, Refusal> {
    needs_role(&context.by, Role::Receiver)?;
    let case = case.ok_or(Refusal::NoSuchCase)?;
    if case.version != seen {
        return Err(Refusal::Stale {
            seen,
            now: case.version,
        });
    }
    match case.state {
        CaseState::Submitted => Ok(vec![Event::Accepted { on: context.today }]),
        _ => Err(Refusal::State(case.state)),
    }
}

fn needs_role(by: &Actor, needed: Role) -> Result<(), Refusal> {
    match by {
        Actor::Staff { role, .. } if *role == needed => Ok(()),
        _ => Err(Refusal::Role(needed)),
    }
}
