//! What an operator relies on: the program as a process, its commands, and what breaks under it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod abuse;
mod backup;
mod diff;
mod durability;
mod faults;
mod running;
#[path = "../http/samples.rs"]
mod samples;
mod staff;
mod unit;
mod upgrade;
