//! The consultation desk: a person waits, a clerk types, everything is in view.
//!
//! [`ask`] is the question in the middle and the keys, [`sides`] what stands beside it.

mod ask;
mod sides;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use lianban_api::PackageCard;
use lianban_rules::contents::{Question, QuestionIx};
use lianban_rules::handbook::Start;
use serde_json::Value as Json;

use super::handbook::{self, with_handbook};
use super::package::{Arrived, Case, fetch};
use crate::api;
use crate::components::faces::{face, load};
use crate::components::heading::Heading;
use crate::components::icon::icon;
use crate::components::told_sheet::{Coding, TellSheet};
use crate::device;
use crate::routes::{self, Step};
use crate::state::desk::walk_ins::WalkIns;
use crate::state::desk::{self, Choice};
use crate::state::interview::rest_are_no;

/// What is in the middle.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// Where to begin.
    Begin,
    /// A starting point to look over.
    LookOver(Start),
    /// A question.
    Ask(QuestionIx),
    /// Nothing that matters is left.
    Done,
    /// The sheet.
    Sheet,
}

/// What the parts of one walk-in's desk share.
#[derive(Clone, Copy)]
struct Desk {
    case: Case,
    walk_ins: RwSignal<WalkIns>,
    stage: RwSignal<Stage>,
    /// What is typed into the field of a number or day.
    typed: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
    coding: Coding,
    starts: StoredValue<Vec<Start>>,
}

/// The desk of a package.
pub fn desk_page(id: String) -> AnyView {
    if id.is_empty() {
        return desks();
    }
    let arrived = load(move || fetch(id.clone()));
    face(arrived, "正在打开……", |arrived| people(&arrived)).into_any()
}

