//! Numbers of vehicles and licences: the vectors of 40-checks, sections 7 and 8.

use rstest::rstest;
use serde_json::json;

use super::day;
use crate::contents::Numbered::{self, DrivingLicence, FoodLicence, Plate, Vehicle};
use crate::field::numbered::check;
use crate::field::{FieldProblem, Severity};

fn found(of: Numbered, number: &str) -> Result<serde_json::Value, FieldProblem> {
    check(of, number, day("2026-11-23"))
}

#[rstest]
#[case(Plate, "川A12345", "川A12345")]
#[case(Plate, "川a·12345", "川A12345")]
#[case(Plate, "川AD12345", "川AD12345")]
#[case(Plate, "川A1234挂", "川A1234挂")]
#[case(Vehicle, "1M8GDM9AXKP042788", "1M8GDM9AXKP042788")]
#[case(Vehicle, "lsvam4187c2184847", "LSVAM4187C2184847")]
#[case(FoodLicence, "JY34202220183637", "JY34202220183637")]
#[case(DrivingLicence, "51011419900101001 1", "510114199001010011")]
fn a_number_in_order_is_taken(#[case] of: Numbered, #[case] typed: &str, #[case] tidy: &str) {
    assert_eq!(found(of, typed), Ok(json!(tidy)));
}

#[rstest]
#[case(Plate, "川A1234", "format")]
#[case(Plate, "川A123456 7", "format")]
#[case(Plate, "川I12345", "format")]
#[case(Plate, "川A1234O", "format")]
#[case(Plate, "A12345", "format")]
#[case(Vehicle, "1M8GDM9AXKP04278", "format")]
#[case(Vehicle, "1M8GDM9AXKPO42788", "format")]
#[case(FoodLicence, "JY3420222018363", "format")]
#[case(FoodLicence, "SC34202220183637", "format")]
#[case(DrivingLicence, "510114199001010012", "checksum")]
fn a_number_out_of_order_is_refused(
    #[case] of: Numbered,
    #[case] number: &str,
    #[case] code: &str,
) {
    let problem = found(of, number).map_err(|it| (it.code, it.severity));
    assert_eq!(problem, Err((code, Severity::Error)));
}

#[rstest]
#[case(Vehicle, "1M8GDM9A1KP042788")]
#[case(FoodLicence, "JY34202220183638")]
fn a_check_digit_alone_is_a_warning_that_lets_pass(#[case] of: Numbered, #[case] number: &str) {
    let problem = found(of, number).map_err(|it| (it.code, it.severity, it.tidy));
    let tidy = Some(Box::new(json!(number)));
    assert_eq!(problem, Err(("checksum", Severity::Warning, tidy)));
}

// Check digits of these fictional numbers by the algorithm of section 1.
#[rstest]
#[case("1965-11-24", true)]
#[case("1965-11-23", false)]
fn a_driver_of_sixty_may_drive_and_one_of_sixty_one_may_not(
    #[case] birth: &str,
    #[case] may: bool,
) {
    let number = super::resident_born(birth);
    let code = found(DrivingLicence, &number).map_err(|it| it.code);
    assert_eq!(code.is_ok(), may, "{code:?}");
    assert!(may || code == Err("age"));
}
