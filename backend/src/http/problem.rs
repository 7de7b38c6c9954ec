//! Problems on the wire: RFC 9457, always in words that a person can act on.

use std::any::Any;

use axum::BoxError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lianban_api::{Problem, problem};

use crate::casework::decide::Refusal;
use crate::store::StoreError;

/// What a handler answers when it does not answer what was asked.
#[derive(Debug)]
pub struct Failure(Box<Problem>);

impl Failure {
    /// A fault of ours: the log says what it is, the answer does not.
    pub fn ours(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        let title = "服务器出了问题，您没有做错什么。请稍后再试。";
        blank(StatusCode::INTERNAL_SERVER_ERROR, title).into()
    }
}

/// A problem whose status says it all.
pub fn blank(status: StatusCode, title: &str) -> Problem {
    of_kind(problem::BLANK, status, title)
}

/// A problem of a kind from [`lianban_api::problem`].
pub fn of_kind(kind: &str, status: StatusCode, title: &str) -> Problem {
    Problem {
        kind: kind.to_owned(),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: None,
        errors: Vec::new(),
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::ours(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let conflict = StatusCode::CONFLICT;
        let problem = match refusal {
            Refusal::NoSuchCase => blank(StatusCode::NOT_FOUND, "没有这个案件，请核对编号。"),
            Refusal::Role(_) => {
                let title = "您的岗位不能做这一步，请交给综合受理窗口。";
                of_kind(problem::ROLE, StatusCode::FORBIDDEN, title)
            }
            Refusal::Stale { .. } => {
                let title = "这个案件刚刚被别人处理过，请刷新后再看。";
                of_kind(problem::CASE_CHANGED, conflict, title)
            }
            Refusal::State(_) | Refusal::Exists => {
                of_kind(problem::CASE_STATE, conflict, "这个案件已经办过这一步了。")
            }
        };
        problem.into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, headers, body).into_response()
    }
}

/// Too many requests at once, or one that takes too long.
pub async fn overloaded(error: BoxError) -> Response {
    let title = if error.is::<tower::timeout::error::Elapsed>() {
        "这次处理得太久了。请稍后再试。"
    } else {
        "现在办事的人太多了。请过一会儿再试，您的答案还在。"
    };
    let problem = blank(StatusCode::SERVICE_UNAVAILABLE, title);
    let mut response = Failure::from(problem).into_response();
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response
}

/// A bug of ours. What panicked is in the log already.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Failure::ours("a handler panicked").into_response()
}
