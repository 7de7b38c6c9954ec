//! How long the guide is for an ordinary noodle shop.

use std::collections::BTreeSet;

use lianban_rules::catalogue::SignOffs;
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::{Map, Value as Json};

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
