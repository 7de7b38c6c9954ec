//! Tricks of those who mean harm: paths, headers, frames, damaged files.

use axum::body::Body;
use axum::http::{Method, header};
use lianban_api::{IDEMPOTENCY_KEY, path};
use lianban_backend::casework::event::Role;
use serde_json::json;

use crate::files::{TOKEN, id};
use crate::samples::{page, photo};
use crate::support::{Service, request, submission, with};

#[tokio::test]
async fn tricks_with_paths_lead_nowhere() {
    let service = Service::start();
    for trick in [
        "/../Cargo.toml",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cdata.key",
        "//etc/passwd",
        "/data/lianban.redb",
        "/api/../data.key",
        "/api/files/../../data.key",
        "/api/files/..%2f..%2fdata.key/content",
        "/api/packages/..%2f..%2f/compiled/..%2f..%2fdata.key",
        "/index.html%00.png",
        "/api/cases/%00",
    ] {
        let reply = service.get(trick).await;
        let said = String::from_utf8_lossy(&reply.body).into_owned();
        // The page of the app at most: it reads the address itself, and shows that there is none.
        let is_page =
            said.is_empty() || said.starts_with("<!DOCTYPE") || said.starts_with("<!doctype");
        assert!(reply.status >= 400 || is_page, "{trick}: {said}");
        assert!(
            !said.contains("root:") && !said.contains("[workspace]"),
            "{trick}"
        );
    }
}

#[tokio::test]
async fn nothing_that_is_sent_becomes_a_header() {
    let service = Service::start();
    let window = service.window("li", Role::Receiver).await;
    service
        .upload(TOKEN, &id(1), &photo(&page(1000, 1000, 1), 1))
        .await;
    let body = submission(&json!({}));
    let body = with(body, "/documents/0/by", json!("files"));
    let body = with(body, "/documents/0/files", json!([id(1)]));
    let body = with(body, "/draft_token", json!(TOKEN));
    assert_eq!(service.submit("a", &body).await.status, 201);
    let broken = "XD-2026-000001%0d%0aset-cookie:%20a=b";
    for path in [
        path::case_file(broken, &id(1)),
        path::case_file("XD-2026-000001", &format!("{}%0d%0ax:y", id(1))),
        path::compiled("open-restaurant%0d%0ax:y", "%22%0d%0ax:y"),
        format!("{}%0d%0ax:y", path::PACKAGES),
    ] {
        let reply = service.at(&window, Method::GET, &path, &json!(null)).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.headers.contains_key(header::SET_COOKIE), "{path}");
        assert!(!reply.headers.contains_key("x"), "{path}");
    }
    let key = request(Method::POST, path::CASES)
        .header(header::CONTENT_TYPE, "application/json")
        .header(IDEMPOTENCY_KEY, "a b");
    let reply = service
        .send(key.body(Body::from(body.to_string())).unwrap())
        .await;
    assert_eq!(reply.status, 400);
}

#[tokio::test]
async fn no_page_of_ours_is_framed_or_sniffed() {
    let service = Service::start();
    for place in [
        "/",
        "/staff",
        "/api/docs",
        "/api/openapi.json",
        "/metrics",
        "/api/cases",
        "/x.js",
    ] {
        let headers = service.get(place).await.headers;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{place}: {policy}"
        );
        assert_eq!(headers[header::X_FRAME_OPTIONS], "DENY", "{place}");
        assert_eq!(
            headers[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{place}"
        );
    }
}

#[tokio::test]
async fn a_damaged_file_is_not_served() {
    let service = Service::start();
    service
        .upload(TOKEN, &id(1), &photo(&page(1000, 1000, 1), 1))
        .await;
    let whole = service.content(TOKEN, &id(1)).await;
    assert_eq!(whole.status, 200);
    let shelf = std::fs::read_dir(service.data().join("files"))
        .unwrap()
        .next()
        .unwrap();
    let object = std::fs::read_dir(shelf.unwrap().path())
        .unwrap()
        .next()
        .unwrap();
    let object = object.unwrap().path();
    let bytes = std::fs::read(&object).unwrap();
    let mut changed = bytes.clone();
    changed[bytes.len() / 2] ^= 1;
    for damaged in [&bytes[..bytes.len() / 2], &bytes[..10], &[], &changed] {
        std::fs::write(&object, damaged).unwrap();
        let reply = service.content(TOKEN, &id(1)).await;
        assert_eq!(reply.status, 500);
        assert!(reply.said().contains("您没有做错什么"), "{}", reply.said());
    }
    std::fs::write(&object, &bytes).unwrap();
    assert_eq!(service.content(TOKEN, &id(1)).await.body, whole.body);
}
