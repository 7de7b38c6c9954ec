//! Calls to the server, and why one did not give an answer.

use lianban_api::{
    Accept, CSRF_TOKEN, CaseDetail, CasePage, CaseQuery, Code, CodeQuery, Coded, Credentials,
    DRAFT_TOKEN, Earlier, EarlierQuery, IDEMPOTENCY_KEY, Licence, LicenceQuery, NotAccept,
    PackageCard, Problem, Report, ReportRow, Session, Submitted, Track, Tracked, UPLOAD_LENGTH,
    UPLOAD_OFFSET, Unmask, Unmasked, Upload, Withdraw, path, problem,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Request, RequestInit, Response};

/// Why a call did not give an answer, in the words the page needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// No connection, or too slow.
    #[error("网络不通。请检查网络，再试一次。")]
    Offline,
    /// 404.
    #[error("没有找到。请核对地址，或回到首页。")]
    NotFound,
    /// 401, or a page from before the last sign-in.
    #[error("请先登录。")]
    SignedOut,
    /// The server says what is wrong.
    #[error("{}", .0.title)]
    Refused(Box<Problem>),
    /// 5xx, or an answer that cannot be read.
    #[error("服务暂时不可用。请过一会儿再试。")]
    Unavailable,
}

impl ApiError {
    /// Whether trying again can help.
    pub fn can_retry(&self) -> bool {
        matches!(self, Self::Offline | Self::Unavailable)
    }
}

/// How long an answer may take.
const PATIENCE_MS: u32 = 20_000;
/// How long a piece of a file may take: on a bad line it is long on its way.
const PIECE_PATIENCE_MS: u32 = 90_000;

/// What the worker of the page sets on an answer that it kept from before: see `public/sw.js`.
const KEPT: &str = "x-kept";

/// The packages on offer.
pub async fn packages() -> Result<Vec<PackageCard>, ApiError> {
    packages_now().await.map(|(cards, _)| cards)
}

/// The packages on offer, and whether they are from before, for want of a network.
pub async fn packages_now() -> Result<(Vec<PackageCard>, bool), ApiError> {
    let response = send("GET", path::PACKAGES, None, &[]).await?;
    let is_kept = response.headers().has(KEPT).unwrap_or_default();
    Ok((json(response).await?, is_kept))
}

/// The compiled bytes of a package.
pub async fn compiled(package: &str, hash: &str) -> Result<Vec<u8>, ApiError> {
    bytes(&path::compiled(package, hash)).await
}

