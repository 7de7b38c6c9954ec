//! Reading answers from JSON: every fault reported at once, in words for the person.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::{Answer, AnswerError, Answers, Value, format_hundredths};
use crate::contents::{ChoiceOption, Contents, Field, FieldKind, Question, QuestionKind, Scale};
use crate::date::Date;
use crate::diagram::{INVALID, leaf_set};
use crate::package::Package;

/// A fault before it has a pointer: machine word and message.
type Fault = (&'static str, String);

impl Package {
    /// Reads answers from JSON: question id → value, `null` = 还不清楚.
    ///
    /// Ids of form fields are checked and left out.
    ///
    /// # Errors
    /// One [`AnswerError`] per unknown id, wrong type, option, range or broken constraint.
    pub fn read_answers(&self, json: &Map<String, Json>) -> Result<Answers, Vec<AnswerError>> {
        let contents = self.contents();
        let mut answers = Answers::default();
        let mut errors = Vec::new();
        // By id: in what order a JSON object comes is not for us to know.
        let given: BTreeMap<&String, &Json> = json.iter().collect();
        for (id, value) in given {
            let question = contents.questions.iter().find(|it| it.id == *id);
            let field = || contents.fields.iter().find(|it| it.id == *id);
            let read = match question {
                Some(question) => read_answer(question, value).map(Some),
                None => match field() {
                    Some(field) => read_field(field, value).map(|()| None),
                    None => Err(unknown_id(contents, id)),
                },
            };
            match read {
                Ok(Some(answer)) => drop(answers.0.insert(id.clone(), answer)),
                Ok(None) => {}
                Err((keyword, message)) => errors.push(error(id, keyword, message)),
            }
        }
        errors.extend(self.broken_constraints(&answers));
        if errors.is_empty() {
            Ok(answers)
        } else {
            Err(errors)
        }
    }

    /// Both sides of a constraint are known, both may apply, and the pair is impossible.
    fn broken_constraints(&self, answers: &Answers) -> Vec<AnswerError> {
        let contents = self.contents();
        let number = |ix: usize| {
            let question = contents.questions.get(ix)?;
            match answers.0.get(&question.id)? {
                Answer::Known(Value::Integer(number) | Value::Hundredths(number)) => {
                    Some((question, *number))
                }
                _ => None,
            }
        };
        let broken = contents.constraints.iter().filter_map(|constraint| {
            let (lesser, low) = number(constraint.lesser)?;
            let (_, high) = number(constraint.greater)?;
            let sides = [constraint.lesser, constraint.greater];
            let applies = |side| self.may_apply(side, answers, &sides);
            (low > high && sides.into_iter().all(applies))
                .then(|| error(&lesser.id, "constraint", constraint.message.clone()))
        });
        broken.collect()
    }

    /// Whether a question applies in some case that agrees with the answers but for `left_out`.
    fn may_apply(&self, question: usize, answers: &Answers, left_out: &[usize]) -> bool {
        // No rule compares the application date with a number, so any day will do here.
        let Ok(any_day) = Date::new(2000, 1, 1) else {
            return true;
        };
        let mut known = self.known(answers, any_day);
        for side in left_out {
            if let Some(place) = known.get_mut(*side) {
                *place = None;
            }
        }
        let state = self.state(&known);
        state.leaves(self.outcomes().applies_to(question)) & !leaf_set(INVALID) & leaf_set(1) != 0
    }
}

fn error(id: &str, keyword: &'static str, message: String) -> AnswerError {
    // JSON pointers escape `~` and `/`.
    let pointer = format!("/{}", id.replace('~', "~0").replace('/', "~1"));
    AnswerError {
        pointer,
        keyword,
        message,
    }
}

fn unknown_id(contents: &Contents, id: &str) -> Fault {
    let message = match contents.conditions.iter().find(|it| it.id == id) {
        Some(derived) => format!(
            "“{}”由其他答案推出，不用填。请直接回答前面的问题。",
            derived.text
        ),
        None => "这里没有这一项。请检查名称，或者去掉它。".to_owned(),
    };
    ("unknown-id", message)
}

/// Reads one answer.
fn read_answer(question: &Question, json: &Json) -> Result<Answer, Fault> {
    if json.is_null() {
        return Ok(Answer::Unknown);
    }
    let name = question.short.as_str();
    let value = match &question.kind {
        QuestionKind::YesNo { yes, no } => Value::YesNo(
            json.as_bool()
                .ok_or_else(|| wrong_type(name, &format!("请选“{yes}”或“{no}”。")))?,
        ),
        QuestionKind::Choice { options } => Value::Choice(read_option(name, options, json)?),
        QuestionKind::Multi { options, exclusive } => {
            Value::Multi(read_options(name, options, *exclusive, json)?)
        }
        QuestionKind::Number {
            scale,
            min,
            max,
            except,
        } => {
            let number = read_number(name, *scale, json)?;
            let unit = question.unit.as_deref().unwrap_or_default();
            in_range(name, number, (*min, *max), *scale, unit)?;
            if except.contains(&number) {
                let message = format!("“{name}”不能填 {}。", shown(number, *scale));
                return Err(("range", message));
            }
            match scale {
                Scale::Integer => Value::Integer(number),
                Scale::Hundredths => Value::Hundredths(number),
            }
        }
        QuestionKind::Date => Value::Date(read_date(name, json)?),
    };
    Ok(Answer::Known(value))
}

/// Checks the type of a form field's value.
fn read_field(field: &Field, json: &Json) -> Result<(), Fault> {
    if json.is_null() {
        return Ok(());
    }
    let name = field.label.as_str();
    match &field.kind {
        FieldKind::Number {
            scale, min, max, ..
        } => {
            let number = read_number(name, *scale, json)?;
            in_range(name, number, (*min, *max), *scale, "")
        }
        FieldKind::Date { .. } => read_date(name, json).map(drop),
        FieldKind::YesNo => json
            .as_bool()
            .map(drop)
            .ok_or_else(|| wrong_type(name, "请选“是”或“否”。")),
        FieldKind::Choice { options } => read_option(name, options, json).map(drop),
        FieldKind::Several { .. } | FieldKind::People { .. } | FieldKind::Rows { .. } => json
            .as_array()
            .map(drop)
            .ok_or_else(|| wrong_type(name, "请填一个列表。")),
        FieldKind::Address => json
            .as_object()
            .map(drop)
            .ok_or_else(|| wrong_type(name, "请逐级填写。")),
        _ => json
            .as_str()
            .map(drop)
            .ok_or_else(|| wrong_type(name, "请填文字。")),
    }
}

fn wrong_type(name: &str, what: &str) -> Fault {
    ("type", format!("“{name}”填的不对。{what}"))
}

fn read_option(name: &str, options: &[ChoiceOption], json: &Json) -> Result<String, Fault> {
    if let Some(number) = json.as_i64() {
        let banded = options
            .iter()
            .find(|it| it.band.is_some_and(|(lo, hi)| lo <= number && number <= hi));
        if let Some(option) = banded {
            return Ok(option.id.clone());
        }
        if options.iter().any(|it| it.band.is_some()) {
            return Err(("range", format!("“{name}”不会是 {number}，请再看一下。")));
        }
    }
    let Some(id) = json.as_str() else {
        return Err(wrong_type(name, "请从选项里选一个。"));
    };
    if options.iter().any(|it| it.id == id) {
        Ok(id.to_owned())
    } else {
        Err(no_such_option(name, options))
    }
}

fn no_such_option(name: &str, options: &[ChoiceOption]) -> Fault {
    let labels: Vec<&str> = options.iter().map(|it| it.label.as_str()).collect();
    (
        "option",
        format!("“{name}”没有这个选项。可以选：{}。", labels.join("、")),
    )
}

fn read_options(
    name: &str,
    options: &[ChoiceOption],
    exclusive: Option<usize>,
    json: &Json,
) -> Result<BTreeSet<String>, Fault> {
    let Some(list) = json.as_array() else {
        return Err(wrong_type(name, "请从选项里选，可以选几个。"));
    };
    let mut chosen = BTreeSet::new();
    for item in list {
        let Some(id) = item.as_str() else {
            return Err(wrong_type(name, "请从选项里选，可以选几个。"));
        };
        if !options.iter().any(|it| it.id == id) {
            return Err(no_such_option(name, options));
        }
        chosen.insert(id.to_owned());
    }
    if let Some(none) = exclusive.and_then(|ix| options.get(ix)) {
        if chosen.is_empty() {
            return Err((
                "constraint",
                format!("“{name}”请至少选一项；都没有就选“{}”。", none.label),
            ));
        }
        if chosen.contains(&none.id) && chosen.len() > 1 {
            return Err((
                "constraint",
                format!("“{name}”选了“{}”，就不能再选别的。", none.label),
            ));
        }
    }
    Ok(chosen)
}

/// Reads a number exactly from its decimal text.
fn read_number(name: &str, scale: Scale, json: &Json) -> Result<i64, Fault> {
    let Json::Number(number) = json else {
        return Err(wrong_type(name, "请填数字，比如 120。"));
    };
    let text = number.to_string();
    let (digits, negative) = text
        .strip_prefix('-')
        .map_or((text.as_str(), false), |rest| (rest, true));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let places = if scale == Scale::Hundredths { 2 } else { 0 };
    if !fraction.is_empty()
        && fraction.bytes().all(|b| b.is_ascii_digit())
        && fraction.len() > places
    {
        let message = match scale {
            Scale::Hundredths => format!("“{name}”最多填两位小数。"),
            Scale::Integer => format!("“{name}”请填整数。"),
        };
        return Err(("type", message));
    }
    let units = format!("{whole}{fraction:0<places$}");
    let value: i64 = units
        .parse()
        .map_err(|_| ("range", format!("“{name}”的数太大了，请再看一下。")))?;
    Ok(if negative { -value } else { value })
}

fn in_range(
    name: &str,
    number: i64,
    range: (i64, i64),
    scale: Scale,
    unit: &str,
) -> Result<(), Fault> {
    let (min, max) = range;
    if min <= number && number <= max {
        return Ok(());
    }
    let unit = if unit.is_empty() {
        " ".to_owned()
    } else {
        format!(" {unit}")
    };
    let (min, max) = (shown(min, scale), shown(max, scale));
    Err((
        "range",
        format!("“{name}”应在 {min} 到 {max}{unit}之间，请再看一下。"),
    ))
}

fn shown(number: i64, scale: Scale) -> String {
    match scale {
        Scale::Integer => number.to_string(),
        Scale::Hundredths => format_hundredths(number),
    }
}

fn read_date(name: &str, json: &Json) -> Result<Date, Fault> {
    let text = json
        .as_str()
        .ok_or_else(|| wrong_type(name, "请填日期，比如 2030-01-31。"))?;
    text.parse().map_err(|error| match error {
        crate::date::DateError::Form => wrong_type(name, "请填日期，比如 2030-01-31。"),
        crate::date::DateError::NoSuchDay => {
            ("range", format!("“{name}”填的日子日历上没有，请再看一下。"))
        }
        crate::date::DateError::Range => (
            "range",
            format!("“{name}”的年份不对，请填 1900 到 2100 年之间的日期。"),
        ),
    })
}
