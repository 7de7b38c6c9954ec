//! Submitted: the case number, and what happens next.

use leptos::prelude::*;

use super::package::Case;
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::components::sign::sign;
use crate::device;
use crate::routes::{self, Step};

/// The page after a submission.
#[component]
pub fn SubmittedPage() -> impl IntoView {
    let case = Case::of_page();
    move || match case.draft.read().submitted.clone() {
        None => nothing(
            "还没有提交",
            "核对好以后，在核对页提交。",
            Step::Review.of(&case.id()),
            "去核对",
        )
        .into_any(),
        Some((number, day)) => submitted(number, &day).into_any(),
    }
}

fn submitted(number: String, day: &str) -> impl IntoView + use<> {
    view! {
        <div class="submitted">
            <p>{sign("needed", "stamp", "已提交")}</p>
            <Heading text="申请已经提交" />
            <p class="submitted__label" id="number">"办件编号"</p>
            <div class="submitted__number" aria-labelledby="number" role="group">{number}</div>
            <p>{format!("提交日期：{day}。请记下编号，查询和去窗口都用它。")}</p>
            <section class="section" aria-labelledby="next">
                <h2 id="next">"接下来"</h2>
                <ol>
                    <li>"窗口核对您的申请，齐全就受理；要补的，一次告诉您。"</li>
                    <li>"去窗口时，带上勾选的材料和身份证件。"</li>
                    <li>"还没弄清楚的问题，窗口会和您一起确认。"</li>
                </ol>
            </section>
            <div class="actions">
                <button class="button button--main" type="button" on:click=|_| device::print()>"打印这一页"</button>
                <a class="button" href=routes::HOME>"回到首页"</a>
            </div>
        </div>
    }
}
