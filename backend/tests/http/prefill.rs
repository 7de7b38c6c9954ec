//! What need not be typed again, and who may ask for it.

use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::register;
use serde_json::json;

use crate::support::{Service, submission};

const NUMBER: &str = "XD-2026-000001";

#[tokio::test]
async fn a_licence_comes_from_the_register_and_its_silence_is_said() {
    let service = Service::start();
    let ask = |code: &str| json!({ "code": code });
    let code = "92510114ma6d000263";
    assert_snapshot!(service.post(path::LICENCE, &ask(code)).await.said(), @"
    503 /problems/register-silent
    登记系统现在没有回应。请自己填，不影响办理。
    ");
    std::fs::write(service.data().join(register::FILE), register::DEMO).unwrap();
    let licence = service.post(path::LICENCE, &ask(code)).await.json();
    assert_eq!(licence["name"], "新都区蜀香面馆");
    assert_eq!(licence["entity_type"], "individual");
    let unknown = ask("91350100M000100Y43");
    assert_snapshot!(service.post(path::LICENCE, &unknown).await.said(), @"
    404 /problems/no-such-licence
    登记系统里没有这个号码。请对照营业执照再看一下，或者自己填。
    ");
    let odd = service
        .post(path::LICENCE, &ask("91110000600037342P"))
        .await;
    assert_eq!(
        odd.status,
        404,
        "an old code may be asked for: {}",
        odd.said()
    );
    let wrong = service.post(path::LICENCE, &ask("1")).await;
    assert_eq!(wrong.status, 422, "{}", wrong.said());
}

#[tokio::test]
async fn asking_the_register_again_and_again_has_an_end() {
    let service = Service::start();
    let ask = json!({ "code": "92510114MA6D000263" });
    for _ in 0..20 {
        assert_eq!(service.post(path::LICENCE, &ask).await.status, 503);
    }
    let reply = service.post(path::LICENCE, &ask).await;
    assert_eq!(reply.status, 429, "{}", reply.said());
    assert!(reply.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn an_earlier_form_is_given_to_its_person_alone_and_with_consent() {
    let service = Service::start();
    let sent = submission(&json!({}));
    assert_eq!(service.submit("a", &sent).await.status, 201);
    let (id, mobile) = (
        sent["fields"]["applicant-id-number"].clone(),
        sent["fields"]["applicant-mobile"].clone(),
    );
    let ask = |number: &str, id: &serde_json::Value, mobile: &serde_json::Value, consent: bool| json!({ "number": number, "id_number": id, "mobile": mobile, "consent": consent });
    let fields = service
        .post(path::EARLIER, &ask(NUMBER, &id, &mobile, true))
        .await;
    assert_eq!(fields.status, 200, "{}", fields.said());
    let fields = fields.json()["fields"].clone();
    assert_eq!(fields["applicant-name"], sent["fields"]["applicant-name"]);
    assert_eq!(fields.get("open-date"), None);

    let without = ask(NUMBER, &id, &mobile, false);
    assert_eq!(service.post(path::EARLIER, &without).await.status, 422);
    let other = json!("110105194912310020");
    let wrong = service
        .post(path::EARLIER, &ask(NUMBER, &other, &mobile, true))
        .await;
    let none = service
        .post(path::EARLIER, &ask("XD-2026-000099", &id, &mobile, true))
        .await;
    assert_eq!((wrong.status, wrong.said()), (none.status, none.said()));
    assert_eq!(wrong.status, 404);

    let back = json!({ "number": NUMBER, "mobile": mobile });
    assert_eq!(service.post(path::WITHDRAW, &back).await.status, 200);
    let taken_back = service
        .post(path::EARLIER, &ask(NUMBER, &id, &mobile, true))
        .await;
    assert_eq!(taken_back.body, none.body);
}
