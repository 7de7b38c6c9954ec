//! The questions that the rules behind a function test themselves.
//!
//! `使用面积 ≤ 建筑面积` makes either area a reason where a rule speaks of one: people are
//! told the one that the rule speaks of.

use super::Claim;
use crate::contents::{Condition, Contents, PermitIx};
use crate::outcomes::Outcome;
use crate::package::Package;

impl Package {
    /// By question: some rule or demand that decides the claim's outcome tests it.
    pub(crate) fn tested(&self, claim: Claim) -> Vec<bool> {
        let contents = self.contents();
        let mut tested = Tested {
            contents,
            marks: vec![false; contents.questions.len()],
            named: vec![false; contents.conditions.len()],
            permits: vec![false; contents.permits.len()],
        };
        let outcomes = self.outcomes();
        let of_stop = |ix: usize| outcomes.stops.get(ix).map(|(rule, _)| *rule);
        for (outcome, root) in outcomes.all() {
            if root != claim.root {
                continue;
            }
            match outcome {
                Outcome::Permit(ix) => tested.permit(ix),
                Outcome::Stop(ix) => {
                    let rule = of_stop(ix).and_then(|rule| contents.rules.get(rule));
                    if let Some(rule) = rule {
                        tested.mark(&rule.condition);
                    }
                }
                Outcome::Material(ix) => {
                    let demands = contents.demands.iter().filter(|it| it.material == ix);
                    for demand in demands {
                        tested.mark(&demand.condition);
                    }
                }
                Outcome::LicenceItem(_) | Outcome::Hint(_) => {}
            }
        }
        tested.marks
    }
}

struct Tested<'a> {
    contents: &'a Contents,
    marks: Vec<bool>,
    named: Vec<bool>,
    permits: Vec<bool>,
}

impl Tested<'_> {
    fn permit(&mut self, permit: PermitIx) {
        if !first_time(&mut self.permits, permit) {
            return;
        }
        let contents = self.contents;
        let touches = |effect: &crate::contents::Effect| effect.permits.contains(&permit);
        let rules = contents.rules.iter();
        for rule in rules.filter(|rule| rule.effects.iter().any(touches)) {
            self.mark(&rule.condition);
        }
    }

    fn mark(&mut self, condition: &Condition) {
        match condition {
            Condition::Always(_) => {}
            Condition::Is(atom) => {
                first_time(&mut self.marks, atom.question);
            }
            Condition::Named(ix) => {
                if first_time(&mut self.named, *ix)
                    && let Some(named) = self.contents.conditions.get(*ix)
                {
                    self.mark(&named.condition);
                }
            }
            Condition::Needs(permits) => {
                for permit in permits {
                    self.permit(*permit);
                }
            }
            Condition::Not(inner) => self.mark(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.mark(part);
                }
            }
            Condition::If(test, then, otherwise) => {
                for part in [test, then, otherwise] {
                    self.mark(part);
                }
            }
        }
    }
}

/// Sets a mark; whether it was not set before.
fn first_time(marks: &mut [bool], at: usize) -> bool {
    marks
        .get_mut(at)
        .is_some_and(|mark| !std::mem::replace(mark, true))
}
