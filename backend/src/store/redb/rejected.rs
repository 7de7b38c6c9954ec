//! Material of cases that were not accepted: gone after its time, while the events and the
//! notice stay.

use redb::{ReadTransaction, ReadableTable, WriteTransaction};

use lianban_rules::date::Date;

use super::cases::{CaseEntry, DOSSIER, FORM, part, personal, state};
use super::notices::NOTICE;
use super::rows::{from_json, put};
use super::tables::{CASES, KEYS, OBJECTS, PERSONAL};
use crate::files::object_name;
use crate::store::log::EVENTS;
use crate::store::seal::SealKey;
use crate::store::{Dossier, StoreError};

/// The cases that were rejected before a day and still have their material.
pub(super) fn rejected(
    transaction: &ReadTransaction,
    before: Date,
) -> Result<Vec<String>, StoreError> {
    let events = transaction.open_table(EVENTS)?;
    let mut found = Vec::new();
    for entry in transaction.open_table(CASES)?.iter()? {
        let (number, json) = entry?;
        let number = number.value();
        let entry: CaseEntry = from_json(number, json.value())?;
        if entry.forgotten.is_some() {
            continue;
        }
        let case = state(&events, &entry)?;
        let rejected_on = case.and_then(|case| case.rejected_on());
        if rejected_on.is_some_and(|on| on < before) {
            found.push(number.to_owned());
        }
    }
    Ok(found)
}

/// The objects of a case.
pub(super) fn objects(
    transaction: &ReadTransaction,
    master: &SealKey,
    number: &str,
) -> Result<Vec<String>, StoreError> {
    let keys = transaction.open_table(KEYS)?;
    let Some(wrapped) = keys.get(number)? else {
        return Ok(Vec::new());
    };
    let key = master.unwrap_key(number, wrapped.value())?;
    let dossier: Dossier = personal(transaction, master, number, DOSSIER)?;
    let files = dossier.documents.iter().flat_map(|it| &it.files);
    Ok(files.map(|file| object_name(&key, file)).collect())
}

/// Forgets the material of a case with these objects. Its key goes too, unless a notice needs it.
pub(super) fn forget(
    transaction: &WriteTransaction,
    number: &str,
    objects: &[String],
    on: Date,
) -> Result<(), StoreError> {
    let mut entry = {
        let cases = transaction.open_table(CASES)?;
        let json = cases.get(number)?;
        let json = json.ok_or_else(|| StoreError::Record(number.to_owned()))?;
        from_json::<CaseEntry>(number, json.value())?
    };
    let mut records = transaction.open_table(PERSONAL)?;
    for name in [FORM, DOSSIER] {
        records.remove(part(number, name).as_str())?;
    }
    if records.get(part(number, NOTICE).as_str())?.is_none() {
        transaction.open_table(KEYS)?.remove(number)?;
    }
    let mut table = transaction.open_table(OBJECTS)?;
    for object in objects {
        table.remove(object.as_str())?;
    }
    entry.forgotten = Some(on);
    put(transaction, CASES, number, &entry)
}
