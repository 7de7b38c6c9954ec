//! The form: every field that applies, checked and made tidy; age held against the identity number.

use lianban_api::FieldProblem;
use lianban_rules::answers::{Answer, Answers, Value};
use lianban_rules::contents::{Field, FieldKind, QuestionKind};
use lianban_rules::date::Date;
use lianban_rules::field::{FieldContext, Severity, check_field, identity};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::fault;

/// The question that the identity number is held against.
const AGE: &str = "age";
/// The field whose holder is asked for the age.
const ID_NUMBER: &str = "applicant-id-number";

/// A form that passed.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Field id → tidy value; empty ones are left out.
    pub(super) values: Map<String, Json>,
    /// What the window should look at.
    pub(super) warnings: Vec<FieldProblem>,
}

/// Checks a form under the answers it comes with.
pub(super) fn read(
    package: &Package,
    answers: &Answers,
    fields: &Map<String, Json>,
    today: Date,
) -> Result<Form, Vec<FieldProblem>> {
    let context = FieldContext {
        applied_on: today,
        id_type: choice(answers, "applicant-id-type"),
        entity_type: choice(answers, "entity-type"),
    };
    let mut form = Form::default();
    let mut errors = Vec::new();
    for field in package.fields_of(answers, today) {
        let is_asked = !field.section.is_empty();
        let value = fields.get(&field.id);
        let is_empty = value.is_none_or(|value| value.is_null() || value == "");
        // Neither a field that the form does not show yet can be missing, nor
        // one that may turn out not to apply.
        if is_empty && !(is_asked && package.applies_for_sure(field, answers, today)) {
            continue;
        }
        let pointer = format!("/fields/{}", field.id);
        match check_field(field, value.unwrap_or(&Json::Null), &context) {
            Ok(Json::Null) => {}
            Ok(tidy) => drop(form.values.insert(field.id.clone(), tidy)),
            Err(found) => {
                let said = fault(&pointer, found.code, found.message);
                match (found.severity, found.tidy) {
                    (Severity::Warning, Some(tidy)) => {
                        form.values.insert(field.id.clone(), tidy);
                        form.warnings.push(said);
                    }
                    _ => errors.push(said),
                }
            }
        }
        errors.extend(age_mismatch(
            package,
            answers,
            field,
            &form.values,
            &context,
        ));
    }
    if errors.is_empty() {
        Ok(form)
    } else {
        Err(errors)
    }
}

/// The option id that answers a question.
fn choice<'a>(answers: &'a Answers, question: &str) -> Option<&'a str> {
    match answers.0.get(question)? {
        Answer::Known(Value::Choice(option)) => Some(option),
        _ => None,
    }
}

/// The age in the identity number and the age in the answers do not fit: named on both sides.
fn age_mismatch(
    package: &Package,
    answers: &Answers,
    field: &Field,
    values: &Map<String, Json>,
    context: &FieldContext<'_>,
) -> Vec<FieldProblem> {
    let mismatch = || {
        if field.id != ID_NUMBER || field.kind != FieldKind::IdNumber {
            return None;
        }
        let id_type = context.id_type.and_then(identity::IdType::from_option);
        let number = values.get(ID_NUMBER)?.as_str()?;
        let birth = identity::check(number, id_type, context.applied_on)
            .ok()?
            .birth?;
        let age = identity::age(birth, context.applied_on);
        let answered = choice(answers, AGE)?;
        let questions = &package.contents().questions;
        let question = questions.iter().find(|it| it.id == AGE)?;
        let QuestionKind::Choice { options } = &question.kind else {
            return None;
        };
        let option = options.iter().find(|it| it.id == answered)?;
        let (from, to) = option.band?;
        (age < from || to < age).then(|| option.label.clone())
    };
    let Some(label) = mismatch() else {
        return Vec::new();
    };
    let by_number = "按证件号码算出的年龄";
    vec![
        fault(
            format!("/fields/{ID_NUMBER}"),
            "age",
            format!("{by_number}和您选的“{label}”不一致，请核对号码。"),
        ),
        fault(
            format!("/answers/{AGE}"),
            "age",
            format!("您选了“{label}”，和{by_number}不一致，请核对。"),
        ),
    ]
}
