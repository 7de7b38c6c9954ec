//! Numbers of identity documents.
//!
//! The resident number follows GB 11643-1999 (check digit: ISO 7064 MOD 11-2).
//! Its first six digits name the place where it was first given, so districts
//! that no longer exist stay valid and no table of today's districts is used.
//! The formats of the other documents are common knowledge, checked loosely.

use super::{FieldProblem, off_by, tidy_code};
use crate::date::Date;

/// Kind of identity document: the options of `applicant-id-type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdType {
    /// `cn-id`: 居民身份证.
    Resident,
    /// `hmt-residence`: 港澳台居民居住证.
    HmtResidence,
    /// `hk-macao-permit`: 港澳居民来往内地通行证.
    HkMacaoPermit,
    /// `taiwan-permit`: 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// `passport`: 外国护照.
    Passport,
    /// `cn-passport`: 中国护照, of Chinese who live abroad; not for residents.
    ChinesePassport,
    /// `foreign-pr`: 外国人永久居留身份证.
    ForeignResidence,
}

/// A number that passed its check.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Tidy: no spaces, capitals.
    pub number: String,
    /// The birth date written in the number, where it is (居民身份证, 港澳台居民居住证).
    pub birth: Option<Date>,
}

// Numbers are personal data: a debug print must not carry them into a log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

impl IdType {
    const ALL: [Self; 7] = [
        Self::Resident,
        Self::HmtResidence,
        Self::HkMacaoPermit,
        Self::TaiwanPermit,
        Self::ChinesePassport,
        Self::Passport,
        Self::ForeignResidence,
    ];

    /// The kind with this option id.
    #[must_use]
    pub fn from_option(option: &str) -> Option<Self> {
        Some(match option {
            "cn-id" => Self::Resident,
            "hmt-residence" => Self::HmtResidence,
            "hk-macao-permit" => Self::HkMacaoPermit,
            "taiwan-permit" => Self::TaiwanPermit,
            "passport" => Self::Passport,
            "cn-passport" => Self::ChinesePassport,
            "foreign-pr" => Self::ForeignResidence,
            _ => return None,
        })
    }

    /// 身份证号, 通行证号, …: how messages call the number.
    fn word(self) -> &'static str {
        match self {
            Self::Resident => "身份证号",
            Self::HmtResidence => "居住证号",
            Self::HkMacaoPermit | Self::TaiwanPermit => "通行证号",
            Self::Passport | Self::ChinesePassport => "护照号",
            Self::ForeignResidence => "永久居留身份证号",
        }
    }
}

/// Checks the number of an identity document.
///
/// With no `id_type` (not asked yet, or 还不清楚) any kind that fits will do.
///
/// # Errors
/// `format`, `checksum`, `birth-date`, `province`, `old-15`, `id-type` (the number
/// belongs to another kind of document); as a warning `new-style`.
pub fn check(
    input: &str,
    id_type: Option<IdType>,
    applied_on: Date,
) -> Result<Identity, FieldProblem> {
    let number = tidy_code(input);
    match id_type {
        Some(id_type) => check_as(id_type, number, applied_on),
        None => IdType::ALL
            .into_iter()
            .filter(|id_type| *id_type != IdType::Passport || !is_long(&number))
            .find_map(|id_type| check_as(id_type, number.clone(), applied_on).ok())
            .map_or_else(|| check_as(IdType::Resident, number, applied_on), Ok),
    }
}

/// So many digits that a digit is missing in a resident number; passports may be of digits too.
fn is_long(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits >= 11 && digits + 1 >= number.len()
}

fn check_as(id_type: IdType, number: String, applied_on: Date) -> Result<Identity, FieldProblem> {
    let birth = match id_type {
        IdType::Resident => Some(resident(&number, applied_on)?),
        IdType::HmtResidence => Some(hmt_residence(&number, applied_on)?),
        IdType::HkMacaoPermit => hk_macao_permit(&number).map(|()| None)?,
        IdType::TaiwanPermit => taiwan_permit(&number).map(|()| None)?,
        IdType::Passport => passport(&number).map(|()| None)?,
        IdType::ChinesePassport => chinese_passport(&number).map(|()| None)?,
        IdType::ForeignResidence => foreign_residence(&number).map(|()| None)?,
    };
    Ok(Identity { number, birth })
}

/// Whole years lived on the day `on`; 0 for someone born later.
///
/// Someone born on 29 February grows older on 28 February in common years.
#[must_use]
pub fn age(birth: Date, on: Date) -> i64 {
    let years = on.parts().0 - birth.parts().0;
    let had_birthday = birth.plus(years, 0, 0) <= on;
    i64::from(if had_birthday { years } else { years - 1 }).max(0)
}

fn resident(number: &str, applied_on: Date) -> Result<Date, FieldProblem> {
    let word = IdType::Resident.word();
    if number.len() == 15 && all_digits(number) {
        return Err(FieldProblem::error(
            "old-15",
            "这是 15 位的旧身份证号，已经不能办事了。请填新证上的 18 位号码；还没换证的，先到派出所换领。",
        ));
    }
    eighteen(number, word)?;
    if is_hmt(number) {
        return Err(FieldProblem::error(
            "id-type",
            "这是港澳台居民居住证的号码，请把证件类型改成“港澳台居民居住证”。",
        ));
    }
    check_digit(number, word)?;
    if !is_province(number) {
        return Err(FieldProblem::error(
            "province",
            "身份证号开头两位不是省份代码，请对照证件再看一下；如果不是居民身份证，请改证件类型。",
        ));
    }
    birth_date(number, applied_on, word)
}

