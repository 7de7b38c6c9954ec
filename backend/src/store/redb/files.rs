//! Drafts, and which object belongs to whom.

use std::collections::BTreeMap;

use lianban_api::StoredFile;
use redb::{ReadTransaction, ReadableTable, WriteTransaction};
use serde::{Deserialize, Serialize};

use super::cases::dossier_and_key;
use super::tables::{DRAFTS, KEYS, OBJECTS};
use super::{from_json, get, put};
use crate::clock::Moment;
use crate::files::object_name;
use crate::store::StoreError;
use crate::store::files::{
    BYTES_PER_DRAFT, CaseFile, Draft, DraftFile, FILES_PER_DRAFT, Full, Handover, Referred,
};
use crate::store::seal::SealKey;

/// A draft in its table; its key lies with the keys of the cases.
#[derive(Serialize, Deserialize)]
pub(super) struct DraftEntry {
    files: BTreeMap<String, DraftFile>,
    touched: Moment,
}

/// What the key of a draft lies under.
fn key_name(draft: &str) -> String {
    format!("draft/{draft}")
}

/// A draft.
pub(super) fn draft(
    transaction: &ReadTransaction,
    master: &SealKey,
    name: &str,
) -> Result<Option<Draft>, StoreError> {
    let Some(entry) = get::<DraftEntry>(transaction, DRAFTS, name)? else {
        return Ok(None);
    };
    let keys = transaction.open_table(KEYS)?;
    let key = key_of(&keys, master, name)?;
    Ok(Some(whole(name, key, entry)))
}

fn whole(name: &str, key: SealKey, entry: DraftEntry) -> Draft {
    Draft {
        name: name.to_owned(),
        key,
        files: entry.files,
        touched: entry.touched,
    }
}

fn key_of(
    keys: &impl ReadableTable<&'static str, &'static [u8]>,
    master: &SealKey,
    draft: &str,
) -> Result<SealKey, StoreError> {
    let name = key_name(draft);
    let wrapped = keys.get(name.as_str())?;
    let wrapped = wrapped.ok_or_else(|| StoreError::Record(name.clone()))?;
    master.unwrap_key(&name, wrapped.value())
}

fn entry_of(transaction: &WriteTransaction, name: &str) -> Result<Option<DraftEntry>, StoreError> {
    let table = transaction.open_table(DRAFTS)?;
    let found = table.get(name)?;
    found.map(|json| from_json(name, json.value())).transpose()
}

/// Makes room for a file, and the draft where there is none yet.
pub(super) fn announce(
    transaction: &WriteTransaction,
    master: &SealKey,
    name: &str,
    id: &str,
    length: u64,
    at: Moment,
) -> Result<Result<Draft, Full>, StoreError> {
    let known = entry_of(transaction, name)?;
    let is_new = known.is_none();
    let mut entry = known.unwrap_or_else(|| DraftEntry {
        files: BTreeMap::new(),
        touched: at,
    });
    match entry.files.get(id) {
        Some(file) if file.length != length => return Ok(Err(Full::OtherLength)),
        Some(_) => {}
        None if entry.files.len() >= FILES_PER_DRAFT => return Ok(Err(Full::Files)),
        None => {
            let sum: u64 = entry.files.values().map(|file| file.length).sum();
            if sum.saturating_add(length) > BYTES_PER_DRAFT {
                return Ok(Err(Full::Bytes));
            }
            let whole = None;
            entry
                .files
                .insert(id.to_owned(), DraftFile { length, whole });
        }
    }
    entry.touched = at;
    put(transaction, DRAFTS, name, &entry)?;
    let mut keys = transaction.open_table(KEYS)?;
    let key = if is_new {
        let key = SealKey::fresh()?;
        let name = key_name(name);
        keys.insert(name.as_str(), master.wrap(&name, &key)?.as_slice())?;
        key
    } else {
        key_of(&keys, master, name)?
    };
    Ok(Ok(whole(name, key, entry)))
}

/// Refers to an object that is on disk; false when the file was taken back meanwhile.
pub(super) fn keep(
    transaction: &WriteTransaction,
    name: &str,
    file: StoredFile,
    object: &str,
    at: Moment,
) -> Result<bool, StoreError> {
    let Some(mut entry) = entry_of(transaction, name)? else {
        return Ok(false);
    };
    let Some(coming) = entry.files.get_mut(&file.id) else {
        return Ok(false);
    };
    coming.whole = Some(file);
    entry.touched = at;
    put(transaction, DRAFTS, name, &entry)?;
    let mut objects = transaction.open_table(OBJECTS)?;
    objects.insert(object, name.as_bytes())?;
    Ok(true)
}

