//! The log: every event with the hash of the one before it, so that it can be verified offline.

use redb::{ReadableTable, TableDefinition, WriteTransaction};
use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::casework::event::{Actor, Event};
use crate::clock::Moment;
use crate::hex::sha256;

/// Number of the event → [`Recorded`] as JSON.
pub const EVENTS: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("events/1");

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
}

impl Recorded {
    fn to_json(&self) -> Vec<u8> {
        // Plain data with string keys: writing to memory cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Adds an event to the log.
///
/// # Errors
/// When the database fails.
pub fn append(
    transaction: &WriteTransaction,
    case: &str,
    at: Moment,
    by: &Actor,
    event: Event,
) -> Result<u64, StoreError> {
    let mut table = transaction.open_table(EVENTS)?;
    let (sequence, before) = match table.last()? {
        Some((sequence, json)) => (sequence.value() + 1, sha256(&[json.value()])),
        None => (1, START.to_owned()),
    };
    let recorded = Recorded {
        sequence,
        case: case.to_owned(),
        at,
        by: by.clone(),
        event,
        before,
    };
    table.insert(sequence, recorded.to_json().as_slice())?;
    Ok(sequence)
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

/// Walks the whole chain; the number of events in it.
///
/// # Errors
/// [`StoreError::Chain`] with the first event that does not fit.
pub fn verify(table: &impl ReadableTable<u64, &'static [u8]>) -> Result<u64, StoreError> {
    let mut before = START.to_owned();
    let mut expected = 1;
    for entry in table.iter()? {
        let (sequence, json) = entry?;
        let broken = StoreError::Chain(expected);
        let Ok(recorded) = serde_json::from_slice::<Recorded>(json.value()) else {
            return Err(broken);
        };
        if sequence.value() != expected
            || recorded.sequence != expected
            || recorded.before != before
        {
            return Err(broken);
        }
        before = sha256(&[json.value()]);
        expected += 1;
    }
    Ok(expected - 1)
}
