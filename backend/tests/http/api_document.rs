//! The document of the API and the router say the same.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, header};
use lianban_api::path;
use lianban_backend::serving::Peer;
use serde_json::Value as Json;

use crate::support::{Service, request};

const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

/// A path with something in place of its names.
fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { "x" } else { part }.to_owned();
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_is_in_the_document_and_the_other_way_round() {
    let service = Service::start();
    let reply = service.get(path::OPENAPI).await;
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/json");
    let document = reply.json();
    let paths = document["paths"].as_object().unwrap();
    for (path, operations) in paths {
        for method in METHODS {
            let method_name = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let mut request = request(method_name, &filled(path))
                .body(Body::empty())
                .unwrap();
            let here: SocketAddr = "127.0.0.1:9".parse().unwrap();
            request.extensions_mut().insert(ConnectInfo(Peer(here)));
            let reply = service.send(request).await;
            let is_there = reply.status != 405;
            let is_told = operations.get(method).is_some();
            assert_eq!(
                is_there, is_told,
                "{method} {path}: the router and `http/openapi/routes.rs` differ"
            );
            let said = String::from_utf8_lossy(&reply.body).into_owned();
            assert!(
                !said.contains("没有这个地址"),
                "{method} {path} is no route"
            );
        }
    }
    let routed = include_str!("../../src/http.rs").matches(".route(").count();
    assert_eq!(
        routed,
        paths.len(),
        "add the new route to `http/openapi/routes.rs`"
    );
}

#[tokio::test]
async fn the_document_names_what_a_submission_needs() {
    let document = Service::start().get(path::OPENAPI).await.json();
    let submit = &document["paths"]["/api/cases"]["post"];
    let body = &submit["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/Submission");
    let required: Vec<&str> = document["components"]["schemas"]["Submission"]["required"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Json::as_str)
        .collect();
    assert!(required.contains(&"receipt"), "{required:?}");
    assert_eq!(submit["parameters"][0]["name"], "idempotency-key");
}

#[tokio::test]
async fn the_page_of_the_document_can_be_read() {
    let reply = Service::start().get(path::API_PAGE).await;
    assert_eq!(reply.status, 200);
    let page = String::from_utf8(reply.body).unwrap();
    for part in [
        "POST /api/cases",
        "提交一次申请",
        "id=\"Submission\"",
        "要先登录",
    ] {
        assert!(page.contains(part), "{part}");
    }
}
