//! The API as a person, a window and a mischief-maker see it, without a socket.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod abuse;
mod api_document;
mod book;
mod checks;
mod codes;
mod documents;
mod files;
mod malformed;
mod metrics;
mod notices;
mod packages;
mod page;
mod prefill;
mod reports;
mod retention;
mod samples;
mod sign_in;
mod staff;
mod submit;
mod support;
mod tracking;
mod unmask;
