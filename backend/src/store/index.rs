//! What lists show and what an applicant proves, in memory: searching asks no disk.
//!
//! Built when the store opens and kept by the writer after each commit. Names
//! stand here in the clear and nowhere else outside the sealed records; whole
//! numbers stand here only as keyed hashes.

use std::collections::HashMap;

use lianban_api::{CasePage, CaseQuery, CaseRow, CaseState, ROWS_PER_PAGE};
use lianban_rules::field::mask;
use serde_json::{Map, Value as Json};

use super::Summary;
use super::seal::SealKey;
use crate::casework::case::Case;
use crate::hex::same;

/// The field that holds the applicant's name.
pub const NAME: &str = "applicant-name";
/// The field that holds the applicant's identity number.
pub const ID_NUMBER: &str = "applicant-id-number";
/// The field that holds the applicant's mobile number.
pub const MOBILE: &str = "applicant-mobile";

/// Longest text that is looked for, in characters.
const LONGEST: usize = 64;

/// States in the order of the list's counts.
const STATES: [CaseState; 4] = [
    CaseState::Submitted,
    CaseState::Accepted,
    CaseState::NotAccepted,
    CaseState::Withdrawn,
];

/// What somebody knows who says that a case is theirs.
#[derive(Clone, PartialEq, Eq)]
pub enum Claim {
    /// The last four digits of the mobile number.
    PhoneTail(String),
    /// The whole mobile number, tidy.
    Mobile(String),
    /// Identity number and mobile number, both whole and tidy; of a case that was not taken back.
    Person {
        /// Identity number.
        id_number: String,
        /// Mobile number.
        mobile: String,
    },
}

/// A case in the index.
#[derive(Clone)]
pub struct Entry {
    row: CaseRow,
    /// In capitals, for comparing.
    name: String,
    phone_tail: String,
    mobile: String,
    id_number: String,
}

/// All cases, in the order in which they came.
#[derive(Default)]
pub struct Index {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
}

/// What lists and claims need of a form, in the clear; empty where the person is erased.
#[derive(Clone, Default)]
pub struct Applicant {
    name: String,
    mobile: String,
    id_number: String,
}

impl Applicant {
    /// Out of a form.
    #[must_use]
    pub fn of(form: &Map<String, Json>) -> Self {
        let text = |field: &str| {
            let value = form.get(field).and_then(Json::as_str);
            value.unwrap_or_default().to_owned()
        };
        Self {
            name: text(NAME),
            mobile: text(MOBILE),
            id_number: text(ID_NUMBER),
        }
    }
}

impl Entry {
    /// A case as lists show it. Where the person is erased nobody can claim it.
    #[must_use]
    pub fn new(
        number: &str,
        case: &Case,
        summary: Summary,
        applicant: Applicant,
        key: &SealKey,
    ) -> Self {
        let Applicant {
            name,
            mobile,
            id_number,
        } = applicant;
        Self {
            row: CaseRow {
                number: number.to_owned(),
                package_name: summary.package_name,
                applicant: mask::name(&name),
                submitted_on: case.submission.on,
                state: case.state,
                permits: summary.permits,
                to_settle: summary.to_settle,
                consult: case.submission.consult,
                answer_by: None,
            },
            name: name.to_uppercase(),
            phone_tail: tail(&mobile),
            mobile: hidden(key, number, &mobile),
            id_number: hidden(key, number, &id_number),
        }
    }

    /// Stands where there is no case.
    fn nobody() -> Self {
        let nothing = "0".repeat(64);
        Self {
            row: CaseRow {
                number: String::new(),
                package_name: String::new(),
                applicant: String::new(),
                submitted_on: crate::clock::Moment(0).day(),
                state: CaseState::Withdrawn,
                permits: 0,
                to_settle: 0,
                consult: false,
                answer_by: None,
            },
            name: String::new(),
            phone_tail: "----".to_owned(),
            mobile: nothing.clone(),
            id_number: nothing,
        }
    }

    fn fits(&self, words: &[&str]) -> bool {
        words.iter().all(|word| {
            self.row.number.contains(word) || self.name.contains(word) || self.phone_tail == *word
        })
    }

