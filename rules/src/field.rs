//! Checks of the form's data elements: identity numbers, credit codes, phones, addresses, lists.
//!
//! A check takes what the person typed, tidies it (spaces, full-width digits,
//! lower case) and either returns the tidy value or says in the person's words
//! how to mend it. Reading order: [`identity`], [`credit_code`], [`mobile`], [`numbered`],
//! [`plain`], [`names`], [`address`], [`rows`], [`mask`].
//!
//! **Invariant:** nothing here decides a permit, and no message repeats what
//! was typed: problems may be logged, personal data may not.

pub mod address;
pub mod credit_code;
pub mod identity;
pub mod mask;
pub mod mobile;
pub mod names;
pub mod numbered;
pub mod plain;
pub mod rows;

use serde_json::Value as Json;

use crate::contents::{Field, FieldKind};
use crate::date::Date;
use crate::handbook::Division;

/// Longest postal address, in characters.
pub const ADDRESS_MAX: u32 = 120;
/// Longest name of a person or a business, in characters.
pub const NAME_MAX: u32 = 60;
/// The field whose type of document is the answer to `applicant-id-type`.
pub const APPLICANT_ID: &str = "applicant-id-number";

/// The field that lies no lower than the answer to `floor-lowest`.
pub const FLOOR_HIGHEST: &str = "floor-highest";

/// What is wrong with the value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Machine word: `empty`, `format`, `checksum`, …
    pub code: &'static str,
    /// Whether it bars submission.
    pub severity: Severity,
    /// What is wrong and how to mend it, in Chinese.
    pub message: String,
    /// Where in a list or an address: `2/id_number`, `road`.
    pub at: Option<String>,
    /// The tidy value, where only a warning speaks against it.
    pub tidy: Option<Box<Json>>,
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
            at: None,
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
            at: None,
            tidy: Some(Box::new(tidy.into())),
        }
    }

    /// The same problem of a part of the value.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Self {
        let at = Some(place.into());
        Self { at, ..self }
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
    /// Answer to `floor-lowest`, if known.
    pub floor_lowest: Option<i64>,
    /// Towns and streets an address can lie in; with none, any id will do.
    pub divisions: &'a [Division],
}

/// What came of checking one value.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Checked {
    /// The tidy value, `null` for a field left empty; `None` where an error speaks against it.
    pub tidy: Option<Json>,
    /// Everything that is wrong, in the order of the value.
    pub problems: Vec<FieldProblem>,
}

impl From<Result<Json, FieldProblem>> for Checked {
    fn from(result: Result<Json, FieldProblem>) -> Self {
        match result {
            Ok(tidy) => Self {
                tidy: Some(tidy),
                problems: Vec::new(),
            },
            Err(problem) => Self {
                tidy: problem.tidy.as_deref().cloned(),
                problems: vec![problem],
            },
        }
    }
}

/// Checks one value of the form against the type of its field.
///
/// Returns the tidy value; `null` for an optional field left empty.
///
/// # Errors
/// The first [`FieldProblem`]: one that bars submission, or a warning that carries the tidy value.
pub fn check_field(
    field: &Field,
    value: &Json,
    context: &FieldContext<'_>,
) -> Result<Json, FieldProblem> {
    let checked = check_value(field, value, context);
    let is_error = |problem: &FieldProblem| problem.severity == Severity::Error;
    let first = checked.problems.iter().find(|problem| is_error(problem));
    match first.or(checked.problems.first()) {
        Some(problem) => Err(FieldProblem {
            tidy: checked.tidy.map(Box::new),
            ..problem.clone()
        }),
        None => Ok(checked.tidy.unwrap_or_default()),
    }
}

/// Checks one value of the form and says everything that is wrong with it.
#[must_use]
pub fn check_value(field: &Field, value: &Json, context: &FieldContext<'_>) -> Checked {
    check_asked(field, field.required, value, context)
}