async fn bytes(url: &str) -> Result<Vec<u8>, ApiError> {
    let response = send("GET", url, None, &[]).await?;
    let buffer = response.array_buffer().map_err(|_| ApiError::Unavailable)?;
    let buffer = JsFuture::from(buffer)
        .await
        .map_err(|_| ApiError::Offline)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The bytes of a package's handbook.
pub async fn handbook(package: &str, hash: &str) -> Result<Vec<u8>, ApiError> {
    bytes(&path::handbook(package, hash)).await
}

/// Submits a case, as [`Submission`](lianban_api::Submission) text. The same key never makes two.
pub async fn submit(submission: &str, key: &str) -> Result<Submitted, ApiError> {
    json(
        send(
            "POST",
            path::CASES,
            Some(submission),
            &[(IDEMPOTENCY_KEY, key)],
        )
        .await?,
    )
    .await
}

/// How far a file has come.
pub async fn upload(file: &str, token: &str) -> Result<Upload, ApiError> {
    json(send("GET", &path::file(file), None, &[(DRAFT_TOKEN, token)]).await?).await
}

/// Sends the next piece of a file of `length` bytes, behind the first `offset`.
pub async fn send_piece(
    file: &str,
    token: &str,
    (offset, length): (u64, u64),
    piece: &Blob,
) -> Result<Upload, ApiError> {
    let (offset, length) = (offset.to_string(), length.to_string());
    let headers = [
        (DRAFT_TOKEN, token),
        (UPLOAD_OFFSET, &offset),
        (UPLOAD_LENGTH, &length),
        ("content-type", "application/octet-stream"),
    ];
    let request = request(
        "PUT",
        &path::file(file),
        Some(piece),
        &headers,
        PIECE_PATIENCE_MS,
    );
    json(answer(request).await?).await
}

/// Takes a file back.
pub async fn take_back(file: &str, token: &str) -> Result<(), ApiError> {
    send("DELETE", &path::file(file), None, &[(DRAFT_TOKEN, token)])
        .await
        .map(drop)
}

/// A file of the draft, as the server keeps it.
pub async fn file_content(file: &str, token: &str) -> Result<Blob, ApiError> {
    let response = send(
        "GET",
        &path::file_content(file),
        None,
        &[(DRAFT_TOKEN, token)],
    )
    .await?;
    let blob = response.blob().map_err(|_| ApiError::Unavailable)?;
    let blob = JsFuture::from(blob).await.map_err(|_| ApiError::Offline)?;
    blob.dyn_into().map_err(|_| ApiError::Unavailable)
}

/// Who is signed in.
pub async fn session() -> Result<Session, ApiError> {
    json(send("GET", path::SESSION, None, &[]).await?).await
}

/// Signs in.
pub async fn sign_in(credentials: &Credentials) -> Result<Session, ApiError> {
    let body = body(credentials)?;
    json(send("POST", path::SESSION, Some(&body), &[]).await?).await
}

/// Signs out.
pub async fn sign_out(csrf: &str) -> Result<(), ApiError> {
    send("DELETE", path::SESSION, None, &[(CSRF_TOKEN, csrf)])
        .await
        .map(drop)
}

/// A page of the intake list.
pub async fn search(query: &CaseQuery, csrf: &str) -> Result<CasePage, ApiError> {
    let body = body(query)?;
    json(send("POST", path::SEARCH, Some(&body), &[(CSRF_TOKEN, csrf)]).await?).await
}

/// One case.
pub async fn case(number: &str) -> Result<CaseDetail, ApiError> {
    json(send("GET", &path::case(number), None, &[]).await?).await
}

/// Accepts a case that stands as the window saw it.
pub async fn accept(number: &str, version: u64, csrf: &str) -> Result<(), ApiError> {
    let body = body(&Accept { version })?;
    let headers = [(CSRF_TOKEN, csrf)];
    send("POST", &path::accept(number), Some(&body), &headers)
        .await
        .map(drop)
}

/// Does not accept a case that stands as the window saw it.
pub async fn not_accept(number: &str, command: &NotAccept, csrf: &str) -> Result<(), ApiError> {
    let body = body(command)?;
    let headers = [(CSRF_TOKEN, csrf)];
    send("POST", &path::not_accept(number), Some(&body), &headers)
        .await
        .map(drop)
}

/// The form of a case without its masks, for the password once more.
pub async fn unmask(number: &str, command: &Unmask, csrf: &str) -> Result<Unmasked, ApiError> {
    let body = body(command)?;
    let headers = [(CSRF_TOKEN, csrf)];
    json(send("POST", &path::unmask(number), Some(&body), &headers).await?).await
}

/// What people doubt, the newest first.
pub async fn reports() -> Result<Vec<ReportRow>, ApiError> {
    json(send("GET", path::REPORTS, None, &[]).await?).await
}

/// Where a case stands.
pub async fn track(wanted: &Track) -> Result<Tracked, ApiError> {
    ask(path::TRACK, wanted).await
}

/// Takes a case back; where it stands then.
pub async fn withdraw(wanted: &Withdraw) -> Result<Tracked, ApiError> {
    ask(path::WITHDRAW, wanted).await
}

/// What the public register says of a licence.
pub async fn licence(wanted: &LicenceQuery) -> Result<Licence, ApiError> {
    ask(path::LICENCE, wanted).await
}

/// The form of an earlier case of the same person.
pub async fn earlier(wanted: &EarlierQuery) -> Result<Earlier, ApiError> {
    ask(path::EARLIER, wanted).await
}

/// Says that a verdict seems wrong.
pub async fn report(doubt: &Report) -> Result<(), ApiError> {
    let body = body(doubt)?;
    send("POST", path::REPORTS, Some(&body), &[])
        .await
        .map(drop)
}

/// Six letters for answers.
pub async fn make_code(wanted: &CodeQuery) -> Result<Code, ApiError> {
    ask(path::CODES, wanted).await
}

/// The answers behind six letters.
pub async fn coded(letters: &str) -> Result<Coded, ApiError> {
    json(send("GET", &path::code(letters), None, &[]).await?).await
}

async fn ask<T: DeserializeOwned>(path: &str, question: &impl Serialize) -> Result<T, ApiError> {
    let body = body(question)?;
    json(send("POST", path, Some(&body), &[]).await?).await
}

fn body<T: Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|_| ApiError::Unavailable)
}

async fn json<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    serde_json::from_str(&text(&response).await?).map_err(|_| ApiError::Unavailable)
}

async fn text(response: &Response) -> Result<String, ApiError> {
    let text = response.text().map_err(|_| ApiError::Unavailable)?;
    let text = JsFuture::from(text).await.map_err(|_| ApiError::Offline)?;
    text.as_string().ok_or(ApiError::Unavailable)
}

async fn send(
    method: &str,
    url: &str,
    body: Option<&str>,
    headers: &[(&str, &str)],
) -> Result<Response, ApiError> {
    let mut headers = headers.to_vec();
    if body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    let body = body.map(JsValue::from_str);
    answer(request(method, url, body.as_ref(), &headers, PATIENCE_MS)).await
}

async fn answer(request: Result<Request, JsValue>) -> Result<Response, ApiError> {
    let request = request.map_err(|_| ApiError::Unavailable)?;
    let window = web_sys::window().ok_or(ApiError::Unavailable)?;
    let response = JsFuture::from(window.fetch_with_request(&request)).await;
    let response = response.map_err(|_| ApiError::Offline)?;
    let response: Response = response.dyn_into().map_err(|_| ApiError::Unavailable)?;
    match response.status() {
        200..=299 => Ok(response),
        401 => Err(ApiError::SignedOut),
        404 => Err(ApiError::NotFound),
        400..=499 => Err(match serde_json::from_str(&text(&response).await?) {
            // The page is older than the session.
            Ok(Problem { kind, .. }) if kind == problem::CSRF => ApiError::SignedOut,
            Ok(problem) => ApiError::Refused(Box::new(problem)),
            Err(_) => ApiError::Unavailable,
        }),
        _ => Err(ApiError::Unavailable),
    }
}

fn request(
    method: &str,
    url: &str,
    body: Option<&JsValue>,
    headers: &[(&str, &str)],
    patience_ms: u32,
) -> Result<Request, JsValue> {
    let wish = RequestInit::new();
    wish.set_method(method);
    wish.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(patience_ms)));
    if let Some(body) = body {
        wish.set_body(body);
    }
    let request = Request::new_with_str_and_init(url, &wish)?;
    for (name, value) in headers {
        request.headers().set(name, value)?;
    }
    Ok(request)
}
