//! Who is signed in, taken from a request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use lianban_api::{CSRF_TOKEN, Session, problem};

use super::App;
use super::problem::{Failure, of_kind};
use crate::casework::event::{Actor, Role};
use crate::staff::session::{COOKIE, Token, renewed};
use crate::store::Account;

/// Somebody of the service centre. For every request that may change something
/// the CSRF token has been checked already.
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// The token of the session.
    pub token: Token,
}

/// Somebody with the role [`Role::Receiver`].
pub struct Receiver(pub SignedIn);

impl SignedIn {
    /// What the page is told.
    pub fn session(&self) -> Session {
        Session {
            name: self.account.name.clone(),
            display_name: self.account.display_name.clone(),
            role: self.account.role.id().to_owned(),
            csrf: self.token.csrf(),
        }
    }

    /// For the log.
    pub fn actor(&self) -> Actor {
        Actor::Staff {
            account: self.account.name.clone(),
            role: self.account.role,
        }
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let nobody = || {
            let title = "请先登录。";
            of_kind(problem::SIGN_IN, StatusCode::UNAUTHORIZED, title)
        };
        let jar = CookieJar::from_headers(&parts.headers);
        let token = Token::from_cookie(jar.get(COOKIE).ok_or_else(nobody)?.value());
        let session = app
            .store
            .session(token.hashed())
            .await?
            .ok_or_else(nobody)?;
        let now = app.now();
        if !session.is_open(now) {
            return Err(nobody().into());
        }
        let renewed = renewed(&session, now);
        let account = app
            .store
            .account(session.account)
            .await?
            .ok_or_else(nobody)?;
        let brought = parts.headers.get(CSRF_TOKEN);
        let brought = brought.and_then(|value| value.to_str().ok());
        if !parts.method.is_safe() && !token.allows(brought) {
            let title = "这次操作没有得到确认。请刷新页面后再试。";
            return Err(of_kind(problem::CSRF, StatusCode::FORBIDDEN, title).into());
        }
        if let Some(until) = renewed {
            app.store.renew_session(token.hashed(), until).await?;
        }
        Ok(Self { account, token })
    }
}

impl FromRequestParts<Arc<App>> for Receiver {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, app).await?;
        if signed_in.account.role == Role::Receiver {
            return Ok(Self(signed_in));
        }
        let title = "您的岗位不能看案件，请交给综合受理窗口。";
        Err(of_kind(problem::ROLE, StatusCode::FORBIDDEN, title).into())
    }
}
