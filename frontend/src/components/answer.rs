//! One question with its answer: yes/no, choice, several, number, date; 还不清楚 for each.

use leptos::prelude::*;
use lianban_rules::contents::{ChoiceOption, Question, QuestionKind, Scale};
use serde_json::Value as Json;

use super::error_summary::Mistake;
use super::icon::icon;
use crate::pages::package::Case;
use crate::state::input::{self, UNKNOWN};

/// What is typed into numbers and dates, by question: it may not be an answer yet.
pub type Typed = RwSignal<std::collections::BTreeMap<String, String>>;

/// What the parts of one question share.
#[derive(Clone, Copy)]
struct Part {
    case: Case,
    id: StoredValue<String>,
    typed: Typed,
    mistakes: RwSignal<Vec<Mistake>>,
}

impl Part {
    fn id(self) -> String {
        self.id.get_value()
    }

    fn value(self) -> Option<Json> {
        let draft = self.case.draft.read();
        self.id.with_value(|id| draft.answers.get(id).cloned())
    }

    /// Answers. What was said of the old answer is not said of the new one; the summary of the
    /// page, which takes the focus whenever it changes, stays until the next look.
    fn set(self, value: Option<Json>) {
        let id = self.id();
        let mut mistakes = self.mistakes.write_untracked();
        mistakes.retain(|it| it.place != id);
        drop(mistakes);
        self.case.answer(&id, value);
    }
}

/// A question of the guide.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[component]
pub fn AnswerField(
    /// The question.
    question: Question,
    /// As one row of a checklist: the short text, with its pictogram.
    checklist: bool,
    /// Raw text of numbers and dates.
    typed: Typed,
    /// What is wrong with the screen.
    mistakes: RwSignal<Vec<Mistake>>,
) -> impl IntoView {
    let part = Part {
        case: Case::of_page(),
        id: StoredValue::new(question.id.clone()),
        typed,
        mistakes,
    };
    let id = question.id.clone();
    let error = move || {
        part.case.draft.track();
        typed.track();
        let mistakes = mistakes.read();
        let wrong = part
            .id
            .with_value(|id| mistakes.iter().find(|it| it.place == *id).cloned());
        wrong.map(|it| it.message)
    };
    let legend = if checklist {
        &question.short
    } else {
        &question.text
    };
    let class = if checklist {
        "answer answer--row"
    } else {
        "answer"
    };
    let pictogram = question.icon.as_deref().filter(|_| checklist).map(icon);
    let find_out = question.find_out.clone().map(|text| {
        view! {
            <details class="answer__find-out">
                <summary>"不知道的话，问谁？"</summary>
                <p>{text}</p>
            </details>
        }
    });
    view! {
        <fieldset class=class data-invalid=move || error().is_some().to_string()
            aria-describedby=format!("{id}-help {id}-error")>
            <legend class="answer__legend">{pictogram}<span>{legend.clone()}</span></legend>
            <p class="answer__help" id=format!("{id}-help")>{question.help.clone()}</p>
            <p class="error" id=format!("{id}-error")>{error}</p>
            {body(part, &question)}
            {find_out}
        </fieldset>
    }
}

fn body(part: Part, question: &Question) -> AnyView {
    match &question.kind {
        QuestionKind::YesNo { yes, no } => yes_no(part, yes, no).into_any(),
        QuestionKind::Choice { options } => choice(part, options).into_any(),
        QuestionKind::Multi { options, .. } => multi(part, question.clone(), options).into_any(),
        QuestionKind::Number { scale, .. } => number(part, question, *scale).into_any(),
        QuestionKind::Date => date(part, question).into_any(),
    }
}

fn yes_no(part: Part, yes: &str, no: &str) -> impl IntoView + use<> {
    view! {
        <div class="choices choices--short">
            {radio(part, 0, yes, None, None, Json::Bool(true))}
            {radio(part, 1, no, None, None, Json::Bool(false))}
            {radio(part, 2, UNKNOWN, None, None, Json::Null)}
        </div>
    }
}

fn choice(part: Part, options: &[ChoiceOption]) -> impl IntoView + use<> {
    let cards = options.iter().enumerate().map(|(at, option)| {
        let value = Json::from(option.id.clone());
        radio(
            part,
            at,
            &option.label,
            option.help.clone(),
            option.icon.as_deref(),
            value,
        )
    });
    view! {
        <div class="choices">
            {cards.collect_view()}
            {radio(part, options.len(), UNKNOWN, None, None, Json::Null)}
        </div>
    }
}

/// The first radio carries the question's id, so a link from the error summary lands on it.
fn radio(
    part: Part,
    at: usize,
    label: &str,
    help: Option<String>,
    pictogram: Option<&str>,
    value: Json,
) -> impl IntoView + use<> {
    let name = part.id();
    let id = if at == 0 {
        name.clone()
    } else {
        format!("{name}-{at}")
    };
    let class = if value.is_null() {
        "choice choice--quiet"
    } else {
        "choice"
    };
    let chosen = value.clone();
    view! {
        <label class=class for=id.clone()>
            <input
                class="choice__input"
                type="radio"
                id=id.clone()
                name=name
                prop:checked=move || part.value().as_ref() == Some(&chosen)
                on:change=move |_| part.set(Some(value.clone()))
            />
            {pictogram.map(icon)}
            <span class="choice__text">
                <span class="choice__label">{label.to_owned()}</span>
                {help.map(|help| view! { <span class="choice__help">{help}</span> })}
            </span>
        </label>
    }
}

