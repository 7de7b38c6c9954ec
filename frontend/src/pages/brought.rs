//! What was brought along into the form: the mark at its field, and the list of what nobody has
//! looked over, which comes before the submission.

use leptos::html::Div;
use leptos::prelude::*;
use lianban_rules::contents::Field;
use lianban_rules::handbook::Handbook;
use serde_json::Value as Json;

use super::form::{pages_of, stay};
use super::package::Case;
use super::sheet::look_at;
use crate::state::form;
use crate::state::{form_pages, prefill};

/// Id of the list on the review page.
pub const TO_CHECK: &str = "review-unchecked";

/// Id of a field with its mark.
fn place(field: &str) -> String {
    format!("{field}-brought")
}

/// A field with its mark, for as long as nobody has looked over what was brought along.
pub fn marked(case: Case, field: &Field, control: AnyView) -> impl IntoView + use<> {
    let (id, label) = (
        StoredValue::new(field.id.clone()),
        StoredValue::new(field.label.clone()),
    );
    let whole = NodeRef::<Div>::new();
    let is_unchecked = Memo::new(move |_| {
        let draft = case.draft.read();
        id.with_value(|id| draft.filling.is_unchecked(id))
    });
    // The word that replaces the mark; and focus needs a place to stay when the button goes.
    let was_unchecked =
        Memo::new(move |was: Option<&bool>| is_unchecked.get() || was.is_some_and(|was| *was));
    let check = move |_| {
        if let Some(whole) = whole.get_untracked() {
            let _ = whole.focus();
        }
        case.draft
            .update(|draft| id.with_value(|id| draft.filling.check(id)));
    };
    let mark = move || {
        let name = label.with_value(|label| format!("核对过了：{label}"));
        view! {
            <p class="brought__mark">
                <span class="brought__word">"带出的，请核对"</span>
                <button class="button" type="button" aria-label=name
                    on:mousedown=|event| stay(&event) on:click=check>"核对过了"</button>
            </p>
        }
    };
    let done = || view! { <p class="brought__done">"✓ 已核对"</p> };
    view! {
        <div class="brought" id=id.with_value(|id| place(id)) node_ref=whole
            tabindex=move || was_unchecked.get().then_some("-1")
            data-unchecked=move || is_unchecked.get().to_string()>
            {control}
            {move || is_unchecked.get().then(mark)}
            {move || (was_unchecked.get() && !is_unchecked.get()).then(done)}
        </div>
    }
}

/// A field that was brought along and that nobody has looked over.
pub struct Unchecked {
    label: String,
    /// What stands there.
    words: String,
    /// Its address.
    place: String,
}

/// All of them.
pub fn unchecked(case: Case, handbook: &Handbook) -> Vec<Unchecked> {
    let package = case.package.get_value();
    let draft = case.draft.read_untracked();
    let pages = untrack(|| pages_of(case, handbook));
    let line = |field: &Field| {
        let page = form_pages::address_of(&package, &pages, &field.id);
        let typed = draft.fields.get(&field.id).unwrap_or(&Json::Null);
        let value = form::meant(&field.kind, typed);
        Unchecked {
            label: field.label.clone(),
            words: lianban_rules::words::of_field(field, &value, &handbook.divisions),
            place: format!("{page}#{}", place(&field.id)),
        }
    };
    let fields = look_at(case, handbook, |draft, ground| {
        prefill::unchecked(&package, draft, ground)
    });
    fields.into_iter().map(line).collect()
}

/// The list of them, with one button for all.
pub fn to_check(case: Case, handbook: &Handbook) -> Option<impl IntoView + use<>> {
    let line = |it: Unchecked| {
        view! { <li><a class="brought__place" href=it.place>{it.label}</a>" "{it.words}</li> }
    };
    let lines: Vec<_> = unchecked(case, handbook).into_iter().map(line).collect();
    let check = move |_| case.draft.update(|draft| draft.filling.unchecked.clear());
    (!lines.is_empty()).then(|| {
        view! {
            <section class="notice notice--amber" aria-labelledby=TO_CHECK>
                <h2 id=TO_CHECK tabindex="-1">"带出的，还没核对"</h2>
                <p>{format!("这 {} 项不是您打的字，是带出来的。请对照证件看一遍；不对的，点进去改。", lines.len())}</p>
                <ul>{lines}</ul>
                <button class="button" type="button" on:click=check>"都核对过了"</button>
            </section>
        }
    })
}
