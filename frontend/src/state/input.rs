//! From what is typed to an answer, and from an answer to words.

use lianban_rules::contents::{Question, QuestionKind};
use lianban_rules::package::Package;
use serde_json::{Map, Number, Value as Json};

/// 还不清楚: how the third answer is called everywhere.
pub const UNKNOWN: &str = "还不清楚";

/// What someone typed as a number, as the engine reads it: full-width digits and
/// a unit behind are no mistake. What is no number stays text, for the engine to
/// say what is wrong with it.
pub fn number(text: &str, unit: Option<&str>) -> Option<Json> {
    let tidy: String = text.chars().filter_map(plain).collect();
    let mut tidy = tidy.as_str();
    for unit in unit
        .into_iter()
        .chain(["平方米", "平方", "平米", "㎡", "m2"])
    {
        tidy = tidy.strip_suffix(unit).unwrap_or(tidy);
    }
    if tidy.is_empty() {
        return None;
    }
    let number = tidy.parse::<i64>().ok().map(Number::from);
    let number = number.or_else(|| decimal(tidy));
    Some(number.map_or_else(|| Json::from(text.trim()), Json::Number))
}

/// `80.5`, `080.5`, `80.`: read as JSON, whose reader the app has anyway. The standard
/// library's would bring a large table along.
fn decimal(text: &str) -> Option<Number> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() || !is_plain(whole) || !is_plain(part) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = if part.is_empty() { "0" } else { part };
    serde_json::from_str(&format!("{sign}{whole}.{part}")).ok()
}

fn plain(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        '．' | '。' => Some('.'),
        '－' | '−' => Some('-'),
        ',' | '，' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

/// What the engine says against one answer taken by itself.
pub fn fault(package: &Package, question: &str, value: &Json) -> Option<String> {
    let mut one = Map::new();
    one.insert(question.to_owned(), value.clone());
    let errors = package.read_answers(&one).err()?;
    errors.into_iter().next().map(|error| error.message)
}

/// A multiple choice with one option ticked or unticked: the exclusive one excludes the others.
pub fn toggled(question: &Question, before: Option<&Json>, option: &str, on: bool) -> Option<Json> {
    let QuestionKind::Multi { options, exclusive } = &question.kind else {
        return before.cloned();
    };
    let lone = exclusive
        .and_then(|ix| options.get(ix))
        .map(|it| it.id.as_str());
    let was = |id: &str| before.is_some_and(|value| holds(value, id));
    let kept = options.iter().map(|it| it.id.as_str()).filter(|id| {
        if *id == option {
            on
        } else if on && (lone == Some(option) || lone == Some(*id)) {
            false
        } else {
            was(id)
        }
    });
    let ids: Vec<Json> = kept.map(Json::from).collect();
    if ids.is_empty() {
        None
    } else {
        Some(Json::Array(ids))
    }
}

/// The chosen `options`, in their order, with or without one.
pub fn with_option(options: &[String], value: &Json, option: &str, on: bool) -> Json {
    let chosen = options
        .iter()
        .filter(|id| if *id == option { on } else { holds(value, id) });
    chosen.cloned().collect()
}

/// Whether an answer is, or holds, this option.
pub fn holds(value: &Json, option: &str) -> bool {
    match value {
        Json::String(id) => id == option,
        Json::Array(ids) => ids.iter().any(|id| id.as_str() == Some(option)),
        _ => false,
    }
}

/// An answer in the person's words.
pub fn words(question: &Question, value: &Json) -> String {
    let labels = |options: &[lianban_rules::contents::ChoiceOption]| {
        let chosen = options.iter().filter(|option| holds(value, &option.id));
        let labels: Vec<&str> = chosen.map(|option| option.label.as_str()).collect();
        labels.join("、")
    };
    match (&question.kind, value) {
        (_, Json::Null) => UNKNOWN.to_owned(),
        (QuestionKind::YesNo { yes, no }, Json::Bool(answer)) => {
            if *answer { yes } else { no }.clone()
        }
        (QuestionKind::Choice { options } | QuestionKind::Multi { options, .. }, _) => {
            let labels = labels(options);
            if labels.is_empty() {
                "都没有".to_owned()
            } else {
                labels
            }
        }
        (_, Json::String(text)) => text.clone(),
        (_, value) => match &question.unit {
            Some(unit) => format!("{value} {unit}"),
            None => value.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{package, question};

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let read = |text| number(text, Some("平方米"));
        assert_eq!(read("３５０"), Some(json!(350)));
        assert_eq!(read(" 1,200.50 平方米 "), Some(json!(1200.5)));
        assert_eq!(read("150.01㎡"), Some(json!(150.01)));
        assert_eq!(read("080.50"), Some(json!(80.5)));
        assert_eq!(read("80."), Some(json!(80.0)));
        assert_eq!(read("-0.5"), Some(json!(-0.5)));
        assert_eq!(read("8.0.5"), Some(json!("8.0.5")));
        assert_eq!(read("  "), None);
        assert_eq!(read("很大"), Some(json!("很大")));
        assert_eq!(read("inf"), Some(json!("inf")));
    }

    #[test]
    fn the_engine_says_what_is_wrong_with_a_number() {
        let package = package();
        assert_eq!(fault(&package, "use-area", &json!(80)), None);
        assert!(fault(&package, "use-area", &json!("很大")).is_some());
    }

    #[test]
    fn the_exclusive_option_stands_alone() {
        let package = package();
        let fuel = question(&package, "fuel");
        let gas = toggled(fuel, None, "pipe-gas", true);
        assert_eq!(gas, Some(json!(["pipe-gas"])));
        let none = toggled(fuel, gas.as_ref(), "none", true);
        assert_eq!(none, Some(json!(["none"])));
        assert_eq!(
            toggled(fuel, none.as_ref(), "lpg", true),
            Some(json!(["lpg"]))
        );
        assert_eq!(toggled(fuel, none.as_ref(), "none", false), None);
    }

    #[test]
    fn several_options_stay_in_their_order() {
        let options = ["a", "b", "c"].map(String::from);
        let one = with_option(&options, &Json::Null, "c", true);
        let two = with_option(&options, &one, "a", true);
        assert_eq!(two, json!(["a", "c"]));
        assert_eq!(with_option(&options, &two, "c", false), json!(["a"]));
    }

    #[test]
    fn answers_are_said_in_the_words_of_the_question() {
        let package = package();
        let say = |id, value| words(question(&package, id), &value);
        assert_eq!(say("food-smoke", json!(true)), "会");
        assert_eq!(say("use-area", json!(80.5)), "80.5 平方米");
        assert_eq!(say("use-area", Json::Null), UNKNOWN);
        assert_eq!(
            say("fuel", json!(["pipe-gas", "lpg"])),
            "管道天然气、瓶装液化气"
        );
    }
}
