//! Whether a file in its folder is still what was put there.

use std::fs;
use std::path::Path;

use super::{about, beneath, object_name};
use crate::store::findings::{Fault, Findings, Kept};

/// Reads each of these files in a data folder; what cannot be read is a fault.
pub fn check(folder: &Path, kept: &[Kept], findings: &mut Findings) {
    for kept in kept {
        match read(folder, kept) {
            Ok(bytes) => {
                findings.files += 1;
                findings.bytes += bytes;
            }
            Err(why) => findings.faults.push(Fault::File {
                owner: kept.owner.clone(),
                id: kept.file.id.clone(),
                why,
            }),
        }
    }
}

fn read(folder: &Path, Kept { key, file, .. }: &Kept) -> Result<u64, String> {
    let name = object_name(key, file);
    let sealed = fs::read(folder.join(beneath(&name))).map_err(|error| error.to_string())?;
    let changed = || "it was changed".to_owned();
    let bytes = key
        .open_sealed(&about(&name), &sealed)
        .map_err(|_| changed())?;
    let fits = key.name(&bytes) == file.digest && bytes.len() as u64 == file.bytes;
    fits.then_some(file.bytes).ok_or_else(changed)
}
