//! Checks of the form's data elements: identity numbers, credit codes, phones.
//!
//! A check takes what the person typed, tidies it (spaces, full-width digits,
//! lower case) and either returns the tidy value or says in the person's words
//! how to mend it. Reading order: [`identity`], [`credit_code`], [`mobile`],
//! [`plain`], [`mask`].
//!
//! **Invariant:** nothing here decides a permit, and no message repeats what
//! was typed: problems may be logged, personal data may not.

pub mod credit_code;
pub mod identity;
pub mod mask;
pub mod mobile;
pub mod plain;

use serde_json::Value as Json;

use crate::contents::{Field, FieldKind};
use crate::date::Date;

/// Longest postal address, in characters.
pub const ADDRESS_MAX: u32 = 120;

/// What is wrong with the value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Machine word: `empty`, `format`, `checksum`, …
    pub code: &'static str,
    /// Whether it bars submission.
    pub severity: Severity,
    /// What is wrong and how to mend it, in Chinese.
    pub message: String,
    /// The tidy value, where only a warning speaks against it.
    pub tidy: Option<Json>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Bars submission.
    Error,
    /// The person may submit; the window looks at it.
    Warning,
}

impl FieldProblem {
    /// A problem that bars submission.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            tidy: None,
        }
    }

    /// A problem that lets `tidy` pass.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>, tidy: impl Into<Json>) -> Self {
        Self {
            code,
            severity: Severity::Warning,
            message: message.into(),
            tidy: Some(tidy.into()),
        }
    }
}

/// What a check needs to know beside the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldContext<'a> {
    /// The day of application.
    pub applied_on: Date,
    /// Answer to `applicant-id-type`, if known.
    pub id_type: Option<&'a str>,
    /// Answer to `entity-type`, if known.
    pub entity_type: Option<&'a str>,
}

/// Checks one value of the form against the type of its field.
///
/// Returns the tidy value; `null` for an optional field left empty.
///
/// # Errors
/// [`FieldProblem`]: one that bars submission, or a warning that carries the tidy value.
pub fn check_field(
    field: &Field,
    value: &Json,
    context: &FieldContext<'_>,
) -> Result<Json, FieldProblem> {
    if is_empty(value) {
        return if field.required {
            Err(plain::empty(&field.label))
        } else {
            Ok(Json::Null)
        };
    }
    let label = &field.label;
    match &field.kind {
        FieldKind::Text { max } => plain::text(label, text(field, value)?, *max).map(Json::from),
        FieldKind::Address => plain::text(label, text(field, value)?, ADDRESS_MAX).map(Json::from),
        FieldKind::Number { scale, min, max } => plain::number(label, value, *scale, *min, *max),
        FieldKind::Date => {
            plain::date(label, text(field, value)?).map(|day| day.to_string().into())
        }
        FieldKind::YesNo if value.is_boolean() => Ok(value.clone()),
        FieldKind::YesNo => Err(plain::unreadable(label)),
        FieldKind::Choice { options } => plain::choice(label, text(field, value)?, options),
        FieldKind::IdNumber => {
            let id_type = context.id_type.and_then(identity::IdType::from_option);
            identity::check(text(field, value)?, id_type, context.applied_on)
                .map(|identity| identity.number.into())
        }
        FieldKind::CreditCode => {
            let holder = context
                .entity_type
                .and_then(credit_code::Holder::from_option);
            credit_code::check(text(field, value)?, holder).map(Json::from)
        }
        FieldKind::Mobile => mobile::check(text(field, value)?).map(Json::from),
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => tidy(text).is_empty(),
        _ => false,
    }
}

fn text<'v>(field: &Field, value: &'v Json) -> Result<&'v str, FieldProblem> {
    value
        .as_str()
        .ok_or_else(|| plain::unreadable(&field.label))
}

/// Without blanks at both ends; full-width digits, letters and brackets made half-width.
#[must_use]
pub fn tidy(input: &str) -> String {
    input.trim().chars().map(half_width).collect()
}

/// [`tidy`], then in capitals and without spaces and hyphens: for numbers and codes.
#[must_use]
pub fn tidy_code(input: &str) -> String {
    tidy(input)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '（' | '）' | '－' | '＋' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '　' => ' ',
        _ => c,
    }
}

/// "少了 1 位" or "多了 2 位", where the length is not `wanted`.
fn off_by(length: usize, wanted: usize) -> Option<String> {
    match length.cmp(&wanted) {
        std::cmp::Ordering::Less => Some(format!("少了 {} 位", wanted - length)),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(format!("多了 {} 位", length - wanted)),
    }
}

#[cfg(test)]
mod tests;
