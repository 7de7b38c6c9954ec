//! The form: which fields there are, what is wrong with them, and whether the
//! identity number agrees with the answers.
//!
//! What stands in the draft is what was typed; the checks of `rules` see it as it was meant:
//! numbers read, days put together.

use lianban_rules::answers::Answers;
use lianban_rules::contents::{Field, FieldKind};
use lianban_rules::date::Date;
use lianban_rules::field::rows::columns;
use lianban_rules::field::{FieldProblem, Severity, check_asked};
use lianban_rules::form::{self, CheckedForm, check_form, fields_asked};
pub use lianban_rules::form::{AGE, AgeConflict, Asked};
use lianban_rules::handbook::Division;
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::day;
use super::draft::Draft;

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Field id.
    pub field: String,
    /// Id of the input on the page: of a cell in a list, of a part of an address.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The input is empty: no mistake while the person is still at it.
    pub is_empty: bool,
    /// It bars submission; otherwise the person may go on.
    pub is_error: bool,
}

impl Fault {
    fn new(field: &str, problem: &FieldProblem) -> Self {
        let at = problem.at.as_deref();
        Self {
            field: field.to_owned(),
            place: place(field, at),
            message: problem.message.clone(),
            is_empty: problem.code == "empty",
            is_error: problem.severity == Severity::Error,
        }
    }
}

/// Id of an input: that of its field, with the cell or part behind it.
pub fn place(field: &str, at: Option<&str>) -> String {
    match at {
        Some(at) => format!("{field}-{}", at.replace('/', "-")),
        None => field.to_owned(),
    }
}

/// What the checks need to know beside the draft.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What the guide was told.
    pub answers: &'a Answers,
    /// Towns and streets of the district.
    pub divisions: &'a [Division],
    /// Today on the server.
    pub today: Date,
}

/// The fields that the form asks.
pub fn asked<'a>(package: &'a Package, draft: &Draft, ground: Ground<'_>) -> Vec<Asked<'a>> {
    fields_asked(package, ground.answers, &draft.fields, ground.today)
}

/// Everything wrong with one field.
pub fn faults_of(field: &Field, required: bool, draft: &Draft, ground: Ground<'_>) -> Vec<Fault> {
    let value = draft.fields.get(&field.id).unwrap_or(&Json::Null);
    let context = form::context(ground.answers, ground.divisions, ground.today);
    let checked = check_asked(field, required, &meant(&field.kind, value), &context);
    let problems = checked.problems.iter();
    problems.map(|it| Fault::new(&field.id, it)).collect()
}

/// What bars submission of one field.
pub fn errors_of(field: &Field, required: bool, draft: &Draft, ground: Ground<'_>) -> Vec<Fault> {
    let mut faults = faults_of(field, required, draft, ground);
    faults.retain(|fault| fault.is_error);
    faults
}

/// The whole form, as the checks of `rules` see it.
fn checked(package: &Package, draft: &Draft, ground: Ground<'_>) -> CheckedForm {
    let values = all_meant(package, draft);
    check_form(
        package,
        ground.answers,
        &values,
        ground.divisions,
        ground.today,
    )
}

/// Checks the whole form: tidy values, or every fault in the order of the catalogue.
pub fn check_all(
    package: &Package,
    draft: &Draft,
    ground: Ground<'_>,
) -> Result<Map<String, Json>, Vec<Fault>> {
    let checked = checked(package, draft, ground);
    let errors = checked.errors();
    let faults: Vec<_> = errors
        .map(|(field, problem)| Fault::new(field, problem))
        .collect();
    if faults.is_empty() {
        Ok(checked.values)
    } else {
        Err(faults)
    }
}

/// What passes but should be looked at once more, each with the words of its field.
pub fn doubts(package: &Package, draft: &Draft, ground: Ground<'_>) -> Vec<Fault> {
    let checked = checked(package, draft, ground);
    let doubt = |(id, problem): &(String, FieldProblem)| {
        let fault = Fault::new(id, problem);
        let field = package.contents().fields.iter().find(|it| it.id == *id)?;
        let message = format!("{}：{}", field.label, fault.message);
        (!fault.is_error).then_some(Fault { message, ..fault })
    };
    checked.problems.iter().filter_map(doubt).collect()
}

/// Compares the age by the identity number with the answer of the guide.
pub fn age_conflict(package: &Package, draft: &Draft, ground: Ground<'_>) -> Option<AgeConflict> {
    form::age_conflict(
        package.contents(),
        ground.answers,
        &draft.fields,
        ground.today,
    )
}

