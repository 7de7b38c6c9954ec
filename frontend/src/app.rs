//! What stands around every page, in each of the two programs.

use leptos::prelude::*;

use crate::components::icon::icon;
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
        </header>
        <main class="main" id="main" tabindex="-1">
            {move || page(area.get())}
        </main>
        <footer class="footer">
            <p>"以窗口核定为准。"<a href=routes::CASES>"窗口工作人员入口"</a></p>
        </footer>
    }
    .into_any()
}
