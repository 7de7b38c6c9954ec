//! Rows of a table, written and read as JSON.

use redb::{ReadTransaction, WriteTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::tables::Table;
use crate::store::StoreError;

pub(super) fn get<T: DeserializeOwned>(
    transaction: &ReadTransaction,
    table: Table,
    key: &str,
) -> Result<Option<T>, StoreError> {
    let table = transaction.open_table(table)?;
    let found = table.get(key)?;
    found.map(|json| from_json(key, json.value())).transpose()
}

pub(super) fn put(
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

pub(super) fn to_json(key: &str, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|_| StoreError::Record(key.to_owned()))
}

pub(super) fn from_json<T: DeserializeOwned>(key: &str, json: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(json).map_err(|_| StoreError::Record(key.to_owned()))
}
