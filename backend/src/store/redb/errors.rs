//! What redb says when it fails, as one error of the store.

use crate::store::StoreError;

/// What redb says, as an error of ours.
macro_rules! database_errors {
    ($($error:ident),*) => {$(
        impl From<redb::$error> for StoreError {
            fn from(error: redb::$error) -> Self {
                Self::Database(error.to_string())
            }
        }
    )*};
}

database_errors!(
    DatabaseError,
    TransactionError,
    TableError,
    StorageError,
    CommitError
);
