//! The documents: each uploaded, brought to the window, or written by the system.

use std::collections::BTreeMap;

use leptos::prelude::*;
use lianban_api::By;

use super::package::Case;
use super::privacy_first::privacy_first;
use super::{handbook, written};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::components::paper::PaperCard;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::plan::{DocumentLine, Plan};
use crate::state::submission::guide_obstacle;

/// Material id → fingerprint of the text written in its place.
type Prints = Memo<BTreeMap<String, String>>;

/// The documents page; with a document in the address, the text that is written in its place.
#[component]
pub fn DocumentsPage() -> impl IntoView {
    let case = Case::of_page();
    let router = Router::of_page();
    let read = Memo::new(move |_| router.query(routes::READ));
    let page = move || match read.get() {
        Some(material) => written::page(case, material),
        None => list(case, router),
    };
    obstacle_notice(case, move || privacy_first(case, page))
}

fn list(case: Case, router: Router) -> AnyView {
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let package = case.package.get_value();
    let plan = Plan::new(package.contents(), &case.interview.read().assessment);
    let (needed, open): (Vec<_>, Vec<_>) = plan.documents.into_iter().partition(|it| it.is_needed);
    let lines = StoredValue::new(needed.clone());
    let prints = written::fingerprints(case);
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = lines.with_value(|lines| look_over(case, prints, lines));
        if found.is_empty() {
            router.go(&Step::Review.of(&case.id()));
        }
        mistakes.set(found);
    };
    let card = move |line: &DocumentLine| view! { <li>{card(case, prints, line, mistakes)}</li> };
    view! {
        <form class="documents" novalidate on:submit=go_on>
            <a class="back" href=Step::Form.of(&case.id())>"‹ 回到申请表"</a>
            <ErrorSummary mistakes />
            <Heading text=format!("准备 {} 份材料", needed.len()) />
            <p class="lead">"一套就够，所有的事共用。能上传的现在传，窗口可以先看；不方便就带去窗口。"</p>
            {needed.is_empty().then(|| view! { <p class="notice">"现在没有确定要交的材料，可以直接下一步。"</p> })}
            {(!needed.is_empty()).then(|| bring_the_rest(case, lines))}
            <ul class="plain-list">{needed.iter().map(card).collect_view()}</ul>
            {(!open.is_empty()).then(|| maybe(&open))}
            <div class="actions"><button class="button button--main" type="submit">"下一步：核对"</button></div>
        </form>
    }
    .into_any()
}

fn card(
    case: Case,
    prints: Prints,
    line: &DocumentLine,
    mistakes: RwSignal<Vec<Mistake>>,
) -> impl IntoView + use<> {
    let handbook = handbook::of_page();
    let guide = handbook.materials.iter().find(|it| it.material == line.id);
    let (of, place, name) = (line.id.clone(), line.id.clone(), line.name.clone());
    let missing = Memo::new(move |_| written::missing(case, prints, &of));
    // The word about it follows what happens to it; the summary stays until the next look.
    let error = Signal::derive(move || {
        let is_marked = mistakes.read().iter().any(|it| it.place == place);
        missing.get().filter(|_| is_marked)?.words(&name)
    });
    let guide = guide.cloned();
    view! { <PaperCard line=line.clone() guide missing error /> }
}

/// One press for what the person would rather bring.
fn bring_the_rest(case: Case, lines: StoredValue<Vec<DocumentLine>>) -> impl IntoView {
    let open = Memo::new(move |_| {
        let draft = case.draft.read();
        let has_none =
            |line: &&DocumentLine| draft.papers.get(&line.id).is_none_or(|it| it.by.is_none());
        lines.with_value(|lines| lines.iter().filter(has_none).count())
    });
    let bring = move |_| {
        case.draft.update(|draft| {
            lines.with_value(|lines| {
                for line in lines {
                    let paper = draft.papers.entry(line.id.clone()).or_default();
                    paper.by.get_or_insert(By::Bring);
                }
            });
            draft.changed();
        });
    };
    let button = move || {
        view! {
            <button class="button button--wide" type="button" on:click=bring>
                {format!("还没选的 {} 份，都带去窗口", open.get())}
            </button>
        }
    };
    move || (open.get() > 0).then(button)
}

/// The page, or what has to be done before it.
pub fn obstacle_notice(case: Case, page: impl Fn() -> AnyView + Send + 'static) -> impl IntoView {
    let obstacle = Memo::new(move |_| {
        let package = case.package.get_value();
        guide_obstacle(&package, &case.draft.read(), &case.interview.read())
    });
    move || match obstacle.get() {
        None => page(),
        Some(obstacle) => {
            let href = obstacle.step().of(&case.id());
            let has_begun = !case.draft.read_untracked().answers.is_empty();
            let words = if has_begun {
                "前面还有要先弄好的地方。您填过的都还在。"
            } else {
                "请先回答前面的问题。"
            };
            nothing("还不能填这一页", words, href, "去看看").into_any()
        }
    }
}

/// What is missing, document by document. Files on their way do not hold anybody up here.
fn look_over(case: Case, prints: Prints, lines: &[DocumentLine]) -> Vec<Mistake> {
    let words = |line: &DocumentLine| {
        let missing = untrack(|| written::missing(case, prints, &line.id))?;
        let place = line.id.clone();
        let message = missing.words(&line.name)?;
        Some(Mistake { place, message })
    };
    lines.iter().filter_map(words).collect()
}

/// What could still be asked for.
fn maybe(lines: &[DocumentLine]) -> impl IntoView + use<> {
    let names: Vec<_> = lines
        .iter()
        .map(|line| view! { <li>{line.name.clone()}</li> })
        .collect();
    view! {
        <section class="section section--amber" aria-labelledby="maybe">
            <h2 id="maybe">"可能还要这些，窗口确认后再说"</h2>
            <ul>{names}</ul>
        </section>
    }
}
