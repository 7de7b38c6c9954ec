//! The hint at the scope of business: what the needed permits call for, ticked with one press.

use leptos::prelude::*;
use lianban_rules::contents::SCOPE;

use super::form::stay;
use super::sheet::Sheet;
use crate::device;
use crate::state::listed::listed;
use crate::state::scope::{Wanted, wanted, with};

/// What is still to be ticked, as long as there is something.
pub fn suggested() -> impl IntoView {
    let sheet = Sheet::of_page();
    let case = sheet.case;
    let missing = Memo::new(move |_| {
        let package = case.package.get_value();
        let (draft, interview) = (case.draft.read(), case.interview.read());
        sheet.handbook.with_value(|handbook| {
            wanted(package.contents(), handbook, &interview.assessment, &draft)
        })
    });
    let tick = move |_| {
        let all = missing.with_untracked(|missing| with(&case.draft.read_untracked(), missing));
        case.fill_in(SCOPE, all);
        // As if it had been left: with something ticked, nothing is wrong with it.
        sheet
            .left
            .update(|left| drop(left.insert(SCOPE.to_owned(), Vec::new())));
        // The button goes: the keyboard stays at the boxes.
        device::focus_soon(SCOPE);
    };
    let line = |it: &Wanted| {
        let why = listed(&it.permits);
        view! { <li>{format!("{}（办{why}要用）", it.label)}</li> }
    };
    let hint = move || {
        let lines = missing.read().iter().map(line).collect_view();
        view! {
            <div class="notice">
                <p>"按您要办的事，经营范围里还要有："</p>
                <ul>{lines}</ul>
                <button class="button" type="button" on:mousedown=|event| stay(&event) on:click=tick>"帮我勾上"</button>
            </div>
        }
    };
    move || (!missing.read().is_empty()).then(hint)
}
