//! One case at the window: facts left, permits and documents right, one next action.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{CaseDetail, CaseState, Session};
use lianban_rules::package::Package;

use super::{case_sign, staff_bar, staff_face};
use crate::api::{self, ApiError};
use crate::components::faces::{Loader, load};
use crate::components::heading::Heading;
use crate::components::sign::{disposition_sign, need_sign, sign};
use crate::routes::{self, CaseView};
use crate::state::open_point::OpenPoint;
use crate::state::plan::{DocumentLine, PermitLine, Plan};
use crate::state::staff::{self, Fact};

/// Everything the page shows.
#[derive(Clone)]
struct Seen {
    session: Session,
    case: CaseDetail,
    package: Arc<Package>,
}

/// One case.
pub fn case_page(number: String, _view: CaseView) -> AnyView {
    let seen = load(move || fetch(number.clone()));
    staff_face(seen, "正在读取办件……", move |it| page(&it, seen)).into_any()
}

async fn fetch(number: String) -> Result<Seen, ApiError> {
    let session = api::session().await?;
    let case = api::case(&number).await?;
    // The texts of the package that the case was submitted under.
    let bytes = api::compiled(&case.package, &case.hash).await?;
    let package = Package::from_bytes(&bytes).map_err(|_| ApiError::Unavailable)?;
    Ok(Seen {
        session,
        case,
        package: Arc::new(package),
    })
}

fn page(seen: &Seen, loader: Loader<Seen>) -> impl IntoView + use<> {
    let contents = seen.package.contents();
    let case = &seen.case;
    let plan = Plan::new(contents, &case.assessment);
    let consult = case.consult.then(|| {
        view! {
            <p class="notice notice--amber">"选址能不能办还没定，先转综合咨询。"</p>
        }
    });
    let insisted = case.insisted.then(|| view! {
        <p class="notice notice--amber">"申请人知道预计不能批，坚持提交。请依法收件并书面答复。"</p>
    });
    view! {
        <div class="staff">
            {staff_bar(&seen.session)}
            <a class="back" href=routes::CASES>"‹ 回到收件"</a>
            <div class="staff__head">
                <Heading text=case.number.clone() />
                {case_sign(case.state)}
                {action(seen, loader)}
            </div>
            {consult}
            {insisted}
            <div class="staff__columns">
                <div>
                    {facts("申请人", &staff::fields(contents, case))}
                    {facts("回答", &staff::answers(contents, case))}
                    {facts("办件", &about(contents, case))}
                </div>
                <div>
                    {permits(&plan.permits)}
                    {documents(&plan.documents)}
                    {open(&plan.open)}
                </div>
            </div>
        </div>
    }
}

/// 受理, the one next action, always in the same place.
fn action(seen: &Seen, loader: Loader<Seen>) -> impl IntoView + use<> {
    let sending = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let (number, version, csrf) = (
        seen.case.number.clone(),
        seen.case.version,
        seen.session.csrf.clone(),
    );
    let accept = move |_| {
        let (number, csrf) = (number.clone(), csrf.clone());
        sending.set(true);
        spawn_local(async move {
            match api::accept(&number, version, &csrf).await {
                Ok(()) => loader.again.run(()),
                Err(error) => {
                    failure.set(Some(error.to_string()));
                    sending.set(false);
                }
            }
        });
    };
    let is_open = seen.case.state == CaseState::Submitted;
    view! {
        <div class="staff__action">
            {is_open.then(|| view! {
                <button class="button button--main" type="button" disabled=move || sending.get() on:click=accept>
                    "受理"
                </button>
            })}
            <p class="error" role="alert">{move || failure.get()}</p>
        </div>
    }
}

fn about(contents: &lianban_rules::contents::Contents, case: &CaseDetail) -> Vec<Fact> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![
        fact("要办什么", contents.name.clone()),
        fact("提交日期", case.submitted_on.to_string()),
    ];
    if let Some(day) = case.decided_on {
        facts.push(fact("受理日期", day.to_string()));
    }
    if let Some(name) = &case.decided_by {
        facts.push(fact("受理人", name.clone()));
    }
    facts
}

fn facts(title: &'static str, facts: &[Fact]) -> impl IntoView + use<> {
    let row = |(name, value): &Fact| {
        view! { <div class="facts__row"><dt>{name.clone()}</dt><dd>{value.clone()}</dd></div> }
    };
    view! {
        <section class="section">
            <h2>{title}</h2>
            <dl class="facts">{facts.iter().map(row).collect_view()}</dl>
        </section>
    }
}

fn permits(lines: &[PermitLine]) -> impl IntoView + use<> {
    let row = |line: &PermitLine| {
        view! {
            <li class="staff__line">
                {need_sign(line.need)}
                <span>{line.name.clone()}</span>
                {disposition_sign(line.disposition)}
            </li>
        }
    };
    view! {
        <section class="section">
            <h2>"事项"</h2>
            <ul class="plain-list">{lines.iter().map(row).collect_view()}</ul>
        </section>
    }
}

fn documents(lines: &[DocumentLine]) -> impl IntoView + use<> {
    let row = |line: &DocumentLine| {
        let mark = if line.is_needed {
            sign("needed", "paper", "会带来").into_any()
        } else {
            sign("open", "state-open", "还要看").into_any()
        };
        view! { <li class="staff__line">{mark}<span>{line.name.clone()}</span><span>{line.form.clone()}</span></li> }
    };
    view! {
        <section class="section">
            <h2>"材料"</h2>
            <ul class="plain-list">{lines.iter().map(row).collect_view()}</ul>
        </section>
    }
}

fn open(points: &[OpenPoint]) -> Option<impl IntoView + use<>> {
    let row = |point: &OpenPoint| {
        let on = format!("关系到：{}", point.hangs_on_it.join("、"));
        view! { <li><p>{point.text.clone()}</p><p class="open-point__for">{on}</p></li> }
    };
    (!points.is_empty()).then(|| {
        view! {
            <section class="section section--amber">
                <h2>"要和申请人确认"</h2>
                <ul class="plain-list">{points.iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
