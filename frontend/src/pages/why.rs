//! Why the questions of one screen are asked: what each can still change for this person.

use leptos::prelude::*;
use lianban_rules::contents::Question;

use super::package::Case;
use crate::components::heading::Heading;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::input;
use crate::state::why_ask::{CanChange, can_change};

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
        <section>
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
    let named = |what: &str, names: &[String]| {
        (!names.is_empty()).then(|| format!("{what}：{}", names.join("、")))
    };
    let lines = [
        place.then(|| "这个铺面能不能用".to_owned()),
        named("要不要办、怎么办", &permits),
        named("要不要交、写什么", &documents),
        hints.then(|| "要提醒您的事".to_owned()),
    ];
    let line = |text| view! { <li>{text}</li> };
    view! { <ul>{lines.into_iter().flatten().map(line).collect_view()}</ul> }
}
