//! Numbers for the operator: there for the machine itself, with nothing of anybody in them.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Method;
use lianban_api::path;
use lianban_backend::serving::Peer;
use serde_json::json;

use crate::support::{Reply, Service, request, submission, track};

async fn metrics(service: &Service, from: &str, forwarded: bool) -> Reply {
    let mut request = request(Method::GET, path::METRICS);
    if forwarded {
        request = request.header("x-forwarded-for", "192.0.2.1");
    }
    let mut request = request.body(Body::empty()).unwrap();
    let from: SocketAddr = from.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(Peer(from)));
    service.send(request).await
}

#[tokio::test]
async fn the_numbers_count_what_happened_and_name_nobody() {
    let service = Service::start();
    let body = submission(&json!({}));
    for _ in 0..2 {
        service.submit("key-of-wang", &body).await;
    }
    service
        .post(path::TRACK, &track("XD-2026-000001", "8000"))
        .await;
    service.get("/api/cases/XD-2026-000001").await;
    service.get("/nobody/欧阳/13800138000").await;
    let reply = metrics(&service, "127.0.0.1:9", false).await;
    assert_eq!(reply.status, 200);
    let text = String::from_utf8(reply.body).unwrap();
    for line in [
        "lianban_submissions_total{outcome=\"new\"} 1",
        "lianban_submissions_total{outcome=\"again\"} 1",
        "lianban_requests_total{method=\"POST\",route=\"/api/cases\",status=\"201\"} 1",
        "lianban_requests_total{method=\"GET\",route=\"/api/cases/{number}\",status=\"401\"} 1",
        "lianban_cases 1",
        "lianban_store_queue 0",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    for word in ["XD-2026", "欧阳", "13800138000", "key-of-wang"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn nobody_elsewhere_reads_the_numbers() {
    let service = Service::start();
    assert_eq!(metrics(&service, "192.0.2.1:9", false).await.status, 404);
    assert_eq!(metrics(&service, "127.0.0.1:9", true).await.status, 404);
    assert_eq!(
        metrics(&service, "[::ffff:127.0.0.1]:9", false)
            .await
            .status,
        200
    );
}
