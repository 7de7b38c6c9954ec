//! Cases: submitted by anyone, read and accepted by the intake window.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use lianban_api::{
    Accept, CaseDetail, CaseRow, HandedDocument, HandedIn, IDEMPOTENCY_KEY, Submitted, problem,
};
use lianban_rules::contents::Contents;
use lianban_rules::field::mask;
use lianban_rules::package::Package;
use serde_json::{Map, Value};

use super::App;
use super::body::JsonBody;
use super::problem::{Failure, of_kind};
use super::signed_in::Receiver;
use crate::casework::decide::{Command, Context, Refusal};
use crate::gate::{Admitted, admit};
use crate::store::{Filed, Filing, Listed, Stored};

/// Rows of the intake list at most: those that wait come first.
const ROWS: usize = 500;

/// POST: submits a case. 201 for a new one, 200 when the key is known.
pub async fn submit(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: JsonBody,
) -> Result<(StatusCode, Json<Submitted>), Failure> {
    let key = idempotency_key(&headers)?;
    if let Some(known) = app.store.filed(key.clone(), body.text.clone()).await? {
        return answer(known);
    }
    let at = app.now();
    let (offers, today) = app.offers().await?;
    let admitted = admit(&offers, &body.json, today)?;
    let offer = offers
        .iter()
        .find(|it| it.package.hash() == admitted.submission.hash);
    let package = offer
        .map(|it| it.package.bytes().to_vec())
        .unwrap_or_default();
    let Admitted {
        submission,
        summary,
        dossier,
        form,
    } = admitted;
    let filing = Filing {
        key,
        body: body.text,
        at,
        submission,
        package,
        summary,
        dossier,
        form,
    };
    let filed = app.store.file(filing).await?;
    if let Filed::New(submitted) = &filed {
        tracing::info!(case.number = submitted.number, "submitted");
    }
    answer(filed)
}

fn answer(filed: Filed) -> Result<(StatusCode, Json<Submitted>), Failure> {
    match filed {
        Filed::New(submitted) => Ok((StatusCode::CREATED, Json(submitted))),
        Filed::Again(submitted) => Ok((StatusCode::OK, Json(submitted))),
        Filed::OtherBody => {
            let title = "同一次提交的内容前后不一样。请刷新页面，再提交一次。";
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Err(of_kind(problem::IDEMPOTENCY_KEY, status, title).into())
        }
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Failure> {
    let key = headers
        .get(IDEMPOTENCY_KEY)
        .and_then(|key| key.to_str().ok());
    let is_key = |key: &&str| {
        (1..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
    };
    key.filter(is_key).map(str::to_owned).ok_or_else(|| {
        let title = "这次提交缺少编号。请刷新页面，再提交一次。";
        of_kind(problem::IDEMPOTENCY_KEY, StatusCode::BAD_REQUEST, title).into()
    })
}

/// GET: the intake list.
pub async fn list(State(app): State<Arc<App>>, _: Receiver) -> Result<Json<Vec<CaseRow>>, Failure> {
    let listed = app.store.list(ROWS).await?;
    Ok(Json(listed.into_iter().map(row).collect()))
}

fn row(listed: Listed) -> CaseRow {
    let name = listed.form.get("applicant-name").and_then(Value::as_str);
    CaseRow {
        number: listed.number,
        package_name: listed.summary.package_name,
        applicant: mask::name(name.unwrap_or_default()),
        submitted_on: listed.case.submission.on,
        state: listed.case.state,
        permits: listed.summary.permits,
        to_settle: listed.summary.to_settle,
        consult: listed.case.submission.consult,
    }
}

/// GET: one case, with masked fields.
pub async fn detail(
    State(app): State<Arc<App>>,
    _: Receiver,
    Path(number): Path<String>,
) -> Result<Json<CaseDetail>, Failure> {
    read(&app, number).await.map(Json)
}

/// POST: accepts a case.
pub async fn accept(
    State(app): State<Arc<App>>,
    Receiver(receiver): Receiver,
    Path(number): Path<String>,
    body: JsonBody,
) -> Result<Json<CaseDetail>, Failure> {
    let Accept { version } = body.into()?;
    let context = Context {
        by: receiver.actor(),
        today: app.now().day(),
    };
    let command = Command::Accept { version };
    app.store
        .carry_out(number.clone(), command, context, app.now())
        .await??;
    tracing::info!(case.number = number, "accepted");
    read(&app, number).await.map(Json)
}

async fn read(app: &App, number: String) -> Result<CaseDetail, Failure> {
    let stored = app.store.case(number.clone()).await?;
    let Stored {
        case,
        dossier,
        form,
    } = stored.ok_or(Refusal::NoSuchCase)?;
    let submission = case.submission;
    let fields = masked(app, &submission.hash, &form).await?;
    let (decided_on, decided_by) = case.accepted.unzip();
    Ok(CaseDetail {
        number,
        state: case.state,
        submitted_on: submission.on,
        decided_on,
        decided_by,
        package: submission.package,
        hash: submission.hash,
        answers: dossier.answers,
        assessment: dossier.assessment,
        fields,
        documents: dossier.documents.into_iter().map(handed).collect(),
        checks: Vec::new(),
        notice: None,
        withdrawn_on: None,
        warnings: dossier.warnings,
        consult: submission.consult,
        insisted: submission.insisted,
        receipt: submission.receipt,
        version: case.version,
    })
}

fn handed(document: HandedIn) -> HandedDocument {
    HandedDocument {
        id: document.id,
        by: document.by,
        files: Vec::new(),
        valid_until: document.valid_until,
        text: Vec::new(),
    }
}

/// The form as a window may see it, by the fields of the package the case is pinned to.
async fn masked(
    app: &App,
    hash: &str,
    form: &Map<String, Value>,
) -> Result<Map<String, Value>, Failure> {
    let (offers, _) = app.offers().await?;
    if let Some(offer) = offers.iter().find(|offer| offer.package.hash() == hash) {
        return Ok(mask_fields(offer.package.contents(), form));
    }
    let bytes = app
        .store
        .package(hash.to_owned())
        .await?
        .unwrap_or_default();
    let package = Package::from_bytes(&bytes).map_err(Failure::ours)?;
    Ok(mask_fields(package.contents(), form))
}

fn mask_fields(contents: &Contents, form: &Map<String, Value>) -> Map<String, Value> {
    let fields = contents.fields.iter();
    fields
        .filter_map(|field| {
            let value = form.get(&field.id)?;
            Some((field.id.clone(), mask::field(field, value)))
        })
        .collect()
}
