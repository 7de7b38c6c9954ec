//! A backup becomes the data folder of a server again.

use std::fs;
use std::path::Path;

use super::manifest::Manifest;
use super::{BackupError, at, beside, check, copy_all};
use crate::store::findings::Findings;

/// Copies a backup into a new data folder, checks everything in it, and only then gives it its name.
///
/// # Errors
/// When the backup is not what was written, the key is another one, or the place is taken;
/// then nothing is there.
pub fn restore(from: &Path, data: &Path, key_file: &Path) -> Result<Findings, BackupError> {
    let is_taken = fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken || data.is_file() {
        return Err(BackupError::Taken(data.display().to_string()));
    }
    let manifest = Manifest::read(from)?;
    if let Some(changed) = manifest.changed(from).first() {
        let path = changed.display();
        return Err(BackupError::Broken(format!(
            "`{path}` is missing or was changed; `lianban verify` on it says more"
        )));
    }
    let coming = beside(data, "coming")?;
    let done = bring(from, &coming, data, key_file);
    if done.is_err() {
        // What is half there is of no use, and what failed is told already.
        let _ = fs::remove_dir_all(&coming);
    }
    done
}

fn bring(
    from: &Path,
    coming: &Path,
    data: &Path,
    key_file: &Path,
) -> Result<Findings, BackupError> {
    copy_all(from, coming)?;
    let manifest = coming.join(super::manifest::MANIFEST);
    fs::remove_file(&manifest).map_err(at(&manifest))?;
    let findings = check(coming, key_file)?;
    if !findings.faults.is_empty() {
        return Err(BackupError::Broken(findings.to_string()));
    }
    fs::rename(coming, data).map_err(at(data))?;
    Ok(findings)
}
