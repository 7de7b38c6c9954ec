//! The app of citizens and windows: guide, result, form, documents, submission, intake.
//!
//! Reading order: [`routes`] names the pages, [`state`] holds what they know and
//! is tested without a browser, [`api`] and [`device`] reach the world,
//! [`components`] know HTML, [`pages`] arrange, [`router`] follows the address bar,
//! [`app`] draws what stands around every page. [`programs`] tie addresses
//! to pages; there are two, so that nobody waits for more than the page needs.

#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

mod api;
mod app;
mod components;
mod device;
mod pages;
pub mod programs;
mod router;
mod routes;
mod state;
mod work;
