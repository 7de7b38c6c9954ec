//! Reading answers: every fault is found, at once, in words for the person.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod support;

use insta::assert_snapshot;
use lianban_rules::contents::{
    Bound, ChoiceOption, Contents, Field, FieldKind, Question, QuestionKind, Scale,
};
use lianban_rules::package::Package;
use support::random::Random;
use support::small;

fn option(id: &str, label: &str, band: Option<(i64, i64)>) -> ChoiceOption {
    ChoiceOption {
        id: id.to_owned(),
        label: label.to_owned(),
        help: None,
        icon: None,
        band,
    }
}

/// A package with one question of each type, two areas under a constraint, and two form fields.
fn package() -> Package {
    let mut contents: Contents = small::contents(&mut Random::new(1));
    let blank = Question {
        asked_when: None,
        ..contents.questions[0].clone()
    };
    let question = |id: &str, short: &str, unit: Option<&str>, kind| Question {
        id: id.to_owned(),
        short: short.to_owned(),
        unit: unit.map(str::to_owned),
        kind,
        ..blank.clone()
    };
    let area = || QuestionKind::Number {
        scale: Scale::Hundredths,
        min: 1,
        max: 20_000_000,
        except: vec![],
    };
    let floor = QuestionKind::Number {
        scale: Scale::Integer,
        min: -5,
        max: 200,
        except: vec![0],
    };
    let ages = vec![
        option("under-16", "未满16岁", Some((0, 15))),
        option("adult", "18岁以上", Some((18, 150))),
    ];
    let equipment = vec![option("boiler", "锅炉", None), option("none", "没有", None)];
    contents.questions = vec![
        question(
            "smoke",
            "产生油烟",
            None,
            QuestionKind::YesNo {
                yes: "会".into(),
                no: "不会".into(),
            },
        ),
        question("age", "年龄", None, QuestionKind::Choice { options: ages }),
        question(
            "equipment",
            "特种设备",
            None,
            QuestionKind::Multi {
                options: equipment,
                exclusive: Some(1),
            },
        ),
        question("floor", "楼层", Some("层"), floor),
        question("use-area", "使用面积", Some("平方米"), area()),
        question("floor-area", "建筑面积", Some("平方米"), area()),
        question("lease-end", "租期截止日", None, QuestionKind::Date),
    ];
    contents.constraints = vec![lianban_rules::contents::Constraint {
        lesser: 4,
        greater: 5,
        message: "使用面积不能大于建筑面积，请对照合同再看一下。".to_owned(),
    }];
    let field = |id: &str, label: &str, kind| Field {
        id: id.to_owned(),
        label: label.to_owned(),
        hint: None,
        unit: None,
        kind,
        section: String::new(),
        required: false,
        asked_when: None,
        follows: None,
    };
    let count = FieldKind::Number {
        scale: Scale::Integer,
        min: 1,
        max: 10_000,
        except: Vec::new(),
    };
    contents.fields = vec![
        field("employees", "从业人员人数", count),
        field("biz-name", "名称", FieldKind::Text { max: 60 }),
    ];
    contents.rules.clear();
    contents.demands.clear();
    contents.licence_items.clear();
    contents.hints.clear();
    contents.conditions.truncate(1);
    contents.conditions[0].id = String::from("is-big");
    contents.conditions[0].text = String::from("大店");
    contents.conditions[0].condition =
        lianban_rules::contents::Condition::Is(lianban_rules::contents::Atom {
            question: 4,
            test: lianban_rules::contents::Test::Compare {
                comparison: lianban_rules::contents::Comparison::Gt,
                bound: Bound::Number(15000),
            },
        });
    Package::compile(contents)
}

