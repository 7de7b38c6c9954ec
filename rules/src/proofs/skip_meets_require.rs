//! "Not required" never meets "required".
//!
//! Required wins, so a case in which one rule asks for a permit and another says that it is
//! not needed still gets an answer. But one of the two rules is wrong: both were written as
//! the law.
//!
//! ```yaml
//! r-1: { when: area > 300, require: [fire] }
//! r-2: { when: kind == stall, skip: [fire] }   # and a stall of 400 ㎡?
//! ```

use super::{Finding, Proof, Space};
use crate::contents::{Contents, EffectKind, PermitIx};
use crate::outcomes::RuleIx;

pub(super) const PROOF: Proof = Proof {
    id: "skip-meets-require",
    promise: "what one rule requires no other calls not required",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, permit) in contents.permits.iter().enumerate() {
        for skipping in saying(contents, ix, EffectKind::Skip) {
            for requiring in saying(contents, ix, EffectKind::Require) {
                let fire = [skipping, requiring].map(|rule| space.functions.fires(rule));
                let both = space.and(fire[0], fire[1]);
                let Some(example) = space.case("两条都成立", both) else {
                    continue;
                };
                let name = |rule: RuleIx| contents.rules.get(rule).map_or("", |it| &it.id);
                let (skipping, requiring) = (name(skipping), name(requiring));
                let subject = format!("{skipping}/{requiring}/{}", permit.id);
                let says = format!(
                    "`{skipping}` says that {} is not required, `{requiring}` requires it",
                    permit.name
                );
                findings.push(Finding::new(&PROOF, subject, says).with(Some(example)));
            }
        }
    }
    findings
}

/// The rules that say `kind` of a permit; naming it `out` itself requires it too.
fn saying(contents: &Contents, permit: PermitIx, kind: EffectKind) -> Vec<RuleIx> {
    let rules = contents.rules.iter().enumerate();
    let says = rules.filter(|(_, rule)| {
        rule.effects.iter().any(|effect| {
            let requires = effect.by_name && kind == EffectKind::Require;
            effect.permits.contains(&permit) && (effect.kind == kind || requires)
        })
    });
    says.map(|(ix, _)| ix).collect()
}
