//! The windows: sign-in, intake list, case.

use leptos::prelude::*;
use lianban_api::{CaseState, Session};

use crate::components::sign::sign;

pub mod case;
pub mod cases;
pub mod sign_in;

/// The sign and word of a case's state.
fn case_sign(state: CaseState) -> AnyView {
    match state {
        CaseState::Submitted => sign("open", "clock", "待受理").into_any(),
        CaseState::Accepted => sign("needed", "stamp", "已受理").into_any(),
        CaseState::NotAccepted => sign("stop", "state-stop", "不予受理").into_any(),
        CaseState::Withdrawn => sign("not-needed", "state-not-needed", "已撤回").into_any(),
    }
}

/// Who is signed in, and the way out.
fn staff_bar(session: &Session, on_leave: Callback<()>) -> impl IntoView + use<> {
    view! {
        <div class="staff-bar">
            <span>{session.display_name.clone()}</span>
            <button class="button button--text" type="button" on:click=move |_| on_leave.run(())>"退出"</button>
        </div>
    }
}
