//! Lists of people, small tables and addresses.

use rstest::rstest;
use serde_json::{Value as Json, json};

use super::{context, field};
use crate::contents::{Column, FieldKind, Mark, Scale};
use crate::field::{Checked, FieldContext, address, check_value};
use crate::handbook::Division;

fn said(checked: &Checked) -> Vec<(&str, &'static str)> {
    let problems = checked.problems.iter();
    problems
        .map(|it| (it.at.as_deref().unwrap_or_default(), it.code))
        .collect()
}

fn people(value: &Json) -> Checked {
    check_value(
        &field(FieldKind::People { max: 3 }, true),
        value,
        &context(),
    )
}

#[test]
fn a_person_is_tidied_and_a_blank_row_dropped() {
    let typed = json!([
        {"name": " 李小明 ", "id_number": "１１０１０５１９４９１２３１００２ｘ", "post": "厨师",
         "health_cert": "", "health_cert_until": null, "more": "x"},
        {"name": "", "id_number": " "},
        {},
    ]);
    let tidy = json!([{"name": "李小明", "id_number": "11010519491231002X", "post": "厨师"}]);
    assert_eq!(people(&typed).tidy, Some(tidy));
}

#[rstest]
#[case(json!([]), &[("", "empty")])]
#[case(json!([{"name": ""}]), &[("", "empty")])]
#[case(json!("李小明"), &[("", "type")])]
#[case(
    json!([{"name": "李小明", "id_number": "51011419900101001"}, {}, {"post": "厨师"}]),
    &[("0/id_number", "format"), ("0/post", "empty"), ("2/name", "empty"), ("2/id_number", "empty")]
)]
#[case(
    json!([{"name": "李小明", "id_number": "510114199001010011", "post": "厨师"},
           {"name": "李小明", "id_number": "510114 19900101 0011", "post": "收银"}]),
    &[("1/id_number", "twice")]
)]
#[case(
    json!([{"name": "王芳", "id_number": "510114199001010012", "post": "厨师"}]),
    &[("0/id_number", "checksum")]
)]
fn every_bad_cell_is_named(#[case] value: Json, #[case] expected: &[(&str, &str)]) {
    let checked = people(&value);
    assert_eq!(said(&checked), expected);
    assert_eq!(checked.tidy, None);
}

#[rstest]
#[case("J-123", "2027-01-01", &[])]
#[case("J-123", "2027-11-23", &[])]
#[case("J-123", "2026-11-24", &[])]
#[case("J-123", "2026-11-23", &[("0/health_cert_until", "expired")])]
#[case("J-123", "2026-01-01", &[("0/health_cert_until", "expired")])]
#[case("J-123", "2027-11-24", &[("0/health_cert_until", "range")])]
#[case("J-123", "", &[("0/health_cert_until", "empty")])]
#[case("", "2027-01-01", &[("0/health_cert", "empty")])]
#[case("J-123", "2027-02-30", &[("0/health_cert_until", "date")])]
fn a_health_certificate_holds_for_a_year(
    #[case] number: &str,
    #[case] until: &str,
    #[case] expected: &[(&str, &str)],
) {
    let person = json!([{"name": "王芳", "id_number": "510114198506152029", "post": "厨师",
        "health_cert": number, "health_cert_until": until}]);
    assert_eq!(said(&people(&person)), expected);
}

/// 40-checks, section 7, and cc-14: a hint, no bar.
#[test]
fn a_health_certificate_that_has_run_out_bars_nothing() {
    let person = json!([{"name": "王芳", "id_number": "510114198506152029", "post": "厨师",
        "health_cert": "J-123", "health_cert_until": "2026-11-22"}]);
    assert_eq!(people(&person).tidy, Some(person));
}

#[test]
fn a_health_certificate_has_one_to_forty_characters() {
    let person = |number: String| {
        json!([{"name": "王芳", "id_number": "510114198506152029", "post": "厨师",
            "health_cert": number, "health_cert_until": "2027-01-01"}])
    };
    assert_eq!(said(&people(&person("A".repeat(40)))), []);
    let too_long = [("0/health_cert", "too-long")];
    assert_eq!(said(&people(&person("A".repeat(41)))), too_long);
}

