//! 受理 and 不予受理: always in the same place, with their keys; each asks once more.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{CaseState, problem};

use super::ticks::Ticks;
use super::{Seen, refusal};
use crate::api::{self, ApiError};
use crate::components::dialog::Modal;
use crate::components::faces::Loader;
use crate::state::plan::Plan;
use crate::state::staff::cautions::cautions;
use crate::state::staff::papers::papers;
use crate::state::time::together;
use lianban_rules::assessment::Need;

/// What both decisions need.
#[derive(Clone, Copy)]
pub struct Decision {
    /// The case as the window saw it.
    pub number: StoredValue<String>,
    /// Its version.
    pub version: u64,
    /// Token of the session.
    pub csrf: StoredValue<String>,
    /// A call is under way.
    pub sending: RwSignal<bool>,
    /// Why a call failed, where the page need not be read again.
    pub failure: RwSignal<Option<String>>,
    loader: Loader<Seen>,
    said: RwSignal<Option<String>>,
}

impl Decision {
    /// Reads the case again, after the decision or because somebody else was faster.
    pub fn done(self, outcome: Result<(), ApiError>) {
        self.sending.set(false);
        match outcome {
            Ok(()) => {
                self.said.set(None);
                self.loader.again.run(());
            }
            Err(error) if is_overtaken(&error) => {
                let words = "刚才有人动过这个件（别的窗口办了，或者申请人撤回了）。已经重新读取，请看一眼再办。";
                self.said.set(Some(words.to_owned()));
                self.loader.again.run(());
            }
            Err(error) => self.failure.set(Some(error.to_string())),
        }
    }
}

fn is_overtaken(error: &ApiError) -> bool {
    let kinds = [problem::CASE_CHANGED, problem::CASE_STATE];
    matches!(error, ApiError::Refused(it) if kinds.contains(&it.kind.as_str()))
}

/// The decisions that the case allows now.
pub fn actions(
    seen: &Seen,
    loader: Loader<Seen>,
    said: RwSignal<Option<String>>,
    ticks: Ticks,
) -> Option<impl IntoView + use<>> {
    let decision = Decision {
        number: StoredValue::new(seen.case.number.clone()),
        version: seen.case.version,
        csrf: StoredValue::new(seen.session.csrf.clone()),
        sending: RwSignal::new(false),
        failure: RwSignal::new(None),
        loader,
        said,
    };
    (seen.case.state == CaseState::Submitted).then(|| both(seen, decision, ticks))
}

fn both(seen: &Seen, decision: Decision, ticks: Ticks) -> impl IntoView + use<> {
    let (accepts, refuses) = (RwSignal::new(false), RwSignal::new(false));
    let open = move |dialog: RwSignal<bool>| {
        decision.failure.set(None);
        dialog.set(true);
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_ours = event.alt_key() && !event.ctrl_key() && !event.meta_key();
        let dialog = match event.code().as_str() {
            "KeyA" if is_ours => accepts,
            "KeyB" if is_ours => refuses,
            _ => return,
        };
        event.prevent_default();
        if !accepts.get_untracked() && !refuses.get_untracked() {
            open(dialog);
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <div class="staff__action">
            <span class="staff__key" aria-hidden="true"><kbd>"Alt"</kbd>"+"<kbd>"B"</kbd></span>
            <button class="button" type="button" aria-keyshortcuts="Alt+B" on:click=move |_| open(refuses)>"不予受理"</button>
            <span class="staff__key" aria-hidden="true"><kbd>"Alt"</kbd>"+"<kbd>"A"</kbd></span>
            <button class="button button--main" type="button" aria-keyshortcuts="Alt+A" on:click=move |_| open(accepts)>"受理"</button>
        </div>
        {acceptance(seen, decision, ticks, accepts)}
        {refusal::refusal(seen, decision, refuses)}
    }
}

/// What the acceptance notice will say, and what has not been looked at yet.
#[derive(Clone)]
struct Foreseen {
    applicant: String,
    permits: Vec<String>,
    limits: Vec<String>,
    originals: Vec<(String, String)>,
    cautions: Vec<String>,
}

fn foreseen(seen: &Seen) -> Foreseen {
    let contents = seen.package.contents();
    let plan = Plan::new(contents, &seen.case.assessment);
    let required = plan.permits.iter().filter(|it| it.need == Need::Required);
    let copies = papers(contents, &seen.case).into_iter();
    let copies = copies.filter(|it| it.needs_original);
    let applicant = seen.case.fields.get("applicant-name");
    Foreseen {
        applicant: applicant
            .and_then(|it| it.as_str())
            .unwrap_or_default()
            .to_owned(),
        permits: required.map(|it| it.name.clone()).collect(),
        limits: together(&seen.handbook)
            .into_iter()
            .map(|it| it.text)
            .collect(),
        originals: copies.map(|it| (it.line.id, it.line.name)).collect(),
        cautions: cautions(contents, &seen.case),
    }
}

fn acceptance(
    seen: &Seen,
    decision: Decision,
    ticks: Ticks,
    is_open: RwSignal<bool>,
) -> impl IntoView + use<> {
    let foreseen = StoredValue::new(foreseen(seen));
    // Copies whose originals nobody has looked at.
    let missing = move || {
        let left = |it: &&(String, String)| !ticks.has(&it.0);
        foreseen.with_value(|it| {
            it.originals
                .iter()
                .filter(left)
                .map(|it| it.1.clone())
                .collect::<Vec<_>>()
        })
    };
    let accept = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let left = missing();
        if !left.is_empty() {
            let words = format!(
                "还有 {} 份复印件没有勾“已核原件”，请先核对：{}。",
                left.len(),
                left.join("、")
            );
            decision.failure.set(Some(words));
            return;
        }
        decision.sending.set(true);
        spawn_local(async move {
            let (number, csrf) = (decision.number.get_value(), decision.csrf.get_value());
            decision.done(api::accept(&number, decision.version, &csrf).await);
        });
    };
    view! {
        <Modal is_open title="受理这个件？">
            <form class="decision" novalidate on:submit=accept>
                {foreseen.with_value(preview)}
                <p class="error" role="alert">{move || decision.failure.get()}</p>
                <div class="actions">
                    <button class="button button--main" type="submit" disabled=move || decision.sending.get()>"确认受理"</button>
                    <button class="button" type="button" on:click=move |_| is_open.set(false)>"再看看"</button>
                </div>
            </form>
        </Modal>
    }
}

fn preview(foreseen: &Foreseen) -> impl IntoView + use<> {
    let names = foreseen
        .permits
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> });
    let limits = foreseen
        .limits
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> });
    let cautions = foreseen.cautions.iter();
    let cautions = cautions
        .map(|it| view! { <li>{it.clone()}</li> })
        .collect_view();
    view! {
        <p>{format!("会给 {} 出一份《受理通知书》，编号由系统排。时限从今天算起，第二天是第一天；每个事项的最后一天写在通知书上。", foreseen.applicant)}</p>
        <div>
            <h3>{format!("受理 {} 个事项", foreseen.permits.len())}</h3>
            <ul>{names.collect_view()}</ul>
        </div>
        {(!foreseen.limits.is_empty()).then(|| view! {
            <div><h3>"所有事项合计"</h3><ul>{limits.collect_view()}</ul></div>
        })}
        {(!foreseen.cautions.is_empty()).then(|| view! {
            <div class="notice notice--amber">
                <h3>"先看这几处"</h3>
                <ul>{cautions}</ul>
                <p>"上面列出的事项这次受理，没列出的不办。"</p>
            </div>
        })}
    }
}
