//! The question in the middle of the desk, and what the keys do to it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use lianban_rules::contents::{Question, QuestionIx};
use lianban_rules::handbook::Start;
use wasm_bindgen::JsCast;

use super::{Desk, Stage};
use crate::components::icon::icon;
use crate::device;
use crate::pages::handbook;
use crate::pages::start::look_over;
use crate::state::desk::walk_ins::WalkIns;
use crate::state::desk::{self, Choice, UNKNOWN_KEY};
use crate::state::why_ask::{CanChange, can_change};

/// Where the focus is when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A field that takes the keys itself.
    Field,
    /// A button or link, which Enter and Space press.
    Button,
    /// Anywhere else.
    Desk,
}

fn target(event: &KeyboardEvent) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

/// Pressed on the desk, or while the focus is nowhere: between two questions it is.
pub(super) fn is_for_the_desk(event: &KeyboardEvent) -> bool {
    target(event).is_none_or(|it| {
        it.tag_name() == "BODY" || it.closest(".desk").is_ok_and(|desk| desk.is_some())
    })
}

pub(super) fn place(event: &KeyboardEvent) -> Place {
    match target(event).map(|it| it.tag_name()).as_deref() {
        Some("INPUT" | "SELECT" | "TEXTAREA") => Place::Field,
        Some("BUTTON" | "A" | "SUMMARY") => Place::Button,
        _ => Place::Desk,
    }
}

/// What a key does; whether it did anything.
pub(super) fn act(desk: Desk, key: &str, at: Place) -> bool {
    match key {
        "Enter" | " " if at == Place::Button => return false,
        "Enter" => match desk.stage.get_untracked() {
            Stage::Done => desk.show_sheet(),
            _ => desk.next(),
        },
        "Backspace" | "ArrowLeft" => desk.back(),
        "ArrowRight" => desk.next(),
        "ArrowDown" => return walk(1),
        "ArrowUp" => return walk(-1),
        "*" => desk.rest_are_no(),
        "/" => {
            device::focus_in_place("desk-search");
        }
        "+" => desk.walk_ins.update(|it| {
            it.come();
        }),
        "-" => desk.walk_ins.update(WalkIns::turn),
        key => return letter(desk, key),
    }
    true
}

/// A digit chooses; a letter begins to search, and is typed into the search.
fn letter(desk: Desk, key: &str) -> bool {
    let mut letters = key.chars();
    let (Some(key), None) = (letters.next(), letters.next()) else {
        // An input method begins a word: it ends in the search.
        if key == "Process" {
            device::focus_in_place("desk-search");
        }
        return false;
    };
    if key.is_ascii_digit() {
        digit(desk, key);
        return true;
    }
    if key.is_alphabetic() {
        device::focus_in_place("desk-search");
    }
    false
}

fn digit(desk: Desk, key: char) {
    match desk.stage.get_untracked() {
        Stage::Begin => {
            let at = key.to_digit(10).and_then(|it| usize::try_from(it).ok());
            let starts = desk.starts.get_value();
            let chosen = at.and_then(|at| starts.get(at.checked_sub(1)?));
            match chosen {
                Some(start) => desk.stage.set(Stage::LookOver(start.clone())),
                None if key == UNKNOWN_KEY => desk.go_on(),
                None => {}
            }
        }
        Stage::Ask(ix) => {
            if let Some(question) = desk.question(ix)
                && let Some(choice) = desk::by_key(&question, key)
            {
                desk.choose(&question, &choice);
            }
        }
        _ => {}
    }
}

/// No question has more lines than this.
const LINES_AT_MOST: usize = 60;

/// Moves the focus among the lines of the question.
fn walk(by: i32) -> bool {
    let count = (0..LINES_AT_MOST)
        .take_while(|at| device::has(&line_id(*at)))
        .count();
    let now = (0..count).find(|at| device::is_focused(&line_id(*at)));
    let next = match (now, by) {
        (None, _) => 0,
        (Some(at), 1) => (at + 1).min(count.saturating_sub(1)),
        (Some(at), _) => at.saturating_sub(1),
    };
    device::focus_in_place(&line_id(next))
}

fn line_id(at: usize) -> String {
    format!("desk-line-{at}")
}

