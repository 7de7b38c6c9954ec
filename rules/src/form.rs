//! The form of a case: which fields it asks, and everything that is wrong with what was filled in.
//!
//! The browser and the server's gate call the same functions, so what the one
//! lets pass the other does not turn back.

use serde_json::{Map, Value as Json};

use crate::answers::{Answer, Answers, Value};
use crate::contents::{Contents, Field, FieldTest, FieldValue, QuestionKind};
use crate::date::Date;
use crate::field::identity::{self, IdType};
use crate::field::{APPLICANT_ID, FieldContext, FieldProblem, Severity, check_asked};
use crate::handbook::Division;
use crate::package::Package;

/// The question of the guide that the identity number, or the birth date, proves.
pub const AGE: &str = "age";
/// The field that proves it where the number does not.
pub const BIRTH_DATE: &str = "applicant-birth-date";

/// A field that the form asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Which.
    pub field: &'a Field,
    /// Whether it must be filled in: no one is held to a field that may turn out not to apply.
    pub required: bool,
}

/// What came of checking a form.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CheckedForm {
    /// Field id → tidy value, of fields that are asked, filled in and free of errors.
    pub values: Map<String, Json>,
    /// What is wrong, with the field's id, in the order of the form.
    pub problems: Vec<(String, FieldProblem)>,
}

impl CheckedForm {
    /// What bars submission.
    pub fn errors(&self) -> impl Iterator<Item = &(String, FieldProblem)> {
        let is_error = |(_, problem): &&(String, FieldProblem)| problem.severity == Severity::Error;
        self.problems.iter().filter(is_error)
    }
}

/// The age by the identity number (or the birth date) is another than the guide was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeConflict {
    /// Whole years.
    pub years: i64,
    /// Words of the option answered: 18岁以上.
    pub answered: String,
    /// The option that is proven.
    pub proven: String,
    /// Its words.
    pub proven_words: String,
}

/// The fields that apply under these answers and what else was filled in, in the catalogue's order.
#[must_use]
pub fn fields_asked<'a>(
    package: &'a Package,
    answers: &Answers,
    values: &Map<String, Json>,
    today: Date,
) -> Vec<Asked<'a>> {
    let known = package.known(answers, today);
    let state = package.state(&known);
    let (fields, roots) = (&package.contents().fields, &package.outcomes().fields);
    let mut asked: Vec<Asked<'a>> = Vec::new();
    for (field, root) in fields.iter().zip(roots) {
        let is_open = |test: &FieldTest| {
            let applies = roots
                .get(test.field)
                .is_some_and(|it| state.can_be_true(*it));
            let of = fields.get(test.field).map(|of| of.id.as_str());
            let is_asked = asked.iter().any(|it| Some(it.field.id.as_str()) == of);
            !applies || is_asked && holds(test, of.and_then(|of| values.get(of)))
        };
        if state.can_be_true(*root) && field.follows.as_ref().is_none_or(is_open) {
            asked.push(Asked {
                field,
                required: field.required && state.is_true(*root),
            });
        }
    }
    asked
}

fn holds(test: &FieldTest, value: Option<&Json>) -> bool {
    match &test.holds {
        FieldValue::YesNo(wanted) => value == Some(&Json::Bool(*wanted)),
        FieldValue::Choice(wanted) => value.and_then(Json::as_str) == Some(wanted),
    }
}

/// Checks every field that is asked; what was filled in elsewhere is left out.
#[must_use]
pub fn check_form(
    package: &Package,
    answers: &Answers,
    values: &Map<String, Json>,
    divisions: &[Division],
    today: Date,
) -> CheckedForm {
    let context = context(answers, divisions, today);
    let mut form = CheckedForm::default();
    for Asked { field, required } in fields_asked(package, answers, values, today) {
        let id = &field.id;
        let value = values.get(id).unwrap_or(&Json::Null);
        let checked = check_asked(field, required, value, &context);
        let problems = checked.problems.into_iter();
        form.problems
            .extend(problems.map(|problem| (id.clone(), problem)));
        match checked.tidy {
            None | Some(Json::Null) => {}
            Some(tidy) => drop(form.values.insert(id.clone(), tidy)),
        }
    }
    form
}

/// What the checks of single fields need to know of the answers.
#[must_use]
pub fn context<'a>(
    answers: &'a Answers,
    divisions: &'a [Division],
    today: Date,
) -> FieldContext<'a> {
    FieldContext {
        applied_on: today,
        id_type: choice(answers, "applicant-id-type"),
        entity_type: choice(answers, "entity-type"),
        floor_lowest: match answers.0.get("floor-lowest") {
            Some(Answer::Known(Value::Integer(floor))) => Some(*floor),
            _ => None,
        },
        divisions,
    }
}

/// The option id that answers a question.
pub(crate) fn choice<'a>(answers: &'a Answers, question: &str) -> Option<&'a str> {
    match answers.0.get(question)? {
        Answer::Known(Value::Choice(option)) => Some(option),
        _ => None,
    }
}

/// Compares the age by the applicant's number, or by the birth date where the number
/// does not tell, with the answer of the guide. `values` need not be tidy.
#[must_use]
pub fn age_conflict(
    contents: &Contents,
    answers: &Answers,
    values: &Map<String, Json>,
    today: Date,
) -> Option<AgeConflict> {
    let question = contents.questions.iter().find(|it| it.id == AGE)?;
    let QuestionKind::Choice { options } = &question.kind else {
        return None;
    };
    let answered = choice(answers, AGE)?;
    let told = options.iter().find(|option| option.id == answered)?;
    let years = identity::age(birth(answers, values, today)?, today);
    let proven = options.iter().find(|option| {
        let holds = |(low, high): (i64, i64)| (low..=high).contains(&years);
        option.band.is_some_and(holds)
    })?;
    (proven.id != told.id).then(|| AgeConflict {
        years,
        answered: told.label.clone(),
        proven: proven.id.clone(),
        proven_words: proven.label.clone(),
    })
}

fn birth(answers: &Answers, values: &Map<String, Json>, today: Date) -> Option<Date> {
    let text = |id: &str| values.get(id).and_then(Json::as_str);
    let id_type = choice(answers, "applicant-id-type").and_then(IdType::from_option);
    let number = text(APPLICANT_ID).and_then(|it| identity::check(it, id_type, today).ok());
    match (number.and_then(|it| it.birth), id_type) {
        (Some(birth), _) => Some(birth),
        (None, Some(IdType::Resident | IdType::HmtResidence)) => None,
        (None, _) => text(BIRTH_DATE)?.trim().parse().ok(),
    }
}
