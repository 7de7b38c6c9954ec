//! Values in the words that forms print: of fields of the form, and of answers of the guide.

use serde_json::Value as Json;

use crate::contents::{ChoiceOption, Field, FieldKind, Question, QuestionKind};
use crate::date::Date;
use crate::field::address;
use crate::field::rows::columns;
use crate::handbook::Division;

/// What stands between the rows of a list.
const ROWS: &str = "；";

/// The value of a field, as its forms print it; empty where nothing was filled in.
#[must_use]
pub fn of_field(field: &Field, value: &Json, divisions: &[Division]) -> String {
    let words = of_kind(&field.kind, value, divisions);
    with_unit(words, field.unit.as_deref())
}

fn of_kind(kind: &FieldKind, value: &Json, divisions: &[Division]) -> String {
    match (kind, value) {
        (_, Json::Null) => String::new(),
        (FieldKind::Address, _) => address::line(value, divisions),
        (FieldKind::People { .. } | FieldKind::Rows { .. }, Json::Array(rows)) => {
            let rows = rows.iter().map(|row| row_words(kind, row));
            rows.filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join(ROWS)
        }
        (FieldKind::Choice { options } | FieldKind::Several { options }, _) => {
            labels(options, value)
        }
        (_, Json::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (FieldKind::Date { .. }, Json::String(text)) => day(text),
        (_, Json::String(text)) => text.clone(),
        (_, value) => value.to_string(),
    }
}

/// 炉灶，2: the cells of a row that are filled in.
fn row_words(kind: &FieldKind, row: &Json) -> String {
    let cells = columns(kind).iter().filter_map(|column| {
        let value = row.get(&column.id)?;
        Some(of_kind(&column.kind, value, &[])).filter(|it| !it.is_empty())
    });
    cells.collect::<Vec<_>>().join("，")
}

/// An answer of the guide; `None` is 还不清楚.
#[must_use]
pub fn of_answer(question: &Question, value: Option<&Json>) -> String {
    match (&question.kind, value) {
        (_, None | Some(Json::Null)) => "还不清楚".to_owned(),
        (QuestionKind::YesNo { yes, no }, Some(Json::Bool(is_yes))) => {
            if *is_yes { yes } else { no }.clone()
        }
        (QuestionKind::Choice { options } | QuestionKind::Multi { options, .. }, Some(value)) => {
            labels(options, value)
        }
        (QuestionKind::Date, Some(Json::String(text))) => day(text),
        (_, Some(Json::String(text))) => text.clone(),
        (_, Some(value)) => with_unit(value.to_string(), question.unit.as_deref()),
    }
}

fn labels(options: &[ChoiceOption], value: &Json) -> String {
    let is_chosen = |option: &&ChoiceOption| match value {
        Json::String(id) => *id == option.id,
        Json::Array(ids) => ids.iter().any(|id| id.as_str() == Some(&option.id)),
        _ => false,
    };
    let labels = options.iter().filter(is_chosen).map(|it| it.label.as_str());
    labels.collect::<Vec<_>>().join("、")
}

fn with_unit(words: String, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if !words.is_empty() => format!("{words} {unit}"),
        _ => words,
    }
}

/// 2026年5月1日; what is no day stays as it is.
fn day(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), of_day)
}

/// 2026年5月1日.
#[must_use]
pub fn of_day(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{year}年{month}月{day}日")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::contents::{Column, DayRange, Scale};

    fn field(kind: FieldKind, unit: Option<&str>) -> Field {
        Field {
            id: "f".into(),
            label: "项".into(),
            hint: None,
            kind,
            unit: unit.map(str::to_owned),
            section: "who".into(),
            required: true,
            asked_when: None,
            follows: None,
        }
    }

    fn say(kind: FieldKind, value: &Json) -> String {
        of_field(&field(kind, None), value, &[])
    }

    fn number() -> FieldKind {
        FieldKind::Number {
            scale: Scale::Integer,
            min: 0,
            max: 99,
            except: vec![],
        }
    }

    #[test]
    fn every_value_is_said_as_a_form_prints_it() {
        let any = FieldKind::Date {
            days: DayRange::Any,
        };
        assert_eq!(say(any, &json!("2026-05-01")), "2026年5月1日");
        assert_eq!(say(FieldKind::YesNo, &json!(false)), "否");
        assert_eq!(say(FieldKind::PersonName, &json!("李雷")), "李雷");
        assert_eq!(say(FieldKind::PersonName, &Json::Null), "");
        let metres = field(number(), Some("米"));
        assert_eq!(of_field(&metres, &json!(3.5), &[]), "3.5 米");
        assert_eq!(of_field(&metres, &Json::Null, &[]), "");
        let address = json!({"division": "", "road": "桂湖中路", "number": "8"});
        let line = say(FieldKind::Address, &address);
        assert_eq!(line, "四川省成都市新都区桂湖中路8号");
    }

    #[test]
    fn a_list_is_said_row_by_row_without_what_is_empty() {
        let column = |id: &str, kind| Column {
            id: id.into(),
            label: id.into(),
            kind,
            required: true,
        };
        let columns = vec![
            column("name", FieldKind::Text { max: 9 }),
            column("count", number()),
        ];
        let rows = FieldKind::Rows { columns, max: 9 };
        let value = json!([{"name": "炉灶", "count": 2}, {}, {"name": "冰箱"}]);
        assert_eq!(say(rows, &value), "炉灶，2；冰箱");
    }
}
