//! Where a case stands, and taking it back: for whoever proves that it is theirs.
//!
//! A number that no case has and digits that do not fit are answered alike,
//! after the same work, and both are counted.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lianban_api::{
    CaseState, HandedDocument, Notice, Track, Tracked, TrackedDocument, TrackedStep, Withdraw,
    problem,
};
use lianban_rules::assessment::Need;
use lianban_rules::contents::{Contents, Form};
use lianban_rules::field::{mask, mobile, tidy, tidy_code};

use super::App;
use super::address::Address;
use super::body::JsonBody;
use super::packages::pinned;
use super::problem::{Failure, of_kind};
use crate::casework::case::Case;
use crate::casework::event::Actor;
use crate::store::index::{Claim, NAME};
use crate::store::{Dossier, Order, Stored};

/// POST: where a case stands.
pub async fn track(
    State(app): State<Arc<App>>,
    address: Address,
    body: JsonBody,
) -> Result<Json<Tracked>, Failure> {
    let Track { number, phone_tail } = body.into()?;
    let claim = Claim::PhoneTail(tidy_code(&phone_tail));
    let number = proved(&app, address, &number, claim).await?;
    read(&app, number).await.map(Json)
}

/// POST: takes a case back; where it stands then.
pub async fn withdraw(
    State(app): State<Arc<App>>,
    address: Address,
    body: JsonBody,
) -> Result<Json<Tracked>, Failure> {
    let Withdraw { number, mobile } = body.into()?;
    let mobile = mobile::check(&mobile).unwrap_or_default();
    let number = proved(&app, address, &number, Claim::Mobile(mobile)).await?;
    let at = app.now();
    app.store
        .carry_out(number.clone(), Order::withdraw(), Actor::Applicant, at)
        .await??;
    tracing::info!(case.number = number, "withdrawn");
    read(&app, number).await.map(Json)
}

/// The tidy number of a case that the claim proves to be theirs. Only what does not fit counts
/// as a try, but it counts before it is known, so that many at once are no more than one
/// after the other.
pub(super) async fn proved(
    app: &App,
    address: Address,
    number: &str,
    claim: Claim,
) -> Result<String, Failure> {
    let number = tidy(number).to_ascii_uppercase();
    let (of_address, of_case) = (&app.limits.tracking_of_address, &app.limits.tracking);
    of_address.take(&address, app.now())?;
    of_case.take(number.as_str(), app.now())?;
    if app.store.proves(number.clone(), claim).await? {
        of_address.give_back(&address);
        of_case.give_back(number.as_str());
        return Ok(number);
    }
    let title = "没有找到。请核对案件编号和号码，两样都要对上。";
    Err(of_kind(problem::NOT_THIS_CASE, StatusCode::NOT_FOUND, title).into())
}

async fn read(app: &App, number: String) -> Result<Tracked, Failure> {
    let stored = app.store.case(number.clone()).await?;
    let stored = stored.ok_or_else(|| Failure::ours("a case that was proved is gone"))?;
    let package = pinned(app, &stored.case.submission.hash).await?;
    Ok(tracked(number, stored, package.contents()))
}

fn tracked(number: String, stored: Stored, contents: &Contents) -> Tracked {
    let Stored {
        case,
        dossier,
        form,
        notice,
    } = stored;
    let name = form.get(NAME).and_then(serde_json::Value::as_str);
    Tracked {
        number,
        package_name: contents.name.clone(),
        state: case.state,
        applicant: mask::name(name.unwrap_or_default()),
        steps: steps(&case),
        permits: permits(&dossier, contents),
        documents: dossier
            .documents
            .iter()
            .filter_map(|handed| document(handed, &dossier, contents))
            .collect(),
        notice: notice.map(without_phone),
        can_withdraw: case.can_be_withdrawn(),
        package: case.submission.package,
    }
}

/// The notice is theirs; but who knows four digits must not learn the other seven from it,
/// for the whole number takes a case back.
fn without_phone(notice: Notice) -> Notice {
    Notice {
        phone: mask::mobile(&notice.phone),
        ..notice
    }
}

fn steps(case: &Case) -> Vec<TrackedStep> {
    let step = |state, on| TrackedStep { state, on };
    let decided = case.decided.as_ref().map(|it| step(it.state, it.on));
    let withdrawn = case.withdrawn.map(|on| step(CaseState::Withdrawn, on));
    let submitted = step(CaseState::Submitted, case.submission.on);
    [Some(submitted), decided, withdrawn]
        .into_iter()
        .flatten()
        .collect()
}

fn permits(dossier: &Dossier, contents: &Contents) -> Vec<String> {
    let required = dossier.assessment.permits.iter();
    let required = required.filter(|permit| permit.need == Need::Required);
    required
        .filter_map(|permit| {
            let card = contents.permits.iter().find(|card| card.id == permit.id)?;
            Some(card.name.clone())
        })
        .collect()
}

fn document(
    handed: &HandedDocument,
    dossier: &Dossier,
    contents: &Contents,
) -> Option<TrackedDocument> {
    let card = contents.materials.iter().find(|it| it.id == handed.id)?;
    let materials = &dossier.assessment.materials;
    let asked = materials.iter().find(|it| it.id == handed.id)?;
    Some(TrackedDocument {
        name: card.name.clone(),
        form: form_words(asked.form).to_owned(),
        copies: asked.copies,
        by: handed.by,
        files: handed.files.len(),
    })
}

fn form_words(form: Form) -> &'static str {
    match form {
        Form::Original => "原件",
        Form::Copy => "复印件（核原件）",
        Form::Electronic => "电子表单",
        Form::Shared => "系统核验，不用交",
        Form::Drawing => "图纸",
    }
}