/// The middle.
pub(super) fn middle(desk: Desk) -> impl IntoView {
    let face = move || match desk.stage.get() {
        Stage::Begin => begin(desk).into_any(),
        Stage::LookOver(start) => look(desk, &start).into_any(),
        Stage::Ask(ix) => ask(desk, ix).into_any(),
        Stage::Done | Stage::Sheet => done(desk).into_any(),
    };
    view! {
        <section class="desk__middle" aria-label="现在问">
            {face}
            {keys(desk)}
        </section>
    }
}

fn begin(desk: Desk) -> impl IntoView {
    let starts = handbook::of_page().starts.clone();
    let line = |(at, start): (usize, &Start)| {
        let own = start.clone();
        view! {
            <li>
                <button class="desk__line" type="button" id=line_id(at) on:click=move |_| desk.stage.set(Stage::LookOver(own.clone()))>
                    <kbd>{at + 1}</kbd>{icon(&start.icon)}
                    <span><span class="desk__label">{start.name.clone()}</span>" "<span class="desk__help">{start.summary.clone()}</span></span>
                </button>
            </li>
        }
    };
    let lines = starts.iter().enumerate().map(line).collect_view();
    view! {
        <div class="desk__card" id="desk-ask" tabindex="-1" role="group" aria-labelledby="heading">
            <h1 class="desk__question" id="heading">"从哪种情况开始？"</h1>
            <ul class="desk__lines">
                {lines}
                <li>
                    <button class="desk__line desk__line--quiet" type="button" on:click=move |_| desk.go_on()>
                        <kbd>"0"</kbd><span class="desk__label">"都不像，一样一样问"</span>
                    </button>
                </li>
            </ul>
        </div>
    }
}

fn look(desk: Desk, start: &Start) -> impl IntoView + use<> {
    let done = Callback::new(move |()| desk.go_on());
    view! {
        <div class="desk__card" id="desk-ask" tabindex="-1" role="group" aria-labelledby="heading">
            <h1 class="desk__question" id="heading">{format!("{}一般是这样，念给对方听一遍", start.name)}</h1>
            {look_over(desk.case, start, done)}
        </div>
    }
}

fn done(desk: Desk) -> impl IntoView {
    view! {
        <div class="desk__card" id="desk-ask" tabindex="-1" role="group" aria-labelledby="heading">
            <h1 class="desk__question" id="heading">"问完了"</h1>
            <p>"该问的都问到了。看看右边，没问题就打印告知单。"</p>
            <div class="actions">
                <button class="button button--main" type="button" on:click=move |_| desk.show_sheet()>"打印告知单"<kbd>"F2"</kbd></button>
            </div>
        </div>
    }
}

fn ask(desk: Desk, ix: QuestionIx) -> impl IntoView {
    let question = desk.question(ix)?;
    let topic = desk.case.package.with_value(|package| {
        let topics = &package.contents().topics;
        topics.get(question.topic).map(|it| it.title.clone())
    });
    let lines = desk::choices(&question);
    let has_field = desk.has_field(ix);
    let owned = StoredValue::new(question.clone());
    let line = move |(at, choice): (usize, Choice)| line(desk, owned, at, choice);
    let rest = move || {
        let interview = desk.case.interview.read();
        let many = desk
            .case
            .package
            .with_value(|package| desk::rest(package, &interview, ix));
        (many > 0).then(|| {
            view! {
                <button class="button" type="button" on:click=move |_| desk.rest_are_no()>
                    {format!("这一组其余 {many} 样都没有")}<kbd>"*"</kbd>
                </button>
            }
        })
    };
    let why = move || {
        let interview = desk.case.interview.read();
        let today = desk.case.today;
        let package = desk.case.package;
        let changes =
            package.with_value(|package| can_change(package, &interview.answers, today, ix));
        changes.map(CanChange::in_a_line)
    };
    let left = move || match desk.case.interview.read().assessment.left.screens_at_most {
        0 => "最后一屏".to_owned(),
        left => format!("最多还有 {left} 屏"),
    };
    Some(view! {
        <div class="desk__card" id="desk-ask" tabindex="-1" role="group" aria-labelledby="heading">
            <p class="desk__topic">{topic}<span class="desk__left">{left}</span></p>
            <h1 class="desk__question" id="heading">{question.text.clone()}</h1>
            <p class="desk__help">{question.help.clone()}</p>
            <p class="desk__help">{why}</p>
            <p class="error" id="desk-wrong" role="alert">{move || desk.wrong.get()}</p>
            {has_field.then(|| field(desk, owned))}
            <ul class="desk__lines">{lines.into_iter().enumerate().map(line).collect_view()}</ul>
            <div class="actions">{rest}</div>
            {question.find_out.clone().map(|who| view! { <p class="desk__help">{format!("不知道的话：{who}")}</p> })}
        </div>
    })
}

