//! Parts of pages that know HTML, not licensing.

pub mod address;
pub mod answer;
pub mod date;
pub mod dialog;
pub mod doubt;
pub mod error_summary;
pub mod faces;
pub mod field;
pub mod files;
pub mod heading;
pub mod icon;
pub mod input;
pub mod live_panel;
pub mod notice_paper;
pub mod paper;
pub mod permit;
pub mod rows;
pub mod setback;
pub mod sign;
pub mod told_sheet;
