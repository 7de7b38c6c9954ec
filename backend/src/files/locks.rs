//! One thing at a time for each draft; drafts do not wait for each other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as Gate, OwnedMutexGuard};

/// Names that somebody holds or waits for.
#[derive(Default)]
pub(super) struct Locks(Mutex<HashMap<String, Weak<Gate<()>>>>);

impl Locks {
    /// Waits until nobody else holds `name`, and holds it.
    pub(super) async fn lock(&self, name: &str) -> OwnedMutexGuard<()> {
        self.gate(name).lock_owned().await
    }

    fn gate(&self, name: &str) -> Arc<Gate<()>> {
        let mut gates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = gates.get(name).and_then(Weak::upgrade) {
            return gate;
        }
        gates.retain(|_, gate| gate.strong_count() > 0);
        let gate = Arc::default();
        gates.insert(name.to_owned(), Arc::downgrade(&gate));
        gate
    }
}
