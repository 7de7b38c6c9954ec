//! The intake window: its list, a case, and the decision on it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use lianban_api::{Accept, CaseDetail, CasePage, CaseQuery, CaseRow, CaseState, NotAccept};
use lianban_rules::calendar::Calendar;
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::field::mask;
use serde_json::{Map, Value};

use super::App;
use super::body::JsonBody;
use super::packages::{pinned, pinned_handbook};
use super::problem::Failure;
use super::signed_in::Receiver;
use crate::casework::decide::Refusal;
use crate::gate::why_not;
use crate::notice::{self, Draft, Facts, OFFICE};
use crate::store::{Order, Stored};

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

/// POST: accepts a case, with its notice.
pub async fn accept(
    State(app): State<Arc<App>>,
    Receiver(receiver): Receiver,
    Path(number): Path<String>,
    body: JsonBody,
) -> Result<Json<CaseDetail>, Failure> {
    let Accept { version } = body.into()?;
    let notice = draft(&app, &number, |facts| notice::acceptance(facts, &OFFICE)).await?;
    let order = Order::accept(version, notice);
    app.store
        .carry_out(number.clone(), order, receiver.actor(), app.now())
        .await??;
    tracing::info!(case.number = number, "accepted");
    read(&app, number).await.map(Json)
}

/// POST: does not accept a case, with its notice.
pub async fn not_accept(
    State(app): State<Arc<App>>,
    Receiver(receiver): Receiver,
    Path(number): Path<String>,
    body: JsonBody,
) -> Result<Json<CaseDetail>, Failure> {
    let NotAccept { version, why } = body.into()?;
    let why = why_not(why)?;
    let ground = why.ground;
    let write = |facts: &Facts<'_>| notice::non_acceptance(facts, &OFFICE, why);
    let order = Order::not_accept(version, ground, draft(&app, &number, write).await?);
    app.store
        .carry_out(number.clone(), order, receiver.actor(), app.now())
        .await??;
    tracing::info!(case.number = number, "not accepted");
    read(&app, number).await.map(Json)
}

/// Writes a notice from what is known of a case.
async fn draft(
    app: &App,
    number: &str,
    write: impl FnOnce(&Facts<'_>) -> Draft,
) -> Result<Draft, Failure> {
    let stored = app.store.case(number.to_owned()).await?;
    let stored = stored.ok_or(Refusal::NoSuchCase)?;
    let submission = &stored.case.submission;
    let package = pinned(app, &submission.hash).await?;
    let handbook = pinned_handbook(app, package.contents()).await?;
    Ok(write(&Facts {
        case: number,
        received_on: submission.on,
        today: app.now().day(),
        form: &stored.form,
        assessment: &stored.dossier.assessment,
        contents: package.contents(),
        handbook: &handbook,
        answers: &stored.dossier.answers,
        calendar: app.packages.calendar(),
    }))
}

async fn read(app: &App, number: String) -> Result<CaseDetail, Failure> {
    let stored = app.store.case(number.clone()).await?;
    let Stored {
        case,
        dossier,
        form,
        notice,
    } = stored.ok_or(Refusal::NoSuchCase)?;
    let submission = case.submission;
    let package = pinned(app, &submission.hash).await?;
    let fields = masked(package.contents(), &form);
    let decided = case.decided.map(|it| (it.on, it.by));
    let (decided_on, decided_by) = decided.unzip();
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
        checks: dossier.checks,
        notice,
        withdrawn_on: case.withdrawn,
        warnings: dossier.warnings,
        consult: submission.consult,
        insisted: submission.insisted,
        receipt: submission.receipt,
        version: case.version,
        looks: case.looks,
    })
}

/// The form as a window may see it, by the fields of the package the case is pinned to.
fn masked(contents: &Contents, form: &Map<String, Value>) -> Map<String, Value> {
    let fields = contents.fields.iter();
    fields
        .filter_map(|field| {
            let value = form.get(&field.id)?;
            Some((field.id.clone(), mask::field(field, value)))
        })
        .collect()
}
