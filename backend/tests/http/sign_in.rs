//! Signing in: locked after wrong passwords, open only while it is used.

use axum::http::{Method, header};
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::Value as Json;

use crate::support::{PASSWORD, Service, Window};

const MINUTE: i64 = 60;

#[tokio::test]
async fn five_wrong_passwords_lock_a_name_whether_or_not_anybody_has_it() {
    let service = Service::start();
    service.employs("chen", Role::Receiver).await;
    for name in ["chen", "nobody"] {
        for _ in 0..5 {
            assert_eq!(service.sign_in(name, "wrong").await.status, 401);
        }
    }
    let known = service.sign_in("chen", PASSWORD).await;
    let unknown = service.sign_in("nobody", PASSWORD).await;
    assert_snapshot!(known.said(), @"
    429 /problems/too-often
    试的次数太多了。请过 15 分钟再试。
    ");
    assert_eq!(known.body, unknown.body);
    assert_eq!(known.headers[header::RETRY_AFTER], "900");

    service.wait(15 * MINUTE - 1);
    assert_eq!(service.sign_in("chen", PASSWORD).await.status, 429);
    service.wait(1);
    assert_eq!(service.sign_in("chen", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn the_right_password_clears_what_was_counted() {
    let service = Service::start();
    service.employs("chen", Role::Receiver).await;
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(service.sign_in("chen", "wrong").await.status, 401);
        }
        assert_eq!(service.sign_in("chen", PASSWORD).await.status, 200);
    }
}

#[tokio::test]
async fn one_address_cannot_try_name_after_name() {
    let service = Service::start();
    service.employs("chen", Role::Receiver).await;
    for name in 0..20 {
        let reply = service.sign_in(&format!("name-{name}"), "wrong").await;
        assert_eq!(reply.status, 401);
    }
    assert_eq!(service.sign_in("chen", PASSWORD).await.status, 429);
}

async fn status(service: &Service, window: &Window) -> u16 {
    service
        .at(window, Method::GET, path::SESSION, &Json::Null)
        .await
        .status
}

#[tokio::test]
async fn a_session_ends_after_a_quarter_of_an_hour_without_use() {
    let service = Service::start();
    let window = service.window("chen", Role::Receiver).await;
    service.wait(15 * MINUTE - 1);
    assert_eq!(status(&service, &window).await, 200);
    service.wait(15 * MINUTE - 1);
    assert_eq!(status(&service, &window).await, 200);
    service.wait(15 * MINUTE);
    assert_eq!(status(&service, &window).await, 401);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let service = Service::start();
    let window = service.window("chen", Role::Receiver).await;
    for _ in 0..12 * 6 - 1 {
        service.wait(10 * MINUTE);
        assert_eq!(status(&service, &window).await, 200);
    }
    service.wait(10 * MINUTE);
    assert_eq!(status(&service, &window).await, 401);
}
