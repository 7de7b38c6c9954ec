//! Numbers of vehicles and licences (40-checks, section 7): checked loosely, since nobody has
//! read the standards themselves. What only a check digit speaks against is a warning.

use serde_json::Value as Json;

use super::identity::{self, IdType};
use super::{FieldProblem, off_by, tidy_code};
use crate::contents::Numbered;
use crate::date::Date;

/// Checks a number and makes it tidy.
///
/// # Errors
/// `format`; `checksum` as a warning; for a driving licence also what
/// [`identity::check`] finds, and `age` where the driver is over 60.
pub fn check(of: Numbered, input: &str, applied_on: Date) -> Result<Json, FieldProblem> {
    let number = tidy_code(input);
    match of {
        Numbered::Plate => plate(&number),
        Numbered::Vehicle => vehicle(number),
        Numbered::FoodLicence => food_licence(number),
        Numbered::DrivingLicence => driving_licence(&number, applied_on),
    }
    .map(Json::from)
}

/// Short names of the provinces, as plates begin.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// Last characters of special plates.
const SPECIAL: &str = "挂学警港澳";

/// A letter or digit of plates and vehicle numbers: 0 and 1 are never written as O and I.
fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase() && !matches!(c, 'I' | 'O')
}

fn plate(number: &str) -> Result<String, FieldProblem> {
    // Many write the dot that is on the plate.
    let number = number.replace('·', "");
    let chars: Vec<char> = number.chars().collect();
    let fits = match chars.as_slice() {
        [province, office, middle @ .., last] => {
            let is_plain = |c: &char| is_letter(*c) || c.is_ascii_digit();
            PROVINCES.contains(*province)
                && is_letter(*office)
                && matches!(middle.len(), 4 | 5)
                && middle.iter().all(is_plain)
                && (is_plain(last) || SPECIAL.contains(*last))
        }
        _ => false,
    };
    let message = "车牌号应是一个省份简称、一个字母，再加 5 位字母或数字（新能源的 6 位），\
                   字母里没有 I 和 O。请对照行驶证再看一下。";
    if fits {
        Ok(number)
    } else {
        Err(FieldProblem::error("format", message))
    }
}

/// Weights of the seventeen characters (GB 16735); the ninth is the check digit.
const VEHICLE_WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

fn vehicle(number: String) -> Result<String, FieldProblem> {
    let length = number.chars().count();
    if let Some(off) = off_by(length, 17) {
        let message = format!("车架号{off}，请对照行驶证再看一下。");
        return Err(FieldProblem::error("format", message));
    }
    let values: Option<Vec<u32>> = number.chars().map(vehicle_value).collect();
    let Some(values) = values else {
        let message = "车架号是 17 位数字和字母，没有 I、O、Q；看着像的，是 1 和 0。";
        return Err(FieldProblem::error("format", message));
    };
    let sum: u32 = values
        .iter()
        .zip(VEHICLE_WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    let expected = match sum % 11 {
        10 => Some('X'),
        rest => char::from_digit(rest, 10),
    };
    if number.chars().nth(8) == expected {
        Ok(number)
    } else {
        Err(digit_differs("车架号", number))
    }
}

/// Digits are themselves; A to H 1 to 8, J to N 1 to 5, P 7, R 9, S to Z 2 to 9.
fn vehicle_value(c: char) -> Option<u32> {
    let from = |first: char, value: u32| Some(u32::from(c) - u32::from(first) + value);
    match c {
        '0'..='9' => c.to_digit(10),
        'A'..='H' => from('A', 1),
        'J'..='N' => from('J', 1),
        'P' => Some(7),
        'R' => Some(9),
        'S'..='Z' => from('S', 2),
        _ => None,
    }
}

/// `JY` for a licence, `YB` for a filing, then fourteen digits.
fn food_licence(number: String) -> Result<String, FieldProblem> {
    let digits = number.strip_prefix("JY").or(number.strip_prefix("YB"));
    let digits: Option<Vec<u32>> =
        digits.and_then(|it| it.chars().map(|c| c.to_digit(10)).collect());
    let message = "编号应是 JY（备案的是 YB）加 14 位数字。请对照证书再看一下。";
    let digits = digits.filter(|it| it.len() == 14);
    let digits = digits.ok_or_else(|| FieldProblem::error("format", message))?;
    let Some((last, first)) = digits.split_last() else {
        return Err(FieldProblem::error("format", message));
    };
    if *last == mod_11_10(first) {
        Ok(number)
    } else {
        Err(digit_differs("编号", number))
    }
}

/// ISO 7064 MOD 11,10.
fn mod_11_10(digits: &[u32]) -> u32 {
    let product = digits.iter().fold(10, |product, digit| {
        let sum = match (product + digit) % 10 {
            0 => 10,
            sum => sum,
        };
        sum * 2 % 11
    });
    (11 - product) % 10
}

/// Oldest age of a driver (40-checks, section 8: 不超过60周岁).
const DRIVER_AT_MOST: i64 = 60;

fn driving_licence(number: &str, applied_on: Date) -> Result<String, FieldProblem> {
    let identity = identity::check(number, Some(IdType::Resident), applied_on)?;
    let is_too_old = |birth| identity::age(birth, applied_on) > DRIVER_AT_MOST;
    if identity.birth.is_some_and(is_too_old) {
        let message = "驾驶员满 61 周岁了。从业的驾驶员不能超过 60 周岁，请换一个人。";
        return Err(FieldProblem::error("age", message));
    }
    Ok(identity.number)
}

fn digit_differs(what: &str, number: String) -> FieldProblem {
    let message =
        format!("{what}的校验位对不上，请对照证件再看一下；没有写错的，可以提交，窗口会核对。");
    FieldProblem::warning("checksum", message, number)
}
