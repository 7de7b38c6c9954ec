//! Where cases, accounts and sessions are kept.
//!
//! Everything reaches the store through [`CaseStore`], so that another store
//! can stand in where a city needs several machines. Reading order: this file,
//! `redb` (the store in one file), `writer` (its one writer), `log` (the chain
//! of events), `seal` (personal data), `index` (what lists show), `files` (whose files there are),
//! `accounts` (who may sign in), `findings` (what a check of everything says).

mod accounts;
pub mod codes;
pub mod files;
pub mod findings;
pub(crate) mod folder;
mod gauges;
pub mod index;
pub mod log;
pub mod redb;
pub mod room;
pub mod seal;
mod writer;

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use lianban_api::{
    CasePage, CaseQuery, FieldProblem, Ground, HandedDocument, Notice, Report, Submitted,
};
use lianban_rules::assessment::Assessment;
use lianban_rules::cross_check::CheckLine;
use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::casework::case::Case;
use crate::casework::decide::{Command, Refusal};
use crate::casework::event::{Actor, Submission};
use crate::clock::Moment;
use crate::notice::Draft;
pub use accounts::{Account, AccountStore, SessionRecord};
pub use codes::CodeStore;
use files::{FileStore, Handover};
pub use gauges::Gauges;
use index::Claim;

/// An answer of the store that may wait for the disk.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// What can go wrong in a store; none of it is the caller's fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot read or write.
    #[error("the database fails: {0}")]
    Database(String),
    /// The disk fails, or is full.
    #[error("the disk fails: {0}")]
    Disk(String),
    /// A folder or file of the store cannot be used.
    #[error("cannot use `{path}`: {cause}")]
    File {
        /// Which.
        path: String,
        /// Why.
        cause: String,
    },
    /// A record is not what was written: the key file is another one, or the data was changed.
    #[error("the record `{0}` cannot be read: it was changed, or the key file is another one")]
    Record(String),
    /// The chain of events does not hold.
    #[error("the log is broken: event {0} is missing or was changed")]
    Chain(u64),
    /// There is data, but not the key to it.
    #[error(
        "the key file `{0}` is missing: put back the one that belongs to this data, \
         without it no name and no file can be read"
    )]
    KeyMissing(String),
    /// The key is that of other data.
    #[error("the key file `{0}` does not belong to this data")]
    OtherKey(String),
    /// A later program wrote this data.
    #[error(
        "the data has format {found}, this program knows formats up to {known}: \
         start the newer program, or restore a backup made before it"
    )]
    Newer {
        /// Format of the data.
        found: u64,
        /// Latest format this program knows.
        known: u64,
    },
    /// Data that has to be opened by the server first, or by a newer program.
    #[error(
        "the data has format {found}, and this looks at format {known} only: \
         the server brings older data up to date when it starts"
    )]
    OtherFormat {
        /// Format of the data.
        found: u64,
        /// Format this program writes.
        known: u64,
    },
    /// Pages of the database are not what was written.
    #[error(
        "the database `{0}` is damaged: restore the latest backup; `lianban verify` names what is broken"
    )]
    Damaged(String),
    /// The material of the case was deleted when its time was over.
    #[error("the material of `{0}` was deleted when its time was over")]
    Forgotten(String),
    /// There is a table that this program does not know, so it would not be copied.
    #[error("the database has a table `{0}` that this program does not know")]
    UnknownTable(String),
    /// The system gives no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] crate::hex::NoRandomness),
    /// There is hardly any room left: writing stops before the disk is full.
    #[error(
        "only {free} bytes are left on the disk of `{path}`: nothing is written until there is room again"
    )]
    NoRoom {
        /// Folder.
        path: String,
        /// Bytes left.
        free: u64,
    },
    /// The store is shutting down.
    #[error("the store has stopped")]
    Stopped,
}

/// What was forgotten of rejected cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// How many cases.
    pub cases: usize,
    /// Names of the objects that nothing refers to any more.
    pub objects: Vec<String>,
}

/// A submission that passed the gate.
#[derive(Clone, Debug)]
pub struct Filing {
    /// Names the idempotency key.
    pub key: String,
    /// Names the body that came with it.
    pub body: String,
    /// When.
    pub at: Moment,
    /// What goes into the log.
    pub submission: Submission,
    /// Compiled package, kept with the first case that needs it.
    pub package: Bytes,
    /// The handbook that the package names by this hash, kept with it.
    pub handbook: (String, Bytes),
    /// What lists show.
    pub summary: Summary,
    /// What the person told, to be encrypted.
    pub dossier: Dossier,
    /// The form, to be encrypted.
    pub form: Map<String, Json>,
    /// The draft that becomes this case, where there is one.
    pub handover: Option<Handover>,
}

