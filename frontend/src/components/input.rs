//! One value of the form with its label: text, number, day, choice.
//!
//! Label above, hint between, what is wrong right above the input. The same for a field and
//! for a cell of a list: a [`Spot`] says where the value stands.

use leptos::prelude::*;
use lianban_rules::contents::{ChoiceOption, FieldKind, Scale};
use serde_json::Value as Json;

use super::date::DateParts;
use crate::state::input;

/// So many options are shown all at once; more are a list to choose from.
const RADIOS_AT_MOST: usize = 5;

/// Where a value stands, and what happens to it.
#[derive(Clone)]
pub struct Spot {
    /// Id of the input on the page.
    pub id: String,
    /// What stands there.
    pub value: Signal<Json>,
    /// Puts something else there: at every keystroke, so that nothing typed is ever lost.
    pub write: Callback<Json>,
    /// The person goes on to something else.
    pub leave: Callback<()>,
    /// What is wrong with it.
    pub error: Signal<Option<String>>,
}

/// What a value is called.
#[derive(Clone, Default)]
pub struct Words {
    /// Label.
    pub label: String,
    /// Help under the label.
    pub hint: Option<String>,
    /// 米.
    pub unit: Option<String>,
    /// What the browser may fill in by itself.
    pub autocomplete: &'static str,
}

/// The input for a value of this type.
pub fn control(spot: &Spot, words: &Words, kind: &FieldKind) -> AnyView {
    match kind {
        FieldKind::Choice { options } if options.len() > RADIOS_AT_MOST => {
            select(spot, words, options).into_any()
        }
        FieldKind::Choice { options } => {
            let options = options
                .iter()
                .map(|it| (Json::from(it.id.clone()), it.clone()));
            radios(spot, words, options.collect(), false).into_any()
        }
        FieldKind::YesNo => {
            let option = |label: &str| ChoiceOption {
                id: String::new(),
                label: label.to_owned(),
                help: None,
                icon: None,
                band: None,
            };
            let options = vec![
                (Json::Bool(true), option("是")),
                (Json::Bool(false), option("否")),
            ];
            radios(spot, words, options, true).into_any()
        }
        FieldKind::Several { options } => boxes(spot, words, options).into_any(),
        FieldKind::Date { .. } => date(spot, words).into_any(),
        _ => line(spot, words, kind).into_any(),
    }
}

/// What stands there, as text.
pub fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        value => value.to_string(),
    }
}

fn invalid(spot: &Spot) -> impl Fn() -> String + Send + Sync + use<> {
    let error = spot.error;
    move || error.read().is_some().to_string()
}

fn about(spot: &Spot) -> String {
    format!("{0}-hint {0}-error", spot.id)
}

fn hint_and_error(spot: &Spot, words: &Words) -> impl IntoView + use<> {
    let error = spot.error;
    view! {
        <p class="field__hint" id=format!("{}-hint", spot.id)>{words.hint.clone()}</p>
        <p class="error" id=format!("{}-error", spot.id) role="status">{error}</p>
    }
}

fn line(spot: &Spot, words: &Words, kind: &FieldKind) -> impl IntoView + use<> {
    let Spot {
        id,
        value,
        write,
        leave,
        ..
    } = spot.clone();
    let unit = words.unit.clone();
    let unit_id = unit.is_some().then(|| format!("{id}-unit"));
    let described = format!("{} {}", about(spot), unit_id.clone().unwrap_or_default());
    let (of, mode, class) = shape(kind);
    view! {
        <div class="field" data-invalid=invalid(spot)>
            <label class="field__label" for=id.clone()>{words.label.clone()}</label>
            {hint_and_error(spot, words)}
            <span class="field__line">
                <input class=class id=id type=of inputmode=mode autocomplete=words.autocomplete
                    aria-describedby=described spellcheck="false"
                    prop:value=move || text(&value.read())
                    on:input=move |event| write.run(Json::from(event_target_value(&event)))
                    on:change=move |_| leave.run(()) />
                {unit.map(|unit| view! { <span class="field__unit" id=unit_id>{unit}</span> })}
            </span>
        </div>
    }
}

/// Type of the input, the keyboard of a phone, and how wide it is.
fn shape(kind: &FieldKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FieldKind::Mobile | FieldKind::Phone => ("tel", "tel", "field__input"),
        FieldKind::Number {
            scale: Scale::Integer,
            min,
            ..
        } if *min >= 0 => ("text", "numeric", "field__input field__input--short"),
        // A minus sign is on no phone's number pad.
        FieldKind::Number {
            scale: Scale::Integer,
            ..
        } => ("text", "text", "field__input field__input--short"),
        FieldKind::Number { .. } => ("text", "decimal", "field__input field__input--short"),
        FieldKind::PostalAddress => ("text", "text", "field__input field__input--wide"),
        _ => ("text", "text", "field__input"),
    }
}

