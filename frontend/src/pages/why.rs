//! Why the questions of one screen are asked: what each can still change for this person.

use leptos::prelude::*;
use lianban_rules::contents::Question;

use super::package::Case;
use crate::components::heading::Heading;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::input;
use crate::state::why_ask::{CanChange, SAID, can_change};

/// The page behind 为什么要问这些.
#[component]
pub fn WhyPage() -> impl IntoView {
    let case = Case::of_page();
    let router = Router::of_page();
    move || {
        let named = router.screen().unwrap_or_default();
        let package = case.package.get_value();
        let interview = case.interview.read();
        let topics = &package.contents().topics;
        let topic = topics.iter().position(|it| it.id == named);
        let shown = topic.and_then(|topic| interview.screen(topic));
        let back = if shown.is_some() {
            routes::screen(&case.id(), &named)
        } else {
            Step::Guide.of(&case.id())
        };
        let questions = shown.map_or(&[][..], |(_, screen)| &screen.questions);
        let questions = questions.iter().filter_map(|ix| {
            let question = package.contents().questions.get(*ix)?;
            let changes = can_change(&package, &interview.answers, case.today, *ix);
            Some(reason(case, question, changes))
        });
        view! {
            <div class="result">
                <p><a href=back.clone()>"‹ 回到问题"</a></p>
                <Heading text="为什么要问这些" />
                <p class="lead">"您的回答会影响下面这些事。不影响结果的，我们不问。"</p>
                {questions.collect_view()}
                <div class="actions"><a class="button button--main" href=back>"回去回答"</a></div>
            </div>
        }
    }
}

fn reason(case: Case, question: &Question, changes: Option<CanChange>) -> impl IntoView + use<> {
    let given = case.draft.read();
    let given = given.answers.get(&question.id);
    let given = given.map(|it| format!("您的回答：{}", input::words(question, it)));
    let changes = match changes {
        Some(changes) => lines(changes).into_any(),
        None => view! { <p>"按您别的回答，这个问题现在不影响结果了。"</p> }.into_any(),
    };
    view! {
        <section class="section">
            <h2>{question.text.clone()}</h2>
            {given.map(|it| view! { <p class="answer__help">{it}</p> })}
            {changes}
        </section>
    }
}

fn lines(changes: CanChange) -> impl IntoView {
    let CanChange {
        place,
        permits,
        documents,
        hints,
    } = changes;
    let plain = |text: &'static str| view! { <li>{text}</li> };
    view! {
        <ul>
            {place.then(|| plain("这个铺面能不能用"))}
            {named("要不要办、怎么办", &permits)}
            {named("要不要交、写什么", &documents)}
            {hints.then(|| plain("要提醒您的事"))}
        </ul>
    }
}

/// A few names in a line; of many, the rest can be unfolded.
fn named(what: &'static str, names: &[String]) -> Option<AnyView> {
    let count = names.len();
    let (first, rest) = names.split_at(count.min(SAID));
    let said = first.join("、");
    match (first, rest) {
        ([], _) => None,
        (_, []) => Some(view! { <li>{format!("{what}：{said}")}</li> }.into_any()),
        (_, rest) => Some(
            view! {
                <li>
                    {format!("{what}：{said}等 {count} 项")}
                    <details>
                        <summary>{format!("另外 {} 项", rest.len())}</summary>
                        <p>{rest.join("、")}</p>
                    </details>
                </li>
            }
            .into_any(),
        ),
    }
}