    /// Whether the claim holds. An empty value proves nothing.
    fn proves(&self, number: &str, claim: &Claim, key: &SealKey) -> bool {
        let is = |known: &str, text: &str| {
            let told = hidden(key, number, text);
            !text.is_empty() & same(known, &told)
        };
        match claim {
            Claim::PhoneTail(tail) => !tail.is_empty() & same(&self.phone_tail, tail),
            Claim::Mobile(mobile) => is(&self.mobile, mobile),
            // What was taken back is not used again (60-process, section 8.1).
            Claim::Person { id_number, mobile } => {
                let is_theirs = is(&self.id_number, id_number) & is(&self.mobile, mobile);
                is_theirs && self.row.state != CaseState::Withdrawn
            }
        }
    }
}

/// The last four digits.
fn tail(mobile: &str) -> String {
    let at = mobile.len().saturating_sub(4);
    mobile.get(at..).unwrap_or_default().to_owned()
}

fn hidden(key: &SealKey, number: &str, text: &str) -> String {
    key.name(format!("{number}/{text}").as_bytes())
}

impl Index {
    /// Adds a case.
    pub fn add(&mut self, entry: Entry) {
        let number = entry.row.number.clone();
        self.places.insert(number, self.entries.len());
        self.entries.push(entry);
    }

