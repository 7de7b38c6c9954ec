//! Filing: from a submission that passed the gate to a case, once for each key.

use bytes::Bytes;
use lianban_api::Submitted;
use lianban_rules::date::Date;
use redb::{ReadTransaction, ReadableTable, WriteTransaction};
use serde::{Deserialize, Serialize};

use super::cases::{CaseEntry, DOSSIER, FORM, part};
use super::files;
use super::tables::{CASES, COUNTERS, IDEMPOTENCY, KEYS, PACKAGES, PERSONAL};
use super::{from_json, get, put, to_json};
use crate::casework::case::fold;
use crate::casework::event::{Actor, Event, Submission};
use crate::clock::Moment;
use crate::store::files::Handover;
use crate::store::index::{Applicant, Entry};
use crate::store::log::{self, Happening};
use crate::store::seal::SealKey;
use crate::store::{Filed, Filing, StoreError, Summary, case_number};

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
