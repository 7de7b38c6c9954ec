//! Signing in and out.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use lianban_api::{Credentials, Session, problem};

use super::App;
use super::address::Address;
use super::body::JsonBody;
use super::problem::{Failure, of_kind};
use super::signed_in::SignedIn;
use crate::staff::password;
use crate::staff::session::{COOKIE, Token, begin};

/// Longest password that is hashed.
const LONGEST: usize = 256;

/// POST: signs in. An unknown name and a wrong password cost and answer the same,
/// and both are locked for a while after too many tries, from one address too.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    address: Address,
    jar: CookieJar,
    body: JsonBody,
) -> Result<(CookieJar, Json<Session>), Failure> {
    let Credentials { name, password } = body.into()?;
    let limits = &app.limits;
    // Counted before the answer is known, so that many at once are not more than one after the other.
    limits.sign_in_of_address.take(&address, app.now())?;
    limits.sign_in.take(name.as_str(), app.now())?;
    let account = app.store.account(name).await?;
    let hashed = account.as_ref().map(|account| account.password.clone());
    let fits = fits(&app, password, hashed).await?;
    let Some(account) = account.filter(|_| fits) else {
        let title = "用户名或密码不对，请再试一次。";
        return Err(of_kind(problem::SIGN_IN, StatusCode::UNAUTHORIZED, title).into());
    };
    limits.sign_in.forget(account.name.as_str());
    limits.sign_in_of_address.give_back(&address);
    let token = Token::fresh().map_err(Failure::ours)?;
    let record = begin(&account.name, app.now());
    app.store
        .open_session(token.hashed(), record, app.now())
        .await?;
    tracing::info!(account = account.name, "signed in");
    let cookie = cookie(&app, token.as_str());
    let session = SignedIn { account, token }.session();
    Ok((jar.add(cookie), Json(session)))
}

/// Whether the password is the one behind the hash; only so many are looked at at once.
pub async fn fits(app: &App, password: String, hashed: Option<String>) -> Result<bool, Failure> {
    let _place = app.passwords.acquire().await.map_err(Failure::ours)?;
    let work = move || password.len() <= LONGEST && password::verify(&password, hashed.as_deref());
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Failure::ours)
}

/// GET: who is signed in.
pub async fn who(signed_in: SignedIn) -> Json<Session> {
    Json(signed_in.session())
}

/// DELETE: signs out.
pub async fn sign_out(
    State(app): State<Arc<App>>,
    jar: CookieJar,
    signed_in: SignedIn,
) -> Result<(CookieJar, StatusCode), Failure> {
    app.store.close_session(signed_in.token.hashed()).await?;
    Ok((jar.remove(cookie(&app, "")), StatusCode::NO_CONTENT))
}

fn cookie(app: &App, token: &str) -> Cookie<'static> {
    Cookie::build((COOKIE, token.to_owned()))
        .path("/")
        .http_only(true)
        .secure(app.https)
        .same_site(SameSite::Strict)
        .build()
}
