//! The window: signing in, the list, a case, accepting it.

use axum::body::Body;
use axum::http::{Method, header};
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::{Value as Json, json};

use crate::support::{PASSWORD, Service, pretty, request, submission, with};

const NUMBER: &str = "XD-2026-000001";

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let service = Service::start();
    service.employs("chen", Role::Receiver).await;
    let reply = service.sign_in("chen", PASSWORD).await;
    assert_eq!(reply.status, 200);
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    let (_, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "HttpOnly; SameSite=Strict; Path=/");
    let session = reply.json();
    assert_eq!(session["role"], "receiver");
    assert_eq!(session["display_name"], "一号窗口");
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let service = Service::start();
    service.employs("chen", Role::Receiver).await;
    let wrong = service.sign_in("chen", "wrong").await;
    let unknown = service.sign_in("nobody", "wrong").await;
    assert_eq!(wrong.body, unknown.body);
    assert_snapshot!(wrong.said(), @"
    401 /problems/sign-in
    用户名或密码不对，请再试一次。
    ");
    assert_eq!(
        service.sign_in("chen", &"x".repeat(10_000)).await.status,
        401
    );
    let odd = service.post(path::SESSION, &json!({ "name": 1 })).await;
    assert_eq!(odd.status, 422);
}

#[tokio::test]
async fn nobody_reads_or_accepts_without_signing_in() {
    let service = Service::with_a_case().await;
    let query = json!({});
    assert_snapshot!(service.post(path::SEARCH, &query).await.said(), @"
    401 /problems/sign-in
    请先登录。
    ");
    assert_eq!(service.get(&path::case(NUMBER)).await.status, 401);
    assert_eq!(service.get(path::SESSION).await.status, 401);
    let accept = service
        .post(&path::accept(NUMBER), &json!({ "version": 1 }))
        .await;
    assert_eq!(accept.status, 401);
    let made_up = request(Method::GET, path::SESSION)
        .header(header::COOKIE, "lianban-session=0123")
        .body(Body::empty());
    assert_eq!(service.send(made_up.unwrap()).await.status, 401);
}

#[tokio::test]
async fn the_advisor_sees_no_cases() {
    let service = Service::with_a_case().await;
    let advisor = service.window("li", Role::Advisor).await;
    let list = service
        .at(&advisor, Method::POST, path::SEARCH, &json!({}))
        .await;
    assert_snapshot!(list.said(), @"
    403 /problems/role
    您的岗位不能看案件，请交给综合受理窗口。
    ");
    let accept = json!({ "version": 1 });
    let reply = service
        .at(&advisor, Method::POST, &path::accept(NUMBER), &accept)
        .await;
    assert_eq!(reply.status, 403);
}

#[tokio::test]
async fn the_list_shows_a_masked_name_and_counts() {
    let service = Service::with_a_case().await;
    let window = service.window("chen", Role::Receiver).await;
    let list = service
        .at(&window, Method::POST, path::SEARCH, &json!({}))
        .await;
    assert_snapshot!(pretty(&list.json()), @r#"
    {
      "counts": [
        [
          "submitted",
          1
        ],
        [
          "accepted",
          0
        ],
        [
          "not-accepted",
          0
        ],
        [
          "withdrawn",
          0
        ]
      ],
      "found": 1,
      "page": 1,
      "pages": 1,
      "rows": [
        {
          "answer_by": "2026-12-01",
          "applicant": "欧阳**",
          "consult": false,
          "number": "XD-2026-000001",
          "package_name": "我要开餐馆",
          "permits": 5,
          "state": "submitted",
          "submitted_on": "2026-11-24",
          "to_settle": 0
        }
      ],
      "today": "2026-11-24"
    }
    "#);
}

#[tokio::test]
async fn a_case_shows_masked_fields_and_what_was_assessed() {
    let service = Service::with_a_case().await;
    let window = service.window("chen", Role::Receiver).await;
    let case = service
        .at(&window, Method::GET, &path::case(NUMBER), &Json::Null)
        .await;
    let text = String::from_utf8(case.body.clone()).unwrap();
    for secret in ["19900101", "13800138000", "欧阳小明", "1单元"] {
        assert!(!text.contains(secret), "{secret} is shown");
    }
    let case = case.json();
    let fields = &case["fields"];
    let seen = json!({
        "name": fields["applicant-name"],
        "number": fields["applicant-id-number"],
        "mobile": fields["applicant-mobile"],
        "address": fields["premises-address"],
        "staff": fields["staff"][1],
        "sign": fields["signboard-text"],
    });
    assert_snapshot!(pretty(&seen), @r#"
    {
      "address": {
        "building": "3",
        "division": "guihu",
        "floor": "",
        "name": "",
        "number": "12",
        "road": "蓉都大道",
        "room": "***",
        "unit": "***"
      },
      "mobile": "138****8000",
      "name": "欧阳**",
      "number": "510114********0011",
      "sign": "欧阳面馆",
      "staff": {
        "health_cert": "J510114002",
        "health_cert_until": "2027-06-01",
        "id_number": "510114********2029",
        "name": "王*",
        "post": "服务员"
      }
    }
    "#);
    assert_eq!(case["assessment"]["hash"], case["hash"]);
    assert_eq!(case["answers"]["food-kind"], "snack");
    assert_eq!(case["version"], 1);
    let none = service
        .at(
            &window,
            Method::GET,
            &path::case("XD-2026-000009"),
            &Json::Null,
        )
        .await;
    assert_snapshot!(none.said(), @"
    404 about:blank
    没有这个案件，请核对编号。
    ");
}

#[tokio::test]
async fn a_case_is_accepted_once_by_who_saw_it_last() {
    let service = Service::with_a_case().await;
    let window = service.window("chen", Role::Receiver).await;
    let accept = |version: u64| {
        let body = json!({ "version": version });
        let (service, window) = (&service, &window);
        async move {
            service
                .at(window, Method::POST, &path::accept(NUMBER), &body)
                .await
        }
    };
    let early = accept(7).await;
    assert_snapshot!(early.said(), @"
    409 /problems/case-changed
    这个案件刚刚被别人处理过，请刷新后再看。
    ");
    let accepted = accept(1).await.json();
    assert_eq!(accepted["state"], "accepted");
    assert_eq!(accepted["decided_on"], "2026-11-24");
    assert_eq!(accepted["decided_by"], "chen");
    assert_eq!(accepted["version"], 2);
    assert_eq!(accept(1).await.json()["type"], "/problems/case-changed");
    assert_snapshot!(accept(2).await.said(), @"
    409 /problems/case-state
    这个案件已经受理了。
    ");
    let missing = service
        .at(
            &window,
            Method::POST,
            &path::accept("XD-1"),
            &json!({ "version": 1 }),
        )
        .await;
    assert_eq!(missing.status, 404);
    let odd = service
        .at(
            &window,
            Method::POST,
            &path::accept(NUMBER),
            &json!({ "v": 1 }),
        )
        .await;
    assert_eq!(odd.status, 422);
}

#[tokio::test]
async fn a_forged_request_changes_nothing() {
    let service = Service::with_a_case().await;
    let window = service.window("chen", Role::Receiver).await;
    let forged = service
        .forged(&window, &path::accept(NUMBER), &json!({ "version": 1 }))
        .await;
    assert_snapshot!(forged.said(), @"
    403 /problems/csrf
    这次操作没有得到确认。请刷新页面后再试。
    ");
    let case = service
        .at(&window, Method::GET, &path::case(NUMBER), &Json::Null)
        .await;
    assert_eq!(case.json()["state"], "submitted");
}

#[tokio::test]
async fn after_signing_out_the_cookie_opens_nothing() {
    let service = Service::start();
    let window = service.window("chen", Role::Receiver).await;
    let out = service
        .at(&window, Method::DELETE, path::SESSION, &Json::Null)
        .await;
    assert_eq!(out.status, 204);
    let after = service
        .at(&window, Method::GET, path::SESSION, &Json::Null)
        .await;
    assert_eq!(after.status, 401);
}

#[tokio::test]
async fn unknown_answers_are_carried_to_the_window() {
    let service = Service::start();
    let body = submission(&json!({ "premises-nature": null, "drain-municipal": null }));
    let body = with(body, "/fields/applicant-mobile", json!("13900139000"));
    let reply = service.submit("a", &body).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
    let window = service.window("chen", Role::Receiver).await;
    let case = service
        .at(&window, Method::GET, &path::case(NUMBER), &Json::Null)
        .await
        .json();
    assert_eq!(case["consult"], true);
    let open = case["assessment"]["to_settle"].as_array().unwrap();
    assert!(open.contains(&json!("premises-nature")), "{open:?}");
    assert_eq!(case["answers"]["drain-municipal"], Json::Null);
}
