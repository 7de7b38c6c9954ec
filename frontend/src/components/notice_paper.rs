//! 受理通知书 and 不予受理通知书 as a sheet of paper, on screen and printed alike.

use leptos::prelude::*;
use lianban_api::{Deadline, NotAccepted, Notice, NoticeKind, NoticeMatter};

use crate::state::listed::listed;
use crate::state::notice::{self, due, ground, limit, long};

/// A notice, ready to be printed, sealed and signed.
pub fn notice_paper(it: &Notice) -> impl IntoView + use<> {
    let title = notice::title(it.kind);
    let agent = it.agent.clone().map(|name| {
        view! { <div class="sheet__fact"><dt>"代理人"</dt><dd>{name}</dd></div> }
    });
    let limits = (it.kind == NoticeKind::Acceptance).then(|| limits(it));
    view! {
        <article class="sheet" aria-labelledby="sheet-title">
            <p class="sheet__number">{it.number.clone()}</p>
            <p class="sheet__authority">{it.authority.clone()}</p>
            <h2 class="sheet__title" id="sheet-title">{title}</h2>
            <dl class="sheet__facts">
                <div class="sheet__fact"><dt>"申请人"</dt><dd>{it.applicant.clone()}</dd></div>
                {agent}
                <div class="sheet__fact"><dt>"联系电话"</dt><dd>{it.phone.clone()}</dd></div>
                <div class="sheet__fact"><dt>"办件编号"</dt><dd>{it.case.clone()}</dd></div>
                <div class="sheet__fact"><dt>"收到日期"</dt><dd>{long(it.received_on)}</dd></div>
            </dl>
            <p class="sheet__text">{notice::opening(it)}</p>
            {it.refused.as_ref().map(refused)}
            {matters(it)}
            {limits}
            {special(&it.matters)}
            {(!it.remedies.is_empty()).then(|| remedies(&it.remedies))}
            {(!it.inquiry.is_empty()).then(|| view! {
                <section class="sheet__part"><h3>"怎样查进度"</h3><p>{it.inquiry.clone()}</p></section>
            })}
            {signatures(it)}
        </article>
    }
}

/// Why, and where to go instead.
fn refused(why: &NotAccepted) -> impl IntoView + use<> {
    view! {
        <section class="sheet__part">
            <h3>"不予受理的理由"</h3>
            <p>{ground(why.ground)}"。"</p>
            <p>{why.reason.clone()}</p>
            {why.refer_to.clone().map(|other| view! {
                <p><strong>{format!("请向{other}申请。")}</strong></p>
            })}
        </section>
    }
}

/// With a refusal the permits alone; with an acceptance they stand in the table of limits.
fn matters(it: &Notice) -> Option<impl IntoView + use<>> {
    let is_refused = it.kind == NoticeKind::NonAcceptance && !it.matters.is_empty();
    let names: Vec<_> = it.matters.iter().map(|it| it.name.clone()).collect();
    is_refused.then(|| {
        view! {
            <section class="sheet__part"><h3>"申请的事项"</h3><p>{listed(&names)}</p></section>
        }
    })
}

fn limits(it: &Notice) -> impl IntoView + use<> {
    let together = (!it.together.is_empty())
        .then(|| view! { <tbody>{row("所有事项合计", "", &it.together)}</tbody> });
    let matter = |matter: &NoticeMatter| {
        let about = match &matter.track {
            Some(track) => format!("{}，{track}", matter.authority),
            None => matter.authority.clone(),
        };
        view! { <tbody>{row(&matter.name, &about, &matter.deadlines)}</tbody> }
    };
    let mark = notice::has_mark(it)
        .then(|| view! { <p class="sheet__small">"＊ 依据没有全部核实，以窗口核定为准。"</p> });
    view! {
        <section class="sheet__part">
            <h3>"受理的事项和时限"</h3>
            <table class="sheet__table">
                <thead><tr><th scope="col">"事项"</th><th scope="col">"时限"</th><th scope="col">"最后一天"</th></tr></thead>
                {it.matters.iter().map(matter).collect_view()}
                {together}
            </table>
            <p class="sheet__small">"除了另外写明的，时限从受理日期的第二天算起，按工作日算，节假日不算。"</p>
            {mark}
        </section>
    }
}

/// The limits of one permit, one a row.
fn row(name: &str, about: &str, deadlines: &[Deadline]) -> impl IntoView + use<> {
    let span = deadlines.len().max(1).to_string();
    let head = view! {
        <th scope="rowgroup" rowspan=span>{name.to_owned()}<span class="sheet__small">{about.to_owned()}</span></th>
    };
    let cells = |it: &Deadline| {
        let days = due(it.due)
            .into_iter()
            .map(|line| view! { <span>{line}</span> });
        view! { <td>{limit(it)}<span class="sheet__source">{it.source.clone()}</span></td><td class="sheet__due">{days.collect_view()}</td> }
    };
    let (first, others) = match deadlines.split_first() {
        Some((first, others)) => (cells(first).into_any(), others),
        None => (
            view! { <td colspan="2">"没有单独规定时限。"</td> }.into_any(),
            deadlines,
        ),
    };
    let others = others.iter().map(|it| view! { <tr>{cells(it)}</tr> });
    view! {
        <tr>{head}{first}</tr>
        {others.collect_view()}
    }
}

/// What is looked at on site, and what takes time of its own.
fn special(matters: &[NoticeMatter]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = matters
        .iter()
        .flat_map(|it| it.special.iter().map(|text| format!("{}：{text}", it.name)))
        .map(|line| view! { <li>{line}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="sheet__part"><h3>"现场查看和另算的时间"</h3><ul>{lines}</ul></section>
        }
    })
}

fn remedies(lines: &[String]) -> impl IntoView + use<> {
    let lines = lines.iter().map(|line| view! { <li>{line.clone()}</li> });
    view! {
        <section class="sheet__part"><h3>"不服这个决定，可以这样做"</h3><ul>{lines.collect_view()}</ul></section>
    }
}

/// Seal, date and signatures, kept together on one page.
fn signatures(it: &Notice) -> impl IntoView + use<> {
    view! {
        <footer class="sheet__end">
            <div class="sheet__seal">
                <p class="sheet__seal-place">"（盖行政许可专用印章）"</p>
                <p>{it.authority.clone()}</p>
                <p>{long(it.issued_on)}</p>
            </div>
            <p class="sheet__sign">
                "申请人（代理人）签收："<span class="sheet__line"></span>
                "日期："<span class="sheet__line sheet__line--short"></span>
            </p>
            {(!it.copies.is_empty()).then(|| view! { <p class="sheet__small">{it.copies.clone()}</p> })}
        </footer>
    }
}
