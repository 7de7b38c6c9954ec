//! 常见情况: choose a place as it usually is, look the answers over, confirm.

use leptos::prelude::*;
use lianban_rules::contents::{Question, QuestionKind};
use lianban_rules::handbook::Start;
use serde_json::Value as Json;

use super::handbook;
use super::package::Case;
use crate::components::heading::Heading;
use crate::components::icon::icon;
use crate::router::Router;
use crate::routes::Step;
use crate::state::desk::choices;
use crate::state::start::{Assumed, assumed, confirm};

/// The page of the starting points.
#[component]
pub fn StartPage() -> impl IntoView {
    let case = Case::of_page();
    let router = Router::of_page();
    let chosen = RwSignal::new(None::<Start>);
    let done = Callback::new(move |()| router.go(&Step::Guide.of(&case.id())));
    let starts = handbook::of_page().starts.clone();
    let cards = move || {
        let card = |start: &Start| {
            let own = start.clone();
            view! {
                <li class="card card--link">
                    {icon(&start.icon)}
                    <div>
                        <h2 class="card__name">
                            <button class="card__link button--plain" type="button" on:click=move |_| chosen.set(Some(own.clone()))>
                                {start.name.clone()}
                            </button>
                        </h2>
                        <p class="card__summary">{start.summary.clone()}</p>
                    </div>
                </li>
            }
        };
        view! {
            <div class="home">
                <Heading text="从常见情况开始" />
                <p class="lead">"选最像的一种。一般怎么样先替您选好，您看一眼，不对的改掉。房子和您本人的情况，一样一样问您。"</p>
                <ul class="home__cards">{starts.iter().map(card).collect_view()}</ul>
                <div class="actions"><a class="button" href=Step::Guide.of(&case.id())>"都不像，一样一样回答"</a></div>
            </div>
        }
    };
    let look = move |start: Start| {
        view! {
            <div class="home">
                <Heading text=format!("{}一般是这样", start.name) />
                {look_over(case, &start, done)}
                <div class="actions">
                    <button class="button" type="button" on:click=move |_| chosen.set(None)>"换一种"</button>
                </div>
            </div>
        }
    };
    move || match chosen.get() {
        None => cards().into_any(),
        Some(start) => look(start).into_any(),
    }
}

/// The answers of a starting point at one look, each to be changed; `done` once they are agreed to.
pub fn look_over(case: Case, start: &Start, done: Callback<()>) -> impl IntoView + use<> {
    let package = case.package.get_value();
    let contents = package.contents();
    let rows = RwSignal::new(assumed(start, contents, &case.draft.read_untracked()));
    let lines = rows.get_untracked().into_iter().enumerate();
    let lines = lines.filter_map(|(at, row)| {
        let question = contents.questions.get(row.question)?.clone();
        Some(line(rows, at, &row, &question))
    });
    let lines = lines.collect_view();
    let agree = move |_| {
        let package = case.package.get_value();
        case.draft
            .update(|draft| confirm(&rows.read_untracked(), package.contents(), draft));
        done.run(());
    };
    view! {
        <p>"这些是一般的情况，请看一遍。和您不一样的，在这里改；拿不准的，选“到时候再问”。"</p>
        <ul class="start__rows">{lines}</ul>
        <div class="actions">
            <button class="button button--main" type="button" id="start-agree" on:click=agree>"看过了，就用这些"</button>
        </div>
    }
}

/// One assumed answer: what is asked, and what else it could be.
fn line(
    rows: RwSignal<Vec<Assumed>>,
    at: usize,
    row: &Assumed,
    question: &Question,
) -> impl IntoView + use<> {
    let id = format!("start-{}", question.id);
    let lines = choices(question);
    let words = lines.clone();
    let is_single = !matches!(question.kind, QuestionKind::Multi { .. });
    let option = move |(ix, label, value): (usize, String, Option<Json>)| {
        let is_chosen = move || {
            let rows = rows.read();
            rows.get(at).is_some_and(|row| row.value == value)
        };
        view! { <option value=ix.to_string() prop:selected=is_chosen>{label}</option> }
    };
    let options = lines.into_iter().enumerate();
    let options = options.map(|(ix, it)| (ix, it.label, Some(it.value)));
    let later = (words.len(), "到时候再问".to_owned(), None);
    let options = options.chain([later]).map(option).collect_view();
    let change = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        let value = chosen
            .and_then(|ix| words.get(ix))
            .map(|it| it.value.clone());
        rows.update(|rows| {
            if let Some(row) = rows.get_mut(at) {
                row.value = value;
            }
        });
    };
    let own = row
        .is_own
        .then(|| view! { <span class="start__own">"您答过"</span> });
    let control = is_single.then(|| view! {
        <select class="field__input start__select" id=id.clone() on:change=change>{options}</select>
    });
    view! {
        <li class="start__row">
            <label for=id.clone()>{question.short.clone()}</label>
            {own}
            {control}
        </li>
    }
}
