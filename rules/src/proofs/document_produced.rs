//! No document is asked for that the same case produces.
//!
//! Nobody can hand in a licence that they are applying for. A permit says by `issues` which
//! paper it results in, and that paper is then left out. Where `issues` was forgotten, the
//! document carries the permit's own name and is asked for beside it:
//!
//! ```yaml
//! permits: { card: { name: 摊贩备案卡, … } }        # no `issues: m-card`
//! materials: { m-card: { name: 摊贩备案卡, … } }    # asked for with `needs fire`
//! ```

use super::{Finding, Proof, Space};

pub(super) const PROOF: Proof = Proof {
    id: "document-produced",
    promise: "no document is asked for that the same case produces",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let demanded = space.functions.outcomes.demands.clone();
    let mut findings = Vec::new();
    for (demand, asked) in contents.demands.iter().zip(demanded) {
        let Some(material) = contents.materials.get(demand.material) else {
            continue;
        };
        for (ix, permit) in contents.permits.iter().enumerate() {
            let produces = permit.issues == Some(demand.material) || permit.name == material.name;
            if !produces {
                continue;
            }
            let needed = space.functions.required(ix);
            let both = space.and(asked, needed);
            if let Some(example) = space.case("一边在办，一边要交", both) {
                let subject = format!("{}/{}", demand.rule, material.id);
                let says = format!("{} comes out of this very case", material.name);
                findings.push(Finding::new(&PROOF, subject, says).with(Some(example)));
            }
        }
    }
    findings
}
