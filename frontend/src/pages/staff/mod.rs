//! The windows: sign-in, intake list, case, notice, inspection, doubts.
//!
//! Reading order: this file (what stands around every page of theirs), [`idle`]
//! (nobody there any more), then a file for each page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{CaseState, Session};

use crate::api::{self, ApiError};
use crate::components::faces::{Load, Loader, face};
use crate::components::sign::sign;
use crate::device;
use crate::router::Router;
use crate::routes;

pub mod case;
pub mod cases;
mod idle;
pub mod inspection;
pub mod notice;
pub mod reports;
pub mod sign_in;
mod unmask;

/// The sign and word of a case's state.
pub fn case_sign(state: CaseState) -> AnyView {
    match state {
        CaseState::Submitted => sign("open", "clock", "待受理").into_any(),
        CaseState::Accepted => sign("needed", "stamp", "已受理").into_any(),
        CaseState::NotAccepted => sign("stop", "state-stop", "不予受理").into_any(),
        CaseState::Withdrawn => sign("not-needed", "state-not-needed", "已撤回").into_any(),
    }
}

/// The face of a call of the windows: whoever is not signed in does so and comes back.
fn staff_face<T, V>(
    loader: Loader<T>,
    waiting: &'static str,
    content: impl Fn(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let router = Router::of_page();
    Effect::new(move |_| {
        let is_out = matches!(&*loader.state.read(), Load::Failed(ApiError::SignedOut));
        if is_out {
            router.replace(&routes::sign_in(&router.here_now(), false));
        }
    });
    face(loader, waiting, content)
}

/// What stands above every page of the windows: where one can go, who is signed in, the way out.
fn staff_bar(session: &Session) -> impl IntoView + use<> {
    let router = Router::of_page();
    let csrf = StoredValue::new(session.csrf.clone());
    let leave = move |_| {
        device::clear_desk();
        spawn_local(async move {
            // Signed out or unreachable: the sign-in page is right either way.
            let _ = api::sign_out(&csrf.get_value()).await;
            router.go(routes::SIGN_IN);
        });
    };
    let link = move |href: &'static str, words: &'static str| {
        let is_here = move || routes::split(&router.here()).0 == href;
        view! { <a class="staff-bar__link" href=href aria-current=move || is_here().then_some("page")>{words}</a> }
    };
    let takes_in = session.role == "receiver";
    view! {
        <div class="staff-bar">
            <nav class="staff-bar__pages" aria-label="窗口">
                {takes_in.then(|| link(routes::CASES, "收件"))}
                {link(routes::REPORTS, "群众疑问")}
                <a class="staff-bar__link" href=lianban_api::path::BOOKS target="_blank">"规则手册"</a>
                {link(routes::DESK, "咨询台")}
            </nav>
            <span>{session.display_name.clone()}</span>
            <button class="button button--text" type="button" on:click=leave>"退出"</button>
        </div>
        {idle::watch(csrf)}
    }
}
