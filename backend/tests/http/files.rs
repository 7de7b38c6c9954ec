//! Uploading: piece by piece, through crashes, past strangers.

use axum::body::Body;
use axum::http::{Method, header};
use image::ImageFormat;
use insta::{allow_duplicates, assert_snapshot};
use lianban_api::{DRAFT_TOKEN, PIECE_MAX, UPLOAD_LENGTH, UPLOAD_OFFSET, path};
use serde_json::json;

use crate::samples::{MARKER, encoded, page, photo};
use crate::support::{Reply, Service, request};

pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const OTHER_TOKEN: &str = "ffffffffffffffffffffffffffffffff";

/// The id of the nth file of a draft.
pub fn id(number: u32) -> String {
    format!("{number:032x}")
}

impl Service {
    /// Sends one piece of a file.
    pub async fn piece(
        &self,
        token: &str,
        id: &str,
        offset: usize,
        whole: &[u8],
        end: usize,
    ) -> Reply {
        let request = request(Method::PUT, &path::file(id))
            .header(DRAFT_TOKEN, token)
            .header(UPLOAD_OFFSET, offset)
            .header(UPLOAD_LENGTH, whole.len());
        let piece = whole[offset..end].to_vec();
        self.send(request.body(Body::from(piece)).unwrap()).await
    }

    /// Sends a whole file from a byte on; the last answer.
    pub async fn upload_from(&self, token: &str, id: &str, start: usize, whole: &[u8]) -> Reply {
        let mut offset = start;
        loop {
            let end = (offset + PIECE_MAX).min(whole.len());
            let reply = self.piece(token, id, offset, whole, end).await;
            if reply.status != 200 || end == whole.len() {
                return reply;
            }
            offset = end;
        }
    }

    /// Sends a whole file.
    pub async fn upload(&self, token: &str, id: &str, whole: &[u8]) -> Reply {
        self.upload_from(token, id, 0, whole).await
    }

    /// A call on a file with the token of its draft.
    pub async fn on_file(&self, method: Method, path: &str, token: &str) -> Reply {
        let request = request(method, path).header(DRAFT_TOKEN, token);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// The content of a file.
    pub async fn content(&self, token: &str, id: &str) -> Reply {
        self.on_file(Method::GET, &path::file_content(id), token)
            .await
    }
}

/// Everything in a folder, one after the other.
pub fn all_bytes(folder: &std::path::Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(all_bytes(&path));
        } else {
            all.extend(std::fs::read(path).unwrap());
        }
    }
    all
}

pub fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|it| it == text.as_bytes())
}

