//! Every rule, warning and licence item can come true.
//!
//! A condition that holds in no case says nothing: two of its parts exclude each other, or a
//! question it asks about does not apply where the rest holds.
//!
//! ```yaml
//! r-1:
//!   when: kind == stall and area > 300 and kind == shop
//! ```
//!
//! The case shown keeps as many of the parts as go together.

use super::{Example, Finding, Proof, Space};
use crate::contents::Condition;
use crate::diagram::TRUE;

pub(super) const PROOF: Proof = Proof {
    id: "rule-fires",
    promise: "every rule, warning and licence item can come true",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let rules = contents.rules.iter().map(|it| (&it.id, &it.condition));
    let hints = contents.hints.iter().map(|it| (&it.id, &it.condition));
    let items = contents.licence_items.iter();
    let items = items.map(|it| (&it.id, &it.condition));
    let mut findings = Vec::new();
    for (id, condition) in rules.chain(hints).chain(items) {
        let holds = space.holds(condition);
        if !space.can_be(holds) {
            let example = nearly(space, condition);
            let says = "its condition holds in no case";
            findings.push(Finding::new(&PROOF, id, says).with(example));
        }
    }
    findings
}

/// A case in which the first parts of the condition hold, as many as go together.
pub(super) fn nearly(space: &mut Space<'_>, condition: &Condition) -> Option<Example> {
    let mut together = TRUE;
    if let Condition::All(parts) = condition {
        for part in parts {
            let part = space.holds(part);
            let more = space.and(together, part);
            if !space.can_be(more) {
                break;
            }
            together = more;
        }
    }
    space.case("只差一点，还是不成立", together)
}
