//! The form of the real package 我要开餐馆: what 40-checks wants of a whole form.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets the unexpected should stop there"
)]

use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::form::{check_form, fields_asked};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json, json};

fn today() -> Date {
    "2026-11-23".parse().unwrap()
}

fn package() -> Package {
    let (catalogue, findings) = read(builtin());
    assert!(findings.is_empty(), "{findings:?}");
    let (contents, _) = catalogue.contents("open-restaurant", today(), SignOffs::All);
    Package::compile(contents.expect("the package"))
}

/// What is wrong with one field of a form filled in so far.
fn codes(package: &Package, field: &str, answers: &Json, fields: &Json) -> Vec<&'static str> {
    let answers = package.read_answers(answers.as_object().unwrap()).unwrap();
    let values = fields.as_object().unwrap();
    let form = check_form(package, &answers, values, &[], today());
    let problems = form.problems.into_iter();
    let of_field = problems.filter(|(id, _)| id == field);
    of_field.map(|(_, problem)| problem.code).collect()
}

#[test]
fn section_4_a_trader_who_wants_no_name_gives_none() {
    let package = package();
    let of = |wanted: bool, entity: &str, name: &str| {
        let answers =
            json!({"in-district": true, "subject-licensed": false, "entity-type": entity});
        let fields = json!({"biz-name-wanted": wanted, "biz-name": name});
        codes(&package, "biz-name", &answers, &fields)
    };
    let none: [&str; 0] = [];
    assert_eq!(of(false, "individual", ""), none);
    assert_eq!(of(true, "individual", ""), ["empty"]);
    assert_eq!(of(true, "individual", "成都市新都区蜀香餐饮店"), none);
    assert_eq!(of(true, "company", "成都市新都区蜀香餐饮店"), ["N-FORM"]);
}

#[test]
fn section_3_a_document_that_has_run_out_is_refused() {
    let package = package();
    let answers = json!({"in-district": true, "applicant-id-type": "passport"});
    let of = |until: &str| {
        let fields = json!({"applicant-id-until": until});
        codes(&package, "applicant-id-until", &answers, &fields)
    };
    let none: [&str; 0] = [];
    assert_eq!(of("2026-11-22"), ["range"]);
    assert_eq!(of("2026-11-23"), none);
}

/// Whoever has a licence is never asked for the kind of document: what hangs on it neither.
#[test]
fn who_has_a_licence_is_not_asked_what_only_a_passport_holder_knows() {
    let package = package();
    let asked = |answers: Json| {
        let answers = package.read_answers(answers.as_object().unwrap()).unwrap();
        let fields = fields_asked(&package, &answers, &Map::new(), today());
        let ids = fields.into_iter().map(|it| it.field.id.clone());
        ids.filter(|id| PASSPORT.contains(&id.as_str())).count()
    };
    let licensed =
        json!({"in-district": true, "subject-licensed": true, "entity-type": "individual"});
    assert_eq!(asked(licensed), 0);
    let new =
        json!({"in-district": true, "subject-licensed": false, "applicant-id-type": "passport"});
    assert_eq!(asked(new), PASSPORT.len());
}

const PASSPORT: [&str; 3] = [
    "applicant-birth-date",
    "applicant-nationality",
    "applicant-id-until",
];

#[test]
fn section_6_registered_capital_is_more_than_nothing_with_two_decimals() {
    let package = package();
    let answers = json!({"in-district": true, "subject-licensed": false, "entity-type": "company"});
    let of = |capital: &str| {
        let fields = json!({"registered-capital": capital});
        codes(&package, "registered-capital", &answers, &fields)
    };
    let none: [&str; 0] = [];
    for (capital, expected) in [("0", "range"), ("-1", "range"), ("30.005", "decimals")] {
        assert_eq!(of(capital), [expected], "{capital}");
    }
    assert_eq!(of("0.01"), none);
    assert_eq!(of("30.50"), none);
}

#[test]
fn section_6_the_highest_floor_is_no_lower_than_the_lowest() {
    let package = package();
    let of = |lowest: Json, highest: i64| {
        let answers = json!({"in-district": true, "floor-lowest": lowest});
        let fields = json!({"floor-highest": highest});
        codes(&package, "floor-highest", &answers, &fields)
    };
    let none: [&str; 0] = [];
    assert_eq!(of(json!(2), 1), ["floors"]);
    assert_eq!(of(json!(-1), -2), ["floors"]);
    assert_eq!(of(json!(2), 2), none);
    assert_eq!(of(json!(-1), 3), none);
    assert_eq!(of(Json::Null, 1), none);
    assert_eq!(of(json!(-1), 0), ["range"]);
}
