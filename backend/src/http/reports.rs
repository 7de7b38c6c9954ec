//! "This seems wrong": anybody says so, the windows read it. No personal data.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lianban_api::{About, Report, ReportRow};
use lianban_rules::contents::Contents;

use super::App;
use super::address::Address;
use super::body::JsonBody;
use super::problem::Failure;
use super::signed_in::SignedIn;
use crate::gate::{fault, invalid, read_answers, remark};

/// Doubts on the list at most, the newest first.
const ROWS: usize = 200;
/// What all doubts together count under.
const EVERYBODY: &str = "everybody";

/// POST: a doubt.
pub async fn submit(
    State(app): State<Arc<App>>,
    address: Address,
    body: JsonBody,
) -> Result<StatusCode, Failure> {
    let report: Report = body.into()?;
    let report = checked(&app, report).await?;
    app.limits.report_of_address.take(&address, app.now())?;
    app.limits.reports.take(EVERYBODY, app.now())?;
    let number = app.store.report(report, app.now().day()).await?;
    tracing::info!(report.number = number, "a doubt came in");
    Ok(StatusCode::CREATED)
}

/// Everything that is wrong with a doubt, or the tidy one.
async fn checked(app: &App, report: Report) -> Result<Report, Failure> {
    let (offers, _) = app.offers().await?;
    let mut offers = offers.iter();
    let Some(offer) = offers.find(|it| it.package.contents().id == report.package) else {
        let message = "这里不办这件事。请从首页重新选择。";
        return Err(invalid(vec![fault("/package", "unknown-id", message)]).into());
    };
    let mut errors = Vec::new();
    let read = read_answers(&offer.package, &report.answers);
    // Only answers to questions are kept: what stands under the id of a form field is left out.
    let answers = read.map_err(|found| errors.extend(found)).ok();
    let text = remark(&report.remark)
        .map_err(|found| errors.push(found))
        .ok();
    if name(offer.package.contents(), report.about, &report.id).is_none() {
        errors.push(fault(
            "/id",
            "unknown-id",
            "这里没有这一项。请刷新页面再试。",
        ));
    }
    match (answers, text) {
        (Some(answers), Some(remark)) if errors.is_empty() => Ok(Report {
            answers: answers.to_json(),
            remark,
            hash: offer.package.hash().to_owned(),
            ..report
        }),
        _ => Err(invalid(errors).into()),
    }
}

/// What is doubted, by name; for a stop the reason of its rule.
fn name(contents: &Contents, about: About, id: &str) -> Option<String> {
    match about {
        About::Permit => {
            let found = contents.permits.iter().find(|it| it.id == id);
            found.map(|it| it.name.clone())
        }
        About::Material => {
            let found = contents.materials.iter().find(|it| it.id == id);
            found.map(|it| it.name.clone())
        }
        About::Stop => {
            let found = contents.rules.iter().find(|it| it.id == id);
            found.map(|it| it.reason.clone())
        }
    }
}

/// GET: what people doubt, the newest first.
pub async fn list(
    State(app): State<Arc<App>>,
    _: SignedIn,
) -> Result<Json<Vec<ReportRow>>, Failure> {
    let (offers, _) = app.offers().await?;
    let kept = app.store.reports(ROWS).await?;
    let row = |(number, on, report): (u64, _, Report)| {
        let offer = offers
            .iter()
            .find(|it| it.package.contents().id == report.package);
        let named = offer.and_then(|it| name(it.package.contents(), report.about, &report.id));
        ReportRow {
            number,
            on,
            name: named.unwrap_or_else(|| report.id.clone()),
            report,
        }
    };
    Ok(Json(kept.into_iter().map(row).collect()))
}
