//! The log: every event with the hash of the one before it, and of the one before it in its case.
//!
//! Beside each event stands a mark, its hash under the key of the store: who changes an event
//! cannot make its mark, so a check names the very event.

use redb::{ReadableTable, TableDefinition, WriteTransaction};
use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::casework::event::{Actor, Event};
use crate::clock::Moment;
use crate::hex::{same, sha256};
use crate::store::seal::SealKey;

/// Number of the event → [`Recorded`] as JSON.
pub const EVENTS: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("events/1");

/// Number of the event → its mark.
pub const MARKS: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("marks/1");

/// Hash before the first event.
const START: &str = "";

/// An event as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// 1 for the first event of the store; none is skipped.
    pub sequence: u64,
    /// Case number.
    pub case: String,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: Event,
    /// Hash of the event before it.
    pub before: String,
    /// Hash of the event before it in the same case; empty for the first, and in format 1.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before_in_case: String,
}

impl Recorded {
    fn to_json(&self) -> Vec<u8> {
        // Plain data with string keys: writing to memory cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What is about to happen, to whom, by whom.
pub struct Happening<'a> {
    /// Case number.
    pub case: &'a str,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: &'a Actor,
    /// What.
    pub event: Event,
    /// Number of the case's event before it.
    pub previous: Option<u64>,
}

/// Adds an event to the log.
///
/// # Errors
/// When the database fails.
pub fn append(
    transaction: &WriteTransaction,
    key: &SealKey,
    happening: Happening<'_>,
) -> Result<u64, StoreError> {
    let mut table = transaction.open_table(EVENTS)?;
    let (sequence, before) = match table.last()? {
        Some((sequence, json)) => (sequence.value() + 1, sha256(&[json.value()])),
        None => (1, START.to_owned()),
    };
    let before_in_case = match happening.previous {
        Some(previous) => {
            let json = table.get(previous)?.ok_or(StoreError::Chain(previous))?;
            sha256(&[json.value()])
        }
        None => START.to_owned(),
    };
    let recorded = Recorded {
        sequence,
        case: happening.case.to_owned(),
        at: happening.at,
        by: happening.by.clone(),
        event: happening.event,
        before,
        before_in_case,
    };
    let json = recorded.to_json();
    table.insert(sequence, json.as_slice())?;
    let mut marks = transaction.open_table(MARKS)?;
    marks.insert(sequence, mark(key, &json).as_bytes())?;
    Ok(sequence)
}

fn mark(key: &SealKey, json: &[u8]) -> String {
    key.name(&[b"event/", json].concat())
}

/// Marks every event of a log that has no marks yet.
///
/// # Errors
/// When the database fails, or [`StoreError::Chain`] when the log is not whole.
pub fn mark_all(transaction: &WriteTransaction, key: &SealKey) -> Result<u64, StoreError> {
    let events = transaction.open_table(EVENTS)?;
    let count = walk(&events, |_, _| Ok(()))?;
    let mut marks = transaction.open_table(MARKS)?;
    for entry in events.iter()? {
        let (sequence, json) = entry?;
        marks.insert(sequence.value(), mark(key, json.value()).as_bytes())?;
    }
    Ok(count)
}

/// One event.
///
/// # Errors
/// When the database fails, or [`StoreError::Chain`] when the event is not there.
pub fn read(
    table: &impl ReadableTable<u64, &'static [u8]>,
    sequence: u64,
) -> Result<Recorded, StoreError> {
    let json = table.get(sequence)?.ok_or(StoreError::Chain(sequence))?;
    serde_json::from_slice(json.value()).map_err(|_| StoreError::Chain(sequence))
}

/// When the last event happened.
///
/// # Errors
/// When the database fails.
pub fn latest(
    table: &impl ReadableTable<u64, &'static [u8]>,
) -> Result<Option<Moment>, StoreError> {
    let Some((sequence, _)) = table.last()? else {
        return Ok(None);
    };
    read(table, sequence.value()).map(|recorded| Some(recorded.at))
}

/// Walks the whole log, its marks included; the number of events in it.
///
/// # Errors
/// [`StoreError::Chain`] with the first event that does not fit.
pub fn verify<T>(events: &T, marks: &T, key: &SealKey) -> Result<u64, StoreError>
where
    T: ReadableTable<u64, &'static [u8]>,
{
    let count = walk(events, |sequence, json| {
        let known = marks.get(sequence)?;
        let known = known.as_ref().map_or(&[][..], |known| known.value());
        let fits = same(&String::from_utf8_lossy(known), &mark(key, json));
        fits.then_some(()).ok_or(StoreError::Chain(sequence))
    })?;
    match marks.last()? {
        // A mark without its event: the end of the log was cut off.
        Some((last, _)) if last.value() > count => Err(StoreError::Chain(count + 1)),
        _ => Ok(count),
    }
}

/// Walks the chain of hashes, and lets each event be looked at before it is believed.
fn walk(
    events: &impl ReadableTable<u64, &'static [u8]>,
    look: impl Fn(u64, &[u8]) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    let mut before = START.to_owned();
    let mut expected = 1;
    for entry in events.iter()? {
        let (sequence, json) = entry?;
        let broken = StoreError::Chain(expected);
        if sequence.value() != expected {
            return Err(broken);
        }
        look(expected, json.value())?;
        let Ok(recorded) = serde_json::from_slice::<Recorded>(json.value()) else {
            return Err(broken);
        };
        if recorded.sequence != expected || recorded.before != before {
            return Err(broken);
        }
        before = sha256(&[json.value()]);
        expected += 1;
    }
    Ok(expected - 1)
}

/// Whether these are the events of a case, one after the other; the first that is not.
///
/// # Errors
/// [`StoreError::Chain`] with the first event that does not fit.
pub fn verify_case(
    events: &impl ReadableTable<u64, &'static [u8]>,
    case: &str,
    sequences: &[u64],
) -> Result<(), StoreError> {
    let mut before = START.to_owned();
    for sequence in sequences {
        let broken = || StoreError::Chain(*sequence);
        let json = events.get(*sequence)?.ok_or_else(broken)?;
        let recorded: Recorded = serde_json::from_slice(json.value()).map_err(|_| broken())?;
        // Events of format 1 do not name the one before in their case.
        let follows = recorded.before_in_case.is_empty() || recorded.before_in_case == before;
        if recorded.case != case || !follows {
            return Err(broken());
        }
        before = sha256(&[json.value()]);
    }
    Ok(())
}
