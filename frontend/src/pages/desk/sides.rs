//! What stands beside the question: who is here, what was answered, what follows from it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_rules::assessment::{Disposition, Need};

use super::{Desk, Stage};
use crate::api;
use crate::components::sign::{disposition_sign, need_sign, sign};
use crate::pages::code::why;
use crate::pages::handbook;
use crate::state::desk::find::{Hit, To, found};
use crate::state::input;
use crate::state::plan::{DocumentLine, PermitLine, Plan, clauses};
use crate::state::shared::{Incoming, incoming, left_behind, take};

/// Who is at the desk, and the search.
pub(super) fn tabs(desk: Desk) -> impl IntoView {
    let walk_ins = desk.walk_ins;
    let tab = move |number: u32| {
        let is_current = move || (walk_ins.read().current == number).then_some("true");
        view! {
            <button class="desk__tab" type="button" aria-current=is_current
                on:click=move |_| walk_ins.update(|it| it.current = number)>{format!("第 {number} 位")}</button>
        }
    };
    let tabs = move || {
        walk_ins
            .read()
            .numbers
            .clone()
            .into_iter()
            .map(tab)
            .collect_view()
    };
    let come = move |_| {
        walk_ins.update(|it| {
            it.come();
        });
    };
    let go = move |_| {
        let case = desk.case;
        case.draft.update(|draft| draft.answers.clear());
        let number = walk_ins.read_untracked().current;
        walk_ins.update(|it| it.go(number));
        desk.stage.set(Stage::Begin);
    };
    view! {
        <header class="desk__bar no-print">
            <nav class="desk__tabs" aria-label="来咨询的人">
                {tabs}
                <button class="desk__tab" type="button" on:click=come>"又来一位 "<kbd>"+"</kbd></button>
                <button class="desk__tab" type="button" on:click=go>"这位办完了，清掉"</button>
            </nav>
            {search(desk)}
        </header>
    }
}

fn search(desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let said = RwSignal::new(None::<String>);
    let handbook = StoredValue::new(handbook::of_page());
    let hits = Memo::new(move |_| {
        let interview = desk.case.interview.read();
        let handbook = handbook.get_value();
        desk.case.package.with_value(|package| {
            found(
                package.contents(),
                &interview.assessment,
                &handbook.starts,
                &typed.read(),
            )
        })
    });
    let follow = move |hit: &Hit| {
        typed.set(String::new());
        said.set(None);
        match &hit.to {
            To::Question(ix) => desk.ask(*ix),
            To::Start(id) => {
                let handbook = handbook.get_value();
                if let Some(start) = handbook.starts.iter().find(|it| it.id == *id) {
                    desk.stage.set(Stage::LookOver(start.clone()));
                }
            }
            To::Code(code) => open(desk, code.clone(), said),
        }
    };
    let press = move |event: KeyboardEvent| match event.key().as_str() {
        _ if event.is_composing() => {}
        "Enter" => {
            event.prevent_default();
            if let Some(hit) = hits.read_untracked().first() {
                follow(hit);
            }
        }
        "Escape" => typed.set(String::new()),
        _ => {}
    };
    let line = move |hit: Hit| {
        let (title, kind) = (hit.title.clone(), hit.kind);
        view! {
            <li><button class="desk__hit" type="button" on:click=move |_| follow(&hit)>
                <span>{title}</span><span class="desk__help">{kind}</span>
            </button></li>
        }
    };
    view! {
        <div class="desk__search">
            <label class="visually-hidden" for="desk-search">"找问题、事项、常见情况，或者输入六个字母"</label>
            <input class="field__input" id="desk-search" type="search" autocomplete="off"
                placeholder="找：油烟、招牌、面馆，或六个字母"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=press />
            {move || {
                let hits = hits.get();
                (!hits.is_empty()).then(|| view! {
                    <ul class="desk__hits" aria-label="找到的">{hits.into_iter().map(line).collect_view()}</ul>
                })
            }}
            <p class="desk__said" role="status">{move || said.get()}</p>
        </div>
    }
}

/// Opens the answers behind six letters, at this desk; those of another walk-in stay.
fn open(desk: Desk, code: String, said: RwSignal<Option<String>>) {
    if !desk.case.draft.read_untracked().answers.is_empty() {
        said.set(Some(
            "这一位已经有答案了。请先按“又来一位”，再输入六个字母。".to_owned(),
        ));
        return;
    }
    let case = desk.case;
    spawn_local(async move {
        let coded = match api::coded(&code).await {
            Ok(coded) if coded.package == case.id() => coded,
            Ok(_) => {
                said.try_set(Some("这个码不是办这件事的。".to_owned()));
                return;
            }
            Err(error) => {
                said.try_set(Some(why(&error)));
                return;
            }
        };
        let package = case.package.get_value();
        let hash = format!("a={}", coded.shared);
        let found = incoming(&package, &case.draft.read_untracked(), &hash);
        match found {
            Some(Incoming::Fresh(shared) | Incoming::Instead(shared)) => {
                case.draft
                    .update(|draft| take(draft, package.contents(), &shared));
                let opened = || format!("已经打开 {code}。");
                said.try_set(Some(left_behind(&shared).unwrap_or_else(opened)));
                desk.go_on();
            }
            Some(Incoming::Unreadable(words)) => drop(said.try_set(Some(words.to_owned()))),
            None => {}
        }
    });
}

