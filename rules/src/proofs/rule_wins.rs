//! No rule is dead: what it says counts in some case.
//!
//! Words have an order: required beats perhaps beats not required; elsewhere beats refused
//! beats "a person decides". A rule whose word is always beaten, or that refuses a permit only
//! where the permit is not needed, can be read but never decides:
//!
//! ```yaml
//! r-1: { when: hot, require: [card] }
//! r-2: { when: hot and kind == stall, skip: [card] }   # r-1 always wins
//! ```

use super::{Finding, Proof, Space};
use crate::contents::{Effect, EffectKind};
use crate::outcomes::{Axis, RuleIx};

pub(super) const PROOF: Proof = Proof {
    id: "rule-wins",
    promise: "no rule is dead or always beaten",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, rule) in contents.rules.iter().enumerate() {
        let fires = space.functions.fires(ix);
        if !space.can_be(fires) {
            continue;
        }
        for effect in &rule.effects {
            if wins(space, ix, effect) {
                continue;
            }
            let names = effect.permits.iter();
            let names = names.filter_map(|it| Some(contents.permits.get(*it)?.name.as_str()));
            let names: Vec<&str> = names.collect();
            let says = format!(
                "it fires, but its word `{}` on {} never decides",
                effect.kind.word(),
                names.join("、")
            );
            let example = space.case("成立，却轮不到它", fires);
            findings.push(Finding::new(&PROOF, &rule.id, says).with(example));
        }
    }
    findings
}

/// Whether the effect decides one of its permits in some valid case.
fn wins(space: &mut Space<'_>, rule: RuleIx, effect: &Effect) -> bool {
    let axis = match effect.kind {
        EffectKind::Require | EffectKind::Skip | EffectKind::Pending => Axis::Need,
        EffectKind::Refuse | EffectKind::Manual | EffectKind::Out => Axis::Disposition,
    };
    let wins = space.functions.outcomes.wins.clone();
    wins.into_iter().any(|win| {
        win.rule == rule
            && win.axis == axis
            && effect.permits.contains(&win.permit)
            && space.can_be(win.root)
    })
}
