//! The gate: the only place where a submission from outside becomes a filing.
//!
//! First the shape (a JSON schema made from the package), the answers, the form
//! and the documents, with all faults at once; then the server assesses again
//! from the same bytes and lets pass only what it finds itself.
//! Reading order: this file, [`schema`], `form`, `verdicts`, `documents`, `checks`.

mod checks;
mod documents;
mod form;
mod free_text;
pub mod schema;
mod verdicts;

use lianban_api::{FieldProblem, Licence, Problem, Submission, problem};
use lianban_rules::answers::Answers;
use lianban_rules::assessment::{Assessment, Need, StopVerdict};
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use lianban_rules::template::Matter;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

pub use free_text::{remark, why_not};

use crate::casework::event;
use crate::packages::Offer;
use crate::store::files::{Draft, Handover};
use crate::store::{Dossier, Summary};

/// What passed the gate.
#[derive(Debug)]
pub struct Admitted {
    /// What goes into the log.
    pub submission: event::Submission,
    /// What lists show.
    pub summary: Summary,
    /// Answers, verdicts, documents.
    pub dossier: Dossier,
    /// The form, tidy.
    pub form: Map<String, Json>,
    /// The files that the case takes over.
    pub handover: Option<Handover>,
}

/// Lets a submission pass or says everything that is wrong with it. `licence` is what the
/// register says of the applicant's, where it was asked and answered.
///
/// # Errors
/// A problem to answer with: 409 when package or verdicts differ, else 422.
pub fn admit(
    offers: &[impl AsRef<Offer>],
    body: &Json,
    draft: Option<&Draft>,
    licence: Option<&Licence>,
    today: Date,
) -> Result<Admitted, Problem> {
    let offer = offer_of(offers, body)?;
    let (submission, answers, form) = read(offer, body, today)?;
    let package = &offer.package;
    let days = Days {
        as_of: today,
        applied_on: today,
    };
    let assessment = package.assess(&answers, days, Wish::default());
    let receipt = package.receipt(&answers, &assessment);
    if receipt != submission.receipt {
        return Err(verdicts::differ(
            package,
            &answers,
            &submission,
            &assessment,
        ));
    }
    verdicts::may_be_submitted(package, &answers, &submission, &assessment)?;
    documents::are_complete(package, &submission, &assessment)?;
    let matter = Matter {
        package,
        handbook: &offer.handbook,
        answers: &answers,
        assessment: &assessment,
        fields: &form.values,
        today,
    };
    let documents = documents::read(&submission, draft, matter)?;
    let checks = checks::read(matter, licence)?;
    let handover = draft.map(|draft| documents::handover(draft, &documents));
    Ok(Admitted {
        submission: event::Submission {
            package: submission.package,
            hash: submission.hash,
            receipt,
            on: today,
            insisted: submission.insist && verdicts::refused(&assessment).next().is_some(),
            consult: is_open(&assessment),
        },
        summary: summary(package, &assessment),
        dossier: Dossier {
            answers: answers.to_json(),
            assessment,
            documents,
            checks,
            warnings: form.warnings,
        },
        form: form.values,
        handover,
    })
}

/// A problem of the kind “fields to mend”.
#[must_use]
pub fn invalid(errors: Vec<FieldProblem>) -> Problem {
    Problem {
        kind: problem::INVALID.to_owned(),
        title: "有些内容需要改一下。".to_owned(),
        status: 422,
        detail: Some("请按每一项的提示修改，再提交一次。".to_owned()),
        errors,
    }
}

/// A fault of one field.
pub(crate) fn fault(
    pointer: impl Into<String>,
    keyword: &str,
    message: impl Into<String>,
) -> FieldProblem {
    FieldProblem {
        pointer: pointer.into(),
        keyword: keyword.to_owned(),
        message: message.into(),
    }
}

/// The package that the body names, with the hash that the body names.
fn offer_of<'o>(offers: &'o [impl AsRef<Offer>], body: &Json) -> Result<&'o Offer, Problem> {
    let Some(id) = body.get("package").and_then(Json::as_str) else {
        let message = "请写明要办哪一件事，比如 open-restaurant。";
        return Err(invalid(vec![fault("/package", "required", message)]));
    };
    let offer = offers
        .iter()
        .map(AsRef::as_ref)
        .find(|offer| offer.package.contents().id == id)
        .ok_or_else(|| {
            let message = "这里不办这件事。请从首页重新选择。";
            invalid(vec![fault("/package", "unknown-id", message)])
        })?;
    match body.get("hash") {
        Some(Json::String(hash)) if hash != offer.package.hash() => Err(Problem {
            kind: problem::PACKAGE_CHANGED.to_owned(),
            title: "办事规定刚刚更新了。".to_owned(),
            status: 409,
            detail: Some("请刷新页面。您的答案还在，看过变化后再提交。".to_owned()),
            errors: vec![fault("/hash", "changed", "这不是今天有效的规定。")],
        }),
        _ => Ok(offer),
    }
}

/// Shape, answers and form, with all their faults at once.
fn read(
    offer: &Offer,
    body: &Json,
    today: Date,
) -> Result<(Submission, Answers, form::Form), Problem> {
    let mut errors = Vec::new();
    let part = |name: &str| body.get(name).and_then(Json::as_object);
    let answers = part("answers").map(|it| read_answers(&offer.package, it));
    let answers = answers.and_then(|read| read.map_err(|found| errors.extend(found)).ok());
    let known = answers.clone().unwrap_or_default();
    let form = part("fields").map(|it| form::read(offer, &known, it, today));
    let form = form.and_then(|read| read.map_err(|found| errors.extend(found)).ok());
    // The schema's faults are the coarser ones: where a finer one is known it speaks.
    for coarse in offer.schema.faults(body) {
        if !errors.iter().any(|finer| finer.pointer == coarse.pointer) {
            errors.push(coarse);
        }
    }
    errors.sort_by(|one, other| one.pointer.cmp(&other.pointer));
    let submission = Submission::deserialize(body).ok();
    match (submission, answers, form) {
        (Some(submission), Some(answers), Some(form)) if errors.is_empty() => {
            Ok((submission, answers, form))
        }
        _ if errors.is_empty() => Err(invalid(vec![fault("", "type", "提交的内容不完整。")])),
        _ => Err(invalid(errors)),
    }
}

/// Reads answers; faults point into a body that has them under `/answers`.
///
/// # Errors
/// Every fault.
pub fn read_answers(
    package: &Package,
    answers: &Map<String, Json>,
) -> Result<Answers, Vec<FieldProblem>> {
    package.read_answers(answers).map_err(|errors| {
        errors
            .into_iter()
            .map(|error| {
                let pointer = format!("/answers{}", error.pointer);
                fault(pointer, error.keyword, error.message)
            })
            .collect()
    })
}

/// A site stop could still apply.
fn is_open(assessment: &Assessment) -> bool {
    let mut stops = assessment.stops.iter();
    stops.any(|stop| stop.verdict == StopVerdict::Open)
}

fn summary(package: &Package, assessment: &Assessment) -> Summary {
    let permits = assessment.permits.iter();
    Summary {
        package_name: package.contents().name.clone(),
        permits: permits.filter(|it| it.need == Need::Required).count(),
        to_settle: assessment.to_settle.len(),
    }
}
