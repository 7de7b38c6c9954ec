//! A day in three plain fields: year, month, day.
//!
//! Not the browser's own calendar: it asks for a day of birth month by month on many phones,
//! speaks the browser's language and not the page's, and differs by keyboard in every
//! browser. Three short numbers are typed everywhere alike and can be read back at a glance.

use leptos::prelude::*;

use crate::state::day;

/// A day, kept as text: `2026-05-01`, or what there is of it.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[component]
pub fn DateParts(
    /// Id of the first field, so that a link from the error summary lands on it.
    id: String,
    /// What the day is called.
    #[prop(into)]
    label: String,
    /// Help under the label.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What is typed so far.
    #[prop(into)]
    value: Signal<String>,
    /// Something was typed.
    write: Callback<String>,
    /// A field was left.
    #[prop(optional_no_strip, into)]
    on_left: Option<Callback<()>>,
) -> impl IntoView {
    let about = format!("{id}-hint {id}-error");
    let name = id.clone();
    let part = move |at: usize, words: &'static str, most: &'static str| {
        let id = if at == 0 {
            name.clone()
        } else {
            format!("{name}-{at}")
        };
        let typed = move |event| {
            let text = event_target_value(&event);
            write.run(day::with_part(&value.get_untracked(), at, &text));
        };
        view! {
            <span class="date__part">
                <input class="field__input date__input" data-part=at.to_string() id=id.clone() type="text"
                    inputmode="numeric" autocomplete="off" maxlength=most
                    prop:value=move || day::part(&value.read(), at)
                    on:input=typed
                    on:change=move |_| if let Some(left) = on_left { left.run(()) } />
                <label for=id>{words}</label>
            </span>
        }
    };
    view! {
        <fieldset class="date" data-invalid=move || error.read().is_some().to_string() aria-describedby=about>
            <legend class="field__label">{label}</legend>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            <p class="error" id=format!("{id}-error") role="status">{error}</p>
            <div class="date__parts">
                {part(0, "年", "4")}{part(1, "月", "2")}{part(2, "日", "2")}
            </div>
        </fieldset>
    }
}
