//! Cases: commands, lists, reading.

use lianban_rules::date::Date;
use redb::{ReadTransaction, ReadableTable, WriteTransaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::notices;
use super::tables::{CASES, KEYS, PERSONAL};
use super::{from_json, get, put, to_json};
use crate::casework::case::{Case, fold};
use crate::casework::decide::{Context, Refusal, decide};
use crate::casework::event::Actor;
use crate::clock::Moment;
use crate::store::index::{Applicant, Entry, Index};
use crate::store::log::{self, EVENTS, Happening, Recorded};
use crate::store::seal::SealKey;
use crate::store::{Dossier, Order, StoreError, Stored, Summary};

/// A case in its table.
#[derive(Serialize, Deserialize)]
pub(super) struct CaseEntry {
    pub(super) summary: Summary,
    /// Numbers of its events in the log.
    pub(super) events: Vec<u64>,
    /// When its material was deleted, its time being over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) forgotten: Option<Date>,
}

/// Parts of the personal record.
pub(super) const FORM: &str = "form";
pub(super) const DOSSIER: &str = "dossier";

pub(super) fn part(number: &str, name: &str) -> String {
    format!("{number}/{name}")
}

/// Seals one more part of the personal record, under the key that the case has.
pub(super) fn seal(
    transaction: &WriteTransaction,
    master: &SealKey,
    number: &str,
    name: &str,
    value: &impl Serialize,
) -> Result<(), StoreError> {
    let part = part(number, name);
    let keys = transaction.open_table(KEYS)?;
    let wrapped = keys.get(number)?;
    let wrapped = wrapped.ok_or_else(|| StoreError::Record(part.clone()))?;
    let key = master.unwrap_key(number, wrapped.value())?;
    let sealed = key.seal(&part, &to_json(&part, value)?)?;
    let mut records = transaction.open_table(PERSONAL)?;
    records.insert(part.as_str(), sealed.as_slice())?;
    Ok(())
}

/// Decides a command, records its events, and numbers and keeps its notice.
pub(super) fn carry_out(
    transaction: &WriteTransaction,
    master: &SealKey,
    number: &str,
    order: Order,
    by: Actor,
    at: Moment,
) -> Result<Result<Case, Refusal>, StoreError> {
    let Order { command, notice } = order;
    let Some(mut entry) = entry_of(transaction, number)? else {
        return Ok(Err(Refusal::NoSuchCase));
    };
    let mut case = state(&transaction.open_table(EVENTS)?, &entry)?;
    let today = at.day();
    let next = notice
        .as_ref()
        .map(|draft| notices::next(transaction, draft, today));
    let context = Context {
        by,
        today,
        next_notice: next.transpose()?.unwrap_or_default(),
    };
    let events = match decide(case.as_ref(), &command, &context) {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for event in events {
        case = fold(case, &context.by, &event);
        let happening = Happening {
            case: number,
            at,
            by: &context.by,
            event,
            previous: entry.events.last().copied(),
        };
        let sequence = log::append(transaction, master, happening)?;
        entry.events.push(sequence);
    }
    if let Some(draft) = notice {
        notices::issue(transaction, master, draft, context.next_notice, today)?;
    }
    put(transaction, CASES, number, &entry)?;
    Ok(case.ok_or(Refusal::NoSuchCase))
}

fn entry_of(transaction: &WriteTransaction, number: &str) -> Result<Option<CaseEntry>, StoreError> {
    let table = transaction.open_table(CASES)?;
    let found = table.get(number)?;
    found
        .map(|json| from_json(number, json.value()))
        .transpose()
}

/// The events of a case, folded.
pub(super) fn state(
    table: &impl ReadableTable<u64, &'static [u8]>,
    entry: &CaseEntry,
) -> Result<Option<Case>, StoreError> {
    let mut case = None;
    for sequence in &entry.events {
        let Recorded { by, event, .. } = log::read(table, *sequence)?;
        case = fold(case, &by, &event);
    }
    Ok(case)
}

/// All cases as lists show them.
pub(super) fn index(transaction: &ReadTransaction, master: &SealKey) -> Result<Index, StoreError> {
    let mut index = Index::default();
    let events = transaction.open_table(EVENTS)?;
    for entry in transaction.open_table(CASES)?.iter()? {
        let (number, json) = entry?;
        let number = number.value();
        let entry: CaseEntry = from_json(number, json.value())?;
        let case = state(&events, &entry)?.ok_or_else(|| StoreError::Record(number.to_owned()))?;
        let is_erased =
            entry.forgotten.is_some() || transaction.open_table(KEYS)?.get(number)?.is_none();
        let applicant = if is_erased {
            Applicant::default()
        } else {
            Applicant::of(&personal(transaction, master, number, FORM)?)
        };
        index.add(Entry::new(number, &case, entry.summary, applicant, master));
    }
    Ok(index)
}

/// One case with everything in it.
pub(super) fn case(
    transaction: &ReadTransaction,
    master: &SealKey,
    number: &str,
) -> Result<Option<Stored>, StoreError> {
    let Some(entry) = get::<CaseEntry>(transaction, CASES, number)? else {
        return Ok(None);
    };
    if entry.forgotten.is_some() {
        return Err(StoreError::Forgotten(number.to_owned()));
    }
    let case = state(&transaction.open_table(EVENTS)?, &entry)?;
    Ok(Some(Stored {
        case: case.ok_or_else(|| StoreError::Record(number.to_owned()))?,
        dossier: personal(transaction, master, number, DOSSIER)?,
        form: personal(transaction, master, number, FORM)?,
        notice: notices::of(transaction, master, number)?,
    }))
}

/// The dossier of a case, and the key it is encrypted with.
pub(super) fn dossier_and_key(
    transaction: &ReadTransaction,
    master: &SealKey,
    number: &str,
) -> Result<Option<(Dossier, SealKey)>, StoreError> {
    let entry: Option<CaseEntry> = get(transaction, CASES, number)?;
    if entry.is_none_or(|entry| entry.forgotten.is_some()) {
        return Ok(None);
    }
    let keys = transaction.open_table(KEYS)?;
    let Some(wrapped) = keys.get(number)? else {
        return Ok(None);
    };
    let key = master.unwrap_key(number, wrapped.value())?;
    Ok(Some((personal(transaction, master, number, DOSSIER)?, key)))
}

pub(super) fn personal<T: DeserializeOwned>(
    transaction: &ReadTransaction,
    master: &SealKey,
    number: &str,
    name: &str,
) -> Result<T, StoreError> {
    let part = part(number, name);
    let missing = || StoreError::Record(part.clone());
    let keys = transaction.open_table(KEYS)?;
    let wrapped = keys.get(number)?.ok_or_else(missing)?;
    let key = master.unwrap_key(number, wrapped.value())?;
    let records = transaction.open_table(PERSONAL)?;
    let sealed = records.get(part.as_str())?.ok_or_else(missing)?;
    from_json(&part, &key.open_sealed(&part, sealed.value())?)
}
