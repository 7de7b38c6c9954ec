//! A text that the system has written: read through, confirmed, printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use lianban_api::By;
use lianban_rules::handbook::Handbook;
use lianban_rules::template::Written;

use super::handbook;
use super::package::Case;
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::device;
use crate::router::Router;
use crate::routes::Step;
use crate::state::draft::Draft;
use crate::state::papers::Missing;
use crate::state::written::{self, Text};

/// Material id → fingerprint of its text now. Only what is typed counts, not files on their way.
pub fn fingerprints(case: Case) -> Memo<BTreeMap<String, String>> {
    let handbook = handbook::of_page();
    let typed = Memo::new(move |_| case.draft.read().fields.clone());
    Memo::new(move |_| {
        let package = case.package.get_value();
        let draft = Draft {
            fields: typed.get(),
            ..Draft::default()
        };
        written::fingerprints(
            &package,
            &handbook,
            &draft,
            &case.interview.read(),
            case.today,
        )
    })
}

/// What is missing of a document.
pub fn missing(
    case: Case,
    prints: Memo<BTreeMap<String, String>>,
    material: &str,
) -> Option<Missing> {
    let draft = case.draft.read();
    let Some(paper) = draft.papers.get(material) else {
        return Some(Missing::Way);
    };
    paper.missing(prints.read().get(material).map(String::as_str))
}

/// The page of one text.
pub fn page(case: Case, material: String) -> AnyView {
    let text = text(case, &handbook::of_page(), &material);
    match text {
        Some(text) => read_through(case, material, text),
        None => nothing(
            "这份材料没有系统写的文本",
            "回到材料清单，选别的交法。",
            Step::Documents.of(&case.id()),
            "回到材料清单",
        )
        .into_any(),
    }
}

fn text(case: Case, handbook: &Arc<Handbook>, material: &str) -> Option<Text> {
    let package = case.package.get_value();
    let (draft, interview) = (case.draft.read_untracked(), case.interview.read_untracked());
    written::text(&package, handbook, &draft, &interview, case.today, material)
}

fn read_through(case: Case, material: String, text: Text) -> AnyView {
    let router = Router::of_page();
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let has_read = {
        let paper = case.draft.read_untracked().papers.get(&material).cloned();
        RwSignal::new(paper.is_some_and(|it| it.is_ticked(&text.fingerprint)))
    };
    let Text {
        title,
        confirm,
        paragraphs,
        fingerprint,
    } = text;
    let (paper, print) = (material.clone(), fingerprint.clone());
    let tick = move |event| {
        let is_read = event_target_checked(&event);
        has_read.set(is_read);
        case.draft.update(|draft| {
            let paper = draft.papers.entry(paper.clone()).or_default();
            paper.tick(&print, is_read);
            draft.changed();
        });
    };
    let go_back = Step::Documents.of(&case.id());
    let done = go_back.clone();
    let agree = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !has_read.get_untracked() {
            return mistakes.set(vec![Mistake {
                place: "confirm".to_owned(),
                message: "请从头读一遍，再打勾确认。".to_owned(),
            }]);
        }
        case.draft.update(|draft| {
            let paper = draft.papers.entry(material.clone()).or_default();
            paper.by = Some(By::Written);
            paper.confirmed = Some(fingerprint.clone());
            draft.changed();
        });
        router.go(&done);
        // Back to the document it was, not to the top of the list.
        device::focus_in_place_soon(&material);
    };
    view! {
        <form class="written" novalidate on:submit=agree>
            <a class="back" href=go_back>"‹ 回到材料"</a>
            <ErrorSummary mistakes />
            <Heading text=title />
            <p class="lead written__lead">"系统用您填的内容写好的。有不对的，回去改申请表，这里会跟着变。"</p>
            <div class="written__sheet">{paragraphs.iter().map(paragraph).collect_view()}</div>
            <label class="choice written__confirm" for="confirm">
                <input class="choice__input" type="checkbox" id="confirm"
                    prop:checked=has_read on:change=tick />
                <span class="choice__label">{confirm}</span>
            </label>
            <div class="actions">
                <button class="button button--main" type="submit">"确认"</button>
                <button class="button" type="button" on:click=|_| device::print()>"打印"</button>
            </div>
        </form>
    }
    .into_any()
}

/// One paragraph of a text.
pub fn paragraph(paragraph: &Written) -> AnyView {
    match paragraph {
        Written::Heading(text) => view! { <h2 class="written__heading">{text.clone()}</h2> }.into_any(),
        Written::Text(text) => view! { <p>{text.clone()}</p> }.into_any(),
        Written::Items(items) => {
            let items = items.iter().map(|item| view! { <li>{item.clone()}</li> });
            view! { <ol>{items.collect_view()}</ol> }.into_any()
        }
        Written::Facts(facts) => {
            let fact = |(label, value): &(String, String)| {
                view! { <div class="facts__row"><dt>{label.clone()}</dt><dd>{value.clone()}</dd></div> }
            };
            view! { <dl class="facts">{facts.iter().map(fact).collect_view()}</dl> }.into_any()
        }
        Written::Signature => {
            view! { <p class="written__signature">"申请人（签名）：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿"</p> }.into_any()
        }
    }
}
