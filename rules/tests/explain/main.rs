//! Reasons and least changes, against the oracle.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

#[path = "../support/mod.rs"]
mod support;

mod every_case;
mod restaurant;
mod words;

use lianban_rules::answers::Answers;
use lianban_rules::contents::{Change, QuestionIx};
use lianban_rules::date::Date;
use lianban_rules::explain::reason::Ground;
use lianban_rules::package::Package;

/// What a change costs: hard ones first, then easy ones. Fewer is cheaper.
type Cost = (usize, usize);

/// Whether a case has the answers of these grounds.
fn keeps(package: &Package, grounds: &[Ground], case: &Answers, on: Date) -> bool {
    let known = package.known(case, on);
    let mut grounds = grounds.iter();
    grounds.all(|ground| known[ground.question].is_some_and(|it| ground.regions.contains(&it)))
}

fn count(package: &Package, questions: &[QuestionIx]) -> Cost {
    let of = |wanted: Change| {
        let questions = questions.iter();
        questions
            .filter(|it| package.contents().questions[**it].change == wanted)
            .count()
    };
    assert_eq!(of(Change::Never), 0, "nobody can change that");
    (of(Change::Hard), of(Change::Easy))
}
