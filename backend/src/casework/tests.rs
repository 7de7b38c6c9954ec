//! Laws and tables of `decide` and `fold`.

use lianban_api::{CaseState, Ground};
use lianban_rules::date::Date;
use proptest::prelude::*;

use super::case::{Case, Decided, fold};
use super::decide::{Command, Context, Refusal, decide};
use super::event::{Actor, Event, Role, Submission};

fn day(day: u8) -> Date {
    Date::new(2026, 11, day).unwrap()
}

fn submission() -> Submission {
    Submission {
        package: "open-restaurant".to_owned(),
        hash: "h".to_owned(),
        receipt: "r".to_owned(),
        on: day(23),
        insisted: false,
        consult: false,
    }
}

fn staff(role: Role) -> Actor {
    Actor::Staff {
        account: "chen".to_owned(),
        role,
    }
}

fn by(by: Actor) -> Context {
    Context {
        by,
        today: day(24),
        next_notice: "第0001号".to_owned(),
    }
}

/// The case after these events, all of them by a receiver.
fn after(events: &[Event]) -> Option<Case> {
    let actor = staff(Role::Receiver);
    events
        .iter()
        .fold(None, |case, event| fold(case, &actor, event))
}

#[test]
fn a_submitted_case_is_accepted_once() {
    let submitted = after(&[Event::Submitted(submission())]);
    let accept = Command::Accept { version: 1 };
    let receiver = by(staff(Role::Receiver));
    let events = decide(submitted.as_ref(), &accept, &receiver).unwrap();
    let notice = "第0001号".to_owned();
    let on = day(24);
    assert_eq!(events, [Event::Accepted { on, notice }]);

    let accepted = fold(submitted, &receiver.by, &events[0]).unwrap();
    assert_eq!(accepted.state, CaseState::Accepted);
    let decided = Decided {
        state: CaseState::Accepted,
        on: day(24),
        by: "chen".to_owned(),
    };
    assert_eq!(accepted.decided, Some(decided));
    assert_eq!(
        decide(Some(&accepted), &accept, &receiver),
        Err(Refusal::Stale { seen: 1, now: 2 })
    );
    assert_eq!(
        decide(Some(&accepted), &Command::Accept { version: 2 }, &receiver),
        Err(Refusal::State(CaseState::Accepted))
    );
}

#[test]
fn only_the_receiver_decides_and_only_the_applicant_takes_back() {
    let submitted = after(&[Event::Submitted(submission())]);
    let ask = |command: &Command, actor| decide(submitted.as_ref(), command, &by(actor));
    for command in [Command::Accept { version: 1 }, not_accept(1)] {
        for other in [Actor::Applicant, staff(Role::Advisor)] {
            assert_eq!(ask(&command, other), Err(Refusal::Role(Role::Receiver)));
        }
    }
    for other in [staff(Role::Receiver), staff(Role::Advisor)] {
        assert_eq!(ask(&Command::Withdraw, other), Err(Refusal::NotTheirs));
    }
}

#[test]
fn what_waits_and_what_is_accepted_can_be_taken_back_and_nothing_else() {
    let on = day(24);
    let notice = String::new();
    let accepted = Event::Accepted {
        on,
        notice: notice.clone(),
    };
    let not_accepted = Event::NotAccepted {
        on,
        ground: Ground::NotNeeded,
        notice,
    };
    let withdrawn = Event::Withdrawn { on };
    let history = |then: &[Event]| {
        let first = [Event::Submitted(submission())];
        after(&[&first, then].concat())
    };
    let ask = |case: Option<Case>| decide(case.as_ref(), &Command::Withdraw, &by(Actor::Applicant));
    assert_eq!(ask(history(&[])), Ok(vec![withdrawn.clone()]));
    assert_eq!(
        ask(history(std::slice::from_ref(&accepted))),
        Ok(vec![withdrawn.clone()])
    );
    assert_eq!(
        ask(history(&[not_accepted])),
        Err(Refusal::State(CaseState::NotAccepted))
    );
    assert_eq!(
        ask(history(&[accepted, withdrawn])),
        Err(Refusal::State(CaseState::Withdrawn))
    );
    assert_eq!(ask(None), Err(Refusal::NoSuchCase));
}

#[test]
fn a_log_from_before_there_were_notices_can_be_read() {
    let old = r#"{"kind":"accepted","on":"2026-11-24"}"#;
    let accepted = Event::Accepted {
        on: day(24),
        notice: String::new(),
    };
    assert_eq!(serde_json::from_str::<Event>(old).unwrap(), accepted);
}

#[test]
fn what_does_not_exist_is_not_accepted_and_what_exists_is_not_submitted_again() {
    let receiver = by(staff(Role::Receiver));
    assert_eq!(
        decide(None, &Command::Accept { version: 1 }, &receiver),
        Err(Refusal::NoSuchCase)
    );
    let submitted = after(&[Event::Submitted(submission())]);
    assert_eq!(
        decide(
            submitted.as_ref(),
            &Command::Submit(submission()),
            &by(Actor::Applicant)
        ),
        Err(Refusal::Exists)
    );
}

fn not_accept(version: u64) -> Command {
    Command::NotAccept {
        version,
        ground: Ground::NotOurs,
    }
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(Command::Submit(submission())),
        (0..4u64).prop_map(|version| Command::Accept { version }),
        (0..4u64).prop_map(not_accept),
        Just(Command::Withdraw),
        Just(Command::Unmask),
    ]
}

fn actors() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(Actor::Applicant),
        Just(staff(Role::Advisor)),
        Just(staff(Role::Receiver)),
    ]
}

proptest! {
    /// Whatever is asked in whatever order: each event counts and moves the state along one of
    /// its arrows, only the right person moves it, a refusal changes nothing, and a look is
    /// recorded and changes nothing else.
    #[test]
    fn every_history_is_sound(steps in prop::collection::vec((commands(), actors()), 0..16)) {
        let mut case: Option<Case> = None;
        let mut count = 0;
        for (command, actor) in steps {
            let context = by(actor);
            let before = case.as_ref().map(|it| it.state);
            let Ok(events) = decide(case.as_ref(), &command, &context) else {
                continue;
            };
            prop_assert_eq!(events.len(), 1);
            if command == Command::Unmask {
                let looks = case.as_ref().unwrap().looks.len();
                let seen = fold(case.clone(), &context.by, &events[0]).unwrap();
                prop_assert_eq!(seen.looks.len(), looks + 1);
                prop_assert_eq!(&context.by, &staff(Role::Receiver));
                let looks = case.as_ref().unwrap().looks.clone();
                prop_assert_eq!(Some(Case { looks, ..seen.clone() }), case);
                case = Some(seen);
                continue;
            }
            count += 1;
            case = fold(case, &context.by, &events[0]);
            let now = case.as_ref().unwrap();
            prop_assert_eq!(now.version, count);
            let arrow = (before, now.state);
            let of_receiver = matches!(arrow, (Some(CaseState::Submitted), CaseState::Accepted | CaseState::NotAccepted));
            let of_applicant = matches!(
                arrow,
                (None, CaseState::Submitted)
                    | (Some(CaseState::Submitted | CaseState::Accepted), CaseState::Withdrawn)
            );
            prop_assert!(of_receiver || of_applicant, "{:?}", arrow);
            prop_assert!(!of_receiver || context.by == staff(Role::Receiver));
            prop_assert_eq!(of_receiver, command.notice().is_some());
            prop_assert!(now.withdrawn.is_none() || context.by == Actor::Applicant);
        }
        prop_assert!(count <= 3);
    }
}