fn line(desk: Desk, question: StoredValue<Question>, at: usize, choice: Choice) -> impl IntoView {
    let own = choice.clone();
    let is_chosen = move || {
        question.with_value(|question| {
            desk::is_chosen(question, &own, desk.answer_of(question).as_ref())
        })
    };
    let class = if choice.value.is_null() {
        "desk__line desk__line--quiet"
    } else {
        "desk__line"
    };
    let (label, help) = (choice.label.clone(), choice.help.clone());
    // In a field `0` is a digit: there a question mark says it.
    let is_typed = question.with_value(|it| desk::choices(it).len() == 1);
    let key = if is_typed { Some('?') } else { choice.key };
    let press = move |_| question.with_value(|question| desk.choose(question, &choice));
    view! {
        <li>
            <button class=class type="button" id=line_id(at) aria-pressed=move || is_chosen().to_string() on:click=press>
                <kbd>{key}</kbd>
                <span><span class="desk__label">{label}</span>" "<span class="desk__help">{help}</span></span>
            </button>
        </li>
    }
}

/// A number or a day.
fn field(desk: Desk, question: StoredValue<Question>) -> impl IntoView {
    let unit = question.with_value(|it| it.unit.clone());
    let hint = if unit.is_none() {
        "打 291231，或者 2912（到月底），Enter 下一个"
    } else {
        "Enter 下一个"
    };
    let shown = question.with_value(|it| {
        desk.case
            .draft
            .read_untracked()
            .answers
            .get(&it.id)
            .cloned()
    });
    let shown = shown
        .filter(|it| !it.is_null())
        .map(|it| it.to_string().replace('"', ""));
    let press = move |event: KeyboardEvent| {
        let (key, is_empty) = (event.key(), desk.typed.read_untracked().is_empty());
        match key.as_str() {
            _ if event.is_composing() => return,
            "Enter" => question.with_value(|question| desk.enter(question)),
            // In no number and no day; the others while there is none yet.
            "+" | "*" => drop(act(desk, &key, Place::Field)),
            "-" | "ArrowLeft" | "Backspace" if is_empty => drop(act(desk, &key, Place::Field)),
            "ArrowDown" => drop(walk(1)),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="measure">
            <input class="field__input measure__input" id="desk-entry" type="text" inputmode="decimal" autocomplete="off"
                aria-labelledby="heading" aria-describedby="desk-wrong desk-hint" placeholder=shown
                prop:value=move || desk.typed.get()
                on:input=move |event| desk.typed.set(event_target_value(&event))
                on:keydown=press />
            <span class="measure__unit">{unit}</span>
        </div>
        <p class="desk__help" id="desk-hint">{hint}</p>
    }
}

/// The list of the keys, always in view.
fn keys(desk: Desk) -> impl IntoView {
    let key = |key: &'static str, does: &'static str| view! { <div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> };
    // In a field `0` is a digit.
    let unknown = move || match desk.stage.get() {
        Stage::Ask(ix) if desk.has_field(ix) => key("?", "还不清楚"),
        _ => key("0", "还不清楚"),
    };
    view! {
        <dl class="desk__keys" aria-label="按键">
            {key("1–9", "选")}{key("↑ ↓", "挑一行")}{unknown}{key("Enter", "下一个")}{key("←", "上一个")}
            {key("*", "其余都没有")}{key("字母、/", "找问题")}{key("+", "又来一位")}{key("-", "换一位")}{key("F2", "打印告知单")}
        </dl>
    }
}
