//! One case at the window: facts left, documents right, the decision always in the same place.
//!
//! Reading order: this file (the page and its left side), [`documents`], [`checks`] and
//! [`permits`] (its right side), [`decision`] (受理 and 不予受理), [`ticks`] (what was looked at).

use std::sync::Arc;

use leptos::prelude::*;
use lianban_api::{CaseDetail, CaseState, Session};
use lianban_rules::answers::Answers;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;

use super::unmask::{Whole, shown, unmask};
use super::{case_sign, staff_bar, staff_face};
use crate::api::{self, ApiError};
use crate::components::faces::{Loader, load};
use crate::components::heading::Heading;
use crate::device;
use crate::routes::{self, CaseView};
use crate::state::given::Given;
use crate::state::staff::{self, Fact, FieldFact};

mod checks;
mod decision;
mod documents;
mod permits;
mod refusal;
mod ticks;

/// Everything the pages of a case show.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) session: Session,
    pub(super) case: CaseDetail,
    pub(super) package: Arc<Package>,
    pub(super) handbook: Arc<Handbook>,
}

impl Seen {
    /// The answers as the engine reads them.
    pub(super) fn answers(&self) -> Answers {
        let read = self.package.read_answers(&self.case.answers);
        read.unwrap_or_default()
    }
}

/// One case.
pub fn case_page(number: String) -> AnyView {
    let seen = load(move || fetch(number.clone()));
    // What was said while the page had to be read again.
    let said = RwSignal::new(None::<String>);
    staff_face(seen, "正在读取办件……", move |it| {
        page(&it, seen, said)
    })
    .into_any()
}

pub(super) async fn fetch(number: String) -> Result<Seen, ApiError> {
    let session = api::session().await?;
    let case = api::case(&number).await?;
    // The texts of the package that the case was submitted under.
    let bytes = api::compiled(&case.package, &case.hash).await?;
    let package = Package::from_bytes(&bytes).map_err(|_| ApiError::Unavailable)?;
    // Without the handbook the case can still be decided; only limits and titles are missing.
    let bytes = api::handbook(&case.package, &package.contents().handbook).await;
    let handbook = bytes.ok().and_then(|it| Handbook::from_bytes(&it).ok());
    Ok(Seen {
        session,
        case,
        package: Arc::new(package),
        handbook: Arc::new(handbook.unwrap_or_default()),
    })
}

fn page(
    seen: &Seen,
    loader: Loader<Seen>,
    said: RwSignal<Option<String>>,
) -> impl IntoView + use<> {
    let contents = seen.package.contents();
    let case = &seen.case;
    let whole: Whole = RwSignal::new(None);
    let form = {
        let seen = seen.clone();
        move || {
            let case = shown(&seen.case, whole);
            let sections = staff::sections(seen.package.contents(), &seen.handbook, &case);
            let sections = sections.iter();
            sections
                .map(|(title, facts)| fields(title, facts))
                .collect_view()
        }
    };
    let ticks = ticks::Ticks::of(&case.number);
    view! {
        <div class="staff case">
            {staff_bar(&seen.session)}
            <a class="back" href=routes::CASES>"‹ 回到收件"</a>
            <div class="staff__head">
                <Heading text=case.number.clone() />
                {case_sign(case.state)}
                {decision::actions(seen, loader, said, ticks)}
            </div>
            {move || said.get().map(|words| view! { <p class="notice notice--amber" role="alert">{words}</p> })}
            {notices(case)}
            {links(seen, whole)}
            <div class="staff__columns">
                <div>
                    {facts("办件", &about(&contents.name, case))}
                    {form}
                    {facts("回答", &staff::answers(contents, case))}
                </div>
                <div>
                    {documents::documents(seen, ticks)}
                    {checks::checks(seen, ticks)}
                    {checks::open(seen)}
                    {permits::permits(seen)}
                </div>
            </div>
        </div>
    }
}

/// What has to be known before anything else.
fn notices(case: &CaseDetail) -> impl IntoView + use<> {
    let consult = "选址能不能办还没定，先转综合咨询。";
    let insisted = "申请人知道预计不能批，坚持提交。请依法收件并书面答复。";
    // Once it is decided there is nothing to consult about.
    let consults = case.consult && case.state == CaseState::Submitted;
    let notices = [(consults, consult), (case.insisted, insisted)];
    notices
        .map(|(is_so, words)| is_so.then(|| view! { <p class="notice notice--amber">{words}</p> }))
}

/// On to the papers of the case.
fn links(seen: &Seen, whole: Whole) -> impl IntoView + use<> {
    let case = &seen.case;
    let notice = case.notice.as_ref().map(|_| {
        view! { <a class="button" href=CaseView::Notice.of(&case.number)>"看通知书、打印"</a> }
    });
    view! {
        <div class="case__links no-print">
            {notice}
            <a class="button button--text" href=CaseView::Inspection.of(&case.number)>"踏勘清单"</a>
            <button class="button button--text" type="button" on:click=|_| device::print()>"打印案件单"</button>
            {unmask(&seen.session, &case.number, whole)}
        </div>
    }
}

fn about(package: &str, case: &CaseDetail) -> Vec<Fact> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![
        fact("要办什么", package.to_owned()),
        fact("提交日期", case.submitted_on.to_string()),
    ];
    let (day, by) = match case.state {
        CaseState::NotAccepted => ("不予受理日期", "经办人"),
        _ => ("受理日期", "受理人"),
    };
    facts.extend(case.decided_on.map(|it| fact(day, it.to_string())));
    facts.extend(case.decided_by.clone().map(|it| fact(by, it)));
    let withdrawn = case.withdrawn_on;
    facts.extend(withdrawn.map(|it| fact("撤回日期", it.to_string())));
    let notice = case.notice.as_ref();
    facts.extend(notice.map(|it| fact("通知书编号", it.number.clone())));
    facts.extend(staff::looks(case).map(|it| fact("看过全号的", it)));
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

/// A page of the form; what the window should look at stands beside the field.
fn fields(title: &str, facts: &[FieldFact]) -> impl IntoView + use<> {
    let row = |fact: &FieldFact| {
        let warnings = fact.warnings.iter();
        let warnings = warnings.map(|it| view! { <p class="case__warning">{it.clone()}</p> });
        view! {
            <div class="facts__row">
                <dt>{fact.name.clone()}</dt>
                <dd>{given(&fact.name, &fact.given)}{warnings.collect_view()}</dd>
            </div>
        }
    };
    view! {
        <section class="section">
            <h2>{title.to_owned()}</h2>
            <dl class="facts">{facts.iter().map(row).collect_view()}</dl>
        </section>
    }
}

fn given(name: &str, given: &Given) -> AnyView {
    let (head, rows) = match given {
        Given::Line(text) => return text.clone().into_any(),
        Given::Table(head, rows) => (head, rows),
    };
    let head = head
        .iter()
        .map(|it| view! { <th scope="col">{it.clone()}</th> });
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|it| view! { <td>{it.clone()}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="scroll" role="region" aria-label=name.to_owned() tabindex="0">
            <table class="list">
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
