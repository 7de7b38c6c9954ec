//! What was given in a field of the form, in words.

use lianban_rules::contents::{ChoiceOption, Field, FieldKind};
use lianban_rules::field::{address, rows};
use lianban_rules::handbook::Division;
use serde_json::Value as Json;

/// The value of a field, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// One line.
    Line(String),
    /// A list: what its columns are called, and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// A field's value in words; towns and streets are named by `divisions`.
pub fn given(field: &Field, value: &Json, divisions: &[Division]) -> Given {
    let columns = rows::columns(&field.kind);
    if columns.is_empty() {
        let line = line(&field.kind, value, divisions);
        return Given::Line(match &field.unit {
            Some(unit) if !line.is_empty() => format!("{line} {unit}"),
            _ => line,
        });
    }
    let cell = |row: &Json, id: &str, kind| match row.get(id) {
        Some(value) => line(kind, value, divisions),
        None => String::new(),
    };
    let row = |row: &Json| {
        let cells = columns.iter().map(|it| cell(row, &it.id, &it.kind));
        cells.collect()
    };
    Given::Table(
        columns.iter().map(|it| it.label.clone()).collect(),
        value.as_array().into_iter().flatten().map(row).collect(),
    )
}

fn line(kind: &FieldKind, value: &Json, divisions: &[Division]) -> String {
    match (kind, value) {
        (FieldKind::Address, Json::Object(_)) => address::line(value, divisions),
        (FieldKind::Choice { options } | FieldKind::Several { options }, _) => {
            labels(options, value)
        }
        (_, Json::Null) => String::new(),
        (_, Json::Bool(true)) => "是".to_owned(),
        (_, Json::Bool(false)) => "否".to_owned(),
        (_, Json::String(text)) => text.clone(),
        (_, value) => value.to_string(),
    }
}

fn labels(options: &[ChoiceOption], value: &Json) -> String {
    let is_chosen = |option: &&ChoiceOption| match value {
        Json::Array(several) => several.iter().any(|it| it == option.id.as_str()),
        value => value == option.id.as_str(),
    };
    let labels = options.iter().filter(is_chosen);
    let labels: Vec<&str> = labels.map(|it| it.label.as_str()).collect();
    labels.join("、")
}

#[cfg(test)]
mod tests {
    use lianban_rules::contents::Mark;
    use serde_json::json;

    use super::*;

    fn field(kind: FieldKind, unit: Option<&str>) -> Field {
        Field {
            id: "f".to_owned(),
            label: "f".to_owned(),
            hint: None,
            kind,
            unit: unit.map(str::to_owned),
            section: "who".to_owned(),
            required: true,
            asked_when: None,
            follows: None,
        }
    }

    #[test]
    fn an_address_is_one_line_with_its_street() {
        let street = Division {
            id: "guihu".to_owned(),
            name: "桂湖街道".to_owned(),
            mark: Mark::Verified,
        };
        let value = json!({"division": "guihu", "road": "蓉都大道", "number": "12", "room": "***"});
        assert_eq!(
            given(&field(FieldKind::Address, None), &value, &[street]),
            Given::Line("四川省成都市新都区桂湖街道蓉都大道12号***".to_owned())
        );
    }

    #[test]
    fn a_list_of_people_is_a_table() {
        let kind = FieldKind::People { max: 9 };
        let value = json!([{"name": "王*", "post": "厨师"}]);
        let Given::Table(head, rows) = given(&field(kind, None), &value, &[]) else {
            panic!("no table");
        };
        assert_eq!(head[0], "姓名");
        assert_eq!(rows, [["王*", "", "厨师", "", ""]]);
    }

    #[test]
    fn choices_and_numbers_are_said_in_words() {
        let option = |id: &str, label: &str| ChoiceOption {
            id: id.to_owned(),
            label: label.to_owned(),
            help: None,
            icon: None,
            band: None,
        };
        let options = vec![option("a", "甲"), option("b", "乙")];
        let several = field(FieldKind::Several { options }, None);
        let text = |field: &Field, value| given(field, &value, &[]);
        assert_eq!(
            text(&several, json!(["a", "b"])),
            Given::Line("甲、乙".into())
        );
        let wide = field(FieldKind::Text { max: 9 }, Some("米"));
        assert_eq!(text(&wide, json!(1.3)), Given::Line("1.3 米".into()));
        assert_eq!(text(&wide, json!("")), Given::Line(String::new()));
    }
}