fn select(spot: &Spot, words: &Words, options: &[ChoiceOption]) -> impl IntoView + use<> {
    let Spot {
        id,
        value,
        write,
        leave,
        ..
    } = spot.clone();
    let options = options.iter().map(|option| {
        let of = option.id.clone();
        let is_chosen = move || value.read().as_str() == Some(&of);
        view! { <option value=option.id.clone() prop:selected=is_chosen>{option.label.clone()}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        write.run(Json::from(event_target_value(&event)));
        leave.run(());
    };
    view! {
        <div class="field" data-invalid=invalid(spot)>
            <label class="field__label" for=id.clone()>{words.label.clone()}</label>
            {hint_and_error(spot, words)}
            <select class="field__input" id=id on:change=choose aria-describedby=about(spot)>
                <option value="">"请选择"</option>
                {options}
            </select>
        </div>
    }
}

/// The first radio carries the id, so a link from the error summary lands on it.
fn radios(
    spot: &Spot,
    words: &Words,
    options: Vec<(Json, ChoiceOption)>,
    is_short: bool,
) -> AnyView {
    let Spot {
        id,
        value,
        write,
        leave,
        ..
    } = spot.clone();
    let radio = |(at, (of, option)): (usize, (Json, ChoiceOption))| {
        let place = numbered(&id, at);
        let chosen = of.clone();
        view! {
            <label class="choice" for=place.clone()>
                <input class="choice__input" type="radio" id=place.clone() name=id.clone()
                    prop:checked=move || *value.read() == chosen
                    on:change=move |_| {
                        write.run(of.clone());
                        leave.run(());
                    } />
                {choice_text(&option)}
            </label>
        }
    };
    let class = if is_short {
        "choices choices--short"
    } else {
        "choices"
    };
    let options = options.into_iter().enumerate().map(radio).collect_view();
    group(
        spot,
        words,
        view! { <div class=class>{options}</div> }.into_any(),
    )
}

fn boxes(spot: &Spot, words: &Words, options: &[ChoiceOption]) -> impl IntoView + use<> {
    let Spot {
        id,
        value,
        write,
        leave,
        ..
    } = spot.clone();
    let ids: Vec<String> = options.iter().map(|it| it.id.clone()).collect();
    let tick = |(at, option): (usize, &ChoiceOption)| {
        let (place, of, given) = (numbered(&id, at), option.id.clone(), option.id.clone());
        let ids = ids.clone();
        let change = move |event| {
            let on = event_target_checked(&event);
            write.run(input::with_option(&ids, &value.get_untracked(), &of, on));
            leave.run(());
        };
        view! {
            <label class="choice" for=place.clone()>
                <input class="choice__input" type="checkbox" id=place.clone() name=id.clone()
                    prop:checked=move || input::holds(&value.read(), &given) on:change=change />
                {choice_text(option)}
            </label>
        }
    };
    let options = options.iter().enumerate().map(tick).collect_view();
    group(
        spot,
        words,
        view! { <div class="choices">{options}</div> }.into_any(),
    )
}

fn choice_text(option: &ChoiceOption) -> impl IntoView + use<> {
    let help = option.help.clone();
    view! {
        <span class="choice__text">
            <span class="choice__label">{option.label.clone()}</span>
            {help.map(|help| view! { <span class="choice__help">{help}</span> })}
        </span>
    }
}

fn group(spot: &Spot, words: &Words, inside: AnyView) -> AnyView {
    view! {
        <fieldset class="field" data-invalid=invalid(spot) aria-describedby=about(spot)>
            <legend class="field__label">{words.label.clone()}</legend>
            {hint_and_error(spot, words)}
            {inside}
        </fieldset>
    }
    .into_any()
}

fn date(spot: &Spot, words: &Words) -> impl IntoView + use<> {
    let Spot {
        id,
        value,
        write,
        leave,
        error,
    } = spot.clone();
    let value = Signal::derive(move || text(&value.read()));
    let write = Callback::new(move |day: String| write.run(day.into()));
    view! {
        <DateParts id label=words.label.clone() hint=words.hint.clone() error value write on_left=leave />
    }
}

fn numbered(id: &str, at: usize) -> String {
    if at == 0 {
        id.to_owned()
    } else {
        format!("{id}-{at}")
    }
}