fn multi(part: Part, question: Question, options: &[ChoiceOption]) -> impl IntoView + use<> {
    let question = StoredValue::new(question);
    let boxes = options.iter().enumerate().map(|(at, option)| {
        let name = part.id();
        let id = if at == 0 { name.clone() } else { format!("{name}-{at}") };
        let (option, given) = (option.clone(), option.id.clone());
        let is_ticked = move || part.value().is_some_and(|value| input::holds(&value, &given));
        let tick = move |event| {
            let on = event_target_checked(&event);
            let value = question.with_value(|question| {
                input::toggled(question, part.value().as_ref(), &option.id, on)
            });
            part.set(value);
        };
        view! {
            <label class="choice" for=id.clone()>
                <input class="choice__input" type="checkbox" id=id.clone() name=name
                    prop:checked=is_ticked on:change=tick />
                {option.icon.as_deref().map(icon)}
                <span class="choice__text">
                    <span class="choice__label">{option.label.clone()}</span>
                    {option.help.clone().map(|help| view! { <span class="choice__help">{help}</span> })}
                </span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    // Where nothing excludes the others, ticking nothing is an answer that has to be given.
    let has_exclusive = question.with_value(|it| {
        matches!(
            it.kind,
            QuestionKind::Multi {
                exclusive: Some(_),
                ..
            }
        )
    });
    let none = (!has_exclusive).then(|| extra(part, "none", "都没有", Json::Array(Vec::new())));
    view! { <div class="choices">{boxes}{none}{unknown(part)}</div> }
}

/// 还不清楚 beside boxes and fields.
fn unknown(part: Part) -> impl IntoView {
    extra(part, "unknown", UNKNOWN, Json::Null)
}

fn extra(part: Part, word: &str, label: &'static str, value: Json) -> impl IntoView + use<> {
    let id = format!("{}-{word}", part.id());
    let chosen = value.clone();
    let tick = move |event| {
        let on = event_target_checked(&event);
        part.typed.update(|typed| drop(typed.remove(&part.id())));
        part.set(on.then(|| value.clone()));
    };
    view! {
        <label class="choice choice--quiet" for=id.clone()>
            <input class="choice__input" type="checkbox" id=id.clone()
                prop:checked=move || part.value().as_ref() == Some(&chosen) on:change=tick />
            <span class="choice__label">{label}</span>
        </label>
    }
}

fn number(part: Part, question: &Question, scale: Scale) -> impl IntoView + use<> {
    let id = part.id();
    let unit = question.unit.clone();
    let mode = match scale {
        Scale::Integer => "numeric",
        Scale::Hundredths => "decimal",
    };
    let read = unit.clone();
    let change = move |event| {
        let text = event_target_value(&event);
        let value = input::number(&text, read.as_deref());
        keep(part, text, value);
    };
    view! {
        <div class="choices">
            <div class="measure">
                <label class="visually-hidden" for=id.clone()>{question.text.clone()}</label>
                <input class="field__input measure__input" type="text" id=id.clone() inputmode=mode autocomplete="off"
                    aria-describedby=format!("{id}-help {id}-error")
                    prop:value=move || shown(part) on:input=change />
                {unit.map(|unit| view! { <span class="measure__unit">{unit}</span> })}
            </div>
            {unknown(part)}
        </div>
    }
}

fn date(part: Part, question: &Question) -> impl IntoView + use<> {
    let id = part.id();
    let change = move |event| {
        let text = event_target_value(&event);
        let value = (!text.is_empty()).then(|| Json::from(text.clone()));
        keep(part, text, value);
    };
    view! {
        <div class="choices">
            <div class="measure">
                <label class="visually-hidden" for=id.clone()>{question.text.clone()}</label>
                <input class="field__input measure__input" type="date" id=id.clone()
                    aria-describedby=format!("{id}-help {id}-error")
                    prop:value=move || shown(part) on:input=change />
            </div>
            {unknown(part)}
        </div>
    }
}

/// Keeps what was typed; it becomes an answer as soon as the engine takes it.
fn keep(part: Part, text: String, value: Option<Json>) {
    part.typed
        .update(|typed| drop(typed.insert(part.id(), text)));
    let package = part.case.package.get_value();
    let value = value.filter(|value| input::fault(&package, &part.id(), value).is_none());
    part.set(value);
}

fn shown(part: Part) -> String {
    if let Some(text) = part.typed.read().get(&part.id()) {
        return text.clone();
    }
    match part.value() {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text,
        Some(value) => value.to_string(),
    }
}
