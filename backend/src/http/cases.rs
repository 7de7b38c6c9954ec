//! Submitting a case: anyone may, and the same key never makes two.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use lianban_api::{IDEMPOTENCY_KEY, Submitted, problem};

use super::App;
use super::body::JsonBody;
use super::problem::{Failure, of_kind};
use crate::gate::{Admitted, admit};
use crate::store::{Filed, Filing};

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
    let handbook = offer.map(|it| {
        (
            it.package.contents().handbook.clone(),
            it.handbook.to_bytes(),
        )
    });
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
        handbook: handbook.unwrap_or_default(),
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
