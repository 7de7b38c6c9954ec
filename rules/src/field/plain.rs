//! Texts, numbers, days and choices of the form.

use serde_json::Value as Json;

use super::{FieldProblem, NAME_MAX, tidy};
use crate::answers::format_hundredths;
use crate::contents::{ChoiceOption, DayRange, Scale};
use crate::date::Date;

/// The field was left empty.
#[must_use]
pub fn empty(label: &str) -> FieldProblem {
    FieldProblem::error("empty", format!("请填写“{label}”。"))
}

/// The value is of a type that no form of ours sends.
#[must_use]
pub fn unreadable(label: &str) -> FieldProblem {
    FieldProblem::error("type", format!("“{label}”没有读懂，请重新填写。"))
}

/// Checks one line of text: not empty, at most `max` characters, nothing invisible in it.
///
/// Its characters stay as typed: a name is written as on the card.
///
/// # Errors
/// `empty`, `too-long`, `format`.
pub fn text(label: &str, input: &str, max: u32) -> Result<String, FieldProblem> {
    let text = input.trim();
    if text.is_empty() {
        return Err(empty(label));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldProblem::error(
            "format",
            format!("“{label}”只能写一行，请去掉换行和特殊字符。"),
        ));
    }
    let length = text.chars().count();
    if length > max as usize {
        return Err(FieldProblem::error(
            "too-long",
            format!("“{label}”最多写 {max} 个字，现在有 {length} 个，请写短一点。"),
        ));
    }
    Ok(text.to_owned())
}

/// Checks the name of a person: as on the card, so only what no card has is refused.
///
/// # Errors
/// As [`text`], and `format` for a name with digits.
pub fn person_name(label: &str, input: &str) -> Result<String, FieldProblem> {
    let name = text(label, input, NAME_MAX)?;
    if tidy(&name).bytes().any(|b| b.is_ascii_digit()) {
        return Err(FieldProblem::error(
            "format",
            format!("“{label}”里不会有数字，请照证件再看一下。"),
        ));
    }
    Ok(name)
}

/// Checks a number, given as JSON number or as text; the bounds, both included, and what
/// is `except` in units of `scale`.
///
/// # Errors
/// `type`, `decimals`, `range`.
pub fn number(
    label: &str,
    value: &Json,
    scale: Scale,
    (min, max): (i64, i64),
    except: &[i64],
) -> Result<Json, FieldProblem> {
    let written = match value {
        Json::Number(number) => number.to_string(),
        Json::String(text) => tidy(text),
        _ => return Err(unreadable(label)),
    };
    let units = units(label, &written, scale)?;
    let show = |bound| match scale {
        Scale::Integer => i64::to_string(&bound),
        Scale::Hundredths => format_hundredths(bound),
    };
    if except.contains(&units) {
        return Err(FieldProblem::error(
            "range",
            format!("“{label}”不能填 {}。", show(units)),
        ));
    }
    if !(min..=max).contains(&units) {
        return Err(FieldProblem::error(
            "range",
            format!(
                "“{label}”应在 {} 到 {} 之间，请再看一下。",
                show(min),
                show(max)
            ),
        ));
    }
    Ok(match scale {
        Scale::Integer => crate::answers::Value::Integer(units),
        Scale::Hundredths => crate::answers::Value::Hundredths(units),
    }
    .to_json())
}

/// A decimal in units of `scale`, read exactly.
fn units(label: &str, written: &str, scale: Scale) -> Result<i64, FieldProblem> {
    let not_a_number = || FieldProblem::error("type", format!("“{label}”请填数字，例如 30。"));
    let (sign, digits) = match written.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, written),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return Err(not_a_number());
    }
    let places = match scale {
        Scale::Integer => 0,
        Scale::Hundredths => 2,
    };
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        let allowed = if places == 0 {
            "要填整数"
        } else {
            "最多两位小数"
        };
        return Err(FieldProblem::error(
            "decimals",
            format!("“{label}”{allowed}，请改一下。"),
        ));
    }
    format!("{whole}{fraction:0<places$}")
        .parse::<i64>()
        .map(|units| sign * units)
        .map_err(|_| not_a_number())
}

/// Checks a day, written `2026-11-23`.
///
/// # Errors
/// `date`.
pub fn date(label: &str, input: &str) -> Result<Date, FieldProblem> {
    tidy(input).parse().map_err(|_| {
        FieldProblem::error(
            "date",
            format!("“{label}”没有这一天，请再看看年、月、日，比如 2026-11-23。"),
        )
    })
}

/// Checks a day and which side of the day of application it lies on.
///
/// # Errors
/// `date`, `range`.
pub fn day(label: &str, input: &str, days: DayRange, today: Date) -> Result<Json, FieldProblem> {
    let day = date(label, input)?;
    let problem = match days {
        DayRange::UntilToday if day > today => "这一天还没有到",
        DayRange::FromToday if day < today => "这一天已经过了",
        _ => return Ok(day.to_string().into()),
    };
    Err(FieldProblem::error(
        "range",
        format!("“{label}”{problem}，请再看一下。"),
    ))
}

/// Checks that `value` is a list of ids of `options`; returns them in the author's order.
///
/// # Errors
/// `type`, `option`.
pub fn several(label: &str, value: &Json, options: &[ChoiceOption]) -> Result<Json, FieldProblem> {
    let list = value.as_array().ok_or_else(|| unreadable(label))?;
    for item in list {
        let id = item.as_str().ok_or_else(|| unreadable(label))?;
        choice(label, id, options)?;
    }
    let chosen = options.iter().map(|option| Json::from(option.id.as_str()));
    Ok(chosen.filter(|id| list.contains(id)).collect())
}

/// Checks that `input` is the id of one of `options`.
///
/// # Errors
/// `option`.
pub fn choice(label: &str, input: &str, options: &[ChoiceOption]) -> Result<Json, FieldProblem> {
    if options.iter().any(|option| option.id == input) {
        return Ok(input.into());
    }
    Err(FieldProblem::error(
        "option",
        format!("请在“{label}”里选一项。"),
    ))
}
