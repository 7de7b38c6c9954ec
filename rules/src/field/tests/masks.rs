//! What a window may see of personal data.

use rstest::rstest;
use serde_json::{Value as Json, json};

use super::field;
use crate::contents::{DayRange, FieldKind};
use crate::field::mask;

#[rstest]
#[case(mask::id_number, "510114199001010011", "510114********0011")]
#[case(mask::id_number, "H12345678", "H******78")]
#[case(mask::mobile, "13800138000", "138****8000")]
#[case(mask::name, "李明", "李*")]
#[case(mask::name, "李小明", "李**")]
#[case(mask::name, "欧阳小明", "欧阳**")]
#[case(mask::name, "Maria Gonzalez", "M***")]
#[case(
    mask::address,
    "成都市新都区蜀龙大道100号附5号",
    "成都市新都区蜀龙大道100号***"
)]
#[case(mask::address, "新都区桂湖路8号3栋2单元501", "新都区桂湖路8号3栋***")]
#[case(mask::address, "新都区桂湖路8号", "新都区桂湖路8号")]
#[case(mask::address, "新都区桂湖路公园旁", "新都区桂湖路***")]
#[case(mask::address, "公园旁边第三家铺子", "公园旁边第三***")]
fn personal_data_is_masked(
    #[case] mask: fn(&str) -> String,
    #[case] value: &str,
    #[case] masked: &str,
) {
    assert_eq!(mask(value), masked);
}

#[test]
fn fields_are_masked_by_type() {
    let masked = |kind, value: Json| mask::field(&field(kind, true), &value);
    let days = DayRange::Any;
    assert_eq!(
        masked(FieldKind::Mobile, json!("13800138000")),
        "138****8000"
    );
    assert_eq!(masked(FieldKind::PersonName, json!("李明")), "李*");
    assert_eq!(masked(FieldKind::Party, json!("李明")), "李*");
    assert_eq!(
        masked(FieldKind::Party, json!("桂湖物业公司")),
        "桂湖物业公司"
    );
    assert_eq!(masked(FieldKind::Text { max: 20 }, json!("招牌")), "招牌");
    assert_eq!(
        masked(FieldKind::Date { days }, json!("2026-11-23")),
        "2026-11-23"
    );
    let posted = json!("新都区桂湖路8号3栋2单元501");
    assert_eq!(
        masked(FieldKind::PostalAddress, posted),
        "新都区桂湖路8号3栋***"
    );
    let address = json!({"road": "桂湖路", "number": "8", "building": "3", "unit": "2", "room": "501", "floor": ""});
    let expected = json!({"road": "桂湖路", "number": "8", "building": "3", "unit": "***", "room": "***", "floor": ""});
    assert_eq!(masked(FieldKind::Address, address), expected);
    let person = json!({"name": "李小明", "id_number": "510114199001010011", "post": "厨师",
        "health_cert": "J-1", "health_cert_until": "2027-01-01", "more": "李小明"});
    let expected = json!([{"name": "李**", "id_number": "510114********0011", "post": "厨师",
        "health_cert": "J-1", "health_cert_until": "2027-01-01"}]);
    assert_eq!(
        masked(FieldKind::People { max: 9 }, json!([person])),
        expected
    );
}