/// All that was typed, as it was meant.
pub fn all_meant(package: &Package, draft: &Draft) -> Map<String, Json> {
    let fields = &package.contents().fields;
    let one = |(id, value): (&String, &Json)| {
        let field = fields.iter().find(|field| field.id == *id);
        let value = field.map_or(value.clone(), |field| meant(&field.kind, value));
        (id.clone(), value)
    };
    draft.fields.iter().map(one).collect()
}

/// What was typed, as it was meant: a number is text until it is read.
pub fn meant(kind: &FieldKind, value: &Json) -> Json {
    match (kind, value) {
        (FieldKind::Number { .. }, Json::String(text)) => {
            super::input::number(text, None).unwrap_or(Json::Null)
        }
        (FieldKind::Date { .. }, Json::String(text)) => day::tidy(text).into(),
        (FieldKind::People { .. } | FieldKind::Rows { .. }, Json::Array(rows)) => {
            rows.iter().map(|row| row_meant(kind, row)).collect()
        }
        _ => value.clone(),
    }
}

fn row_meant(kind: &FieldKind, row: &Json) -> Json {
    let Json::Object(cells) = row else {
        return row.clone();
    };
    let cell = |(id, value): (&String, &Json)| {
        let column = columns(kind).iter().find(|column| column.id == *id);
        let value = column.map_or(value.clone(), |column| meant(&column.kind, value));
        (id.clone(), value)
    };
    Json::Object(cells.iter().map(cell).collect())
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

    fn ground(answers: &Answers) -> Ground<'_> {
        Ground {
            answers,
            divisions: &[],
            today: today(),
        }
    }

    #[test]
    fn every_fault_is_named_in_the_order_of_the_page() {
        let (package, draft, answers) = with(
            json!({"applicant-name": "李雷", "applicant-mobile": "1380"}),
            json!({}),
        );
        let faults = check_all(&package, &draft, ground(&answers)).unwrap_err();
        let fields: Vec<_> = faults
            .iter()
            .map(|fault| (fault.place.as_str(), fault.is_empty))
            .collect();
        assert_eq!(
            fields,
            [("applicant-id-number", true), ("applicant-mobile", false)]
        );
    }

    #[test]
    fn what_passes_but_looks_odd_is_named_with_its_field() {
        let cook = json!({"name": "王芳", "post": "厨师", "id_number": "11010519491231002X",
            "health_cert": "J1", "health_cert_until": "2026-01-01"});
        let (package, draft, answers) =
            with(json!({"biz-name-wanted": true, "staff": [cook]}), json!({}));
        let doubts = doubts(&package, &draft, ground(&answers));
        let places: Vec<_> = doubts.iter().map(|it| it.place.as_str()).collect();
        assert_eq!(places, ["staff-0-health_cert_until"]);
        let message = &doubts[0].message;
        assert!(
            message.starts_with("接触食品的人：这张健康证已经到期"),
            "{message}"
        );
    }

    #[test]
    fn what_was_typed_is_read_as_it_was_meant() {
        let number = FieldKind::Number {
            scale: lianban_rules::contents::Scale::Integer,
            min: 0,
            max: 9,
            except: vec![],
        };
        assert_eq!(meant(&number, &json!("５")), json!(5));
        let people = FieldKind::People { max: 9 };
        let typed = json!([{"name": "李雷", "health_cert_until": "2027-5-1"}, {"name": ""}]);
        let read = json!([{"name": "李雷", "health_cert_until": "2027-05-01"}, {"name": ""}]);
        assert_eq!(meant(&people, &typed), read);
        assert_eq!(place("staff", Some("2/id_number")), "staff-2-id_number");
    }

    #[test]
    fn a_field_that_cannot_apply_is_not_asked() {
        let (package, draft, answers) = with(json!({}), json!({"food-smoke": false}));
        let asked = asked(&package, &draft, ground(&answers));
        assert!(asked.iter().all(|it| it.field.id != "flue-note"));
    }

    #[test]
    fn the_number_speaks_against_the_answer_on_age() {
        // 11010519491231002X is the example number of the standard.
        let number = json!({"applicant-id-number": "11010519491231002X"});
        let (package, draft, answers) = with(number.clone(), json!({"age": "16-17"}));
        let conflict = age_conflict(&package, &draft, ground(&answers)).unwrap();
        assert_eq!((conflict.years, conflict.proven.as_str()), (76, "adult"));
        let (package, draft, answers) = with(number, json!({"age": "adult"}));
        assert_eq!(age_conflict(&package, &draft, ground(&answers)), None);
    }
}
