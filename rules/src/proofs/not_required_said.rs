//! "Not required" rests on a rule or on `otherwise`.
//!
//! A person who is told that a permit is not needed is told why. Where no rule says so, the
//! permit's `otherwise` does; where that is empty too, nothing would stand there.
//!
//! ```yaml
//! otherwise: { reason: "", mark: V }   # and no rule skips the permit for 小摊
//! ```

use super::{Finding, Proof, Space};
use crate::contents::EffectKind;
use crate::outcomes::permit_leaf;

pub(super) const PROOF: Proof = Proof {
    id: "not-required-said",
    promise: "“not required” rests on a rule or on `otherwise`",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, permit) in contents.permits.iter().enumerate() {
        if !permit.otherwise.reason.trim().is_empty() {
            continue;
        }
        let mut unsaid = space.ends_in(space.permit(ix), permit_leaf::NOT_REQUIRED);
        for (rule, it) in contents.rules.iter().enumerate() {
            let skips = it.effects.iter().any(|effect| {
                effect.kind == EffectKind::Skip
                    && effect.permits.contains(&ix)
                    && !it.reason.trim().is_empty()
            });
            if skips {
                let fires = space.functions.fires(rule);
                let silent = space.not(fires);
                unsaid = space.and(unsaid, silent);
            }
        }
        if let Some(example) = space.case("不用办，却说不出为什么", unsaid) {
            let says = "is not required, and nothing says why";
            findings.push(Finding::new(&PROOF, &permit.id, says).with(Some(example)));
        }
    }
    findings
}
