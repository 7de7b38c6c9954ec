//! 查看全号: the form without its masks, for the password once more, with a trace.

use axum::http::Method;
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::{Value as Json, json};

use crate::support::{PASSWORD, Service, Window};

const NUMBER: &str = "XD-2026-000001";

async fn detail(service: &Service, window: &Window) -> Json {
    let case = path::case(NUMBER);
    let reply = service.at(window, Method::GET, &case, &Json::Null).await;
    assert_eq!(reply.status, 200, "{}", reply.said());
    reply.json()
}

#[tokio::test]
async fn whole_numbers_are_shown_for_the_password_and_the_look_is_recorded() {
    let (service, window) = Service::at_the_window().await;
    let unmask = path::unmask(NUMBER);
    let right = json!({ "password": PASSWORD });
    let whole = service.at(&window, Method::POST, &unmask, &right).await;
    assert_eq!(whole.status, 200, "{}", whole.said());
    assert_eq!(whole.headers["cache-control"], "no-store");
    let fields = &whole.json()["fields"];
    assert_eq!(fields["applicant-mobile"], "13800138000");
    assert_eq!(fields["applicant-id-number"], "510114199001010011");
    assert_eq!(fields["premises-address"]["room"], "101");
    assert_eq!(fields["staff"][1]["name"], "王芳");

    let case = detail(&service, &window).await;
    assert_eq!(case["looks"], json!([{ "by": "chen", "on": "2026-11-24" }]));
    assert_eq!(case["fields"]["applicant-mobile"], "138****8000");
    // Who decides has overlooked nothing by a look.
    let accept = json!({ "version": case["version"] });
    let accepted = path::accept(NUMBER);
    let accepted = service.at(&window, Method::POST, &accepted, &accept).await;
    assert_eq!(accepted.status, 200, "{}", accepted.said());
    let service = service.restart();
    let window = service.window_of("chen").await;
    let looks = detail(&service, &window).await["looks"].clone();
    assert_eq!(looks.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn without_the_password_or_the_role_nothing_is_shown() {
    let (service, window) = Service::at_the_window().await;
    let advisor = service.window("li", Role::Advisor).await;
    let unmask = path::unmask(NUMBER);
    let right = json!({ "password": PASSWORD });
    let reply = service.at(&advisor, Method::POST, &unmask, &right).await;
    assert_eq!(reply.status, 403);
    assert_eq!(service.post(&unmask, &right).await.status, 401);
    assert_eq!(service.forged(&window, &unmask, &right).await.status, 403);

    let wrong = json!({ "password": "wrong" });
    let reply = service.at(&window, Method::POST, &unmask, &wrong).await;
    assert_snapshot!(reply.said(), @"
    403 /problems/password
    密码不对，请再试一次。
    ");
    assert_eq!(detail(&service, &window).await["looks"], json!([]));
    let none = path::unmask("XD-2026-000009");
    let reply = service.at(&window, Method::POST, &none, &right).await;
    assert_eq!(reply.status, 404);
}

#[tokio::test]
async fn guessing_the_password_of_an_open_session_has_an_end() {
    let (service, window) = Service::at_the_window().await;
    let unmask = path::unmask(NUMBER);
    let wrong = json!({ "password": "wrong" });
    let mut replies = Vec::new();
    for _ in 0..6 {
        let reply = service.at(&window, Method::POST, &unmask, &wrong).await;
        replies.push(reply.status);
    }
    assert_eq!(replies, [403, 403, 403, 403, 403, 429]);
    let right = json!({ "password": PASSWORD });
    let reply = service.at(&window, Method::POST, &unmask, &right).await;
    assert_eq!(reply.status, 429);
    assert_eq!(service.sign_in("chen", PASSWORD).await.status, 429);
}