    /// A case has changed its state.
    pub fn move_to(&mut self, number: &str, state: CaseState) {
        let place = self.places.get(number);
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(*place)) {
            entry.row.state = state;
        }
    }

    /// The material of a case is gone: nobody is named and nobody can claim it any more.
    pub fn forget(&mut self, number: &str) {
        let place = self.places.get(number);
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(*place)) {
            let row = CaseRow {
                applicant: String::new(),
                ..entry.row.clone()
            };
            *entry = Entry {
                row,
                ..Entry::nobody()
            };
        }
    }

    /// A page of the list: cases that wait, the oldest first, then the others, the newest first.
    #[must_use]
    pub fn search(&self, query: &CaseQuery) -> CasePage {
        let text: String = query.text.chars().take(LONGEST).collect();
        let text = lianban_rules::field::tidy(&text).to_uppercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_meant = |entry: &&Entry| {
            query.state.is_none_or(|state| entry.row.state == state)
                && (!query.consult || entry.row.consult)
                && entry.fits(&words)
        };
        let waits = |entry: &&Entry| entry.row.state == CaseState::Submitted;
        let all = || self.entries.iter();
        let waiting = all().filter(waits).filter(is_meant);
        let others = all().rev().filter(|it| !waits(it)).filter(is_meant);
        let rows: Vec<&Entry> = waiting.chain(others).collect();

        let pages = rows.len().div_ceil(ROWS_PER_PAGE).max(1);
        let page = query.page.clamp(1, pages);
        let from = (page - 1) * ROWS_PER_PAGE;
        let shown = rows.iter().skip(from).take(ROWS_PER_PAGE);
        let count = |state| (state, all().filter(|it| it.row.state == state).count());
        CasePage {
            rows: shown.map(|entry| entry.row.clone()).collect(),
            page,
            pages,
            found: rows.len(),
            counts: STATES.map(count).to_vec(),
            today: None,
        }
    }

    /// Whether the claim on this case holds. For a number that no case has the work is the same.
    #[must_use]
    pub fn proves(&self, number: &str, claim: &Claim, key: &SealKey) -> bool {
        let nobody = Entry::nobody();
        let place = self.places.get(number);
        let found = place.and_then(|place| self.entries.get(*place));
        let fits = found.unwrap_or(&nobody).proves(number, claim, key);
        fits & found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use serde_json::json;

    use super::*;
    use crate::casework::event::Submission;
    use crate::clock::Moment;

    const CASES: usize = 5_000;

    /// Every fifth case is accepted, every hundredth is for 综合咨询.
    fn entry(at: usize, key: &SealKey) -> Entry {
        let (is_accepted, mobile) = (at.is_multiple_of(5), format!("138{at:08}"));
        let case = Case {
            state: if is_accepted {
                CaseState::Accepted
            } else {
                CaseState::Submitted
            },
            version: 1,
            submission: Submission {
                package: String::new(),
                hash: String::new(),
                receipt: String::new(),
                on: Moment(0).day(),
                insisted: false,
                consult: at.is_multiple_of(100),
            },
            decided: None,
            withdrawn: None,
            looks: Vec::new(),
        };
        let summary = Summary {
            package_name: "我要开餐馆".to_owned(),
            permits: 5,
            to_settle: 0,
        };
        let name = if at == 4_321 {
            "欧阳小明"
        } else {
            "王五"
        };
        let form = json!({ NAME: name, MOBILE: mobile, ID_NUMBER: "510114199001010011" });
        let number = format!("XD-2026-{at:06}");
        Entry::new(
            &number,
            &case,
            summary,
            Applicant::of(form.as_object().unwrap()),
            key,
        )
    }

    fn thousands(key: &SealKey) -> Index {
        let mut index = Index::default();
        for at in 1..=CASES {
            index.add(entry(at, key));
        }
        index
    }

    fn numbers(page: &CasePage) -> Vec<&str> {
        page.rows.iter().map(|row| row.number.as_str()).collect()
    }

    #[test]
    fn among_thousands_of_cases_each_search_finds_what_is_meant() {
        let index = thousands(&SealKey::fresh().unwrap());
        let ask = |text: &str| {
            index.search(&CaseQuery {
                text: text.to_owned(),
                ..CaseQuery::default()
            })
        };
        assert_eq!(numbers(&ask("xd-2026-004321")), ["XD-2026-004321"]);
        assert_eq!(numbers(&ask("欧阳")), ["XD-2026-004321"]);
        assert_eq!(numbers(&ask("王五 １２３４")), ["XD-2026-001234"]);
        assert_eq!(ask("没有这个人").found, 0);

        let all = ask("");
        assert_eq!((all.found, all.pages, all.rows.len()), (CASES, 100, 50));
        assert_eq!(all.rows[0].number, "XD-2026-000001");
        let counts: Vec<usize> = all.counts.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [4_000, 1_000, 0, 0]);

        let last = index.search(&CaseQuery {
            state: Some(CaseState::Accepted),
            consult: true,
            page: 9,
            ..CaseQuery::default()
        });
        assert_eq!((last.found, last.page, last.pages), (50, 1, 1));
        assert_eq!(last.rows[0].number, "XD-2026-005000");
    }

    #[test]
    fn a_search_among_thousands_of_cases_takes_no_time() {
        let index = thousands(&SealKey::fresh().unwrap());
        let query = CaseQuery {
            text: "王五 9999".to_owned(),
            page: 3,
            ..CaseQuery::default()
        };
        let start = Instant::now();
        let found: usize = (0..20).map(|_| index.search(&query).found).sum();
        let each = start.elapsed() / 20;
        println!("one search among {CASES} cases: {each:?}");
        assert_eq!(found, 0);
        // Unoptimised and on a busy machine; a server answers some twenty times faster.
        assert!(each < Duration::from_millis(200), "{each:?}");
    }

    #[test]
    fn only_the_whole_truth_proves_a_case() {
        let key = SealKey::fresh().unwrap();
        let mut index = thousands(&key);
        let mut erased = entry(CASES + 1, &key);
        erased = Entry {
            row: CaseRow {
                number: "XD-2026-005001".to_owned(),
                ..erased.row
            },
            phone_tail: tail(""),
            mobile: hidden(&key, "XD-2026-005001", ""),
            id_number: hidden(&key, "XD-2026-005001", ""),
            name: String::new(),
        };
        index.add(erased);
        let person = |id_number: &str, mobile: &str| Claim::Person {
            id_number: id_number.to_owned(),
            mobile: mobile.to_owned(),
        };
        let (id, mobile) = ("510114199001010011", "13800000007");
        let proves = |number: &str, claim: &Claim| index.proves(number, claim, &key);
        assert!(proves("XD-2026-000007", &person(id, mobile)));
        assert!(proves(
            "XD-2026-000007",
            &Claim::PhoneTail("0007".to_owned())
        ));
        assert!(proves("XD-2026-000007", &Claim::Mobile(mobile.to_owned())));
        for wrong in [
            person(id, "13800000008"),
            person("510114199001010012", mobile),
            person("", ""),
            Claim::Mobile("0007".to_owned()),
            Claim::PhoneTail(String::new()),
            Claim::PhoneTail("----".to_owned()),
        ] {
            for number in ["XD-2026-000007", "XD-2026-005001", "XD-2026-009999"] {
                assert!(!proves(number, &wrong), "{number}");
            }
        }
        assert!(!proves("XD-2026-000008", &person(id, mobile)));
    }
}
