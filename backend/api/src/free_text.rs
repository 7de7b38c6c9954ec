//! Free text that must not carry personal numbers: remarks and reasons.

/// Digits in a row that could be an identity, licence or phone number.
const IN_A_ROW: usize = 7;
/// Digits of a number written in groups: 138 0013 8000. A date has only eight.
const IN_GROUPS: usize = 11;

/// Whether a text seems to name somebody by number: both halves ask before it is kept.
///
/// ```
/// use lianban_api::names_a_number;
///
/// assert!(names_a_number("打 83001234 找我"));
/// assert!(names_a_number("138-0013-8000"));
/// assert!(!names_a_number("2026-11-24 窗口说 300 平方米以上才要办"));
/// ```
#[must_use]
pub fn names_a_number(text: &str) -> bool {
    let (mut row, mut groups, mut between) = (0, 0, 0);
    for c in text.chars() {
        if c.is_ascii_digit() || ('０'..='９').contains(&c) {
            (row, groups, between) = (row + 1, groups + 1, 0);
            if row >= IN_A_ROW || groups >= IN_GROUPS {
                return true;
            }
        } else {
            (row, between) = (0, between + 1);
            let joins = c.is_whitespace() || matches!(c, '-' | '－' | '—' | '.' | '·');
            if !joins || between > 1 {
                groups = 0;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::names_a_number;

    #[test]
    fn numbers_of_persons_are_seen_however_they_are_written() {
        for text in [
            "510114199001010011",
            "身份证51011419900101001X",
            "138 0013 8000",
            "１３８００１３８０００",
            "028-83001234",
        ] {
            assert!(names_a_number(text), "{text}");
        }
    }

    #[test]
    fn dates_areas_and_articles_pass() {
        for text in [
            "2026-11-24",
            "2026.11.24 到 2026.12.24",
            "面积300.01平方米，第32条第1款第2项",
            "12345 热线",
            "",
        ] {
            assert!(!names_a_number(text), "{text}");
        }
    }
}
