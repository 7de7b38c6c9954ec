//! What a window sees of a case, as lines.
//!
//! Beside it: [`search`] is what it looks for, [`waiting`] how long a case may still wait,
//! [`idle`] when nobody is there any more, [`doubt`] what people doubt.

use lianban_api::CaseDetail;
use lianban_rules::contents::Contents;
use serde_json::{Map, Value as Json};

use super::input;

pub mod doubt;
#[cfg(test)]
pub mod fixture;
pub mod idle;
pub mod inspection;
pub mod search;
pub mod waiting;

/// A name and a value.
pub type Fact = (String, String);

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
