//! Uploading: piece by piece, through crashes, past strangers.

use axum::body::Body;
use axum::http::{Method, header};
use image::ImageFormat;
use insta::{allow_duplicates, assert_snapshot};
use lianban_api::{DRAFT_TOKEN, PIECE_MAX, PIECE_MIN, UPLOAD_LENGTH, UPLOAD_OFFSET, path};
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

/// Zeros after the end of a picture: they make it large and go when it is cleaned.
fn padded(mut file: Vec<u8>, length: usize) -> Vec<u8> {
    file.resize(length, 0);
    file
}

#[tokio::test]
async fn of_five_files_the_bad_one_is_told_what_to_do() {
    let service = Service::start();
    let heic = [b"\0\0\0\x1cftypheic".as_slice(), &vec![7; 900_000]].concat();
    let files = [
        photo(&page(1200, 1600, 1), 6),
        encoded(&page(1000, 1000, 2), ImageFormat::Png),
        heic,
        encoded(&page(1000, 1000, 3), ImageFormat::WebP),
        encoded(&page(900, 1000, 4), ImageFormat::Jpeg),
    ];
    let mut replies = Vec::new();
    for (number, file) in (1..).zip(&files) {
        replies.push(service.upload(TOKEN, &id(number), file).await);
    }
    let status: Vec<_> = replies.iter().map(|it| it.status).collect();
    assert_eq!(status, [200, 200, 422, 200, 200]);
    assert_snapshot!(replies[2].said(), @"
    422 /problems/file
    这个文件收不了。
     [heic] 这是苹果手机的 HEIC 照片，窗口的电脑打不开。请到“设置→相机→格式”选“兼容性最佳”后重拍，或者打开这张照片截一张图，把截图传上来。
    ");
    assert_eq!(replies[0].json()["file"]["size"], json!([1600, 1200]));
    assert_eq!(replies[3].json()["file"]["kind"], "jpeg");
    assert_eq!(replies[4].json()["file"]["remarks"][0]["keyword"], "small");
    // Nothing is left of the bad one, and its id is free again.
    let path = path::file(&id(3));
    assert_eq!(service.on_file(Method::GET, &path, TOKEN).await.status, 404);
    let uploads = std::fs::read_dir(service.data().join("uploads")).unwrap();
    assert_eq!(uploads.count(), 0);
    let again = service.upload(TOKEN, &id(3), &files[1]).await;
    let remark = &again.json()["file"]["remarks"][0];
    assert_eq!(
        (&remark["keyword"], &remark["file"]),
        (&json!("duplicate"), &json!(id(2)))
    );
    let (twin, other) = (again.json(), replies[1].json());
    assert_eq!(twin["file"]["digest"], other["file"]["digest"]);
    // In another draft the same content has another digest, so that it tells nothing.
    let elsewhere = service.upload(OTHER_TOKEN, &id(3), &files[1]).await.json();
    assert_ne!(elsewhere["file"]["digest"], other["file"]["digest"]);
    assert_eq!(elsewhere["file"]["remarks"], json!([]));
}

#[tokio::test]
async fn a_file_that_was_whole_at_the_crash_is_looked_at_when_asked_for() {
    let service = Service::start();
    let file = padded(encoded(&page(1000, 1000, 1), ImageFormat::Png), 100_000);
    service.piece(TOKEN, &id(1), 0, &file, 90_000).await;
    // The disk of the whole files fails just when the last piece is there.
    let files = service.data().join("files");
    std::fs::remove_dir_all(&files).unwrap();
    std::fs::write(&files, "no folder").unwrap();
    let last = service.upload_from(TOKEN, &id(1), 90_000, &file).await;
    assert_eq!(last.status, 500);
    std::fs::remove_file(&files).unwrap();

    let service = service.restart();
    service.files.sweep_orphans().await.unwrap();
    let path = path::file(&id(1));
    let so_far = service.on_file(Method::GET, &path, TOKEN).await;
    assert_eq!(so_far.json()["file"]["kind"], "png", "{}", so_far.said());
    assert_eq!(so_far.headers[UPLOAD_OFFSET], "100000");
}

#[tokio::test]
async fn a_torn_piece_does_not_count() {
    let service = Service::start();
    let file = padded(encoded(&page(1000, 1000, 1), ImageFormat::Png), 100_000);
    service.piece(TOKEN, &id(1), 0, &file, 30_000).await;
    service.piece(TOKEN, &id(1), 30_000, &file, 60_000).await;
    let uploads = service.data().join("uploads");
    let pieces = std::fs::read_dir(&uploads)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let on_disk = std::fs::read(&pieces).unwrap();
    let path = path::file(&id(1));
    for torn in [on_disk.len() - 1, 30_100, 30_046, 30_044] {
        std::fs::write(&pieces, &on_disk[..torn]).unwrap();
        let so_far = service.on_file(Method::GET, &path, TOKEN).await;
        assert_eq!(so_far.json()["received"], 30_000, "{torn}");
    }
    // The length was written, the content was not.
    let zeros = [&on_disk[..30_100], &vec![0; on_disk.len() - 30_100]].concat();
    std::fs::write(&pieces, zeros).unwrap();
    let last = service.upload_from(TOKEN, &id(1), 30_000, &file).await;
    assert_eq!(last.json()["file"]["kind"], "png", "{}", last.said());
}

#[tokio::test]
async fn what_is_too_large_is_told_before_it_is_sent() {
    let service = Service::start();
    let send = |length: u64, bytes: usize| {
        let request = request(Method::PUT, &path::file(&id(1)))
            .header(DRAFT_TOKEN, TOKEN)
            .header(UPLOAD_OFFSET, 0)
            .header(UPLOAD_LENGTH, length);
        service.send(request.body(Body::from(vec![1; bytes])).unwrap())
    };
    assert_snapshot!(send(20 * 1024 * 1024 + 1, 100_000).await.said(), @"
    422 /problems/file
    这个文件收不了。
     [too-large] 这个文件超过 20 MB。照片请用手机的普通拍照模式重拍；PDF 请拆成几个再传。
    ");
    assert_snapshot!(send(0, 0).await.said(), @"
    422 /problems/file
    这个文件收不了。
     [empty] 这是一个空文件，里面没有内容。请重新选一个。
    ");
    assert_eq!(send(10, 11).await.status, 400);
    assert_eq!(send(1_000_000, PIECE_MAX + 1).await.status, 413);
    assert_eq!(send(1_000_000, PIECE_MIN - 1).await.status, 400);
    assert_eq!(send(u64::MAX, 100).await.status, 422);
}

#[tokio::test]
async fn a_draft_holds_so_much_and_no_more() {
    let service = Service::start();
    let announce = |token: &'static str, number: u32, length: u64| {
        let request = request(Method::PUT, &path::file(&id(number)))
            .header(DRAFT_TOKEN, token)
            .header(UPLOAD_OFFSET, 0)
            .header(UPLOAD_LENGTH, length);
        service.send(request.body(Body::from(vec![1; PIECE_MIN])).unwrap())
    };
    for number in 0..10 {
        assert_eq!(announce(TOKEN, number, 20 * 1024 * 1024).await.status, 200);
    }
    assert_snapshot!(announce(TOKEN, 10, 20_000).await.said(), @"
    422 /problems/file
    这个文件收不了。
     [too-much] 这次申请传的文件加起来超过 200 MB。请删掉不用的，其余的带到窗口交。
    ");
    assert_snapshot!(announce(TOKEN, 9, 20_000).await.said(), @"
    422 /problems/file
    这个文件收不了。
     [other-file] 文件的大小和刚才不一样。请重新选这个文件。
    ");
    for number in 0..120 {
        assert_eq!(announce(OTHER_TOKEN, number, 20_000).await.status, 200);
    }
    assert_snapshot!(announce(OTHER_TOKEN, 120, 20_000).await.said(), @"
    422 /problems/file
    这个文件收不了。
     [too-many] 这次申请传的文件太多了，最多 120 个。请删掉不用的，或者合成 PDF 再传。
    ");
}

#[tokio::test]
async fn one_address_opens_so_many_drafts_an_hour() {
    let service = Service::start();
    let file = vec![1; PIECE_MIN + 1];
    for number in 0..60 {
        let reply = service
            .piece(&id(number), &id(1), 0, &file, PIECE_MIN)
            .await;
        assert_eq!(reply.status, 200);
    }
    let reply = service.piece(TOKEN, &id(1), 0, &file, PIECE_MIN).await;
    assert_eq!(reply.status, 429);
    // Who has begun goes on.
    let reply = service.piece(&id(0), &id(2), 0, &file, PIECE_MIN).await;
    assert_eq!(reply.status, 200);
    service.wait(60 * 60);
    let reply = service.piece(TOKEN, &id(1), 0, &file, PIECE_MIN).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_draft_that_nobody_goes_on_with_is_deleted_after_ninety_days() {
    const DAY: i64 = 24 * 60 * 60;
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    let half = padded(file.clone(), 100_000);
    service.upload(TOKEN, &id(1), &file).await;
    service.piece(TOKEN, &id(2), 0, &half, 50_000).await;
    service.upload(OTHER_TOKEN, &id(1), &file).await;
    let path = path::file(&id(1));
    service.wait(60 * DAY);
    // Looking at it counts as going on.
    service.on_file(Method::GET, &path, OTHER_TOKEN).await;
    service.wait(31 * DAY);
    assert_eq!(service.files.sweep_drafts(service.now()).await.unwrap(), 1);
    assert_eq!(service.on_file(Method::GET, &path, TOKEN).await.status, 404);
    assert_eq!(service.content(OTHER_TOKEN, &id(1)).await.body, file);
    assert_eq!(all_bytes(&service.data().join("uploads")).len(), 0);
    service.wait(60 * DAY);
    assert_eq!(service.files.sweep_drafts(service.now()).await.unwrap(), 1);
    assert_eq!(all_bytes(&service.data().join("files")).len(), 0);
    assert_eq!(service.files.sweep_drafts(service.now()).await.unwrap(), 0);
}

#[tokio::test]
async fn what_a_crash_left_is_removed_at_the_start_and_nothing_else() {
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    let half = padded(file.clone(), 100_000);
    service.upload(TOKEN, &id(1), &file).await;
    service.piece(TOKEN, &id(2), 0, &half, 50_000).await;
    let (files, uploads) = (service.data().join("files"), service.data().join("uploads"));
    std::fs::create_dir_all(files.join("ab")).unwrap();
    for orphan in ["ab/abcd", "ab/abcd#1"] {
        std::fs::write(files.join(orphan), "left").unwrap();
    }
    std::fs::write(uploads.join("left"), "left").unwrap();
    let service = service.restart();
    assert_eq!(service.files.sweep_orphans().await.unwrap(), 2);
    assert!(!contains(&all_bytes(&service.data()), "left"));
    assert_eq!(service.content(TOKEN, &id(1)).await.body, file);
    let last = service.upload_from(TOKEN, &id(2), 50_000, &half).await;
    assert_eq!(last.status, 200, "{}", last.said());
}
