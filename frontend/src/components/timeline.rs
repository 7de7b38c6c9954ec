//! The way to opening day, drawn: one bar a permit on the working days it takes at most.

use leptos::prelude::*;

use crate::state::way::{Step, Way};

/// The timeline; nothing where nothing is needed.
pub fn timeline(way: &Way) -> Option<AnyView> {
    let days = way.days.max(1);
    let steps = way.steps.iter().map(|step| line(step, days));
    let afterwards = way
        .afterwards
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> });
    let after = (!way.afterwards.is_empty()).then(|| {
        view! {
            <p class="permit__label">"办好以后，还要记得"</p>
            <ul>{afterwards.collect_view()}</ul>
        }
    });
    (!way.steps.is_empty()).then(|| {
        view! {
            <p>{format!(
                "从今天算，最多 {} 个工作日，{}。这是按法定时限算的最慢的情况，不算延长；补材料、整改的时间也不在内。",
                way.days, way.last,
            )}</p>
            <ol class="way">{steps.collect_view()}</ol>
            {after}
        }
        .into_any()
    })
}

fn line(step: &Step, days: u16) -> impl IntoView + use<> {
    let (from, until) = step.span;
    let class = if step.is_critical {
        "way__bar way__bar--critical"
    } else {
        "way__bar"
    };
    // Something that is done at once is still seen.
    let width = (until - from).max(1);
    view! {
        <li class="way__step">
            <p class="way__name">
                {step.name.clone()}
                {step.is_critical.then(|| view! { <span class="way__critical">"决定开业时间"</span> })}
            </p>
            <svg class="way__line" viewBox=format!("0 0 {days} 1") preserveAspectRatio="none" aria-hidden="true">
                <rect class=class x=from.min(days.saturating_sub(1)) y="0" width=width height="1"></rect>
            </svg>
            <p class="way__when">
                {step.starts.clone()}"。"{step.takes.clone()}"。"
                {step.is_marked.then(|| view! { <span class="permit__marked">"以窗口核定为准。"</span> })}
            </p>
        </li>
    }
}
