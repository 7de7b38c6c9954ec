//! Collects every test that a package makes of each question: where its answers must be cut.

use crate::contents::{Condition, Contents, Test};

/// All tests, by question.
pub(crate) fn by_question(contents: &Contents) -> Vec<Vec<Test>> {
    let mut tests = vec![Vec::new(); contents.questions.len()];
    for condition in conditions(contents) {
        collect(condition, &mut tests);
    }
    tests
}

/// Every condition written anywhere in a package.
pub(crate) fn conditions(contents: &Contents) -> impl Iterator<Item = &Condition> {
    let asked = contents
        .questions
        .iter()
        .filter_map(|it| it.asked_when.as_ref());
    let named = contents.conditions.iter().map(|it| &it.condition);
    let rules = contents.rules.iter().map(|it| &it.condition);
    let demands = contents.demands.iter().map(|it| &it.condition);
    let items = contents.licence_items.iter().map(|it| &it.condition);
    let hints = contents.hints.iter().map(|it| &it.condition);
    asked
        .chain(named)
        .chain(rules)
        .chain(demands)
        .chain(items)
        .chain(hints)
}

fn collect(condition: &Condition, tests: &mut [Vec<Test>]) {
    match condition {
        Condition::Always(_) | Condition::Named(_) | Condition::Needs(_) => {}
        Condition::Is(atom) => {
            if let Some(of_question) = tests.get_mut(atom.question) {
                of_question.push(atom.test.clone());
            }
        }
        Condition::Not(inner) => collect(inner, tests),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect(part, tests);
            }
        }
        Condition::If(test, then, otherwise) => {
            for part in [test, then, otherwise] {
                collect(part, tests);
            }
        }
    }
}
