//! The notice of a case as it is printed.

use leptos::prelude::*;
use lianban_api::{Notice, Session};

use super::{staff_bar, staff_face};
use crate::api::{self, ApiError};
use crate::components::faces::load;
use crate::components::heading::Heading;
use crate::components::notice_paper::notice_paper;
use crate::device;
use crate::routes;
use crate::state::notice::title;

/// The notice of the case with this number.
pub fn notice_page(number: String) -> AnyView {
    let back = routes::case(&number);
    let seen = load(move || fetch(number.clone()));
    let content = move |(session, notice): (Session, Option<Notice>)| {
        let paper = match &notice {
            Some(notice) => printable(notice).into_any(),
            None => view! {
                <Heading text="还没有通知书" />
                <p class="notice">"受理或者不予受理以后，通知书会出现在这里。"</p>
            }
            .into_any(),
        };
        view! {
            <div class="staff">
                {staff_bar(&session)}
                <a class="back" href=back.clone()>"‹ 回到办件"</a>
                {paper}
            </div>
        }
    };
    staff_face(seen, "正在读取通知书……", content).into_any()
}

async fn fetch(number: String) -> Result<(Session, Option<Notice>), ApiError> {
    let session = api::session().await?;
    Ok((session, api::case(&number).await?.notice))
}

fn printable(notice: &Notice) -> impl IntoView + use<> {
    view! {
        <div class="staff__head no-print">
            <Heading text=title(notice.kind) />
            <div class="staff__action">
                <button class="button button--main" type="button" on:click=|_| device::print()>"打印通知书"</button>
            </div>
        </div>
        {notice_paper(notice)}
    }
}
