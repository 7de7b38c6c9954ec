//! Submitting: what passes, and what is said of what does not.

use axum::body::Body;
use axum::http::{Method, header};
use insta::assert_snapshot;
use lianban_api::{IDEMPOTENCY_KEY, path};
use lianban_rules::date::Date;
use serde_json::json;

use crate::support::{Service, package, request, submission, submission_of, with, without};

fn noodle_shop() -> serde_json::Value {
    submission(&json!({}))
}

#[tokio::test]
async fn a_noodle_shop_gets_a_case_number() {
    let service = Service::start();
    let reply = service.submit("a", &noodle_shop()).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
    let submitted = reply.json();
    assert_eq!(submitted["number"], "XD-2026-000001");
    assert_eq!(submitted["submitted_on"], "2026-11-24");
    assert_eq!(submitted["receipt"], noodle_shop()["receipt"]);
}

#[tokio::test]
async fn the_same_key_answers_the_same_and_never_takes_another_body() {
    let service = Service::start();
    let first = service.submit("a", &noodle_shop()).await;
    let again = service.submit("a", &noodle_shop()).await;
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.json(), again.json());
    let another = with(noodle_shop(), "/fields/applicant-name", json!("李四"));
    assert_snapshot!(service.submit("a", &another).await.said(), @"
    422 /problems/idempotency-key
    同一次提交的内容前后不一样。请刷新页面，再提交一次。
    ");
    let second = service.submit("b", &another).await;
    assert_eq!(second.json()["number"], "XD-2026-000002");
}

#[tokio::test]
async fn what_was_taken_yesterday_is_answered_today_as_it_was() {
    let service = Service::start();
    let first = service.submit("a", &noodle_shop()).await;
    service.wait(24 * 60 * 60);
    // Today this body is one of yesterday: under a new key it is refused.
    assert_eq!(service.submit("b", &noodle_shop()).await.status, 409);
    let again = service.submit("a", &noodle_shop()).await;
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.json(), again.json());
    let other = without(noodle_shop(), "/answers/floor-area");
    assert_eq!(service.submit("a", &other).await.status, 422);
}