#[test]
fn a_table_has_no_more_rows_than_it_may() {
    let count = FieldKind::Number {
        scale: Scale::Integer,
        min: 1,
        max: 99,
        except: vec![],
    };
    let column = |id: &str, kind| Column {
        id: id.into(),
        label: id.into(),
        kind,
        required: true,
    };
    let columns = vec![
        column("name", FieldKind::Text { max: 4 }),
        column("count", count),
    ];
    let table = field(FieldKind::Rows { columns, max: 2 }, true);
    let stove = || json!({"name": "灶台", "count": "2"});
    let check = |rows: Json| check_value(&table, &rows, &context());
    let tidy = json!([{"name": "灶台", "count": 2}]);
    assert_eq!(check(json!([stove(), {}])).tidy, Some(tidy));
    let long = check(json!([stove(), stove(), {"name": "一二三四五", "count": 0}]));
    let expected = [
        ("2/name", "too-long"),
        ("2/count", "range"),
        ("", "too-long"),
    ];
    assert_eq!(said(&long), expected);
}

fn divisions() -> Vec<Division> {
    vec![Division {
        id: "guihu".into(),
        name: "桂湖街道".into(),
        mark: Mark::Unverified,
    }]
}

fn in_district(value: &Json, divisions: &[Division]) -> Checked {
    let context = FieldContext {
        divisions,
        ..context()
    };
    check_value(&field(FieldKind::Address, true), value, &context)
}

#[test]
fn an_address_is_tidied_and_written_as_one_line() {
    let typed = json!({"division": "guihu", "road": " 桂湖中路 ", "number": "８", "building": "3",
        "unit": "2单元", "floor": "", "room": "１０１", "name": "", "more": "x"});
    let tidy = in_district(&typed, &divisions()).tidy.unwrap_or_default();
    let expected = json!({"division": "guihu", "road": "桂湖中路", "number": "8", "building": "3",
        "unit": "2单元", "floor": "", "room": "101", "name": ""});
    assert_eq!(tidy, expected);
    assert_eq!(
        address::line(&tidy, &divisions()),
        "四川省成都市新都区桂湖街道桂湖中路8号3栋2单元101号"
    );
    // Until the towns are known no name can be written, and any id will do.
    assert_eq!(in_district(&typed, &[]).tidy, Some(expected));
}

#[rstest]
#[case(json!({}), &[("", "empty")])]
#[case(json!("桂湖路8号"), &[("", "type")])]
#[case(json!({"road": "桂湖路"}), &[("division", "empty"), ("number", "empty")])]
#[case(json!({"division": "elsewhere", "road": "桂湖路", "number": "8"}), &[("division", "empty")])]
#[case(json!({"division": "guihu", "number": "8", "room": "1\n2"}), &[("room", "format"), ("road", "empty")])]
#[case(json!({"division": "guihu", "road": "桂湖路", "name": "桂湖市场"}), &[])]
#[case(json!({"division": "guihu", "road": "新都区桂湖路", "number": "8"}), &[("road", "region")])]
#[case(json!({"division": "guihu", "road": "桂湖街道桂湖路", "number": "8"}), &[("road", "region")])]
#[case(json!({"division": "guihu", "road": "桂湖路８号", "number": "8"}), &[("road", "door")])]
#[case(json!({"division": "guihu", "road": "桂湖路8号3栋", "name": "桂湖市场"}), &[("road", "door")])]
#[case(json!({"division": "guihu", "road": "1号路", "number": "8"}), &[])]
#[case(json!({"division": "guihu", "road": "三河村5组", "number": "12"}), &[])]
fn every_bad_part_of_an_address_is_named(#[case] value: Json, #[case] expected: &[(&str, &str)]) {
    assert_eq!(said(&in_district(&value, &divisions())), expected);
}
