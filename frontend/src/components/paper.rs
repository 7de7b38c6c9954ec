//! One document of the list: what it is, who gives it, how it is handed in.

use leptos::prelude::*;
use lianban_api::By;
use lianban_rules::handbook::MaterialGuide;

use super::date::DateParts;
use super::files::Files;
use super::sign::sign;
use crate::pages::package::Case;
use crate::routes;
use crate::state::listed::listed;
use crate::state::papers::{Missing, Paper};
use crate::state::plan::DocumentLine;

/// A document with its way of being handed in.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[component]
pub fn PaperCard(
    /// What it is.
    line: DocumentLine,
    /// How to get it.
    guide: Option<MaterialGuide>,
    /// What is missing of it.
    #[prop(into)]
    missing: Signal<Option<Missing>>,
    /// What is wrong with it, after a look at the whole page.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let case = Case::of_page();
    let id = StoredValue::new(line.id.clone());
    let by = Memo::new(move |_| id.with_value(|id| case.draft.read().papers.get(id)?.by));
    let name = line.name.clone();
    let expiry = guide.as_ref().and_then(|it| it.expiry.clone());
    let writes = guide.as_ref().is_some_and(|it| it.template.is_some());
    let written = move || {
        let href = id.with_value(|id| routes::written(&case.id(), id));
        (by.get() == Some(By::Written)).then(|| read_through(&href, missing))
    };
    let files = {
        let name = name.clone();
        move || {
            let name = name.clone();
            (by.get() == Some(By::Files)).then(|| view! { <Files material=id.get_value() name /> })
        }
    };
    let expires = move || {
        let label = expiry
            .clone()
            .filter(|_| matches!(by.get(), Some(By::Files | By::Bring)))?;
        Some(expiry_field(case, id, &label))
    };
    let label = format!("{}-name", line.id);
    let error_id = format!("{}-error", line.id);
    view! {
        <section class="paper" aria-labelledby=label.clone() data-invalid=move || error.read().is_some().to_string()>
            <div class="paper__head">
                <h2 class="paper__name" id=label.clone()>{line.name.clone()}</h2>
                {move || standing(missing.get())}
            </div>
            <p class="paper__form">{format!("{}。由{}提供。", line.form, line.issuer)}</p>
            {about(&line, guide.as_ref())}
            <fieldset class="paper__ways" aria-describedby=error_id.clone()>
                <legend class="field__label">"怎么交"<span class="visually-hidden">{format!("：{name}")}</span></legend>
                <p class="error" id=error_id.clone() role="status">{error}</p>
                <div class="choices choices--ways">{ways(case, id, by, writes)}</div>
            </fieldset>
            {files}
            {written}
            {expires}
        </section>
    }
}

/// The sign beside the name.
fn standing(missing: Option<Missing>) -> AnyView {
    match missing {
        None => sign("needed", "state-needed", "准备好了").into_any(),
        Some(Missing::Sending(_)) => sign("open", "clock", "正在传").into_any(),
        Some(Missing::Trouble) => sign("stop", "state-stop", "有文件要看一下").into_any(),
        Some(Missing::Confirmation) => sign("open", "state-open", "还没确认").into_any(),
        Some(Missing::Day) => sign("open", "state-open", "到期日没写好").into_any(),
        Some(Missing::Way | Missing::Files) => sign("open", "state-open", "还没准备").into_any(),
    }
}

/// Who gives it, what must be seen on it, what it is for.
fn about(line: &DocumentLine, guide: Option<&MaterialGuide>) -> impl IntoView + use<> {
    let shows = guide.map(|it| it.shows.clone()).filter(|it| !it.is_empty());
    let shows = shows.map(|shows| {
        view! { <p>{format!("要看得清：{}。", shows.join("、"))}</p> }
    });
    let sample = guide.and_then(|it| it.sample.clone()).map(|sample| {
        let address = format!("/samples/{sample}.svg");
        view! {
            <figure class="paper__sample">
                <img src=address alt=format!("样子：{}", line.name) loading="lazy" />
                <figcaption>"大概是这个样子"</figcaption>
            </figure>
        }
    });
    let months = guide.and_then(|it| it.valid_months).map(|months| {
        view! { <p>{format!("从发证那天起管 {months} 个月。")}</p> }
    });
    let notes = line
        .notes
        .iter()
        .map(|note| view! { <p>{note.clone()}</p> })
        .collect_view();
    view! {
        <details class="paper__about">
            <summary>"找谁要？要看得见什么？"<span class="visually-hidden">{format!("：{}", line.name)}</span></summary>
            <div class="paper__guide">
                <p>{guide.map(|it| it.how.clone())}</p>
                <p>{line.help.clone()}</p>
                {shows}{months}{notes}{sample}
                <p>{format!("用于：{}。", listed(&line.serves))}</p>
            </div>
        </details>
    }
}

/// The ways of handing it in.
fn ways(case: Case, id: StoredValue<String>, by: Memo<Option<By>>, writes: bool) -> impl IntoView {
    let mut ways = Vec::new();
    if writes {
        ways.push((By::Written, "系统写好，我确认"));
    }
    ways.push((By::Files, "现在上传"));
    ways.push((By::Bring, "我带去窗口"));
    let way = move |(at, (way, words)): (usize, (By, &'static str))| {
        let name = id.get_value();
        let place = if at == 0 {
            name.clone()
        } else {
            format!("{name}-{at}")
        };
        let choose = move |_| {
            case.draft.update(|draft| {
                let paper = draft.papers.entry(id.get_value()).or_default();
                paper.by = Some(way);
                draft.changed();
            });
            crate::work::uploads::keep_going(case);
        };
        view! {
            <label class="choice" for=place.clone()>
                <input class="choice__input" type="radio" id=place.clone() name=name
                    prop:checked=move || by.get() == Some(way) on:change=choose />
                <span class="choice__label">{words}</span>
            </label>
        }
    };
    ways.into_iter().enumerate().map(way).collect_view()
}

fn read_through(href: &str, missing: Signal<Option<Missing>>) -> impl IntoView + use<> {
    let words = move || match missing.get() {
        None => "您已经读过、确认过。内容变了会请您再看一遍。",
        Some(_) => "系统已经用您填的写好了，请读一遍，确认。",
    };
    let link = move || match missing.get() {
        None => "再看一遍",
        Some(_) => "去读一遍",
    };
    view! {
        <p>{words}</p>
        <p><a class="button" href=href.to_owned()>{link}</a></p>
    }
}

/// The last day of validity, where the document has one.
fn expiry_field(case: Case, id: StoredValue<String>, label: &str) -> impl IntoView + use<> {
    let text = move |paper: &Paper| paper.valid_until.clone();
    let value = Signal::derive(move || {
        id.with_value(|id| case.draft.read().papers.get(id).map(text))
            .unwrap_or_default()
    });
    let write = Callback::new(move |day: String| {
        case.draft.update(|draft| {
            let paper = draft.papers.entry(id.get_value()).or_default();
            paper.valid_until = day;
            draft.changed();
        });
    });
    let name = id.with_value(|id| format!("{id}-until"));
    view! { <DateParts id=name label=format!("{label}（没有就不填）") value write /> }
}
