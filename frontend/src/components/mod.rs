//! Parts of pages that know HTML, not licensing.

pub mod answer;
pub mod dialog;
pub mod doubt;
pub mod error_summary;
pub mod faces;
pub mod field;
pub mod heading;
pub mod icon;
pub mod live_panel;
pub mod notice_paper;
pub mod permit;
pub mod sign;
