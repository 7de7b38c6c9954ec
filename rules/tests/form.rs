//! The form of the real package 我要开餐馆: what 40-checks wants of a whole form.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets the unexpected should stop there"
)]

use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::form::check_form;
use lianban_rules::package::Package;
use serde_json::{Value as Json, json};

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
