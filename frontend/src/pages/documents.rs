//! The merged list of documents, each ticked as "I bring it".

use leptos::prelude::*;

use super::package::Case;
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::router::Router;
use crate::routes::Step;
use crate::state::plan::{DocumentLine, Plan};
use crate::state::submission::guide_obstacle;

/// The documents page.
#[component]
pub fn DocumentsPage() -> impl IntoView {
    let case = Case::of_page();
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let router = Router::of_page();
    let page = move || {
        let package = case.package.get_value();
        let plan = Plan::new(package.contents(), &case.interview.read().assessment);
        let (needed, open): (Vec<_>, Vec<_>) =
            plan.documents.into_iter().partition(|it| it.is_needed);
        let lines = StoredValue::new(needed.clone());
        let go_on = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let found = lines.with_value(|lines| unticked(case, lines));
            if found.is_empty() {
                router.go(&Step::Review.of(&case.id()));
            }
            mistakes.set(found);
        };
        view! {
            <form class="documents" novalidate on:submit=go_on>
                <a class="back" href=Step::Form.of(&case.id())>"‹ 回到申请表"</a>
                <ErrorSummary mistakes />
                <Heading text=format!("准备 {} 份材料", needed.len()) />
                <p class="lead">"准备好一份，勾一份。去窗口时带上，一套就够，所有的事共用。"</p>
                {needed.is_empty().then(|| view! { <p class="notice">"现在没有确定要交的材料，可以直接下一步。"</p> })}
                <ul class="plain-list">
                    {needed.iter().map(|line| view! { <li>{tick(case, line)}</li> }).collect_view()}
                </ul>
                {(!open.is_empty()).then(|| maybe(&open))}
                <div class="actions"><button class="button button--main" type="submit">"下一步：核对"</button></div>
            </form>
        }
        .into_any()
    };
    obstacle_notice(case, page)
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
            nothing(
                "还不能填这一页",
                "前面还有要先弄好的地方。您填过的都还在。",
                href,
                "去看看",
            )
            .into_any()
        }
    }
}

fn unticked(case: Case, lines: &[DocumentLine]) -> Vec<Mistake> {
    let draft = case.draft.read_untracked();
    let missing = lines
        .iter()
        .filter(|line| !draft.documents.contains(&line.id));
    missing
        .map(|line| Mistake {
            place: line.id.clone(),
            message: format!(
                "“{}”还没有勾。还没准备好的话，先去准备，这里会给您留着。",
                line.name
            ),
        })
        .collect()
}

fn tick(case: Case, line: &DocumentLine) -> impl IntoView + use<> {
    let (id, read) = (line.id.clone(), line.id.clone());
    let tick = {
        let id = id.clone();
        move |event| {
            let on = event_target_checked(&event);
            case.draft.update(|draft| {
                if on {
                    draft.documents.insert(id.clone())
                } else {
                    draft.documents.remove(&id)
                };
                draft.changed();
            });
        }
    };
    let about = format!(
        "{}。由{}提供。用于：{}",
        line.form,
        line.issuer,
        line.serves.join("、")
    );
    view! {
        <label class="choice choice--document" for=id.clone()>
            <input class="choice__input" type="checkbox" id=id.clone()
                prop:checked=move || case.draft.read().documents.contains(&read) on:change=tick />
            <span class="choice__text">
                <span class="choice__label">{line.name.clone()}</span>
                {line.help.clone().map(|help| view! { <span class="choice__help">{help}</span> })}
                <span class="choice__help">{about}</span>
                <span class="choice__tick">"我会带来"</span>
            </span>
        </label>
    }
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
