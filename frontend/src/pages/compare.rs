//! Two plans side by side: the person's own, and one with some answers given otherwise.

use std::collections::BTreeMap;

use leptos::prelude::*;
use lianban_rules::compare::compare;
use lianban_rules::contents::Question;
use serde_json::{Map, Value as Json};

use super::handbook;
use super::package::Case;
use crate::components::answer::{AnswerField, Typed};
use crate::components::error_summary::Mistake;
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::device;
use crate::router::Router;
use crate::routes::Step;
use crate::state::input;
use crate::state::interview::Interview;
use crate::state::what_if::{Altered, Line, altered, changeable, in_words, lines, other};
use crate::state::why::costs;

/// The page of two plans.
#[component]
pub fn ComparePage() -> impl IntoView {
    let own = Case::of_page();
    move || {
        if own.interview.read().answers.0.is_empty() {
            let guide = Step::Guide.of(&own.id());
            let text = "先回答几个问题，才有得比。";
            return nothing("还没有可以比的", text, guide, "开始回答").into_any();
        }
        // Not tracked: taking over the other answers ends the comparison.
        untrack(|| view! { <TwoPlans own /> }).into_any()
    }
}

#[component]
fn TwoPlans(
    /// The plan as it is.
    own: Case,
) -> impl IntoView {
    let other = other_case(own);
    // From here on the fields write into the other plan.
    provide_context(other);
    let asked = RwSignal::new(String::new());
    let table = move || compared(own, other);
    view! {
        <div class="result">
            <Heading text="换个答案，比一比" />
            <p class="lead">"改一个答案，看看要办的事、材料和时间有什么不同。您原来的答案不动。"</p>
            {pick(own, asked)}
            {move || field(other, &asked.get())}
            {move || more(other)}
            {move || list(own, other)}
            {table}
            {decide(own, other)}
        </div>
    }
}

/// The other plan; it stays on the device until it is taken over or dropped.
fn other_case(own: Case) -> Case {
    let key = memory(&own.id());
    let kept = device::stored(&key).and_then(|text| serde_json::from_str(&text).ok());
    let kept: Map<String, Json> = kept.unwrap_or_default();
    let draft = RwSignal::new(other(&own.draft.read_untracked(), &kept));
    Effect::new(move |_| {
        let differing = altered(&own.draft.read().answers, &draft.read().answers);
        if differing.is_empty() {
            device::forget(&key);
        } else {
            device::store(&key, &Json::from(differing).to_string());
        }
    });
    let interview = Memo::new(move |_| {
        let draft = draft.read();
        own.package
            .with_value(|package| Interview::new(package, &draft, own.today))
    });
    Case {
        draft,
        interview,
        ..own
    }
}

/// Where the other plan of a package is kept.
fn memory(package: &str) -> String {
    format!("lianban/compare/{package}")
}

