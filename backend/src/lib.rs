//! The server: HTTP, casework, store, staff accounts, and the command line `lianban`.
//!
//! Reading order: [`casework`] (pure), [`store`], [`files`], [`packages`], [`gate`],
//! [`backup`], [`staff`], [`http`], [`cli`].

#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test that cannot go on fails"
    )
)]

/// A submission is thousands of small pieces of JSON, made on one thread and dropped on
/// another: the system's allocator takes a third of the server's time for them.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod answering;
pub mod backup;
pub mod book;
pub mod casework;
pub mod cli;
pub mod clock;
pub mod files;
pub mod gate;
pub mod hex;
pub mod http;
pub mod limits;
pub mod metrics;
pub mod notice;
pub mod packages;
pub mod register;
pub mod serving;
pub mod staff;
pub mod store;
