//! Cases: filing, commands, lists.

use bytes::Bytes;
use lianban_api::Submitted;
use lianban_rules::date::Date;
use redb::{ReadTransaction, ReadableTable, WriteTransaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::files;
use super::notices;
use super::tables::{CASES, COUNTERS, IDEMPOTENCY, KEYS, PACKAGES, PERSONAL};
use super::{from_json, get, put, to_json};
use crate::casework::case::{Case, fold};
use crate::casework::decide::{Context, Refusal, decide};
use crate::casework::event::{Actor, Event, Submission};
use crate::clock::Moment;
use crate::store::files::Handover;
use crate::store::index::{Applicant, Entry, Index};
use crate::store::log::{self, EVENTS, Happening, Recorded};
use crate::store::seal::SealKey;
use crate::store::{Dossier, Filed, Filing, Order, StoreError, Stored, Summary, case_number};

/// A case in its table.
#[derive(Serialize, Deserialize)]
pub(super) struct CaseEntry {
    summary: Summary,
    /// Numbers of its events in the log.
    pub(super) events: Vec<u64>,
    /// When its material was deleted, its time being over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) forgotten: Option<Date>,
}

/// What an idempotency key was answered.
#[derive(Serialize, Deserialize)]
struct Answered {
    body: String,
    submitted: Submitted,
}

impl Answered {
    fn to(self, body: &str) -> Filed {
        if self.body == body {
            Filed::Again(self.submitted)
        } else {
            Filed::OtherBody
        }
    }
}

/// Parts of the personal record.
pub(super) const FORM: &str = "form";
pub(super) const DOSSIER: &str = "dossier";

pub(super) fn part(number: &str, name: &str) -> String {
    format!("{number}/{name}")
}

/// What a key was answered before.
pub(super) fn filed(
    transaction: &ReadTransaction,
    key: &str,
    body: &str,
) -> Result<Option<Filed>, StoreError> {
    let answered: Option<Answered> = get(transaction, IDEMPOTENCY, key)?;
    Ok(answered.map(|answered| answered.to(body)))
}

/// A filing with everything done that needs no database, so that the one writer has little to do.
pub(super) struct Prepared {
    key: String,
    body: String,
    at: Moment,
    submission: Submission,
    package: Bytes,
    handbook: (String, Bytes),
    summary: Summary,
    applicant: Applicant,
    form: Vec<u8>,
    dossier: Vec<u8>,
    handover: Option<Handover>,
}

impl Prepared {
    pub(super) fn new(master: &SealKey, filing: Filing) -> Result<Self, StoreError> {
        Ok(Self {
            key: master.name(filing.key.as_bytes()),
            body: master.name(filing.body.as_bytes()),
            applicant: Applicant::of(&filing.form),
            form: to_json(FORM, &filing.form)?,
            dossier: to_json(DOSSIER, &filing.dossier)?,
            at: filing.at,
            submission: filing.submission,
            package: filing.package,
            handbook: filing.handbook,
            summary: filing.summary,
            handover: filing.handover,
        })
    }
}

/// Makes a case of a submission, once for each key; a new one with its entry in the index.
pub(super) fn file(
    transaction: &WriteTransaction,
    master: &SealKey,
    filing: Prepared,
) -> Result<(Filed, Option<Entry>), StoreError> {
    let key = filing.key.as_str();
    if let Some(json) = transaction.open_table(IDEMPOTENCY)?.get(key)? {
        let answered: Answered = from_json(key, json.value())?;
        return Ok((answered.to(&filing.body), None));
    }
    if let Some(handover) = &filing.handover
        && !files::is_there(transaction, handover)?
    {
        return Ok((Filed::FilesGone, None));
    }
    let number = next_number(transaction, filing.submission.on)?;
    let submitted = Submitted {
        number: number.clone(),
        submitted_on: filing.submission.on,
        receipt: filing.submission.receipt.clone(),
    };
    keep_package(transaction, &filing)?;
    keep_personal(transaction, master, &number, &filing)?;
    let event = Event::Submitted(filing.submission);
    let actor = Actor::Applicant;
    let new = fold(None, &actor, &event);
    let listed = new.map(|case| {
        let summary = filing.summary.clone();
        Entry::new(&number, &case, summary, filing.applicant, master)
    });
    let happening = Happening {
        case: &number,
        at: filing.at,
        by: &actor,
        event,
        previous: None,
    };
    let sequence = log::append(transaction, master, happening)?;
    let entry = CaseEntry {
        summary: filing.summary,
        events: vec![sequence],
        forgotten: None,
    };
    put(transaction, CASES, &number, &entry)?;
    let answered = Answered {
        body: filing.body,
        submitted: submitted.clone(),
    };
    put(transaction, IDEMPOTENCY, key, &answered)?;
    Ok((Filed::New(submitted), listed))
}

/// The next case number of the year; it is given together with the case, so none is skipped.
fn next_number(transaction: &WriteTransaction, on: Date) -> Result<String, StoreError> {
    let counter = format!("cases/{}", on.parts().0);
    let mut table = transaction.open_table(COUNTERS)?;
    let last = table.get(counter.as_str())?.map_or(0, |last| last.value());
    table.insert(counter.as_str(), last + 1)?;
    Ok(case_number(on, last + 1))
}

fn keep_package(transaction: &WriteTransaction, filing: &Prepared) -> Result<(), StoreError> {
    let mut table = transaction.open_table(PACKAGES)?;
    let package = (&filing.submission.hash, &filing.package);
    let (hash, handbook) = &filing.handbook;
    for (hash, bytes) in [package, (hash, handbook)] {
        if table.get(hash.as_str())?.is_none() {
            table.insert(hash.as_str(), bytes.as_ref())?;
        }
    }
    Ok(())
}

fn keep_personal(
    transaction: &WriteTransaction,
    master: &SealKey,
    number: &str,
    filing: &Prepared,
) -> Result<(), StoreError> {
    let key = match &filing.handover {
        Some(handover) => files::hand_over(transaction, master, handover, number)?,
        None => SealKey::fresh()?,
    };
    let wrapped = master.wrap(number, &key)?;
    let mut keys = transaction.open_table(KEYS)?;
    keys.insert(number, wrapped.as_slice())?;
    let mut records = transaction.open_table(PERSONAL)?;
    for (name, json) in [(FORM, &filing.form), (DOSSIER, &filing.dossier)] {
        let part = part(number, name);
        records.insert(part.as_str(), key.seal(&part, json)?.as_slice())?;
    }
    Ok(())
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
