//! The intake window: its list, a case, and the decision on it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use lianban_api::{Accept, CaseDetail, CasePage, CaseQuery, CaseRow, CaseState};
use lianban_rules::calendar::Calendar;
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::field::mask;
use lianban_rules::package::Package;
use serde_json::{Map, Value};

use super::App;
use super::body::JsonBody;
use super::problem::Failure;
use super::signed_in::Receiver;
use crate::casework::decide::{Command, Context, Refusal};
use crate::store::Stored;

/// Working days to accept a case or say what is missing.
const DAYS_TO_ANSWER: u16 = 5;

/// POST: a page of the intake list.
pub async fn search(
    State(app): State<Arc<App>>,
    _: Receiver,
    body: JsonBody,
) -> Result<Json<CasePage>, Failure> {
    let query: CaseQuery = body.into()?;
    let mut page = app.store.search(query).await?;
    page.today = Some(app.now().day());
    for row in &mut page.rows {
        row.answer_by = answer_by(row, app.packages.calendar());
    }
    Ok(Json(page))
}

/// Until when a waiting case has to be answered: 行政许可法第32条第1款第4项.
fn answer_by(row: &CaseRow, calendar: &Calendar) -> Option<Date> {
    let waits = row.state == CaseState::Submitted;
    let last = || calendar.working_days_after(row.submitted_on, DAYS_TO_ANSWER, &[]);
    waits.then(last)?.ok()
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
        documents: dossier.documents,
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
