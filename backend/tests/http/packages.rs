//! Packages: cards, compiled bytes, assessments.

use axum::body::Body;
use axum::http::{Method, header};
use insta::assert_snapshot;
use lianban_api::path;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;
use serde_json::json;

use crate::support::{Service, package, request};

#[tokio::test]
async fn the_compiled_bytes_are_the_package_and_never_change() {
    let service = Service::start();
    let card = service.get(path::PACKAGES).await.json()[0].clone();
    assert_eq!(card["id"], "open-restaurant");
    assert_eq!(card["today"], "2026-11-24");
    let hash = card["hash"].as_str().unwrap();
    let reply = service.get(&path::compiled("open-restaurant", hash)).await;
    assert_eq!(Package::from_bytes(&reply.body).unwrap().hash(), hash);
    assert_eq!(
        reply.headers[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    let gone = path::compiled("open-restaurant", &"0".repeat(64));
    assert_snapshot!(service.get(&gone).await.said(), @"
    404 about:blank
    没有这个套餐，请从首页重新选择。
    ");
    assert_eq!(service.get(&path::compiled("x", hash)).await.status, 404);
}

#[tokio::test]
async fn the_handbook_is_the_one_that_the_package_names() {
    let service = Service::start();
    let card = service.get(path::PACKAGES).await.json()[0].clone();
    let hash = card["handbook"].as_str().unwrap();
    assert_eq!(hash, package().package.contents().handbook);
    let reply = service.get(&path::handbook("open-restaurant", hash)).await;
    assert_eq!(Handbook::hash(&reply.body), hash);
    assert_eq!(
        Handbook::from_bytes(&reply.body).unwrap(),
        package().handbook
    );
    let gone = path::handbook("open-restaurant", &"0".repeat(64));
    assert_eq!(service.get(&gone).await.status, 404);
}

#[tokio::test]
async fn a_browser_gets_brotli_and_nothing_when_it_has_the_bytes() {
    let service = Service::start();
    let offer = package();
    let place = path::compiled("open-restaurant", offer.package.hash());
    let asked = |name, value: String| {
        let request = request(Method::GET, &place).header(name, value);
        service.send(request.body(Body::empty()).unwrap())
    };
    let brotli = asked(header::ACCEPT_ENCODING, "gzip, br".to_owned()).await;
    assert_eq!(brotli.headers[header::CONTENT_ENCODING], "br");
    assert!(brotli.body.len() < offer.package.bytes().len() / 2);
    let refused = asked(header::ACCEPT_ENCODING, "br;q=0, gzip".to_owned()).await;
    assert_eq!(refused.headers[header::CONTENT_ENCODING], "gzip");
    let etag = brotli.headers[header::ETAG].to_str().unwrap().to_owned();
    let known = asked(header::IF_NONE_MATCH, etag).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
}

#[tokio::test]
async fn answers_are_assessed_under_the_law_of_the_day_asked_for() {
    let service = Service::start();
    let place = path::assess("open-restaurant");
    let now = service.post(&place, &json!({ "answers": {} })).await.json();
    assert_eq!(now["as_of"], "2026-11-24");
    assert_eq!(now["hash"], package().package.hash());
    let body = json!({ "answers": {}, "as_of": "2026-01-01" });
    let before = service.post(&place, &body).await.json();
    assert_eq!(
        (&before["as_of"], &before["applied_on"]),
        (&json!("2026-01-01"), &json!("2026-01-01"))
    );
    assert_ne!(before["hash"], now["hash"]);
}

#[tokio::test]
async fn what_cannot_be_assessed_is_told_why() {
    let service = Service::start();
    let place = path::assess("open-restaurant");
    let odd = json!({ "answers": { "food-kind": 1, "nonsense": true, "seats": "many" } });
    assert_snapshot!(service.post(&place, &odd).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /answers/food-kind [type] “店的种类”填的不对。请从选项里选一个。
    /answers/nonsense [unknown-id] 这里没有这一项。请检查名称，或者去掉它。
    /answers/seats [type] “就餐座位”填的不对。请填数字，比如 120。
    ");
    assert_snapshot!(service.post(&place, &json!({ "answers": {}, "more": 1 })).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
     [type] 这个请求的内容不对：缺了一项、多了一项，或者类型不对。
    ");
    let other = service
        .post(&path::assess("open-bakery"), &json!({ "answers": {} }))
        .await;
    assert_eq!(other.status, 404);
    let early = json!({ "answers": {}, "as_of": "1999-01-01" });
    assert_eq!(service.post(&place, &early).await.status, 404);
}
