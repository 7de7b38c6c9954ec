//! What the window is looking for, and how much of it stands in the address.
//!
//! **Invariant:** a name or digits of a phone never stand in an address, for addresses
//! are kept by browsers and logged by servers. Only what can be part of a case number does.

use std::fmt::Write as _;

use lianban_api::{CaseQuery, CaseState};

use crate::routes::{self, in_query};

/// What is looked for, as the address and the search box say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Only cases in this state.
    pub state: Option<CaseState>,
    /// Only cases for 综合咨询.
    pub consult: bool,
    /// Part of a case number, a name, or the phone's last four digits.
    pub text: String,
    /// Page, from 1.
    pub page: usize,
}

/// The states of the list in the order of its filters, with their words in the address and on the page.
pub const STATES: [(CaseState, &str, &str); 4] = [
    (CaseState::Submitted, "submitted", "待受理"),
    (CaseState::Accepted, "accepted", "已受理"),
    (CaseState::NotAccepted, "not-accepted", "不予受理"),
    (CaseState::Withdrawn, "withdrawn", "已撤回"),
];

impl Search {
    /// What an address and the text that stands in none amount to.
    pub fn read(query: &str, kept: &str) -> Self {
        let state = in_query(query, "state");
        let named = |(_, word, _): &&(CaseState, &str, &str)| state.as_deref() == Some(word);
        let text = in_query(query, "number").filter(|text| is_number(text));
        let page = in_query(query, "page").and_then(|page| page.parse().ok());
        Self {
            state: STATES.iter().find(named).map(|(state, ..)| *state),
            consult: in_query(query, "consult").is_some(),
            text: text.unwrap_or_else(|| kept.to_owned()),
            page: page.unwrap_or(1).max(1),
        }
    }

    /// The address of this search; a text that is no part of a number is left out.
    pub fn address(&self) -> String {
        let mut parts = Vec::new();
        if let Some((_, word, _)) = STATES.iter().find(|it| Some(it.0) == self.state) {
            parts.push(format!("state={word}"));
        }
        if self.consult {
            parts.push("consult=1".to_owned());
        }
        if is_number(&self.text) {
            parts.push(format!("number={}", self.text));
        }
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        let mut address = routes::CASES.to_owned();
        for (at, part) in parts.iter().enumerate() {
            let _ = write!(address, "{}{part}", if at == 0 { '?' } else { '&' });
        }
        address
    }

    /// The text that stands in no address.
    pub fn kept(&self) -> &str {
        if is_number(&self.text) {
            ""
        } else {
            &self.text
        }
    }

    /// The same with another filter: a filter begins at the first page.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut search = Self {
            page: 1,
            ..self.clone()
        };
        change(&mut search);
        search
    }

    /// Whether every case is meant.
    pub fn is_all(&self) -> bool {
        self.state.is_none() && !self.consult && self.text.is_empty()
    }

    /// The request.
    pub fn to_query(&self) -> CaseQuery {
        CaseQuery {
            state: self.state,
            consult: self.consult,
            text: self.text.clone(),
            page: self.page,
        }
    }
}

/// Whether a text can only be part of a case number: `XD-2026-000012` has letters or a
/// hyphen, so digits alone, which could be those of a phone, are none.
fn is_number(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | 'X' | 'D' | 'x' | 'd');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=14).contains(&text.len())
        && text.chars().all(is_part)
        && text.contains(['-', 'X', 'D', 'x', 'd'])
        // An identity number can end in X: eighteen digits would be too long, a part would not.
        && (text.contains('-') || !text.ends_with(['X', 'x']) || digits == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(search: &Search) -> Search {
        Search::read(routes::split(&search.address()).1, search.kept())
    }

    #[test]
    fn a_search_comes_back_out_of_its_address() {
        let all = Search::read("", "");
        assert!(all.is_all());
        assert_eq!(all.address(), routes::CASES);
        let second = Search {
            state: Some(CaseState::NotAccepted),
            consult: true,
            text: "XD-2026-0000".to_owned(),
            page: 2,
        };
        assert_eq!(
            second.address(),
            "/staff/cases?state=not-accepted&consult=1&number=XD-2026-0000&page=2"
        );
        assert_eq!(there_and_back(&second), second);
    }

    #[test]
    fn no_name_and_no_digits_of_a_phone_stand_in_an_address() {
        for text in [
            "李小明",
            "8000",
            "13800138000",
            "51011419900101001X",
            "0011X",
            "李 8000",
        ] {
            let search = Search {
                text: text.to_owned(),
                page: 1,
                ..Search::default()
            };
            assert_eq!(search.address(), routes::CASES, "{text}");
            assert_eq!(there_and_back(&search).text, text);
        }
    }

    #[test]
    fn a_wrong_address_looks_for_everything() {
        let search = Search::read("state=x&page=-1&number=%E6%9D%8E", "");
        assert!(search.is_all());
        assert_eq!(search.page, 1);
    }

    #[test]
    fn another_filter_begins_at_the_first_page() {
        let third = Search {
            page: 3,
            ..Search::default()
        };
        let waiting = third.with(|it| it.state = Some(CaseState::Submitted));
        assert_eq!(waiting.address(), "/staff/cases?state=submitted");
    }
}
