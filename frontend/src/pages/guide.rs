//! The guide: one topic a screen, with what is settled so far beside it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use lianban_rules::contents::{Layout, Question, Topic};

use super::package::Case;
use crate::components::answer::{AnswerField, Typed};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::heading::Heading;
use crate::components::live_panel::LivePanel;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::input;
use crate::state::interview::{self, Screen};

/// The guide.
#[component]
pub fn GuidePage() -> impl IntoView {
    let case = Case::of_page();
    let router = Router::of_page();
    let asked = Memo::new(move |_| {
        let name = router.screen()?;
        let package = case.package.get_value();
        let topic = package
            .contents()
            .topics
            .iter()
            .position(|it| it.id == name)?;
        // Not tracked: a screen stays as long as the address names it.
        let interview = case.interview.read_untracked();
        interview.screen(topic).map(|_| topic)
    });
    Effect::new(move |_| {
        if asked.get().is_none() {
            router.replace(&next(case));
        }
    });
    move || asked.get().map(|topic| view! { <ScreenOf topic /> })
}

/// Where the guide goes on: a settled stop, the first unanswered screen, the result.
fn next(case: Case) -> String {
    let id = case.id();
    let interview = case.interview.read_untracked();
    if interview.is_ended(&case.draft.read_untracked()) {
        return Step::Stop.of(&id);
    }
    let package = case.package.get_value();
    let topic = interview
        .current()
        .and_then(|it| package.contents().topics.get(it.topic));
    topic.map_or_else(
        || Step::Result.of(&id),
        |topic| routes::screen(&id, &topic.id),
    )
}

#[component]
fn ScreenOf(
    /// Index of the topic.
    topic: usize,
) -> impl IntoView {
    let case = Case::of_page();
    let package = case.package.get_value();
    let typed: Typed = RwSignal::new(BTreeMap::new());
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let router = Router::of_page();
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = look_over(case, topic, typed);
        if found.is_empty() {
            if case.interview.read_untracked().ended_by.is_empty() {
                case.draft.update(|draft| draft.go_on = false);
            }
            router.go(&next(case));
        }
        mistakes.set(found);
    };
    let Some(topic_of) = package.contents().topics.get(topic).cloned() else {
        return ().into_any();
    };
    view! {
        <div class="guide">
            <form class="guide__form" novalidate on:submit=go_on>
                {progress(case, topic)}
                <ErrorSummary mistakes />
                <Heading text=topic_of.title.clone() />
                <p class="lead">{topic_of.help.clone()}</p>
                {questions(case, topic, &topic_of, typed, mistakes)}
                <p><a href=routes::why(&case.id(), &topic_of.id)>"为什么要问这些？"</a></p>
                {(topic_of.layout == Layout::Checklist).then(|| rest_button(case, topic))}
                <div class="actions actions--sticky">
                    <button class="button button--main" type="submit">"下一步"</button>
                </div>
                {given(case, topic)}
            </form>
            <LivePanel />
        </div>
    }
    .into_any()
}

/// Back, the package's name, and how much is left at most.
fn progress(case: Case, topic: usize) -> impl IntoView {
    let before = move || case.interview.read().screen(topic).map_or(0, |(at, _)| at);
    let back = move || {
        let interview = case.interview.read();
        let package = case.package.get_value();
        let (at, _) = interview.screen(topic)?;
        let earlier = interview.screens.get(at.checked_sub(1)?)?;
        let topic = package.contents().topics.get(earlier.topic)?;
        Some(routes::screen(&case.id(), &topic.id))
    };
    let left = move || case.interview.read().assessment.left.screens_at_most;
    let all = move || {
        (case.interview.read().screens.len() + left())
            .max(1)
            .to_string()
    };
    view! {
        <div class="progress">
            <a class="progress__back" href=move || back().unwrap_or_else(|| routes::HOME.to_owned())>"‹ 上一步"</a>
            <span class="progress__name">{case.name()}</span>
            <span class="progress__left" id="progress-left">
                {move || match left() {
                    0 => "最后一屏".to_owned(),
                    left => format!("最多还有 {left} 屏"),
                }}
            </span>
            <progress class="progress__bar" aria-labelledby="progress-left"
                max=all value=move || before().to_string()></progress>
        </div>
    }
}

