//! Every type of field.

use rstest::rstest;
use serde_json::{Value as Json, json};

use super::{context, field};
use crate::contents::{ChoiceOption, DayRange, FieldKind, Scale};
use crate::field::check_field;

const ANY_DAY: FieldKind = FieldKind::Date {
    days: DayRange::Any,
};

fn floor() -> FieldKind {
    FieldKind::Number {
        scale: Scale::Integer,
        min: -5,
        max: 200,
        except: vec![0],
    }
}

fn several() -> FieldKind {
    let option = |id: &str| ChoiceOption {
        id: id.into(),
        label: id.into(),
        help: None,
        icon: None,
        band: None,
    };
    FieldKind::Several {
        options: vec![option("a"), option("b")],
    }
}

const AREA: FieldKind = FieldKind::Number {
    scale: Scale::Hundredths,
    min: 1,
    max: 20_000_000,
    except: vec![],
};
const COUNT: FieldKind = FieldKind::Number {
    scale: Scale::Integer,
    min: 0,
    max: 100,
    except: vec![],
};

#[rstest]
#[case(FieldKind::Text { max: 3 }, json!(" 李小明 "), Ok(json!("李小明")))]
#[case(FieldKind::Text { max: 3 }, json!("李小明明"), Err("too-long"))]
#[case(FieldKind::Text { max: 3 }, json!("李\n明"), Err("format"))]
#[case(FieldKind::Text { max: 3 }, json!(3), Err("type"))]
#[case(FieldKind::Text { max: 3 }, json!(" 　"), Err("empty"))]
#[case(FieldKind::Text { max: 3 }, Json::Null, Err("empty"))]
#[case(FieldKind::PostalAddress, json!("成都市新都区某路1号"), Ok(json!("成都市新都区某路1号")))]
#[case(FieldKind::Address, json!("成都市新都区某路1号"), Err("type"))]
#[case(FieldKind::PersonName, json!("李小明"), Ok(json!("李小明")))]
#[case(FieldKind::PersonName, json!("Maria Gonzalez"), Ok(json!("Maria Gonzalez")))]
#[case(FieldKind::PersonName, json!("李小明1"), Err("format"))]
#[case(FieldKind::Party, json!("成都第7农场"), Ok(json!("成都第7农场")))]
#[case(FieldKind::Date { days: DayRange::FromToday }, json!("2026-11-23"), Ok(json!("2026-11-23")))]
#[case(FieldKind::Date { days: DayRange::FromToday }, json!("2026-11-22"), Err("range"))]
#[case(FieldKind::Date { days: DayRange::UntilToday }, json!("2026-11-23"), Ok(json!("2026-11-23")))]
#[case(FieldKind::Date { days: DayRange::UntilToday }, json!("2026-11-24"), Err("range"))]
#[case(several(), json!(["b", "a", "b"]), Ok(json!(["a", "b"])))]
#[case(several(), json!(["c"]), Err("option"))]
#[case(several(), json!([]), Err("empty"))]
#[case(several(), json!("a"), Err("type"))]
#[case(floor(), json!("-1"), Ok(json!(-1)))]
#[case(floor(), json!(0), Err("range"))]
#[case(FieldKind::Mobile, json!("138 0013 8000"), Ok(json!("13800138000")))]
#[case(FieldKind::IdNumber, json!("51011419900101001"), Err("format"))]
#[case(FieldKind::IdNumber, json!("H12345678"), Ok(json!("H12345678")))]
#[case(FieldKind::CreditCode, json!("92510114MA6D000263"), Err("kind-mismatch"))]
#[case(ANY_DAY, json!("2026-02-30"), Err("date"))]
#[case(ANY_DAY, json!("2026-02-28"), Ok(json!("2026-02-28")))]
#[case(FieldKind::YesNo, json!(true), Ok(json!(true)))]
#[case(FieldKind::YesNo, json!("yes"), Err("type"))]
#[case(FieldKind::Choice { options: vec![] }, json!("none"), Err("option"))]
#[case(AREA, json!(150.01), Ok(json!(150.01)))]
#[case(AREA, json!("１５０"), Ok(json!(150)))]
#[case(AREA, json!(150.001), Err("decimals"))]
#[case(AREA, json!(0), Err("range"))]
#[case(AREA, json!("-1"), Err("range"))]
#[case(AREA, json!("一百"), Err("type"))]
#[case(COUNT, json!(1.5), Err("decimals"))]
#[case(COUNT, json!("12.0"), Ok(json!(12)))]
#[case(COUNT, json!("99999999999999999999"), Err("type"))]
fn every_type_of_field_is_checked(
    #[case] kind: FieldKind,
    #[case] value: Json,
    #[case] expected: Result<Json, &str>,
) {
    let found = check_field(&field(kind, true), &value, &context());
    assert_eq!(found.map_err(|problem| problem.code), expected);
}

#[test]
fn an_optional_field_may_stay_empty() {
    let optional = field(FieldKind::CreditCode, false);
    assert_eq!(
        check_field(&optional, &json!(" "), &context()),
        Ok(Json::Null)
    );
}

/// Only the applicant was asked for the type of the document.
#[test]
fn the_type_of_document_is_the_applicants() {
    let mut number = field(FieldKind::IdNumber, true);
    let passport = json!("AB123456");
    assert_eq!(
        check_field(&number, &passport, &context()),
        Ok(passport.clone())
    );
    number.id = "applicant-id-number".into();
    let found = check_field(&number, &passport, &context());
    assert_eq!(found.map_err(|problem| problem.code), Err("format"));
}
