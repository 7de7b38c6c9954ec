//! The store in one file: redb.
//!
//! `tables` names the tables, `format` brings old ones up to date; `log` and `cases`
//! write; what reads goes through tokio's blocking threads; `check` reads everything.

mod accounts;
mod cases;
mod check;
mod codes;
mod errors;
mod file_store;
mod files;
mod filing;
mod format;
mod held;
mod notices;
mod rejected;
mod reports;
mod rows;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, RwLock};

use lianban_api::{CasePage, CaseQuery, Report};
use lianban_rules::date::Date;
use redb::{Builder, Database, ReadTransaction, ReadableDatabase};

use super::folder::create_folder;
use super::index::{Claim, Index};
use super::room::Room;
use super::seal::SealKey;
use super::writer::Writer;
use super::{CaseStore, Filed, Filing, Gauges, Later, Order, Rejected, StoreError, Stored, log};
use crate::casework::case::Case;
use crate::casework::decide::Refusal;
use crate::casework::event::Actor;
use crate::clock::Moment;
use crate::files::FOLDER;
pub use check::check;
use filing::Prepared;
pub use format::FORMAT;
pub use held::Held;
use rows::{from_json, get, put, to_json};
use tables::PACKAGES;

/// Name of the database in the data folder.
pub const DATABASE: &str = "lianban.redb";
/// Bytes of the database that stay in memory: plenty for a district's lists, and
/// little enough for a small machine.
const CACHE: usize = 256 << 20;

/// The store in one file.
pub struct RedbStore {
    database: Arc<Database>,
    writer: Writer,
    master: SealKey,
    index: Arc<RwLock<Index>>,
    room: Room,
    path: PathBuf,
    /// Answers submissions without keeping them, to measure what keeping costs.
    #[cfg(feature = "bench")]
    pub is_off: bool,
}

impl RedbStore {
    /// Opens the store in a data folder, or makes one, and verifies the chain of events.
    ///
    /// # Errors
    /// When folder, key or database cannot be used, or the chain is broken.
    pub fn open(folder: &Path, key_file: &Path) -> Result<Self, StoreError> {
        create_folder(folder)?;
        let path = folder.join(DATABASE);
        // A new key opens nothing of old data, and old data is never empty.
        let length = fs::metadata(&path).map(|file| file.len()).ok();
        if length == Some(0) && folder.join(FOLDER).exists() {
            return Err(StoreError::Damaged(path.display().to_string()));
        }
        let master = if length.is_some() {
            SealKey::read(key_file)?
        } else {
            SealKey::open(key_file)?
        };
        let database = Arc::new(open_database(&path)?);
        format::settle(&database, &master, folder, key_file)?;
        let transaction = database.begin_read()?;
        let events = verify(&transaction, &master)?;
        tracing::info!(events, "the chain of events holds");
        let index = cases::index(&transaction, &master)?;
        Ok(Self {
            writer: Writer::start(Arc::clone(&database))?,
            database,
            master,
            index: Arc::new(RwLock::new(index)),
            room: Room::on_disk_of(folder),
            path,
            #[cfg(feature = "bench")]
            is_off: false,
        })
    }

    /// The same, with so many bytes of the disk left free by new cases and files.
    #[must_use]
    pub fn leaving_free(mut self, bytes: u64) -> Self {
        self.room.reserve = bytes;
        self
    }

    /// Waits until the disk fails; then nothing more is written until the store is opened anew.
    pub async fn broken(&self) -> StoreError {
        self.writer.broken().await
    }

    /// Walks the chain of events again; the number of events in it.
    ///
    /// # Errors
    /// [`StoreError::Chain`] with the first event that does not fit.
    pub fn verify(&self) -> Result<u64, StoreError> {
        verify(&self.database.begin_read()?, &self.master)
    }

    /// When the last event happened.
    ///
    /// # Errors
    /// When the database fails.
    pub fn latest(&self) -> Result<Option<Moment>, StoreError> {
        log::latest(&self.database.begin_read()?.open_table(log::EVENTS)?)
    }

    /// What is there at this moment, however long it is looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn moment(&self) -> Result<Held, StoreError> {
        Ok(Held::new(self.database.begin_read()?))
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

/// Opens or makes the database, every page of it checked.
fn open_database(path: &Path) -> Result<Database, StoreError> {
    let opened = Builder::new()
        .set_cache_size(CACHE)
        .set_check_integrity_on_open(true)
        .create(path);
    opened.map_err(|error| errors::opening(path, error))
}

fn verify(transaction: &ReadTransaction, master: &SealKey) -> Result<u64, StoreError> {
    let events = transaction.open_table(log::EVENTS)?;
    let marks = transaction.open_table(log::MARKS)?;
    log::verify(&events, &marks, master)
}

impl CaseStore for RedbStore {
    fn filed(&self, key: String, body: String) -> Later<'_, Option<Filed>> {
        #[cfg(feature = "bench")]
        if self.is_off {
            return Box::pin(async { Ok(None) });
        }
        let (key, body) = (
            self.master.name(key.as_bytes()),
            self.master.name(body.as_bytes()),
        );
        self.read(move |transaction| filing::filed(transaction, &key, &body))
    }

    fn file(&self, filing: Filing) -> Later<'_, Filed> {
        #[cfg(feature = "bench")]
        if self.is_off {
            return Box::pin(async move { Ok(filing.unkept()) });
        }
        if let Err(full) = self.room.check() {
            // What is there already takes no room.
            return Box::pin(async move {
                let known = self.filed(filing.key, filing.body).await?;
                known.ok_or(full)
            });
        }
        let filing = match Prepared::new(&self.master, filing) {
            Ok(filing) => filing,
            Err(error) => return Box::pin(async { Err(error) }),
        };
        let master = self.master.clone();
        let index = Arc::clone(&self.index);
        self.writer.write_then(
            move |transaction| filing::file(transaction, &master, filing),
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

    fn has_room(&self) -> Result<(), StoreError> {
        self.room.check()
    }

    fn gauges(&self) -> Later<'_, Gauges> {
        let counts = self.writer.counts();
        let gauges = Gauges {
            queue: self.writer.queue() as u64,
            batches: counts.batches.load(Ordering::Relaxed),
            writes: counts.writes.load(Ordering::Relaxed),
            failed: counts.failed.load(Ordering::Relaxed),
            bytes: fs::metadata(&self.path).map_or(0, |file| file.len()),
            free: self.room.free(),
            ..Gauges::default()
        };
        self.read(move |transaction| tables::sizes(transaction, gauges))
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

    fn forget_rejected(&self, before: Date, on: Date) -> Later<'_, Rejected> {
        Box::pin(async move {
            let mut forgotten = Rejected::default();
            // Looked for in a reading, so that the writer is not kept from its work.
            let numbers = self.read(move |it| rejected::rejected(it, before)).await?;
            for number in numbers {
                let (master, named) = (self.master.clone(), number.clone());
                let find = move |it: &_| rejected::objects(it, &master, &named);
                let objects = self.read(find).await?;
                let (index, gone) = (Arc::clone(&self.index), objects.clone());
                let named = number.clone();
                let forget = move |it: &_| rejected::forget(it, &number, &gone, on);
                let after = move |()| change(&index, |index| index.forget(&named));
                self.writer.write_then(forget, after).await?;
                forgotten.cases += 1;
                forgotten.objects.extend(objects);
            }
            Ok(forgotten)
        })
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
}

#[cfg(test)]
mod tests;
