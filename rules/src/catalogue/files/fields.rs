//! Form fields, which decide nothing.

use super::questions::{except, options, range};
use super::{each, misshapen};
use crate::catalogue::record::{Record, as_name};
use crate::catalogue::shapes::{Field, Records};
use crate::catalogue::yaml::Node;
use crate::contents::{Column, DayRange, FieldKind, Numbered, Scale};
use crate::place::Name;

/// Types of a field; of a cell the first [`CELLS`] of them.
const TYPES: [&str; 22] = [
    "text",
    "person-name",
    "party",
    "integer",
    "decimal",
    "date",
    "yes-no",
    "choice",
    "id-number",
    "credit-code",
    "mobile",
    "phone",
    "plate",
    "vehicle-number",
    "food-licence-number",
    "driving-licence-number",
    "business-name",
    "several",
    "address",
    "postal-address",
    "people",
    "rows",
];
const CELLS: usize = 16;

const DAYS: [(&str, DayRange); 2] = [
    ("until-today", DayRange::UntilToday),
    ("from-today", DayRange::FromToday),
];

pub(super) fn fields(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    each(
        file,
        "fields",
        "a field",
        &mut records.fields,
        |id, card| {
            let kind = field_kind(card, TYPES.len());
            Some(Field {
                id: id.clone(),
                label: card.required_text("label"),
                hint: card.text("hint"),
                unit: card.text("unit"),
                section: card.required_text("section"),
                required: card.flag("required"),
                asked_when: card.condition("asked-when"),
                follows: follows(card),
                kind: kind?,
            })
        },
    );
}

/// `when-field: { delivery-way: post }`: one field and what it must hold.
fn follows(card: &mut Record<'_, '_, '_>) -> Option<(Name, Name)> {
    let at = card.find("when-field").map(|(name, _)| name.clone())?;
    let read = match card.map("when-field") {
        [(field, value)] => as_name(value).map(|value| (field.clone(), value)),
        _ => None,
    };
    if read.is_none() {
        let expected = "one field and what it must hold: `{ delivery-way: post }`";
        crate::catalogue::record::wrong_shape(card.reader, &at, expected);
    }
    read
}

fn field_kind(card: &mut Record<'_, '_, '_>, types: usize) -> Option<FieldKind> {
    let words: Vec<_> = TYPES
        .iter()
        .take(types)
        .map(|word| (*word, *word))
        .collect();
    let kind = card.required_choice("type", &words, "");
    Some(match kind {
        "text" => FieldKind::Text {
            max: count(card, "max", 100)?,
        },
        "person-name" => FieldKind::PersonName,
        "party" => FieldKind::Party,
        "integer" => number(card, Scale::Integer)?,
        "decimal" => number(card, Scale::Hundredths)?,
        "date" => FieldKind::Date {
            days: card.choose("days", &DAYS).unwrap_or(DayRange::Any),
        },
        "yes-no" => FieldKind::YesNo,
        "choice" => FieldKind::Choice {
            options: options(card),
        },
        "id-number" => FieldKind::IdNumber,
        "credit-code" => FieldKind::CreditCode,
        "mobile" => FieldKind::Mobile,
        "phone" => FieldKind::Phone,
        "plate" => numbered(Numbered::Plate),
        "vehicle-number" => numbered(Numbered::Vehicle),
        "food-licence-number" => numbered(Numbered::FoodLicence),
        "driving-licence-number" => numbered(Numbered::DrivingLicence),
        "business-name" => FieldKind::BusinessName,
        "several" => FieldKind::Several {
            options: options(card),
        },
        "address" => FieldKind::Address,
        "postal-address" => FieldKind::PostalAddress,
        "people" => FieldKind::People {
            max: count(card, "max", 100)?,
        },
        "rows" => FieldKind::Rows {
            columns: columns(card),
            max: count(card, "max", 100)?,
        },
        _ => return None,
    })
}

fn numbered(of: Numbered) -> FieldKind {
    FieldKind::Numbered { of }
}

fn number(card: &mut Record<'_, '_, '_>, scale: Scale) -> Option<FieldKind> {
    let (min, max) = range(card, scale)?;
    let except = except(card, scale)?;
    Some(FieldKind::Number {
        scale,
        min,
        max,
        except,
    })
}

fn columns(card: &mut Record<'_, '_, '_>) -> Vec<Column> {
    card.demand("columns");
    let entries = card.map("columns");
    entries
        .iter()
        .filter_map(|(id, node)| column(card, id, node))
        .collect()
}

fn column(card: &mut Record<'_, '_, '_>, id: &Name, node: &Node) -> Option<Column> {
    let mut record = Record::open("a column", id.at, node, card.reader)?;
    let kind = field_kind(&mut record, CELLS);
    let column = Column {
        id: id.text.clone(),
        label: record.required_text("label"),
        required: record.flag("required"),
        kind: kind?,
    };
    record.close();
    Some(column)
}

/// A number of characters, rows or people; `default` when left out.
fn count(card: &mut Record<'_, '_, '_>, name: &'static str, default: u32) -> Option<u32> {
    let Some((key, node)) = card.find(name) else {
        return Some(default);
    };
    let read = node.text().and_then(|text| text.parse().ok());
    if read.is_none() {
        misshapen(card.reader, &key.text, node, "a whole number");
    }
    read
}
