//! A follow-up is never asked on a screen before what it hangs on.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::contents::{Condition, Contents, QuestionIx};
use crate::diagnostic::Fault;

/// Reports each question whose `asked-when` looks at a later topic. What hangs
/// on the need of a permit is left out: that is settled by many questions.
pub(super) fn check(scope: &mut Scope<'_>, contents: &Contents) {
    for question in &contents.questions {
        let Some(condition) = &question.asked_when else {
            continue;
        };
        let mut on = BTreeSet::new();
        questions_in(contents, condition, &mut on);
        let later = on.into_iter().filter_map(|ix| contents.questions.get(ix));
        let Some(later) = later
            .filter(|other| other.topic > question.topic)
            .min_by_key(|q| &q.id)
        else {
            continue;
        };
        let topic = |ix: usize| contents.topics.get(ix).map(|topic| topic.id.clone());
        let fault = Fault::LaterTopic {
            question: question.id.clone(),
            topic: topic(question.topic).unwrap_or_default(),
            on: later.id.clone(),
            later: topic(later.topic).unwrap_or_default(),
        };
        let card = scope
            .asked
            .iter()
            .find(|(_, card)| card.id.text == question.id);
        let follows = card.and_then(|(_, card)| card.asked_when.as_ref());
        let place = follows.map(|tree| tree.at).unwrap_or_default();
        scope.findings.add(place, fault);
    }
}

fn questions_in(contents: &Contents, condition: &Condition, into: &mut BTreeSet<QuestionIx>) {
    match condition {
        Condition::Is(atom) => {
            into.insert(atom.question);
        }
        Condition::Named(ix) => {
            if let Some(named) = contents.conditions.get(*ix) {
                questions_in(contents, &named.condition, into);
            }
        }
        Condition::Not(inner) => questions_in(contents, inner, into),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                questions_in(contents, part, into);
            }
        }
        Condition::If(when, yes, no) => {
            for part in [when, yes, no] {
                questions_in(contents, part, into);
            }
        }
        Condition::Always(_) | Condition::Needs(_) => {}
    }
}
