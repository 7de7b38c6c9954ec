//! A settled stop: why this place or case cannot go on online, by which law, and the way out.

use leptos::prelude::*;
use lianban_api::About;

use super::package::Case;
use crate::components::doubt::doubt;
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::components::permit::clause;
use crate::components::sign::sign;
use crate::components::why::{grounds, ways_out};
use crate::pages::guide::given_on;
use crate::router::Router;
use crate::routes::Step;
use crate::state::plan::clauses;
use crate::state::why::Answered;

/// The page of a settled stop.
#[component]
pub fn StopPage() -> impl IntoView {
    let case = Case::of_page();
    let ended_by = Memo::new(move |_| case.interview.read().ended_by.clone());
    move || {
        let rules = ended_by.get();
        if rules.is_empty() {
            let guide = Step::Guide.of(&case.id());
            nothing("可以继续", "现在没有什么拦住您。", guide, "继续回答").into_any()
        } else {
            stopped(case, &rules).into_any()
        }
    }
}

fn stopped(case: Case, rules: &[String]) -> impl IntoView + use<> {
    let router = Router::of_page();
    let go_on = move |_| {
        case.draft.update(|draft| draft.go_on = true);
        router.go(&Step::Guide.of(&case.id()));
    };
    let package = case.package.get_value();
    let reasons = clauses(package.contents(), rules);
    let interview = case.interview.read();
    let answered = Answered::new(&package, &interview.answers, case.today);
    let why = rules.iter().zip(&reasons).filter_map(|(rule, reason)| {
        let (found, ways) = answered.stop(rule)?;
        Some(view! {
            {clause(reason)}
            {grounds(&case.id(), "因为您这样回答", &found)}
            <p class="permit__label">"怎么改，就能往下办"</p>
            {ways_out(&ways)}
        })
    });
    let screens = case.interview.read_untracked().screens.clone();
    view! {
        <div class="stop">
            <p>{sign("stop", "state-stop", "不能在网上办")}</p>
            <Heading text="按现在的情况，网上不能继续办" />
            <div class="stop__reasons">{why.collect_view()}</div>
            {rules.first().map(|rule| doubt(About::Stop, rule))}
            <p>"这个结果不能在网上提交。您认为情况不是这样，可以带上材料到服务大厅窗口，窗口会给您书面答复。"</p>
            <details class="given" open>
                <summary>"换一个答案"</summary>
                <dl class="facts">{screens.iter().rev().map(|it| given_on(case, it)).collect_view()}</dl>
            </details>
            <div class="actions">
                <button class="button" type="button" on:click=go_on>"仍要继续看"</button>
            </div>
        </div>
    }
}
