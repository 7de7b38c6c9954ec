//! The pages: each arranges components and holds its own words.

pub mod about;
pub mod brought;
pub mod clear;
pub mod documents;
pub mod earlier;
pub mod form;
pub mod guide;
pub mod handbook;
pub mod home;
pub mod keeping;
pub mod licence;
pub mod not_found;
pub mod outgoing;
pub mod package;
pub mod privacy;
pub mod privacy_first;
pub mod result;
pub mod review;
pub mod scope;
pub mod sheet;
pub mod staff;
pub mod stop;
pub mod submitted;
pub mod track;
pub mod waiting;
pub mod written;
