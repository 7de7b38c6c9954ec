//! The form: which fields there are, what is wrong with them, and whether the
//! identity number agrees with the answers.

use lianban_rules::answers::Answers;
use lianban_rules::contents::{Field, FieldKind};
use lianban_rules::date::Date;
use lianban_rules::field::{FieldProblem, check_field};
use lianban_rules::form::{self, check_form, fields_asked};
pub use lianban_rules::form::{AGE, AgeConflict, Asked};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::draft::Draft;

/// Sections in the order of the page, with their headings.
pub const SECTIONS: [(&str, &str); 10] = [
    ("who", "谁来申请"),
    ("reach", "怎么联系您"),
    ("agent", "谁来代办"),
    ("business", "新办的执照"),
    ("where", "店开在哪里"),
    ("place", "店面"),
    ("people", "店里的人"),
    ("kitchen", "后厨和店堂"),
    ("sign", "招牌"),
    ("delivery", "文书怎么给您"),
];

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Field id.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The fields of a section that apply.
pub fn section<'a>(
    package: &'a Package,
    draft: &Draft,
    answers: &Answers,
    today: Date,
    name: &str,
) -> Vec<Asked<'a>> {
    let mut fields = fields_asked(package, answers, &draft.fields, today);
    fields.retain(|it| it.field.section == name);
    fields
}

/// All fields that the form asks.
pub fn asked<'a>(
    package: &'a Package,
    draft: &Draft,
    answers: &Answers,
    today: Date,
) -> Vec<Asked<'a>> {
    fields_asked(package, answers, &draft.fields, today)
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
    let context = form::context(answers, &[], today);
    check_field(field, &typed(field, value), &context)
}

/// Checks the whole form: tidy values, or every fault in the order of the page.
pub fn check_all(
    package: &Package,
    draft: &Draft,
    answers: &Answers,
    today: Date,
) -> Result<Map<String, Json>, Vec<Fault>> {
    let values = draft.fields.iter().map(|(id, value)| {
        let fields = &package.contents().fields;
        let field = fields.iter().find(|field| field.id == *id);
        let value = field.map_or(value.clone(), |field| typed(field, value));
        (id.clone(), value)
    });
    let checked = check_form(package, answers, &values.collect(), &[], today);
    let faults: Vec<_> = checked.errors().map(fault).collect();
    if faults.is_empty() {
        Ok(checked.values)
    } else {
        Err(faults)
    }
}

fn fault((field, problem): &(String, FieldProblem)) -> Fault {
    Fault {
        field: field.clone(),
        message: problem.message.clone(),
    }
}

/// Compares the age by the identity number with the answer of the guide.
pub fn age_conflict(
    package: &Package,
    draft: &Draft,
    answers: &Answers,
    today: Date,
) -> Option<AgeConflict> {
    form::age_conflict(package.contents(), answers, &draft.fields, today)
}

/// What stands in a field of a number is text until it is read.
fn typed(field: &Field, value: &Json) -> Json {
    match (&field.kind, value) {
        (FieldKind::Number { .. }, Json::String(text)) => {
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
        let (package, draft, answers) = with(json!({}), json!({"food-smoke": false}));
        assert!(section(&package, &draft, &answers, today(), "where").is_empty());
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
