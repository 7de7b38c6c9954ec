//! The draft of one application, as it stays on the device.

use std::cell::Cell;

use lianban_rules::date::Date;
use lianban_rules::package::Package;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::changes::Seen;
use super::filling::Filling;
use super::outbox::Outbox;
use super::papers::Papers;
use super::receipt::Receipt;

/// Everything a person has given so far for one package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Hash of the package the answers were given under.
    pub hash: String,
    /// Question id → value; `null` = 还不清楚.
    pub answers: Map<String, Json>,
    /// Keep asking although a stop is settled.
    pub go_on: bool,
    /// Submit although a refusal is forecast.
    pub insist: bool,
    /// Field id → what was typed.
    pub fields: Map<String, Json>,
    /// How each document is handed in.
    #[serde(skip)]
    pub papers: Papers,
    /// Secret under which the server keeps the files of this draft; empty until there is one.
    pub token: String,
    /// Idempotency key of the submission: kept until it succeeds.
    pub key: String,
    /// A submission of which nobody knows yet whether it arrived.
    #[serde(skip)]
    pub outbox: Option<Outbox>,
    /// Number and day of the case made of the last submission.
    pub submitted: Option<(String, String)>,
    /// What was handed in with it.
    #[serde(skip)]
    pub receipt: Option<Receipt>,
    /// How far the form may be trusted.
    #[serde(skip)]
    pub filling: Filling,
    /// The four above as they are stored: the program of the guide carries them along unread,
    /// because reading them would weigh on the first question.
    pub later: Map<String, Json>,
    /// The rules have changed since, and the person has not yet been told.
    pub rules_changed: bool,
    /// What the person saw last under the rules they know of.
    pub seen: Seen,
}

impl Draft {
    /// Reads a stored draft for `package`. What cannot be read is no draft.
    ///
    /// Under another version of the rules the answers stay, but for those that
    /// no longer fit a question.
    pub fn read(text: Option<&str>, package: &Package) -> Self {
        let mut draft = text.map(Self::parse).unwrap_or_default();
        if draft.hash != package.hash() {
            draft.rules_changed |= !draft.hash.is_empty() && !draft.answers.is_empty();
            package.hash().clone_into(&mut draft.hash);
        }
        // An impossible pair of numbers stays: the person mends it on its screen.
        for id in unreadable(package, &draft.answers) {
            draft.answers.remove(&id);
        }
        draft
    }

    /// A stored draft as it was left, whatever package it is for.
    pub fn parse(text: &str) -> Self {
        let mut draft: Self = serde_json::from_str(text).unwrap_or_default();
        if let Some(LaterParts { read, .. }) = later_parts() {
            read(&mut draft);
        }
        draft
    }

    /// The part of it that decides: the answers.
    pub fn decisive(&self) -> Self {
        Self {
            answers: self.answers.clone(),
            go_on: self.go_on,
            ..Self::default()
        }
    }

    /// Whether a stored draft holds anything to go on with: once submitted, it does not.
    pub fn can_go_on(text: &str) -> bool {
        serde_json::from_str(text).is_ok_and(|draft: Self| !draft.is_empty())
    }

    /// Whether a stored draft was submitted and nobody knows yet that it arrived. Only looked
    /// for, because reading it would weigh on the first question; a quote that was typed is
    /// stored with a backslash, so nothing typed looks like it.
    pub fn waits(text: &str) -> bool {
        text.contains("\"outbox\":")
    }

    /// The text to store.
    pub fn to_text(&self) -> String {
        // Plain data with text keys: writing cannot fail.
        match later_parts() {
            None => serde_json::to_string(self).unwrap_or_default(),
            Some(LaterParts { write, today, .. }) => {
                let later = write(self, today);
                let whole = Self {
                    later,
                    ..self.clone()
                };
                serde_json::to_string(&whole).unwrap_or_default()
            }
        }
    }

    /// Gives, changes or takes back one answer. Whatever was submitted under the
    /// old answers is another application from now on.
    pub fn answer(&mut self, question: &str, value: Option<Json>) {
        match value {
            Some(value) => self.answers.insert(question.to_owned(), value),
            None => self.answers.remove(question),
        };
        self.changed();
    }

    /// A changed application is a new one: it must not share a key with one that was made.
    /// While nobody knows whether the old one arrived, the key stays, so that the server can tell.
    pub fn changed(&mut self) {
        match &mut self.outbox {
            Some(outbox) => outbox.hold(),
            None => self.key.clear(),
        }
        self.submitted = None;
        self.receipt = None;
        self.later.remove(RECEIPT);
        self.later.remove(TOUCHED);
        if let Some(Json::Object(outbox)) = self.later.get_mut(OUTBOX) {
            // As `Outbox::hold` does.
            outbox.insert(NOW.to_owned(), Json::from(""));
        }
    }

