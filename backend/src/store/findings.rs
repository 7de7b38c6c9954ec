//! What a check of everything says: how much there is, and what is broken.

use std::fmt;

use lianban_api::StoredFile;

use super::seal::SealKey;

/// How much was looked at, and what is broken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Events in the log that hold, from the first.
    pub events: u64,
    /// Cases.
    pub cases: usize,
    /// Encrypted records that could be read.
    pub records: usize,
    /// Files that could be read.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// What is broken, in the order in which it was looked at.
    pub faults: Vec<Fault>,
}

/// Something is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The first event of the log that does not hold.
    #[error("event {0} of the log is missing or was changed")]
    Event(u64),
    /// An event that is not one of its case.
    #[error("event {event} does not belong to the chain of case {case}")]
    Chain {
        /// Case number.
        case: String,
        /// Number of the event.
        event: u64,
    },
    /// An event of no case.
    #[error("event {0} belongs to no case")]
    Stray(u64),
    /// A record that cannot be read.
    #[error("the record `{0}` is missing or was changed")]
    Record(String),
    /// A file that cannot be read.
    #[error("file {id} of {owner}: {why}")]
    File {
        /// `case XD-2026-000001` or `a draft`.
        owner: String,
        /// Id of the file.
        id: String,
        /// Why.
        why: String,
    },
    /// Pages of the database are damaged.
    #[error("the database is damaged: {0}")]
    Database(String),
}

/// A file that something refers to.
pub struct Kept {
    /// `case XD-2026-000001` or `a draft`.
    pub owner: String,
    /// Encrypts it.
    pub key: SealKey,
    /// The file.
    pub file: StoredFile,
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            events,
            cases,
            records,
            files,
            bytes,
            faults,
        } = self;
        write!(
            f,
            "{events} events, {cases} cases, {records} records, {files} files of {bytes} bytes"
        )?;
        for fault in faults {
            write!(f, "\nbroken: {fault}")?;
        }
        Ok(())
    }
}
