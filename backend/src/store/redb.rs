//! The store in one file: redb.
//!
//! Tables carry the version of their format in the name. `log` and `cases`
//! write; what reads goes through tokio's blocking threads.

mod accounts;
mod cases;
mod errors;
mod files;
mod notices;
mod reports;

use std::fs;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use lianban_api::{CasePage, CaseQuery, Report, StoredFile};
use lianban_rules::date::Date;
use redb::{Database, ReadTransaction, ReadableDatabase, TableDefinition, WriteTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::files::{CaseFile, Draft, DraftFile, FileStore, Full, Referred};
use super::index::{Claim, Index};
use super::seal::SealKey;
use super::writer::Writer;
use super::{
    Account, CaseStore, Filed, Filing, Later, Order, SessionRecord, StoreError, Stored, log,
};
use crate::casework::case::Case;
use crate::casework::decide::Refusal;
use crate::casework::event::Actor;
use crate::clock::Moment;

/// A table from texts to bytes.
type Table = TableDefinition<'static, &'static str, &'static [u8]>;

/// Case number → what lists show, and the numbers of its events.
const CASES: Table = TableDefinition::new("cases/1");
/// Case number and part → encrypted record.
const PERSONAL: Table = TableDefinition::new("personal/1");
/// Case number, or `draft/` and the name of a draft → its key, encrypted with the master key.
const KEYS: Table = TableDefinition::new("keys/1");
/// Name of a draft → its files.
const DRAFTS: Table = TableDefinition::new("drafts/1");
/// Name of an object → the draft or the case it belongs to.
const OBJECTS: Table = TableDefinition::new("objects/1");
/// Hash → compiled bytes.
const PACKAGES: Table = TableDefinition::new("packages/1");
/// Account name → account.
const ACCOUNTS: Table = TableDefinition::new("accounts/1");
/// Hash of a token → session.
const SESSIONS: Table = TableDefinition::new("sessions/2");
/// Name of an idempotency key → what it was answered.
const IDEMPOTENCY: Table = TableDefinition::new("idempotency/1");
/// What is counted → the last number given.
const COUNTERS: TableDefinition<'static, &'static str, u64> = TableDefinition::new("counters/1");

/// The store in one file.
pub struct RedbStore {
    database: Arc<Database>,
    writer: Writer,
    master: SealKey,
    index: Arc<RwLock<Index>>,
}

impl RedbStore {
    /// Opens the store in a data folder, or makes one, and verifies the chain of events.
    ///
    /// # Errors
    /// When folder, key or database cannot be used, or the chain is broken.
    pub fn open(folder: &Path, key_file: &Path) -> Result<Self, StoreError> {
        create_folder(folder)?;
        let master = SealKey::open(key_file)?;
        let database = Arc::new(Database::create(folder.join("lianban.redb"))?);
        create_tables(&database)?;
        let transaction = database.begin_read()?;
        let events = log::verify(&transaction.open_table(log::EVENTS)?)?;
        tracing::info!(events, "the chain of events holds");
        let index = cases::index(&transaction, &master)?;
        Ok(Self {
            writer: Writer::start(Arc::clone(&database))?,
            database,
            master,
            index: Arc::new(RwLock::new(index)),
        })
    }

    /// Walks the chain of events again; the number of events in it.
    ///
    /// # Errors
    /// [`StoreError::Chain`] with the first event that does not fit.
    pub fn verify(&self) -> Result<u64, StoreError> {
        log::verify(&self.database.begin_read()?.open_table(log::EVENTS)?)
    }

    fn read<T, F>(&self, read: F) -> Later<'_, T>
    where
        F: FnOnce(&ReadTransaction) -> Result<T, StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let database = Arc::clone(&self.database);
        let work = move || read(&database.begin_read()?);
        Box::pin(async move {
            tokio::task::spawn_blocking(work)
                .await
                .map_err(|_| StoreError::Stopped)?
        })
    }
}

fn change(index: &RwLock<Index>, change: impl FnOnce(&mut Index)) {
    change(&mut index.write().unwrap_or_else(PoisonError::into_inner));
}

pub(crate) fn create_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::File {
        path: folder.display().to_string(),
        cause: error.to_string(),
    })
}

/// Reading needs the tables to be there.
fn create_tables(database: &Database) -> Result<(), StoreError> {
    let transaction = database.begin_write()?;
    for table in [
        CASES,
        PERSONAL,
        KEYS,
        DRAFTS,
        OBJECTS,
        PACKAGES,
        ACCOUNTS,
        SESSIONS,
        IDEMPOTENCY,
    ] {
        transaction.open_table(table)?;
    }
    transaction.open_table(log::EVENTS)?;
    transaction.open_table(reports::REPORTS)?;
    transaction.open_table(COUNTERS)?;
    Ok(transaction.commit()?)
}

fn get<T: DeserializeOwned>(
    transaction: &ReadTransaction,
    table: Table,
    key: &str,
) -> Result<Option<T>, StoreError> {
    let table = transaction.open_table(table)?;
    let found = table.get(key)?;
    found.map(|json| from_json(key, json.value())).transpose()
}

fn put(
    transaction: &WriteTransaction,
    table: Table,
    key: &str,
    value: &impl Serialize,
) -> Result<(), StoreError> {
    let json = to_json(key, value)?;
    transaction
        .open_table(table)?
        .insert(key, json.as_slice())?;
    Ok(())
}

fn to_json(key: &str, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|_| StoreError::Record(key.to_owned()))
}

