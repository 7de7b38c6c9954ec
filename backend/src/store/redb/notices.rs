//! Notices: numbered and sealed in the transaction of the event that issues them.

use lianban_api::{Notice, NoticeKind};
use lianban_rules::date::Date;
use redb::{ReadTransaction, ReadableTable, WriteTransaction};

use super::cases::{part, personal, seal};
use super::tables::{COUNTERS, PERSONAL};
use crate::notice::{Draft, number};
use crate::store::StoreError;
use crate::store::seal::SealKey;

/// Part of the personal record.
pub(super) const NOTICE: &str = "notice";

/// What is counted: the notices of a kind and year, whatever their prefix.
fn counter(kind: NoticeKind, on: Date) -> String {
    let kind = match kind {
        NoticeKind::Acceptance => "acceptance",
        NoticeKind::NonAcceptance => "non-acceptance",
    };
    format!("notices/{kind}/{}", on.parts().0)
}

/// The number that the notice gets if it is issued in this transaction.
pub(super) fn next(
    transaction: &WriteTransaction,
    draft: &Draft,
    on: Date,
) -> Result<String, StoreError> {
    let counter = counter(draft.notice.kind, on);
    let table = transaction.open_table(COUNTERS)?;
    let last = table.get(counter.as_str())?.map_or(0, |last| last.value());
    Ok(number(&draft.prefix, on, last + 1))
}

/// Gives the number away and keeps the notice, sealed under the key of the case.
pub(super) fn issue(
    transaction: &WriteTransaction,
    master: &SealKey,
    draft: Draft,
    number: String,
    on: Date,
) -> Result<(), StoreError> {
    let Draft { notice, .. } = draft;
    let counter = counter(notice.kind, on);
    let mut table = transaction.open_table(COUNTERS)?;
    let last = table.get(counter.as_str())?.map_or(0, |last| last.value());
    table.insert(counter.as_str(), last + 1)?;
    let notice = Notice { number, ..notice };
    seal(transaction, master, &notice.case, NOTICE, &notice)
}

/// The notice of a case, once there is one.
pub(super) fn of(
    transaction: &ReadTransaction,
    master: &SealKey,
    case: &str,
) -> Result<Option<Notice>, StoreError> {
    let part = part(case, NOTICE);
    let records = transaction.open_table(PERSONAL)?;
    if records.get(part.as_str())?.is_none() {
        return Ok(None);
    }
    personal(transaction, master, case, NOTICE).map(Some)
}
