//! Each refusal and each stop has a way out, or says that it is final.
//!
//! Whoever is refused is told what to change. So in every case in which a rule refuses or
//! stops, some other answers to the questions marked `change: easy` or `hard` lift it; the
//! facts about the person (`never`) stay. Where nothing helps, the rule says `final: true`.
//!
//! ```yaml
//! r-1: { when: minor, stop: true, way-out: …, … }   # `minor` is `change: never`
//! ```

use super::{Finding, Proof, Space};
use crate::contents::{Change, EffectKind};
use crate::diagram::{FALSE, NodeId};
use crate::outcomes::{Axis, RuleIx};

pub(super) const PROOF: Proof = Proof {
    id: "refusal-has-way-out",
    promise: "each refusal and stop has a least change, or is final",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let changeable = contents.questions.iter();
    let changeable: Vec<bool> = changeable.map(|it| it.change != Change::Never).collect();
    let mut findings = Vec::new();
    for (ix, rule) in contents.rules.iter().enumerate() {
        let refuses = rule.effects.iter();
        let refuses = refuses.clone().any(|it| it.kind == EffectKind::Refuse);
        if rule.is_final || !(rule.stop || refuses) {
            continue;
        }
        let stands = standing(space, ix);
        let lifted = space.not(stands);
        let lifted = space.valid(lifted);
        let way_out = space.functions.build.exists(lifted, &changeable);
        let stuck = space.not(way_out);
        let stuck = space.and(stands, stuck);
        if let Some(example) = space.case("怎么改都没用", stuck) {
            let says = "nothing that can be changed lifts it, and it is not `final`";
            findings.push(Finding::new(&PROOF, &rule.id, says).with(Some(example)));
        }
    }
    findings
}

/// Where the rule stops the case, or its refusal decides a permit.
fn standing(space: &mut Space<'_>, rule: RuleIx) -> NodeId {
    let stops = space.contents.rules.get(rule).is_some_and(|it| it.stop);
    let mut any = if stops {
        space.functions.fires(rule)
    } else {
        FALSE
    };
    for win in space.functions.outcomes.wins.clone() {
        if win.rule == rule && win.axis == Axis::Disposition {
            any = space.or(any, win.root);
        }
    }
    any
}
