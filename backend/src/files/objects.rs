//! Whole files: encrypted, each under a name that tells nothing to anybody without its key.
//!
//! They lie in a local folder. [`ObjectStore`] is the seam where a city puts a store that
//! several machines share.

use std::fs;
use std::path::{Path as Folder, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use lianban_api::StoredFile;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

use super::FileError;
use crate::store::StoreError;
use crate::store::folder::create_folder;
use crate::store::seal::SealKey;

/// Name of the folder in the data folder.
pub const FOLDER: &str = "files";

/// Where whole files lie.
pub(super) struct Objects {
    store: Arc<dyn ObjectStore>,
    /// Held for writing while nothing may be deleted.
    deleting: Arc<RwLock<()>>,
}

/// The name under which a file of this key lies: a keyed hash of its id and content.
#[must_use]
pub fn object_name(key: &SealKey, file: &StoredFile) -> String {
    key.name(format!("object/{}/{}", file.id, file.digest).as_bytes())
}

impl Objects {
    /// A folder of this machine. What is put there is on disk when it is answered.
    pub(super) fn local(folder: &Folder) -> Result<Self, StoreError> {
        let failed = |cause: String| StoreError::File {
            path: folder.display().to_string(),
            cause,
        };
        create_folder(folder)?;
        remove_half_written(folder).map_err(|error| failed(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(folder);
        let store = store.map_err(|error| failed(error.to_string()))?;
        Ok(Self {
            store: Arc::new(store.with_fsync(true)),
            deleting: Arc::default(),
        })
    }

    /// Until it is dropped nothing is deleted.
    pub(super) async fn keep_all(&self) -> OwnedRwLockWriteGuard<()> {
        Arc::clone(&self.deleting).write_owned().await
    }

    /// The names of all that lies here.
    pub(super) async fn list(&self) -> Result<Vec<String>, FileError> {
        let mut names = Vec::new();
        let folders = self.store.list_with_delimiter(None).await.map_err(failed)?;
        for folder in folders.common_prefixes {
            let listed = self.store.list_with_delimiter(Some(&folder)).await;
            let objects = listed.map_err(failed)?.objects.into_iter();
            names.extend(objects.filter_map(|it| it.location.filename().map(str::to_owned)));
        }
        Ok(names)
    }

    pub(super) async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), FileError> {
        let put = self
            .store
            .put(&place(name), Bytes::from(bytes).into())
            .await;
        put.map(drop).map_err(failed)
    }

    pub(super) async fn get(&self, name: &str) -> Result<Bytes, FileError> {
        let found = self.store.get(&place(name)).await.map_err(failed)?;
        found.bytes().await.map_err(failed)
    }

    /// It is well if there is none.
    pub(super) async fn delete(&self, name: &str) -> Result<(), FileError> {
        let _may = self.deleting.read().await;
        match self.store.delete(&place(name)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

/// A crash while a file was written leaves it under its name with `#` and a number.
fn remove_half_written(folder: &Folder) -> std::io::Result<()> {
    for shelf in fs::read_dir(folder)? {
        let shelf = shelf?.path();
        if !shelf.is_dir() {
            continue;
        }
        for file in fs::read_dir(shelf)? {
            let file = file?;
            if file.file_name().to_string_lossy().contains('#') {
                fs::remove_file(file.path())?;
            }
        }
    }
    Ok(())
}

/// In folders of their own, so that none grows too large to list.
fn place(name: &str) -> Path {
    Path::from_iter([shelf(name).as_str(), name])
}

fn shelf(name: &str) -> String {
    name.chars().take(2).collect()
}

/// Where an object lies, beneath the data folder.
#[must_use]
pub fn beneath(name: &str) -> PathBuf {
    [FOLDER, &shelf(name), name].iter().collect()
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn failed(error: Error) -> FileError {
    FileError::Disk(error.to_string())
}
