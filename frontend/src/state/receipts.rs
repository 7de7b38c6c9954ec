//! The receipts of everything handed in from this device: a new application does not take the
//! place of an earlier one's. A draft holds its own receipt too: it is shown even where the device
//! keeps nothing.

use serde::{Deserialize, Serialize};

use super::receipt::Receipt;

/// Where they are kept.
pub const RECEIPTS: &str = "lianban/receipts";
/// So many are kept, the newest.
const KEPT: usize = 20;

/// A receipt, and the package it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Id of the package.
    pub package: String,
    /// What was handed in.
    pub receipt: Receipt,
}

/// The stored receipts, newest first. What cannot be read is none.
pub fn kept(stored: Option<&str>) -> Vec<Kept> {
    let kept = stored.and_then(|text| serde_json::from_str(text).ok());
    kept.unwrap_or_default()
}

/// The text to store, with one more.
pub fn with(stored: Option<&str>, package: &str, receipt: &Receipt) -> String {
    let new = Kept {
        package: package.to_owned(),
        receipt: receipt.clone(),
    };
    let mut all = kept(stored);
    all.retain(|it| it.receipt.number != receipt.number);
    all.insert(0, new);
    all.truncate(KEPT);
    // Plain data with text keys: writing cannot fail.
    serde_json::to_string(&all).unwrap_or_default()
}

/// The receipt of the case with this number.
pub fn of_case(stored: Option<&str>, number: &str) -> Option<Receipt> {
    let mut all = kept(stored).into_iter();
    let found = all.find(|it| it.receipt.number == number);
    found.map(|it| it.receipt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(at: usize) -> Receipt {
        Receipt {
            number: format!("XD-2026-{at:06}"),
            ..Receipt::default()
        }
    }

    #[test]
    fn an_earlier_receipt_is_still_there_after_the_next() {
        let first = with(None, "restaurant", &numbered(1));
        let both = with(Some(&first), "restaurant", &numbered(2));
        let numbers: Vec<_> = kept(Some(&both))
            .into_iter()
            .map(|it| it.receipt.number)
            .collect();
        assert_eq!(numbers, ["XD-2026-000002", "XD-2026-000001"]);
        assert_eq!(of_case(Some(&both), "XD-2026-000001"), Some(numbered(1)));
        assert_eq!(of_case(Some(&both), "XD-2026-000003"), None);
        assert_eq!(with(Some(&both), "restaurant", &numbered(2)), both);
    }

    #[test]
    fn only_the_newest_are_kept_and_rubbish_is_none() {
        let mut stored = with(Some("rubbish"), "restaurant", &numbered(0));
        for at in 1..=KEPT {
            stored = with(Some(&stored), "restaurant", &numbered(at));
        }
        let all = kept(Some(&stored));
        assert_eq!(all.len(), KEPT);
        assert_eq!(all.last().map(|it| &it.receipt), Some(&numbered(1)));
    }
}
