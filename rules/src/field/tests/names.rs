//! Names of businesses, held against 40-checks, section 4.

use rstest::rstest;
use serde_json::json;

use super::{context, field};
use crate::contents::FieldKind;
use crate::field::names::{NameKind, check};
use crate::field::{Checked, FieldContext, Severity, check_value};

type Said = Vec<(&'static str, Severity)>;

fn named(name: &str, kind: &str) -> Checked {
    check("拟用名称", name, NameKind::from_option(kind))
}

fn said(name: &str, kind: &str) -> Said {
    let problems = named(name, kind).problems.into_iter();
    problems.map(|it| (it.code, it.severity)).collect()
}

/// Every line of the table, in its order, but the empty name (see `rules/tests/form.rs`).
#[rstest]
#[case("成都市新都区蜀香餐饮有限公司", "company", None)]
#[case("新都区蜀香餐饮有限公司", "company", Some(("N-REGION", Severity::Error)))]
#[case("成都市新都区香餐饮有限公司", "company", Some(("N-TRADE-NAME", Severity::Error)))]
#[case("成都市新都区餐饮有限公司", "company", Some(("N-TRADE-NAME", Severity::Error)))]
#[case("成都市新都区四川餐饮有限公司", "company", Some(("N-TRADE-NAME", Severity::Warning)))]
#[case("成都市新都区ABC餐饮有限公司", "company", Some(("N-CHARS", Severity::Error)))]
#[case("中国蜀香餐饮有限公司", "company", Some(("N-CHINA", Severity::Error)))]
#[case("成都市新都区蜀香国家餐饮有限公司", "company", Some(("N-CHINA", Severity::Error)))]
#[case("成都市新都区蜀香餐饮", "company", Some(("N-FORM", Severity::Error)))]
#[case("成都市新都区蜀香餐饮有限公司", "individual", Some(("N-FORM", Severity::Error)))]
#[case("成都市新都区蜀香餐饮店", "individual", None)]
#[case("成都市新都区蜀香餐饮有限公司新繁分店", "branch", None)]
#[case("新繁分店", "branch", Some(("N-FORM", Severity::Error)))]
#[case("成都市新都区蜀香物流(有限合伙)", "partnership", None)]
fn section_4_the_table(
    #[case] name: &str,
    #[case] kind: &str,
    #[case] expected: Option<(&'static str, Severity)>,
) {
    assert_eq!(said(name, kind), Said::from_iter(expected));
}

#[rstest]
#[case("成都市新都区蜀香餐饮管理有限责任公司", "company")]
#[case("成都蜀火锅餐饮有限公司", "company")]
#[case("成都新都蜀香餐饮有限公司", "company")]
#[case("四川蜀香餐饮有限公司", "company")]
#[case("成都蜀香餐饮（集团）有限公司", "company")]
#[case("成都蜀香（四川）餐饮有限公司", "company")]
#[case("成都市新都区蜀香中国菜餐饮有限公司", "company")]
#[case("成都市新都区蜀香中央厨房管理有限公司", "company")]
#[case("成都市新都区华中国际餐饮有限公司", "company")]
#[case("新都区蜀香面馆", "individual")]
#[case("新都区老面馆", "individual")]
#[case("新都区㸆王消毒品贸易经营部", "individual")]
#[case("成都市新都区蜀香餐饮店", "sole-prop")]
#[case("成都市新都区蜀香餐饮中心（普通合伙）", "partnership")]
#[case("北京某某餐饮有限公司新都分公司", "branch")]
#[case("中国某某集团有限公司新都分公司", "branch")]
#[case("成都市新都区蜀香农民专业合作社", "coop")]
fn a_good_name_is_taken(#[case] name: &str, #[case] kind: &str) {
    assert_eq!(said(name, kind), []);
    assert_eq!(named(name, kind).tidy, Some(json!(name)));
}

#[rstest]
#[case("蜀香餐饮有限公司", "company", "N-REGION")]
#[case("四川省新都区蜀香餐饮有限公司", "company", "N-REGION")]
#[case("新都区蜀香餐饮店", "sole-prop", "N-REGION")]
#[case("新都区蜀香餐饮（有限合伙）", "partnership", "N-REGION")]
#[case("成都市新都区火锅餐饮有限公司", "company", "N-TRADE-NAME")]
#[case("新都区面馆", "individual", "N-TRADE-NAME")]
#[case("成都市新都区蜀香123餐饮店", "individual", "N-CHARS")]
#[case("成都市新都区蜀香·餐饮店", "individual", "N-CHARS")]
#[case("成都市新都区蜀香（餐饮店", "individual", "N-CHARS")]
#[case("成都市新都区蜀香）（餐饮店", "individual", "N-CHARS")]
#[case("成都市新都区蜀香（）餐饮店", "individual", "N-CHARS")]
#[case("全国蜀香餐饮店", "individual", "N-CHINA")]
#[case("成都市新都区蜀香中华餐饮店", "coop", "N-CHINA")]
#[case("成都市新都区蜀香餐饮店", "company", "N-FORM")]
#[case("成都市新都区蜀香企业餐饮店", "individual", "N-FORM")]
#[case("成都市新都区蜀香餐饮有限公司", "branch", "N-FORM")]
#[case("成都市新都区蜀香餐饮有限公司", "partnership", "N-FORM")]
#[case("成都市新都区蜀香餐饮有限公司", "sole-prop", "N-FORM")]
#[case("成都市新都区蜀香餐饮", "sole-prop", "N-FORM")]
#[case("成都市新都区最高级餐饮有限公司", "company", "N-FORBIDDEN")]
#[case("成都市新都区赌王餐饮店", "individual", "N-FORBIDDEN")]
fn a_bad_name_is_refused(#[case] name: &str, #[case] kind: &str, #[case] code: &'static str) {
    assert_eq!(said(name, kind), [(code, Severity::Error)]);
    assert_eq!(named(name, kind).tidy, None);
}

#[rstest]
#[case("成都市新都区四川省餐饮有限公司", "company", "N-TRADE-NAME")]
#[case("新都区兰州牛肉面馆", "individual", "N-TRADE-NAME")]
#[case("成都市新都区蜀香有限公司", "company", "N-INDUSTRY")]
#[case("成都市新都区蜀香店", "individual", "N-INDUSTRY")]
#[case("蜀香餐饮店", "individual", "N-REGION")]
#[case("蜀香（成都）餐饮有限公司", "company", "N-REGION")]
#[case("成都市新都区蜀香餐饮", "individual", "N-FORM")]
#[case("新都区书店路分店", "branch", "N-FORM")]
#[case("成都市新都区蜀香（新繁）餐饮有限公司", "company", "N-CHARS")]
#[case("成都市新都区蜀香韩国料理店", "individual", "N-FORBIDDEN")]
fn what_a_person_decides_is_a_warning(
    #[case] name: &str,
    #[case] kind: &str,
    #[case] code: &'static str,
) {
    assert_eq!(said(name, kind), [(code, Severity::Warning)]);
    assert_eq!(named(name, kind).tidy, Some(json!(name)));
}

#[test]
fn everything_wrong_is_said_and_the_errors_first() {
    let expected = [
        ("N-REGION", Severity::Error),
        ("N-FORM", Severity::Error),
        ("N-INDUSTRY", Severity::Warning),
    ];
    assert_eq!(said("新都区蜀香", "company"), expected);
    let expected = [
        ("N-FORBIDDEN", Severity::Error),
        ("N-REGION", Severity::Warning),
    ];
    assert_eq!(said("赌王餐饮店", "individual"), expected);
}

/// The window does not take it, and the message says who decides.
#[test]
fn a_name_that_begins_with_china_is_referred() {
    let problems = named("中国蜀香餐饮有限公司", "company").problems;
    assert!(problems.iter().all(|it| it.message.contains("国务院")));
}

#[test]
fn a_name_is_tidied_for_the_licence() {
    let typed = " 成都市新都区 蜀香物流(有限合伙) ";
    let tidy = json!("成都市新都区蜀香物流（有限合伙）");
    assert_eq!(named(typed, "partnership").tidy, Some(tidy));
}

/// The field knows the kind from the answer to `entity-type`.
#[rstest]
#[case(Some("company"), &["N-FORM"])]
#[case(Some("individual"), &[])]
#[case(None, &[])]
fn the_rules_hang_on_the_kind_of_business(
    #[case] entity_type: Option<&str>,
    #[case] expected: &[&str],
) {
    let context = FieldContext {
        entity_type,
        ..context()
    };
    let name = json!("成都市新都区蜀香餐饮店");
    let checked = check_value(&field(FieldKind::BusinessName, true), &name, &context);
    let codes: Vec<_> = checked.problems.iter().map(|it| it.code).collect();
    assert_eq!(codes, expected);
    let unread = check_value(&field(FieldKind::BusinessName, true), &json!(7), &context);
    let codes: Vec<_> = unread.problems.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["type"]);
}
