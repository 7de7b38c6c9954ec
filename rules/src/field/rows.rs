//! Lists: people who work in a place, and small tables.
//!
//! A list is an array of objects, one a row; a row left blank is dropped. Problems
//! carry the place of the cell, counted in the rows as typed: `2/id_number`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

use super::{Checked, FieldContext, FieldProblem, Severity, check_one, is_empty, plain};
use crate::contents::{Column, DayRange, FieldKind};

/// Columns of a list of people.
pub static PEOPLE: LazyLock<[Column; 5]> = LazyLock::new(|| {
    let column = |id: &str, label: &str, kind, required| Column {
        id: id.to_owned(),
        label: label.to_owned(),
        kind,
        required,
    };
    [
        column("name", "姓名", FieldKind::PersonName, true),
        column("id_number", "身份证件号码", FieldKind::IdNumber, true),
        column("post", "岗位", FieldKind::Text { max: 20 }, true),
        column(
            "health_cert",
            "健康证编号",
            FieldKind::Text {
                max: HEALTH_CERT_MAX,
            },
            false,
        ),
        column(
            "health_cert_until",
            "健康证有效期至",
            FieldKind::Date {
                days: DayRange::Any,
            },
            false,
        ),
    ]
});

/// Longest number of a health certificate, in characters.
pub const HEALTH_CERT_MAX: u32 = 40;

/// The columns of a list; none where the field is no list.
#[must_use]
pub fn columns(kind: &FieldKind) -> &[Column] {
    match kind {
        FieldKind::People { .. } => PEOPLE.as_slice(),
        FieldKind::Rows { columns, .. } => columns,
        _ => &[],
    }
}

/// Checks a list of people: every cell, nobody twice, health certificates not too long.
#[must_use]
pub fn people(label: &str, value: &Json, max: u32, context: &FieldContext<'_>) -> Checked {
    let mut checked = check(label, value, PEOPLE.as_slice(), max, context);
    let mut seen = BTreeSet::new();
    for (row, person) in value.as_array().into_iter().flatten().enumerate() {
        checked.problems.extend(health_cert(row, person, context));
        let number = person.get("id_number").and_then(Json::as_str);
        let number = number.map(super::tidy_code).unwrap_or_default();
        if !number.is_empty() && !seen.insert(number) {
            let twice = FieldProblem::error("twice", "这个人写了两次，请去掉一行或改号码。");
            checked.problems.push(twice.at(format!("{row}/id_number")));
        }
    }
    settled(checked)
}

/// Checks a small table.
#[must_use]
pub fn check(
    label: &str,
    value: &Json,
    columns: &[Column],
    max: u32,
    context: &FieldContext<'_>,
) -> Checked {
    let Some(rows) = value.as_array() else {
        return Err(plain::unreadable(label)).into();
    };
    let mut checked = Checked::default();
    let mut tidy = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        if !is_empty(cells) {
            tidy.push(Json::Object(check_row(
                row,
                cells,
                columns,
                context,
                &mut checked.problems,
            )));
        }
    }
    if tidy.len() > max as usize {
        let message = format!("“{label}”最多写 {max} 行，请去掉几行。");
        checked
            .problems
            .push(FieldProblem::error("too-long", message));
    }
    checked.tidy = Some(tidy.into());
    settled(checked)
}

fn check_row(
    row: usize,
    cells: &Json,
    columns: &[Column],
    context: &FieldContext<'_>,
    problems: &mut Vec<FieldProblem>,
) -> Map<String, Json> {
    let mut tidy = Map::new();
    for column in columns {
        let value = cells.get(&column.id).unwrap_or(&Json::Null);
        let found = match (is_empty(value), column.required) {
            (true, false) => continue,
            (true, true) => Err(plain::empty(&column.label)),
            (false, _) => check_cell(column, value, context),
        };
        let cell = Checked::from(found);
        if let Some(value) = cell.tidy {
            tidy.insert(column.id.clone(), value);
        }
        let at = format!("{row}/{}", column.id);
        problems.extend(cell.problems.into_iter().map(|it| it.at(at.clone())));
    }
    tidy
}

fn check_cell(
    column: &Column,
    value: &Json,
    context: &FieldContext<'_>,
) -> Result<Json, FieldProblem> {
    // Whose document it is nobody has asked: any type will do.
    let context = FieldContext {
        id_type: None,
        ..*context
    };
    check_one(&column.label, &column.kind, value, &context)
}

/// Number and last day of a health certificate come together; it holds for a year at most,
/// and one that has run out is for the window to see.
fn health_cert(row: usize, person: &Json, context: &FieldContext<'_>) -> Option<FieldProblem> {
    let text = |key: &str| person.get(key).and_then(Json::as_str).unwrap_or_default();
    let (number, until) = (text("health_cert").trim(), text("health_cert_until").trim());
    let at = |column: &str| format!("{row}/{column}");
    match (number.is_empty(), until.is_empty()) {
        (false, true) => {
            let problem = FieldProblem::error("empty", "写了健康证编号，请把有效期也填上。");
            Some(problem.at(at("health_cert_until")))
        }
        (true, false) => {
            let problem = FieldProblem::error("empty", "写了健康证有效期，请把编号也填上。");
            Some(problem.at(at("health_cert")))
        }
        _ => {
            let until: crate::date::Date = until.parse().ok()?;
            if until <= context.applied_on {
                let message = "这张健康证已经到期了，可以先提交；请赶快去办新的，上岗前要拿到。";
                let problem = FieldProblem::warning("expired", message, until.to_string());
                return Some(problem.at(at("health_cert_until")));
            }
            (until > context.applied_on.plus(1, 0, 0)).then(|| {
                let message = "健康证从发证那天起管一年，这一天太远了，请照证再看一下。";
                FieldProblem::error("range", message).at(at("health_cert_until"))
            })
        }
    }
}

/// With an error no value is tidy.
fn settled(checked: Checked) -> Checked {
    let is_error = |problem: &FieldProblem| problem.severity == Severity::Error;
    let tidy = checked
        .tidy
        .filter(|_| !checked.problems.iter().any(is_error));
    Checked { tidy, ..checked }
}
