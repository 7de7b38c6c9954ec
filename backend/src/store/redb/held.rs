//! The store as it was at one moment, while writing goes on.

use std::collections::BTreeSet;
use std::path::Path;

use redb::ReadTransaction;

use super::{files, tables};
use crate::store::StoreError;

/// The store as it was at one moment.
pub struct Held(ReadTransaction);

impl Held {
    pub(super) fn new(transaction: ReadTransaction) -> Self {
        Self(transaction)
    }

    /// The names of all objects that drafts and cases refer to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn objects(&self) -> Result<BTreeSet<String>, StoreError> {
        Ok(files::referred(&self.0)?.objects)
    }

    /// Copies everything into a new database file.
    ///
    /// # Errors
    /// When a database fails, or has a table that this program does not know.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        tables::copy(&self.0, path)
    }
}
