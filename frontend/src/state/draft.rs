//! The draft of one application, as it stays on the device.

use std::collections::BTreeSet;

use lianban_rules::package::Package;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::changes::Seen;

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
    /// Documents ticked as "I bring it".
    pub documents: BTreeSet<String>,
    /// Idempotency key of the submission: kept until it succeeds.
    pub key: String,
    /// Number and day of the case made of the last submission.
    pub submitted: Option<(String, String)>,
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
        let mut draft: Self = text
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
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

    /// Whether a stored draft holds anything to go on with: once submitted, it does not.
    pub fn can_go_on(text: &str) -> bool {
        serde_json::from_str(text).is_ok_and(|draft: Self| !draft.is_empty())
    }

    /// The text to store.
    pub fn to_text(&self) -> String {
        // Plain data with text keys: writing cannot fail.
        serde_json::to_string(self).unwrap_or_default()
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

    /// A changed application is a new one: it must not share a key with the old.
    pub fn changed(&mut self) {
        self.key.clear();
        self.submitted = None;
    }

    /// Nothing has been given yet.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.fields.is_empty()
    }

    /// What is left once the case is made: only its number.
    pub fn finish(&mut self, number: String, day: String) {
        *self = Self {
            hash: std::mem::take(&mut self.hash),
            submitted: Some((number, day)),
            ..Self::default()
        };
    }
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
    use crate::state::fixture::package;

    #[test]
    fn a_draft_survives_the_way_through_its_text() {
        let package = package();
        let mut draft = Draft::read(None, &package);
        draft.answer("food-smoke", Some(json!(true)));
        draft.answer("use-area", Some(Json::Null));
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
    fn once_submitted_no_personal_data_stays() {
        let mut draft = Draft::default();
        draft.fields.insert("applicant-name".into(), json!("李雷"));
        draft.finish("XD-2026-000001".into(), "2026-11-23".into());
        assert!(draft.is_empty() && !draft.to_text().contains("李雷"));
        assert!(!Draft::can_go_on(&draft.to_text()));
        draft.answer("food-smoke", Some(json!(true)));
        assert!(Draft::can_go_on(&draft.to_text()));
    }
}
