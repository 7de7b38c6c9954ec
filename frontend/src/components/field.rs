//! A field of the form, kept in the draft at every keystroke and checked when it is left.

use leptos::prelude::*;
use lianban_rules::contents::{Field, FieldKind};

use super::address::address_field;
use super::input::{Spot, Words, control};
use super::rows::rows_field;
use crate::pages::sheet::Sheet;

/// One field.
#[component]
pub fn FormField(
    /// The field.
    field: Field,
    /// Whether it must be filled in.
    required: bool,
) -> impl IntoView {
    let sheet = Sheet::of_page();
    let words = words(&field, required);
    let kind = field.kind.clone();
    let spot = spot(sheet, field, required);
    match &kind {
        FieldKind::Address => address_field(&spot, &words),
        FieldKind::People { .. } | FieldKind::Rows { .. } => rows_field(&spot, &words, &kind),
        kind => control(&spot, &words, kind),
    }
}

fn words(field: &Field, required: bool) -> Words {
    let label = if required {
        field.label.clone()
    } else {
        format!("{}（可以不填）", field.label)
    };
    Words {
        label,
        hint: field.hint.clone(),
        unit: field.unit.clone(),
        autocomplete: autocomplete(field),
    }
}

fn spot(sheet: Sheet, field: Field, required: bool) -> Spot {
    let id = field.id.clone();
    let (read, written) = (id.clone(), id.clone());
    let field = StoredValue::new(field);
    let value = Signal::derive(move || {
        let draft = sheet.case.draft.read();
        draft.fields.get(&read).cloned().unwrap_or_default()
    });
    Spot {
        error: sheet.error(&id, &id),
        value,
        write: Callback::new(move |value| sheet.case.fill_in(&written, value)),
        leave: Callback::new(move |()| field.with_value(|field| sheet.leave(field, required))),
        id,
    }
}

/// What the browser may fill in by itself.
fn autocomplete(field: &Field) -> &'static str {
    match (&field.kind, field.id.as_str()) {
        (FieldKind::Mobile, "applicant-mobile") => "tel",
        (FieldKind::PersonName, "applicant-name") => "name",
        (FieldKind::PostalAddress, _) => "street-address",
        _ => "off",
    }
}
