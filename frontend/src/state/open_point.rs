//! What is still open when the person is done: the question, who knows, what hangs on it.

use lianban_rules::assessment::Assessment;
use lianban_rules::contents::{Condition, Contents, Rule};

use super::plan::{permit_names, question};

/// A question that is still open, and who knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPoint {
    /// Index of the topic that asks it.
    pub topic: String,
    /// The question.
    pub text: String,
    /// Who knows.
    pub find_out: Option<String>,
    /// Names of the permits that hang on it, or what else does.
    pub hangs_on_it: Vec<String>,
}

/// The points to be settled.
pub fn open_points(contents: &Contents, assessment: &Assessment) -> Vec<OpenPoint> {
    let point = |id: &String| {
        let question = question(contents, id)?;
        let hanging = assessment
            .permits
            .iter()
            .filter(|it| it.depends_on.contains(id));
        let hanging: Vec<String> = hanging.map(|it| it.id.clone()).collect();
        let mut hangs_on_it = permit_names(contents, &hanging);
        if can_still_stop(contents, assessment, id) {
            hangs_on_it.insert(0, "这个铺面能不能用".to_owned());
        }
        if hangs_on_it.is_empty() {
            hangs_on_it.push("要交哪些材料".to_owned());
        }
        Some(OpenPoint {
            topic: contents.topics.get(question.topic)?.id.clone(),
            text: question.text.clone(),
            find_out: question.find_out.clone(),
            hangs_on_it,
        })
    };
    assessment.to_settle.iter().filter_map(point).collect()
}

/// Whether a site stop that is still open asks this question.
fn can_still_stop(contents: &Contents, assessment: &Assessment, id: &str) -> bool {
    let open = |rule: &&Rule| assessment.stops.iter().any(|stop| stop.rule == rule.id);
    let asked = contents.questions.iter().position(|it| it.id == id);
    let mut rules = contents.rules.iter().filter(open);
    asked.is_some_and(|asked| rules.any(|rule| tests(contents, &rule.condition, asked)))
}

/// Whether a condition tests a question's answer.
fn tests(contents: &Contents, condition: &Condition, asked: usize) -> bool {
    let within = |part: &Condition| tests(contents, part, asked);
    match condition {
        Condition::Always(_) | Condition::Needs(_) => false,
        Condition::Named(ix) => {
            let named = contents.conditions.get(*ix);
            named.is_some_and(|it| within(&it.condition))
        }
        Condition::Is(atom) => atom.question == asked,
        Condition::Not(inner) => within(inner),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(within),
        Condition::If(test, then, otherwise) => within(test) || within(then) || within(otherwise),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    /// A flue that nobody knows of says what it can cost: the place itself.
    #[test]
    fn an_unknown_flue_hangs_on_the_place() {
        let package = package();
        let draft = draft(json!({"food-smoke": true, "site-flue": null}));
        let interview = Interview::new(&package, &draft, today());
        let points = open_points(package.contents(), &interview.assessment);
        let flue = points.iter().find(|it| it.text.contains("烟道"));
        assert_eq!(flue.unwrap().hangs_on_it[0], "这个铺面能不能用");
    }
}
