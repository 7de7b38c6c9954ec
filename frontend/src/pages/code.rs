//! Six letters in, answers out: on a phone or at another window.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::tidy_code;

use crate::api::{self, ApiError};
use crate::components::heading::Heading;
use crate::device;
use crate::state::shared::address_of;

/// The page where six letters are typed; an address with letters behind `#` opens at once.
#[component]
pub fn CodePage() -> impl IntoView {
    let typed = RwSignal::new(device::hash().trim_start_matches('#').to_owned());
    let wrong = RwSignal::new(None::<String>);
    let waits = RwSignal::new(false);
    let open = move || {
        let Some(code) = tidy_code(&typed.read_untracked()) else {
            wrong.set(Some("请输入六个字母，在告知单的右上角。".to_owned()));
            return;
        };
        waits.set(true);
        wrong.set(None);
        spawn_local(async move {
            match api::coded(&code).await {
                Ok(coded) => device::load(&address_of(&coded.package, &coded.shared)),
                Err(error) => {
                    wrong.try_set(Some(why(&error)));
                    waits.try_set(false);
                }
            }
        });
    };
    if !typed.read_untracked().is_empty() {
        open();
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open();
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Heading text="用六个字母打开答案" />
            <p class="lead">"窗口给您的告知单上有六个字母。输入以后，能看到同样的结果，接着办。"</p>
            <div class="field" data-invalid=move || wrong.read().is_some().to_string()>
                <label class="field__label" for="code">"六个字母"</label>
                <p class="field__hint" id="code-hint">"大写、小写都可以。里面没有您的姓名和号码。"</p>
                <p class="error" id="code-error" role="alert">{move || wrong.get()}</p>
                <input class="field__input code__input" id="code" type="text" autocomplete="off"
                    autocapitalize="characters" spellcheck="false" maxlength="12"
                    aria-describedby="code-hint code-error"
                    aria-invalid=move || wrong.read().is_some().to_string()
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event)) />
            </div>
            <div class="actions">
                <button class="button button--main" type="submit" disabled=move || waits.get()>
                    {move || if waits.get() { "正在打开……" } else { "打开" }}
                </button>
            </div>
        </form>
    }
}

/// Why letters led nowhere.
pub fn why(error: &ApiError) -> String {
    match error {
        ApiError::NotFound => {
            "没有找到这个码。请核对六个字母；超过 30 天的码会自动作废。".to_owned()
        }
        error => error.to_string(),
    }
}