    /// Nothing has been given yet.
    pub fn is_empty(&self) -> bool {
        let no_papers = self.papers.is_empty() && !self.later.contains_key(PAPERS);
        self.answers.is_empty() && self.fields.is_empty() && no_papers
    }

    /// What is left once the case is made: its number, and what was handed in.
    pub fn finish(&mut self, receipt: Receipt) {
        *self = Self {
            hash: std::mem::take(&mut self.hash),
            submitted: Some((receipt.number.clone(), receipt.day.clone())),
            receipt: Some(receipt),
            ..Self::default()
        };
    }
}

/// Names of the later parts in a stored draft.
const PAPERS: &str = "papers";
const OUTBOX: &str = "outbox";
const RECEIPT: &str = "receipt";
const FILLING: &str = "filling";
/// The day on which the program of the later pages last had the draft open.
const TOUCHED: &str = "touched";
/// The part of an [`Outbox`] that [`Outbox::hold`] empties.
const NOW: &str = "now";

/// How the later parts of a draft are read and written.
#[derive(Clone, Copy)]
struct LaterParts {
    read: fn(&mut Draft),
    write: fn(&Draft, Option<Date>) -> Map<String, Json>,
    today: Option<Date>,
}

impl LaterParts {
    const fn on(today: Option<Date>) -> Self {
        Self {
            read: read_later,
            write: write_later,
            today,
        }
    }
}

thread_local! {
    static LATER: Cell<Option<LaterParts>> = const { Cell::new(None) };
}

/// From now on drafts are read whole, and written whole with the day: for the program of the
/// later pages.
pub fn read_whole(today: Option<Date>) {
    LATER.set(Some(LaterParts::on(today)));
}

fn later_parts() -> Option<LaterParts> {
    if cfg!(test) {
        LATER.get().or(Some(LaterParts::on(None)))
    } else {
        LATER.get()
    }
}

/// How long what is not submitted stays on the device (60-process, section 10).
const DAYS_KEPT: i32 = 90;

/// Whether a stored draft has lain untouched for too long. What was submitted, or may have been,
/// is no draft any more.
pub fn has_expired(stored: &str, today: Date) -> bool {
    let stored: Json = serde_json::from_str(stored).unwrap_or_default();
    let part = |name: &str| stored.get("later").and_then(|later| later.get(name));
    let is_sent = part(OUTBOX).is_some() || stored.get("submitted").is_some_and(|it| !it.is_null());
    let touched = part(TOUCHED).and_then(Json::as_str);
    let touched = touched.and_then(|day| day.parse::<Date>().ok());
    let is_old = |day: Date| today.day_number() - day.day_number() > DAYS_KEPT;
    !is_sent && touched.is_some_and(is_old)
}

fn read_later(draft: &mut Draft) {
    let mut later = std::mem::take(&mut draft.later);
    let mut part = |name: &str| later.remove(name).unwrap_or_default();
    draft.papers = serde_json::from_value(part(PAPERS)).unwrap_or_default();
    draft.outbox = serde_json::from_value(part(OUTBOX)).unwrap_or_default();
    draft.receipt = serde_json::from_value(part(RECEIPT)).unwrap_or_default();
    draft.filling = serde_json::from_value(part(FILLING)).unwrap_or_default();
}

fn write_later(draft: &Draft, today: Option<Date>) -> Map<String, Json> {
    let mut later = Map::new();
    let mut part = |name: &str, value: Result<Json, serde_json::Error>| {
        // Plain data with text keys: writing cannot fail.
        later.insert(name.to_owned(), value.unwrap_or_default());
    };
    if !draft.papers.is_empty() {
        part(PAPERS, serde_json::to_value(&draft.papers));
    }
    if let Some(outbox) = &draft.outbox {
        part(OUTBOX, serde_json::to_value(outbox));
    }
    if let Some(receipt) = &draft.receipt {
        part(RECEIPT, serde_json::to_value(receipt));
    }
    if draft.filling != Filling::default() {
        part(FILLING, serde_json::to_value(&draft.filling));
    }
    if let Some(today) = today {
        part(TOUCHED, serde_json::to_value(today));
    }
    later
}

