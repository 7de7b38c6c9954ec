//! Submitting a case: anyone may, and the same key never makes two.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use lianban_api::{IDEMPOTENCY_KEY, Licence, Problem, Submitted, problem};
use lianban_rules::field::credit_code;
use serde_json::Value;

use super::App;
use super::address::Address;
use super::body::JsonBody;
use super::prefill::ask_register;
use super::problem::{Failure, of_kind};
use crate::gate::{Admitted, admit};
use crate::store::files::{Draft, Handover};
use crate::store::{Filed, Filing};

/// POST: submits a case. 201 for a new one, 200 when the key is known.
pub async fn submit(
    State(app): State<Arc<App>>,
    address: Address,
    headers: HeaderMap,
    body: JsonBody,
) -> Result<(StatusCode, Json<Submitted>), Failure> {
    let key = idempotency_key(&headers)?;
    let at = app.now();
    let (offers, today) = app.offers().await?;
    let draft = draft_of(&app, &body.json).await?;
    let licence = licence_of(&app, address, &body.json).await;
    let admitted = match admit(&offers, &body.json, draft.as_ref(), licence.as_ref(), today) {
        Ok(admitted) => admitted,
        // Meanwhile the law may have changed, and the case has taken the draft's files.
        Err(problem) => return known_or(&app, key, body.text, problem).await,
    };
    let offer = offers
        .iter()
        .find(|it| it.package.hash() == admitted.submission.hash);
    let package = offer.map(|it| it.encoded.plain.clone());
    let handbook = offer.map(|it| {
        let hash = it.package.contents().handbook.clone();
        (hash, it.handbook_encoded.plain.clone())
    });
    let Admitted {
        submission,
        summary,
        dossier,
        form,
        handover,
    } = admitted;
    let kept = handover.clone();
    let filing = Filing {
        key,
        body: body.text,
        at,
        submission,
        package: package.unwrap_or_default(),
        handbook: handbook.unwrap_or_default(),
        summary,
        dossier,
        form,
        handover,
    };
    let filed = app.store.file(filing).await?;
    if let Filed::New(submitted) = &filed {
        tracing::info!(case.number = submitted.number, "submitted");
        discard_the_rest(&app, draft, kept).await;
    }
    answer(&app, filed)
}

/// What the key was answered before, or what is wrong with the body now.
async fn known_or(
    app: &App,
    key: String,
    body: String,
    problem: Problem,
) -> Result<(StatusCode, Json<Submitted>), Failure> {
    match app.store.filed(key, body).await? {
        Some(known) => answer(app, known),
        None => Err(problem.into()),
    }
}

/// The draft that a submission names.
async fn draft_of(app: &App, body: &Value) -> Result<Option<Draft>, Failure> {
    let Some(token) = body.get("draft_token").and_then(Value::as_str) else {
        return Ok(None);
    };
    Ok(app.files.draft(token).await?)
}

/// What the register says of the licence that a submission names. A silent register bars
/// nothing, and neither does one that was asked too often from here: the window compares.
async fn licence_of(app: &App, address: Address, body: &Value) -> Option<Licence> {
    let code = body.pointer("/fields/uscc")?.as_str()?;
    let code = credit_code::to_ask(code).ok()?;
    let limit = &app.limits.licence_of_address;
    limit.take(&address, app.now()).ok()?;
    match ask_register(app, code).await {
        Ok(licence) => licence,
        Err(why) => {
            tracing::warn!(why, "the register of licences is silent");
            None
        }
    }
}

/// Deletes the files of the draft that the case does not keep.
async fn discard_the_rest(app: &App, draft: Option<Draft>, kept: Option<Handover>) {
    let (Some(draft), Some(kept)) = (draft, kept) else {
        return;
    };
    let is_kept = |id: &str| kept.files.iter().any(|file| file.id == id);
    if let Err(error) = app.files.discard(&draft, is_kept).await {
        tracing::warn!(%error, "some files of a draft stay until the next start");
    }
}

fn answer(app: &App, filed: Filed) -> Result<(StatusCode, Json<Submitted>), Failure> {
    let counted = |is_new, status, submitted| {
        app.metrics.submitted(is_new);
        Ok((status, Json(submitted)))
    };
    match filed {
        Filed::New(submitted) => counted(true, StatusCode::CREATED, submitted),
        Filed::Again(submitted) => counted(false, StatusCode::OK, submitted),
        Filed::FilesGone => {
            let title = "有文件刚刚被删掉了。请回到“材料”页看一下，再提交一次。";
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Err(of_kind(problem::FILE, status, title).into())
        }
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
