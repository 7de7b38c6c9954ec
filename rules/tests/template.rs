//! The texts that the system writes, with the real handbook and a real case.

#![allow(
    clippy::expect_used,
    reason = "a test that meets the unexpected should stop there"
)]

#[path = "support/restaurant.rs"]
mod restaurant;

use lianban_rules::handbook::Template;
use lianban_rules::template::{Matter, fingerprint, lines, write};
use restaurant::{Case, RESTAURANT, noodle_shop, today};
use serde_json::{Value as Json, json};

fn case(fields: Json) -> Case {
    let fields = serde_json::from_value(fields).expect("an object");
    Case::new(&noodle_shop(), fields)
}

fn template(id: &str) -> &'static Template {
    let (_, handbook) = &*RESTAURANT;
    let found = handbook.templates.iter().find(|it| it.id == id);
    found.expect("a template of the handbook")
}

fn filled_in() -> Case {
    case(json!({
        "applicant-name": "李小明", "food-manager": "王芳",
        "agent-name": "张强", "agent-powers": ["submit", "collect"], "agent-until": "2027-05-01",
        "premises-address": {"division": "guihu", "road": "桂湖中路", "number": "8"},
        "staff": [{"name": "王芳", "post": "厨师"}, {"name": "赵六", "post": "服务员"}],
    }))
}

#[test]
fn a_letter_of_attorney_names_everybody_and_everything() {
    let case = filled_in();
    let text = lines(&write(template("poa"), case.matter())).join("\n");
    assert!(
        text.contains("委托人 李小明 委托 张强 代为办理：个体工商户设立登记"),
        "{text}"
    );
    assert!(
        text.contains("委托权限：递交申请和材料、领取证照。"),
        "{text}"
    );
    assert!(text.contains("自 2026年11月23日 至 2027年5月1日"), "{text}");
    assert!(text.ends_with("日期："), "{text}");
}

#[test]
fn people_and_addresses_are_written_out() {
    let case = filled_in();
    let text = |id| lines(&write(template(id), case.matter())).join("\n");
    assert!(text("food-staff").contains("王芳，厨师；赵六，服务员"));
    assert!(text("food-rules").contains("四川省成都市新都区桂湖街道桂湖中路8号"));
    assert!(text("food-rules").contains("2. 食品安全自查制度"));
}

#[test]
fn the_form_of_a_permit_that_is_not_applied_for_is_left_out() {
    let case = filled_in();
    let text = lines(&write(template("biz-app"), case.matter())).join("\n");
    assert!(text.contains("申请人姓名：李小明"), "{text}");
    assert!(!text.contains("注册资本"), "{text}");
}

#[test]
fn what_is_missing_is_seen_and_not_guessed() {
    let case = case(json!({}));
    let text = lines(&write(template("poa"), case.matter())).join("\n");
    assert!(text.contains("委托人 （未填） 委托 （未填）"), "{text}");
}

/// Every name in braces is known: a slip in the handbook would print （未填） for ever.
#[test]
fn every_name_in_a_text_stands_for_something() {
    let (package, handbook) = &*RESTAURANT;
    let contents = package.contents();
    let texts = serde_json::to_string(&handbook.templates).expect("plain data");
    let names = texts.split('{').skip(1).filter_map(|it| it.split_once('}'));
    let names = names
        .map(|(name, _)| name)
        .filter(|it| it.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    for name in names {
        let is_known = matches!(name, "today" | "permits")
            || contents.fields.iter().any(|it| it.id == name)
            || contents.questions.iter().any(|it| it.id == name);
        assert!(is_known, "nothing is called `{name}`");
    }
}

#[test]
fn a_text_is_confirmed_whatever_the_day_and_until_it_changes() {
    let mut case = filled_in();
    let template = template("poa");
    let before = fingerprint(template, case.matter());
    let tomorrow = Matter {
        today: today().plus(0, 0, 1),
        ..case.matter()
    };
    assert_eq!(fingerprint(template, tomorrow), before);
    case.fields.insert("agent-name".into(), json!("张刚"));
    assert_ne!(fingerprint(template, case.matter()), before);
}
