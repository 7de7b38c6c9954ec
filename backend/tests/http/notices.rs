//! The window decides: 受理 and 不予受理, each with its notice.

use axum::http::Method;
use insta::assert_snapshot;
use lianban_api::path;
use serde_json::{Value as Json, json};

use crate::support::{Reply, Service, Window, pretty, submission, with};

const NUMBER: &str = "XD-2026-000001";

async fn decide(service: &Service, window: &Window, path: &str, body: &Json) -> Reply {
    service.at(window, Method::POST, path, body).await
}

fn because(ground: &str, reason: &str) -> Json {
    json!({ "version": 1, "why": { "ground": ground, "reason": reason } })
}

#[tokio::test]
async fn an_acceptance_says_what_is_applied_for_and_from_which_day() {
    let (service, window) = Service::at_the_window().await;
    let accept = json!({ "version": 1 });
    let case = decide(&service, &window, &path::accept(NUMBER), &accept).await;
    let notice = &case.json()["notice"];
    let said = |name: &str| notice[name].clone();
    assert_eq!(said("kind"), "acceptance");
    assert_eq!(said("number"), "新审许受〔2026〕第0001号");
    assert_eq!(said("case"), NUMBER);
    assert_eq!(said("authority"), "成都市新都区行政审批局");
    assert_eq!(said("applicant"), "欧阳小明");
    assert_eq!(said("phone"), "13800138000");
    assert_eq!(said("received_on"), "2026-11-24");
    assert_eq!(said("issued_on"), "2026-11-24");
    assert_eq!(said("refused"), Json::Null);
    assert_eq!(said("remedies"), json!([]));
    let matters = notice["matters"].as_array().unwrap();
    let names: Vec<_> = matters
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 5);
    assert_eq!(names[0], "个体工商户设立登记");
}

#[tokio::test]
async fn an_acceptance_names_the_last_day_of_each_limit_and_promises_none_past_the_calendar() {
    let (service, window) = Service::at_the_window().await;
    let accept = json!({ "version": 1 });
    let case = decide(&service, &window, &path::accept(NUMBER), &accept).await;
    let notice = case.json()["notice"].clone();
    let drainage = &notice["matters"].as_array().unwrap()[4];
    assert_eq!(drainage["permit"], "drainage-permit");
    assert_snapshot!(pretty(&json!([drainage["deadlines"], notice["together"]])), @r#"
    [
      [
        {
          "due": {
            "day": "2026-12-15",
            "kind": "by"
          },
          "is_marked": false,
          "is_promise": false,
          "source": "城镇污水排入排水管网许可管理办法第6条",
          "text": "法定时限：作出决定 15 个工作日（法条写“15日”），从受理算起"
        }
      ],
      [
        {
          "due": {
            "calendar_ends": 2026,
            "estimate": "2027-01-27",
            "kind": "unknown"
          },
          "is_marked": false,
          "is_promise": false,
          "source": "行政许可法第42条第2款",
          "text": "法定时限：统一办理、联合办理、集中办理 45 个工作日，可以延长 15 个工作日，从受理算起"
        },
        {
          "due": {
            "day": "2026-12-11",
            "kind": "by"
          },
          "is_marked": true,
          "is_promise": true,
          "source": "四川省开办餐饮店一件事（川市监发〔2024〕19号，转载）",
          "text": "承诺时限：整套办完 13 个工作日，从受理算起"
        }
      ]
    ]
    "#);
}

#[tokio::test]
async fn a_non_acceptance_says_why_and_what_can_be_done_against_it() {
    let (service, window) = Service::at_the_window().await;
    let path = path::not_accept(NUMBER);
    let mut body = because("not-ours", " 烟草零售由区烟草专卖局办理。 ");
    body["why"]["refer_to"] = json!("新都区烟草专卖局");
    let case = decide(&service, &window, &path, &body).await.json();
    assert_eq!(case["state"], "not-accepted");
    assert_eq!(case["decided_on"], "2026-11-24");
    assert_eq!(case["decided_by"], "chen");
    let notice = &case["notice"];
    assert_eq!(notice["number"], "新审许不受〔2026〕第0001号");
    let told = json!({
        "basis": notice["basis"], "refused": notice["refused"], "remedies": notice["remedies"],
    });
    assert_snapshot!(pretty(&told), @r#"
    {
      "basis": [
        "《行政许可法》第32条第1款第2项、第2款"
      ],
      "refused": {
        "ground": "not-ours",
        "reason": "烟草零售由区烟草专卖局办理。",
        "refer_to": "新都区烟草专卖局"
      },
      "remedies": [
        "不服本决定的，可以自知道本决定之日起60日内向成都市新都区人民政府申请行政复议（《行政复议法》第20条；复议机关以窗口核定为准）。",
        "也可以自知道本决定之日起6个月内向有管辖权的人民法院提起行政诉讼（《行政诉讼法》第46条）。"
      ]
    }
    "#);
    let again = decide(
        &service,
        &window,
        &path::accept(NUMBER),
        &json!({ "version": 2 }),
    )
    .await;
    assert_snapshot!(again.said(), @"
    409 /problems/case-state
    这个案件已经决定不予受理了。
    ");
}

#[tokio::test]
async fn a_reason_is_needed_and_names_nobody_by_number() {
    let (service, window) = Service::at_the_window().await;
    let path = path::not_accept(NUMBER);
    let mut said = Vec::new();
    let bodies = [
        because("not-needed", "不用办"),
        because("not-needed", "申请人 138 0013 8000 说不办了。"),
        because("not-ours", "这件事不归我们管。"),
        with(
            because("not-needed", &"长".repeat(501)),
            "/version",
            json!(1),
        ),
    ];
    for body in bodies {
        said.push(decide(&service, &window, &path, &body).await.said());
    }
    assert_snapshot!(said.join("\n"), @"
    422 /problems/invalid
    有些内容需要改一下。
    /why/reason [too-short] 请写明理由，至少5个字，让申请人看得懂。
    422 /problems/invalid
    有些内容需要改一下。
    /why/reason [number] 理由里不要写证件号码、电话号码，请去掉。
    422 /problems/invalid
    有些内容需要改一下。
    /why/refer_to [required] 请写明应当向哪个机关申请。
    422 /problems/invalid
    有些内容需要改一下。
    /why/reason [too-long] 理由最多500个字，请写短一些。
    ");
    let odd = decide(
        &service,
        &window,
        &path,
        &because("no-such-ground", "理由理由理由"),
    )
    .await;
    assert_eq!(odd.status, 422);
    let case = service
        .at(&window, Method::GET, &path::case(NUMBER), &Json::Null)
        .await;
    assert_eq!(case.json()["state"], "submitted");
}

#[tokio::test]
async fn who_comes_too_late_takes_no_number() {
    let (service, window) = Service::at_the_window().await;
    service.submit("b", &submission(&json!({}))).await;
    let accept = json!({ "version": 1 });
    decide(&service, &window, &path::accept(NUMBER), &accept).await;
    let late = decide(&service, &window, &path::accept(NUMBER), &accept).await;
    assert_eq!(late.status, 409);
    let next = decide(&service, &window, &path::accept("XD-2026-000002"), &accept).await;
    assert_eq!(next.json()["notice"]["number"], "新审许受〔2026〕第0002号");
}
