//! Constraints: which cases are possible at all.

use super::Compiler;
use crate::contents::QuestionIx;
use crate::diagram::{FALSE, INVALID, NodeId, TRUE};
use crate::outcomes::Outcomes;

impl Compiler<'_> {
    /// Bakes the constraints into every function that shares a question with them. The
    /// others need none: whatever they say, some valid case says it.
    pub(super) fn constrain(&mut self, outcomes: &mut Outcomes) {
        let valid = self.valid();
        let constrained = self.build.depends_on(valid);
        for root in outcomes.roots_mut() {
            let own = self.build.depends_on(*root);
            if own
                .iter()
                .zip(&constrained)
                .any(|(own, other)| *own && *other)
            {
                *root = self.build.choose(valid, *root, INVALID);
            }
        }
        outcomes.valid = valid;
    }

    /// Where no constraint is broken.
    pub(super) fn valid(&mut self) -> NodeId {
        let mut valid = TRUE;
        for constraint in &self.contents.constraints {
            let both = {
                let lesser = self.applies(constraint.lesser);
                let greater = self.applies(constraint.greater);
                self.build.and(lesser, greater)
            };
            let possible = self.at_most(constraint.lesser, constraint.greater);
            let kept = self.build.choose(both, possible, TRUE);
            valid = self.build.and(valid, kept);
        }
        valid
    }

    /// Pairs of regions that hold some `lesser ≤ greater`.
    fn at_most(&mut self, lesser: QuestionIx, greater: QuestionIx) -> NodeId {
        let (Some(low), Some(high)) = (self.regions.get(lesser), self.regions.get(greater)) else {
            return TRUE;
        };
        (0..low.count()).fold(FALSE, |any, region| {
            let here = self.build.literal(lesser, |it| it == region);
            let room = self
                .build
                .literal(greater, |it| high.reaches(it, low, region));
            let pair = self.build.and(here, room);
            self.build.or(any, pair)
        })
    }
}
