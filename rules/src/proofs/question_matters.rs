//! Each question can matter.
//!
//! Nobody is asked what nothing hangs on. For every question there are two valid cases that
//! differ in its answer alone and in some outcome. Where there are not, it is never asked, or
//! every answer to it is as good as any other:
//!
//! ```yaml
//! questions:
//!   parking: { text: 有停车位吗？, … }   # no rule names it
//! ```
//!
//! Either a rule was forgotten, or the question belongs to the form, which decides nothing.

use super::{Finding, Proof, Space};
use crate::diagram::{FALSE, NodeId, TRUE};
use crate::regions::Regions;

pub(super) const PROOF: Proof = Proof {
    id: "question-matters",
    promise: "each question can change something",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let roots = space.outcomes();
    let mut findings = Vec::new();
    for (ix, question) in contents.questions.iter().enumerate() {
        let applies = space.functions.applies(ix);
        if !space.can_be(applies) {
            let never = "never applies: its `asked-when` holds in no case";
            let example = space.case("例如这样也不问", TRUE);
            findings.push(Finding::new(&PROOF, &question.id, never).with(example));
            continue;
        }
        let regions = space.functions.regions.get(ix).map_or(0, Regions::count);
        let matters = (1..regions).any(|region| apart(space, &roots, ix, 0, region) != FALSE);
        if !matters {
            let idle = "whatever is answered, nothing changes";
            let example = space.case("例如这时问了也白问", applies);
            findings.push(Finding::new(&PROOF, &question.id, idle).with(example));
        }
    }
    findings
}

/// Cases in which two answers to `question` lead some of `roots` apart; its own answer is open in them.
pub(super) fn apart(
    space: &mut Space<'_>,
    roots: &[NodeId],
    question: usize,
    one: usize,
    other: usize,
) -> NodeId {
    let mut any = FALSE;
    for root in space.depending(roots, question) {
        let build = &mut space.functions.build;
        let sides = [one, other].map(|region| build.given(root, question, region));
        let apart = build.apart(sides[0], sides[1]);
        any = build.or(any, apart);
    }
    let valid = space.functions.valid;
    for region in [one, other] {
        let build = &mut space.functions.build;
        let possible = build.given(valid, question, region);
        any = build.and(any, possible);
    }
    any
}
