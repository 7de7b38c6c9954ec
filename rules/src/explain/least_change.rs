//! The least change: the cheapest way out of a refusal, a stop, or a burdensome permit.

use std::collections::BTreeSet;

use super::Claim;
use super::part::{Part, Price, Way};
use super::reason::is_ordered;
use crate::answers::{Answer, Answers};
use crate::contents::{Change, QuestionIx};
use crate::date::Date;
use crate::outcomes::permit_leaf;
use crate::package::Package;
use crate::state::Known;

/// Costs that compare in this order: hard changes, easy changes, answers not given yet.
const HARD: Price = 1 << 40;
const EASY: Price = 1 << 20;
const NEW: Price = 1;

/// A way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeastChange {
    /// The answers to change, in the order of the questions.
    pub changes: Vec<Step>,
    /// What must hold besides: answers that were not given yet.
    pub then: Vec<Step>,
    /// Some change is hard: another place, more money.
    pub is_hard: bool,
}

/// One answer of a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The question.
    pub question: QuestionIx,
    /// The region nearest to the answer.
    pub region: usize,
    /// Every region that would do, the others being as the way says; ascending.
    pub regions: Vec<usize>,
}

impl Package {
    /// The cheapest change of changeable answers after which `wanted` holds for sure, easy
    /// changes before hard ones; no cheaper change could even make it possible. `None` if
    /// nothing the person can change leads there. Empty where `wanted` can be had unchanged.
    #[must_use]
    pub fn least_change(&self, wanted: Claim, answers: &Answers, on: Date) -> Option<LeastChange> {
        self.ways_out(wanted, &self.taking_part(answers, on), 1)
            .pop()
    }

    /// [`Package::ways_out`], each with the options it names thinned out: what would bring a
    /// stop, another district or another refusal that was not there is not offered where
    /// something else does as well.
    #[must_use]
    pub fn good_ways_out(&self, wanted: Claim, known: &Known, most: usize) -> Vec<LeastChange> {
        let mut found = self.ways_out(wanted, known, most);
        let before = self.hazards(known);
        for change in &mut found {
            for at in 0..change.changes.len() {
                self.thin_out(change, at, known, &before);
            }
        }
        found
    }

    /// Drops options that bring a new hazard, unless all do.
    fn thin_out(&self, change: &mut LeastChange, at: usize, known: &Known, before: &[bool]) {
        let steps = change.changes.iter().chain(&change.then);
        let mut after = known.clone();
        for step in steps {
            put(&mut after, step.question, step.region);
        }
        let Some(step) = change.changes.get_mut(at) else {
            return;
        };
        let is_harmless = |region: &usize| {
            let mut after = after.clone();
            put(&mut after, step.question, *region);
            let hazards = self.hazards(&after);
            hazards
                .iter()
                .zip(before)
                .all(|(now, before)| *before || !now)
        };
        let harmless: Vec<usize> = step.regions.iter().copied().filter(is_harmless).collect();
        if let Some(first) = harmless.first() {
            if !harmless.contains(&step.region) {
                step.region = *first;
            }
            step.regions = harmless;
        }
    }

    /// What is settled against the case: stops, other districts, refusals.
    fn hazards(&self, known: &Known) -> Vec<bool> {
        let state = self.state(known);
        let outcomes = self.outcomes();
        let rules = outcomes.stops.iter().chain(&outcomes.sends_away);
        let rules = rules.map(|(_, root)| state.is_true(*root));
        let refusals = outcomes.permits.iter().map(|root| {
            let leaves = state.leaves(*root);
            leaves & !(1 << permit_leaf::REFUSED | 1 << permit_leaf::OUT) == 0
        });
        rules.chain(refusals).collect()
    }

