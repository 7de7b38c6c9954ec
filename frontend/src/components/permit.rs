//! A permit on the result page: what, why, by which law, what speaks against it.

use leptos::prelude::*;
use lianban_api::About;
use lianban_rules::assessment::Need;

use super::doubt::doubt;
use super::sign::{disposition_sign, need_sign};
use crate::state::plan::{Clause, PermitLine};
use crate::state::time::{LimitLine, TimeLine};

/// What a permit rests on for this person, and how it could be avoided.
#[derive(Default)]
pub struct WhySo {
    /// The answers that decide its need.
    pub need: Option<AnyView>,
    /// The answers that speak against it.
    pub against: Option<AnyView>,
    /// How it could be avoided.
    pub ways_out: Option<AnyView>,
}

/// One permit of the plan.
///
/// `time` says how long it takes, where the handbook knows; `why` what it rests on.
pub fn permit(line: &PermitLine, time: Option<TimeLine>, why_so: WhySo) -> impl IntoView + use<> {
    let why = match line.need {
        Need::Required => "为什么要办",
        Need::NotRequired => "为什么不用办",
        Need::Open | Need::Pending => "什么情况下要办",
    };
    let against = (!line.against.is_empty()).then(|| {
        view! { <div class="permit__against">{line.against.iter().map(clause).collect_view()}</div> }
    });
    let depends = (line.need == Need::Open && !line.depends_on.is_empty()).then(|| {
        view! { <p class="permit__open">{format!("还要看：{}", line.depends_on.join("、"))}</p> }
    });
    let reasons = line.reasons.iter().map(clause).collect_view();
    view! {
        <article class="permit">
            <div class="permit__head">
                <h3 class="permit__name" id=place(&line.id) tabindex="-1">{line.name.clone()}</h3>
                <p class="permit__signs">
                    {need_sign(line.need)}
                    {disposition_sign(line.disposition)}
                </p>
            </div>
            <p class="permit__summary">{line.summary.clone()}</p>
            {against}
            {why_so.against}
            {depends}
            <div class="permit__why">
                <h4 class="permit__label">{why}</h4>
                {reasons}
            </div>
            {why_so.need}
            {why_so.ways_out}
            {time.map(how_long)}
            <p class="permit__authority">{format!("谁来办：{}", line.authority)}</p>
            {(line.need != Need::NotRequired).then(|| doubt(About::Permit, &line.id))}
            {line.marked.then(|| view! { <p class="permit__marked">"这一条以窗口核定为准。"</p> })}
        </article>
    }
}

/// Id of the name of a permit on the page.
pub fn place(permit: &str) -> String {
    format!("permit-{permit}")
}

/// One rule in words, with its law and the way out.
pub fn clause(clause: &Clause) -> impl IntoView + use<> {
    let sources = (!clause.sources.is_empty())
        .then(|| view! { <span class="clause__source">{format!("（{}）", clause.sources.join("、"))}</span> });
    view! {
        <div class="clause">
            <p>{clause.text.clone()}{sources}</p>
            {clause.way_out.clone().map(|way_out| view! {
                <p class="clause__way-out"><strong>"怎么办："</strong>{way_out}</p>
            })}
            {clause.note.clone().map(|note| view! { <p class="clause__note">{note}</p> })}
        </div>
    }
}

/// How long it takes, who comes to look, how long it is valid.
fn how_long(time: TimeLine) -> impl IntoView {
    let track = time.track.map(|(name, summary)| {
        view! { <p>{format!("您选了{name}：{summary}")}</p> }
    });
    let valid = time.validity.map(|(text, is_marked)| {
        view! {
            <li>
                {format!("有效期：{text}")}
                {is_marked.then(|| view! { <span class="permit__marked">"以窗口核定为准"</span> })}
            </li>
        }
    });
    let special = time
        .special
        .into_iter()
        .map(|text| view! { <li>{text}</li> });
    let lists = time.lists.into_iter().map(|list| {
        let items = list.items.into_iter().map(|item| {
            view! { <li>{format!("{}：{}", item.what, item.requirement)}</li> }
        });
        view! {
            <details class="given">
                <summary>{format!("{}看什么", list.name)}</summary>
                <ol>{items.collect_view()}</ol>
                <p class="clause__source">{format!("（{}）", list.source)}</p>
            </details>
        }
    });
    view! {
        <div class="permit__time">
            <h4 class="permit__label">"要多久"</h4>
            {track}
            <ul>
                {time.limits.iter().map(limit).collect_view()}
                <li>{time.inspection}{time.inspection_note.map(|note| format!("。{note}"))}</li>
                {special.collect_view()}
                {valid}
            </ul>
            {lists.collect_view()}
        </div>
    }
}

/// One time limit with its source.
pub fn limit(limit: &LimitLine) -> impl IntoView + use<> {
    view! {
        <li>
            {limit.text.clone()}
            <span class="clause__source">{format!("（{}）", limit.source)}</span>
            {limit.is_marked.then(|| view! { <span class="permit__marked">"以窗口核定为准"</span> })}
        </li>
    }
}
