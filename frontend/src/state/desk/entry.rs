//! Numbers and days as a clerk types them.

use lianban_rules::contents::{Question, QuestionKind};
use lianban_rules::date::Date;
use lianban_rules::package::Package;
use serde_json::Value as Json;

use crate::state::input;

/// What stands for 还不清楚 in a field.
const UNKNOWN: [&str; 2] = ["?", "？"];

/// What was typed into the field of a question, as an answer, or what is wrong with it.
///
/// # Errors
/// One sentence for the clerk.
pub fn entered(package: &Package, question: &Question, typed: &str) -> Result<Json, String> {
    let typed = typed.trim();
    if UNKNOWN.contains(&typed) {
        return Ok(Json::Null);
    }
    let value = match question.kind {
        QuestionKind::Date => Some(Json::from(day(typed))).filter(|_| !typed.is_empty()),
        _ => input::number(typed, question.unit.as_deref()),
    };
    let value = value.ok_or_else(|| "请先填，不知道就打一个问号。".to_owned())?;
    match input::fault(package, &question.id, &value) {
        Some(fault) => Err(fault),
        None => Ok(value),
    }
}

/// `20291231`, `291231`, `2029.12.31` or `2029年12月31日` as `2029-12-31`, `2912` as the end of that
/// month; what is none of them as it is.
fn day(typed: &str) -> String {
    let numbers: Vec<&str> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .collect();
    match numbers.as_slice() {
        [all] if all.len() == 8 => dashed(all),
        [all] if all.len() == 6 => dashed(&format!("20{all}")),
        [all] if all.len() == 4 => end_of_month(all).unwrap_or_else(|| typed.to_owned()),
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => typed.to_owned(),
    }
}

/// The last day of the month in `2912`.
fn end_of_month(all: &str) -> Option<String> {
    let year: i32 = all.get(..2)?.parse().ok()?;
    let month: u8 = all.get(2..)?.parse().ok()?;
    let first = Date::new(2000 + year, month, 1).ok()?;
    Some(first.plus(0, 1, -1).to_string())
}

fn dashed(all: &str) -> String {
    let part = |from, to| all.get(from..to).unwrap_or_default();
    format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{package, question};

    #[test]
    fn a_day_is_read_in_few_keys() {
        for typed in [
            "20291231",
            "291231",
            "2029.12.31",
            "2029-12-31",
            "2029年12月31日",
        ] {
            assert_eq!(day(typed), "2029-12-31", "{typed}");
        }
        assert_eq!(day("2029.1.5"), "2029-01-05");
        assert_eq!(day("2912"), "2029-12-31");
        assert_eq!(day("2802"), "2028-02-29");
        assert_eq!(day("2913"), "2913");
        assert_eq!(day("明年"), "明年");
    }

    #[test]
    fn a_number_is_an_answer_or_says_what_is_wrong() {
        let package = package();
        let area = question(&package, "use-area");
        assert_eq!(entered(&package, area, " 80.5 "), Ok(json!(80.5)));
        assert_eq!(entered(&package, area, "？"), Ok(Json::Null));
        assert!(entered(&package, area, "").is_err());
        assert!(entered(&package, area, "很大").is_err());
    }
}
