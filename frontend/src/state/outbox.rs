//! A submission on its way: it is never doubled, never lost, and its standing never overstated.
//!
//! What was sent stays, word for word, under its idempotency key until the server has answered.
//! So an attempt whose answer got lost can be repeated for ever. Where the person changes
//! something meanwhile, the key stays: the server then tells whether earlier words arrived
//! after all, and they are sent once more only to learn their case number.

use lianban_api::{Problem, Submitted, problem};
use serde::{Deserialize, Serialize};

use super::upload::pause;

/// A submission of which nobody knows yet whether it arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    /// Every request that was sent under the key, the oldest first.
    pub tried: Vec<String>,
    /// The request as it is sent now; empty when the person has changed something since.
    pub now: String,
    /// How often in a row there was no answer.
    pub failures: u32,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The case is made.
    Made(Submitted),
    /// No connection, or the server is down.
    Nothing,
    /// The server does not take it.
    Refused(Box<Problem>),
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// The case is made.
    Done {
        /// What the server says.
        made: Submitted,
        /// It was made of earlier words: later changes are not in it.
        is_earlier: bool,
    },
    /// Wait so many milliseconds, then send again.
    Wait(u32),
    /// One of these arrived earlier: send them, one after the other, to learn which and its number.
    Learn(Vec<String>),
    /// Nothing was made; the person has to do something.
    Tell(Box<Problem>),
}

impl Outbox {
    /// What is sent next.
    pub fn put_in(&mut self, request: String) {
        if !self.tried.contains(&request) {
            self.tried.push(request.clone());
        }
        self.now = request;
    }

    /// Whether it is sent again without being asked.
    pub fn retries(&self) -> bool {
        !self.now.is_empty()
    }

    /// The person has changed something: nothing is sent until they press again.
    pub fn hold(&mut self) {
        self.now.clear();
        self.failures = 0;
    }

    /// Takes in the answer to an attempt with `sent`.
    pub fn hear(&mut self, heard: Heard, sent: &str) -> Then {
        match heard {
            Heard::Made(made) => Then::Done {
                made,
                // Changed while it was on its way.
                is_earlier: self.now != sent,
            },
            Heard::Nothing => self.wait(),
            Heard::Refused(problem) if problem.status == TOO_MANY => self.wait(),
            Heard::Refused(problem) if is_other_body(&problem) => {
                let earlier = self.tried.iter().filter(|it| *it != sent);
                let earlier: Vec<String> = earlier.rev().cloned().collect();
                if earlier.is_empty() {
                    Then::Tell(problem)
                } else {
                    Then::Learn(earlier)
                }
            }
            Heard::Refused(problem) => Then::Tell(problem),
        }
    }

    /// Takes in the answer to the first of `earlier`, after [`Then::Learn`].
    pub fn hear_earlier(&mut self, heard: Heard, earlier: &[String]) -> Then {
        match heard {
            Heard::Made(made) => Then::Done {
                made,
                is_earlier: true,
            },
            Heard::Nothing => self.wait(),
            Heard::Refused(problem) => match earlier.get(1..) {
                Some(rest) if !rest.is_empty() => Then::Learn(rest.to_vec()),
                _ => Then::Tell(problem),
            },
        }
    }

    fn wait(&mut self) -> Then {
        self.failures += 1;
        Then::Wait(pause(self.failures))
    }
}

/// HTTP: too many requests.
const TOO_MANY: u16 = 429;

fn is_other_body(found: &Problem) -> bool {
    found.kind == problem::IDEMPOTENCY_KEY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Submitted {
        Submitted {
            number: "XD-2026-000001".into(),
            submitted_on: "2026-11-23".parse().unwrap(),
            receipt: "r".into(),
        }
    }

    fn refused(kind: &str, status: u16) -> Heard {
        Heard::Refused(Box::new(Problem {
            kind: kind.into(),
            title: "不行".into(),
            status,
            detail: None,
            errors: Vec::new(),
        }))
    }

    fn sent(text: &str) -> Outbox {
        let mut outbox = Outbox::default();
        outbox.put_in(text.into());
        outbox
    }

    fn done(is_earlier: bool) -> Then {
        Then::Done {
            made: made(),
            is_earlier,
        }
    }

    #[test]
    fn without_an_answer_the_same_words_are_sent_again_and_again() {
        let mut outbox = sent("a");
        assert_eq!(outbox.hear(Heard::Nothing, "a"), Then::Wait(1000));
        assert_eq!(outbox.hear(Heard::Nothing, "a"), Then::Wait(2000));
        let busy = refused(problem::TOO_OFTEN, 429);
        assert_eq!(outbox.hear(busy, "a"), Then::Wait(4000));
        assert!(outbox.retries());
        assert_eq!((outbox.tried.len(), outbox.now.as_str()), (1, "a"));
        assert_eq!(outbox.hear(Heard::Made(made()), "a"), done(false));
    }

    #[test]
    fn what_the_server_does_not_take_is_told() {
        let then = sent("a").hear(refused(problem::INVALID, 422), "a");
        assert!(matches!(then, Then::Tell(problem) if problem.status == 422));
    }

    #[test]
    fn a_change_stops_the_repeating_but_forgets_nothing() {
        let mut outbox = sent("a");
        outbox.hear(Heard::Nothing, "a");
        outbox.hold();
        assert!(!outbox.retries());
        outbox.put_in("b".into());
        assert_eq!(outbox.tried, ["a", "b"]);
        assert_eq!(outbox.hear(Heard::Made(made()), "b"), done(false));
    }

    #[test]
    fn a_change_while_it_is_on_its_way_is_not_in_it() {
        let mut outbox = sent("a");
        outbox.hold();
        assert_eq!(outbox.hear(Heard::Made(made()), "a"), done(true));
    }

    #[test]
    fn earlier_words_that_arrived_after_all_are_found_out() {
        let mut outbox = sent("a");
        for words in ["b", "c"] {
            outbox.hear(Heard::Nothing, "a");
            outbox.hold();
            outbox.put_in(words.into());
        }
        let other = || refused(problem::IDEMPOTENCY_KEY, 422);
        let earlier = ["b".to_owned(), "a".to_owned()];
        let then = outbox.hear(other(), "c");
        assert_eq!(then, Then::Learn(earlier.to_vec()));
        let then = outbox.hear_earlier(other(), &earlier);
        assert_eq!(then, Then::Learn(vec!["a".into()]));
        let then = outbox.hear_earlier(Heard::Made(made()), &earlier[1..]);
        assert_eq!(then, done(true));
        let then = outbox.hear_earlier(other(), &earlier[1..]);
        assert!(matches!(then, Then::Tell(_)), "none of them did");
    }

    #[test]
    fn the_only_words_there_are_cannot_be_other_words() {
        let then = sent("a").hear(refused(problem::IDEMPOTENCY_KEY, 400), "a");
        assert!(matches!(then, Then::Tell(_)));
    }
}
