//! What a window's list may show of personal data: enough to recognise, not to use.

use serde_json::Value as Json;

use crate::contents::{Field, FieldKind, Numbered};

/// Surnames of two characters that are common enough to be met at a counter.
const LONG_SURNAMES: [&str; 16] = [
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "夏侯", "令狐", "慕容", "司徒", "东方", "独孤",
    "端木", "长孙", "公孙", "轩辕",
];

/// The value of a form's field as a window may see it.
#[must_use]
pub fn field(field: &Field, value: &Json) -> Json {
    match &field.kind {
        FieldKind::Address => parts(value),
        kind @ (FieldKind::People { .. } | FieldKind::Rows { .. }) => rows(kind, value),
        kind => one(kind, value),
    }
}

fn one(kind: &FieldKind, value: &Json) -> Json {
    let Some(text) = value.as_str() else {
        return value.clone();
    };
    let masked = match kind {
        FieldKind::IdNumber
        | FieldKind::Numbered {
            of: Numbered::DrivingLicence,
        } => id_number(text),
        FieldKind::Mobile | FieldKind::Phone => mobile(text),
        FieldKind::PostalAddress => address(text),
        FieldKind::PersonName => name(text),
        FieldKind::Party => party(text),
        _ => text.to_owned(),
    };
    masked.into()
}

/// Each cell by the type of its column; what stands in no column is left out.
fn rows(kind: &FieldKind, value: &Json) -> Json {
    let row = |row: &Json| -> Json {
        let columns = super::rows::columns(kind).iter();
        let cells = columns.filter_map(|column| {
            let cell = row.get(&column.id)?;
            Some((column.id.clone(), one(&column.kind, cell)))
        });
        Json::Object(cells.collect())
    };
    value.as_array().into_iter().flatten().map(row).collect()
}

/// An address down to the building; what stands behind it is starred.
fn parts(value: &Json) -> Json {
    let Some(parts) = value.as_object() else {
        return Json::Null;
    };
    let part = |(key, part): (&String, &Json)| {
        let is_inside = ["unit", "floor", "room"].contains(&key.as_str());
        let is_blank = super::is_empty(part);
        let shown = if is_inside && !is_blank {
            "***".into()
        } else {
            part.clone()
        };
        (key.clone(), shown)
    };
    Json::Object(parts.iter().map(part).collect())
}

/// An organisation as it is; a name of at most four characters like a person's.
#[must_use]
pub fn party(text: &str) -> String {
    if text.chars().count() <= 4 {
        name(text)
    } else {
        text.to_owned()
    }
}

/// First six and last four of a long number; of a short one the first and the last two.
#[must_use]
pub fn id_number(number: &str) -> String {
    let length = number.chars().count();
    if length >= 15 {
        keep(number, 6, 4)
    } else {
        keep(number, 1, 2)
    }
}

/// `138****0000`.
#[must_use]
pub fn mobile(number: &str) -> String {
    keep(number, 3, 4)
}

/// The surname, then a star for each further character, at most three.
#[must_use]
pub fn name(name: &str) -> String {
    let is_long = name.chars().count() > 2
        && LONG_SURNAMES
            .iter()
            .any(|surname| name.starts_with(surname));
    let kept = if is_long { 2 } else { 1 };
    let stars = name.chars().count().saturating_sub(kept).min(3);
    name.chars()
        .take(kept)
        .chain(std::iter::repeat_n('*', stars))
        .collect()
}

/// The address down to the building; what stands behind it (unit, floor, door) is starred.
#[must_use]
pub fn address(address: &str) -> String {
    let end_of = |marker: &str| address.find(marker).map(|at| at + marker.len());
    let building = ["号楼", "栋", "幢", "座"]
        .into_iter()
        .filter_map(end_of)
        .min();
    let street = || ["路", "街", "村", "镇", "区"].into_iter().find_map(end_of);
    let end = building
        .or_else(|| end_of("号"))
        .or_else(street)
        .unwrap_or_else(|| address.char_indices().nth(6).map_or(0, |(at, _)| at));
    let (kept, rest) = address.split_at_checked(end).unwrap_or((address, ""));
    if rest.is_empty() {
        kept.to_owned()
    } else {
        format!("{kept}***")
    }
}

/// `first` characters at the start and `last` at the end, stars between; all stars when too short.
fn keep(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let short = length <= first + last;
    text.chars()
        .enumerate()
        .map(|(at, c)| {
            let shown = !short && (at < first || at + last >= length);
            if shown { c } else { '*' }
        })
        .collect()
}
