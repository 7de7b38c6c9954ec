//! What is settled so far: a sheet on phones, a column beside the question on desktops.

use leptos::prelude::*;
use lianban_rules::assessment::{Need, PermitAssessment};
use lianban_rules::contents::Permit;

use super::sign::{need_sign, need_words};
use crate::pages::package::Case;
use crate::state::interview::Tally;

/// The three groups, in the order of interest.
const GROUPS: [Need; 3] = [Need::Required, Need::Open, Need::NotRequired];

/// The live panel of the guide.
#[component]
pub fn LivePanel() -> impl IntoView {
    let case = Case::of_page();
    let open = RwSignal::new(false);
    let tally = Memo::new(move |_| case.interview.read().tally());
    // What is there from the start has not changed.
    let moved = RwSignal::new(false);
    Effect::new(move |before: Option<Tally>| {
        let now = tally.get();
        if before.is_some_and(|before| before != now) {
            moved.set(true);
        }
        now
    });
    view! {
        <aside class="panel" aria-label="目前的结果" data-open=move || open.get().to_string()
            data-moved=move || moved.get().to_string()>
            <button
                class="panel__handle"
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls="panel-body"
                on:click=move |_| open.update(|it| *it = !*it)
            >
                <span>{move || count(tally.get())}</span>
                <span class="panel__more">{move || if open.get() { "收起" } else { "看看是哪些" }}</span>
            </button>
            <div class="panel__body" id="panel-body" role="region" aria-label="事项清单" tabindex="0">
                <h2 class="panel__title">"目前的结果"</h2>
                <p class="panel__count" role="status">{move || count(tally.get())}</p>
                {GROUPS.map(|need| group(case, need)).collect_view()}
            </div>
        </aside>
    }
}

fn count(tally: Tally) -> String {
    format!("需要 {} · 还要看 {}", tally.needed, tally.open)
}

/// The permits of one group; a new one is highlighted for a moment by its arrival.
fn group(case: Case, need: Need) -> impl IntoView {
    let belongs = move |permit: &PermitAssessment| {
        permit.need == need || (need == Need::Open && permit.need == Need::Pending)
    };
    let many = move || {
        let permits = &case.interview.read().assessment.permits;
        permits.iter().filter(|it| belongs(it)).count()
    };
    // Each has its place: a permit that comes or goes leaves the others as they are.
    let place = |permit: &Permit| {
        let (id, name) = (permit.id.clone(), permit.name.clone());
        let is_here = move || {
            let permits = &case.interview.read().assessment.permits;
            permits.iter().any(|it| it.id == id && belongs(it))
        };
        (move || is_here().then(|| view! { <li class="panel__item">{name.clone()}</li> }))
            .into_any()
    };
    let package = case.package.get_value();
    let places: Vec<AnyView> = package.contents().permits.iter().map(place).collect();
    view! {
        <section class="panel__group" data-need=need_words(need) hidden=move || many() == 0>
            <h3 class="panel__need">{need_sign(need)}" "<span class="panel__number">{many}</span></h3>
            <ul class="panel__list">{places}</ul>
        </section>
    }
}
