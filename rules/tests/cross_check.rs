//! Comparisons across form, answers and documents (30-restaurant, section 4), with the real
//! package: a noodle shop in which everything fits, and what one change makes of it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected should stop there"
)]

#[path = "support/restaurant.rs"]
mod restaurant;

use std::sync::LazyLock;

use lianban_rules::cross_check::{CheckLine, CheckVerdict, Registered, cross_check, errors};
use restaurant::{Case, noodle_shop};
use rstest::rstest;
use serde_json::{Map, Value as Json, json};

/// The comparisons of the noodle shop with these answers and fields changed; `null` takes one away.
fn compared(answers: &Json, fields: &Json, licence: Option<Registered<'_>>) -> Vec<CheckLine> {
    let form = include_str!("../../backend/tests/noodle-shop-form.json");
    let form = serde_json::from_str(form).expect("a form");
    let case = Case::new(&changed(noodle_shop(), answers), changed(form, fields));
    cross_check(case.matter(), licence)
}

fn changed(mut all: Map<String, Json>, changes: &Json) -> Map<String, Json> {
    for (key, value) in changes.as_object().into_iter().flatten() {
        match value {
            Json::Null => drop(all.remove(key)),
            value => drop(all.insert(key.clone(), value.clone())),
        }
    }
    all
}

fn line(lines: &[CheckLine], id: &str) -> CheckLine {
    let found = lines.iter().find(|it| it.id == id);
    found.unwrap_or_else(|| panic!("no {id}")).clone()
}

#[test]
fn where_everything_fits_nothing_bars_submission_and_the_rest_is_for_the_window() {
    let lines = compared(&json!({}), &json!({}), None);
    let seen: Vec<_> = lines
        .iter()
        .map(|it| (it.id.as_str(), it.verdict))
        .collect();
    let expected = [
        ("cc-01", CheckVerdict::ByPerson),
        ("cc-02", CheckVerdict::ByPerson),
        ("cc-03", CheckVerdict::ByPerson),
        ("cc-04", CheckVerdict::ByPerson),
        ("cc-05", CheckVerdict::Fits),
        ("cc-06", CheckVerdict::Fits),
        ("cc-07", CheckVerdict::ByPerson),
        ("cc-09", CheckVerdict::ByPerson),
        ("cc-10", CheckVerdict::Fits),
        ("cc-11", CheckVerdict::ByPerson),
        ("cc-14", CheckVerdict::ByPerson),
        ("cc-15", CheckVerdict::ByPerson),
        ("rc-08", CheckVerdict::ByPerson),
        ("rc-09", CheckVerdict::Hint),
        ("lb-01", CheckVerdict::Fits),
        ("lb-02", CheckVerdict::Fits),
        ("lb-04", CheckVerdict::Fits),
    ];
    assert_eq!(seen, expected);
}

#[rstest]
// cc-05, cc-06
#[case("cc-05", json!({"lease-end-date": "2026-11-23"}), json!({}), CheckVerdict::Warning)]
#[case("cc-05", json!({"lease-end-date": "2026-11-24"}), json!({}), CheckVerdict::Fits)]
#[case("cc-06", json!({}), json!({"landlord": "桂湖 物业公司"}), CheckVerdict::Fits)]
#[case("cc-06", json!({}), json!({"landlord": "李四"}), CheckVerdict::Warning)]
#[case("cc-06", json!({"premises-tenure": "sublease"}), json!({"landlord": "李四"}), CheckVerdict::ByPerson)]
// cc-10: a small shop's filing takes 餐饮服务 or 食品销售
#[case("cc-10", json!({}), json!({"biz-scope": ["catering-management"]}), CheckVerdict::Error)]
#[case("cc-10", json!({}), json!({"biz-scope": ["food-sales"]}), CheckVerdict::Fits)]
#[case("cc-10", json!({"sell-tobacco": true}), json!({}), CheckVerdict::Error)]
#[case("cc-10", json!({"sell-tobacco": true}), json!({"biz-scope": ["catering", "tobacco"]}), CheckVerdict::Fits)]
// cc-11
#[case("cc-11", json!({}), json!({"biz-name": "成都市新都区欧阳面馆"}), CheckVerdict::Fits)]
#[case("cc-11", json!({}), json!({"biz-name": "成都市新都区欧阳餐饮店"}), CheckVerdict::ByPerson)]
#[case("cc-11", json!({}), json!({"biz-name": "成都市新都区蜀香面馆"}), CheckVerdict::Warning)]
#[case("cc-11", json!({}), json!({"signboard-text": "欧阳面馆 028-83001234"}), CheckVerdict::Error)]
#[case("cc-11", json!({}), json!({"signboard-text": "欧阳面馆特价"}), CheckVerdict::Warning)]
// cc-12
#[case("cc-12", json!({"has-agent": true}),
    json!({"agent-powers": ["submit"], "agent-id-number": "510114198506152029"}), CheckVerdict::ByPerson)]
