//! What need not be typed again: a licence from the register, the form of an earlier case.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lianban_api::{Earlier, EarlierQuery, Licence, LicenceQuery, problem};
use lianban_rules::field::{credit_code, mobile, tidy_code};

use super::App;
use super::address::Address;
use super::body::JsonBody;
use super::problem::{Failure, of_kind};
use super::tracking::proved;
use crate::gate::{fault, invalid};
use crate::store::index::Claim;

/// How long the register may take.
const PATIENCE: Duration = Duration::from_secs(4);
/// Whether a field belongs to one case alone: the day of opening, and the agent, whose mandate
/// is given anew for each case.
fn is_of_one_case(field: &str) -> bool {
    field == "open-date" || field.starts_with("agent-")
}

/// POST: what the register says of a licence.
pub async fn licence(
    State(app): State<Arc<App>>,
    address: Address,
    body: JsonBody,
) -> Result<Json<Licence>, Failure> {
    let LicenceQuery { code } = body.into()?;
    let code = credit_code::to_ask(&code)
        .map_err(|found| Failure::from(invalid(vec![fault("/code", found.code, found.message)])))?;
    app.limits.licence_of_address.take(&address, app.now())?;
    match ask_register(&app, code).await {
        Ok(Some(licence)) => Ok(Json(licence)),
        Ok(None) => {
            let title = "登记系统里没有这个号码。请对照营业执照再看一下，或者自己填。";
            let status = StatusCode::NOT_FOUND;
            Err(of_kind(problem::NO_SUCH_LICENCE, status, title).into())
        }
        Err(why) => Err(not_now(&why)),
    }
}

/// What the register says of a tidy code, or why it is silent.
pub(super) async fn ask_register(app: &App, code: String) -> Result<Option<Licence>, String> {
    let asked = tokio::time::timeout(PATIENCE, app.licences.licence(code)).await;
    let answer = asked.map_err(|_| "the register took too long".to_owned())?;
    answer.map_err(|silent| silent.to_string())
}

fn not_now(why: &str) -> Failure {
    tracing::warn!(why, "the register of licences is silent");
    let title = "登记系统现在没有回应。请自己填，不影响办理。";
    let status = StatusCode::SERVICE_UNAVAILABLE;
    of_kind(problem::REGISTER_SILENT, status, title).into()
}

/// POST: the form of an earlier case, for the person whose it is and with their consent.
pub async fn earlier(
    State(app): State<Arc<App>>,
    address: Address,
    body: JsonBody,
) -> Result<Json<Earlier>, Failure> {
    let EarlierQuery {
        number,
        id_number,
        mobile,
        consent,
    } = body.into()?;
    if !consent {
        let message = "请先同意再用上次的资料，或者自己填。";
        return Err(invalid(vec![fault("/consent", "required", message)]).into());
    }
    let claim = Claim::Person {
        id_number: tidy_code(&id_number),
        mobile: mobile::check(&mobile).unwrap_or_default(),
    };
    let number = proved(&app, address, &number, claim).await?;
    let stored = app.store.case(number).await?;
    let mut fields = stored.map(|stored| stored.form).unwrap_or_default();
    fields.retain(|id, _| !is_of_one_case(id));
    Ok(Json(Earlier { fields }))
}
