//! Ties addresses to pages, and draws what stands around every page.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::components::icon::icon;
use crate::pages::documents::DocumentsPage;
use crate::pages::form::FormPage;
use crate::pages::guide::GuidePage;
use crate::pages::home::HomePage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::package::PackagePages;
use crate::pages::result::ResultPage;
use crate::pages::review::ReviewPage;
use crate::pages::staff::case::CasePage;
use crate::pages::staff::cases::CasesPage;
use crate::pages::staff::sign_in::SignInPage;
use crate::pages::stop::StopPage;
use crate::pages::submitted::SubmittedPage;
use crate::routes;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <a class="skip-link" href="#main" rel="external">"跳到正文"</a>
            <header class="masthead">
                <a class="masthead__name" href=routes::HOME>{icon("stamp")}<span>"联办"</span></a>
            </header>
            <main class="main" id="main" tabindex="-1">
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage />
                    <ParentRoute path=path!("/packages/:package") view=PackagePages>
                        <Route path=path!("guide") view=GuidePage />
                        <Route path=path!("stop") view=StopPage />
                        <Route path=path!("result") view=ResultPage />
                        <Route path=path!("form") view=FormPage />
                        <Route path=path!("documents") view=DocumentsPage />
                        <Route path=path!("review") view=ReviewPage />
                        <Route path=path!("submitted") view=SubmittedPage />
                    </ParentRoute>
                    <ParentRoute path=path!("/staff") view=Outlet>
                        <Route path=path!("sign-in") view=SignInPage />
                        <Route path=path!("cases") view=CasesPage />
                        <Route path=path!("cases/:number") view=CasePage />
                    </ParentRoute>
                </Routes>
            </main>
            <footer class="footer">
                <p>"以窗口核定为准。"<a href=routes::CASES>"窗口工作人员入口"</a></p>
            </footer>
        </Router>
    }
}
