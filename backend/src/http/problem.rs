//! Problems on the wire: RFC 9457, always in words that a person can act on.

use std::any::Any;

use axum::BoxError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lianban_api::{CaseState, Problem, problem};

use crate::casework::decide::Refusal;
use crate::limits::Wait;
use crate::store::StoreError;

/// Seconds to wait when the disk is full: a person has to make room.
const WHEN_FULL: i64 = 300;

/// What a handler answers when it does not answer what was asked.
#[derive(Debug)]
pub struct Failure {
    problem: Box<Problem>,
    /// Seconds to wait before another try.
    retry_after: Option<i64>,
}

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
        Self {
            problem: Box::new(problem),
            retry_after: None,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Forgotten(_)) {
            let title = "这件没有受理的申请已经满一年，材料按规定删除了。";
            return blank(StatusCode::GONE, title).into();
        }
        if !matches!(error, StoreError::NoRoom { .. }) {
            return Self::ours(error);
        }
        tracing::error!(%error, "something new was not taken");
        let title = "服务器快存满了，现在收不下新的。您填的还在这台设备上，请过一会儿再提交。";
        Self {
            problem: Box::new(blank(StatusCode::SERVICE_UNAVAILABLE, title)),
            retry_after: Some(WHEN_FULL),
        }
    }
}

impl From<Wait> for Failure {
    fn from(Wait(seconds): Wait) -> Self {
        let minutes = (seconds + 59) / 60;
        let title = format!("试的次数太多了。请过 {minutes} 分钟再试。");
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self {
            problem: Box::new(of_kind(problem::TOO_OFTEN, status, &title)),
            retry_after: Some(seconds),
        }
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
            Refusal::NotTheirs => {
                let title = "只有申请人自己能撤回。";
                of_kind(problem::ROLE, StatusCode::FORBIDDEN, title)
            }
            Refusal::State(state) => of_kind(problem::CASE_STATE, conflict, already(state)),
            Refusal::Exists => of_kind(problem::CASE_STATE, conflict, "这个案件已经提交过了。"),
        };
        problem.into()
    }
}

fn already(state: CaseState) -> &'static str {
    match state {
        CaseState::Submitted => "这个案件还没有受理。",
        CaseState::Accepted => "这个案件已经受理了。",
        CaseState::NotAccepted => "这个案件已经决定不予受理了。",
        CaseState::Withdrawn => "这个案件已经撤回了。",
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status);
        let body = serde_json::to_vec(&self.problem).unwrap_or_default();
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, headers, body).into_response();
        if let Some(seconds) = self.retry_after {
            let seconds = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
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
