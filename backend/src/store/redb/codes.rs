//! Answers behind six letters, for a while.

use lianban_api::Coded;
use lianban_rules::date::Date;
use redb::{ReadTransaction, ReadableTable, WriteTransaction};

use super::RedbStore;
use super::rows::{get, put};
use super::tables::{CODE_ENDS, CODES};
use crate::store::{CodeStore, Later, StoreError};

impl CodeStore for RedbStore {
    fn keep_code(&self, code: String, coded: Coded, today: Date) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| keep(transaction, &code, &coded, today))
    }

    fn behind_code(&self, code: String, today: Date) -> Later<'_, Option<Coded>> {
        self.read(move |transaction| behind(transaction, &code, today))
    }

    fn forget_codes(&self, today: Date) -> Later<'_, usize> {
        self.writer
            .write(move |transaction| forget_ended(transaction, today))
    }
}

/// Keeps answers under a code, after those that have ended are gone; false when the code is taken.
fn keep(
    transaction: &WriteTransaction,
    code: &str,
    coded: &Coded,
    today: Date,
) -> Result<bool, StoreError> {
    forget_ended(transaction, today)?;
    if transaction.open_table(CODES)?.get(code)?.is_some() {
        return Ok(false);
    }
    put(transaction, CODES, code, coded)?;
    let mut ends = transaction.open_table(CODE_ENDS)?;
    ends.insert(end(coded.until, code).as_str(), [].as_slice())?;
    Ok(true)
}

/// What lies behind a code that has not ended.
fn behind(
    transaction: &ReadTransaction,
    code: &str,
    today: Date,
) -> Result<Option<Coded>, StoreError> {
    let coded: Option<Coded> = get(transaction, CODES, code)?;
    Ok(coded.filter(|it| today <= it.until))
}

/// Forgets the codes that have ended; how many.
fn forget_ended(transaction: &WriteTransaction, today: Date) -> Result<usize, StoreError> {
    let mut ends = transaction.open_table(CODE_ENDS)?;
    let mut codes = transaction.open_table(CODES)?;
    let mut ended = Vec::new();
    let today = end(today, "");
    for entry in ends.extract_from_if(..today.as_str(), |_, _| true)? {
        let key = entry?.0;
        ended.extend(key.value().split_once('/').map(|(_, code)| code.to_owned()));
    }
    for code in &ended {
        codes.remove(code.as_str())?;
    }
    Ok(ended.len())
}

/// Where the end of a code stands: days in their order, each with its codes.
fn end(until: Date, code: &str) -> String {
    format!("{:08}/{code}", until.day_number())
}
