//! The tables of the database: making them, and copying all of them into another database.
//!
//! Tables carry the version of their format in the name. Every table stands here, or a
//! backup would lack it; a copy refuses a table that it does not know.

use std::path::Path;

use redb::{
    Builder, Database, Key, ReadTransaction, ReadableTable, ReadableTableMetadata, TableDefinition,
    TableError, TableHandle, Value, WriteTransaction,
};

use super::reports::REPORTS;
use crate::store::log::{EVENTS, MARKS};
use crate::store::{Gauges, StoreError};

/// A table from texts to bytes.
pub(super) type Table = TableDefinition<'static, &'static str, &'static [u8]>;
/// A table from running numbers to bytes.
type Numbered = TableDefinition<'static, u64, &'static [u8]>;

/// Case number → what lists show, and the numbers of its events.
pub(super) const CASES: Table = TableDefinition::new("cases/1");
/// Case number and part → encrypted record.
pub(super) const PERSONAL: Table = TableDefinition::new("personal/1");
/// Case number, or `draft/` and the name of a draft → its key, encrypted with the master key.
pub(super) const KEYS: Table = TableDefinition::new("keys/1");
/// Name of a draft → its files.
pub(super) const DRAFTS: Table = TableDefinition::new("drafts/1");
/// Name of an object → the draft or the case it belongs to.
pub(super) const OBJECTS: Table = TableDefinition::new("objects/1");
/// Hash → compiled bytes.
pub(super) const PACKAGES: Table = TableDefinition::new("packages/1");
/// Account name → account.
pub(super) const ACCOUNTS: Table = TableDefinition::new("accounts/1");
/// Hash of a token → session.
pub(super) const SESSIONS: Table = TableDefinition::new("sessions/2");
/// Name of an idempotency key → what it was answered.
pub(super) const IDEMPOTENCY: Table = TableDefinition::new("idempotency/1");
/// What the store says of itself: its format, and a text that only its key opens.
pub(super) const META: Table = TableDefinition::new("meta/1");
/// Six letters → the answers behind them.
pub(super) const CODES: Table = TableDefinition::new("codes/1");
/// Last day of a code and the code → nothing; what ends first stands in front.
pub(super) const CODE_ENDS: Table = TableDefinition::new("code-ends/1");
/// What is counted → the last number given.
pub(super) const COUNTERS: TableDefinition<'static, &'static str, u64> =
    TableDefinition::new("counters/1");

/// All tables from texts to bytes.
const TABLES: [Table; 12] = [
    CASES,
    PERSONAL,
    KEYS,
    DRAFTS,
    OBJECTS,
    PACKAGES,
    ACCOUNTS,
    SESSIONS,
    IDEMPOTENCY,
    META,
    CODES,
    CODE_ENDS,
];
/// All tables from running numbers to bytes.
const NUMBERED: [Numbered; 3] = [EVENTS, MARKS, REPORTS];
/// Tables of earlier programs that nothing reads any more.
const GONE: [&str; 1] = ["sessions/1"];

/// Bytes of memory for making a copy.
const MEMORY: usize = 64 * 1024 * 1024;

/// Reading needs the tables to be there.
pub(super) fn create(transaction: &WriteTransaction) -> Result<(), StoreError> {
    for table in TABLES {
        transaction.open_table(table)?;
    }
    for table in NUMBERED {
        transaction.open_table(table)?;
    }
    transaction.open_table(COUNTERS)?;
    Ok(())
}

/// How many rows the tables have that a number is told of.
pub(super) fn sizes(from: &ReadTransaction, gauges: Gauges) -> Result<Gauges, StoreError> {
    Ok(Gauges {
        cases: from.open_table(CASES)?.len()?,
        sessions: from.open_table(SESSIONS)?.len()?,
        drafts: from.open_table(DRAFTS)?.len()?,
        ..gauges
    })
}

/// Copies everything as it is at one moment into a new database.
pub(super) fn copy(from: &ReadTransaction, to: &Path) -> Result<(), StoreError> {
    all_are_known(from)?;
    let database: Database = Builder::new().set_cache_size(MEMORY).create(to)?;
    let transaction = database.begin_write()?;
    for table in TABLES {
        copy_table(from, &transaction, table)?;
    }
    for table in NUMBERED {
        copy_table(from, &transaction, table)?;
    }
    copy_table(from, &transaction, COUNTERS)?;
    transaction.commit()?;
    Ok(database.close()?)
}

fn all_are_known(from: &ReadTransaction) -> Result<(), StoreError> {
    let texts = TABLES.iter().map(TableHandle::name);
    let numbered = NUMBERED.iter().map(TableHandle::name);
    let mut known: Vec<&str> = texts.chain(numbered).chain(GONE).collect();
    known.push(COUNTERS.name());
    let unknown = |name: &str| Err(StoreError::UnknownTable(name.to_owned()));
    for table in from.list_tables()? {
        if !known.contains(&table.name()) {
            return unknown(table.name());
        }
    }
    match from.list_multimap_tables()?.next() {
        Some(table) => unknown(redb::MultimapTableHandle::name(&table)),
        None => Ok(()),
    }
}

fn copy_table<K: Key + 'static, V: Value + 'static>(
    from: &ReadTransaction,
    to: &WriteTransaction,
    table: TableDefinition<'static, K, V>,
) -> Result<(), StoreError> {
    let source = match from.open_table(table) {
        Err(TableError::TableDoesNotExist(_)) => return Ok(()),
        opened => opened?,
    };
    let mut target = to.open_table(table)?;
    for entry in source.iter()? {
        let (key, value) = entry?;
        target.insert(key.value(), value.value())?;
    }
    Ok(())
}
