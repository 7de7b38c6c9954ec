//! How long the guide is for an ordinary noodle shop, and where its limits lie.

use std::collections::BTreeSet;

use lianban_rules::assessment::{Assessment, Disposition, Need};
use lianban_rules::catalogue::SignOffs;
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::{Map, Value as Json, json};

/// A noodle shop in leased commercial premises, run by one person with two helpers.
fn noodle_shop() -> Map<String, Json> {
    serde_json::from_str(ANSWERS).expect("an object")
}

const ANSWERS: &str = r#"{
    "in-district": true, "food-kind": "snack", "entertain": "none",
    "food-hot": true, "food-cold-meat": false, "food-cold-veg": false,
    "food-raw": false, "food-cold-cake": false, "food-drink": false,
    "sell-bulk": false, "sell-bulk-cooked": false, "sell-prepack": true,
    "sell-special-food": false, "food-simple-only": false,
    "food-smoke": true, "premises-nature": "commercial", "site-flue": true,
    "floor-area": 78.5, "use-area": 66, "floor-lowest": 1,
    "premises-tenure": "lease", "lease-end-date": "2029-12-31",
    "subject-licensed": false, "entity-type": "individual", "age": 41,
    "applicant-id-type": "cn-id", "applicant-public-official": false,
    "applicant-false-record": "none",
    "small-shop-banned": false, "small-shop-choice": "filing",
    "food-staff-count": 3, "fuel": ["pipe-gas"], "gas-alarm": true,
    "special-equipment": ["none"],
    "drain-municipal": "yes", "drain-by-landlord": false, "grease-trap": true,
    "signboard": true, "signboard-area": 4, "signboard-steel": false,
    "signboard-has-ads": false,
    "food-delivery": true, "sell-tobacco": false, "decoration-planned": false,
    "has-agent": false, "open-air-bbq": false, "wild-animal": false,
    "prior-permit-same-address": false, "food-banned-person": false
}"#;

/// The screens shown, one after the other, to someone who answers from `known`.
fn screens(package: &Package, known: &Map<String, Json>, days: Days) -> Vec<String> {
    let (mut given, mut screens) = (Map::new(), Vec::new());
    loop {
        let answers = package.read_answers(&given).expect("fitting answers");
        let Some(next) = package.assess(&answers, days, Wish::default()).next else {
            return screens;
        };
        for id in next.questions {
            let answer = known.get(&id);
            let answer = answer.unwrap_or_else(|| panic!("{id} is asked on {}", next.screen));
            given.insert(id, answer.clone());
        }
        if screens.last() != Some(&next.screen) {
            screens.push(next.screen);
        }
    }
}

#[test]
fn a_small_noodle_shop_passes_at_most_twelve_screens() {
    let today: Date = "2026-11-23".parse().expect("a date");
    let days = Days {
        as_of: today,
        applied_on: today,
    };
    let package = super::package("open-restaurant", today, SignOffs::District);
    let screens = screens(&package, &noodle_shop(), days);
    let different: BTreeSet<&String> = screens.iter().collect();
    assert_eq!(different.len(), screens.len(), "{screens:?}");
    assert!(screens.len() <= 12, "{screens:?}");
}

/// 40-checks, sections 6 and 8: what lies on the limit, and just beyond it.
fn assessed(changes: &[(&str, Json)]) -> Assessment {
    let today: Date = "2026-11-23".parse().expect("a date");
    let days = Days {
        as_of: today,
        applied_on: today,
    };
    let package = super::package("open-restaurant", today, SignOffs::All);
    let mut answers = noodle_shop();
    for (question, answer) in changes {
        answers.insert((*question).to_owned(), answer.clone());
    }
    let answers = package.read_answers(&answers).expect("fitting answers");
    package.assess(&answers, days, Wish { go_on: true })
}

fn is_required(assessment: &Assessment, permit: &str) -> bool {
    let mut permits = assessment.permits.iter();
    permits.any(|it| it.id == permit && it.need == Need::Required)
}

fn is_refused(assessment: &Assessment, permit: &str) -> bool {
    let mut permits = assessment.permits.iter();
    permits.any(|it| it.id == permit && it.disposition == Some(Disposition::Refused))
}

#[test]
fn section_6_the_limit_itself_is_within() {
    for (area, inspected) in [(json!(300.00), false), (json!(300.01), true)] {
        let found = assessed(&[("floor-area", area)]);
        assert_eq!(is_required(&found, "fire-inspection"), inspected);
    }
    for (area, is_small) in [(json!(150.00), true), (json!(150.01), false)] {
        let found = assessed(&[("floor-area", json!(200)), ("use-area", area)]);
        assert_eq!(is_required(&found, "food-small-shop-filing"), is_small);
        assert_eq!(is_required(&found, "food-licence"), !is_small);
    }
}

#[test]
fn section_8_capital_is_paid_within_five_years() {
    for (due, refused) in [("2031-11-23", false), ("2031-11-24", true)] {
        let found = assessed(&[
            ("entity-type", json!("company")),
            ("owner-count", json!(2)),
            ("capital-due-date", json!(due)),
            ("applicant-disqualified", json!(false)),
        ]);
        assert_eq!(is_refused(&found, "biz-company"), refused, "{due}");
    }
}

#[test]
fn section_8_a_lease_ends_after_the_day_of_application() {
    for (end, refused) in [("2026-11-23", true), ("2026-11-24", false)] {
        let found = assessed(&[("lease-end-date", json!(end))]);
        assert_eq!(is_refused(&found, "biz-individual"), refused, "{end}");
    }
}
