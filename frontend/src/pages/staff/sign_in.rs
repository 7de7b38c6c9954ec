//! Sign-in of the windows.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::Credentials;

use crate::api::{self, ApiError};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::heading::Heading;
use crate::router::Router;
use crate::routes;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let sending = RwSignal::new(false);
    let router = Router::of_page();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = missing(&name.read_untracked(), &password.read_untracked());
        mistakes.set(found.clone());
        if !found.is_empty() {
            return;
        }
        sending.set(true);
        let credentials = Credentials {
            name: name.get_untracked(),
            password: password.get_untracked(),
        };
        spawn_local(async move {
            match api::sign_in(&credentials).await {
                Ok(_) => router.go(routes::CASES),
                Err(error) => mistakes.set(vec![why(&error)]),
            }
            sending.set(false);
        });
    };
    view! {
        <form class="sign-in" novalidate on:submit=submit>
            <ErrorSummary mistakes />
            <Heading text="窗口登录" />
            <div class="field">
                <label class="field__label" for="name">"账号"</label>
                <input class="field__input" id="name" autocomplete="username" bind:value=name />
            </div>
            <div class="field">
                <label class="field__label" for="password">"密码"</label>
                <input class="field__input" id="password" type="password" autocomplete="current-password"
                    bind:value=password />
            </div>
            <div class="actions">
                <button class="button button--main" type="submit" disabled=move || sending.get()>"登录"</button>
            </div>
        </form>
    }
}

fn missing(name: &str, password: &str) -> Vec<Mistake> {
    let fields = [
        ("name", name, "请填账号。"),
        ("password", password, "请填密码。"),
    ];
    fields
        .into_iter()
        .filter(|(_, text, _)| text.is_empty())
        .map(|(place, _, message)| Mistake {
            place: place.to_owned(),
            message: message.to_owned(),
        })
        .collect()
}

fn why(error: &ApiError) -> Mistake {
    let message = match error {
        ApiError::SignedOut => "账号或密码不对。请再看一下大小写。".to_owned(),
        error => error.to_string(),
    };
    Mistake {
        place: "name".to_owned(),
        message,
    }
}
