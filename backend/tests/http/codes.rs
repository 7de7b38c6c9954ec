//! Six letters carry the answers from one device to another, and nothing of the person.

use insta::assert_snapshot;
use lianban_api::{CODE_LETTERS, path};
use lianban_rules::share;
use serde_json::{Value as Json, json};

use crate::support::{Reply, Service, package, submission, with};

const DAY: i64 = 24 * 60 * 60;

/// What a desk sends for the noodle shop.
fn noodle_shop() -> Json {
    let answers = submission(&json!({}))["answers"].clone();
    json!({ "package": "open-restaurant", "answers": answers })
}

fn letters(reply: &Reply) -> String {
    assert_eq!(reply.status, 201, "{}", reply.said());
    reply.json()["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_code_leads_to_the_same_answers_however_it_is_typed() {
    let service = Service::start();
    let made = service.post(path::CODES, &noodle_shop()).await;
    let code = letters(&made);
    assert!(code.bytes().all(|it| CODE_LETTERS.contains(&it)), "{code}");
    assert_eq!(made.json()["until"], "2026-12-24");
    let (front, back) = code.split_at(3);
    for typed in [code.clone(), code.to_lowercase(), format!("{front}-{back}")] {
        let coded = service.get(&path::code(&typed)).await;
        assert_eq!(coded.status, 200, "{}", coded.said());
        assert_eq!(coded.json()["package"], "open-restaurant");
        let text = coded.json()["shared"].as_str().unwrap().to_owned();
        let shared = share::read(&package().package, &text).unwrap();
        assert_eq!(Json::from(shared.answers), noodle_shop()["answers"]);
        assert!(shared.is_current);
    }
}

#[tokio::test]
async fn a_code_outlives_a_power_cut_and_ends_after_thirty_days() {
    let service = Service::start();
    let code = letters(&service.post(path::CODES, &noodle_shop()).await);
    let service = service.restart();
    service.wait(30 * DAY);
    assert_eq!(service.get(&path::code(&code)).await.status, 200);
    service.wait(DAY);
    assert_snapshot!(service.get(&path::code(&code)).await.said(), @"
    404 /problems/no-such-code
    没有找到这个码。请核对六个字母；超过 30 天的码会自动作废。
    ");
    // The next code sweeps it away: what is gone does not come back with an earlier clock.
    letters(&service.post(path::CODES, &noodle_shop()).await);
    service.wait(-5 * DAY);
    assert_eq!(service.get(&path::code(&code)).await.status, 404);
}

#[tokio::test]
async fn only_answers_that_fit_are_kept_and_nothing_of_the_form() {
    let service = Service::start();
    let wrong = with(noodle_shop(), "/answers/floor-area", json!("很大"));
    assert_snapshot!(service.post(path::CODES, &wrong).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /answers/floor-area [type] “建筑面积”填的不对。请填数字，比如 120。
    ");
    let elsewhere = with(noodle_shop(), "/package", json!("open-bank"));
    assert_snapshot!(service.post(path::CODES, &elsewhere).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /package [unknown-id] 这里不办这件事。请从首页重新选择。
    ");
    let more = with(noodle_shop(), "/remark", json!("李小明"));
    assert_eq!(service.post(path::CODES, &more).await.status, 422);
    let named = with(noodle_shop(), "/answers/applicant-name", json!("李小明"));
    let code = letters(&service.post(path::CODES, &named).await);
    let text = service.get(&path::code(&code)).await.json()["shared"].clone();
    let shared = share::read(&package().package, text.as_str().unwrap()).unwrap();
    assert_eq!(Json::from(shared.answers), noodle_shop()["answers"]);
}

#[tokio::test]
async fn guessing_codes_has_an_end_and_knowing_them_has_none() {
    let service = Service::start();
    let code = letters(&service.post(path::CODES, &noodle_shop()).await);
    for _ in 0..100 {
        assert_eq!(service.get(&path::code(&code)).await.status, 200);
    }
    for _ in 0..30 {
        assert_eq!(service.get(&path::code("AAAAAA")).await.status, 404);
    }
    let reply = service.get(&path::code(&code)).await;
    assert_eq!(reply.status, 429, "{}", reply.said());
    assert!(reply.headers.contains_key("retry-after"));
}
