//! The two programs of the app, each tying its addresses to pages.
//!
//! What both need they share; a link from one to the other loads a page from the
//! server. Everything a person has given waits on the device meanwhile.

pub mod case;
pub mod guide;
