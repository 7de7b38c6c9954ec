//! The form: which fields there are, what is wrong with them, and whether the
//! identity number agrees with the answers.

use lianban_rules::answers::{Answer, Answers, Value};
use lianban_rules::contents::{Field, QuestionKind};
use lianban_rules::date::Date;
use lianban_rules::field::identity::{self, IdType};
use lianban_rules::field::{FieldContext, FieldProblem, check_field};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::draft::Draft;
use super::plan::question;

/// Sections in the order of the page, with their headings.
pub const SECTIONS: [(&str, &str); 3] = [
    ("who", "谁来申请"),
    ("reach", "怎么联系您"),
    ("where", "店开在哪里"),
];
/// The question of the guide that the identity number proves.
pub const AGE: &str = "age";

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Field id.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The identity number says another age than the guide was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeConflict {
    /// What the guide was told: 18岁以上.
    pub answered: String,
    /// Whole years by the number.
    pub years: i64,
    /// The option that the number proves.
    pub proven: String,
    /// Its words.
    pub proven_words: String,
}

/// The fields of a section that apply.
pub fn section<'a>(
    package: &'a Package,
    answers: &Answers,
    today: Date,
    name: &str,
) -> Vec<&'a Field> {
    let mut fields = package.fields_of(answers, today);
    fields.retain(|field| field.section == name);
    fields
}

/// All fields that the form asks.
pub fn asked<'a>(package: &'a Package, answers: &Answers, today: Date) -> Vec<&'a Field> {
    let mut fields = package.fields_of(answers, today);
    fields.retain(|field| SECTIONS.iter().any(|(name, _)| *name == field.section));
    fields
}

/// Checks one field: the tidy value.
///
/// # Errors
/// What is wrong with it; a warning carries the tidy value.
pub fn check(
    field: &Field,
    draft: &Draft,
    answers: &Answers,
    today: Date,
) -> Result<Json, FieldProblem> {
    let value = draft.fields.get(&field.id).unwrap_or(&Json::Null);
    let context = FieldContext {
        applied_on: today,
        id_type: choice(answers, draft, "applicant-id-type"),
        entity_type: choice(answers, draft, "entity-type"),
    };
    check_field(field, &typed(field, value), &context)
}

/// Checks the whole form: tidy values, or every fault in the order of the page.
pub fn check_all(
    package: &Package,
    draft: &Draft,
    answers: &Answers,
    today: Date,
) -> Result<Map<String, Json>, Vec<Fault>> {
    let mut tidy = Map::new();
    let mut faults = Vec::new();
    let fields = SECTIONS
        .iter()
        .flat_map(|(name, _)| section(package, answers, today, name));
    for field in fields {
        let problem = match check(field, draft, answers, today) {
            Ok(Json::Null) => continue,
            Ok(value) => {
                tidy.insert(field.id.clone(), value);
                continue;
            }
            Err(problem) => problem,
        };
        if let Some(value) = problem.tidy {
            tidy.insert(field.id.clone(), value);
        } else if problem.code != "empty" || package.applies_for_sure(field, answers, today) {
            faults.push(Fault {
                field: field.id.clone(),
                message: problem.message,
            });
        }
    }
    if faults.is_empty() {
        Ok(tidy)
    } else {
        Err(faults)
    }
}

/// Compares the age by the identity number with the answer of the guide.
pub fn age_conflict(
    package: &Package,
    draft: &Draft,
    answers: &Answers,
    today: Date,
) -> Option<AgeConflict> {
    let question = question(package.contents(), AGE)?;
    let QuestionKind::Choice { options } = &question.kind else {
        return None;
    };
    let Some(Answer::Known(Value::Choice(answered))) = answers.0.get(AGE) else {
        return None;
    };
    let number = draft.fields.get("applicant-id-number")?.as_str()?;
    let id_type = choice(answers, draft, "applicant-id-type").and_then(IdType::from_option);
    let birth = identity::check(number, id_type, today).ok()?.birth?;
    let years = identity::age(birth, today);
    let holds = |(low, high): (i64, i64)| (low..=high).contains(&years);
    let proven = options
        .iter()
        .find(|option| option.band.is_some_and(holds))?;
    let told = options.iter().find(|option| option.id == *answered)?;
    (proven.id != told.id).then(|| AgeConflict {
        answered: told.label.clone(),
        years,
        proven: proven.id.clone(),
        proven_words: proven.label.clone(),
    })
}

fn choice<'a>(answers: &'a Answers, draft: &'a Draft, id: &str) -> Option<&'a str> {
    match answers.0.get(id) {
        Some(Answer::Known(Value::Choice(option))) => Some(option),
        _ => draft.fields.get(id).and_then(Json::as_str),
    }
}

/// What stands in a field of a number is text until it is read.
fn typed(field: &Field, value: &Json) -> Json {
    match (&field.kind, value) {
        (lianban_rules::contents::FieldKind::Number { .. }, Json::String(text)) => {
            super::input::number(text, None).unwrap_or(Json::Null)
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    fn with(fields: Json, answers: Json) -> (Package, Draft, Answers) {
        let package = package();
        let mut draft = draft(answers);
        draft.fields = serde_json::from_value(fields).unwrap();
        let answers = Interview::new(&package, &draft, today()).answers;
        (package, draft, answers)
    }

    #[test]
    fn every_fault_is_named_in_the_order_of_the_page() {
        let (package, draft, answers) = with(
            json!({"applicant-name": "李雷", "applicant-mobile": "1380"}),
            json!({}),
        );
        let faults = check_all(&package, &draft, &answers, today()).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["applicant-id-number", "applicant-mobile"]);
    }

    #[test]
    fn a_field_that_cannot_apply_is_not_asked() {
        let (package, _, answers) = with(json!({}), json!({"food-smoke": false}));
        assert!(section(&package, &answers, today(), "where").is_empty());
    }

    #[test]
    fn the_number_speaks_against_the_answer_on_age() {
        // 11010519491231002X is the example number of the standard.
        let number = json!({"applicant-id-number": "11010519491231002X"});
        let (package, draft, answers) = with(number.clone(), json!({"age": "16-17"}));
        let conflict = age_conflict(&package, &draft, &answers, today()).unwrap();
        assert_eq!((conflict.years, conflict.proven.as_str()), (76, "adult"));
        let (package, draft, answers) = with(number, json!({"age": "adult"}));
        assert_eq!(age_conflict(&package, &draft, &answers, today()), None);
    }
}