fn questions(
    case: Case,
    topic: usize,
    topic_of: &Topic,
    typed: Typed,
    mistakes: RwSignal<Vec<Mistake>>,
) -> impl IntoView + use<> {
    let checklist = topic_of.layout == Layout::Checklist;
    let shown = Memo::new(move |_| {
        let interview = case.interview.read();
        interview
            .screen(topic)
            .map(|(_, screen)| screen.questions.clone())
            .unwrap_or_default()
    });
    // Each has its place: a question that comes or goes leaves the others as they are.
    let place = move |(ix, question): (usize, &Question)| {
        let question = question.clone();
        let is_shown = Memo::new(move |_| shown.read().contains(&ix));
        let field = move || {
            let question = question.clone();
            view! { <AnswerField question checklist typed mistakes /> }
        };
        (move || is_shown.get().then(&field)).into_any()
    };
    let package = case.package.get_value();
    let questions = package.contents().questions.iter().enumerate();
    let places: Vec<AnyView> = questions
        .filter(|(_, it)| it.topic == topic)
        .map(place)
        .collect();
    view! { <div class="questions">{places}</div> }
}

/// "None of the rest", once the person has looked at the list.
fn rest_button(case: Case, topic: usize) -> impl IntoView {
    let missing = move || {
        let interview = case.interview.read();
        let screen = interview.screen(topic).map(|(_, screen)| screen);
        screen.map_or(0, |screen| {
            interview.missing(&case.package.read_value(), screen).len()
        })
    };
    let press = move |_| {
        let screen = case
            .interview
            .read_untracked()
            .screen(topic)
            .map(|(_, it)| it.clone());
        if let Some(screen) = screen {
            let package = case.package.get_value();
            case.draft
                .update(|draft| interview::rest_are_no(&package, &screen, draft));
        }
    };
    let button = move || {
        view! { <button class="button button--wide" type="button" on:click=press>"其余都没有"</button> }
    };
    move || (missing() > 0).then(button)
}

/// What is wrong with a screen, by question.
fn look_over(case: Case, topic: usize, typed: Typed) -> Vec<Mistake> {
    let package = case.package.get_value();
    let interview = case.interview.read_untracked();
    let Some((_, screen)) = interview.screen(topic) else {
        return Vec::new();
    };
    let draft = case.draft.read_untracked();
    let impossible = interview::faults(&package, &draft);
    let mut mistakes: Vec<Mistake> = impossible
        .into_iter()
        .map(|(place, message)| Mistake { place, message })
        .collect();
    for ix in interview.missing(&package, screen) {
        let Some(question) = package.contents().questions.get(ix) else {
            continue;
        };
        if mistakes.iter().any(|it| it.place == question.id) {
            continue;
        }
        let typed = typed
            .read_untracked()
            .get(&question.id)
            .cloned()
            .unwrap_or_default();
        let fault = input::number(&typed, question.unit.as_deref())
            .and_then(|value| input::fault(&package, &question.id, &value));
        let message =
            fault.unwrap_or_else(|| format!("请回答“{}”，不知道就选“还不清楚”。", question.short));
        mistakes.push(Mistake {
            place: question.id.clone(),
            message,
        });
    }
    mistakes
}

/// The answers given on other screens, each with the way to change them.
fn given(case: Case, topic: usize) -> impl IntoView {
    let list = move |rows: Vec<AnyView>| {
        view! {
            <details class="given">
                <summary>"改前面的答案"</summary>
                <dl class="facts">{rows}</dl>
            </details>
        }
    };
    move || {
        let interview = case.interview.read();
        let others = interview.screens.iter().filter(|it| it.topic != topic);
        let rows: Vec<_> = others.filter_map(|it| given_on(case, it)).collect();
        (!rows.is_empty()).then(|| list(rows))
    }
}

/// What was answered on one screen.
pub fn given_on(case: Case, screen: &Screen) -> Option<AnyView> {
    let package = case.package.get_value();
    let contents = package.contents();
    let draft = case.draft.read();
    let answers: Vec<String> = screen
        .questions
        .iter()
        .filter_map(|ix| {
            let question = contents.questions.get(*ix)?;
            let words = input::words(question, draft.answers.get(&question.id)?);
            Some(format!("{}：{words}", question.short))
        })
        .collect();
    let topic = contents
        .topics
        .get(screen.topic)
        .filter(|_| !answers.is_empty())?;
    let title = topic.title.clone();
    let href = routes::screen(&contents.id, &topic.id);
    let row = view! {
        <div class="facts__row">
            <dt>{title.clone()}</dt>
            <dd>
                {answers.join("；")}" "
                <a href=href aria-label=format!("修改：{title}")>"修改"</a>
            </dd>
        </div>
    };
    Some(row.into_any())
}
