//! What the comparisons ask of a case: answers, fields, needed permits and documents.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::Registered;
use crate::answers::{Answer, Value};
use crate::assessment::{MaterialVerdict, Need};
use crate::template::Matter;

/// A case, with short ways to ask.
pub(super) struct Case<'a> {
    /// Everything that was given and what follows from it.
    pub(super) matter: Matter<'a>,
    /// What the register says.
    pub(super) licence: Option<Registered<'a>>,
    /// Ids of the documents that are needed for sure.
    papers: BTreeSet<&'a str>,
}

impl<'a> Case<'a> {
    pub(super) fn new(matter: Matter<'a>, licence: Option<Registered<'a>>) -> Self {
        let materials = matter.assessment.materials.iter();
        let needed = materials.filter(|it| it.verdict == MaterialVerdict::Needed);
        Self {
            matter,
            licence,
            papers: needed.map(|it| it.id.as_str()).collect(),
        }
    }

    /// A field of text that was filled in.
    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.matter.fields.get(field)?.as_str()
    }

    /// A field that is a list.
    pub(super) fn rows(&self, field: &str) -> Option<&'a Vec<Json>> {
        self.matter.fields.get(field)?.as_array()
    }

    /// A field that is a number, in hundredths.
    pub(super) fn field_hundredths(&self, field: &str) -> Option<i64> {
        hundredths(&self.matter.fields.get(field)?.to_string())
    }

    fn answer(&self, question: &str) -> Option<&'a Value> {
        match self.matter.answers.0.get(question)? {
            Answer::Known(value) => Some(value),
            Answer::Unknown => None,
        }
    }

    /// Answered with yes.
    pub(super) fn is_yes(&self, question: &str) -> bool {
        self.answer(question) == Some(&Value::YesNo(true))
    }

    /// Answered with one of these options.
    pub(super) fn is_one_of(&self, question: &str, options: &[&str]) -> bool {
        matches!(self.answer(question), Some(Value::Choice(it)) if options.contains(&it.as_str()))
    }

    /// A number answered, in hundredths.
    pub(super) fn answered_hundredths(&self, question: &str) -> Option<i64> {
        match self.answer(question)? {
            Value::Integer(it) => it.checked_mul(100),
            Value::Hundredths(it) => Some(*it),
            _ => None,
        }
    }

    /// A day answered.
    pub(super) fn day(&self, question: &str) -> Option<crate::date::Date> {
        match self.answer(question)? {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// Whether one of these permits is needed for sure.
    pub(super) fn needs(&self, permits: &[&str]) -> bool {
        self.required().any(|id| permits.contains(&id))
    }

    /// Those of these documents that are needed for sure.
    pub(super) fn needed(&self, ids: &[&str]) -> Vec<String> {
        let ids = ids.iter().filter(|id| self.papers.contains(*id));
        ids.map(|&id| id.to_owned()).collect()
    }

    /// Name of each needed permit, with the options of the scope of business of which it takes one.
    pub(super) fn scope_called_for(&self) -> Vec<(&'a str, &'a [String])> {
        let required: BTreeSet<_> = self.required().collect();
        let guides = self.matter.handbook.permits.iter();
        let called =
            guides.filter(|it| required.contains(it.permit.as_str()) && !it.scope.is_empty());
        let permits = &self.matter.package.contents().permits;
        let name = |id: &str| {
            permits
                .iter()
                .find(|it| it.id == id)
                .map(|it| it.name.as_str())
        };
        called
            .filter_map(|it| Some((name(&it.permit)?, it.scope.as_slice())))
            .collect()
    }

    fn required(&self) -> impl Iterator<Item = &'a str> {
        let permits = self.matter.assessment.permits.iter();
        let required = permits.filter(|it| it.need == Need::Required);
        required.map(|it| it.id.as_str())
    }
}

/// `6.5` → 650; `None` where it is no number with at most two decimals.
fn hundredths(text: &str) -> Option<i64> {
    let text = text.trim_matches('"');
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let rest = match rest.len() {
        0 => 0,
        1 => rest.parse::<i64>().ok()? * 10,
        2 => rest.parse::<i64>().ok()?,
        _ => return None,
    };
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(rest)
}
