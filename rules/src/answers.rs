//! What a person has answered so far.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::date::Date;

mod read;

/// Answers by question id, in canonical order. A question that is not in the map has not been asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub BTreeMap<String, Answer>);

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 还不清楚: asked, not known. `null` in JSON.
    Unknown,
    /// Known.
    Known(Value),
}

/// The value of a known answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// Option id.
    Choice(String),
    /// Option ids.
    Multi(BTreeSet<String>),
    /// A whole number.
    Integer(i64),
    /// Hundredths, exact.
    Hundredths(i64),
    /// A day.
    Date(Date),
}

/// What is wrong with one answer, in words for the person who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerError {
    /// JSON pointer into the answers: `/use-area`.
    pub pointer: String,
    /// Machine word: `unknown-id`, `type`, `option`, `range`, `constraint`.
    pub keyword: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

impl Answers {
    /// The answers as JSON: [`Answer::Unknown`] is `null`, hundredths are exact decimals.
    #[must_use]
    pub fn to_json(&self) -> Map<String, Json> {
        self.0
            .iter()
            .map(|(id, answer)| (id.clone(), answer.to_json()))
            .collect()
    }
}

impl Answer {
    /// This answer as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Unknown => Json::Null,
            Self::Known(value) => value.to_json(),
        }
    }
}

impl Value {
    /// This value as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::YesNo(value) => (*value).into(),
            Self::Choice(option) => option.clone().into(),
            Self::Multi(options) => options.iter().cloned().collect(),
            Self::Integer(value) => (*value).into(),
            Self::Hundredths(value) => decimal(*value),
            Self::Date(date) => date.to_string().into(),
        }
    }
}

/// Hundredths as a JSON number without trailing zeros: 15000 is `150`, 15010 is `150.1`.
fn decimal(hundredths: i64) -> Json {
    if hundredths % 100 == 0 {
        return (hundredths / 100).into();
    }
    let text = format_hundredths(hundredths);
    text.parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
        .map_or(Json::String(text), Json::Number)
}

/// Hundredths as plain text without trailing zeros: 15010 is `150.1`.
#[must_use]
pub fn format_hundredths(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}