fn hmt_residence(number: &str, applied_on: Date) -> Result<Date, FieldProblem> {
    let word = IdType::HmtResidence.word();
    eighteen(number, word)?;
    if !is_hmt(number) {
        return Err(FieldProblem::error(
            "id-type",
            "居住证号以 810000、820000 或 830000 开头，请对照证件再看一下；如果是居民身份证，请改证件类型。",
        ));
    }
    check_digit(number, word)?;
    birth_date(number, applied_on, word)
}

fn hk_macao_permit(number: &str) -> Result<(), FieldProblem> {
    let mut chars = number.chars();
    match chars.next() {
        Some('H' | 'M') if all_digits(chars.as_str()) && matches!(number.len(), 9 | 11) => Ok(()),
        // Some cards are said to bear C, a letter and seven digits: the window looks at the card.
        Some('C')
            if number.len() == 9
                && chars.next().is_some_and(|c| c.is_ascii_uppercase())
                && all_digits(chars.as_str()) =>
        {
            Err(FieldProblem::warning(
                "new-style",
                "这个通行证号是少见的样式，可以提交；请带上证件，窗口会核对。",
                number,
            ))
        }
        _ => Err(FieldProblem::error(
            "format",
            "通行证号应是字母 H 或 M 加 8 位数字（有换证次数的再加 2 位），请对照证件再看一下。",
        )),
    }
}

/// G or E and eight digits, or E, a letter and seven digits.
fn chinese_passport(number: &str) -> Result<(), FieldProblem> {
    let rest = number.get(1..).unwrap_or_default();
    let is_letter = |c: char| c.is_ascii_uppercase() && !matches!(c, 'I' | 'O');
    let fits = match number.chars().next() {
        Some('G') => all_digits(rest),
        Some('E') => all_digits(rest.strip_prefix(is_letter).unwrap_or(rest)),
        _ => false,
    };
    if fits && number.len() == 9 {
        return Ok(());
    }
    Err(FieldProblem::error(
        "format",
        "中国护照号应是 G 或 E 加 8 位数字（有的 E 后面还有一个字母），请对照证件再看一下。",
    ))
}

fn taiwan_permit(number: &str) -> Result<(), FieldProblem> {
    if all_digits(number) && matches!(number.len(), 8 | 10) {
        return Ok(());
    }
    Err(FieldProblem::error(
        "format",
        "台湾居民来往大陆通行证号应是 8 位数字，请对照证件再看一下。",
    ))
}

fn passport(number: &str) -> Result<(), FieldProblem> {
    let fits = (5..=17).contains(&number.len())
        && number
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if fits {
        return Ok(());
    }
    Err(FieldProblem::error(
        "format",
        "护照号应是 5 到 17 位的字母和数字，请对照护照资料页再看一下。",
    ))
}

fn foreign_residence(number: &str) -> Result<(), FieldProblem> {
    let word = IdType::ForeignResidence.word();
    let is_old = number.len() == 15
        && number.chars().take(3).all(|c| c.is_ascii_uppercase())
        && number.chars().skip(3).all(|c| c.is_ascii_digit());
    if is_old {
        return Ok(());
    }
    eighteen(number, word)?;
    if !number.starts_with('9') {
        return Err(FieldProblem::error(
            "id-type",
            "18 位的永久居留身份证号以 9 开头，请对照证件再看一下；如果是别的证件，请改证件类型。",
        ));
    }
    check_digit(number, word)
}

/// 17 digits and a digit or X.
fn eighteen(number: &str, word: &str) -> Result<(), FieldProblem> {
    let body: String = number.chars().take(17).collect();
    let last = number.chars().nth(17);
    if !number.chars().all(|c| c.is_ascii_digit() || c == 'X') {
        return Err(FieldProblem::error(
            "format",
            format!("{word}只有数字，最后一位可以是 X。请去掉其他字符，对照证件再看一下。"),
        ));
    }
    if let Some(off) = off_by(number.chars().count(), 18) {
        return Err(FieldProblem::error(
            "format",
            format!("{word}{off}，请对照证件再看一下。"),
        ));
    }
    if all_digits(&body) && last.is_some() {
        return Ok(());
    }
    Err(FieldProblem::error(
        "format",
        format!("{word}里的 X 只会在最后一位，请对照证件再看一下。"),
    ))
}

fn check_digit(number: &str, word: &str) -> Result<(), FieldProblem> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number
        .chars()
        .zip(WEIGHTS)
        .filter_map(|(c, weight)| c.to_digit(10).map(|digit| digit * weight))
        .sum();
    let expected = "10X98765432".chars().nth((sum % 11) as usize);
    if number.chars().nth(17) == expected {
        return Ok(());
    }
    Err(FieldProblem::error(
        "checksum",
        format!("{word}对不上校验位，多半有一位写错了，请对照证件逐位再看一下。"),
    ))
}

fn birth_date(number: &str, applied_on: Date, word: &str) -> Result<Date, FieldProblem> {
    let part = |from: usize, to: usize| number.get(from..to).unwrap_or_default();
    let birth = format!("{}-{}-{}", part(6, 10), part(10, 12), part(12, 14));
    birth
        .parse()
        .ok()
        .filter(|birth| *birth <= applied_on)
        .ok_or_else(|| {
            FieldProblem::error(
                "birth-date",
                format!("{word}第 7 到 14 位是出生日期，现在写的日期不存在，请对照证件再看一下。"),
            )
        })
}

fn is_hmt(number: &str) -> bool {
    ["810000", "820000", "830000"]
        .iter()
        .any(|prefix| number.starts_with(prefix))
}

fn is_province(number: &str) -> bool {
    let code = number.get(..2).and_then(|code| code.parse::<u8>().ok());
    matches!(
        code,
        Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
    )
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
