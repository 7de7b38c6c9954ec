//! What a backup consists of: each file with its length and hash.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{BackupError, at};
use crate::clock::Moment;
use crate::hex::hex;
use crate::store::redb::FORMAT;
use crate::store::seal::create_private;

/// Name of the manifest in a backup.
pub const MANIFEST: &str = "manifest.json";
/// Bytes read at a time.
const PIECE: usize = 256 * 1024;

/// What a backup consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the program that made it.
    pub program: String,
    /// Format of the store in it.
    pub store_format: u64,
    /// When it was made.
    pub at: Moment,
    /// Its files, in order.
    pub files: Vec<Copied>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Path from the folder of the backup.
    pub path: PathBuf,
    /// Length.
    pub bytes: u64,
    /// SHA-256, in hex.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(at: Moment, files: Vec<Copied>) -> Self {
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            store_format: FORMAT,
            at,
            files,
        }
    }

    /// Bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(MANIFEST);
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::other)?;
        create_private(&path, &text).map_err(at(&path))
    }

    /// Reads the manifest of a backup.
    ///
    /// # Errors
    /// When there is none.
    pub fn read(folder: &Path) -> Result<Self, BackupError> {
        let path = folder.join(MANIFEST);
        let text = fs::read(&path).map_err(at(&path))?;
        serde_json::from_slice(&text).map_err(|error| BackupError::Broken(error.to_string()))
    }

    /// The files of a backup that are not what was copied.
    #[must_use]
    pub fn changed(&self, folder: &Path) -> Vec<&Path> {
        let is_changed = |file: &&Copied| {
            let read = hashed(&folder.join(&file.path), |_| Ok(()));
            read.ok() != Some((file.bytes, file.sha256.clone()))
        };
        let changed = self.files.iter().filter(is_changed);
        changed.map(|file| file.path.as_path()).collect()
    }
}

/// Copies a file to disk, and says what was copied.
pub(super) fn copied(from: &Path, to: &Path, path: &Path) -> Result<Copied, BackupError> {
    let mut target = File::create_new(to).map_err(at(to))?;
    let copied = hashed(from, |bytes| target.write_all(bytes));
    let (bytes, sha256) = copied.map_err(at(to))?;
    target.sync_all().map_err(at(to))?;
    Ok(Copied {
        path: path.to_owned(),
        bytes,
        sha256,
    })
}

/// Length and hash of a file, each piece of which is handed on.
fn hashed(
    path: &Path,
    mut each: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut length = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok((length, hex(&hash.finalize())));
        };
        each(bytes)?;
        hash.update(bytes);
        length += read as u64;
    }
}
