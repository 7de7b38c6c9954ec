//! Files of a draft, for the person; files of a case, for the window.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use lianban_api::{
    DRAFT_TOKEN, FILE_MAX, FileKind, PIECE_MAX, Problem, StoredFile, UPLOAD_LENGTH, UPLOAD_OFFSET,
    Upload, problem,
};

use super::App;
use super::address::Address;
use super::problem::{Failure, blank, of_kind};
use super::signed_in::Receiver;
use crate::files::{FileError, Piece};
use crate::gate::fault;
use crate::store::files::Full;

/// PUT: the next piece of a file.
pub async fn take(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    address: Address,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let (token, id) = (token(&headers)?, file_id(id)?);
    let (offset, length) = (
        number(&headers, UPLOAD_OFFSET)?,
        number(&headers, UPLOAD_LENGTH)?,
    );
    let bytes = to_bytes(body, PIECE_MAX).await.map_err(|_| {
        let title = "这一段没有传完整，或者太大了。请接着传。";
        blank(StatusCode::PAYLOAD_TOO_LARGE, title)
    })?;
    if length == 0 {
        return Err(refused("empty", "这是一个空文件，里面没有内容。请重新选一个。").into());
    }
    if length > FILE_MAX {
        let message = "这个文件超过 20 MB。照片请用手机的普通拍照模式重拍；PDF 请拆成几个再传。";
        return Err(refused("too-large", message).into());
    }
    if offset.saturating_add(bytes.len() as u64) > length {
        let title = "传来的内容比说好的多。请重新传这个文件。";
        return Err(blank(StatusCode::BAD_REQUEST, title).into());
    }
    let is_new = offset == 0 && app.files.draft(&token).await?.is_none();
    if is_new {
        app.limits.draft_of_address.take(&address, app.now())?;
    }
    let piece = Piece {
        token,
        id,
        offset,
        length,
        bytes,
    };
    Ok(answer(app.files.take(piece, app.now()).await))
}

/// GET: how far a file has come.
pub async fn how_far(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (token, id) = (token(&headers)?, file_id(id)?);
    Ok(answer(app.files.how_far(&token, id, app.now()).await))
}

/// DELETE: takes a file back.
pub async fn take_back(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let (token, id) = (token(&headers)?, file_id(id)?);
    app.files.take_back(&token, id, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// GET: the file itself, for the person.
pub async fn of_draft(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (token, id) = (token(&headers)?, file_id(id)?);
    let (file, bytes) = app.files.of_draft(&token, &id).await?;
    let name = file.id.clone();
    Ok(content(&file, &name, bytes))
}

/// GET: a file of a case, for the window.
pub async fn of_case(
    State(app): State<Arc<App>>,
    _: Receiver,
    Path((number, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = file_id(id)?;
    let (found, bytes) = app.files.of_case(&number, &id).await?;
    let name = format!("{number}-{}-{}", found.material, found.place);
    Ok(content(&found.file, &name, bytes))
}

/// The bytes with all that keeps a browser from taking them for something else.
fn content(file: &StoredFile, name: &str, bytes: Bytes) -> Response {
    let (media_type, ending) = match file.kind {
        FileKind::Jpeg => ("image/jpeg", "jpg"),
        FileKind::Png => ("image/png", "png"),
        FileKind::Pdf => ("application/pdf", "pdf"),
        FileKind::Ofd => ("application/ofd", "ofd"),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    // Ids and numbers are plain letters: no quoting is needed.
    let disposition = format!("inline; filename=\"{name}.{ending}\"");
    let disposition = HeaderValue::from_str(&disposition);
    let disposition = disposition.unwrap_or(HeaderValue::from_static("inline"));
    let disposition = [(header::CONTENT_DISPOSITION, disposition)];
    (headers, disposition, bytes).into_response()
}

/// A file that somebody uploaded runs nothing and loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

fn answer(upload: Result<Upload, FileError>) -> Response {
    let received = match &upload {
        Ok(upload) => Some(upload.received),
        Err(FileError::Offset { received }) => Some(*received),
        Err(_) => None,
    };
    let mut response = match upload {
        Ok(upload) => Json(upload).into_response(),
        Err(error) => Failure::from(error).into_response(),
    };
    if let Some(received) = received {
        let headers = response.headers_mut();
        headers.insert(UPLOAD_OFFSET, HeaderValue::from(received));
    }
    response
}

/// 32 lower-case hex digits.
fn is_id(text: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 32 && text.bytes().all(is_digit)
}

fn file_id(id: String) -> Result<String, Failure> {
    if is_id(&id) {
        return Ok(id);
    }
    Err(FileError::NoSuchFile.into())
}

fn token(headers: &HeaderMap) -> Result<String, Failure> {
    let token = headers.get(DRAFT_TOKEN).and_then(|it| it.to_str().ok());
    let token = token.filter(|token| is_id(token)).map(str::to_owned);
    token.ok_or_else(|| {
        let title = "这次上传缺少凭证。请刷新页面后再试。";
        blank(StatusCode::BAD_REQUEST, title).into()
    })
}

fn number(headers: &HeaderMap, name: &str) -> Result<u64, Failure> {
    let value = headers.get(name).and_then(|it| it.to_str().ok());
    let digits = value.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|it| it.parse().ok()).ok_or_else(|| {
        let title = "这次上传没有说清传到哪里了。请刷新页面后再试。";
        blank(StatusCode::BAD_REQUEST, title).into()
    })
}

fn refused(keyword: &str, message: &str) -> Problem {
    Problem {
        errors: vec![fault("", keyword, message)],
        ..of_kind(
            problem::FILE,
            StatusCode::UNPROCESSABLE_ENTITY,
            "这个文件收不了。",
        )
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let conflict = StatusCode::CONFLICT;
        match error {
            FileError::NoSuchFile => {
                blank(StatusCode::NOT_FOUND, "没有这个文件。它可能已经删除。").into()
            }
            FileError::Offset { received } => {
                let title = "这一段接不上前面的。请从断开的地方接着传。";
                let said = format!("服务器已经收到 {received} 字节。");
                Problem {
                    detail: Some(said),
                    ..of_kind(problem::UPLOAD_OFFSET, conflict, title)
                }
                .into()
            }
            FileError::SmallPiece => {
                let title = "每一段太小了，至少要 16 KB。";
                blank(StatusCode::BAD_REQUEST, title).into()
            }
            FileError::Full(full) => full_up(full).into(),
            FileError::Refused(it) => refused(it.keyword, it.message).into(),
            FileError::Store(error) => error.into(),
            FileError::Disk(_) => Self::ours(error),
        }
    }
}

fn full_up(full: Full) -> Problem {
    match full {
        Full::Files => {
            let message = "这次申请传的文件太多了，最多 120 个。请删掉不用的，或者合成 PDF 再传。";
            refused("too-many", message)
        }
        Full::Bytes => {
            let message = "这次申请传的文件加起来超过 200 MB。请删掉不用的，其余的带到窗口交。";
            refused("too-much", message)
        }
        Full::OtherLength => {
            let message = "文件的大小和刚才不一样。请重新选这个文件。";
            refused("other-file", message)
        }
    }
}
