//! What a window sees of a case, as lines.
//!
//! Beside it: [`cautions`] is what to look at before accepting, [`search`] what it looks for, [`waiting`] how long a case may still wait,
//! [`papers`] what came how, [`compared`] what was held against what, [`refusal`] 不予受理
//! while it is being written, [`inspection`] the look on site, [`idle`] when nobody is there
//! any more, [`doubt`] what people doubt.

use lianban_api::CaseDetail;
use lianban_rules::contents::{Contents, Field};
use lianban_rules::handbook::Handbook;
use serde_json::{Map, Value as Json};

use super::given::{Given, given};
use super::input;

pub mod cautions;
pub mod compared;
pub mod doubt;
#[cfg(test)]
pub mod fixture;
pub mod idle;
pub mod inspection;
pub mod papers;
pub mod refusal;
pub mod search;
pub mod waiting;

/// A name and a value.
pub type Fact = (String, String);

/// A field of the form at the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFact {
    /// What it is called.
    pub name: String,
    /// What was given, masked.
    pub given: Given,
    /// What the window should look at.
    pub warnings: Vec<String>,
}

/// The answers of a case in the words of its questions, in the author's order.
pub fn answers(contents: &Contents, case: &CaseDetail) -> Vec<Fact> {
    answers_in_words(contents, &case.answers)
}

fn answers_in_words(contents: &Contents, answers: &Map<String, Json>) -> Vec<Fact> {
    let questions = contents.questions.iter();
    let fact = |question: &lianban_rules::contents::Question| {
        let value = answers.get(&question.id)?;
        Some((question.short.clone(), input::words(question, value)))
    };
    questions.filter_map(fact).collect()
}

/// The masked fields of a case under the titles of the form's pages; what was left empty is left out.
pub fn sections(
    contents: &Contents,
    handbook: &Handbook,
    case: &CaseDetail,
) -> Vec<(String, Vec<FieldFact>)> {
    let fact = |field: &Field| {
        let given = given(field, case.fields.get(&field.id)?, &handbook.divisions);
        let is_empty = match &given {
            Given::Line(text) => text.is_empty(),
            Given::Table(_, rows) => rows.is_empty(),
        };
        (!is_empty).then(|| FieldFact {
            name: field.label.clone(),
            given,
            warnings: warnings(case, &field.id),
        })
    };
    let in_section = |section: &str| {
        let fields = contents.fields.iter();
        fields
            .filter(|it| it.section == section)
            .filter_map(fact)
            .collect::<Vec<_>>()
    };
    let known = handbook.sections.iter();
    let mut all: Vec<_> = known
        .map(|it| (it.title.clone(), in_section(&it.id)))
        .collect();
    let is_known = |field: &&Field| handbook.sections.iter().any(|it| it.id == field.section);
    let others = contents.fields.iter().filter(|field| !is_known(field));
    all.push(("申请表".to_owned(), others.filter_map(fact).collect()));
    all.retain(|(_, facts)| !facts.is_empty());
    all
}

/// What the window should look at in a field: warnings point at it or into it.
fn warnings(case: &CaseDetail, field: &str) -> Vec<String> {
    let about = |pointer: &str| {
        let rest = pointer.strip_prefix("/fields/");
        rest.and_then(|rest| rest.split('/').next()) == Some(field)
    };
    let warnings = case.warnings.iter().filter(|it| about(&it.pointer));
    warnings.map(|it| it.message.clone()).collect()
}

/// These fields of a case, where they were given on one line.
pub fn fields_named(
    contents: &Contents,
    handbook: &Handbook,
    case: &CaseDetail,
    ids: &[&str],
) -> Vec<Fact> {
    let fact = |id: &&str| {
        let field = contents.fields.iter().find(|it| it.id == **id)?;
        match given(field, case.fields.get(*id)?, &handbook.divisions) {
            Given::Line(text) if !text.is_empty() => Some((field.label.clone(), text)),
            _ => None,
        }
    };
    ids.iter().filter_map(fact).collect()
}

/// Who saw the form without its masks on which days: the log has every single look.
pub fn looks(case: &CaseDetail) -> Option<String> {
    let mut looks = case.looks.clone();
    looks.dedup();
    let words = looks.iter().map(|it| format!("{}（{}）", it.by, it.on));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("、"))
}

#[cfg(test)]
mod tests {
    use lianban_api::FieldProblem;
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    #[test]
    fn who_looked_twice_on_a_day_is_named_once() {
        let package = package();
        let interview = Interview::new(&package, &draft(json!({})), today());
        let mut case = fixture::case(&interview.assessment);
        assert_eq!(looks(&case), None);
        let look = |by: &str| lianban_api::Look {
            by: by.to_owned(),
            on: today(),
        };
        case.looks = vec![look("chen"), look("chen"), look("li")];
        let day = today();
        assert_eq!(looks(&case), Some(format!("chen（{day}）、li（{day}）")));
    }

    #[test]
    fn a_field_carries_what_the_window_should_look_at() {
        let package = package();
        let contents = package.contents();
        let interview = Interview::new(&package, &draft(json!({})), today());
        let mut case = fixture::case(&interview.assessment);
        let field = &contents.fields[0];
        case.fields.insert(field.id.clone(), json!("李**"));
        case.warnings.push(FieldProblem {
            pointer: format!("/fields/{}", field.id),
            keyword: "odd".to_owned(),
            message: "请对照证件。".to_owned(),
        });
        let sections = sections(contents, &Handbook::default(), &case);
        assert_eq!(sections.len(), 1);
        let fact = &sections[0].1[0];
        assert_eq!(fact.given, Given::Line("李**".to_owned()));
        assert_eq!(fact.warnings, ["请对照证件。"]);
    }
}
