//! 查看全号: the form of a case without its masks, for the password once more.
//!
//! What is shown stays on the page: it is neither stored nor ever in an address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{CaseDetail, Session, Unmask};
use serde_json::{Map, Value as Json};

use crate::api::{self, ApiError};
use crate::components::dialog::Modal;

/// What is shown without masks, once it may be: field id → value.
pub type Whole = RwSignal<Option<Map<String, Json>>>;

/// The case as it is shown now.
pub fn shown(case: &CaseDetail, whole: Whole) -> CaseDetail {
    let fields = whole.get();
    let fields = fields.unwrap_or_else(|| case.fields.clone());
    CaseDetail {
        fields,
        ..case.clone()
    }
}

/// The button that asks for the password, or that masks again.
pub fn unmask(session: &Session, number: &str, whole: Whole) -> impl IntoView + use<> {
    let is_open = RwSignal::new(false);
    let press = move |_| {
        if whole.read_untracked().is_some() {
            whole.set(None);
        } else {
            is_open.set(true);
        }
    };
    let words = move || {
        if whole.read().is_some() {
            "收起全号"
        } else {
            "查看全号"
        }
    };
    let number = StoredValue::new(number.to_owned());
    let csrf = StoredValue::new(session.csrf.clone());
    view! {
        <button class="button button--text" type="button" on:click=press>{words}</button>
        <Modal is_open title="查看全号">{ask(number, csrf, is_open, whole)}</Modal>
    }
}

/// The password once more.
fn ask(
    number: StoredValue<String>,
    csrf: StoredValue<String>,
    is_open: RwSignal<bool>,
    whole: Whole,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<String>);
    let sending = RwSignal::new(false);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = Unmask {
            password: password.get_untracked(),
        };
        if command.password.is_empty() {
            return failure.set(Some("请输入您的登录密码。".to_owned()));
        }
        sending.set(true);
        spawn_local(async move {
            let outcome = api::unmask(&number.get_value(), &command, &csrf.get_value()).await;
            // The dialogue may be closed meanwhile.
            sending.try_set(false);
            match outcome {
                Ok(unmasked) => {
                    whole.try_set(Some(unmasked.fields));
                    is_open.try_set(false);
                }
                Err(error) => drop(failure.try_set(Some(said(&error)))),
            }
        });
    };
    view! {
        <form class="decision" novalidate on:submit=send>
            <p>"打电话、上门、制证要用全号时才看。请再输一次您的登录密码。谁在哪天看过，会记在这个件里。"</p>
            <div class="field" data-invalid=move || failure.read().is_some().to_string()>
                <label class="field__label" for="unmask-password">"登录密码"</label>
                <p class="error" id="unmask-error" role="alert">{move || failure.get()}</p>
                <input class="field__input" id="unmask-password" type="password" autocomplete="current-password"
                    aria-describedby="unmask-error" prop:value=move || password.get()
                    on:input=move |event| password.set(event_target_value(&event)) />
            </div>
            <div class="actions">
                <button class="button button--main" type="submit" disabled=move || sending.get()>"看全号"</button>
                <button class="button" type="button" on:click=move |_| is_open.set(false)>"不看了"</button>
            </div>
        </form>
    }
}

fn said(error: &ApiError) -> String {
    match error {
        ApiError::Refused(problem) => problem.title.clone(),
        error => error.to_string(),
    }
}
