//! Unified social credit codes, GB 32100-2015.
//!
//! Eighteen characters: two for the kind of holder, six digits of the
//! registering office, nine of the organisation code (GB 11714, with a check
//! character of its own), one check character. I, O, Z, S and V do not occur.

use super::{FieldProblem, off_by, tidy_code};

/// The alphabet; a character's place is its value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Who may hold a code: the options of `entity-type`, as far as codes tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// `individual`: 92.
    Individual,
    /// `company`, `sole-prop`, `partnership`, `branch`: 91.
    Enterprise,
    /// `coop`: 93.
    Cooperative,
    /// `institution`: anything else.
    Institution,
}

impl Holder {
    /// The holder with this option id of `entity-type`.
    #[must_use]
    pub fn from_option(option: &str) -> Option<Self> {
        Some(match option {
            "individual" => Self::Individual,
            "company" | "sole-prop" | "partnership" | "branch" => Self::Enterprise,
            "coop" => Self::Cooperative,
            "institution" => Self::Institution,
            _ => return None,
        })
    }

    fn of(code: &str) -> Self {
        match code.get(..2) {
            Some("91") => Self::Enterprise,
            Some("92") => Self::Individual,
            Some("93") => Self::Cooperative,
            _ => Self::Institution,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Individual => "个体工商户",
            Self::Enterprise => "企业",
            Self::Cooperative => "农民专业合作社",
            Self::Institution => "机关、事业单位或社会组织",
        }
    }
}

/// Checks a unified social credit code; returns it in capitals.
///
/// # Errors
/// `format`, `checksum`, `kind-mismatch` (not a code of such a `holder`); as a
/// warning `organisation-code` (some old codes fail their inner check).
pub fn check(input: &str, holder: Option<Holder>) -> Result<String, FieldProblem> {
    let code = tidy_code(input);
    format(&code)?;
    if code.chars().nth(17) != check_character(&code) {
        return Err(FieldProblem::error(
            "checksum",
            "统一社会信用代码对不上校验位，多半有一位写错了，请对照执照逐位再看一下。",
        ));
    }
    let kind = Holder::of(&code);
    if let Some(holder) = holder.filter(|holder| *holder != kind) {
        return Err(FieldProblem::error(
            "kind-mismatch",
            format!(
                "这是{}的代码，而您选的是{}。请改代码，或改您选的经营身份。",
                kind.name(),
                holder.name(),
            ),
        ));
    }
    if !has_valid_organisation_code(&code) {
        return Err(FieldProblem::warning(
            "organisation-code",
            "代码第 9 到 17 位不太常见，可以提交；请对照执照再看一下，窗口会核对。",
            code,
        ));
    }
    Ok(code)
}

/// The tidy code of any holder that the register can be asked for: what only a warning speaks
/// against may be an old one.
///
/// # Errors
/// As [`check`], but no warning.
pub fn to_ask(input: &str) -> Result<String, FieldProblem> {
    check(input, None).or_else(|found| {
        let tidy = found.tidy.as_deref().and_then(serde_json::Value::as_str);
        tidy.map(str::to_owned).ok_or(found)
    })
}

fn format(code: &str) -> Result<(), FieldProblem> {
    let problem = |message: String| Err(FieldProblem::error("format", message));
    if code.chars().any(|c| "IOZSV".contains(c)) {
        return problem(
            "统一社会信用代码里没有 I、O、Z、S、V，可能是 1、0、2、5，请对照执照再看一下。".into(),
        );
    }
    if code.chars().any(|c| !ALPHABET.contains(c)) {
        return problem(
            "统一社会信用代码只有数字和大写字母，请去掉其他字符，对照执照再看一下。".into(),
        );
    }
    if code.len() == 15 {
        return problem(
            "统一社会信用代码是 18 位。您填的像 15 位的旧注册号，请先换领有 18 位代码的执照；如果是漏写了，请补上。"
                .into(),
        );
    }
    if let Some(off) = off_by(code.len(), 18) {
        return problem(format!("统一社会信用代码{off}，请对照执照再看一下。"));
    }
    if code.chars().skip(2).take(6).any(|c| !c.is_ascii_digit()) {
        return problem("统一社会信用代码第 3 到 8 位都是数字，请对照执照再看一下。".into());
    }
    Ok(())
}

fn check_character(code: &str) -> Option<char> {
    // 3 to the power of the place, modulo 31.
    const WEIGHTS: [usize; 17] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    let sum: usize = code
        .chars()
        .zip(WEIGHTS)
        .filter_map(|(c, weight)| ALPHABET.find(c).map(|value| value * weight))
        .sum();
    ALPHABET.chars().nth((31 - sum % 31) % 31)
}

fn has_valid_organisation_code(code: &str) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = code
        .chars()
        .skip(8)
        .zip(WEIGHTS)
        .filter_map(|(c, weight)| c.to_digit(36).map(|value| value * weight))
        .sum();
    let expected = match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    };
    code.chars().nth(16) == expected
}
