//! Cases that are simply there: handed in over HTTP, for stories that begin later.

use lianban_api::{IDEMPOTENCY_KEY, PackageCard, path};
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::package::{Days, Package, Wish};
use lianban_tests::Told;
use lianban_tests::visitor::Visitor;
use serde_json::{Map, Value as Json, json};

const ANSWERS: &str = include_str!("noodle-shop.json");

/// Hands in a noodle shop of this person; returns the case number.
pub async fn case(visitor: &Visitor, applicant: &str, mobile: &str) -> Told<String> {
    let http = reqwest::Client::new();
    let get = |path: String| http.get(visitor.address(&path)).send();
    let cards: Vec<PackageCard> = read(&get(path::PACKAGES.to_owned()).await?.bytes().await?)?;
    let card = cards.iter().find(|it| it.id == "open-restaurant");
    let card = card.ok_or("there is no package")?;
    let bytes = get(path::compiled(&card.id, &card.hash))
        .await?
        .bytes()
        .await?;
    let body = submission(&Package::from_bytes(&bytes)?, card, applicant, mobile)?;
    let reply = http
        .post(visitor.address(path::CASES))
        .header("content-type", "application/json")
        .header(IDEMPOTENCY_KEY, format!("filed-{mobile}"))
        .body(body.to_string())
        .send()
        .await?;
    let reply: Json = read(&reply.bytes().await?)?;
    let number = reply.get("number").and_then(Json::as_str);
    Ok(number.ok_or_else(|| reply.to_string())?.to_owned())
}

fn read<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Told<T> {
    Ok(serde_json::from_slice(bytes)?)
}

fn submission(package: &Package, card: &PackageCard, applicant: &str, mobile: &str) -> Told<Json> {
    let answers: Map<String, Json> = serde_json::from_str(ANSWERS)?;
    let known = package
        .read_answers(&answers)
        .map_err(|errors| format!("{errors:?}"))?;
    let days = Days {
        as_of: card.today,
        applied_on: card.today,
    };
    let assessment = package.assess(&known, days, Wish::default());
    let needed = assessment.materials.iter();
    let needed = needed.filter(|it| it.verdict == MaterialVerdict::Needed);
    let documents: Vec<_> = needed
        .map(|it| json!({ "id": it.id, "by": "bring" }))
        .collect();
    Ok(json!({
        "package": card.id,
        "hash": package.hash(),
        "applied_on": card.today,
        "answers": answers,
        "fields": {
            "applicant-name": applicant,
            "applicant-id-number": "510114199001010011",
            "applicant-mobile": mobile,
            "biz-name-wanted": false,
            "biz-scope": ["catering"],
            "premises-address": { "division": "guihu", "road": "桂湖中路", "number": "8" },
            "property-owner": "王大强",
            "landlord": "王大强",
            "staff": [{ "name": applicant, "id_number": "510114199001010011", "post": "厨师" }],
            "signboard-text": "蜀香面馆",
            "signboard-width": 5,
            "signboard-height": 1.3,
            "signboard-position": "door",
            "e-service-consent": true,
        },
        "documents": documents,
        "receipt": package.receipt(&known, &assessment),
    }))
}
