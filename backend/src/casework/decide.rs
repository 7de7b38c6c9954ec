//! Which commands a case allows, to whom, and in which state.

use lianban_api::{CaseState, Ground, NoticeKind};
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
    /// 不予受理
    NotAccept {
        /// The version of the case that the window saw.
        version: u64,
        /// Ground in law.
        ground: Ground,
    },
    /// 撤回: by the applicant, who has proved to be the one.
    Withdraw,
    /// 查看全号: by the intake window, which has proved once more who it is.
    Unmask,
}

impl Command {
    /// The notice that is issued when the command is carried out.
    #[must_use]
    pub fn notice(&self) -> Option<NoticeKind> {
        match self {
            Self::Accept { .. } => Some(NoticeKind::Acceptance),
            Self::NotAccept { .. } => Some(NoticeKind::NonAcceptance),
            Self::Submit(_) | Self::Withdraw | Self::Unmask => None,
        }
    }
}

/// Who wants it, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub by: Actor,
    /// Today in Chengdu.
    pub today: Date,
    /// The number that a notice gets if one is issued now.
    pub next_notice: String,
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
    /// Only the person whose case it is does this.
    #[error("only the applicant may do this")]
    NotTheirs,
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
        Command::Accept { version } => {
            waiting(case, *version, context)?;
            Ok(vec![Event::Accepted {
                on: context.today,
                notice: context.next_notice.clone(),
            }])
        }
        Command::NotAccept { version, ground } => {
            waiting(case, *version, context)?;
            Ok(vec![Event::NotAccepted {
                on: context.today,
                ground: *ground,
                notice: context.next_notice.clone(),
            }])
        }
        Command::Withdraw => withdraw(case, context),
        Command::Unmask => {
            needs_role(&context.by, Role::Receiver)?;
            case.ok_or(Refusal::NoSuchCase)?;
            Ok(vec![Event::Unmasked { on: context.today }])
        }
    }
}

fn submit(case: Option<&Case>, submission: &Submission) -> Result<Vec<Event>, Refusal> {
    match case {
        None => Ok(vec![Event::Submitted(submission.clone())]),
        Some(_) => Err(Refusal::Exists),
    }
}

/// A case that the receiver may decide, as the window saw it.
fn waiting(case: Option<&Case>, seen: u64, context: &Context) -> Result<(), Refusal> {
    needs_role(&context.by, Role::Receiver)?;
    let case = case.ok_or(Refusal::NoSuchCase)?;
    if case.version != seen {
        return Err(Refusal::Stale {
            seen,
            now: case.version,
        });
    }
    match case.state {
        CaseState::Submitted => Ok(()),
        state => Err(Refusal::State(state)),
    }
}

fn withdraw(case: Option<&Case>, context: &Context) -> Result<Vec<Event>, Refusal> {
    if context.by != Actor::Applicant {
        return Err(Refusal::NotTheirs);
    }
    let case = case.ok_or(Refusal::NoSuchCase)?;
    if case.can_be_withdrawn() {
        Ok(vec![Event::Withdrawn { on: context.today }])
    } else {
        Err(Refusal::State(case.state))
    }
}

fn needs_role(by: &Actor, needed: Role) -> Result<(), Refusal> {
    match by {
        Actor::Staff { role, .. } if *role == needed => Ok(()),
        _ => Err(Refusal::Role(needed)),
    }
}