fn pick(own: Case, asked: RwSignal<String>) -> impl IntoView {
    let package = own.package.get_value();
    let offered = changeable(
        &package,
        &own.interview.read_untracked(),
        &own.draft.read_untracked(),
    );
    let option = |(id, text): (String, String)| view! { <option value=id>{text}</option> };
    view! {
        <div class="field">
            <label class="field__label" for="compare-question">"改哪个答案"</label>
            <select class="field__input" id="compare-question"
                on:change=move |event| asked.set(event_target_value(&event))>
                <option value="">"请选一个"</option>
                {offered.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

fn question_of(case: Case, id: &str) -> Option<Question> {
    let package = case.package.get_value();
    let mut questions = package.contents().questions.iter();
    questions.find(|it| it.id == id).cloned()
}

fn field(other: Case, id: &str) -> Option<AnyView> {
    let question = question_of(other, id)?;
    let typed: Typed = RwSignal::new(BTreeMap::new());
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let asked = question.clone();
    // Nobody presses a button here: a number is looked at when it is left.
    let look = move |_| mistakes.set(misread(other, &asked, typed).into_iter().collect());
    Some(
        view! {
            <div on:focusout=look><AnswerField question checklist=false typed mistakes /></div>
        }
        .into_any(),
    )
}

/// What is wrong with a number that was typed and is no answer.
fn misread(other: Case, question: &Question, typed: Typed) -> Option<Mistake> {
    let typed = typed.read_untracked().get(&question.id).cloned();
    let typed = typed.filter(|text| !text.trim().is_empty())?;
    let package = other.package.get_value();
    let value = input::number(&typed, question.unit.as_deref()).unwrap_or_else(|| typed.into());
    let message = input::fault(&package, &question.id, &value)?;
    let place = question.id.clone();
    Some(Mistake { place, message })
}

/// Questions that only the other plan asks.
fn more(other: Case) -> Option<AnyView> {
    let package = other.package.get_value();
    let missing: Vec<String> = {
        let interview = other.interview.read();
        let screen = interview.current()?;
        let questions = &package.contents().questions;
        let missing = interview.missing(&package, screen).into_iter();
        missing
            .filter_map(|ix| Some(questions.get(ix)?.id.clone()))
            .collect()
    };
    let fields = missing.iter().filter_map(|id| field(other, id));
    Some(
        view! {
            <section class="section section--amber" aria-labelledby="more">
                <h2 id="more">"这样改，还要回答"</h2>
                {fields.collect_view()}
            </section>
        }
        .into_any(),
    )
}

fn differing(own: Case, other: Case) -> Map<String, Json> {
    altered(&own.draft.read().answers, &other.draft.read().answers)
}

/// What was given otherwise, each with the way back.
fn list(own: Case, other: Case) -> Option<AnyView> {
    let package = own.package.get_value();
    let now = own.draft.read().answers.clone();
    let changes = in_words(package.contents(), &now, &differing(own, other));
    let row = move |change: Altered| {
        let (id, value) = (change.question.clone(), now.get(&change.question).cloned());
        let back = move |_| other.answer(&id, value.clone());
        view! {
            <li>
                {format!("{}：{} → ", change.short, change.now)}<strong>{change.then}</strong>" "
                <button class="button" type="button" on:click=back
                    aria-label=format!("改回：{}", change.short)>"改回"</button>
            </li>
        }
    };
    (!changes.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="changes">
                <h2 id="changes">"改了这些"</h2>
                <ul class="plain-list">{changes.into_iter().map(row).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn compared(own: Case, other: Case) -> Option<AnyView> {
    if differing(own, other).is_empty() {
        return None;
    }
    let package = own.package.get_value();
    let handbook = handbook::of_page();
    let (now, then) = (own.interview.read(), other.interview.read());
    let rows = lines(&package, &handbook, &now, &then, own.today);
    let said = costs(
        package.contents(),
        &compare(&now.assessment, &then.assessment),
    );
    let row = |line: Line| {
        let then = if line.now == line.then {
            view! { <td>{line.then}</td> }.into_any()
        } else {
            view! { <td><strong>{line.then}</strong></td> }.into_any()
        };
        view! { <tr><th scope="row">{line.name}</th><td>{line.now}</td>{then}</tr> }
    };
    let said = if said.is_empty() {
        view! { <p>"要办的事和要交的材料都不变。"</p> }.into_any()
    } else {
        let said = said.into_iter().map(|it| view! { <li>{it}</li> });
        view! { <ul>{said.collect_view()}</ul> }.into_any()
    };
    let unfinished = then.unfinished.then(|| {
        view! { <p class="permit__open">"换了以后的方案还有问题没回答，下面的数还会变。"</p> }
    });
    Some(
        view! {
            <section class="section" aria-labelledby="compared">
                <h2 id="compared">"有什么不同"</h2>
                <div role="status">{unfinished}{said}</div>
                <table class="numbers">
                    <thead><tr><td></td><th scope="col">"现在"</th><th scope="col">"换了以后"</th></tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn decide(own: Case, other: Case) -> impl IntoView {
    let router = Router::of_page();
    let take = move |_| {
        let changes = differing(own, other);
        own.draft.update(|draft| {
            for (question, value) in changes {
                draft.answer(&question, Some(value));
            }
        });
        router.go(&Step::Guide.of(&own.id()));
    };
    let result = Step::Result.of(&own.id());
    view! {
        <div class="actions">
            {move || (!differing(own, other).is_empty()).then(|| view! {
                <button class="button button--main" type="button" on:click=take>"就按换了以后的办"</button>
            })}
            <a class="button" href=result>"回到结果"</a>
        </div>
    }
}
