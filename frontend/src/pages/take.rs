//! The sheet to take along: printed, as six letters, as an address.

use leptos::prelude::*;

use super::handbook;
use super::package::Case;
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::components::told_sheet::{Coding, TellSheet};
use crate::device;
use crate::routes::Step;
use crate::state::shared::address;

/// The page with the sheet.
#[component]
pub fn TakePage() -> impl IntoView {
    let case = Case::of_page();
    let is_empty = Memo::new(move |_| case.interview.read().answers.0.is_empty());
    move || {
        if is_empty.get() {
            let guide = Step::Guide.of(&case.id());
            let why = "先回答几个问题，才有可以带走的。";
            return nothing("还没有结果", why, guide, "开始回答").into_any();
        }
        take(case).into_any()
    }
}

fn take(case: Case) -> impl IntoView {
    let coding = Coding::new(case);
    let link = move || {
        let interview = case.interview.read();
        let package = case.package.get_value();
        let path = address(&package, &interview.answers, &interview.assessment);
        format!("{}{path}", device::origin())
    };
    let handbook = handbook::of_page();
    let select =
        |event: leptos::ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    view! {
        <div class="take">
            <div class="no-print take__ways">
                <Heading text="带走这份结果" />
                <p class="lead">"打印出来，发给合伙人，或者换一台设备接着办。里面只有您选的答案，没有姓名和号码。"</p>
                <div class="actions">
                    <button class="button button--main" type="button" on:click=|_| device::print()>"打印一次性告知单"</button>
                    <button class="button" type="button" disabled=move || coding.waits() on:click=move |_| coding.make()>"要六个字母"</button>
                    <a class="button" href=Step::Result.of(&case.id())>"回到结果"</a>
                </div>
                <p role="status">{move || coding.said()}</p>
                <div class="field">
                    <label class="field__label" for="take-link">"可以发给别人的链接"</label>
                    <p class="field__hint" id="take-link-hint">"点一下全选，再复制。对方打开就能看到同样的结果。"</p>
                    <input class="field__input" id="take-link" type="text" readonly aria-describedby="take-link-hint"
                        prop:value=link
                        on:focus=select />
                </div>
            </div>
            <TellSheet coding handbook />
        </div>
    }
}