#[case("cc-12", json!({"has-agent": true}),
    json!({"agent-powers": ["collect"], "agent-id-number": "510114198506152029"}), CheckVerdict::Warning)]
#[case("cc-12", json!({"has-agent": true}),
    json!({"agent-powers": ["submit"], "agent-id-number": "510114199001010011"}), CheckVerdict::Warning)]
// cc-14, cc-15
#[case("cc-14", json!({}), json!({"staff": [{"name": "王芳"}]}), CheckVerdict::Hint)]
#[case("cc-14", json!({}), json!({"staff": [{"name": "王芳", "health_cert_until": "2026-11-22"}]}), CheckVerdict::Hint)]
#[case("cc-15", json!({"prior-permit-same-address": true}), json!({}), CheckVerdict::Warning)]
// rc-01, rc-02, rc-04, rc-05 in a restaurant that needs the food licence
#[case("rc-01", json!({"use-area": 120, "floor-area": 120, "food-raw": true, "small-shop-choice": null}), json!({}), CheckVerdict::ByPerson)]
#[case("rc-02", json!({"food-raw": true, "small-shop-choice": null}), json!({}), CheckVerdict::ByPerson)]
#[case("rc-04", json!({}), json!({"food-manager": "王芳"}), CheckVerdict::Fits)]
#[case("rc-04", json!({}), json!({"food-manager": "赵六"}), CheckVerdict::Error)]
#[case("rc-05", json!({}), json!({"seats": 90}), CheckVerdict::Fits)]
#[case("rc-05", json!({}), json!({"seats": 91}), CheckVerdict::Hint)]
// lb-01: three people on the list
#[case("lb-01", json!({}), json!({"employees": 3}), CheckVerdict::Fits)]
#[case("lb-01", json!({}), json!({"employees": 2}), CheckVerdict::Error)]
#[case("lb-01", json!({"food-staff-count": 4}), json!({}), CheckVerdict::Hint)]
// lb-02: 6.5 ㎡ answered
#[case("lb-02", json!({}), json!({"signboard-height": 1.36}), CheckVerdict::Fits)]
#[case("lb-02", json!({}), json!({"signboard-height": 2}), CheckVerdict::Warning)]
// lb-03: on the first floor
#[case("lb-03", json!({}), json!({"premises-address": {"floor": "一楼"}}), CheckVerdict::Fits)]
#[case("lb-03", json!({}), json!({"premises-address": {"floor": "负1层"}}), CheckVerdict::Warning)]
#[case("lb-03", json!({}), json!({"premises-address": {"floor": "3"}, "floor-highest": 2}), CheckVerdict::Warning)]
// lb-04
#[case("lb-04", json!({"use-area": 5, "floor-area": 10000}), json!({}), CheckVerdict::Fits)]
#[case("lb-04", json!({"use-area": 4.99}), json!({}), CheckVerdict::Warning)]
#[case("lb-04", json!({"floor-area": 10000.01}), json!({}), CheckVerdict::Warning)]
fn one_change_decides(
    #[case] id: &str,
    #[case] answers: Json,
    #[case] fields: Json,
    #[case] verdict: CheckVerdict,
) {
    let line = line(&compared(&answers, &fields, None), id);
    assert_eq!(line.verdict, verdict, "{line:?}");
    assert_eq!(
        line.message.is_empty(),
        verdict == CheckVerdict::Fits,
        "{line:?}"
    );
}

