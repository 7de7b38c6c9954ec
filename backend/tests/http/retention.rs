//! What is kept no longer than it may be: with the clock moved.

use axum::http::Method;
use lianban_api::path;
use lianban_backend::backup::check;
use lianban_backend::casework::event::Role;
use serde_json::json;

use crate::files::{all_bytes, id};
use crate::samples::{page, photo};
use crate::support::{Reply, Service, Window, submission, track, with};

const DAY: i64 = 24 * 60 * 60;

/// A case with a file, under a key of its own.
async fn file_case(service: &Service, number: u32) {
    let token = format!("{number:032x}");
    let picture = photo(&page(1000, 1000, number), 1);
    service.upload(&token, &id(number), &picture).await;
    let body = submission(&json!({}));
    let body = with(body, "/documents/0/by", json!("files"));
    let body = with(body, "/documents/0/files", json!([id(number)]));
    let reply = service
        .submit(&token, &with(body, "/draft_token", json!(token)))
        .await;
    assert_eq!(reply.status, 201, "{}", reply.said());
}

async fn decided(service: &Service, window: &Window, path: String, body: serde_json::Value) {
    let reply = service.at(window, Method::POST, &path, &body).await;
    assert_eq!(reply.status, 200, "{}", reply.said());
}

async fn seen(service: &Service, window: &Window, number: &str) -> Reply {
    service
        .at(window, Method::GET, &path::case(number), &json!(null))
        .await
}

#[tokio::test]
async fn rejected_material_goes_after_a_year_and_the_notice_stays() {
    let service = Service::start();
    let window = service.window("li", Role::Receiver).await;
    let numbers: Vec<String> = (1..=4).map(|n| format!("XD-2026-{n:06}")).collect();
    for number in 1..=4 {
        file_case(&service, number).await;
    }
    let why = json!({ "ground": "not-needed", "reason": "不需要办这项许可。" });
    let reject = json!({ "version": 1, "why": why });
    decided(&service, &window, path::not_accept(&numbers[0]), reject).await;
    decided(
        &service,
        &window,
        path::accept(&numbers[1]),
        json!({ "version": 1 }),
    )
    .await;
    let withdraw = json!({ "number": numbers[2], "mobile": "13800138000" });
    let withdrawn = service.post(path::WITHDRAW, &withdraw).await;
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.said());
    let files = all_bytes(&service.data().join("files")).len();

    service.wait(365 * DAY);
    assert_eq!(
        service.files.sweep_rejected(service.now()).await.unwrap(),
        0
    );
    service.wait(DAY);
    assert_eq!(
        service.files.sweep_rejected(service.now()).await.unwrap(),
        2
    );
    assert_eq!(
        service.files.sweep_rejected(service.now()).await.unwrap(),
        0
    );

    // Again after a restart, as before it.
    let mut service = service;
    for _ in 0..2 {
        let left = all_bytes(&service.data().join("files")).len();
        assert!(left < files * 6 / 10, "{left} of {files} bytes are left");
        let window = service.window_of("li").await;
        for (number, status) in numbers.iter().zip([410, 200, 410, 200]) {
            assert_eq!(
                seen(&service, &window, number).await.status,
                status,
                "{number}"
            );
        }
        let gone = seen(&service, &window, &numbers[0]).await;
        assert!(gone.said().contains("材料按规定删除了"), "{}", gone.said());
        let asked = service.post(path::TRACK, &track(&numbers[0], "8000")).await;
        assert_eq!(asked.status, 404);
        let list = service
            .at(&window, Method::POST, path::SEARCH, &json!({ "text": "" }))
            .await;
        let names: Vec<_> = list.json()["rows"].as_array().unwrap().clone();
        assert_eq!(names.len(), 4);
        let nameless = names.iter().filter(|row| row["applicant"] == "").count();
        assert_eq!(nameless, 2);
        assert_eq!(service.files.sweep_orphans().await.unwrap(), 0);
        service = service.restart();
    }
    let snapshot = service.snapshot().await;
    let key = service.data().with_extension("key");
    let findings = check(snapshot.folder(), &key).unwrap();
    assert!(findings.faults.is_empty(), "{findings}");
    // The notices of the rejected and of the accepted case, and the records of those that stay.
    assert_eq!((findings.cases, findings.files), (4, 2));
}
