//! Taking in a body: JSON only, of a bounded size.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use lianban_api::{Problem, problem};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::problem::{Failure, blank};
use crate::gate::{fault, invalid};

/// Largest body, in bytes.
const LIMIT: usize = 256 * 1024;

/// A body that is JSON, with its bytes.
pub struct JsonBody {
    /// Read.
    pub json: Json,
    /// As it came.
    pub text: String,
}

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            let title = "请用 application/json 提交。";
            return Err(blank(StatusCode::UNSUPPORTED_MEDIA_TYPE, title).into());
        }
        if declared_length(request.headers()).is_some_and(|length| length > LIMIT) {
            return Err(too_large().into());
        }
        let bytes = to_bytes(request.into_body(), LIMIT)
            .await
            .map_err(|error| {
                if std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>)
                {
                    too_large()
                } else {
                    blank(StatusCode::BAD_REQUEST, "内容没有传完，请再试一次。")
                }
            })?;
        let text = String::from_utf8(bytes.into()).map_err(|_| not_json(1, 1))?;
        let json =
            serde_json::from_str(&text).map_err(|error| not_json(error.line(), error.column()))?;
        Ok(Self { json, text })
    }
}

impl JsonBody {
    /// The body as a type of the contract.
    ///
    /// # Errors
    /// 422.
    pub fn into<T: DeserializeOwned>(self) -> Result<T, Failure> {
        serde_json::from_value(self.json).map_err(|_| {
            let message = "这个请求的内容不对：缺了一项、多了一项，或者类型不对。";
            invalid(vec![fault("", "type", message)]).into()
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    let essence = value
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn too_large() -> Problem {
    blank(
        StatusCode::PAYLOAD_TOO_LARGE,
        "提交的内容太大了，最多 256 KB。",
    )
}

fn not_json(line: usize, column: usize) -> Problem {
    Problem {
        kind: problem::BLANK.to_owned(),
        title: "提交的内容不是有效的 JSON。".to_owned(),
        status: StatusCode::BAD_REQUEST.as_u16(),
        detail: Some(format!("第 {line} 行第 {column} 列读不下去。")),
        errors: Vec::new(),
    }
}
