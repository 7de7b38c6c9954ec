//! The app of citizens and windows: guide, result, form, documents, submission, intake.
//!
//! Reading order: [`routes`] names the pages, [`state`] holds what they know and
//! is tested without a browser, [`api`] and [`device`] reach the world,
//! [`components`] know HTML, [`pages`] arrange, [`app`] ties addresses to pages.

#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )
)]

mod api;
mod app;
mod components;
mod device;
mod pages;
mod routes;
mod state;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
