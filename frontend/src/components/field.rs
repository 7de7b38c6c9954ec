//! A field of the form: label above, hint between, what is wrong beside it.

use leptos::prelude::*;
use lianban_rules::contents::{ChoiceOption, Field, FieldKind, Scale};
use serde_json::Value as Json;

use crate::pages::package::Case;
use crate::state::form;

/// One field, kept in the draft and checked when it is left.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[component]
pub fn FormField(
    /// The field.
    field: Field,
    /// Whether it must be filled in.
    required: bool,
    /// What is wrong with it, after a look at the whole form.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The field has been left with another value.
    on_left: Callback<()>,
) -> impl IntoView {
    let case = Case::of_page();
    let id = field.id.clone();
    let found = RwSignal::new(None::<String>);
    let label = if required {
        field.label.clone()
    } else {
        format!("{}（可以不填）", field.label)
    };
    let checked = StoredValue::new(field.clone());
    let leave = move |()| {
        let interview = case.interview.read();
        let problem = checked.with_value(|field| {
            form::check(field, &case.draft.read(), &interview.answers, case.today).err()
        });
        // Leaving a field empty is no mistake yet.
        let is_empty = checked.with_value(|field| text_of(case, &field.id).trim().is_empty());
        found.set(problem.filter(|_| !is_empty).map(|problem| problem.message));
        on_left.run(());
    };
    let message = move || found.get().or_else(|| error.get());
    view! {
        <div class="field" data-invalid=move || message().is_some().to_string()>
            {input(case, &field, label, Callback::new(leave))}
            <p class="error" id=format!("{id}-error") role="status">{message}</p>
        </div>
    }
}

fn text_of(case: Case, id: &str) -> String {
    match case.draft.read().fields.get(id) {
        Some(Json::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

fn input(case: Case, field: &Field, label: String, leave: Callback<()>) -> AnyView {
    match &field.kind {
        FieldKind::Choice { options } => select(case, field, label, options, leave).into_any(),
        FieldKind::YesNo => yes_no(case, field, label, leave).into_any(),
        _ => line(case, field, label, leave).into_any(),
    }
}

fn hint(field: &Field) -> impl IntoView + use<> {
    let id = format!("{}-hint", field.id);
    view! { <p class="field__hint" id=id>{field.hint.clone()}</p> }
}

fn line(case: Case, field: &Field, label: String, leave: Callback<()>) -> impl IntoView + use<> {
    let id = field.id.clone();
    let (kind, mode) = match field.kind {
        FieldKind::Mobile => ("tel", "tel"),
        FieldKind::Date { .. } => ("date", "text"),
        FieldKind::Number {
            scale: Scale::Integer,
            ..
        } => ("text", "numeric"),
        FieldKind::Number { .. } => ("text", "decimal"),
        _ => ("text", "text"),
    };
    let (read, written) = (id.clone(), id.clone());
    view! {
        <label class="field__label" for=id.clone()>{label}</label>
        {hint(field)}
        <input class="field__input" id=id.clone() type=kind inputmode=mode autocomplete=autocomplete(field)
            aria-describedby=format!("{id}-hint {id}-error")
            required=field.required
            prop:value=move || text_of(case, &read)
            on:input=move |event| case.fill_in(&written, Json::from(event_target_value(&event)))
            on:change=move |_| leave.run(()) />
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

fn select(
    case: Case,
    field: &Field,
    label: String,
    options: &[ChoiceOption],
    leave: Callback<()>,
) -> impl IntoView + use<> {
    let id = field.id.clone();
    let options = options.iter().map(|option| {
        let (id, value) = (id.clone(), option.id.clone());
        let is_chosen = move || text_of(case, &id) == value;
        view! { <option value=option.id.clone() prop:selected=is_chosen>{option.label.clone()}</option> }
    });
    let options = options.collect_view();
    let written = id.clone();
    let choose = move |event| {
        case.fill_in(&written, Json::from(event_target_value(&event)));
        leave.run(());
    };
    view! {
        <label class="field__label" for=id.clone()>{label}</label>
        {hint(field)}
        <select class="field__input" id=id.clone() on:change=choose aria-describedby=format!("{id}-hint {id}-error")>
            <option value="">"请选择"</option>
            {options}
        </select>
    }
}

fn yes_no(case: Case, field: &Field, label: String, leave: Callback<()>) -> impl IntoView + use<> {
    let radio = |value: bool, words: &'static str, at: usize| {
        let name = field.id.clone();
        let id = if at == 0 {
            name.clone()
        } else {
            format!("{name}-{at}")
        };
        let (read, written) = (name.clone(), name.clone());
        view! {
            <label class="choice" for=id.clone()>
                <input class="choice__input" type="radio" id=id.clone() name=name
                    prop:checked=move || case.draft.read().fields.get(&read) == Some(&Json::Bool(value))
                    on:change=move |_| {
                        case.fill_in(&written, Json::Bool(value));
                        leave.run(());
                    } />
                <span class="choice__label">{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="answer">
            <legend class="field__label">{label}</legend>
            {hint(field)}
            <div class="choices choices--short">{radio(true, "是", 0)}{radio(false, "否", 1)}</div>
        </fieldset>
    }
}
