//! Accounts and sessions.

use redb::{ReadTransaction, ReadableTable, WriteTransaction};

use super::tables::{ACCOUNTS, SESSIONS};
use super::{RedbStore, from_json, get, put};
use crate::clock::Moment;
use crate::store::{Account, AccountStore, Later, SessionRecord, StoreError};

impl AccountStore for RedbStore {
    fn account(&self, name: String) -> Later<'_, Option<Account>> {
        self.read(move |transaction| get(transaction, ACCOUNTS, &name))
    }

    fn add_account(&self, account: Account) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| add(transaction, &account))
    }

    fn open_session(&self, token: String, session: SessionRecord, now: Moment) -> Later<'_, ()> {
        self.writer
            .write(move |transaction| open_session(transaction, &token, &session, now))
    }

    fn session(&self, token: String) -> Later<'_, Option<SessionRecord>> {
        self.read(move |transaction| get(transaction, SESSIONS, &token))
    }

    fn renew_session(&self, token: String, idle_until: Moment) -> Later<'_, ()> {
        self.writer
            .write(move |transaction| renew_session(transaction, &token, idle_until))
    }

    fn close_session(&self, token: String) -> Later<'_, ()> {
        self.writer.write(move |transaction| {
            transaction.open_table(SESSIONS)?.remove(token.as_str())?;
            Ok(())
        })
    }

    fn accounts(&self) -> Later<'_, Vec<Account>> {
        self.read(all)
    }

    fn change_password(&self, name: String, hashed: String) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| change_password(transaction, &name, hashed))
    }

    fn remove_account(&self, name: String) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| remove(transaction, &name))
    }
}

/// Adds an account; false when the name is taken.
fn add(transaction: &WriteTransaction, account: &Account) -> Result<bool, StoreError> {
    let taken = transaction
        .open_table(ACCOUNTS)?
        .get(account.name.as_str())?
        .is_some();
    if !taken {
        put(transaction, ACCOUNTS, &account.name, account)?;
    }
    Ok(!taken)
}

/// Opens a session and forgets those that have ended.
fn open_session(
    transaction: &WriteTransaction,
    token: &str,
    session: &SessionRecord,
    now: Moment,
) -> Result<(), StoreError> {
    let goes_on = |token: &str, json: &[u8]| {
        from_json::<SessionRecord>(token, json).is_ok_and(|session| session.is_open(now))
    };
    transaction.open_table(SESSIONS)?.retain(goes_on)?;
    put(transaction, SESSIONS, token, session)
}

/// Lets a session go on; one that was closed meanwhile stays closed.
fn renew_session(
    transaction: &WriteTransaction,
    token: &str,
    idle_until: Moment,
) -> Result<(), StoreError> {
    let found = transaction
        .open_table(SESSIONS)?
        .get(token)?
        .map(|json| from_json::<SessionRecord>(token, json.value()))
        .transpose()?;
    match found {
        Some(session) => put(
            transaction,
            SESSIONS,
            token,
            &SessionRecord {
                idle_until,
                ..session
            },
        ),
        None => Ok(()),
    }
}

fn all(transaction: &ReadTransaction) -> Result<Vec<Account>, StoreError> {
    let table = transaction.open_table(ACCOUNTS)?;
    let mut accounts = Vec::new();
    for entry in table.iter()? {
        let (name, json) = entry?;
        accounts.push(from_json(name.value(), json.value())?);
    }
    Ok(accounts)
}

/// Gives an account another password, and ends its sessions.
fn change_password(
    transaction: &WriteTransaction,
    name: &str,
    hashed: String,
) -> Result<bool, StoreError> {
    let found = transaction
        .open_table(ACCOUNTS)?
        .get(name)?
        .map(|json| from_json::<Account>(name, json.value()))
        .transpose()?;
    let Some(mut account) = found else {
        return Ok(false);
    };
    account.password = hashed;
    put(transaction, ACCOUNTS, name, &account)?;
    end_sessions(transaction, name)?;
    Ok(true)
}

fn remove(transaction: &WriteTransaction, name: &str) -> Result<bool, StoreError> {
    let was_there = transaction.open_table(ACCOUNTS)?.remove(name)?.is_some();
    end_sessions(transaction, name)?;
    Ok(was_there)
}

/// Whoever is signed in under a name no longer is.
fn end_sessions(transaction: &WriteTransaction, name: &str) -> Result<(), StoreError> {
    let is_anothers = |token: &str, json: &[u8]| {
        from_json::<SessionRecord>(token, json).is_ok_and(|session| session.account != name)
    };
    transaction.open_table(SESSIONS)?.retain(is_anothers)?;
    Ok(())
}