/// Forgets a file of a draft.
pub(super) fn take_back(
    transaction: &WriteTransaction,
    master: &SealKey,
    name: &str,
    id: &str,
    at: Moment,
) -> Result<Option<DraftFile>, StoreError> {
    let Some(mut entry) = entry_of(transaction, name)? else {
        return Ok(None);
    };
    let Some(file) = entry.files.remove(id) else {
        return Ok(None);
    };
    if let Some(whole) = &file.whole {
        let key = key_of(&transaction.open_table(KEYS)?, master, name)?;
        let mut objects = transaction.open_table(OBJECTS)?;
        objects.remove(object_name(&key, whole).as_str())?;
    }
    entry.touched = at;
    put(transaction, DRAFTS, name, &entry)?;
    Ok(Some(file))
}

/// Notes that somebody still works on the draft.
pub(super) fn touch(
    transaction: &WriteTransaction,
    name: &str,
    at: Moment,
) -> Result<(), StoreError> {
    match entry_of(transaction, name)? {
        Some(mut entry) => {
            entry.touched = at;
            put(transaction, DRAFTS, name, &entry)
        }
        None => Ok(()),
    }
}

/// Forgets the drafts that nobody has touched since, with their keys.
pub(super) fn forget_untouched(
    transaction: &WriteTransaction,
    master: &SealKey,
    since: Moment,
) -> Result<Vec<Draft>, StoreError> {
    let mut old = Vec::new();
    for entry in transaction.open_table(DRAFTS)?.iter()? {
        let (name, json) = entry?;
        let entry: DraftEntry = from_json(name.value(), json.value())?;
        if entry.touched < since {
            old.push((name.value().to_owned(), entry));
        }
    }
    let mut forgotten = Vec::new();
    for (name, entry) in old {
        let key = remove(transaction, master, &name)?;
        let draft = whole(&name, key, entry);
        let mut objects = transaction.open_table(OBJECTS)?;
        for file in draft.whole() {
            objects.remove(object_name(&draft.key, file).as_str())?;
        }
        forgotten.push(draft);
    }
    Ok(forgotten)
}

/// Takes a draft and its key out of their tables.
fn remove(
    transaction: &WriteTransaction,
    master: &SealKey,
    name: &str,
) -> Result<SealKey, StoreError> {
    let mut keys = transaction.open_table(KEYS)?;
    let key = key_of(&keys, master, name)?;
    keys.remove(key_name(name).as_str())?;
    transaction.open_table(DRAFTS)?.remove(name)?;
    Ok(key)
}

/// Whether everything that a submission takes with it is still there.
pub(super) fn is_there(
    transaction: &WriteTransaction,
    handover: &Handover,
) -> Result<bool, StoreError> {
    let entry = entry_of(transaction, &handover.draft)?;
    Ok(entry.is_some_and(|entry| {
        let mut files = handover.files.iter();
        files.all(|file| {
            let known = entry.files.get(&file.id);
            known.and_then(|known| known.whole.as_ref()) == Some(file)
        })
    }))
}

/// Ends a draft that [`is_there`]: its files and its key become those of a case.
pub(super) fn hand_over(
    transaction: &WriteTransaction,
    master: &SealKey,
    handover: &Handover,
    number: &str,
) -> Result<SealKey, StoreError> {
    let entry = entry_of(transaction, &handover.draft)?;
    let files = entry.map(|entry| entry.files).unwrap_or_default();
    let key = remove(transaction, master, &handover.draft)?;
    let mut objects = transaction.open_table(OBJECTS)?;
    for file in files.values().filter_map(|file| file.whole.as_ref()) {
        let name = object_name(&key, file);
        if handover.files.contains(file) {
            objects.insert(name.as_str(), number.as_bytes())?;
        } else {
            objects.remove(name.as_str())?;
        }
    }
    Ok(key)
}

/// Everything that drafts and cases refer to.
pub(super) fn referred(transaction: &ReadTransaction) -> Result<Referred, StoreError> {
    let mut referred = Referred::default();
    for entry in transaction.open_table(OBJECTS)?.iter()? {
        referred.objects.insert(entry?.0.value().to_owned());
    }
    for entry in transaction.open_table(DRAFTS)?.iter()? {
        let (name, json) = entry?;
        let entry: DraftEntry = from_json(name.value(), json.value())?;
        let coming = entry.files.into_iter();
        let coming = coming.filter(|(_, file)| file.whole.is_none());
        let ids = coming.map(|(id, _)| id).collect();
        referred.coming.insert(name.value().to_owned(), ids);
    }
    Ok(referred)
}

/// A file of a case.
pub(super) fn case_file(
    transaction: &ReadTransaction,
    master: &SealKey,
    number: &str,
    id: &str,
) -> Result<Option<CaseFile>, StoreError> {
    let Some((dossier, key)) = dossier_and_key(transaction, master, number)? else {
        return Ok(None);
    };
    let documents = dossier.documents.into_iter();
    let found = documents.flat_map(|document| {
        let material = document.id;
        let files = document.files.into_iter().enumerate();
        files.map(move |(ix, file)| (material.clone(), ix + 1, file))
    });
    let mut found = found.filter(|(_, _, file)| file.id == id);
    Ok(found.next().map(|(material, place, file)| CaseFile {
        key,
        file,
        material,
        place,
    }))
}
