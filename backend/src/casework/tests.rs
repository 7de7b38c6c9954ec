//! Laws and tables of `decide` and `fold`.

use lianban_api::CaseState;
use lianban_rules::date::Date;
use proptest::prelude::*;

use super::case::{Case, fold};
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
    Context { by, today: day(24) }
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
    assert_eq!(events, [Event::Accepted { on: day(24) }]);

    let accepted = fold(submitted, &receiver.by, &events[0]).unwrap();
    assert_eq!(accepted.state, CaseState::Accepted);
    assert_eq!(accepted.accepted, Some((day(24), "chen".to_owned())));
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
fn only_the_receiver_accepts() {
    let submitted = after(&[Event::Submitted(submission())]);
    let accept = Command::Accept { version: 1 };
    for other in [Actor::Applicant, staff(Role::Advisor)] {
        assert_eq!(
            decide(submitted.as_ref(), &accept, &by(other)),
            Err(Refusal::Role(Role::Receiver))
        );
    }
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

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(Command::Submit(submission())),
        (0..4u64).prop_map(|version| Command::Accept { version }),
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
    /// Whatever is asked in whatever order: each event counts, nothing is accepted before it is
    /// submitted or by the wrong person, and a refusal changes nothing.
    #[test]
    fn every_history_is_sound(steps in prop::collection::vec((commands(), actors()), 0..12)) {
        let mut case = None;
        let mut count = 0;
        for (command, actor) in steps {
            let context = by(actor);
            let Ok(events) = decide(case.as_ref(), &command, &context) else {
                continue;
            };
            for event in &events {
                count += 1;
                let accepted = matches!(event, Event::Accepted { .. });
                prop_assert!(!accepted || context.by == staff(Role::Receiver));
                prop_assert_eq!(accepted, case.is_some());
                case = fold(case, &context.by, event);
                prop_assert_eq!(case.as_ref().map(|it| it.version), Some(count));
            }
        }
        prop_assert!(count <= 2);
    }
}
