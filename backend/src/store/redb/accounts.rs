//! Accounts and sessions.

use redb::{ReadableTable, WriteTransaction};

use super::{ACCOUNTS, SESSIONS, from_json, put};
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
        from_json::<SessionRecord>(token, json).is_ok_and(|session| now < session.until)
    };
    transaction.open_table(SESSIONS)?.retain(goes_on)?;
    put(transaction, SESSIONS, token, session)
}
