//! What a window sees of a case, as lines.

use lianban_api::CaseDetail;
use lianban_rules::contents::Contents;
use serde_json::Value as Json;

use super::input;

/// A name and a value.
pub type Fact = (String, String);

/// The answers of a case in the words of its questions, in the author's order.
pub fn answers(contents: &Contents, case: &CaseDetail) -> Vec<Fact> {
    let questions = contents.questions.iter();
    let fact = |question: &lianban_rules::contents::Question| {
        let value = case.answers.get(&question.id)?;
        Some((question.short.clone(), input::words(question, value)))
    };
    questions.filter_map(fact).collect()
}

/// The masked fields of a case.
pub fn fields(contents: &Contents, case: &CaseDetail) -> Vec<Fact> {
    let known = contents.fields.iter().filter_map(|field| {
        let value = case.fields.get(&field.id)?;
        Some((field.label.clone(), plain(value)))
    });
    known.collect()
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Bool(true) => "是".to_owned(),
        Json::Bool(false) => "否".to_owned(),
        value => value.to_string(),
    }
}
