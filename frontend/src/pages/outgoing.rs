//! A submission that has not arrived yet: said plainly, tried again by itself and by button.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{Problem, problem};
use lianban_rules::handbook::Handbook;

use super::package::{self, Case};
use crate::components::error_summary::Mistake;
use crate::components::heading::Heading;
use crate::components::sign::sign;
use crate::device;
use crate::pages::form::pages_of;
use crate::routes::{self, Step};
use crate::state::form_pages;
use crate::state::setback::Setback;
use crate::state::submission::complaints;
use crate::work::sending;

/// The review page while a submission waits.
pub fn page(case: Case) -> AnyView {
    let sending::Standing { tries, why, .. } = sending::standing();
    let standing = move || match (tries.get(), why.get()) {
        (true, _) => "正在再试……".to_owned(),
        (false, Some(why)) => format!("{why}等一会儿会自动再试。"),
        (false, None) => "等一会儿会自动再试。".to_owned(),
    };
    let stop = move |_| {
        case.draft.update(|draft| {
            if let Some(outbox) = &mut draft.outbox {
                outbox.hold();
            }
        });
    };
    view! {
        <div class="review">
            <p>{sign("open", "clock", "还没有提交")}</p>
            <Heading text="还没有提交成功" />
            <div class="notice notice--amber">
                <p role="status">{standing}</p>
                <p>"您的申请完整地存在这台设备上，一个字也不会丢。网络一通，会自动再提交，也不会交成两份。"</p>
                <p>"请让这一页开着；关掉了也没关系，下次打开会接着提交。"</p>
            </div>
            <div class="actions">
                <button class="button button--main" type="button" on:click=|_| device::again()>"现在再试一次"</button>
                <button class="button" type="button" on:click=stop>"先不提交，回去改"</button>
            </div>
        </div>
    }
    .into_any()
}

/// A word on every other page while a submission waits.
pub fn banner(case: Case) -> impl IntoView {
    let waits = Memo::new(move |_| {
        let draft = case.draft.read();
        draft
            .outbox
            .as_ref()
            .is_some_and(|it| it.retries() && it.failures > 0)
    });
    let notice = move || {
        view! {
            <div class="notice notice--amber" role="status">
                <p>"还没有提交成功：正在等网络，会自动再试。"</p>
                <p><a href=Step::Review.of(&case.id())>"去看看"</a></p>
            </div>
        }
    };
    move || waits.get().then(notice)
}

/// Why the server did not take it: what has to be mended, with ways to mend it; or else what
/// stands in the way.
fn said(case: Case, problem: &Problem, handbook: &Handbook) -> Result<Vec<Mistake>, Setback> {
    let id = case.id();
    let package = case.package.get_value();
    let pages = untrack(|| pages_of(case, handbook));
    let topic_of = |question: &str| {
        let contents = package.contents();
        let question = contents.questions.iter().find(|it| it.id == question)?;
        contents.topics.get(question.topic)
    };
    let place = |step: Step, about: &str| match step {
        Step::Guide => topic_of(about).map(|topic| routes::screen(&id, &topic.id)),
        Step::Form => {
            let page = form_pages::page_of(&package, &pages, about)?;
            Some(format!("{}#{about}", routes::section(&id, &page.id)))
        }
        _ => None,
    };
    let complaints = complaints(&package, problem).into_iter();
    let mistakes: Vec<Mistake> = complaints
        .map(|(step, about, message)| Mistake {
            place: place(step, &about).unwrap_or_else(|| step.of(&id)),
            message,
        })
        .collect();
    if mistakes.is_empty() {
        Err(Setback::not_submitted(problem))
    } else {
        Ok(mistakes)
    }
}

/// Page and server do not agree: says on what.
async fn disagree(case: Case, problem: Problem) -> Setback {
    if problem.kind == problem::PACKAGE_CHANGED {
        let changes = package::changes_of_newest(case).await;
        return Setback::of_new_rules(changes.unwrap_or_default());
    }
    let package = case.package.get_value();
    let interview = case.interview.read_untracked();
    Setback::of_difference(package.contents(), &interview.assessment, &problem)
}

/// Says why it was not taken, in one of the two places.
pub fn tell(
    case: Case,
    problem: Problem,
    handbook: &Handbook,
    (mistakes, setback): (RwSignal<Vec<Mistake>>, RwSignal<Option<Setback>>),
) {
    if matches!(
        problem.kind.as_str(),
        problem::PACKAGE_CHANGED | problem::RECEIPT_DIFFERS
    ) {
        return spawn_local(async move {
            let why = disagree(case, problem).await;
            // The page may be gone by now.
            setback.try_set(Some(why));
        });
    }
    match said(case, &problem, handbook) {
        Ok(found) => mistakes.set(found),
        Err(why) => setback.set(Some(why)),
    }
}
