//! Six letters for the answers of the guide: from the desk to the phone, and back to any window.

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// Letters of a code.
pub const CODE_LENGTH: usize = 6;

/// The letters: none that looks or sounds like another or like a digit (B I L O S Z), no vowel
/// but A, E and U, so that hardly a word comes out.
pub const CODE_LETTERS: &[u8; 20] = b"ACDEFGHJKMNPQRTUVWXY";

/// Asks for a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeQuery {
    /// Package id.
    pub package: String,
    /// Question id → value. What stands under the id of a form field is not kept.
    pub answers: Map<String, Json>,
}

/// A new code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Code {
    /// `KFTRMA`.
    pub code: String,
    /// The last day on which it leads to the answers.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub until: Date,
}

/// What lies behind a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coded {
    /// Package id.
    pub package: String,
    /// The answers, as `lianban_rules::share` writes them.
    pub shared: String,
    /// The last day on which it leads to the answers.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub until: Date,
}

/// A code as somebody types it, in its own letters; `None` where it cannot be one.
#[must_use]
pub fn tidy_code(typed: &str) -> Option<String> {
    let letters = typed
        .chars()
        .filter(|it| !it.is_whitespace() && !"-·.".contains(*it));
    let code: String = letters.map(|it| narrow(it).to_ascii_uppercase()).collect();
    let is_ours = code.bytes().all(|it| CODE_LETTERS.contains(&it));
    (is_ours && code.len() == CODE_LENGTH).then_some(code)
}

/// A letter of full width, as a Chinese keyboard types it, in its usual width.
fn narrow(letter: char) -> char {
    let shifted = u32::from(letter)
        .checked_sub(0xFEE0)
        .and_then(char::from_u32);
    shifted.filter(char::is_ascii_alphabetic).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        for typed in ["KFTRMA", "kftrma", " kft rma ", "KFT-RMA", "ＫＦＴｒｍａ"] {
            assert_eq!(tidy_code(typed).as_deref(), Some("KFTRMA"), "{typed}");
        }
        for typed in ["", "KFTRM", "KFTRMAA", "KFTRM0", "KFTRMO", "面馆"] {
            assert_eq!(tidy_code(typed), None, "{typed}");
        }
    }
}