/// The same, where the case decides whether the field must be filled in.
#[must_use]
pub fn check_asked(
    field: &Field,
    required: bool,
    value: &Json,
    context: &FieldContext<'_>,
) -> Checked {
    if is_empty(value) {
        return Checked::from(if required {
            Err(plain::empty(&field.label))
        } else {
            Ok(Json::Null)
        });
    }
    let label = &field.label;
    match &field.kind {
        FieldKind::BusinessName => match value.as_str() {
            Some(name) => {
                let kind = context.entity_type.and_then(names::NameKind::from_option);
                names::check(label, name, kind)
            }
            None => Err(plain::unreadable(label)).into(),
        },
        FieldKind::Address => address::check(label, value, context.divisions),
        FieldKind::People { max } => rows::people(label, value, *max, context),
        FieldKind::Rows { columns, max } => rows::check(label, value, columns, *max, context),
        kind => {
            let others = FieldContext {
                id_type: None,
                ..*context
            };
            let is_applicant = field.id == APPLICANT_ID;
            let context = if is_applicant { context } else { &others };
            check_one(label, kind, value, context)
                .and_then(|tidy| no_lower(field, tidy, context))
                .into()
        }
    }
}

/// The highest floor is no lower than the lowest one.
fn no_lower(field: &Field, tidy: Json, context: &FieldContext<'_>) -> Result<Json, FieldProblem> {
    let is_lower = match (tidy.as_i64(), context.floor_lowest) {
        (Some(highest), Some(lowest)) => field.id == FLOOR_HIGHEST && highest < lowest,
        _ => false,
    };
    if is_lower {
        let message = "最高楼层不能比您前面答的最低楼层还低，请改这里，或回去改最低楼层。";
        return Err(FieldProblem::error("floors", message));
    }
    Ok(tidy)
}

/// Checks a value that is not empty and has no parts.
fn check_one(
    label: &str,
    kind: &FieldKind,
    value: &Json,
    context: &FieldContext<'_>,
) -> Result<Json, FieldProblem> {
    let text = || value.as_str().ok_or_else(|| plain::unreadable(label));
    match kind {
        FieldKind::Text { max } => plain::text(label, text()?, *max).map(Json::from),
        FieldKind::PersonName => plain::person_name(label, text()?).map(Json::from),
        FieldKind::Party => plain::text(label, text()?, NAME_MAX).map(Json::from),
        FieldKind::PostalAddress => plain::text(label, text()?, ADDRESS_MAX).map(Json::from),
        FieldKind::Number {
            scale,
            min,
            max,
            except,
        } => plain::number(label, value, *scale, (*min, *max), except),
        FieldKind::Date { days } => plain::day(label, text()?, *days, context.applied_on),
        FieldKind::YesNo if value.is_boolean() => Ok(value.clone()),
        FieldKind::Choice { options } => plain::choice(label, text()?, options),
        FieldKind::Several { options } => plain::several(label, value, options),
        FieldKind::IdNumber => {
            let id_type = context.id_type.and_then(identity::IdType::from_option);
            identity::check(text()?, id_type, context.applied_on)
                .map(|identity| identity.number.into())
        }
        FieldKind::CreditCode => {
            let holder = context
                .entity_type
                .and_then(credit_code::Holder::from_option);
            credit_code::check(text()?, holder).map(Json::from)
        }
        FieldKind::Mobile => mobile::check(text()?).map(Json::from),
        FieldKind::Phone => mobile::check_phone(text()?).map(Json::from),
        FieldKind::Numbered { of } => numbered::check(*of, text()?, context.applied_on),
        FieldKind::YesNo
        | FieldKind::BusinessName
        | FieldKind::Address
        | FieldKind::People { .. }
        | FieldKind::Rows { .. } => Err(plain::unreadable(label)),
    }
}

/// Whether nothing was filled in: blank text, no rows, only blank parts.
#[must_use]
pub fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => tidy(text).is_empty(),
        Json::Array(rows) => rows.iter().all(is_empty),
        Json::Object(parts) => parts.values().all(is_empty),
        Json::Bool(_) | Json::Number(_) => false,
    }
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
