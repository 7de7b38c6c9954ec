//! An address, level by level: what is fixed is shown, the town is chosen, the rest is typed;
//! below, the line as it will be printed.

use leptos::prelude::*;
use lianban_rules::contents::FieldKind;
use lianban_rules::field::address::{DIVISION, PARTS, REGION};
use serde_json::Value as Json;

use super::input::{Spot, Words, control};
use crate::pages::sheet::Sheet;
use crate::state::address::{level, preview, with_level};
use crate::state::form::place;

/// Longest level, in characters.
const LEVEL_MAX: u32 = 40;

/// An address in the district.
pub fn address_field(spot: &Spot, words: &Words) -> AnyView {
    let sheet = Sheet::of_page();
    let value = spot.value;
    let line = move || {
        let handbook = sheet.handbook.get_value();
        preview(&value.read(), &handbook.divisions)
    };
    let parts = PARTS
        .map(|(key, label)| part(sheet, spot, key, label))
        .collect_view();
    view! {
        <fieldset class="address" aria-describedby=format!("{}-hint", spot.id)>
            <legend class="field__label">{words.label.clone()}</legend>
            <p class="field__hint" id=format!("{}-hint", spot.id)>{words.hint.clone()}</p>
            <p class="address__region"><span class="field__hint">"省、市、区"</span>{REGION}</p>
            {division(sheet, spot)}
            <div class="address__parts">{parts}</div>
            <p class="address__line" aria-live="polite">
                {move || line().map(|line| view! { <span class="field__hint">"证照上会这样写："</span>{line} })}
            </p>
        </fieldset>
    }
    .into_any()
}

/// One level, as a value of its own.
fn spot_of(sheet: Sheet, address: &Spot, key: &'static str) -> Spot {
    let id = place(&address.id, Some(key));
    let (value, write) = (address.value, address.write);
    Spot {
        error: sheet.error(&address.id, &id),
        value: Signal::derive(move || Json::from(level(&value.read(), key))),
        write: Callback::new(move |text: Json| {
            let text = text.as_str().unwrap_or_default();
            write.run(with_level(&value.get_untracked(), key, text));
        }),
        leave: address.leave,
        id,
    }
}

fn division(sheet: Sheet, address: &Spot) -> AnyView {
    let spot = spot_of(sheet, address, DIVISION);
    let handbook = sheet.handbook.get_value();
    let option = |it: &lianban_rules::handbook::Division| lianban_rules::contents::ChoiceOption {
        id: it.id.clone(),
        label: it.name.clone(),
        help: None,
        icon: None,
        band: None,
    };
    let options = handbook.divisions.iter().map(option).collect();
    let words = Words {
        label: "街道或镇".to_owned(),
        ..Words::default()
    };
    control(&spot, &words, &FieldKind::Choice { options })
}

fn part(sheet: Sheet, address: &Spot, key: &'static str, label: &str) -> AnyView {
    let spot = spot_of(sheet, address, key);
    let hint = match key {
        "road" => Some("例如：桂湖中路"),
        "number" => Some("例如：8 号、8 号附 2 号"),
        _ => None,
    };
    let label = if matches!(key, "road" | "number") {
        label.to_owned()
    } else {
        format!("{label}（没有就不填）")
    };
    let words = Words {
        label,
        hint: hint.map(str::to_owned),
        unit: None,
        autocomplete: "off",
    };
    control(&spot, &words, &FieldKind::Text { max: LEVEL_MAX })
}
