//! From a draft to what is sent, and from a refusal back to the page that mends it.

use lianban_api::{Problem, Submission};
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::date::Date;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;

use super::draft::Draft;
use super::form::{self, Ground};
use super::interview::Interview;
use super::papers::Missing;
use super::{cross_checks, prefill, written};
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
    /// Two things given cannot both be.
    Misfit,
    /// Fields brought along that nobody has looked over.
    Unchecked,
    /// Documents not ready.
    Documents,
    /// Files are still on their way.
    Sending,
}

impl Obstacle {
    /// The page where it is mended.
    pub fn step(self) -> Step {
        match self {
            Self::Guide | Self::Answers => Step::Guide,
            Self::Stop => Step::Stop,
            Self::Refusal => Step::Result,
            Self::Unchecked => Step::Review,
            Self::Form | Self::Age | Self::Misfit => Step::Form,
            Self::Documents | Self::Sending => Step::Documents,
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

/// What is missing of each needed document, in the order of the page.
pub fn missing_documents(
    package: &Package,
    handbook: &Handbook,
    draft: &Draft,
    interview: &Interview,
    today: Date,
) -> Vec<(String, Missing)> {
    let texts = written::fingerprints(package, handbook, draft, interview, today);
    let missing = |id: String| {
        let paper = draft.papers.get(&id);
        let text = texts.get(&id).map(String::as_str);
        let missing = paper.map_or(Some(Missing::Way), |paper| paper.missing(text))?;
        Some((id, missing))
    };
    let needed = needed_documents(interview).into_iter();
    needed.filter_map(missing).collect()
}

/// Puts a submission together.
///
/// # Errors
/// The first thing that stands in the way.
pub fn submission(
    package: &Package,
    handbook: &Handbook,
    draft: &Draft,
    interview: &Interview,
    today: Date,
) -> Result<Submission, Obstacle> {
    if let Some(obstacle) = guide_obstacle(package, draft, interview) {
        return Err(obstacle);
    }
    let ground = Ground {
        answers: &interview.answers,
        divisions: &handbook.divisions,
        today,
    };
    let fields = form::check_all(package, draft, ground).map_err(|_| Obstacle::Form)?;
    if form::age_conflict(package, draft, ground).is_some() {
        return Err(Obstacle::Age);
    }
    let misfits = cross_checks::misfits(package, handbook, draft, interview, &[], today);
    if misfits.iter().any(|it| it.is_error) {
        return Err(Obstacle::Misfit);
    }
    if !prefill::unchecked(package, draft, ground).is_empty() {
        return Err(Obstacle::Unchecked);
    }
    let missing = missing_documents(package, handbook, draft, interview, today);
    let is_sending = |(_, it): &(String, Missing)| matches!(it, Missing::Sending(_));
    if !missing.iter().all(is_sending) {
        return Err(Obstacle::Documents);
    }
    if !missing.is_empty() {
        return Err(Obstacle::Sending);
    }
    let papers = needed_documents(interview).into_iter();
    let papers = papers.filter_map(|id| Some(draft.papers.get(&id)?.handed_in(&id)));
    let documents: Vec<_> = papers.collect();
    let has_files = documents.iter().any(|it| !it.files.is_empty());
    Ok(Submission {
        package: package.contents().id.clone(),
        hash: package.hash().to_owned(),
        applied_on: today,
        answers: interview.answers.to_json(),
        fields,
        documents,
        draft_token: has_files.then(|| draft.token.clone()),
        receipt: package.receipt(&interview.answers, &interview.assessment),
        insist: draft.insist,
    })
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
    use crate::state::papers::tests::{file_in, stored};
    use crate::state::papers::{FileState, Paper};
    use lianban_api::By;

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
        for id in ["m-id", "m-floorplan", "m-gone"] {
            draft.papers.insert(id.to_owned(), brought());
        }
        draft
    }

    fn brought() -> Paper {
        Paper {
            by: Some(By::Bring),
            ..Paper::default()
        }
    }

    fn uploaded(state: FileState) -> Paper {
        Paper {
            by: Some(By::Files),
            files: vec![file_in("f", state)],
            ..Paper::default()
        }
    }

    fn submit(draft: &Draft) -> Result<Submission, Obstacle> {
        let package = package();
        submission(
            &package,
            &Handbook::default(),
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
    fn uploaded_files_go_along_with_the_secret_of_the_draft() {
        let mut draft = ready();
        draft.token = "t".into();
        assert_eq!(submit(&draft).unwrap().draft_token, None);
        let paper = uploaded(FileState::Done(stored("f")));
        draft.papers.insert("m-floorplan".into(), paper);
        let sent = submit(&draft).unwrap();
        assert_eq!(sent.draft_token.as_deref(), Some("t"));
        assert_eq!(sent.documents[1].files, ["f"]);
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
        assert_eq!(
            obstacle(|it| it.filling.bring("applicant-name")),
            Obstacle::Unchecked
        );
        assert_eq!(obstacle(|it| it.papers.clear()), Obstacle::Documents);
        let sending = obstacle(|it| {
            it.papers
                .insert("m-id".into(), uploaded(FileState::Waiting));
        });
        assert_eq!(sending, Obstacle::Sending);
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