#[cfg(feature = "bench")]
impl Filing {
    /// What a store would answer that keeps nothing.
    fn unkept(self) -> Filed {
        Filed::New(Submitted {
            number: case_number(self.submission.on, 1),
            submitted_on: self.submission.on,
            receipt: self.submission.receipt,
        })
    }
}

/// What lists show of a case: nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// 我要开餐馆.
    pub package_name: String,
    /// Number of permits required.
    pub permits: usize,
    /// Number of points to be settled.
    pub to_settle: usize,
}

/// Answers, documents and what was decided from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Question id → value.
    pub answers: Map<String, Json>,
    /// What the server assessed on the day of submission.
    pub assessment: Assessment,
    /// How each needed document was handed in, with its files and texts.
    pub documents: Vec<HandedDocument>,
    /// What was compared across form, answers and documents.
    #[serde(default)]
    pub checks: Vec<CheckLine>,
    /// Fields that passed but that the window should look at.
    pub warnings: Vec<FieldProblem>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// A new case.
    New(Submitted),
    /// The same key came with the same body before: the same answer.
    Again(Submitted),
    /// The same key came with another body before.
    OtherBody,
    /// Some file has gone meanwhile.
    FilesGone,
}

/// A case with everything in it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// State.
    pub case: Case,
    /// Answers, verdicts, documents.
    pub dossier: Dossier,
    /// The form.
    pub form: Map<String, Json>,
    /// The notice, once there is one.
    pub notice: Option<Notice>,
}

/// A command, and the notice that goes out with it.
#[derive(Clone, Debug)]
pub struct Order {
    command: Command,
    notice: Option<Draft>,
}

impl Order {
    /// 受理
    #[must_use]
    pub fn accept(version: u64, notice: Draft) -> Self {
        Self {
            command: Command::Accept { version },
            notice: Some(notice),
        }
    }

    /// 不予受理
    #[must_use]
    pub fn not_accept(version: u64, ground: Ground, notice: Draft) -> Self {
        Self {
            command: Command::NotAccept { version, ground },
            notice: Some(notice),
        }
    }

    /// 撤回
    #[must_use]
    pub fn withdraw() -> Self {
        Self {
            command: Command::Withdraw,
            notice: None,
        }
    }

    /// 查看全号
    #[must_use]
    pub fn unmask() -> Self {
        Self {
            command: Command::Unmask,
            notice: None,
        }
    }
}

/// Keeps cases, and whatever else goes with them. Whatever a write has answered is on disk.
pub trait CaseStore: FileStore + CodeStore + AccountStore + Send + Sync {
    /// What an idempotency key was answered before.
    fn filed(&self, key: String, body: String) -> Later<'_, Option<Filed>>;
    /// Makes a case of a submission, once for each key.
    fn file(&self, filing: Filing) -> Later<'_, Filed>;
    /// Decides a command, records its events, and numbers and keeps its notice.
    fn carry_out(
        &self,
        number: String,
        order: Order,
        by: Actor,
        at: Moment,
    ) -> Later<'_, Result<Case, Refusal>>;
    /// A page of the intake list.
    fn search(&self, query: CaseQuery) -> Later<'_, CasePage>;
    /// Whether the claim on a case holds; for a number that no case has the work is the same.
    fn proves(&self, number: String, claim: Claim) -> Later<'_, bool>;
    /// One case.
    fn case(&self, number: String) -> Later<'_, Option<Stored>>;
    /// Forgets the material of the cases that were rejected before a day; the objects to delete.
    fn forget_rejected(&self, before: Date, on: Date) -> Later<'_, Rejected>;
    /// The compiled package or handbook that some case is pinned to.
    fn package(&self, hash: String) -> Later<'_, Option<Vec<u8>>>;
    /// Keeps a doubt; its running number.
    fn report(&self, report: Report, on: Date) -> Later<'_, u64>;
    /// The newest doubts, with number and day.
    fn reports(&self, limit: usize) -> Later<'_, Vec<(u64, Date, Report)>>;
    /// Whether there is room for something new.
    ///
    /// # Errors
    /// [`StoreError::NoRoom`].
    fn has_room(&self) -> Result<(), StoreError>;
    /// How much there is.
    fn gauges(&self) -> Later<'_, Gauges>;
}

/// `XD-2026-000001`.
#[must_use]
pub fn case_number(on: Date, serial: u64) -> String {
    format!("XD-{:04}-{serial:06}", on.parts().0)
}
