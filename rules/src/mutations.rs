//! Mutations: each rule changed in each small way, and who notices.
//!
//! Proofs and scenarios are worth what they catch. So every rule, derived value, document rule,
//! licence item and warning is changed in every small way, one change at a time: another
//! comparison, a constant one unit off, `and` for `or`, a part dropped, a test negated, an
//! option more or less, another result word. A change is noticed when a scenario comes out
//! differently or a proof finds something new. One that changes no outcome in any valid case is
//! no change at all: that is decided exactly, by comparing functions, and such are not counted.

mod changes;
mod judging;
mod spelling;

use crate::contents::{Condition, Contents, Rule};

pub use judging::Judge;

/// One small change.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What is changed: `r-24`, `fc-small-eligible`.
    pub of: String,
    /// `area > 300` becomes `area >= 300`.
    pub says: String,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Rule(usize, Rule),
    Named(usize, Condition),
    Demand(usize, Condition),
    Item(usize, Condition),
    Hint(usize, Condition),
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It changes nothing in any valid case.
    Equivalent,
    /// This scenario comes out differently.
    Scenario(String),
    /// This proof finds something new.
    Proof(&'static str),
    /// Nobody noticed.
    Survived,
}

/// Every small change of every rule.
#[must_use]
pub fn mutants(contents: &Contents) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (ix, rule) in contents.rules.iter().enumerate() {
        let conditions = changes::of(contents, &rule.condition).into_iter();
        let conditions = conditions.map(|(says, condition)| {
            let mut rule = rule.clone();
            rule.condition = condition;
            (says, rule)
        });
        let words = changes::of_words(contents, rule);
        all.extend(conditions.chain(words).map(|(says, changed)| Mutant {
            of: rule.id.clone(),
            says,
            change: Change::Rule(ix, changed),
        }));
    }
    let mut add = |of: &str, condition: &Condition, change: &dyn Fn(Condition) -> Change| {
        let changed = changes::of(contents, condition).into_iter();
        all.extend(changed.map(|(says, condition)| Mutant {
            of: of.to_owned(),
            says,
            change: change(condition),
        }));
    };
    for (ix, it) in contents.conditions.iter().enumerate() {
        add(&it.id, &it.condition, &|changed| Change::Named(ix, changed));
    }
    let mut last = "";
    for (ix, it) in contents.demands.iter().enumerate() {
        // One document rule stands for several demands, one after the other.
        if it.rule != last {
            add(&it.rule, &it.condition, &|changed| {
                Change::Demand(ix, changed)
            });
        }
        last = &it.rule;
    }
    for (ix, it) in contents.licence_items.iter().enumerate() {
        add(&it.id, &it.condition, &|changed| Change::Item(ix, changed));
    }
    for (ix, it) in contents.hints.iter().enumerate() {
        add(&it.id, &it.condition, &|changed| Change::Hint(ix, changed));
    }
    all
}

impl Mutant {
    /// The package with this change.
    #[must_use]
    pub fn apply(&self, contents: &Contents) -> Contents {
        let mut changed = contents.clone();
        match &self.change {
            Change::Rule(ix, rule) => put(&mut changed.rules, *ix, |it| it.clone_from(rule)),
            Change::Named(ix, new) => put(&mut changed.conditions, *ix, |it| {
                it.condition.clone_from(new);
            }),
            Change::Demand(ix, new) => {
                let rule = contents.demands.get(*ix).map(|it| &it.rule);
                let demands = changed.demands.iter_mut();
                for demand in demands.filter(|it| Some(&it.rule) == rule) {
                    demand.condition.clone_from(new);
                }
            }
            Change::Item(ix, new) => put(&mut changed.licence_items, *ix, |it| {
                it.condition.clone_from(new);
            }),
            Change::Hint(ix, new) => put(&mut changed.hints, *ix, |it| {
                it.condition.clone_from(new);
            }),
        }
        changed
    }
}

fn put<T>(list: &mut [T], at: usize, change: impl FnOnce(&mut T)) {
    if let Some(place) = list.get_mut(at) {
        change(place);
    }
}
