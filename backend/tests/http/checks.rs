//! What is held against what at the gate: errors bar a submission, the rest reaches the window.

use axum::http::Method;
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use lianban_backend::register;
use serde_json::{Value as Json, json};

use crate::support::{Service, submission, with, without};

const NUMBER: &str = "XD-2026-000001";

async fn checks_of_the_case(service: &Service) -> Vec<Json> {
    let window = service.window("chen", Role::Receiver).await;
    let case = service
        .at(&window, Method::GET, &path::case(NUMBER), &json!({}))
        .await;
    assert_eq!(case.status, 200, "{}", case.said());
    case.json()["checks"].as_array().unwrap().clone()
}

fn verdict<'a>(checks: &'a [Json], id: &str) -> &'a str {
    let check = checks.iter().find(|it| it["id"] == id).unwrap();
    check["verdict"].as_str().unwrap()
}

#[tokio::test]
async fn what_cannot_be_true_together_is_named_at_the_field_that_mends_it() {
    let service = Service::start();
    let body = with(
        submission(&json!({ "sell-tobacco": true })),
        "/fields/signboard-text",
        json!("欧阳面馆 13800138000"),
    );
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /fields/biz-scope [cc-10] 经营范围还差一项，请勾上。办烟草专卖零售许可证，要有“烟草制品零售”。
    /fields/signboard-text [cc-11] 招牌上不能写电话、价格和折扣。请去掉，只写名称、字号、标识。
    ");
}

#[tokio::test]
async fn the_window_sees_what_fits_what_does_not_and_what_only_a_person_can_tell() {
    let service = Service::start();
    let body = with(submission(&json!({})), "/fields/landlord", json!("李四"));
    assert_eq!(service.submit("a", &body).await.status, 201);
    let checks = checks_of_the_case(&service).await;
    assert_eq!(verdict(&checks, "cc-06"), "warning");
    assert_eq!(verdict(&checks, "cc-10"), "fits");
    assert_eq!(verdict(&checks, "rc-08"), "by-person");
}

/// A noodle shop whose owner has a licence already.
fn licensed() -> Json {
    let body = submission(&json!({ "subject-licensed": true }));
    let body = without(body, "/fields/biz-scope");
    let body = without(body, "/fields/biz-name-wanted");
    let body = with(body, "/fields/uscc", json!("92510114MA6D000263"));
    with(body, "/fields/licence-name", json!("新都区蜀香面馆"))
}

#[tokio::test]
async fn a_licence_is_held_against_the_register_and_its_silence_bars_nothing() {
    let silent = Service::start();
    let reply = silent.submit("a", &licensed()).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
    assert_eq!(
        verdict(&checks_of_the_case(&silent).await, "cc-03"),
        "by-person"
    );

    let service = Service::start();
    std::fs::write(service.data().join(register::FILE), register::DEMO).unwrap();
    let reply = service.submit("a", &licensed()).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
    let checks = checks_of_the_case(&service).await;
    assert_eq!(verdict(&checks, "cc-03"), "warning", "another operator");
    assert_eq!(verdict(&checks, "cc-02"), "warning", "another address");
    assert_eq!(verdict(&checks, "cc-08"), "fits");
}

#[tokio::test]
async fn submitting_is_no_way_round_the_limit_of_the_register() {
    let service = Service::start();
    std::fs::write(service.data().join(register::FILE), register::DEMO).unwrap();
    let ask = json!({ "code": "92510114MA6D000263" });
    for _ in 0..20 {
        assert_eq!(service.post(path::LICENCE, &ask).await.status, 200);
    }
    let reply = service.submit("a", &licensed()).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
    let checks = checks_of_the_case(&service).await;
    assert_eq!(verdict(&checks, "cc-03"), "by-person", "it was asked");
}

#[tokio::test]
async fn an_address_lies_in_a_town_that_exists() {
    let service = Service::start();
    let pointer = "/fields/premises-address/division";
    let body = with(submission(&json!({})), pointer, json!("atlantis"));
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /fields/premises-address/division [empty] 请选街道或镇。
    ");
}
