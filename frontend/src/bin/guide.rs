//! The program that a citizen meets first: home and guide, as light as can be.

use leptos::prelude::*;
use lianban_api::path::is_drawn_by_case;
use lianban_frontend::app::app;
use lianban_frontend::pages::guide::GuidePage;
use lianban_frontend::pages::home::HomePage;
use lianban_frontend::pages::not_found::NotFoundPage;
use lianban_frontend::pages::package::package_pages;
use lianban_frontend::routes::{Page, Step};

fn main() {
    leptos::mount::mount_to_body(|| app(|path| !is_drawn_by_case(path), page));
}

fn page(page: Page) -> AnyView {
    match page {
        Page::Home => HomePage().into_any(),
        Page::Package(id, _) => package_pages(id, step),
        _ => NotFoundPage().into_any(),
    }
}

fn step(step: Step) -> AnyView {
    match step {
        Step::Guide => GuidePage().into_any(),
        _ => NotFoundPage().into_any(),
    }
}