fn from_json<T: DeserializeOwned>(key: &str, json: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(json).map_err(|_| StoreError::Record(key.to_owned()))
}

impl CaseStore for RedbStore {
    fn filed(&self, key: String, body: String) -> Later<'_, Option<Filed>> {
        let (key, body) = (
            self.master.name(key.as_bytes()),
            self.master.name(body.as_bytes()),
        );
        self.read(move |transaction| cases::filed(transaction, &key, &body))
    }

    fn file(&self, filing: Filing) -> Later<'_, Filed> {
        let master = self.master.clone();
        let index = Arc::clone(&self.index);
        self.writer.write_then(
            move |transaction| cases::file(transaction, &master, filing),
            move |(filed, entry)| {
                if let Some(entry) = entry {
                    change(&index, |index| index.add(entry));
                }
                filed
            },
        )
    }

    fn carry_out(
        &self,
        number: String,
        order: Order,
        by: Actor,
        at: Moment,
    ) -> Later<'_, Result<Case, Refusal>> {
        let master = self.master.clone();
        let index = Arc::clone(&self.index);
        let name = number.clone();
        self.writer.write_then(
            move |transaction| cases::carry_out(transaction, &master, &number, order, by, at),
            move |done| {
                if let Ok(case) = &done {
                    change(&index, |index| index.move_to(&name, case.state));
                }
                done
            },
        )
    }

    fn search(&self, query: CaseQuery) -> Later<'_, CasePage> {
        let index = self.index.read().unwrap_or_else(PoisonError::into_inner);
        let page = index.search(&query);
        Box::pin(async move { Ok(page) })
    }

    fn proves(&self, number: String, claim: Claim) -> Later<'_, bool> {
        let index = self.index.read().unwrap_or_else(PoisonError::into_inner);
        let holds = index.proves(&number, &claim, &self.master);
        Box::pin(async move { Ok(holds) })
    }

    fn case(&self, number: String) -> Later<'_, Option<Stored>> {
        let master = self.master.clone();
        self.read(move |transaction| cases::case(transaction, &master, &number))
    }

    fn package(&self, hash: String) -> Later<'_, Option<Vec<u8>>> {
        self.read(move |transaction| {
            let table = transaction.open_table(PACKAGES)?;
            let found = table.get(hash.as_str())?;
            Ok(found.map(|bytes| bytes.value().to_vec()))
        })
    }

    fn report(&self, report: Report, on: Date) -> Later<'_, u64> {
        self.writer
            .write(move |transaction| reports::add(transaction, &report, on))
    }

    fn reports(&self, limit: usize) -> Later<'_, Vec<(u64, Date, Report)>> {
        self.read(move |transaction| reports::newest(transaction, limit))
    }

    fn account(&self, name: String) -> Later<'_, Option<Account>> {
        self.read(move |transaction| get(transaction, ACCOUNTS, &name))
    }

    fn add_account(&self, account: Account) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| accounts::add(transaction, &account))
    }

    fn open_session(&self, token: String, session: SessionRecord, now: Moment) -> Later<'_, ()> {
        self.writer
            .write(move |transaction| accounts::open_session(transaction, &token, &session, now))
    }

    fn session(&self, token: String) -> Later<'_, Option<SessionRecord>> {
        self.read(move |transaction| get(transaction, SESSIONS, &token))
    }

    fn renew_session(&self, token: String, idle_until: Moment) -> Later<'_, ()> {
        self.writer
            .write(move |transaction| accounts::renew_session(transaction, &token, idle_until))
    }

    fn close_session(&self, token: String) -> Later<'_, ()> {
        self.writer.write(move |transaction| {
            transaction.open_table(SESSIONS)?.remove(token.as_str())?;
            Ok(())
        })
    }
}

impl FileStore for RedbStore {
    fn draft_name(&self, token: &str) -> String {
        self.master.name(format!("draft/{token}").as_bytes())
    }

    fn draft(&self, name: String) -> Later<'_, Option<Draft>> {
        let master = self.master.clone();
        self.read(move |transaction| files::draft(transaction, &master, &name))
    }

    fn announce(
        &self,
        name: String,
        id: String,
        length: u64,
        at: Moment,
    ) -> Later<'_, Result<Draft, Full>> {
        let master = self.master.clone();
        self.writer
            .write(move |transaction| files::announce(transaction, &master, &name, &id, length, at))
    }

    fn keep(&self, name: String, file: StoredFile, object: String, at: Moment) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| files::keep(transaction, &name, file, &object, at))
    }

    fn take_back(&self, name: String, id: String, at: Moment) -> Later<'_, Option<DraftFile>> {
        let master = self.master.clone();
        self.writer
            .write(move |transaction| files::take_back(transaction, &master, &name, &id, at))
    }

    fn touch(&self, name: String, at: Moment) -> Later<'_, ()> {
        self.writer
            .write(move |transaction| files::touch(transaction, &name, at))
    }

    fn forget_untouched(&self, since: Moment) -> Later<'_, Vec<Draft>> {
        let master = self.master.clone();
        self.writer
            .write(move |transaction| files::forget_untouched(transaction, &master, since))
    }

    fn referred(&self) -> Later<'_, Referred> {
        self.read(files::referred)
    }

    fn case_file(&self, number: String, id: String) -> Later<'_, Option<CaseFile>> {
        let master = self.master.clone();
        self.read(move |transaction| files::case_file(transaction, &master, &number, &id))
    }
}

#[cfg(test)]
mod tests;
