//! What stands around every page, in each of the two programs.

use leptos::prelude::*;

use crate::components::icon::icon;
use crate::device;
use crate::router::Router;
use crate::routes::{self, Page};

/// The app: `draws` says which paths this program draws, `page` draws them.
///
/// `page` is called anew for another area only; see [`Page::area`].
pub fn app(draws: fn(&str) -> bool, page: fn(Page) -> AnyView) -> AnyView {
    let router = Router::start(draws);
    provide_context(router);
    let area = Memo::new(move |_| router.page().area());
    view! {
        <a class="skip-link" href="#main" rel="external">"跳到正文"</a>
        <header class="masthead">
            <a class="masthead__name" href=routes::HOME>{icon("stamp")}<span>"联办"</span></a>
            <div class="masthead__links">
                <a href=routes::TRACK>"查进度"</a>
                {elder_switch()}
            </div>
        </header>
        <div class="update main" role="status">
            <span>"有新版本。您填的都还在，换不换都可以接着办。"</span>
            <button class="button" type="button" data-take-update="">"换上新版本"</button>
        </div>
        <main class="main" id="main" tabindex="-1">
            {move || page(area.get())}
        </main>
        <footer class="footer">
            <p>"以窗口核定为准。"</p>
            <p>
                <a href=routes::PRIVACY>"隐私说明"</a>" "
                <a href=routes::CLEAR>"公用电脑？用完清除"</a>" "
                <a href=routes::CASES>"窗口工作人员入口"</a>
            </p>
        </footer>
    }
    .into_any()
}

/// 长辈版: larger letters and targets, remembered on the device.
fn elder_switch() -> impl IntoView {
    let is_elder = RwSignal::new(device::is_elder());
    let turn = move |_| {
        is_elder.update(|it| *it = !*it);
        device::set_elder(is_elder.get_untracked());
    };
    view! {
        <button class="button button--text" type="button" aria-pressed=move || is_elder.get().to_string() on:click=turn>
            {move || if is_elder.get() { "退出长辈版" } else { "长辈版" }}
        </button>
    }
}
