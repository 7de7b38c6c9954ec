//! Phone numbers of the mainland.
//!
//! Only the first two digits are looked at: numbers move between carriers and
//! new ranges are opened, so a finer table would turn real people away.

use super::{FieldProblem, off_by, tidy_code};

/// Checks a mobile phone number; returns its eleven digits, without `+86`, spaces and hyphens.
///
/// # Errors
/// `mobile`.
pub fn check(input: &str) -> Result<String, FieldProblem> {
    let typed = tidy_code(input);
    let number = typed.strip_prefix("+86").unwrap_or(&typed);
    let problem = |message: String| Err(FieldProblem::error("mobile", message));
    if number.chars().any(|c| !c.is_ascii_digit()) {
        return problem("手机号只有数字，请去掉其他字符。".into());
    }
    if is_landline(input) {
        return problem("这是座机号码。请填手机号，方便给您发短信。".into());
    }
    if let Some(off) = off_by(number.len(), 11) {
        return problem(format!("手机号是 11 位，您填的{off}，请再看一下。"));
    }
    if !number.starts_with('1') || matches!(number.as_bytes().get(1), Some(b'0'..=b'2')) {
        return problem("手机号以 13 到 19 开头，请再看一下。".into());
    }
    Ok(number.to_owned())
}

/// Whether this is a landline number with its area code: `028-83001234`.
#[must_use]
pub fn is_landline(input: &str) -> bool {
    let number = tidy_code(input);
    number.starts_with('0')
        && number.bytes().all(|b| b.is_ascii_digit())
        && (10..=12).contains(&number.len())
}

/// Checks a mobile or a landline number; returns `13800138000` or `028-83001234`.
///
/// # Errors
/// `mobile`, `phone`.
pub fn check_phone(input: &str) -> Result<String, FieldProblem> {
    let number = tidy_code(input);
    if !number.starts_with('0') {
        return check(input);
    }
    let is_number = number.bytes().all(|b| b.is_ascii_digit());
    // Beijing, Shanghai, Chengdu and others have area codes of three digits, the rest four.
    let area = if matches!(number.as_bytes().get(1), Some(b'1' | b'2')) {
        3
    } else {
        4
    };
    match number.split_at_checked(area) {
        Some((area, local)) if is_number && matches!(local.len(), 7 | 8) => {
            Ok(format!("{area}-{local}"))
        }
        _ => Err(FieldProblem::error(
            "phone",
            "座机号是区号加 7 或 8 位号码，例如成都的区号是 028，请再看一下。",
        )),
    }
}