/// What reading says: the answers as canonical JSON, or one line per fault.
fn read(json: &str) -> String {
    let json: serde_json::Map<_, _> = serde_json::from_str(json).unwrap();
    match package().read_answers(&json) {
        Ok(answers) => serde_json::Value::Object(answers.to_json()).to_string(),
        Err(errors) => {
            let lines = errors
                .iter()
                .map(|it| format!("{} {}: {}", it.pointer, it.keyword, it.message));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

#[test]
fn values_of_every_type_are_read_and_written_canonically() {
    let all = r#"{"use-area": 150.010, "floor-area": 300, "smoke": true, "age": 35, "floor": -1,
        "equipment": ["boiler", "boiler"], "lease-end": "2030-01-31"}"#;
    assert_snapshot!(read(all), @r#"{"age":"adult","equipment":["boiler"],"floor":-1,"floor-area":300,"lease-end":"2030-01-31","smoke":true,"use-area":150.01}"#);
}

#[test]
fn not_known_is_an_answer_of_every_question() {
    assert_snapshot!(read(r#"{"smoke": null, "age": null, "use-area": null, "lease-end": null}"#), @r#"{"age":null,"lease-end":null,"smoke":null,"use-area":null}"#);
}

#[test]
fn form_fields_are_checked_and_take_no_part() {
    assert_snapshot!(read(r#"{"employees": 5, "biz-name": "蜀香"}"#), @"{}");
    assert_snapshot!(read(r#"{"employees": 0, "biz-name": 5}"#), @"
    /biz-name type: “名称”填的不对。请填文字。
    /employees range: “从业人员人数”应在 1 到 10000 之间，请再看一下。
    ");
}

#[test]
fn every_fault_is_reported_at_once() {
    let all = r#"{"smoke": "yes", "age": "old", "floor": 0, "use-area": 150.005, "floor-area": -1,
        "lease-end": "2026-02-30", "is-big": true, "no/such~id": 1}"#;
    assert_snapshot!(read(all), @"
    /age option: “年龄”没有这个选项。可以选：未满16岁、18岁以上。
    /floor range: “楼层”不能填 0。
    /floor-area range: “建筑面积”应在 0.01 到 200000 平方米之间，请再看一下。
    /is-big unknown-id: “大店”由其他答案推出，不用填。请直接回答前面的问题。
    /lease-end range: “租期截止日”填的日子日历上没有，请再看一下。
    /no~1such~0id unknown-id: 这里没有这一项。请检查名称，或者去掉它。
    /smoke type: “产生油烟”填的不对。请选“会”或“不会”。
    /use-area type: “使用面积”最多填两位小数。
    ");
}

#[test]
fn bands_map_whole_numbers_to_options() {
    assert_snapshot!(read(r#"{"age": 15}"#), @r#"{"age":"under-16"}"#);
    assert_snapshot!(read(r#"{"age": 17}"#), @"/age range: “年龄”不会是 17，请再看一下。");
    assert_snapshot!(read(r#"{"age": 35.5}"#), @"/age type: “年龄”填的不对。请从选项里选一个。");
}

#[test]
fn an_exclusive_option_stands_alone_and_nothing_is_no_answer() {
    assert_snapshot!(read(r#"{"equipment": ["boiler", "none"]}"#), @"/equipment constraint: “特种设备”选了“没有”，就不能再选别的。");
    assert_snapshot!(read(r#"{"equipment": []}"#), @"/equipment constraint: “特种设备”请至少选一项；都没有就选“没有”。");
    assert_snapshot!(read(r#"{"equipment": ["lift"]}"#), @"/equipment option: “特种设备”没有这个选项。可以选：锅炉、没有。");
    assert_snapshot!(read(r#"{"equipment": "boiler"}"#), @"/equipment type: “特种设备”填的不对。请从选项里选，可以选几个。");
}

#[test]
fn a_broken_constraint_is_named_at_its_lesser_side() {
    assert_snapshot!(read(r#"{"use-area": 300.01, "floor-area": 300}"#), @"/use-area constraint: 使用面积不能大于建筑面积，请对照合同再看一下。");
    assert_snapshot!(read(r#"{"use-area": 300, "floor-area": 300.00}"#), @r#"{"floor-area":300,"use-area":300}"#);
}

#[test]
fn numbers_out_of_any_range_are_no_panic() {
    assert_snapshot!(read(r#"{"floor": 1e300, "use-area": 99999999999999999999, "floor-area": 1e2}"#), @"
    /floor range: “楼层”的数太大了，请再看一下。
    /use-area range: “使用面积”的数太大了，请再看一下。
    ");
    assert_snapshot!(read(r#"{"floor": 1.5}"#), @"/floor type: “楼层”请填整数。");
}

#[test]
fn dates_say_what_is_wrong() {
    assert_snapshot!(read(r#"{"lease-end": "2030/01/31"}"#), @"/lease-end type: “租期截止日”填的不对。请填日期，比如 2030-01-31。");
    assert_snapshot!(read(r#"{"lease-end": "1800-01-01"}"#), @"/lease-end range: “租期截止日”的年份不对，请填 1900 到 2100 年之间的日期。");
    assert_snapshot!(read(r#"{"lease-end": 2030}"#), @"/lease-end type: “租期截止日”填的不对。请填日期，比如 2030-01-31。");
}
