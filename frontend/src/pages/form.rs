//! The form: who, how to reach, where; checked on leaving a field and on going on.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Value as Json;

use super::package::Case;
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::field::FormField;
use crate::components::heading::Heading;
use crate::pages::documents::obstacle_notice;
use crate::router::Router;
use crate::routes::Step;
use crate::state::form::{self, AGE, AgeConflict, SECTIONS};
use crate::state::input;
use crate::state::plan::question;

/// The answers that the section on the place repeats.
const AREAS: [&str; 2] = ["floor-area", "use-area"];

/// The form.
#[component]
pub fn FormPage() -> impl IntoView {
    let case = Case::of_page();
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    // Apart from the mistakes: the summary takes focus when they change, not while one is mended.
    let mended = RwSignal::new(BTreeSet::<String>::new());
    let router = Router::of_page();
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = look_over(case);
        if found.is_empty() {
            router.go(&Step::Documents.of(&case.id()));
        }
        mended.set(BTreeSet::new());
        mistakes.set(found);
    };
    let form = move || {
        view! {
            <form class="form" novalidate on:submit=go_on>
                <a class="back" href=Step::Result.of(&case.id())>"‹ 回到结果"</a>
                <ErrorSummary mistakes />
                <Heading text="填申请" />
                <p class="lead">"只填一次，所有的事共用。"</p>
                <p class="form__kept">
                    "您填的内容只存在这台设备上，提交后才发给窗口。"
                    <button class="button button--text" type="button" on:click=move |_| case.forget()>"清除"</button>
                </p>
                {SECTIONS.map(|(name, title)| section(case, name, title, mistakes, mended)).collect_view()}
                <div class="actions"><button class="button button--main" type="submit">"下一步：材料"</button></div>
            </form>
        }
        .into_any()
    };
    obstacle_notice(case, form)
}

/// Everything wrong with the form, in the order of the page.
fn look_over(case: Case) -> Vec<Mistake> {
    let package = case.package.get_value();
    let interview = case.interview.read_untracked();
    let draft = case.draft.read_untracked();
    let faults = form::check_all(&package, &draft, &interview.answers, case.today);
    let mut mistakes: Vec<Mistake> = faults
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|fault| Mistake {
            place: fault.field,
            message: fault.message,
        })
        .collect();
    if form::age_conflict(&package, &draft, &interview.answers, case.today).is_some() {
        mistakes.push(Mistake {
            place: "age-conflict".to_owned(),
            message: "证件号码和前面回答的年龄对不上。".to_owned(),
        });
    }
    mistakes
}

fn section(
    case: Case,
    name: &'static str,
    title: &'static str,
    mistakes: RwSignal<Vec<Mistake>>,
    mended: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let package = case.package.get_value();
    // Following what is typed would draw a field anew while it is being filled in.
    let draft = case.draft.read_untracked();
    let answers = &case.interview.read().answers;
    let fields = form::section(&package, &draft, answers, case.today, name);
    let one = |asked: form::Asked<'_>| {
        let (field, required) = (asked.field.clone(), asked.required);
        let id = field.id.clone();
        let error = Signal::derive(move || {
            let mistakes = mistakes.read();
            mistakes
                .iter()
                .find(|it| it.place == id && !mended.read().contains(&id))
                .map(|it| it.message.clone())
        });
        let id = field.id.clone();
        let on_left = Callback::new(move |()| mended.update(|it| it.extend([id.clone()])));
        view! { <FormField field required error on_left /> }
    };
    (!fields.is_empty() || name == "where").then(|| {
        view! {
            <fieldset class="form__section">
                <legend class="form__legend">{title}</legend>
                {fields.into_iter().map(one).collect_view()}
                {(name == "who").then(|| age(case))}
                {(name == "where").then(|| areas(case))}
            </fieldset>
        }
    })
}

/// The number proves another age than the guide was told: says both, offers to correct the answer.
fn age(case: Case) -> impl IntoView {
    let conflict = Memo::new(move |_| {
        let package = case.package.get_value();
        let interview = case.interview.read();
        form::age_conflict(&package, &case.draft.read(), &interview.answers, case.today)
    });
    let notice = move |conflict: AgeConflict| {
        let text = format!(
            "前面您回答的是“{}”，按证件号码算是 {} 岁。请核对号码；号码没错的话，把前面的答案改过来，结果会跟着变。",
            conflict.answered, conflict.years,
        );
        let correct = move |_| case.answer(AGE, Some(Json::from(conflict.proven.clone())));
        view! {
            <div class="notice notice--amber" role="alert" id="age-conflict" tabindex="-1">
                <p>{text}</p>
                <button class="button" type="button" on:click=correct>
                    {format!("改成“{}”", conflict.proven_words)}
                </button>
            </div>
        }
    };
    move || conflict.get().map(notice)
}

/// The areas as answered in the guide.
fn areas(case: Case) -> impl IntoView {
    let package = case.package.get_value();
    let interview = case.interview.read();
    let row = |id: &str| {
        let question = question(package.contents(), id)?;
        let value = interview.answers.0.get(id)?.to_json();
        let topic = package.contents().topics.get(question.topic)?;
        Some(view! {
            <div class="facts__row">
                <dt>{question.short.clone()}</dt>
                <dd>
                    {input::words(question, &value)}" "
                    <a href=crate::routes::screen(&case.id(), &topic.id)
                        aria-label=format!("修改：{}", question.short)>"修改"</a>
                </dd>
            </div>
        })
    };
    let rows: Vec<_> = AREAS.iter().filter_map(|id| row(id)).collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })
}
