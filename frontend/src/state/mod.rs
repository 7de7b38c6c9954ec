//! What the pages know, in plain Rust: nothing here touches the browser.
//!
//! Reading order: [`draft`] is what stays on the device, [`input`] turns what is
//! typed into answers, [`interview`] says which screen comes, [`plan`] what the
//! result page shows, [`open_point`] what of it is still to be settled, [`why`] (and [`why_ask`]) why and what
//! would change it, [`what_if`] compares plans, [`numbers`] and [`way`] how much and how long,
//! [`form`] checks the form ([`address`], [`rows`], [`day`] are parts of it), [`filling`] is what
//! else is known of it, [`prefill`] what need not be typed again, [`mine`] what the device keeps
//! for the next time, [`scope`] what the permits call for, [`form_pages`] cuts it into pages, [`papers`] are the documents, [`pick`] looks at a
//! chosen file and [`upload`] gets it across, [`submission`] puts it all together,
//! [`outbox`] gets it across, [`setback`] says why something was not done, [`receipt`] is what is left, [`receipts`] keeps all of them, [`clearing`] what a shared device gives back.
//! [`listed`] puts names into a sentence.
//! [`shared`] are answers that came in an address, [`desk`] is the consultation desk, [`told`] its sheet.

pub mod address;
pub mod changes;
pub mod clearing;
pub mod cross_checks;
pub mod day;
pub mod desk;
pub mod draft;
pub mod filling;
#[cfg(test)]
pub mod fixture;
pub mod form;
pub mod form_pages;
pub mod given;
pub mod input;
pub mod interview;
pub mod listed;
pub mod mine;
pub mod notice;
pub mod numbers;
pub mod open_point;
pub mod outbox;
pub mod papers;
pub mod pick;
pub mod plan;
pub mod prefill;
pub mod qr;
pub mod receipt;
pub mod receipts;
pub mod rows;
pub mod scope;
pub mod search;
pub mod setback;
pub mod shared;
pub mod staff;
pub mod start;
pub mod submission;
pub mod time;
pub mod told;
pub mod upload;
pub mod way;
pub mod what_if;
pub mod why;
pub mod why_ask;
pub mod written;
