//! `lianban backup`, `lianban verify` and `lianban restore`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::{Data, lies_in};
use crate::backup::channel::ask;
use crate::backup::manifest::{MANIFEST, Manifest};
use crate::backup::{BackupError, Snapshot, check, keep, restore};
use crate::clock::Moment;
use crate::files::Files;

/// Copies everything as it is at one moment into a new folder; the server may be running.
#[derive(Args)]
pub struct Backup {
    /// Folder to make.
    folder: PathBuf,
    #[command(flatten)]
    data: Data,
}

/// Reads everything and names what is broken: events, records, files. Status 1 then.
#[derive(Args)]
pub struct Verify {
    /// A backup; left out, the data folder, whether the server is running or not. Another data
    /// folder than the server's is named with `--data`.
    backup: Option<PathBuf>,
    #[command(flatten)]
    data: Data,
}

/// Makes a data folder of a backup, and checks everything in it first.
#[derive(Args)]
pub struct Restore {
    /// The backup.
    backup: PathBuf,
    #[command(flatten)]
    data: Data,
}

impl Backup {
    /// Runs the command.
    ///
    /// # Errors
    /// [`BackupError`].
    pub async fn run(self) -> Result<(), BackupError> {
        let data = self.data.folder();
        if lies_in(&self.folder, &data)? {
            return Err(BackupError::Path {
                path: self.folder.display().to_string(),
                cause: "it lies in the data folder; name one on another disk".to_owned(),
            });
        }
        let now = Moment::now();
        let made = if let Some(asked) = ask(&data)? {
            keep(asked.folder(), &self.folder, now)?
        } else {
            keep(
                snapshot(&self.data, &data).await?.folder(),
                &self.folder,
                now,
            )?
        };
        let (files, bytes) = (made.files.len(), made.bytes());
        println!(
            "backup in `{}`: {files} files of {bytes} bytes",
            self.folder.display()
        );
        println!(
            "keep the key file `{}` apart from it",
            self.data.key_file().display()
        );
        Ok(())
    }
}

/// A snapshot of a store that no server has open.
async fn snapshot(place: &Data, data: &Path) -> Result<Snapshot, BackupError> {
    let store = Arc::new(place.open_existing()?);
    let files = Files::open(data, Arc::clone(&store) as _)?;
    Snapshot::take(&store, &files, data).await
}

impl Verify {
    /// Runs the command.
    #[must_use]
    pub fn run(self) -> ExitCode {
        match self.findings() {
            Ok(is_whole) => ExitCode::from(u8::from(!is_whole)),
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }

    /// Prints what is found; whether nothing is broken.
    fn findings(&self) -> Result<bool, BackupError> {
        let key_file = self.data.key_file();
        let data = self.data.folder();
        let mut broken = Vec::new();
        let findings = match &self.backup {
            Some(backup) => {
                broken = differences(backup)?;
                check(backup, &key_file)?
            }
            None => match ask(&data)? {
                Some(asked) => check(asked.folder(), &key_file)?,
                None => check(&data, &key_file)?,
            },
        };
        println!("{findings}");
        for line in &broken {
            println!("broken: {line}");
        }
        let is_whole = findings.faults.is_empty() && broken.is_empty();
        println!(
            "{}",
            if is_whole {
                "everything holds"
            } else {
                "not everything holds"
            }
        );
        Ok(is_whole)
    }
}

/// What a backup says it consists of and does not, in a line each.
fn differences(backup: &Path) -> Result<Vec<String>, BackupError> {
    if backup.is_dir() && !backup.join(MANIFEST).exists() {
        return Ok(vec![format!(
            "`{MANIFEST}` is missing: nobody can tell what else is, and `restore` takes only a \
             whole backup; to check a data folder, name it with --data"
        )]);
    }
    let manifest = Manifest::read(backup)?;
    let changed = manifest.changed(backup).into_iter();
    Ok(changed
        .map(|path| format!("`{}` is not what was copied", path.display()))
        .collect())
}

impl Restore {
    /// Runs the command.
    ///
    /// # Errors
    /// [`BackupError`].
    pub fn run(self) -> Result<(), BackupError> {
        let data = self.data.folder();
        let findings = restore(&self.backup, &data, &self.data.key_file())?;
        println!("{findings}");
        println!("restored to `{}`", data.display());
        Ok(())
    }
}