fn licensed() -> Json {
    json!({"subject-licensed": true})
}

fn register() -> Registered<'static> {
    static SCOPE: LazyLock<[String; 1]> = LazyLock::new(|| ["餐饮服务".to_owned()]);
    Registered {
        name: "新都区欧阳面馆",
        entity_type: "individual",
        legal_rep: "欧阳小明",
        address: "新都区桂湖街道蓉都大道十二号三栋一单元101号",
        scope: SCOPE.as_slice(),
        is_active: true,
    }
}

fn own_licence() -> Json {
    json!({"uscc": "92510114MA6D000263", "licence-name": "新都区欧阳面馆", "biz-scope": null})
}

#[test]
fn a_licence_that_the_register_knows_fits() {
    let lines = compared(&licensed(), &own_licence(), Some(register()));
    for id in ["cc-08", "cc-10"] {
        assert_eq!(line(&lines, id).verdict, CheckVerdict::Fits, "{lines:?}");
    }
    let warned: Vec<_> = lines
        .iter()
        .filter(|it| matches!(it.verdict, CheckVerdict::Warning | CheckVerdict::Error))
        .collect();
    assert!(warned.is_empty(), "{warned:?}");
}

#[rstest]
#[case("cc-01", Registered { name: "新都区欧阳火锅", ..register() })]
#[case("cc-02", Registered { address: "新都区桂湖街道蓉都大道13号3栋1单元101号", ..register() })]
#[case("cc-03", Registered { legal_rep: "欧阳大明", ..register() })]
#[case("cc-08", Registered { is_active: false, ..register() })]
#[case("cc-08", Registered { entity_type: "company", ..register() })]
#[case("cc-10", Registered { scope: &[], ..register() })]
fn what_differs_from_the_register_is_a_warning_and_bars_nothing(
    #[case] id: &str,
    #[case] licence: Registered<'_>,
) {
    let lines = compared(&licensed(), &own_licence(), Some(licence));
    assert_eq!(line(&lines, id).verdict, CheckVerdict::Warning, "{lines:?}");
    assert_eq!(errors(&lines).count(), 0);
}

#[test]
fn no_message_repeats_a_name_or_a_number() {
    let fields = json!({
        "landlord": "李四", "food-manager": "赵六", "biz-name": "成都市新都区蜀香面馆",
        "employees": 2,
    });
    let lines = compared(&json!({}), &fields, None);
    assert!(errors(&lines).count() > 0);
    for line in lines {
        for personal in ["李四", "赵六", "蜀香", "欧阳", "510114"] {
            assert!(!line.message.contains(personal), "{line:?}");
        }
    }
}

#[test]
fn drawings_are_laid_side_by_side_only_where_there_are_two() {
    let one = compared(&json!({}), &json!({}), None);
    assert!(one.iter().all(|it| it.id != "cc-13" && it.id != "rc-06"));
    let licence = json!({
        "food-raw": true, "small-shop-choice": null, "floor-area": 400, "use-area": 350,
        "fire-mode": "general",
    });
    let lines = compared(&licence, &json!({}), None);
    for (id, papers) in [
        ("rc-06", ["m-food-layout", "m-fire-plan"]),
        ("rc-07", ["m-food-layout", "m-drain-plan"]),
    ] {
        assert_eq!(line(&lines, id).materials, papers, "{id}");
    }
}
