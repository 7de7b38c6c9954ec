//! The program for what comes after the guide: result to submission, and the windows.

use leptos::prelude::*;
use lianban_api::path::is_drawn_by_case;
use lianban_frontend::app::app;
use lianban_frontend::pages::documents::DocumentsPage;
use lianban_frontend::pages::form::FormPage;
use lianban_frontend::pages::guide::GuidePage;
use lianban_frontend::pages::home::HomePage;
use lianban_frontend::pages::not_found::NotFoundPage;
use lianban_frontend::pages::package::package_pages;
use lianban_frontend::pages::result::ResultPage;
use lianban_frontend::pages::review::ReviewPage;
use lianban_frontend::pages::staff::case::case_page;
use lianban_frontend::pages::staff::cases::CasesPage;
use lianban_frontend::pages::staff::sign_in::SignInPage;
use lianban_frontend::pages::stop::StopPage;
use lianban_frontend::pages::submitted::SubmittedPage;
use lianban_frontend::routes::{Page, Step};

/// While the app is being developed one program draws everything.
const WHOLE: bool = cfg!(debug_assertions);

fn main() {
    leptos::mount::mount_to_body(|| app(|path| WHOLE || is_drawn_by_case(path), page));
}

fn page(page: Page) -> AnyView {
    match page {
        Page::Package(id, _) => package_pages(id, step),
        Page::SignIn => SignInPage().into_any(),
        Page::Cases => CasesPage().into_any(),
        Page::Case(number) => case_page(number),
        Page::Home if WHOLE => HomePage().into_any(),
        Page::Home | Page::Missing => NotFoundPage().into_any(),
    }
}

fn step(step: Step) -> AnyView {
    match step {
        Step::Stop => StopPage().into_any(),
        Step::Result => ResultPage().into_any(),
        Step::Form => FormPage().into_any(),
        Step::Documents => DocumentsPage().into_any(),
        Step::Review => ReviewPage().into_any(),
        Step::Submitted => SubmittedPage().into_any(),
        Step::Guide if WHOLE => GuidePage().into_any(),
        Step::Guide => NotFoundPage().into_any(),
    }
}
