//! A window that nobody works at any more: asks, then signs out and keeps the way back.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::dialog::Modal;
use crate::device;
use crate::router::Router;
use crate::routes;
use crate::state::staff::idle::{Due, due};

/// Where the tabs of one browser keep when somebody last touched one of them.
const TOUCHED: &str = "lianban/window/touched";
/// How often it is looked.
const BEAT: Duration = Duration::from_secs(5);

/// Watches as long as the page is there.
pub(super) fn watch(csrf: StoredValue<String>) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let router = Router::of_page();
    let told = StoredValue::new(device::now());
    touch();
    let touched = move || {
        if !is_asking.get_untracked() {
            touch();
        }
    };
    let keys = window_event_listener(ev::keydown, move |_| touched());
    let pointer = window_event_listener(ev::pointerdown, move |_| touched());
    let beat = move || {
        let now = device::now();
        match due(now, last_touch(), told.get_value()) {
            Due::Nothing => is_asking.set(false),
            Due::Word => word(told),
            Due::Warning => is_asking.set(true),
            Due::End => end(router, csrf),
        }
    };
    let beat = set_interval_with_handle(beat, BEAT);
    on_cleanup(move || {
        keys.remove();
        pointer.remove();
        if let Ok(beat) = beat {
            beat.clear();
        }
    });
    let stay = move |_| {
        touch();
        is_asking.set(false);
        word(told);
    };
    view! {
        <Modal is_open=is_asking title="还在吗？">
            <p>"很久没有动作了。再过 1 分钟会自动退出，免得别人看到案件。填到一半的内容会留着。"</p>
            <div class="actions">
                <button class="button button--main" type="button" on:click=stay>"我还在，继续"</button>
            </div>
        </Modal>
    }
}

/// Tells the server that somebody works here.
fn word(told: StoredValue<f64>) {
    told.set_value(device::now());
    // Out of reach for a moment: the next beat that is due tries again.
    spawn_local(async { drop(api::session().await) });
}

fn end(router: Router, csrf: StoredValue<String>) {
    let csrf = csrf.get_value();
    router.go(&routes::sign_in(&router.here_now(), true));
    spawn_local(async move { drop(api::sign_out(&csrf).await) });
}

fn touch() {
    device::store(TOUCHED, &device::now().to_string());
}

fn last_touch() -> f64 {
    let kept = device::stored(TOUCHED).map(|text| js_sys::Number::parse_float(&text));
    // Without a memory the window never seems idle; the server still ends the session.
    kept.filter(|it| it.is_finite()).unwrap_or_else(device::now)
}