/// The packages to advise on.
fn desks() -> AnyView {
    let line = |card: PackageCard| {
        view! { <li class="card card--link">{icon(&card.icon)}
        <a class="card__name card__link" href=routes::desk(&card.id)>{card.name}</a></li> }
    };
    let list = move |cards: Vec<PackageCard>| {
        view! {
            <div class="home">
                <Heading text="咨询台" />
                <ul class="home__cards">{cards.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    };
    face(load(api::packages), "正在打开……", list).into_any()
}

/// Who is at the desk, and whose answers are on the screen.
fn people(arrived: &Arrived) -> AnyView {
    let key = format!("lianban/desk/{}", arrived.id());
    let walk_ins = RwSignal::new(WalkIns::read(device::stored(&key).as_deref()));
    let kept = key.clone();
    Effect::new(move |_| device::store(&kept, &walk_ins.read().to_text()));
    let current = Memo::new(move |_| walk_ins.read().current);
    let arrived = arrived.clone();
    let whole = move || {
        let case = Case::kept_at(format!("{key}/{}", current.get()), &arrived);
        provide_context(case);
        provide_context(walk_ins);
        with_handbook(Step::Take, |_| walk_in())
    };
    view! { {whole} }.into_any()
}

fn walk_in() -> AnyView {
    let case = Case::of_page();
    let is_new = case.draft.read_untracked().answers.is_empty();
    let desk = Desk {
        case,
        walk_ins: expect_context(),
        stage: RwSignal::new(Stage::Begin),
        typed: RwSignal::new(String::new()),
        wrong: RwSignal::new(None),
        coding: Coding::new(case),
        starts: StoredValue::new(handbook::of_page().starts.clone()),
    };
    if !is_new {
        desk.go_on();
    }
    // The keys go where the question is.
    Effect::new(move |_| {
        let place = match desk.stage.get() {
            Stage::Ask(ix) if desk.has_field(ix) => "desk-entry",
            Stage::LookOver(_) => "start-agree",
            Stage::Sheet => "desk-print",
            _ => "desk-ask",
        };
        device::focus_in_place_soon(place);
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        if ask::is_for_the_desk(&event) {
            desk.press(&event);
        }
    });
    on_cleanup(move || keys.remove());
    let is_sheet = Memo::new(move |_| desk.stage.read() == Stage::Sheet);
    view! {
        <div class="desk">
            {sides::tabs(desk)}
            {move || if is_sheet.get() { sheet(desk).into_any() } else { work(desk).into_any() }}
        </div>
    }
    .into_any()
}

fn work(desk: Desk) -> impl IntoView {
    view! {
        <div class="desk__work">
            {sides::given(desk)}
            {ask::middle(desk)}
            {sides::verdicts(desk)}
        </div>
    }
}

fn sheet(desk: Desk) -> impl IntoView {
    let handbook = handbook::of_page();
    let coding = desk.coding;
    // Asked for with a key: it goes to the printer as soon as its letters are there.
    Effect::new(move |was: Option<bool>| {
        let is_settled = coding.is_settled();
        if is_settled && was != Some(true) {
            request_animation_frame(device::print);
        }
        is_settled
    });
    view! {
        <div class="take">
            <div class="no-print take__ways">
                <Heading text="一次性告知单" />
                <p role="status">{move || if coding.waits() { Some("正在取六个字母……".to_owned()) } else { coding.said() }}</p>
                <div class="actions">
                    <button class="button button--main" type="button" id="desk-print" on:click=|_| device::print()>"再打印"<kbd>"Enter"</kbd></button>
                    <button class="button" type="button" on:click=move |_| desk.go_on()>"接着问"<kbd>"Esc"</kbd></button>
                </div>
            </div>
            <TellSheet coding handbook />
        </div>
    }
}

impl Desk {
    fn question(self, ix: QuestionIx) -> Option<Question> {
        let package = self.case.package;
        package.with_value(|package| package.contents().questions.get(ix).cloned())
    }

    fn has_field(self, ix: QuestionIx) -> bool {
        // 还不清楚 alone: a number or a day is typed.
        self.question(ix)
            .is_some_and(|it| desk::choices(&it).len() == 1)
    }

    fn answer_of(self, question: &Question) -> Option<Json> {
        self.case.draft.read().answers.get(&question.id).cloned()
    }

    fn ask(self, ix: QuestionIx) {
        self.typed.set(String::new());
        self.wrong.set(None);
        self.stage.set(Stage::Ask(ix));
    }

    /// Wherever the guide stands now.
    fn go_on(self) {
        let due = self
            .case
            .package
            .with_value(|package| desk::due(package, &self.case.interview.read_untracked()));
        match due {
            Some(ix) => self.ask(ix),
            None => self.stage.set(Stage::Done),
        }
    }

    /// On from the question on the screen.
    fn next(self) {
        let Stage::Ask(now) = self.stage.get_untracked() else {
            return self.go_on();
        };
        let after = self
            .case
            .package
            .with_value(|package| desk::after(package, &self.case.interview.read_untracked(), now));
        match after {
            Some(ix) if ix != now => self.ask(ix),
            Some(_) => self
                .wrong
                .set(Some("请先选一个；不知道就按 0。".to_owned())),
            None => self.stage.set(Stage::Done),
        }
    }

    fn back(self) {
        let now = match self.stage.get_untracked() {
            Stage::Ask(now) => Some(now),
            Stage::Done | Stage::Sheet => None,
            Stage::Begin | Stage::LookOver(_) => return self.stage.set(Stage::Begin),
        };
        match desk::before(&self.case.interview.read_untracked(), now) {
            Some(ix) => self.ask(ix),
            None => self.stage.set(Stage::Begin),
        }
    }

    fn choose(self, question: &Question, choice: &Choice) {
        let before = self
            .case
            .draft
            .read_untracked()
            .answers
            .get(&question.id)
            .cloned();
        let chosen = desk::choose(question, choice, before.as_ref());
        self.case.answer(&question.id, chosen.answer);
        self.wrong.set(None);
        if chosen.goes_on {
            self.next();
        }
    }

    /// Takes what was typed into the field.
    fn enter(self, question: &Question) {
        let package = self.case.package.get_value();
        let typed = self.typed.get_untracked();
        let is_answered = self
            .case
            .draft
            .read_untracked()
            .answers
            .contains_key(&question.id);
        if typed.trim().is_empty() && is_answered {
            return self.next();
        }
        match desk::entry::entered(&package, question, &typed) {
            Ok(value) => {
                self.case.answer(&question.id, Some(value));
                self.next();
            }
            Err(wrong) => self.wrong.set(Some(wrong)),
        }
    }

    /// 其余都没有: what is not ticked of a list is not there.
    fn rest_are_no(self) {
        let Stage::Ask(ix) = self.stage.get_untracked() else {
            return;
        };
        let package = self.case.package.get_value();
        let interview = self.case.interview.get_untracked();
        if desk::rest(&package, &interview, ix) == 0 {
            return;
        }
        let topic = package.contents().questions.get(ix).map(|it| it.topic);
        if let Some((_, screen)) = topic.and_then(|topic| interview.screen(topic)) {
            self.case
                .draft
                .update(|draft| rest_are_no(&package, screen, draft));
        }
        self.go_on();
    }

    fn show_sheet(self) {
        if !self.case.draft.read_untracked().answers.is_empty() {
            self.coding.make();
            self.stage.set(Stage::Sheet);
        }
    }

    /// A key, wherever the focus is on the desk. In a field it is the field's.
    fn press(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        let key = event.key();
        match key.as_str() {
            "F2" => {
                event.prevent_default();
                return self.show_sheet();
            }
            "Escape" => return self.go_on(),
            _ => {}
        }
        let at = ask::place(event);
        if at == ask::Place::Field {
            return;
        }
        if ask::act(self, &key, at) {
            event.prevent_default();
        }
    }
}
