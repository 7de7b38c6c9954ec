//! Each permit can be needed, and can be not needed.
//!
//! A permit that no case needs, not even perhaps, has no place on the list, and one that every case needs is no
//! question at all. Only a permit marked `informational` is never needed: it is kept to say so.
//!
//! ```yaml
//! rules:
//!   r-1:
//!     when: area > 300 and area < 200    # so `fire-inspection` is never needed
//!     require: [fire-inspection]
//! ```

use super::{Finding, Proof, Space};
use crate::diagram::TRUE;
use crate::outcomes::permit_leaf;

pub(super) const PROOF: Proof = Proof {
    id: "permit-needed",
    promise: "each permit can be needed and can be not needed",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, permit) in contents.permits.iter().enumerate() {
        let needed = space.functions.required(ix);
        let pending = space.ends_in(space.permit(ix), permit_leaf::PENDING);
        let perhaps = space.or(needed, pending);
        let spared = space.not(needed);
        let mut found = |space: &mut Space<'_>, says, shows, root| {
            let example = space.case(shows, root);
            findings.push(Finding::new(&PROOF, &permit.id, says).with(example));
        };
        match (permit.informational, space.can_be(perhaps)) {
            (true, true) => found(
                space,
                "is informational, yet needed here",
                "这时要办",
                perhaps,
            ),
            (false, false) => found(space, "is needed in no case", "这时也不用办", TRUE),
            _ => {}
        }
        if !space.can_be(spared) {
            found(space, "is needed in every case", "这时也要办", TRUE);
        }
    }
    findings
}
