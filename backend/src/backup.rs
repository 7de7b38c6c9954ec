//! Backups: everything as it was at one moment, while the server goes on.
//!
//! A snapshot is made in the data folder: a new database file with what one read sees, and
//! hard links to the files it refers to. It is then copied out, with a manifest that names
//! each file and its hash, and removed. The key file is never part of a backup. Files still
//! on their way are not either: the browser sends them again.
//!
//! Reading order: this file, `manifest`, `channel` (asking a running server), `restore`.

pub mod channel;
pub mod manifest;
mod restore;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::clock::Moment;
use crate::files::{self, Files, beneath};
use crate::hex::{hex, random};
use crate::register;
use crate::store::StoreError;
use crate::store::findings::Findings;
use crate::store::folder::create_folder;
use crate::store::redb::{self, DATABASE, RedbStore};
use manifest::{Copied, Manifest, copied};
pub use restore::restore;

/// Folder of snapshots in the data folder.
const SNAPSHOTS: &str = "snapshots";

/// Why there is no backup, or none comes back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or folder.
    #[error("cannot use `{path}`: {cause}")]
    Path {
        /// Which.
        path: String,
        /// Why.
        cause: String,
    },
    /// The place is taken.
    #[error("`{0}` is there already: name a folder that is not")]
    Taken(String),
    /// The running server says why not.
    #[error("the running server makes no snapshot: {0}")]
    Server(String),
    /// The backup is not what was written.
    #[error("the backup is broken: {0}")]
    Broken(String),
    /// The system.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// A fault of a path.
fn at(path: &Path) -> impl Fn(io::Error) -> BackupError {
    let path = path.display().to_string();
    move |error| BackupError::Path {
        path: path.clone(),
        cause: error.to_string(),
    }
}

/// A snapshot in a data folder; dropped, it is removed.
pub struct Snapshot(PathBuf);

impl Snapshot {
    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Takes one of a store that this process has open.
    ///
    /// # Errors
    /// When the store or the disk fails.
    pub async fn take(store: &RedbStore, files: &Files, data: &Path) -> Result<Self, BackupError> {
        let name = hex(&random::<8>().map_err(StoreError::from)?);
        let snapshot = Self(data.join(SNAPSHOTS).join(name));
        create_folder(&snapshot.0)?;
        let all_kept = files.keep_all().await;
        let held = store.moment()?;
        let (data, to) = (data.to_owned(), snapshot.0.clone());
        let work = move || {
            for name in held.objects()? {
                link(&data.join(beneath(&name)), &to.join(beneath(&name)))?;
            }
            drop(all_kept);
            held.copy_to(&to.join(DATABASE))?;
            link(&data.join(register::FILE), &to.join(register::FILE))
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| StoreError::Stopped)??;
        Ok(snapshot)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "a snapshot stays until the next start");
        }
    }
}

/// Removes the snapshots that a crash left.
///
/// # Errors
/// When the disk fails.
pub fn remove_snapshots(data: &Path) -> io::Result<()> {
    match fs::remove_dir_all(data.join(SNAPSHOTS)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The same file under one more name, or a copy where there can be no such name. What is
/// not there stays away: a check names it.
fn link(from: &Path, to: &Path) -> Result<(), BackupError> {
    if !from.exists() {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        create_folder(folder)?;
    }
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(_) => fs::copy(from, to).map(drop).map_err(at(to)),
    }
}

/// Copies a snapshot to where the backup shall be, and its manifest last.
///
/// # Errors
/// When the place is taken or cannot be written; then nothing is there.
pub fn keep(snapshot: &Path, to: &Path, moment: Moment) -> Result<Manifest, BackupError> {
    if to.exists() {
        return Err(BackupError::Taken(to.display().to_string()));
    }
    let coming = beside(to, "coming")?;
    let done = copy_all(snapshot, &coming).and_then(|files| {
        let manifest = Manifest::new(moment, files);
        manifest.write(&coming)?;
        fs::rename(&coming, to).map_err(at(to))?;
        Ok(manifest)
    });
    if done.is_err() {
        // What is half there is of no use, and what failed is told already.
        let _ = fs::remove_dir_all(&coming);
    }
    done
}

/// A name beside a path: `backup.coming`.
fn beside(path: &Path, ending: &str) -> Result<PathBuf, BackupError> {
    let name = path.file_name();
    let name = name.ok_or_else(|| at(path)(ErrorKind::InvalidInput.into()))?;
    let mut name = name.to_owned();
    name.push(format!(".{ending}"));
    Ok(path.with_file_name(name))
}

fn copy_all(from: &Path, to: &Path) -> Result<Vec<Copied>, BackupError> {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(to)(error)),
        _ => {}
    }
    create_folder(to)?;
    let mut files = Vec::new();
    for path in all_files(from)? {
        let (source, target) = (from.join(&path), to.join(&path));
        if let Some(folder) = target.parent() {
            create_folder(folder)?;
        }
        files.push(copied(&source, &target, &path)?);
    }
    Ok(files)
}

/// All files beneath a folder, by their paths from there, in order.
fn all_files(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(beneath) = folders.pop() {
        let within = folder.join(&beneath);
        for entry in fs::read_dir(&within).map_err(at(&within))? {
            let entry = entry?;
            let path = beneath.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Checks a folder with a store: a snapshot, a backup, or the data of a server that is not running.
///
/// # Errors
/// When there is nothing to check, or the key is another one.
pub fn check(folder: &Path, key_file: &Path) -> Result<Findings, StoreError> {
    let (mut findings, kept) = redb::check(folder, key_file)?;
    files::check(folder, &kept, &mut findings);
    Ok(findings)
}
