//! A permit on the result page: what, why, by which law, what speaks against it.

use leptos::prelude::*;
use lianban_rules::assessment::Need;

use super::sign::{disposition_sign, need_sign};
use crate::state::plan::{Clause, PermitLine};

/// One permit of the plan.
pub fn permit(line: &PermitLine) -> impl IntoView + use<> {
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
                <h3 class="permit__name">{line.name.clone()}</h3>
                <p class="permit__signs">
                    {need_sign(line.need)}
                    {disposition_sign(line.disposition)}
                </p>
            </div>
            <p class="permit__summary">{line.summary.clone()}</p>
            {against}
            {depends}
            <div class="permit__why">
                <h4 class="permit__label">{why}</h4>
                {reasons}
            </div>
            <p class="permit__authority">{format!("谁来办：{}", line.authority)}</p>
            {line.marked.then(|| view! { <p class="permit__marked">"这一条以窗口核定为准。"</p> })}
        </article>
    }
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
