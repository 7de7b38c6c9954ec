//! The shape of a submission, as a JSON schema (draft 2020-12) made from the package.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError, Validator};
use lianban_api::FieldProblem;
use lianban_rules::contents::{ChoiceOption, Contents, FieldKind, QuestionKind};
use lianban_rules::field::{address, rows};
use serde_json::{Map, Value as Json, json};

use super::fault;

/// A compiled schema.
pub struct Schema {
    /// `None` when the schema itself is wrong, which a test excludes.
    validator: Option<Validator>,
}

impl Schema {
    /// The schema of a submission for this package.
    #[must_use]
    pub fn of(contents: &Contents) -> Self {
        let built = jsonschema::draft202012::new(&submission(contents));
        if let Err(error) = &built {
            tracing::error!(package = contents.id, %error, "the schema of a package is wrong");
        }
        Self {
            validator: built.ok(),
        }
    }

    /// Everything about the shape of `body` that is wrong.
    #[must_use]
    pub fn faults(&self, body: &Json) -> Vec<FieldProblem> {
        let Some(validator) = &self.validator else {
            return vec![fault("", "schema", "这项业务暂时不能提交，请稍后再试。")];
        };
        validator
            .iter_errors(body)
            .flat_map(|it| said(&it))
            .collect()
    }
}

/// The schema of a submission for this package, as JSON.
#[must_use]
pub fn submission(contents: &Contents) -> Json {
    let questions = contents.questions.iter();
    let mut answers: Map<String, Json> = questions
        .map(|question| (question.id.clone(), answer(&question.kind)))
        .collect();
    let fields: Map<String, Json> = contents
        .fields
        .iter()
        .map(|field| (field.id.clone(), value(&field.kind)))
        .collect();
    // The ids of form fields may stand among the answers; they take no part.
    for (id, schema) in &fields {
        answers.entry(id).or_insert_with(|| schema.clone());
    }
    let materials: Vec<_> = contents.materials.iter().map(|it| it.id.as_str()).collect();
    let hash = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": contents.name,
        "type": "object",
        "additionalProperties": false,
        "required": ["package", "hash", "applied_on", "answers", "fields", "documents", "receipt"],
        "properties": {
            "package": { "const": contents.id },
            "hash": hash,
            "applied_on": { "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" },
            "answers": object(&answers),
            "fields": object(&fields),
            "documents": {
                "type": "array",
                "maxItems": materials.len(),
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["id", "by"],
                    "properties": {
                        "id": { "enum": materials },
                        "by": { "enum": ["bring", "files", "written"] },
                        "files": { "type": "array", "items": { "type": "string", "pattern": "^[0-9a-f]{32}$" } },
                        "valid_until": { "type": ["string", "null"] },
                    },
                },
            },
            "draft_token": { "type": ["string", "null"], "pattern": "^[0-9a-f]{32}$" },
            "receipt": hash,
            "insist": { "type": "boolean" },
        },
    })
}

fn object(properties: &Map<String, Json>) -> Json {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// An answer; `null` is 还不清楚.
fn answer(kind: &QuestionKind) -> Json {
    match kind {
        QuestionKind::YesNo { .. } => json!({ "type": ["boolean", "null"] }),
        QuestionKind::Choice { options } if options.iter().any(|it| it.band.is_some()) => {
            json!({ "anyOf": [{ "enum": ids(options) }, { "type": ["integer", "null"] }] })
        }
        QuestionKind::Choice { options } => {
            json!({ "anyOf": [{ "enum": ids(options) }, { "type": "null" }] })
        }
        QuestionKind::Multi { options, .. } => json!({
            "type": ["array", "null"],
            "uniqueItems": true,
            "items": { "enum": ids(options) },
        }),
        QuestionKind::Number { .. } => json!({ "type": ["number", "null"] }),
        QuestionKind::Date => json!({ "type": ["string", "null"] }),
    }
}

/// A value of the form; its own check knows the rest.
fn value(kind: &FieldKind) -> Json {
    match kind {
        FieldKind::Number { .. } => json!({ "type": ["number", "string", "null"] }),
        FieldKind::YesNo => json!({ "type": ["boolean", "null"] }),
        FieldKind::Choice { options } => {
            json!({ "anyOf": [{ "enum": ids(options) }, { "type": "null" }] })
        }
        FieldKind::Several { options } => json!({
            "type": ["array", "null"],
            "maxItems": options.len(),
            "items": { "enum": ids(options) },
        }),
        FieldKind::Address => {
            let parts = address::PARTS.iter().map(|(key, _)| *key);
            parts_of(parts.chain([address::DIVISION]).map(|key| (key, text())))
        }
        FieldKind::People { max } | FieldKind::Rows { max, .. } => {
            let columns = rows::columns(kind).iter();
            let cells = columns.map(|column| (column.id.as_str(), value(&column.kind)));
            json!({ "type": ["array", "null"], "maxItems": max, "items": parts_of(cells) })
        }
        _ => text(),
    }
}

fn text() -> Json {
    json!({ "type": ["string", "null"], "maxLength": 1000 })
}

fn parts_of<'k>(parts: impl Iterator<Item = (&'k str, Json)>) -> Json {
    let parts: Map<String, Json> = parts
        .map(|(key, schema)| (key.to_owned(), schema))
        .collect();
    json!({ "type": ["object", "null"], "additionalProperties": false, "properties": parts })
}

fn ids(options: &[ChoiceOption]) -> Vec<&str> {
    options.iter().map(|option| option.id.as_str()).collect()
}

/// A fault of the schema in the person's words. The value itself is never repeated.
fn said(error: &ValidationError<'_>) -> Vec<FieldProblem> {
    let pointer = error.instance_path().to_string();
    let inside = |name: &str| format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
    let keyword = error.kind().keyword();
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            vec![fault(inside(name), keyword, "缺少这一项，请补上。")]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| fault(inside(name), "unknown-id", "这里没有这一项，请去掉。"))
            .collect(),
        kind => vec![fault(pointer, keyword, words(kind))],
    }
}

fn words(kind: &ValidationErrorKind) -> &'static str {
    match kind {
        ValidationErrorKind::Type { kind } => match kind {
            TypeKind::Single(JsonType::Object) => "这一项应该是一个对象。",
            TypeKind::Single(JsonType::Array) => "这一项应该是一个列表。",
            TypeKind::Single(JsonType::Boolean) => "这一项应该是 true 或 false。",
            TypeKind::Single(JsonType::String) => "这一项应该是文字。",
            _ => "这一项的类型不对。",
        },
        ValidationErrorKind::Enum { .. }
        | ValidationErrorKind::AnyOf { .. }
        | ValidationErrorKind::Constant { .. } => "请从给出的选项里选。",
        ValidationErrorKind::UniqueItems => "同一项写了两次，请去掉一个。",
        ValidationErrorKind::MaxItems { .. } | ValidationErrorKind::MaxLength { .. } => {
            "这一项太长了。"
        }
        ValidationErrorKind::Pattern { .. } => "这一项的格式不对。",
        _ => "这一项不对，请再看一下。",
    }
}
