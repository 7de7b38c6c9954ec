//! The format of the store, as a number: what is older is brought up to date after a copy
//! of it is kept, what is newer is refused.
//!
//! | format | what came with it |
//! | --- | --- |
//! | 1 | the first one; the store did not say its format |
//! | 2 | the store says its format; a mark for each event; a text that only its key opens |
//! | 3 | an event for each look at a form without its masks |

use std::fs;
use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, TableHandle};

use super::tables::{self, KEYS, META};
use crate::store::StoreError;
use crate::store::folder::create_folder;
use crate::store::log::{self, EVENTS};
use crate::store::seal::SealKey;

/// The format that this program writes.
pub const FORMAT: u64 = 3;
/// The first format whose events have marks.
const MARKED: u64 = 2;

const FORMAT_KEY: &str = "format";
const KEY_CHECK: &str = "key";
/// What only the key of the store opens.
const KNOWN_TEXT: &[u8] = b"lianban";

/// Folder, in the data folder, of the copies made before a change of format.
const BEFORE: &str = "before-format";

/// Brings a database to [`FORMAT`], or makes its tables where it is new.
///
/// # Errors
/// [`StoreError::Newer`], [`StoreError::OtherKey`], or a fault of the disk; then nothing
/// has been changed.
pub(super) fn settle(
    database: &Database,
    master: &SealKey,
    folder: &Path,
    key_file: &Path,
) -> Result<(), StoreError> {
    let found = format_of(database)?;
    match found {
        Some(found) if found > FORMAT => {
            let known = FORMAT;
            return Err(StoreError::Newer { found, known });
        }
        Some(_) if !is_key_of(database, master)? => {
            return Err(StoreError::OtherKey(key_file.display().to_string()));
        }
        Some(found) if found < FORMAT => keep_a_copy(database, folder, found)?,
        _ => {}
    }
    let transaction = database.begin_write()?;
    tables::create(&transaction)?;
    if found != Some(FORMAT) {
        let mut meta = transaction.open_table(META)?;
        if found.is_none_or(|found| found < MARKED) {
            log::mark_all(&transaction, master)?;
            meta.insert(KEY_CHECK, master.seal(KEY_CHECK, KNOWN_TEXT)?.as_slice())?;
        }
        meta.insert(FORMAT_KEY, FORMAT.to_string().as_bytes())?;
        if let Some(found) = found {
            tracing::info!(found, now = FORMAT, "the store has a new format");
        }
    }
    Ok(transaction.commit()?)
}

/// The format of a database; `None` for a new one.
pub(super) fn format_of(database: &impl ReadableDatabase) -> Result<Option<u64>, StoreError> {
    let transaction = database.begin_read()?;
    let has = |name: &str| {
        let tables = transaction.list_tables()?;
        Ok::<_, StoreError>(tables.into_iter().any(|table| table.name() == name))
    };
    if !has(META.name())? {
        return Ok(has(EVENTS.name())?.then_some(1));
    }
    let meta = transaction.open_table(META)?;
    let format = meta.get(FORMAT_KEY)?;
    let format = format.and_then(|it| std::str::from_utf8(it.value()).ok()?.parse().ok());
    format
        .map(Some)
        .ok_or_else(|| StoreError::Record(FORMAT_KEY.to_owned()))
}

/// Whether the key opens what it should.
pub(super) fn is_key_of(
    database: &impl ReadableDatabase,
    master: &SealKey,
) -> Result<bool, StoreError> {
    let transaction = database.begin_read()?;
    if let Ok(meta) = transaction.open_table(META) {
        let sealed = meta.get(KEY_CHECK)?;
        return Ok(sealed.is_some_and(|it| master.open_sealed(KEY_CHECK, it.value()).is_ok()));
    }
    // Format 1: any key of a case or a draft tells.
    let Ok(keys) = transaction.open_table(KEYS) else {
        return Ok(true);
    };
    let first = keys.first()?;
    Ok(first.is_none_or(|(name, wrapped)| {
        let name = name.value();
        master.unwrap_key(name, wrapped.value()).is_ok()
    }))
}

/// Keeps the database as it was: `before-format/2-from-1.redb`.
fn keep_a_copy(database: &Database, folder: &Path, found: u64) -> Result<(), StoreError> {
    let folder = folder.join(BEFORE);
    create_folder(&folder)?;
    let kept = folder.join(format!("{FORMAT}-from-{found}.redb"));
    let coming = kept.with_extension("coming");
    let failed = |error: std::io::Error| StoreError::File {
        path: kept.display().to_string(),
        cause: error.to_string(),
    };
    match fs::remove_file(&coming) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    tables::copy(&database.begin_read()?, &coming)?;
    fs::rename(&coming, &kept).map_err(failed)?;
    tracing::info!(copy = %kept.display(), "a copy of the store in its old format is kept");
    Ok(())
}
