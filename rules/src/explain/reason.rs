//! The smallest reason: which of the person's own answers settle an outcome.

use super::Claim;
use super::hitting::smallest_meeting;
use super::part::{Part, Price};
use crate::answers::Answers;
use crate::contents::QuestionIx;
use crate::date::Date;
use crate::package::Package;
use crate::regions::Regions;
use crate::state::Known;

/// A smallest sufficient set of answers: whatever the others are, the claim holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// In the order of the questions; empty where the claim holds in every case.
    pub grounds: Vec<Ground>,
}

/// One answer of a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The question.
    pub question: QuestionIx,
    /// The regions that would do as well, ascending, that of the answer among them: for
    /// 350 平方米 all above 300. Together with those of the other grounds they still suffice.
    pub regions: Vec<usize>,
}

impl Package {
    /// Why `claim` holds under these answers; `None` where they do not settle it.
    #[must_use]
    pub fn reason(&self, claim: Claim, answers: &Answers, on: Date) -> Option<Reason> {
        self.reason_of(claim, &self.taking_part(answers, on))
    }

    /// The same of answers as [`Package::taking_part`] gives them.
    #[must_use]
    pub fn reason_of(&self, claim: Claim, known: &Known) -> Option<Reason> {
        let part = Part::new(&self.outcomes().diagram, claim.root);
        let against = claim.denied().leaves;
        let tested = self.tested(claim);
        let mut ways_out: Vec<Vec<QuestionIx>> = Vec::new();
        loop {
            let chosen = smallest_meeting(&ways_out);
            let price = |question: QuestionIx, region| price(known, &chosen, question, region);
            let Some((_, way)) = part.cheapest(against, price, |_, region| region) else {
                let grounds = self.widened(&part, claim, known, &chosen);
                return Some(Reason { grounds });
            };
            let changed = |(question, region): &(QuestionIx, usize)| {
                known_region(known, *question).is_some_and(|own| own != *region)
            };
            let mut changed: Vec<_> = way.iter().filter(|it| changed(it)).map(|it| it.0).collect();
            // Of equally small reasons, the one in the words of the rules.
            changed.sort_by_key(|it| tested.get(*it) != Some(&true));
            if changed.is_empty() {
                // Not settled: what was answered leaves the opposite open.
                return None;
            }
            ways_out.push(changed);
        }
    }

    /// Widens each ground while the claim still follows: ordered answers only, since
    /// “above 300” says more than a list of options would.
    fn widened(
        &self,
        part: &Part,
        claim: Claim,
        known: &Known,
        chosen: &[QuestionIx],
    ) -> Vec<Ground> {
        let own = |question: &QuestionIx| {
            let regions = known_region(known, *question).into_iter().collect();
            let question = *question;
            Ground { question, regions }
        };
        let mut grounds: Vec<Ground> = chosen.iter().map(own).collect();
        for at in 0..grounds.len() {
            let Some(ground) = grounds.get(at).cloned() else {
                continue;
            };
            let Some(regions) = self.outcomes().regions.get(ground.question) else {
                continue;
            };
            if !is_ordered(regions) {
                continue;
            }
            for wider in neighbours(&ground, regions.count()) {
                let mut tried = grounds.clone();
                if let Some(place) = tried.get_mut(at) {
                    place.regions.push(wider);
                    place.regions.sort_unstable();
                    let touches = place
                        .regions
                        .windows(2)
                        .all(|it| matches!(it, [a, b] if a + 1 == *b));
                    if touches && follows(part, claim, &tried) {
                        grounds = tried;
                    }
                }
            }
        }
        grounds
    }
}

/// A changed answer costs one; the chosen ones stand; what is not known is free.
fn price(
    known: &Known,
    chosen: &[QuestionIx],
    question: QuestionIx,
    region: usize,
) -> Option<Price> {
    match known_region(known, question) {
        Some(own) if own != region => (!chosen.contains(&question)).then_some(1),
        _ => Some(0),
    }
}

fn known_region(known: &Known, question: QuestionIx) -> Option<usize> {
    known.get(question).copied().flatten()
}

/// Whether regions next to each other make one range.
pub(crate) fn is_ordered(regions: &Regions) -> bool {
    matches!(regions, Regions::Intervals { .. } | Regions::Days { .. })
}

/// Outwards from the ground's own region, upwards first.
fn neighbours(ground: &Ground, count: usize) -> Vec<usize> {
    let own = ground.regions.first().copied().unwrap_or_default();
    (own + 1..count).chain((0..own).rev()).collect()
}

fn follows(part: &Part, claim: Claim, grounds: &[Ground]) -> bool {
    let allowed = |question: QuestionIx, region: usize| {
        let mut grounds = grounds.iter();
        let ground = grounds.find(|it| it.question == question);
        ground.is_none_or(|it| it.regions.contains(&region))
    };
    part.leaves(allowed) & !claim.leaves == 0
}
