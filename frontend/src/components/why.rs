//! Why for this person, and how it could be avoided: each answer leads to where it is changed.

use leptos::prelude::*;

use crate::routes;
use crate::state::why::{Ground, WayOut, WhyPermit};

/// The answers a verdict rests on; each is the way to its screen.
pub fn grounds(package: &str, title: &'static str, grounds: &[Ground]) -> Option<AnyView> {
    let line = |ground: &Ground| {
        let href = routes::screen(package, &ground.topic);
        view! { <li><a href=href>{ground.text.clone()}</a></li> }
    };
    (!grounds.is_empty()).then(|| {
        view! {
            <div class="why">
                <p class="permit__label">{title}</p>
                <ul class="why__grounds">{grounds.iter().map(line).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// How a permit or its refusal could be avoided: a refusal's ways stand open, the others
/// are worked out when somebody asks.
pub fn ways_out_of(
    why: &WhyPermit,
    ways: impl Fn() -> Vec<WayOut> + Send + Sync + 'static,
) -> Option<AnyView> {
    if why.is_refused {
        let ways = ways_out(&ways());
        return Some(
            view! {
                <div class="why">
                    <p class="permit__label">"怎么改，就不会被拒"</p>
                    {ways}
                </div>
            }
            .into_any(),
        );
    }
    why.is_needed
        .then(|| on_demand("怎样可以不办这一件", move || ways_out(&ways())))
}

/// Something under its summary that is worked out when it is opened.
pub fn on_demand(
    summary: &'static str,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let open = move |event: leptos::ev::Event| {
        let details = event_target::<leptos::web_sys::Element>(&event);
        if details.has_attribute("open") {
            is_open.set(true);
        }
    };
    view! {
        <details class="given" on:toggle=open>
            <summary>{summary}</summary>
            {move || is_open.get().then(&content)}
        </details>
    }
    .into_any()
}

/// The ways out, the cheapest first; plain words where there is none.
pub fn ways_out(ways: &[WayOut]) -> AnyView {
    if ways.is_empty() {
        return view! { <p>"您能改的，都改变不了这一条。请到窗口问问。"</p> }.into_any();
    }
    view! { <ol class="why__ways">{ways.iter().map(way_out).collect_view()}</ol> }.into_any()
}

fn way_out(way: &WayOut) -> impl IntoView + use<> {
    let hard = way.is_hard.then_some("（要换地方或多花钱）");
    let then = way
        .then
        .clone()
        .map(|then| view! { <p>{format!("还要：{then}。")}</p> });
    let costs = way.costs.iter().map(|it| view! { <li>{it.clone()}</li> });
    let costs = if way.costs.is_empty() {
        view! { <p class="why__cost">"别的都不变。"</p> }.into_any()
    } else {
        view! { <ul class="why__cost">{costs.collect_view()}</ul> }.into_any()
    };
    view! {
        <li>
            <p><strong>{way.text.clone()}</strong>{hard}</p>
            {then}
            {costs}
        </li>
    }
}
