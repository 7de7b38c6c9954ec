//! The documents of a case: how each came, its files, what to compare with the original.

use leptos::prelude::*;
use lianban_api::{CaseState, HandedDocument, StoredFile, path};

use super::Seen;
use super::ticks::{Ticks, tick};
use crate::components::sign::sign;
use crate::state::staff::papers::{PaperLine, file_words, how, is_picture, papers, remark_words};

/// The documents.
pub fn documents(seen: &Seen, ticks: Ticks) -> impl IntoView + use<> {
    let number = &seen.case.number;
    let lines = papers(seen.package.contents(), &seen.case);
    let waits = seen.case.state == CaseState::Submitted;
    let compares = waits && lines.iter().any(|it| it.needs_original);
    let hint = compares.then(|| {
        view! {
            <p class="field__hint">"复印件要和原件当面核对，核对好一份勾一份。勾只帮您记住看到哪了，不存档。"</p>
        }
    });
    let paper = |line: &PaperLine| paper(number, line, waits.then_some(ticks));
    view! {
        <section class="section" aria-labelledby="papers">
            <h2 id="papers">{format!("材料 {} 份", lines.iter().filter(|it| it.line.is_needed).count())}</h2>
            {hint}
            <ul class="plain-list">{lines.iter().map(paper).collect_view()}</ul>
        </section>
    }
}

fn paper(number: &str, paper: &PaperLine, ticks: Option<Ticks>) -> impl IntoView + use<> {
    let line = &paper.line;
    let mark = match &paper.handed {
        Some(handed) => sign("needed", "paper", how(handed)).into_any(),
        None if line.is_needed => sign("open", "state-open", "没有说怎么交").into_any(),
        None => sign("open", "state-open", "还要看").into_any(),
    };
    let until = paper.handed.as_ref().and_then(|it| it.valid_until);
    let original = ticks.filter(|_| paper.needs_original).map(|ticks| {
        tick(
            ticks,
            &line.id,
            &format!("original-{}", line.id),
            "已核原件",
        )
    });
    view! {
        <li class="case-paper" id=format!("paper-{}", line.id) tabindex="-1">
            <div class="case-paper__head"><h3>{line.name.clone()}</h3>{original}</div>
            <p class="case-paper__how">{mark}<span>{line.form.clone()}</span>
                {until.map(|day| view! { <span>{format!("有效期到 {day}")}</span> })}
            </p>
            {paper.handed.as_ref().map(|it| files(number, &line.name, it))}
            {paper.handed.as_ref().map(|it| text(&it.text))}
        </li>
    }
}

fn files(number: &str, name: &str, handed: &HandedDocument) -> Option<impl IntoView + use<>> {
    let file = |(at, it): (usize, &StoredFile)| file(number, name, at, it);
    (!handed.files.is_empty()).then(|| {
        let files = handed.files.iter().enumerate().map(file);
        view! { <ul class="files">{files.collect_view()}</ul> }
    })
}

/// A picture is seen at once; what has pages opens beside the case.
fn file(number: &str, name: &str, at: usize, file: &StoredFile) -> impl IntoView + use<> {
    let href = path::case_file(number, &file.id);
    let words = file_words(at, file);
    let picture = is_picture(file).then(|| {
        let alt = format!("{name}，第 {} 个文件", at + 1);
        view! { <img class="files__picture" src=href.clone() alt=alt loading="lazy" decoding="async" /> }
    });
    let remarks = file.remarks.iter();
    let remarks = remarks.map(|it| view! { <p class="case__warning">{remark_words(it)}</p> });
    view! {
        <li class="files__file">
            <a class="files__link" href=href target="_blank" rel="noopener">
                {picture}
                <span>{words}<span class="visually-hidden">"（在新窗口打开）"</span></span>
            </a>
            {remarks.collect_view()}
        </li>
    }
}

/// What the system wrote in the applicant's place.
fn text(paragraphs: &[String]) -> Option<impl IntoView + use<>> {
    let lines = paragraphs.iter().map(|it| view! { <p>{it.clone()}</p> });
    (!paragraphs.is_empty()).then(|| {
        view! {
            <details class="given">
                <summary>"看写了什么"</summary>
                <div class="case-paper__text">{lines.collect_view()}</div>
            </details>
        }
    })
}
