//! What was held against what, and what is still to be settled with the applicant.

use leptos::prelude::*;
use lianban_api::CaseState;
use lianban_rules::cross_check::CheckVerdict;

use super::Seen;
use super::ticks::{Ticks, tick};
use crate::components::sign::sign;
use crate::state::listed::listed;
use crate::state::open_point::{OpenPoint, open_points};
use crate::state::staff::compared::{Compared, compared};

/// The comparisons; those that fit are counted and folded away.
pub fn checks(seen: &Seen, ticks: Ticks) -> Option<impl IntoView + use<>> {
    let lines = compared(seen.package.contents(), &seen.case);
    let waits = seen.case.state == CaseState::Submitted;
    let ticks = waits.then_some(ticks);
    let (fit, others): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|it| it.verdict == CheckVerdict::Fits);
    let count = fit.len();
    (count + others.len() > 0).then(|| {
        view! {
            <section class="section" aria-labelledby="checks">
                <h2 id="checks">"对照"</h2>
                {others.is_empty().then(|| view! { <p>"没有对不上的，也没有要您判断的。"</p> })}
                <ul class="plain-list">{others.iter().map(|it| line(it, ticks)).collect_view()}</ul>
                {(count > 0).then(|| view! {
                    <details class="given">
                        <summary>{format!("系统核过、一致的 {count} 项")}</summary>
                        <ul class="plain-list">{fit.iter().map(|it| line(it, None)).collect_view()}</ul>
                    </details>
                })}
            </section>
        }
    })
}

fn line(check: &Compared, ticks: Option<Ticks>) -> impl IntoView + use<> {
    let mark = match check.verdict {
        CheckVerdict::Error => sign("stop", "state-stop", "对不上"),
        CheckVerdict::Warning => sign("open", "state-open", "请看一下"),
        CheckVerdict::ByPerson => sign("open", "two-people", "请您判断"),
        CheckVerdict::Hint => sign("not-needed", "paper", "知道就行"),
        CheckVerdict::Fits => sign("needed", "state-needed", "一致"),
    };
    let seen = ticks
        .filter(|_| check.verdict == CheckVerdict::ByPerson)
        .map(|ticks| tick(ticks, &check.id, &format!("seen-{}", check.id), "看过了"));
    let papers = check.papers.iter().map(|(id, name)| {
        // `external` leaves the click to the browser, which moves focus to the document.
        view! { <li><a href=format!("#paper-{id}") rel="external">{name.clone()}</a></li> }
    });
    let papers = (!check.papers.is_empty()).then(|| {
        view! {
            <div class="check__papers"><span>"放在一起看："</span><ul>{papers.collect_view()}</ul></div>
        }
    });
    let fields = (!check.fields.is_empty()).then(|| {
        view! { <p class="check__fields">{format!("说的是：{}", check.fields.join("、"))}</p> }
    });
    view! {
        <li class="check">
            <div class="case-paper__head"><p class="check__text">{check.text.clone()}</p>{seen}</div>
            <p>{mark}</p>
            {(!check.message.is_empty()).then(|| view! { <p>{check.message.clone()}</p> })}
            {fields}
            {papers}
        </li>
    }
}

/// What to ask the applicant, with who knows it.
pub fn open(seen: &Seen) -> Option<impl IntoView + use<>> {
    let points = open_points(seen.package.contents(), &seen.case.assessment);
    let row = |point: &OpenPoint| {
        let on = format!("关系到：{}", listed(&point.hangs_on_it));
        let find_out = point.find_out.clone();
        view! {
            <li>
                <p class="check__text">{point.text.clone()}</p>
                {find_out.map(|it| view! { <p>{format!("问谁：{it}")}</p> })}
                <p class="open-point__for">{on}</p>
            </li>
        }
    };
    (!points.is_empty()).then(|| {
        view! {
            <section class="section section--amber" aria-labelledby="open">
                <h2 id="open">"要和申请人确认"</h2>
                <ul class="plain-list">{points.iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
