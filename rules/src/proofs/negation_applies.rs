//! No negation lets a question that does not apply decide.
//!
//! A test of a question that was not asked is false, so its negation is true: `not smoke`
//! holds where nobody was asked about smoke. That is rarely what the law means. Found is every
//! condition that holds in a case only because a question was not asked in it: had it been
//! asked, some answer would make the condition false.
//!
//! ```yaml
//! smoke: { …, asked-when: hot }
//! r-1: { when: not smoke, skip: [duct] }   # also for a shop that was never asked
//! ```
//!
//! Write `smoke == false` where only a given answer counts; where the rest is meant too,
//! accept it and say why.

use super::{Example, Finding, Proof, Space};
use crate::contents::{Condition, Contents, QuestionIx};
use crate::diagram::NodeId;

pub(super) const PROOF: Proof = Proof {
    id: "negation-applies",
    promise: "no negation rests on a question that does not apply",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let conditions = conditions(contents);
    let trees: Vec<&Condition> = conditions.iter().map(|(_, it)| *it).collect();
    let roots: Vec<NodeId> = trees.iter().map(|it| space.holds(it)).collect();
    let mut findings = Vec::new();
    for (question, it) in contents.questions.iter().enumerate() {
        if it.asked_when.is_none() {
            continue;
        }
        let applies = space.functions.applies(question);
        let as_if = space.functions.as_if_asked(contents, question, &trees);
        for (((id, tree), root), as_if) in conditions.iter().zip(&roots).zip(as_if) {
            if as_if == *root || !tests(contents, tree, question) {
                continue;
            }
            let Some(example) = flips(space, question, *root, as_if, applies) else {
                continue;
            };
            let subject = format!("{id}/{}", it.id);
            let says = format!("it holds because “{}” was not asked", it.short);
            findings.push(Finding::new(&PROOF, subject, says).with(Some(example)));
        }
    }
    findings
}

/// A case in which the condition holds, the question does not apply, and some answer to it
/// would have made the condition false.
fn flips(
    space: &mut Space<'_>,
    question: QuestionIx,
    root: NodeId,
    as_if: NodeId,
    applies: NodeId,
) -> Option<Example> {
    let mut only = vec![false; space.contents.questions.len()];
    if let Some(place) = only.get_mut(question) {
        *place = true;
    }
    let fails = space.not(as_if);
    let could_fail = space.functions.build.exists(fails, &only);
    let not_asked = space.not(applies);
    let holds = space.and(root, not_asked);
    let flipped = space.and(holds, could_fail);
    space.case("没问到，却成立了", flipped)
}

/// Everything that decides something, with its id.
fn conditions(contents: &Contents) -> Vec<(&str, &Condition)> {
    let rules = contents
        .rules
        .iter()
        .map(|it| (it.id.as_str(), &it.condition));
    let hints = contents
        .hints
        .iter()
        .map(|it| (it.id.as_str(), &it.condition));
    let items = contents.licence_items.iter();
    let items = items.map(|it| (it.id.as_str(), &it.condition));
    let mut all: Vec<_> = rules.chain(hints).chain(items).collect();
    for demand in &contents.demands {
        // One document rule may stand for several demands.
        if all.last().is_none_or(|(id, _)| *id != demand.rule) {
            all.push((&demand.rule, &demand.condition));
        }
    }
    all
}

/// Whether the condition itself asks about the question, by name or through a derived value.
fn tests(contents: &Contents, condition: &Condition, question: QuestionIx) -> bool {
    let any = |parts: &[Condition]| parts.iter().any(|it| tests(contents, it, question));
    match condition {
        Condition::Always(_) | Condition::Needs(_) => false,
        Condition::Is(atom) => atom.question == question,
        Condition::Named(ix) => {
            let named = contents.conditions.get(*ix);
            named.is_some_and(|it| tests(contents, &it.condition, question))
        }
        Condition::Not(inner) => tests(contents, inner, question),
        Condition::All(parts) | Condition::Any(parts) => any(parts),
        Condition::If(test, then, otherwise) => [test, then, otherwise]
            .into_iter()
            .any(|it| tests(contents, it, question)),
    }
}
