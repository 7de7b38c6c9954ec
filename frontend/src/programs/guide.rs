//! The program that a citizen meets first: home and guide, as light as can be.

use crate::app::app;
use crate::pages::guide::GuidePage;
use crate::pages::home::HomePage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::package::package_pages;
use crate::routes::{Page, Step};
use leptos::prelude::*;
use lianban_api::path::is_drawn_by_case;

/// Draws its pages from now on.
pub fn start() {
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