#[tokio::test]
async fn a_key_is_needed() {
    let service = Service::start();
    assert_snapshot!(service.post(path::CASES, &noodle_shop()).await.said(), @"
    400 /problems/idempotency-key
    这次提交缺少编号。请刷新页面，再提交一次。
    ");
    assert_eq!(
        service.submit("has blanks", &noodle_shop()).await.status,
        400
    );
    assert_eq!(
        service
            .submit(&"x".repeat(129), &noodle_shop())
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn what_is_no_json_is_refused_before_anything_else() {
    let service = Service::start();
    let sent = |media_type: &'static str, body: Vec<u8>| {
        let request = request(Method::POST, path::CASES)
            .header(header::CONTENT_TYPE, media_type)
            .header(IDEMPOTENCY_KEY, "a");
        service.send(request.body(Body::from(body)).unwrap())
    };
    let json = "application/json";
    assert_snapshot!(sent(json, b"{\"package\":".to_vec()).await.said(), @"
    400 about:blank
    提交的内容不是有效的 JSON。
    ");
    assert_eq!(sent(json, Vec::new()).await.status, 400);
    assert_eq!(sent(json, vec![0xff, 0xfe]).await.status, 400);
    assert_eq!(
        sent(json, "[".repeat(100_000).into_bytes()).await.status,
        400
    );
    assert_snapshot!(sent("text/plain", b"{}".to_vec()).await.said(), @"
    415 about:blank
    请用 application/json 提交。
    ");
    assert_snapshot!(sent(json, vec![b' '; 256 * 1024 + 1]).await.said(), @"
    413 about:blank
    提交的内容太大了，最多 256 KB。
    ");
}

#[tokio::test]
async fn a_body_of_the_wrong_shape_is_told_so() {
    let service = Service::start();
    for body in [json!([]), json!(1), json!(null), json!({})] {
        assert_eq!(service.submit("a", &body).await.status, 422);
    }
    let unknown = with(noodle_shop(), "/package", json!("open-bakery"));
    assert_snapshot!(service.submit("a", &unknown).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /package [unknown-id] 这里不办这件事。请从首页重新选择。
    ");
    let bare = json!({ "package": "open-restaurant", "answers": [], "fields": 1, "more": true });
    assert_snapshot!(service.submit("a", &bare).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /answers [type] 这一项应该是一个对象。
    /applied_on [required] 缺少这一项，请补上。
    /documents [required] 缺少这一项，请补上。
    /fields [type] 这一项应该是一个对象。
    /hash [required] 缺少这一项，请补上。
    /more [unknown-id] 这里没有这一项，请去掉。
    /receipt [required] 缺少这一项，请补上。
    ");
}

#[tokio::test]
async fn every_bad_answer_is_named_at_once() {
    let service = Service::start();
    let body = with(noodle_shop(), "/answers/food-kind", json!("sushi-boat"));
    let body = with(body, "/answers/food-hot", json!("yes"));
    let body = with(body, "/answers/floor-lowest", json!(0));
    let body = with(body, "/answers/floor-area", json!(1e9));
    let body = with(body, "/answers/fuel", json!(["lpg", "lpg"]));
    let body = with(body, "/answers/lease-end-date", json!("2027-02-30"));
    let body = with(body, "/answers/is-drainer", json!(true));
    let body = with(body, "/answers/a~b", json!(true));
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /answers/a~0b [unknown-id] 这里没有这一项。请检查名称，或者去掉它。
    /answers/floor-area [range] “建筑面积”应在 0.01 到 200000 平方米之间，请再看一下。
    /answers/floor-lowest [range] “最低楼层”不能填 0。
    /answers/food-hot [type] “热菜、面点”填的不对。请选“卖”或“不卖”。
    /answers/food-kind [option] “店的种类”没有这个选项。可以选：餐馆、火锅、烧烤、小吃快餐、咖啡茶饮、酒吧、面包糕点、单位食堂、中央厨房、集体用餐配送、纯外卖。
    /answers/fuel [uniqueItems] 同一项写了两次，请去掉一个。
    /answers/is-drainer [unknown-id] “属于餐饮排水户”由其他答案推出，不用填。请直接回答前面的问题。
    /answers/lease-end-date [range] “租期截止日”填的日子日历上没有，请再看一下。
    ");
}

#[tokio::test]
async fn the_area_used_is_not_larger_than_the_floor() {
    let service = Service::start();
    let body = with(noodle_shop(), "/answers/use-area", json!(120.01));
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /answers/use-area [constraint] 使用面积不能大于建筑面积，请对照合同再看一下。
    ");
}

#[tokio::test]
async fn every_bad_field_is_named_at_once_without_repeating_it() {
    let service = Service::start();
    let body = with(noodle_shop(), "/fields/applicant-name", json!(" "));
    let body = with(
        body,
        "/fields/applicant-id-number",
        json!("510114199001010012"),
    );
    let body = with(body, "/fields/applicant-mobile", json!("12345678901"));
    let body = with(body, "/fields/favourite-colour", json!("red"));
    let body = without(body, "/fields/premises-address");
    let reply = service.submit("a", &body).await;
    assert!(!reply.said().contains("12345678901"));
    assert_snapshot!(reply.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /fields/applicant-id-number [checksum] 身份证号对不上校验位，多半有一位写错了，请对照证件逐位再看一下。
    /fields/applicant-mobile [mobile] 手机号以 13 到 19 开头，请再看一下。
    /fields/applicant-name [empty] 请填写“申请人姓名”。
    /fields/favourite-colour [unknown-id] 这里没有这一项，请去掉。
    /fields/premises-address [empty] 请填写“店铺地址”。
    ");
}

#[tokio::test]
async fn the_age_in_the_number_must_fit_the_answer() {
    let service = Service::start();
    let sixteen = with(
        noodle_shop(),
        "/fields/applicant-id-number",
        json!("510114201011240021"),
    );
    assert_snapshot!(service.submit("a", &sixteen).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /answers/age [age] 您选了“18岁以上”，和按证件号码算出的年龄不一致，请核对。
    /fields/applicant-id-number [age] 按证件号码算出的年龄和您选的“18岁以上”不一致，请核对号码。
    ");
    // Eighteen on this very day.
    let eighteen = with(
        noodle_shop(),
        "/fields/applicant-id-number",
        json!("510114200811240017"),
    );
    assert_eq!(service.submit("a", &eighteen).await.status, 201);
}

#[tokio::test]
async fn a_field_that_may_not_apply_is_not_insisted_on() {
    let service = Service::start();
    let unsure = submission(&json!({ "subject-licensed": null }));
    let reply = service.submit("a", &unsure).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
    let licensed = submission(&json!({ "subject-licensed": true }));
    let reply = service.submit("b", &licensed).await;
    assert!(
        reply.said().contains("/fields/uscc [empty]"),
        "{}",
        reply.said()
    );
}

#[tokio::test]
async fn the_documents_are_exactly_the_needed_ones() {
    let service = Service::start();
    let body = without(noodle_shop(), "/documents/0");
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents [missing] 还没有勾选“申请人身份证明”。准备好后请勾上。
    ");
    let mut documents = noodle_shop()["documents"].as_array().unwrap().clone();
    let needless = package();
    let materials = &needless.package.contents().materials;
    let other = materials.iter().find(|it| {
        !documents
            .iter()
            .any(|document| document["id"] == json!(it.id))
    });
    documents.push(json!({ "id": other.unwrap().id, "by": "bring" }));
    let count = documents.len() - 1;
    let body = with(noodle_shop(), "/documents", json!(documents));
    let reply = service.submit("a", &body).await;
    let named = format!("/documents/{count} [not-needed]");
    assert!(reply.said().contains(&named), "{}", reply.said());
}

#[tokio::test]
async fn another_package_is_a_conflict() {
    let service = Service::start();
    let body = with(noodle_shop(), "/hash", json!("0".repeat(64)));
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    409 /problems/package-changed
    办事规定刚刚更新了。
    /hash [changed] 这不是今天有效的规定。
    ");
}

#[tokio::test]
async fn another_receipt_is_a_conflict_that_says_what_the_server_finds() {
    let service = Service::start();
    let body = with(noodle_shop(), "/receipt", json!("0".repeat(64)));
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    409 /problems/receipt-differs
    页面上的结果和服务器核算的不一样。
    /receipt [biz-individual] 服务器核算：“个体工商户设立登记”需要。
    /receipt [food-small-shop-filing] 服务器核算：“四川省小经营店备案”需要。
    /receipt [food-health-cert] 服务器核算：“食品从业人员健康证”需要。
    /receipt [signboard] 服务器核算：“户外招牌设置”需要。
    /receipt [drainage-permit] 服务器核算：“城镇污水排入排水管网许可证”需要。
    ");
    // The receipt of other answers is as wrong as an invented one.
    let larger = submission(&json!({ "use-area": 110 }));
    let body = with(noodle_shop(), "/receipt", larger["receipt"].clone());
    assert_eq!(service.submit("a", &body).await.status, 409);
}

#[tokio::test]
async fn a_page_left_open_overnight_is_told_of_the_new_day() {
    let service = Service::start();
    let yesterday = Date::new(2026, 11, 23).unwrap();
    let changes = json!({ "lease-end-date": "2026-11-24" });
    let body = submission_of(&package().package, &changes, yesterday);
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    409 /problems/receipt-differs
    页面上的结果和服务器核算的不一样。
    /applied_on [day] 您的页面按2026-11-23核算，今天是2026-11-24。请刷新页面。
    /receipt [biz-individual] 换了日期后不一样：“个体工商户设立登记”需要，由窗口核定。
    ");
}

#[tokio::test]
async fn a_settled_site_stop_is_not_submitted_online() {
    let service = Service::start();
    let body = submission(&json!({ "premises-nature": "residential" }));
    let body = with(body, "/insist", json!(true));
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/site-stop
    这个地方不能在网上提交。
    /answers [r-01] 居民住宅楼里，不能新开、改建、扩建产生油烟、异味、废气的餐饮店。换一处商业用房，或者只做不产生油烟的品种。
    ");
}

#[tokio::test]
async fn another_district_is_not_submitted_online() {
    let service = Service::start();
    let body = submission(&json!({ "in-district": false }));
    assert_eq!(
        service.submit("a", &body).await.json()["type"],
        "/problems/site-stop"
    );
}

#[tokio::test]
async fn a_forecast_refusal_needs_the_word_of_the_person() {
    let service = Service::start();
    let changes = json!({ "food-banned-person": true });
    let body = submission(&changes);
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/refusal-forecast
    按现在的情况，有事项预计办不下来。
    /insist [food-small-shop-filing] 预计办不下来：“四川省小经营店备案”。
    ");
    let insisting = with(body, "/insist", json!(true));
    assert_eq!(service.submit("a", &insisting).await.status, 201);
}