    /// The least change and up to `most` − 1 others that have no question in common with
    /// it or each other, each the cheapest of what is left.
    #[must_use]
    pub fn ways_out(&self, wanted: Claim, known: &Known, most: usize) -> Vec<LeastChange> {
        let part = Part::new(&self.outcomes().diagram, wanted.root);
        let mut found: Vec<LeastChange> = Vec::new();
        let mut used: BTreeSet<QuestionIx> = BTreeSet::new();
        while found.len() < most {
            let price =
                |question: QuestionIx, region: usize| self.price(known, &used, question, region);
            let nearer = |question: QuestionIx, region| self.distance(known, question, region);
            let Some((_, way)) = part.cheapest(wanted.leaves, price, nearer) else {
                break;
            };
            let change = self.change_along(&part, wanted, known, &way);
            used.extend(change.changes.iter().map(|it| it.question));
            let is_empty = change.changes.is_empty();
            found.push(change);
            if is_empty {
                break;
            }
        }
        found
    }

    /// The answers after a way out, each changed one as near to the old as can be. Answers
    /// to questions that no longer apply stay: they take no part.
    #[must_use]
    pub fn after(&self, change: &LeastChange, answers: &Answers, on: Date) -> Answers {
        let mut after = answers.clone();
        for step in change.changes.iter().chain(&change.then) {
            let Some(question) = self.contents().questions.get(step.question) else {
                continue;
            };
            let near = self.value(answers, step.question);
            if let Some(value) = self.value_near(step.question, step.region, near, on) {
                after.0.insert(question.id.clone(), Answer::Known(value));
            }
        }
        after
    }

    fn price(
        &self,
        known: &Known,
        used: &BTreeSet<QuestionIx>,
        question: QuestionIx,
        region: usize,
    ) -> Option<Price> {
        let Some(own) = known.get(question).copied().flatten() else {
            return Some(NEW);
        };
        if own == region {
            return Some(0);
        }
        let change = self.contents().questions.get(question)?.change;
        match change {
            _ if used.contains(&question) => None,
            Change::Easy => Some(EASY),
            Change::Hard => Some(HARD),
            Change::Never => None,
        }
    }

    /// How far a region is from the answer: numbers move as little as they must.
    fn distance(&self, known: &Known, question: QuestionIx, region: usize) -> usize {
        let own = known.get(question).copied().flatten();
        let regions = self.outcomes().regions.get(question);
        match own {
            Some(own) if regions.is_some_and(is_ordered) => own.abs_diff(region),
            Some(own) if own == region => 0,
            _ => region + 1,
        }
    }

    fn change_along(&self, part: &Part, wanted: Claim, known: &Known, way: &Way) -> LeastChange {
        let own = |question: QuestionIx| known.get(question).copied().flatten();
        let step = |(question, region): &(QuestionIx, usize)| Step {
            question: *question,
            region: *region,
            regions: alternatives(part, wanted, known, way, *question),
        };
        let changed: Vec<_> = way
            .iter()
            .filter(|(question, region)| own(*question).is_some_and(|it| it != *region))
            .collect();
        let is_hard = changed.iter().any(|(question, _)| {
            let question = self.contents().questions.get(*question);
            question.is_some_and(|it| it.change == Change::Hard)
        });
        LeastChange {
            changes: changed.into_iter().map(step).collect(),
            then: way
                .iter()
                .filter(|(question, _)| own(*question).is_none())
                .map(step)
                .collect(),
            is_hard,
        }
    }
}

fn put(known: &mut Known, question: QuestionIx, region: usize) {
    if let Some(place) = known.get_mut(question) {
        *place = Some(region);
    }
}

/// The regions of `question` with which the way still leads to what is wanted, all other
/// answers being as given or as the way says.
fn alternatives(
    part: &Part,
    wanted: Claim,
    known: &Known,
    way: &Way,
    question: QuestionIx,
) -> Vec<usize> {
    let chosen = |of: QuestionIx| {
        let mut way = way.iter();
        way.find(|(it, _)| *it == of)
            .map(|(_, region)| *region)
            .or_else(|| known.get(of).copied().flatten())
    };
    let own = known.get(question).copied().flatten();
    let leads = |region: usize| {
        let allowed = |of: QuestionIx, it: usize| match of {
            of if of == question => it == region,
            of => chosen(of).is_none_or(|chosen| chosen == it),
        };
        let leaves = part.leaves(allowed);
        leaves != 0 && leaves & !wanted.leaves == 0
    };
    let count = part.regions_of(question);
    (0..count)
        .filter(|region| Some(*region) != own && leads(*region))
        .collect()
}
