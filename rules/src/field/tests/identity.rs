//! Numbers of identity documents, and age.

use rstest::rstest;

use super::day;
use crate::field::identity::{self, IdType, age};

fn id(input: &str, id_type: &str) -> Result<String, &'static str> {
    identity::check(input, IdType::from_option(id_type), day("2026-11-23"))
        .map(|identity| identity.number)
        .map_err(|problem| problem.code)
}

#[rstest]
#[case("11010519491231002X")]
#[case("360426199101010071")]
#[case("510114199001010011")]
#[case("510114198506152029")]
#[case("510114200002290030")] // 29 February of a leap year
#[case("510125197512310032")] // 新都县, gone since 2001
#[case("510114200811240017")]
#[case("510114201011240021")]
fn a_resident_number_is_taken_as_it_is(#[case] number: &str) {
    assert_eq!(id(number, "cn-id").as_deref(), Ok(number));
}

#[rstest]
#[case("510114199001010011 ", "510114199001010011")]
#[case("５１０１１４１９９００１０１００１１", "510114199001010011")]
#[case("510114 19900101 0011", "510114199001010011")]
#[case("510114-19900101-0011", "510114199001010011")]
#[case("11010519491231002x", "11010519491231002X")]
#[case("１１０１０５１９４９１２３１００２ｘ", "11010519491231002X")]
fn a_resident_number_is_tidied(#[case] typed: &str, #[case] number: &str) {
    assert_eq!(id(typed, "cn-id").as_deref(), Ok(number));
}

#[rstest]
#[case("510114190002290018", "birth-date")] // 1900 was no leap year
#[case("510114199002300010", "birth-date")]
#[case("510114189912310016", "birth-date")]
#[case("510114202611240011", "birth-date")] // tomorrow
#[case("110105194912310021", "checksum")]
#[case("51011419900101001", "format")]
#[case("5101141990010100111", "format")]
#[case("51011419900101X011", "format")]
#[case("5101141990O1010011", "format")]
#[case("510114900101001", "old-15")]
#[case("010114199001010013", "province")]
#[case("810000199501010015", "id-type")]
fn a_wrong_resident_number_is_refused(#[case] number: &str, #[case] code: &str) {
    assert_eq!(id(number, "cn-id"), Err(code));
}

#[rstest]
#[case("51011419900101001", "身份证号少了 1 位，请对照证件再看一下。")]
#[case("51011419900101001123", "身份证号多了 2 位，请对照证件再看一下。")]
fn the_message_says_how_to_mend_it(#[case] number: &str, #[case] message: &str) {
    let problem = identity::check(number, Some(IdType::Resident), day("2026-11-23"));
    assert_eq!(
        problem.map_err(|problem| problem.message),
        Err(message.to_owned())
    );
}

#[rstest]
#[case("hmt-residence", "810000199501010015")]
#[case("hmt-residence", "820000199501010025")]
#[case("hmt-residence", "830000199501010035")]
#[case("hk-macao-permit", "H12345678")]
#[case("hk-macao-permit", "M1234567801")]
#[case("taiwan-permit", "12345678")]
#[case("taiwan-permit", "1234567801")]
#[case("passport", "AB123456")]
#[case("cn-passport", "G12345678")]
#[case("cn-passport", "E12345678")]
#[case("cn-passport", "EA1234567")]
#[case("foreign-pr", "911010199204050018")]
#[case("foreign-pr", "USA110099010101")]
fn other_documents_are_taken(#[case] id_type: &str, #[case] number: &str) {
    assert_eq!(id(number, id_type).as_deref(), Ok(number));
    assert_eq!(id(number, "not known yet").as_deref(), Ok(number));
}

#[rstest]
#[case("hmt-residence", "510114199001010011", "id-type")]
#[case("hmt-residence", "810000199501010016", "checksum")]
#[case("hmt-residence", "810000199502300014", "birth-date")]
#[case("hk-macao-permit", "A12345678", "format")]
#[case("hk-macao-permit", "H1234567", "format")]
#[case("hk-macao-permit", "H123456789", "format")]
#[case("hk-macao-permit", "CA1234567", "new-style")]
#[case("taiwan-permit", "123456789", "format")]
#[case("passport", "AB12", "format")]
#[case("cn-passport", "P12345678", "format")]
#[case("cn-passport", "EI1234567", "format")]
#[case("cn-passport", "G1234567", "format")]
#[case("passport", "AB123456中", "format")]
#[case("foreign-pr", "911010199204050017", "checksum")]
#[case("foreign-pr", "510114199001010011", "id-type")]
#[case("foreign-pr", "US1110099010101", "format")]
fn a_number_of_another_kind_is_refused(
    #[case] id_type: &str,
    #[case] number: &str,
    #[case] code: &str,
) {
    assert_eq!(id(number, id_type), Err(code));
}

#[rstest]
#[case("cn-id", "510114200811240017", Some("2008-11-24"))]
#[case("hmt-residence", "810000199501010015", Some("1995-01-01"))]
#[case("passport", "AB123456", None)]
fn the_birth_date_is_read_from_the_number(
    #[case] id_type: &str,
    #[case] number: &str,
    #[case] birth: Option<&str>,
) {
    let found = identity::check(number, IdType::from_option(id_type), day("2026-11-23"));
    assert_eq!(found.map(|identity| identity.birth), Ok(birth.map(day)));
}

#[rstest]
#[case("2008-11-24", "2026-11-23", 17)]
#[case("2008-11-24", "2026-11-24", 18)]
#[case("2010-11-24", "2026-11-23", 15)]
#[case("2010-11-24", "2026-11-24", 16)]
#[case("2000-02-29", "2026-02-27", 25)]
#[case("2000-02-29", "2026-02-28", 26)]
#[case("2000-02-29", "2028-02-28", 27)]
#[case("2000-02-29", "2028-02-29", 28)]
#[case("2026-11-24", "2026-11-23", 0)]
fn age_is_counted_in_whole_years(#[case] birth: &str, #[case] on: &str, #[case] years: i64) {
    assert_eq!(age(day(birth), day(on)), years);
}
