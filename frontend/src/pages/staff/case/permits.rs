//! The permits of a case with their limits and the look on site.

use leptos::prelude::*;

use super::Seen;
use crate::components::sign::{disposition_sign, need_sign};
use crate::state::plan::{PermitLine, Plan};
use crate::state::time::{LimitLine, TimeLine, time_of, together};

/// The permits, needed or open.
pub fn permits(seen: &Seen) -> impl IntoView + use<> {
    let plan = Plan::new(seen.package.contents(), &seen.case.assessment);
    let answers = seen.answers();
    let line = |it: &PermitLine| permit(it, time_of(&seen.handbook, &answers, &it.id));
    let together = together(&seen.handbook);
    view! {
        <section class="section" aria-labelledby="permits">
            <h2 id="permits">"事项"</h2>
            <ul class="plain-list">{plan.permits.iter().map(line).collect_view()}</ul>
            {(!together.is_empty()).then(|| view! {
                <div class="case-permit"><h3>"所有事项合计"</h3>{limits(&together)}</div>
            })}
        </section>
    }
}

fn permit(line: &PermitLine, time: Option<TimeLine>) -> impl IntoView + use<> {
    let against = line
        .against
        .iter()
        .map(|it| view! { <p class="case__warning">{it.text.clone()}</p> });
    let time = time.map(|time| {
        let track = time
            .track
            .map(|(name, _)| format!("{name}。"))
            .unwrap_or_default();
        view! {
            {limits(&time.limits)}
            <p class="case-permit__small">{format!("{track}{}", time.inspection)}</p>
        }
    });
    view! {
        <li class="case-permit">
            <div class="case-paper__head"><h3>{line.name.clone()}</h3><span class="case-permit__signs">
                {need_sign(line.need)}{disposition_sign(line.disposition)}
            </span></div>
            <p class="case-permit__small">{line.authority.clone()}</p>
            {against.collect_view()}
            {time}
        </li>
    }
}

fn limits(lines: &[LimitLine]) -> impl IntoView + use<> {
    let line = |it: &LimitLine| {
        let mark = if it.is_marked { "＊" } else { "" };
        view! { <li title=it.source.clone()>{format!("{}{mark}", it.text)}</li> }
    };
    view! { <ul class="case-permit__small">{lines.iter().map(line).collect_view()}</ul> }
}
