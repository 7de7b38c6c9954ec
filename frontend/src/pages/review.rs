//! Review: everything in one look, then one submission.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_rules::contents::FieldKind;
use serde_json::Value as Json;

use super::package::Case;
use crate::api::{self, ApiError};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::heading::Heading;
use crate::pages::documents::obstacle_notice;
use crate::pages::guide::given_on;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::plan::Plan;
use crate::state::submission::{Obstacle, complaints, submission};
use crate::{device, state::form};

/// The review page.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let case = Case::of_page();
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let sending = RwSignal::new(false);
    let router = Router::of_page();
    let submit = Callback::new(move |()| {
        let done = move || router.go(&Step::Submitted.of(&case.id()));
        send(case, mistakes, sending, done);
    });
    let page = move || {
        view! {
            <div class="review">
                <a class="back" href=Step::Documents.of(&case.id())>"‹ 回到材料"</a>
                <ErrorSummary mistakes />
                <Heading text="核对一遍，再提交" />
                {plan(case)}
                {fields(case)}
                {answers(case)}
                <p>"提交后，窗口会核对并受理；还没弄清楚的，窗口会和您一起确认。"</p>
                <div class="actions">
                    <button class="button button--main" type="button" disabled=move || sending.get()
                        on:click=move |_| submit.run(())>
                        {move || if sending.get() { "正在提交……" } else { "提交申请" }}
                    </button>
                </div>
            </div>
        }
        .into_any()
    };
    obstacle_notice(case, page)
}

/// Sends the draft. Its key stays until the case is made, so trying again never makes two.
fn send(
    case: Case,
    mistakes: RwSignal<Vec<Mistake>>,
    sending: RwSignal<bool>,
    done: impl FnOnce() + 'static,
) {
    let package = case.package.get_value();
    let ready = submission(
        &package,
        &case.draft.read_untracked(),
        &case.interview.read_untracked(),
        case.today,
    );
    let submission = match ready {
        Ok(submission) => submission,
        Err(obstacle) => return mistakes.set(vec![to_mend(case, obstacle)]),
    };
    if case.draft.read_untracked().key.is_empty() {
        case.draft.update(|draft| draft.key = device::random_key());
    }
    let key = case.draft.read_untracked().key.clone();
    mistakes.set(Vec::new());
    sending.set(true);
    spawn_local(async move {
        match api::submit(&submission, &key).await {
            Ok(made) => {
                let day = made.submitted_on.to_string();
                case.draft.update(|draft| draft.finish(made.number, day));
                done();
            }
            Err(error) => mistakes.set(said(case, &error)),
        }
        sending.set(false);
    });
}

/// What is not ready yet, with the page that mends it.
fn to_mend(case: Case, obstacle: Obstacle) -> Mistake {
    let message = match obstacle {
        Obstacle::Guide => "还有问题没有回答。",
        Obstacle::Stop => "按现在的情况，网上不能提交。",
        Obstacle::Answers => "有两个答案对不上。",
        Obstacle::Refusal => "有预计不能批的事，请先看一下。",
        Obstacle::Form => "申请表还有没填好的地方。",
        Obstacle::Age => "证件号码和前面回答的年龄对不上。",
        Obstacle::Documents => "还有材料没有勾。",
    };
    Mistake {
        place: obstacle.step().of(&case.id()),
        message: message.to_owned(),
    }
}

/// Why the server did not take it, in words and with ways to mend it.
fn said(case: Case, error: &ApiError) -> Vec<Mistake> {
    let here = "heading".to_owned();
    let id = case.id();
    let ApiError::Refused(problem) = error else {
        return vec![Mistake {
            place: here,
            message: format!("没有提交成功：{error}您填的都还在，再按一次“提交申请”不会重复。"),
        }];
    };
    if problem.status == 409 {
        let detail = problem
            .detail
            .as_deref()
            .unwrap_or("请重新打开这一页，再核对一遍。");
        let message = format!("{} {detail}", problem.title);
        return vec![Mistake {
            place: Step::Result.of(&id),
            message,
        }];
    }
    let package = case.package.get_value();
    let topic_of = |question: &str| {
        let contents = package.contents();
        let question = contents.questions.iter().find(|it| it.id == question)?;
        contents.topics.get(question.topic)
    };
    let mistakes: Vec<Mistake> = complaints(&package, problem)
        .into_iter()
        .map(|(step, place, message)| {
            let place = match (step, topic_of(&place)) {
                (Step::Guide, Some(topic)) => routes::screen(&id, &topic.id),
                _ => step.of(&id),
            };
            Mistake { place, message }
        })
        .collect();
    if mistakes.is_empty() {
        let detail = problem.detail.as_deref().unwrap_or_default();
        return vec![Mistake {
            place: here,
            message: format!("{} {detail}", problem.title),
        }];
    }
    mistakes
}

fn plan(case: Case) -> impl IntoView {
    let package = case.package.get_value();
    let plan = Plan::new(package.contents(), &case.interview.read().assessment);
    let names = |names: Vec<String>| {
        names
            .into_iter()
            .map(|name| view! { <li>{name}</li> })
            .collect_view()
    };
    let needed = plan
        .permits
        .iter()
        .filter(|it| it.need == lianban_rules::assessment::Need::Required);
    let permits: Vec<String> = needed.map(|it| it.name.clone()).collect();
    let documents = plan.documents.iter().filter(|it| it.is_needed);
    let documents: Vec<String> = documents
        .map(|it| format!("{}（{}）", it.name, it.form))
        .collect();
    view! {
        <section class="section" aria-labelledby="review-permits">
            <h2 id="review-permits">{format!("要办的 {} 件事", permits.len())}</h2>
            <ol>{names(permits)}</ol>
        </section>
        <section class="section" aria-labelledby="review-documents">
            <h2 id="review-documents">{format!("会带来的 {} 份材料", documents.len())}</h2>
            <ul>{names(documents)}</ul>
            <a href=Step::Documents.of(&case.id()) aria-label="修改：材料">"修改"</a>
        </section>
    }
}

fn fields(case: Case) -> impl IntoView {
    let package = case.package.get_value();
    let draft = case.draft.read();
    let answers = &case.interview.read().answers;
    let fields = form::asked(&package, &draft, answers, case.today);
    let row = |form::Asked { field, .. }: form::Asked<'_>| {
        let value = match (draft.fields.get(&field.id)?, &field.kind) {
            (Json::Bool(yes), _) => if *yes { "是" } else { "否" }.to_owned(),
            (Json::String(id), FieldKind::Choice { options }) => options
                .iter()
                .find(|option| option.id == *id)?
                .label
                .clone(),
            (Json::String(text), _) => text.clone(),
            (value, _) => value.to_string(),
        };
        let row =
            view! { <div class="facts__row"><dt>{field.label.clone()}</dt><dd>{value}</dd></div> };
        Some(row)
    };
    let rows: Vec<_> = fields.into_iter().filter_map(row).collect();
    view! {
        <section class="section" aria-labelledby="review-fields">
            <h2 id="review-fields">"您填的"</h2>
            <dl class="facts">{rows}</dl>
            <a href=Step::Form.of(&case.id()) aria-label="修改：您填的">"修改"</a>
        </section>
    }
}

fn answers(case: Case) -> impl IntoView {
    let screens = case.interview.read().screens.clone();
    view! {
        <section class="section" aria-labelledby="review-answers">
            <h2 id="review-answers">"您的回答"</h2>
            <dl class="facts">{screens.iter().map(|it| given_on(case, it)).collect_view()}</dl>
        </section>
    }
}
