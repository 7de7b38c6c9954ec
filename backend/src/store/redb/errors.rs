//! What redb says when it fails, as one error of the store.

use std::io::ErrorKind;
use std::path::Path;

use redb::{DatabaseError, StorageError as Storage};

use crate::store::StoreError;

/// Why a database cannot be opened.
pub(super) fn opening(path: &Path, error: DatabaseError) -> StoreError {
    let path = path.display().to_string();
    match error {
        DatabaseError::Storage(Storage::Corrupted(_)) | DatabaseError::RepairAborted => {
            StoreError::Damaged(path)
        }
        // Cut off somewhere.
        DatabaseError::Storage(Storage::Io(error)) if error.kind() == ErrorKind::UnexpectedEof => {
            StoreError::Damaged(path)
        }
        DatabaseError::DatabaseAlreadyOpen => {
            let cause = "another program has it open; is the server running?".to_owned();
            StoreError::File { path, cause }
        }
        DatabaseError::Storage(Storage::Io(error)) => StoreError::File {
            path,
            cause: error.to_string(),
        },
        error => {
            let cause = error.to_string();
            StoreError::File { path, cause }
        }
    }
}

/// What the disk says: full, gone, damaged.
fn storage(error: Storage) -> StoreError {
    match error {
        Storage::Io(error) => StoreError::Disk(error.to_string()),
        Storage::PreviousIo => StoreError::Disk("it failed before".to_owned()),
        Storage::Corrupted(what) => StoreError::Damaged(what),
        error => StoreError::Database(error.to_string()),
    }
}

impl From<Storage> for StoreError {
    fn from(error: Storage) -> Self {
        storage(error)
    }
}

/// What redb says, as an error of ours.
macro_rules! database_errors {
    ($($error:ident),*) => {$(
        impl From<redb::$error> for StoreError {
            fn from(error: redb::$error) -> Self {
                match error {
                    redb::$error::Storage(error) => storage(error),
                    error => Self::Database(error.to_string()),
                }
            }
        }
    )*};
}

database_errors!(DatabaseError, TransactionError, TableError, CommitError);
