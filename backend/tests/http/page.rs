//! The page, its headers, and addresses that are none.

use axum::body::Body;
use axum::http::{Method, header};
use insta::assert_snapshot;
use lianban_api::path;

use crate::support::{Service, request};

#[tokio::test]
async fn the_page_answers_every_address_of_the_app_and_no_other() {
    let service = Service::start();
    for place in [
        "/",
        "/packages/open-restaurant",
        "/staff/cases/XD-2026-000001",
    ] {
        let reply = service.get(place).await;
        assert_eq!(reply.status, 200, "{place}");
        assert_eq!(
            reply.headers[header::CONTENT_TYPE],
            "text/html; charset=utf-8"
        );
        assert_eq!(reply.headers[header::CACHE_CONTROL], "no-cache");
    }
    for place in [
        "/api",
        "/api/nothing",
        "/lost-0123456789abcdef.js",
        "/../Cargo.toml",
    ] {
        assert_eq!(service.get(place).await.status, 404, "{place}");
    }
    let posted = request(Method::POST, "/").body(Body::empty()).unwrap();
    assert_eq!(service.send(posted).await.status, 404);
    let put = request(Method::PUT, path::PACKAGES)
        .body(Body::empty())
        .unwrap();
    assert_snapshot!(service.send(put).await.said(), @"
    405 about:blank
    这个地址不支持这种请求。
    ");
}

/// Without a built app there is no worker either; never the page under its name.
#[tokio::test]
async fn the_worker_is_asked_for_anew_and_names_its_version() {
    let service = Service::start();
    let has_app = String::from_utf8(service.get("/").await.body)
        .unwrap()
        .contains("lianban-guide");
    let reply = service.get("/sw.js").await;
    if !has_app {
        assert_eq!(reply.status, 404);
        return;
    }
    assert_eq!(
        reply.headers[header::CONTENT_TYPE],
        "text/javascript; charset=utf-8"
    );
    assert_eq!(reply.headers[header::CACHE_CONTROL], "no-cache");
    let policy = &reply.headers[header::CONTENT_SECURITY_POLICY];
    assert!(policy.to_str().unwrap().contains("worker-src 'self'"));
    let script = String::from_utf8(reply.body).unwrap();
    let version = script
        .split_once("const VERSION = \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .unwrap()
        .0;
    assert_eq!(version.len(), 16, "{version}");
    assert!(version.bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[tokio::test]
async fn every_answer_is_guarded() {
    let service = Service::start();
    for place in ["/", path::HEALTH, "/api/nothing"] {
        let headers = service.get(place).await.headers;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"));
        assert!(!policy.contains("unsafe-inline"));
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        assert!(headers.contains_key("permissions-policy"));
    }
    let api = service.get(path::PACKAGES).await.headers;
    assert_eq!(api[header::CACHE_CONTROL], "no-store");
}
