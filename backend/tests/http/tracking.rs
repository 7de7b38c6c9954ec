//! Where a case stands, and taking it back, for whoever proves that it is theirs.

use axum::http::{Method, header};
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::{Value as Json, json};

use crate::support::{Reply, Service, pretty, track};

const NUMBER: &str = "XD-2026-000001";
const HOUR: i64 = 60 * 60;

async fn ask(service: &Service, number: &str, tail: &str) -> Reply {
    service.post(path::TRACK, &track(number, tail)).await
}

async fn withdraw(service: &Service, mobile: &str) -> Reply {
    let body = json!({ "number": NUMBER, "mobile": mobile });
    service.post(path::WITHDRAW, &body).await
}

#[tokio::test]
async fn the_applicant_sees_where_the_case_stands_and_what_was_handed_in() {
    let service = Service::with_a_case().await;
    let reply = ask(&service, " xd-2026-000001", "８０００").await;
    assert_eq!(reply.status, 200, "{}", reply.said());
    let text = String::from_utf8(reply.body.clone()).unwrap();
    for secret in ["欧阳小明", "13800138000", "510114"] {
        assert!(!text.contains(secret), "{secret} is shown");
    }
    let mut tracked = reply.json();
    let documents = tracked["documents"].take();
    assert_snapshot!(pretty(&tracked), @r#"
    {
      "applicant": "欧阳**",
      "can_withdraw": true,
      "documents": null,
      "notice": null,
      "number": "XD-2026-000001",
      "package": "open-restaurant",
      "package_name": "我要开餐馆",
      "permits": [
        "个体工商户设立登记",
        "四川省小经营店备案",
        "食品从业人员健康证",
        "户外招牌设置",
        "城镇污水排入排水管网许可证"
      ],
      "state": "submitted",
      "steps": [
        {
          "on": "2026-11-24",
          "state": "submitted"
        }
      ]
    }
    "#);
    assert_snapshot!(pretty(&documents[0]), @r#"
    {
      "by": "bring",
      "copies": 1,
      "files": 0,
      "form": "复印件（核原件）",
      "name": "申请人身份证明"
    }
    "#);
}

#[tokio::test]
async fn after_the_decision_the_notice_is_there_without_the_whole_number() {
    let service = Service::with_a_case().await;
    let window = service.window("chen", Role::Receiver).await;
    let accept = json!({ "version": 1 });
    service
        .at(&window, Method::POST, &path::accept(NUMBER), &accept)
        .await;
    let tracked = ask(&service, NUMBER, "8000").await.json();
    assert_eq!(tracked["notice"]["number"], "新审许受〔2026〕第0001号");
    assert_eq!(tracked["notice"]["applicant"], "欧阳小明");
    assert_eq!(tracked["notice"]["phone"], "138****8000");
    assert_eq!(tracked["can_withdraw"], true);
    assert_eq!(tracked["steps"][1]["state"], "accepted");
}

#[tokio::test]
async fn a_wrong_number_and_wrong_digits_get_the_same_answer() {
    let service = Service::with_a_case().await;
    let wrong_digits = ask(&service, NUMBER, "8001").await;
    assert_snapshot!(wrong_digits.said(), @"
    404 /problems/not-this-case
    没有找到。请核对案件编号和号码，两样都要对上。
    ");
    for (number, tail) in [
        ("XD-2026-000009", "8000"),
        ("", "8000"),
        (NUMBER, ""),
        ("XD-2026-000009", ""),
        (NUMBER, "13800138000"),
    ] {
        let reply = ask(&service, number, tail).await;
        assert_eq!(reply.status, 404);
        assert_eq!(reply.body, wrong_digits.body, "{number} {tail}");
        assert_eq!(reply.headers, wrong_digits.headers);
    }
    let part = withdraw(&service, "8000").await;
    assert_eq!(part.body, wrong_digits.body);
}

#[tokio::test]
async fn five_wrong_digits_close_a_case_for_an_hour() {
    let service = Service::with_a_case().await;
    for tail in 0..5 {
        let reply = ask(&service, NUMBER, &format!("{tail:04}")).await;
        assert_eq!(reply.status, 404);
    }
    let closed = ask(&service, NUMBER, "8000").await;
    assert_snapshot!(closed.said(), @"
    429 /problems/too-often
    试的次数太多了。请过 60 分钟再试。
    ");
    assert_eq!(closed.headers[header::RETRY_AFTER], "3600");
    assert_eq!(withdraw(&service, "13800138000").await.status, 429);
    service.wait(HOUR);
    for _ in 0..30 {
        assert_eq!(ask(&service, NUMBER, "8000").await.status, 200);
    }
}

#[tokio::test]
async fn one_address_cannot_try_number_after_number() {
    let service = Service::with_a_case().await;
    for number in 2..22 {
        let reply = ask(&service, &format!("XD-2026-{number:06}"), "8000").await;
        assert_eq!(reply.status, 404);
    }
    assert_eq!(ask(&service, NUMBER, "8000").await.status, 429);
}

#[tokio::test]
async fn the_applicant_takes_a_case_back_once() {
    let service = Service::with_a_case().await;
    let done = withdraw(&service, "+86 138-0013-8000").await;
    assert_eq!(done.status, 200, "{}", done.said());
    let tracked = done.json();
    assert_eq!(tracked["state"], "withdrawn");
    assert_eq!(tracked["can_withdraw"], false);
    assert_eq!(
        tracked["steps"][1],
        json!({ "state": "withdrawn", "on": "2026-11-24" })
    );
    let again = withdraw(&service, "13800138000").await;
    assert_snapshot!(again.said(), @"
    409 /problems/case-state
    这个案件已经撤回了。
    ");

    let window = service.window("chen", Role::Receiver).await;
    let case = service
        .at(&window, Method::GET, &path::case(NUMBER), &Json::Null)
        .await
        .json();
    assert_eq!(case["withdrawn_on"], "2026-11-24");
    assert_eq!(case["decided_on"], Json::Null);
    let accept = json!({ "version": 2 });
    let late = service
        .at(&window, Method::POST, &path::accept(NUMBER), &accept)
        .await;
    assert_snapshot!(late.said(), @"
    409 /problems/case-state
    这个案件已经撤回了。
    ");
}
