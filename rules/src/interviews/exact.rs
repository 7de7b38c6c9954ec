//! All interviews of a package at once, by dynamic programming over what is left of it.

use std::collections::HashMap;

use super::cases::{Cases, Counter};
use super::walk::{At, Order, Walk};
use crate::package::Package;

/// How many of the cases take how many screens, and how many questions all take together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// By number of screens: number of cases.
    pub screens: Vec<u128>,
    /// Questions asked over all cases.
    pub questions: u128,
    /// The same, weighted by cost.
    pub effort: u128,
}

impl Spread {
    /// Number of cases.
    #[must_use]
    pub fn count(&self) -> u128 {
        self.screens.iter().sum()
    }

    /// So many cases with as many screens as given.
    pub(super) fn add(&mut self, screens: usize, cases: u128) -> Option<()> {
        if self.screens.len() <= screens {
            self.screens.resize(screens + 1, 0);
        }
        let place = self.screens.get_mut(screens)?;
        *place = place.checked_add(cases)?;
        Some(())
    }
}

/// What all complete cases cost in this order. `None` if more than `limit` places differ,
/// or if 128 bits cannot count them: then only a sample tells.
#[must_use]
pub fn exact(package: &Package, cases: &Cases, order: &Order, limit: usize) -> Option<Spread> {
    let mut table = Exact {
        walk: Walk::counting(package, cases),
        counter: Counter::new(package.outcomes().arity()),
        order,
        limit,
        done: HashMap::new(),
    };
    let start = table.walk.start();
    let (spread, _) = table.from(start)?;
    Some(spread)
}

struct Exact<'a> {
    walk: Walk<'a>,
    counter: Counter,
    order: &'a Order,
    limit: usize,
    /// From a place on, and the topic of the screen that comes there.
    done: HashMap<At, (Spread, Option<usize>)>,
}

impl Exact<'_> {
    /// The spread over all ways to answer every question of the package, as if those
    /// answered already were open again: all numbers are multiples of their regions.
    fn from(&mut self, at: At) -> Option<(Spread, Option<usize>)> {
        if let Some(done) = self.done.get(&at) {
            return Some(done.clone());
        }
        if self.walk.shots.len() > self.limit {
            return None;
        }
        let mut spread = Spread::default();
        let next = self.walk.next(at, self.order);
        let topic = next.map(|question| self.walk.topic(question));
        let left = self.cases(at)?;
        if let Some(question) = next {
            let regions = self.walk.arity(question);
            for region in 0..regions {
                let after = self.walk.step(at, question, region);
                if self.cases(after)? == 0 {
                    continue;
                }
                let (rest, then) = self.from(after)?;
                let another = usize::from(then != topic);
                for (screens, cases) in rest.screens.iter().enumerate() {
                    spread.add(screens + another, *cases)?;
                }
                spread.questions = spread.questions.checked_add(rest.questions)?;
                spread.effort = spread.effort.checked_add(rest.effort)?;
            }
            let share = regions as u128;
            spread.screens.iter_mut().for_each(|cases| *cases /= share);
            let effort = left.checked_mul(self.walk.effort(question) as u128)?;
            spread.questions = (spread.questions / share).checked_add(left)?;
            spread.effort = (spread.effort / share).checked_add(effort)?;
        } else {
            spread.add(0, left)?;
        }
        self.done.insert(at, (spread.clone(), topic));
        Some((spread, topic))
    }

    fn cases(&mut self, at: At) -> Option<u128> {
        let root = self.walk.shots.get(at)?.cases;
        self.counter.count(self.walk.residuals.diagram(), root)
    }
}
