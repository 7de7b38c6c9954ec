//! Topics, questions and constraints.

use super::graph::Graph;
use super::scope::Scope;
use crate::catalogue::shapes;
use crate::contents::{Condition, Constraint, Question, QuestionIx, QuestionKind, Topic};
use crate::diagnostic::Fault;
use crate::place::Name;

pub(super) fn topics(package: &shapes::Package) -> Vec<Topic> {
    let topic = |topic: &shapes::Topic| Topic {
        id: topic.id.text.clone(),
        title: topic.title.clone(),
        help: topic.help.clone(),
        layout: topic.layout,
    };
    package.topics.iter().map(topic).collect()
}

pub(super) fn questions(scope: &mut Scope<'_>) -> Vec<Question> {
    let asked = scope.asked.clone();
    let question = |(topic, card): (usize, &shapes::Question)| Question {
        id: card.id.text.clone(),
        topic,
        text: card.text.clone(),
        short: card.short.clone(),
        help: card.help.clone(),
        find_out: card.find_out.clone(),
        unit: card.unit.clone(),
        icon: card.icon.clone(),
        kind: card.kind.clone(),
        asked_when: asked_when(scope, card.asked_when.as_ref()),
        cost: card.cost,
        change: card.change,
    };
    asked.into_iter().map(question).collect()
}

pub(super) fn asked_when(
    scope: &mut Scope<'_>,
    tree: Option<&crate::syntax::Expression>,
) -> Option<Condition> {
    tree.map(|tree| scope.condition(tree).0)
}

/// Constraints between questions that the package asks.
pub(super) fn constraints(scope: &mut Scope<'_>) -> Vec<Constraint> {
    let declared = &scope.records.constraints;
    let mut graph = Graph::default();
    let mut list = Vec::new();
    for constraint in declared {
        let sides = (
            side(scope, &constraint.lesser),
            side(scope, &constraint.greater),
        );
        let (Some(lesser), Some(greater)) = sides else {
            continue;
        };
        if !comparable(scope, lesser, greater) {
            let (lesser, greater) = (
                constraint.lesser.text.clone(),
                constraint.greater.text.clone(),
            );
            scope.findings.add(
                constraint.lesser.at,
                Fault::ConstraintType { lesser, greater },
            );
            continue;
        }
        let Name { text, at } = &constraint.lesser;
        graph.add(text, *at, vec![constraint.greater.text.clone()]);
        list.push(Constraint {
            lesser,
            greater,
            message: constraint.message.clone(),
        });
    }
    for circle in graph.walk().1 {
        let (place, fault) = graph.fault(&circle);
        scope.findings.add(place, fault);
    }
    list
}

/// The question, if the package asks it; reported if the catalogue has none such.
fn side(scope: &mut Scope<'_>, name: &Name) -> Option<QuestionIx> {
    let records = scope.records;
    if !records
        .questions
        .iter()
        .any(|card| card.id.text == name.text)
    {
        scope.unknown(
            "question",
            name,
            records.questions.iter().map(|card| &card.id),
        );
    }
    scope.question(&name.text)
}

fn comparable(scope: &Scope<'_>, lesser: QuestionIx, greater: QuestionIx) -> bool {
    let scale = |ix| match scope.kind(ix) {
        Some(QuestionKind::Number { scale, .. }) => Some(*scale),
        _ => None,
    };
    scale(lesser).is_some() && scale(lesser) == scale(greater)
}
