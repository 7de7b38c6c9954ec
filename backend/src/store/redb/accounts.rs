//! Accounts and sessions.

use redb::{ReadableTable, WriteTransaction};

use super::tables::{ACCOUNTS, SESSIONS};
use super::{from_json, put};
use crate::clock::Moment;
use crate::store::{Account, SessionRecord, StoreError};

/// Adds an account; false when the name is taken.
pub(super) fn add(transaction: &WriteTransaction, account: &Account) -> Result<bool, StoreError> {
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
pub(super) fn open_session(
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
pub(super) fn renew_session(
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
