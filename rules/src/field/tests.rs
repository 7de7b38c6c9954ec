//! The checks, held against the fact base's vectors. All numbers are made up.

mod credit_code;
mod identity;
mod kinds;
mod lists;
mod masks;
mod names;
mod numbered;
mod phones;

use super::FieldContext;
use crate::contents::{Field, FieldKind};
use crate::date::Date;

fn day(text: &str) -> Date {
    text.parse()
        .unwrap_or_else(|_| unreachable!("{text} is a day"))
}

/// The day of application of every test here.
fn context() -> FieldContext<'static> {
    FieldContext {
        applied_on: day("2026-11-23"),
        id_type: Some("cn-id"),
        entity_type: Some("company"),
        floor_lowest: None,
        divisions: &[],
    }
}

fn field(kind: FieldKind, required: bool) -> Field {
    Field {
        id: "it".into(),
        label: "它".into(),
        hint: None,
        unit: None,
        kind,
        section: "who".into(),
        required,
        asked_when: None,
        follows: None,
    }
}

/// A resident number of somebody born on this day, with the check digit that passes.
fn resident_born(birth: &str) -> String {
    let stem = format!("510114{}001", birth.replace('-', ""));
    let with = |last: char| format!("{stem}{last}");
    let passes = |number: &String| {
        let resident = Some(super::identity::IdType::Resident);
        super::identity::check(number, resident, day("2026-11-23")).is_ok()
    };
    let found = "0123456789X".chars().map(with).find(passes);
    found.unwrap_or_else(|| unreachable!("one check digit fits"))
}