#[tokio::test]
async fn a_photo_comes_back_without_the_place_where_it_was_taken() {
    let service = Service::start();
    let pixels = page(1200, 1600, 0);
    let photo = photo(&pixels, 1);
    assert!(contains(&photo, MARKER));
    let reply = service.upload(TOKEN, &id(1), &photo).await;
    assert_eq!(reply.status, 200, "{}", reply.said());
    assert_eq!(reply.headers[UPLOAD_OFFSET], photo.len().to_string());
    let upload = reply.json();
    assert_eq!(upload["received"], photo.len());
    assert_eq!(upload["file"]["kind"], "jpeg");
    assert_eq!(upload["file"]["size"], json!([1200, 1600]));
    assert_eq!(upload["file"]["remarks"], json!([]));
    let content = service.content(TOKEN, &id(1)).await;
    assert_eq!(content.status, 200);
    assert_eq!(content.headers[header::CONTENT_TYPE], "image/jpeg");
    assert_eq!(content.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(content.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(content.body.len(), upload["file"]["bytes"]);
    assert!(!contains(&content.body, MARKER));
    // Nothing of the picture itself has changed.
    let kept = image::load_from_memory(&content.body).unwrap().into_rgb8();
    let sent = image::load_from_memory(&photo).unwrap().into_rgb8();
    assert_eq!(kept, sent);
    let on_disk = all_bytes(&service.data());
    assert!(!contains(&on_disk, MARKER));
    assert!(!on_disk.windows(64).any(|it| it == &content.body[200..264]));
}

#[tokio::test]
async fn an_upload_goes_on_after_a_crash_where_it_was() {
    let service = Service::start();
    let file = encoded(&page(1600, 1600, 1), ImageFormat::Png);
    let file = [file.as_slice(), &vec![0; 3 * PIECE_MAX]].concat();
    let first = service.piece(TOKEN, &id(1), 0, &file, PIECE_MAX).await;
    assert_eq!(first.json()["file"], json!(null));
    assert_eq!(first.headers[UPLOAD_OFFSET], PIECE_MAX.to_string());

    let service = service.restart();
    assert_eq!(service.files.sweep_orphans().await.unwrap(), 0);
    let path = path::file(&id(1));
    let so_far = service.on_file(Method::GET, &path, TOKEN).await;
    assert_eq!(so_far.json()["received"], PIECE_MAX);
    for wrong in [0, PIECE_MAX - 1, PIECE_MAX + 1] {
        let end = wrong + PIECE_MAX;
        let reply = service.piece(TOKEN, &id(1), wrong, &file, end).await;
        assert_eq!(reply.headers[UPLOAD_OFFSET], PIECE_MAX.to_string());
        allow_duplicates!(assert_snapshot!(reply.said(), @"
        409 /problems/upload-offset
        这一段接不上前面的。请从断开的地方接着传。
        "));
    }
    let last = service.upload_from(TOKEN, &id(1), PIECE_MAX, &file).await;
    assert_eq!(last.json()["file"]["kind"], "png", "{}", last.said());
    let again = service.on_file(Method::GET, &path, TOKEN).await;
    assert_eq!(again.json(), last.json());
    let uploads = std::fs::read_dir(service.data().join("uploads")).unwrap();
    assert_eq!(uploads.count(), 0);
}

#[tokio::test]
async fn a_stranger_sees_changes_and_deletes_nothing() {
    let service = Service::start();
    let (mine, theirs) = (page(1000, 1000, 1), page(1000, 1000, 2));
    let mine = encoded(&mine, ImageFormat::Png);
    let theirs = encoded(&theirs, ImageFormat::Png);
    assert_eq!(service.upload(TOKEN, &id(1), &mine).await.status, 200);
    let (path, content) = (path::file(&id(1)), path::file_content(&id(1)));
    for (method, path) in [(Method::GET, &path), (Method::GET, &content)] {
        let reply = service.on_file(method, path, OTHER_TOKEN).await;
        allow_duplicates!(assert_snapshot!(reply.said(), @"
        404 about:blank
        没有这个文件。它可能已经删除。
        "));
    }
    let reply = service.on_file(Method::DELETE, &path, OTHER_TOKEN).await;
    assert_eq!(reply.status, 204);
    // The same id in another draft is another file.
    assert_eq!(
        service.upload(OTHER_TOKEN, &id(1), &theirs).await.status,
        200
    );
    assert_eq!(service.content(TOKEN, &id(1)).await.body, mine);
    assert_eq!(service.content(OTHER_TOKEN, &id(1)).await.body, theirs);
    for token in ["", "0123", &TOKEN.to_uppercase(), &format!("{TOKEN}0")] {
        let reply = service.on_file(Method::GET, &path, token).await;
        allow_duplicates!(assert_snapshot!(reply.said(), @"
        400 about:blank
        这次上传缺少凭证。请刷新页面后再试。
        "));
    }
}

#[tokio::test]
async fn an_id_is_never_a_path() {
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    for id in [
        "..%2f..%2fdata.key",
        "%2e%2e",
        "..%2flianban.redb%00",
        "0123456789abcdef0123456789ABCDEF",
        "0123456789abcdef0123456789abcde",
        "%E4%BD%A0",
    ] {
        let reply = service.upload(TOKEN, id, &file).await;
        assert_eq!(reply.status, 404, "{id}");
        assert_eq!(service.content(TOKEN, id).await.status, 404, "{id}");
    }
}

#[tokio::test]
async fn what_is_taken_back_is_gone_from_the_disk() {
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    let objects = service.data().join("files");
    let path = path::file(&id(1));
    service.upload(TOKEN, &id(1), &file).await;
    assert!(all_bytes(&objects).len() > file.len());
    for _ in 0..2 {
        let reply = service.on_file(Method::DELETE, &path, TOKEN).await;
        assert_eq!(reply.status, 204);
    }
    assert_eq!(all_bytes(&objects).len(), 0);
    assert_eq!(service.content(TOKEN, &id(1)).await.status, 404);
    assert_eq!(service.upload(TOKEN, &id(1), &file).await.status, 200);
}