/// What was answered, each with the way back to it.
pub(super) fn given(desk: Desk) -> impl IntoView {
    let rows = move || {
        let interview = desk.case.interview.read();
        let draft = desk.case.draft.read();
        let package = desk.case.package.get_value();
        let contents = package.contents();
        let asked = interview.screens.iter().flat_map(|it| it.questions.clone());
        let row = |ix: usize| {
            let question = contents.questions.get(ix)?;
            let answer = draft.answers.get(&question.id)?;
            let words = input::words(question, answer);
            let is_unknown = answer.is_null().to_string();
            Some(view! {
                <li>
                    <button class="desk__given" type="button" data-unknown=is_unknown on:click=move |_| desk.ask(ix)>
                        <span>{question.short.clone()}</span><strong>{words}</strong>
                    </button>
                </li>
            })
        };
        // The last answer on top: it is the one that was mistyped.
        let mut rows: Vec<_> = asked.filter_map(row).collect();
        rows.reverse();
        rows.collect_view()
    };
    let is_empty = move || desk.case.draft.read().answers.is_empty();
    view! {
        <section class="desk__side" aria-labelledby="desk-given">
            <h2 class="desk__title" id="desk-given">"已经答的"</h2>
            {move || is_empty().then(|| view! { <p class="desk__help">"还没有。选一种常见情况，或者一样一样问。"</p> })}
            <ul class="desk__givens">{rows}</ul>
        </section>
    }
}

/// What follows: permits, documents, what stops it.
pub(super) fn verdicts(desk: Desk) -> impl IntoView {
    let plan = Memo::new(move |_| {
        let interview = desk.case.interview.read();
        desk.case
            .package
            .with_value(|package| Plan::new(package.contents(), &interview.assessment))
    });
    let stops = move || {
        let interview = desk.case.interview.read();
        let stops = desk
            .case
            .package
            .with_value(|package| clauses(package.contents(), &interview.ended_by));
        let stop = |it: crate::state::plan::Clause| {
            view! {
                <div class="notice notice--seal">
                    <p>{sign("stop", "state-stop", "网上不能办")}" "{it.text}</p>
                    <p>{it.way_out}</p>
                </div>
            }
        };
        stops.into_iter().map(stop).collect_view()
    };
    let permits = move || {
        let plan = plan.read();
        let (needed, open): (Vec<_>, Vec<_>) = plan
            .permits
            .iter()
            .partition(|it| it.need == Need::Required);
        needed.into_iter().chain(open).map(permit).collect_view()
    };
    let documents = move || {
        let plan = plan.read();
        let needed = plan.documents.iter().filter(|it| it.is_needed);
        needed.map(document).collect_view()
    };
    let open_documents = move || {
        let plan = plan.read();
        let open = plan.documents.iter().filter(|it| !it.is_needed).count();
        (open > 0).then(|| view! { <p class="desk__help">{format!("另有 {open} 份还要看。")}</p> })
    };
    view! {
        <section class="desk__side" aria-labelledby="desk-verdicts">
            <h2 class="desk__title" id="desk-verdicts">"目前的结果"</h2>
            <p role="status">{move || plan.read().headline()}</p>
            {stops}
            <ul class="desk__permits">{permits}</ul>
            <h2 class="desk__title">"要交的材料"</h2>
            <ul class="desk__documents">{documents}</ul>
            {open_documents}
            <div class="actions">
                <button class="button" type="button" on:click=move |_| desk.show_sheet()>"告知单"<kbd>"F2"</kbd></button>
            </div>
        </section>
    }
}

fn permit(line: &PermitLine) -> impl IntoView + use<> {
    // Of what is still open, more would only be noise.
    let is_needed = line.need == Need::Required;
    let marked = (line.marked && is_needed)
        .then(|| view! { <span class="desk__help">"以窗口核定为准"</span> });
    let against = line
        .disposition
        .filter(|it| is_needed && *it != Disposition::Open);
    view! {
        <li class="desk__permit">
            {need_sign(line.need)}
            <span>{line.name.clone()}" "{disposition_sign(against)}" "{marked}</span>
        </li>
    }
}

fn document(line: &DocumentLine) -> impl IntoView + use<> {
    view! { <li>{line.name.clone()}" "<span class="desk__help">{line.form.clone()}</span></li> }
}
