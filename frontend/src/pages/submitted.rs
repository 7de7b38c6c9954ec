//! Submitted: the case number, the receipt with everything handed in, and what happens next.

use leptos::prelude::*;

use super::package::Case;
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::components::sign::sign;
use crate::device;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::listed::listed;
use crate::state::qr::qr;
use crate::state::receipt::{Receipt, ReceiptLine};
use crate::state::receipts::{self, RECEIPTS};

/// The page after a submission.
#[component]
pub fn SubmittedPage() -> impl IntoView {
    let case = Case::of_page();
    let router = Router::of_page();
    let receipt = Memo::new(move |_| match router.query(routes::NUMBER) {
        Some(number) => receipts::of_case(device::stored(RECEIPTS).as_deref(), &number),
        None => case.draft.read().receipt.clone(),
    });
    move || match receipt.get() {
        None => nothing(
            "还没有提交",
            "核对好以后，在核对页提交。",
            Step::Review.of(&case.id()),
            "去核对",
        )
        .into_any(),
        Some(receipt) => submitted(&receipt),
    }
}

fn submitted(receipt: &Receipt) -> AnyView {
    let earlier = receipt.is_earlier.then(|| {
        view! {
            <div class="notice notice--amber">
                <p>"您前一次按“提交申请”时，其实已经提交成功了，只是当时网络断了，没有收到回音。后来改的内容没有包括在里面。要改的话，请联系窗口，或者先撤回再提交。"</p>
            </div>
        }
    });
    view! {
        <div class="submitted">
            <p>{sign("needed", "stamp", "已提交")}</p>
            <Heading text="申请已经提交" />
            {earlier}
            <div class="submitted__top">
                <div>
                    <p class="submitted__label" id="number">"办件编号"</p>
                    <div class="submitted__number" aria-labelledby="number" role="group">{receipt.number.clone()}</div>
                    <p>{format!("提交日期：{}。请记下编号，查进度和去窗口都用它。", receipt.day)}</p>
                </div>
                {code(&receipt.number)}
            </div>
            {next()}
            {handed_in(receipt)}
            <div class="actions">
                <button class="button button--main" type="button" on:click=|_| device::print()>"打印收件回执"</button>
                <a class="button" href=routes::track(&receipt.number)>"查进度"</a>
                <a class="button" href=routes::HOME>"回到首页"</a>
            </div>
        </div>
    }
    .into_any()
}

/// The address where the progress is shown, with the number alone in it.
fn code(number: &str) -> Option<impl IntoView + use<>> {
    let qr = qr(&format!("{}{}", device::origin(), routes::track(number)))?;
    let frame = format!("0 0 {0} {0}", qr.side);
    Some(view! {
        <figure class="submitted__code">
            <svg viewBox=frame role="img" aria-label="二维码：查办件进度" shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff" />
                <path d=qr.path fill="#000" />
            </svg>
            <figcaption>"扫码查进度"</figcaption>
        </figure>
    })
}

fn next() -> impl IntoView {
    view! {
        <section class="section submitted__next" aria-labelledby="next">
            <h2 id="next">"接下来"</h2>
            <ol>
                <li>"窗口核对您的申请，齐全就受理；要补的，一次告诉您。"</li>
                <li>"去窗口时，带上这张回执、要带的材料和身份证件。"</li>
                <li>"要是还有没弄清楚的问题，窗口会和您一起确认。"</li>
                <li>"查进度要办件编号和手机号后四位。"</li>
            </ol>
        </section>
    }
}

/// How many documents there are, and how many of them are still to be brought.
fn counted(documents: &[ReceiptLine]) -> String {
    let brought = documents.iter().filter(|it| it.is_brought()).count();
    match (documents.len(), brought) {
        (all, 0) => format!("材料 {all} 份"),
        (all, brought) => format!("材料 {all} 份，其中 {brought} 份要带到窗口"),
    }
}

/// 收件回执.
fn handed_in(receipt: &Receipt) -> impl IntoView + use<> {
    let Receipt {
        number,
        day,
        package_name,
        applicant,
        permits,
        documents,
        ..
    } = receipt.clone();
    let row = |(at, line): (usize, ReceiptLine)| {
        view! {
            <tr>
                <td>{at + 1}</td>
                <th scope="row">{line.name}</th>
                <td data-label="要求">{line.form}</td>
                <td data-label="怎么交">{line.how}</td>
            </tr>
        }
    };
    let fact = |label: &'static str, value: String| {
        view! { <div class="facts__row"><dt>{label}</dt><dd>{value}</dd></div> }
    };
    view! {
        <section class="section receipt" aria-labelledby="receipt">
            <h2 class="receipt__title" id="receipt">"收件回执"</h2>
            <dl class="facts">
                {fact("办件编号", number)}
                {fact("申请人", applicant)}
                {fact("办什么", package_name)}
                {fact("提交日期", day)}
                {fact("申请的事项", listed(&permits))}
            </dl>
            <table class="receipt__table">
                <caption>{counted(&documents)}</caption>
                <thead>
                    <tr><th scope="col">"序号"</th><th scope="col">"材料"</th><th scope="col">"要求"</th><th scope="col">"怎么交"</th></tr>
                </thead>
                <tbody>{documents.into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
            <p class="receipt__note">"这张回执只说明收到了申请。受理不受理，以窗口的通知书为准。"</p>
        </section>
    }
}
