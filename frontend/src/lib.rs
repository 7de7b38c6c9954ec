//! The app of citizens and windows: guide, result, form, documents, submission, intake.
//!
//! Reading order: [`routes`] names the pages, [`state`] holds what they know and
//! is tested without a browser, [`api`] and [`device`] reach the world,
//! [`components`] know HTML, [`pages`] arrange, [`router`] follows the address bar,
//! [`app`] draws what stands around every page. The programs in `bin` tie addresses
//! to pages.

#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )
)]

pub mod api;
pub mod app;
pub mod components;
pub mod device;
pub mod pages;
pub mod router;
pub mod routes;
pub mod state;