fn unreadable(package: &Package, answers: &Map<String, Json>) -> Vec<String> {
    let errors = package.read_answers(answers).err().unwrap_or_default();
    errors
        .into_iter()
        .filter(|error| error.keyword != "constraint")
        .map(|error| error.pointer.trim_start_matches('/').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{package, today};

    #[test]
    fn what_only_the_later_pages_read_is_carried_along_and_held_back() {
        let text = r#"{"answers":{"food-smoke":true},"later":{"outbox":{"tried":["x"],"now":"x","failures":1}}}"#;
        let mut unread: Draft = serde_json::from_str(text).unwrap();
        unread.answer("food-smoke", Some(json!(false)));
        let whole = Draft::read(Some(&serde_json::to_string(&unread).unwrap()), &package());
        let outbox = whole.outbox.unwrap();
        assert_eq!((outbox.tried.len(), outbox.now.as_str()), (1, ""));
    }

    #[test]
    fn a_draft_survives_the_way_through_its_text() {
        let package = package();
        let mut draft = Draft::read(None, &package);
        draft.answer("food-smoke", Some(json!(true)));
        draft.answer("use-area", Some(Json::Null));
        draft.filling.privacy_read = true;
        assert_eq!(Draft::read(Some(&draft.to_text()), &package), draft);
    }

    #[test]
    fn changed_rules_keep_what_still_fits_and_say_so() {
        let package = package();
        let old = r#"{"hash":"0","answers":{"food-smoke":true,"use-area":-3,"gone":1}}"#;
        let draft = Draft::read(Some(old), &package);
        assert!(draft.rules_changed);
        assert_eq!(draft.hash, package.hash());
        assert_eq!(Json::from(draft.answers), json!({ "food-smoke": true }));
    }

    #[test]
    fn broken_text_is_no_draft() {
        let draft = Draft::read(Some("{\"answers\":3"), &package());
        assert!(draft.is_empty() && !draft.rules_changed);
    }

    #[test]
    fn a_changed_answer_makes_another_application() {
        let mut draft = Draft {
            key: "k".into(),
            ..Draft::default()
        };
        draft.answer("food-smoke", Some(json!(false)));
        assert!(draft.key.is_empty());
    }

    #[test]
    fn a_change_while_nobody_knows_whether_it_arrived_keeps_the_key() {
        let mut draft = Draft {
            key: "k".into(),
            outbox: Some(Outbox::default()),
            ..Draft::default()
        };
        draft.answer("food-smoke", Some(json!(false)));
        assert_eq!(draft.key, "k");
    }

    #[test]
    fn once_submitted_no_personal_data_stays() {
        let mut draft = Draft::default();
        draft.fields.insert("applicant-name".into(), json!("李雷"));
        draft.filling.privacy_read = true;
        draft.finish(Receipt {
            number: "XD-2026-000001".into(),
            ..Receipt::default()
        });
        assert!(draft.is_empty() && !draft.to_text().contains("李雷"));
        assert!(
            !draft.filling.privacy_read,
            "the next application tells anew"
        );
        assert!(!Draft::can_go_on(&draft.to_text()));
        draft.answer("food-smoke", Some(json!(true)));
        assert!(Draft::can_go_on(&draft.to_text()));
    }

    #[test]
    fn a_stored_draft_tells_whether_a_submission_waits() {
        let mut draft = Draft::default();
        let typed = json!("\"outbox\":{}");
        draft.fields.insert("applicant-name".into(), typed);
        assert!(!Draft::waits(&draft.to_text()));
        draft.outbox = Some(Outbox::default());
        assert!(Draft::waits(&draft.to_text()));
        draft.finish(Receipt::default());
        assert!(!Draft::waits(&draft.to_text()));
    }

    #[test]
    fn a_draft_untouched_for_90_days_expires() {
        read_whole(Some(today()));
        let mut draft = Draft::read(None, &package());
        draft.fields.insert("applicant-name".into(), json!("李雷"));
        let text = draft.to_text();
        assert!(!has_expired(&text, today().plus(0, 0, 90)));
        assert!(has_expired(&text, today().plus(0, 0, 91)));

        let mut in_guide: Draft = serde_json::from_str(&text).unwrap();
        in_guide.answer("food-smoke", Some(json!(true)));
        let touched = serde_json::to_string(&in_guide).unwrap();
        assert!(!has_expired(&touched, today().plus(0, 0, 91)));
    }

    #[test]
    fn what_was_sent_does_not_expire() {
        read_whole(Some(today()));
        let mut waits = Draft {
            outbox: Some(Outbox::default()),
            ..Draft::default()
        };
        assert!(!has_expired(&waits.to_text(), today().plus(1, 0, 0)));
        waits.finish(Receipt::default());
        assert!(!has_expired(&waits.to_text(), today().plus(1, 0, 0)));
        assert!(!has_expired("no draft", today()));
    }
}
