//! Mobile and landline numbers.

use rstest::rstest;

use crate::field::{FieldProblem, mobile};

#[rstest]
#[case("13800138000")]
#[case("+8613800138000")]
#[case("+86 138-0013-8000")]
#[case("１３８００１３８０００")]
fn a_mobile_number_is_tidied(#[case] typed: &str) {
    assert_eq!(mobile::check(typed).as_deref(), Ok("13800138000"));
}

#[rstest]
#[case("12345678901", "手机号以 13 到 19 开头，请再看一下。")]
#[case("1380013800", "手机号是 11 位，您填的少了 1 位，请再看一下。")]
#[case("138001380001", "手机号是 11 位，您填的多了 1 位，请再看一下。")]
#[case("1380013800a", "手机号只有数字，请去掉其他字符。")]
#[case("028-83001234", "这是座机号码。请填手机号，方便给您发短信。")]
fn a_wrong_mobile_number_is_refused(#[case] typed: &str, #[case] message: &str) {
    let problem = FieldProblem::error("mobile", message);
    assert_eq!(mobile::check(typed), Err(problem));
}

#[rstest]
#[case("028-83001234", true)]
#[case("02883001234", true)]
#[case("0830-1234567", true)]
#[case("83001234", false)]
#[case("13800138000", false)]
fn landlines_are_recognised(#[case] number: &str, #[case] expected: bool) {
    assert_eq!(mobile::is_landline(number), expected);
}

/// 40-checks, section 5: `028-83001234` in a field that takes landlines.
#[rstest]
#[case("028-83001234", Ok("028-83001234"))]
#[case("０２８ 83001234", Ok("028-83001234"))]
#[case("0830-1234567", Ok("0830-1234567"))]
#[case("13800138000", Ok("13800138000"))]
#[case("028-830012", Err("phone"))]
#[case("028-830012345", Err("phone"))]
#[case("83001234", Err("mobile"))]
fn section_5_landlines(#[case] typed: &str, #[case] expected: Result<&str, &str>) {
    let found = mobile::check_phone(typed).map_err(|problem| problem.code);
    assert_eq!(found.as_deref().map_err(|code| *code), expected);
}
