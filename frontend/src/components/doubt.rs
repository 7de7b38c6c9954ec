//! “这个不对？” on a verdict: goes to the windows, with the answers and without personal data.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{About, Doubt, REMARK_MAX, Report};

use crate::api;
use crate::pages::package::Case;

const DOUBTS: [(Doubt, &str); 4] = [
    (Doubt::ToldOtherwise, "窗口或别人说的不一样"),
    (Doubt::NotMyCase, "我的情况不是这样"),
    (Doubt::Unclear, "看不懂"),
    (Doubt::Other, "别的"),
];

/// How far the doubt has come.
#[derive(Clone, PartialEq, Eq)]
enum Sent {
    No,
    Yes,
    Failed(String),
}

/// A quiet disclosure with a short form.
pub fn doubt(about: About, id: &str) -> impl IntoView + use<> {
    let case = Case::of_page();
    let id = StoredValue::new(id.to_owned());
    let chosen = RwSignal::new(None::<Doubt>);
    let remark = RwSignal::new(String::new());
    let sent = RwSignal::new(Sent::No);
    let tell = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(doubt) = chosen.get_untracked() else {
            return sent.set(Sent::Failed("请先选一项。".to_owned()));
        };
        let report = Report {
            package: case.id(),
            hash: case.package.with_value(|package| package.hash().to_owned()),
            about,
            id: id.get_value(),
            answers: case.interview.read_untracked().answers.to_json(),
            doubt,
            remark: remark.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            sent.set(match api::report(&report).await {
                Ok(()) => Sent::Yes,
                Err(error) => {
                    Sent::Failed(format!("没有发出去：{error}您写的还在，可以再发一次。"))
                }
            });
        });
    };
    let name = move || format!("doubt-{}", id.get_value());
    let choice = move |(at, (doubt, words)): (usize, (Doubt, &'static str))| {
        let place = format!("{}-{at}", name());
        let id = place.clone();
        view! {
            <label class="choice" for=place>
                <input class="choice__input" type="radio" id=id name=name()
                    prop:checked=move || chosen.get() == Some(doubt)
                    on:change=move |_| chosen.set(Some(doubt)) />
                <span class="choice__label">{words}</span>
            </label>
        }
    };
    let form = move || {
        let place = format!("{}-remark", name());
        view! {
            <form class="doubt__form" novalidate on:submit=tell>
                <fieldset class="answer">
                    <legend class="field__label">"哪里不对？"</legend>
                    <div class="choices">{DOUBTS.into_iter().enumerate().map(choice).collect_view()}</div>
                </fieldset>
                <label class="field__label" for=place.clone()>"想说的话（可以不写，别写姓名和号码）"</label>
                <textarea class="doubt__remark" id=place maxlength=REMARK_MAX.to_string()
                    prop:value=move || remark.get()
                    on:input=move |event| remark.set(event_target_value(&event))></textarea>
                <p class="error" role="alert">{move || match sent.get() {
                    Sent::Failed(words) => Some(words),
                    _ => None,
                }}</p>
                <button class="button" type="submit">"告诉窗口"</button>
            </form>
        }
        .into_any()
    };
    view! {
        <details class="doubt">
            <summary>"这个不对？"</summary>
            {move || if sent.get() == Sent::Yes {
                view! { <p role="status">"已经告诉窗口了，只带了您的回答，没有您的姓名和号码。谢谢您。"</p> }.into_any()
            } else {
                form()
            }}
        </details>
    }
}
