//! Sign-in of the windows: says why one has to, and leads back to where one was.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{Credentials, Session, problem};

use crate::api::{self, ApiError};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::heading::Heading;
use crate::components::setback::SetbackNotice;
use crate::device;
use crate::router::Router;
use crate::routes;
use crate::state::setback::Setback;

/// Whose things lie on the desk.
const OWNER: &str = "lianban/owner";

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let setback = RwSignal::new(None);
    let is_locked = RwSignal::new(false);
    let sending = RwSignal::new(false);
    let router = Router::of_page();
    let here = router.here_now();
    let query = routes::split(&here).1.to_owned();
    let was_idle = routes::was_idle(&query);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = missing(&name.read_untracked(), &password.read_untracked());
        mistakes.set(found.clone());
        setback.set(None);
        if !found.is_empty() {
            return;
        }
        sending.set(true);
        let credentials = Credentials {
            name: name.get_untracked(),
            password: password.get_untracked(),
        };
        let back = routes::back_in(&query);
        spawn_local(async move {
            match api::sign_in(&credentials).await {
                Ok(session) => {
                    takes_the_desk(&session.name);
                    router.replace(&back.unwrap_or_else(|| first_page(&session).to_owned()));
                }
                Err(error) => {
                    is_locked.set(is_too_often(&error));
                    match Setback::of(&error) {
                        Some(why) => setback.set(Some(why)),
                        None => mistakes.set(vec![why(&error)]),
                    }
                    password.set(String::new());
                }
            }
            sending.set(false);
        });
    };
    view! {
        <form class="sign-in" novalidate on:submit=submit>
            {was_idle.then(|| view! {
                <p class="notice" role="status">
                    "您离开了一会儿，系统先退出了，免得别人看到案件。登录后回到刚才的页面，填到一半的内容还在。"
                </p>
            })}
            <ErrorSummary mistakes />
            <SetbackNotice setback />
            <Heading text="窗口登录" />
            <div class="field">
                <label class="field__label" for="name">"账号"</label>
                <input class="field__input" id="name" autocomplete="username" autocapitalize="none"
                    spellcheck="false" bind:value=name />
            </div>
            <div class="field">
                <label class="field__label" for="password">"密码"</label>
                <input class="field__input" id="password" type="password" autocomplete="current-password"
                    bind:value=password />
            </div>
            {move || is_locked.get().then(|| view! {
                <p class="notice notice--amber">
                    "连着输错好几次，系统会停一会儿，防着别人猜密码。账号没有坏，到时间再登录就行。忘了密码，请找系统管理员重设。"
                </p>
            })}
            <div class="actions">
                <button class="button button--main" type="submit" disabled=move || sending.get()>"登录"</button>
            </div>
            <p class="lead">"这里只给窗口工作人员用。办事请"<a href=routes::HOME>"回到首页"</a>"。"</p>
        </form>
    }
}

/// Somebody else's half-written reasons are not theirs to read.
fn takes_the_desk(name: &str) {
    if device::on_desk(OWNER).as_deref() != Some(name) {
        device::clear_desk();
    }
    device::leave_on_desk(OWNER, name);
}

/// Where work begins for this role.
fn first_page(session: &Session) -> &'static str {
    if session.role == "receiver" {
        routes::CASES
    } else {
        routes::REPORTS
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

fn is_too_often(error: &ApiError) -> bool {
    matches!(error, ApiError::Refused(it) if it.kind == problem::TOO_OFTEN)
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
