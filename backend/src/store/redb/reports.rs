//! What people doubt, in the order in which it came.

use lianban_api::Report;
use lianban_rules::date::Date;
use redb::{ReadTransaction, ReadableTable, TableDefinition, WriteTransaction};

use super::{from_json, to_json};
use crate::store::StoreError;

/// Running number → day and doubt.
pub(super) const REPORTS: TableDefinition<'static, u64, &'static [u8]> =
    TableDefinition::new("reports/1");

/// Keeps a doubt; its number.
pub(super) fn add(
    transaction: &WriteTransaction,
    report: &Report,
    on: Date,
) -> Result<u64, StoreError> {
    let mut table = transaction.open_table(REPORTS)?;
    let number = table.last()?.map_or(0, |(last, _)| last.value()) + 1;
    let json = to_json("report", &(on, report))?;
    table.insert(number, json.as_slice())?;
    Ok(number)
}

/// The newest doubts.
pub(super) fn newest(
    transaction: &ReadTransaction,
    limit: usize,
) -> Result<Vec<(u64, Date, Report)>, StoreError> {
    let table = transaction.open_table(REPORTS)?;
    let mut found = Vec::new();
    for entry in table.iter()?.rev().take(limit) {
        let (number, json) = entry?;
        let (on, report) = from_json("report", json.value())?;
        found.push((number.value(), on, report));
    }
    Ok(found)
}
