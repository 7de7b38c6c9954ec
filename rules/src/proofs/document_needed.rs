//! Each document is needed in some case, and for a permit that is needed in it.
//!
//! A document that no case asks for is a leftover. One that is asked for where none of the
//! permits that use it is needed would be carried to the window for nothing.
//!
//! ```yaml
//! d-1: { when: kind == stall, materials: { m-plan: P }, for: [fire] }   # stalls need no `fire`
//! ```

use super::rule_fires::nearly;
use super::{Finding, Proof, Space};
use crate::diagram::FALSE;

pub(super) const PROOF: Proof = Proof {
    id: "document-needed",
    promise: "each document is needed in some case, for a permit needed in it",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let demanded = space.functions.outcomes.demands.clone();
    let mut findings = Vec::new();
    for (demand, asked) in contents.demands.iter().zip(demanded) {
        let material = contents.materials.get(demand.material);
        let subject = format!("{}/{}", demand.rule, material.map_or("", |it| &it.id));
        if !space.can_be(asked) {
            let example = nearly(space, &demand.condition);
            let says = "is asked for in no case";
            findings.push(Finding::new(&PROOF, subject, says).with(example));
            continue;
        }
        let mut used = FALSE;
        for permit in &demand.consumers {
            let needed = space.functions.required(*permit);
            used = space.or(used, needed);
        }
        let served = space.and(asked, used);
        if !space.can_be(served) {
            let example = space.case("要交它，用它的事项却都不用办", asked);
            let says = "is only asked for where no permit that uses it is needed";
            findings.push(Finding::new(&PROOF, subject, says).with(example));
        }
    }
    findings
}
