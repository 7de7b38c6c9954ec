//! Room on the disk: new cases and files are refused before it is full, while there is still
//! room to decide what is there.

use std::path::{Path, PathBuf};

use super::StoreError;

/// Bytes that new cases and files leave free unless told otherwise.
pub const RESERVE: u64 = 64 * 1024 * 1024;

/// A folder, and how much of its disk stays free.
#[derive(Clone, Debug)]
pub struct Room {
    folder: PathBuf,
    /// Bytes that stay free.
    pub reserve: u64,
}

impl Room {
    /// On the disk of a folder.
    #[must_use]
    pub fn on_disk_of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            reserve: RESERVE,
        }
    }

    /// Whether there is room for something new.
    ///
    /// # Errors
    /// [`StoreError::NoRoom`].
    pub fn check(&self) -> Result<(), StoreError> {
        let free = self.free();
        if free >= self.reserve {
            return Ok(());
        }
        let path = self.folder.display().to_string();
        Err(StoreError::NoRoom { path, free })
    }

    /// Bytes left; where the system does not say, as many as there can be.
    #[must_use]
    pub fn free(&self) -> u64 {
        free_on_disk(&self.folder).unwrap_or(u64::MAX)
    }
}

#[cfg(unix)]
fn free_on_disk(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_on_disk(_: &Path) -> Option<u64> {
    None
}
