//! 查看全号: the form of a case without its masks, for who proves once more who they are.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use lianban_api::{Unmask, Unmasked, problem};

use super::App;
use super::body::JsonBody;
use super::packages::pinned;
use super::problem::{Failure, of_kind};
use super::session::fits;
use super::signed_in::Receiver;
use crate::casework::decide::Refusal;
use crate::store::Order;

/// POST: the form without its masks. The look is on record before anything is shown; wrong
/// passwords count as wrong sign-ins.
pub async fn unmask(
    State(app): State<Arc<App>>,
    Receiver(receiver): Receiver,
    Path(number): Path<String>,
    body: JsonBody,
) -> Result<Json<Unmasked>, Failure> {
    let Unmask { password } = body.into()?;
    let account = &receiver.account;
    app.limits.sign_in.take(account.name.as_str(), app.now())?;
    if !fits(&app, password, Some(account.password.clone())).await? {
        let title = "密码不对，请再试一次。";
        return Err(of_kind(problem::PASSWORD, StatusCode::FORBIDDEN, title).into());
    }
    app.limits.sign_in.forget(account.name.as_str());
    let stored = app.store.case(number.clone()).await?;
    let stored = stored.ok_or(Refusal::NoSuchCase)?;
    let package = pinned(&app, &stored.case.submission.hash).await?;
    app.store
        .carry_out(number.clone(), Order::unmask(), receiver.actor(), app.now())
        .await??;
    tracing::info!(case.number = number, "seen without masks");
    let mut form = stored.form;
    let fields = package.contents().fields.iter();
    let fields = fields.filter_map(|field| form.remove_entry(&field.id));
    Ok(Json(Unmasked {
        fields: fields.collect(),
    }))
}
