//! What goes on beside the pages: files on their way, and a submission that waits for the network.
//!
//! The state machines are in `state/upload.rs` and `state/outbox.rs`; here they meet the
//! browser. There is one worker of each kind, however often a page asks for it, and it ends
//! when the package's pages are gone.

pub mod choosing;
pub mod sending;
pub mod uploads;

use crate::pages::package::Case;
use crate::router::Router;

/// Goes on with whatever is under way.
pub fn keep_going(case: Case, router: Router) {
    uploads::keep_going(case);
    sending::keep_going(case, router);
}
