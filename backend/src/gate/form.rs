//! The form: every field that is asked, checked and made tidy; age held against the identity number.

use lianban_api::FieldProblem;
use lianban_rules::answers::Answers;
use lianban_rules::date::Date;
use lianban_rules::field::{self, APPLICANT_ID, Severity};
use lianban_rules::form::{AGE, age_conflict, check_form};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::fault;
use crate::packages::Offer;

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
    offer: &Offer,
    answers: &Answers,
    fields: &Map<String, Json>,
    today: Date,
) -> Result<Form, Vec<FieldProblem>> {
    let package = &offer.package;
    let checked = check_form(package, answers, fields, &offer.handbook.divisions, today);
    let (errors, warnings): (Vec<_>, Vec<_>) = checked
        .problems
        .into_iter()
        .partition(|(_, problem)| problem.severity == Severity::Error);
    let mut errors: Vec<_> = errors.into_iter().map(said).collect();
    errors.extend(age_mismatch(package, answers, &checked.values, today));
    if errors.is_empty() {
        Ok(Form {
            values: checked.values,
            warnings: warnings.into_iter().map(said).collect(),
        })
    } else {
        Err(errors)
    }
}

/// A problem of the rules as a fault of the request.
fn said((id, problem): (String, field::FieldProblem)) -> FieldProblem {
    let pointer = match problem.at {
        Some(at) => format!("/fields/{id}/{at}"),
        None => format!("/fields/{id}"),
    };
    fault(pointer, problem.code, problem.message)
}

/// The age in the identity number and the age in the answers do not fit: named on both sides.
fn age_mismatch(
    package: &Package,
    answers: &Answers,
    values: &Map<String, Json>,
    today: Date,
) -> Vec<FieldProblem> {
    let Some(conflict) = age_conflict(package.contents(), answers, values, today) else {
        return Vec::new();
    };
    let (by_number, label) = ("按证件号码算出的年龄", conflict.answered);
    vec![
        fault(
            format!("/fields/{APPLICANT_ID}"),
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
