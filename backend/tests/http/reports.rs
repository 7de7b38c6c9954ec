//! What people doubt reaches the windows, without anybody's numbers.

use axum::http::Method;
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::{Value as Json, json};

use crate::support::{Service, package, with};

fn doubt() -> Json {
    json!({
        "package": "open-restaurant",
        "hash": package().package.hash(),
        "about": "permit",
        "id": "signboard",
        "answers": { "signboard": true },
        "doubt": "told-otherwise",
        "remark": " 窗口说不用备案 ",
    })
}

#[tokio::test]
async fn a_doubt_reaches_both_desks_the_newest_first() {
    let service = Service::start();
    let first = service.post(path::REPORTS, &doubt()).await;
    assert_eq!(first.status, 201, "{}", first.said());
    let second = with(doubt(), "/about", json!("material"));
    let second = with(second, "/id", json!("m-floorplan"));
    assert_eq!(service.post(path::REPORTS, &second).await.status, 201);
    for role in [Role::Advisor, Role::Receiver] {
        let window = service.window(role.id(), role).await;
        let reply = service
            .at(&window, Method::GET, path::REPORTS, &json!(null))
            .await;
        let rows = reply.json();
        let names: Vec<_> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["name"])
            .collect();
        assert_eq!(names, ["经营场所平面图", "户外招牌设置"]);
        assert_eq!(rows[1]["report"]["remark"], "窗口说不用备案");
        assert_eq!(rows[1]["on"], "2026-11-24");
    }
    assert_eq!(service.get(path::REPORTS).await.status, 401);
}

#[tokio::test]
async fn a_doubt_with_a_number_or_about_nothing_is_not_taken() {
    let service = Service::start();
    let number = with(doubt(), "/remark", json!("打 13800138000 找我"));
    assert_snapshot!(service.post(path::REPORTS, &number).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /remark [number] 请不要写证件号码、电话号码。
    ");
    let nothing = with(doubt(), "/id", json!("nonsense"));
    assert_snapshot!(service.post(path::REPORTS, &nothing).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /id [unknown-id] 这里没有这一项。请刷新页面再试。
    ");
    let field = with(
        doubt(),
        "/answers",
        json!({ "applicant-name": "李小明", "signboard": true }),
    );
    assert_eq!(service.post(path::REPORTS, &field).await.status, 201);
    let window = service.window("chen", Role::Receiver).await;
    let rows = service
        .at(&window, Method::GET, path::REPORTS, &json!(null))
        .await;
    assert_eq!(
        rows.json()[0]["report"]["answers"],
        json!({ "signboard": true })
    );
}

#[tokio::test]
async fn one_address_cannot_fill_the_list() {
    let service = Service::start();
    for _ in 0..10 {
        assert_eq!(service.post(path::REPORTS, &doubt()).await.status, 201);
    }
    assert_eq!(service.post(path::REPORTS, &doubt()).await.status, 429);
}
