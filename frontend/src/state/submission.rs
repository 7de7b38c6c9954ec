//! From a draft to what is sent, and from a refusal back to the page that mends it.

use lianban_api::{By, HandedIn, Problem, Submission};
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::date::Date;
use lianban_rules::package::Package;

use super::draft::Draft;
use super::form;
use super::interview::Interview;
use crate::routes::Step;

/// Why something cannot be sent yet: the page that mends it comes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Questions without an answer.
    Guide,
    /// A settled stop: the window only.
    Stop,
    /// Two answers that cannot both be.
    Answers,
    /// A refusal is forecast and the person has not said to go on.
    Refusal,
    /// Faults in the form.
    Form,
    /// The number proves another age than the guide was told.
    Age,
    /// Documents not ticked.
    Documents,
}

impl Obstacle {
    /// The page where it is mended.
    pub fn step(self) -> Step {
        match self {
            Self::Guide | Self::Answers => Step::Guide,
            Self::Stop => Step::Stop,
            Self::Refusal => Step::Result,
            Self::Form | Self::Age => Step::Form,
            Self::Documents => Step::Documents,
        }
    }
}

/// What stands in the way of the pages after the result.
pub fn guide_obstacle(package: &Package, draft: &Draft, interview: &Interview) -> Option<Obstacle> {
    if !interview.ended_by.is_empty() {
        return Some(Obstacle::Stop);
    }
    if package.read_answers(&draft.answers).is_err() {
        return Some(Obstacle::Answers);
    }
    if interview.unfinished {
        return Some(Obstacle::Guide);
    }
    let refused = interview.assessment.permits.iter();
    let refused = refused
        .filter(|it| it.disposition == Some(lianban_rules::assessment::Disposition::Refused));
    (refused.count() > 0 && !draft.insist).then_some(Obstacle::Refusal)
}

/// Ids of the documents needed for sure.
pub fn needed_documents(interview: &Interview) -> Vec<String> {
    let materials = interview.assessment.materials.iter();
    let needed = materials.filter(|it| it.verdict == MaterialVerdict::Needed);
    needed.map(|it| it.id.clone()).collect()
}

/// Puts a submission together.
///
/// # Errors
/// The first thing that stands in the way.
pub fn submission(
    package: &Package,
    draft: &Draft,
    interview: &Interview,
    today: Date,
) -> Result<Submission, Obstacle> {
    if let Some(obstacle) = guide_obstacle(package, draft, interview) {
        return Err(obstacle);
    }
    let fields = form::check_all(package, draft, &interview.answers, today);
    let fields = fields.map_err(|_| Obstacle::Form)?;
    if form::age_conflict(package, draft, &interview.answers, today).is_some() {
        return Err(Obstacle::Age);
    }
    let documents = needed_documents(interview);
    if documents.iter().any(|id| !draft.documents.contains(id)) {
        return Err(Obstacle::Documents);
    }
    Ok(Submission {
        package: package.contents().id.clone(),
        hash: package.hash().to_owned(),
        applied_on: today,
        answers: interview.answers.to_json(),
        fields,
        documents: documents.into_iter().map(brought).collect(),
        draft_token: None,
        receipt: package.receipt(&interview.answers, &interview.assessment),
        insist: draft.insist,
    })
}

/// A document that the person brings to the window.
fn brought(id: String) -> HandedIn {
    HandedIn {
        id,
        by: By::Bring,
        files: Vec::new(),
        valid_until: None,
    }
}

/// What the server has against a submission, with the page and place that mend it.
pub fn complaints(package: &Package, problem: &Problem) -> Vec<(Step, String, String)> {
    let complaint = |error: &lianban_api::FieldProblem| {
        let mut parts = error.pointer.split('/').skip(1);
        let (kind, id) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        let step = match kind {
            "answers" => Step::Guide,
            "documents" => Step::Documents,
            _ => Step::Form,
        };
        let contents = package.contents();
        let label = contents
            .fields
            .iter()
            .find(|it| it.id == id)
            .map(|it| &it.label);
        let short = contents
            .questions
            .iter()
            .find(|it| it.id == id)
            .map(|it| &it.short);
        let message = match label.or(short) {
            Some(label) if !error.message.contains(label.as_str()) => {
                format!("{label}：{}", error.message)
            }
            _ => error.message.clone(),
        };
        (step, id.to_owned(), message)
    };
    problem.errors.iter().map(complaint).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};

    fn ready() -> Draft {
        let mut draft = draft(json!({
            "food-hot": true, "food-raw": false, "food-smoke": false, "use-area": 80,
            "floor-area": 100, "fuel": ["none"], "age": "adult",
        }));
        for (id, value) in [
            ("applicant-name", "李雷"),
            ("applicant-id-number", "11010519491231002x"),
            ("applicant-mobile", "138 0013 8000"),
        ] {
            draft.fields.insert(id.to_owned(), json!(value));
        }
        draft.documents = ["m-id", "m-floorplan", "m-gone"].map(String::from).into();
        draft
    }

    fn submit(draft: &Draft) -> Result<Submission, Obstacle> {
        let package = package();
        submission(
            &package,
            draft,
            &Interview::new(&package, draft, today()),
            today(),
        )
    }

    #[test]
    fn what_is_sent_is_tidy_and_carries_the_receipt() {
        let sent = submit(&ready()).unwrap();
        assert_eq!(sent.fields["applicant-mobile"], "13800138000");
        let ids: Vec<_> = sent.documents.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["m-id", "m-floorplan"]);
        assert_eq!(sent.receipt.len(), 64);
    }

    #[test]
    fn each_obstacle_leads_to_the_page_that_mends_it() {
        let obstacle = |change: fn(&mut Draft)| {
            let mut draft = ready();
            change(&mut draft);
            submit(&draft).unwrap_err()
        };
        assert_eq!(obstacle(|it| it.answer("fuel", None)), Obstacle::Guide);
        assert_eq!(
            obstacle(|it| it.answer("use-area", Some(json!(300)))),
            Obstacle::Answers
        );
        assert_eq!(
            obstacle(|it| it.answer("age", Some(json!("16-17")))),
            Obstacle::Age
        );
        assert_eq!(
            obstacle(|it| it.answer("age", Some(json!("under-16")))),
            Obstacle::Refusal
        );
        assert_eq!(obstacle(|it| it.fields.clear()), Obstacle::Form);
        assert_eq!(obstacle(|it| it.documents.clear()), Obstacle::Documents);
        let stop = obstacle(|it| {
            it.answer("food-smoke", Some(json!(true)));
            it.answer("site-flue", Some(json!(false)));
            it.go_on = true;
        });
        assert_eq!((stop, stop.step()), (Obstacle::Stop, Step::Stop));
    }

    #[test]
    fn a_complaint_of_the_server_names_the_field() {
        let problem = Problem {
            kind: "about:blank".into(),
            title: "有几处要改".into(),
            status: 422,
            detail: None,
            errors: vec![lianban_api::FieldProblem {
                pointer: "/fields/applicant-mobile".into(),
                keyword: "format".into(),
                message: "少了 1 位".into(),
            }],
        };
        let complaints = complaints(&package(), &problem);
        let expected = (
            Step::Form,
            "applicant-mobile".to_owned(),
            "手机号码：少了 1 位".to_owned(),
        );
        assert_eq!(complaints, [expected]);
    }
}
