//! What the pages know, in plain Rust: nothing here touches the browser.
//!
//! Reading order: [`draft`] is what stays on the device, [`input`] turns what is
//! typed into answers, [`interview`] says which screen comes, [`plan`] what the
//! result page shows, [`open_point`] what of it is still to be settled, [`form`] checks the form, [`submission`] puts it all together.

pub mod changes;
pub mod draft;
#[cfg(test)]
pub mod fixture;
pub mod form;
pub mod given;
pub mod input;
pub mod interview;
pub mod notice;
pub mod open_point;
pub mod plan;
pub mod search;
pub mod staff;
pub mod submission;
pub mod time;
