//! Why a question is asked: what it can still change, in names.

use lianban_rules::answers::Answers;
use lianban_rules::contents::QuestionIx;
use lianban_rules::date::Date;
use lianban_rules::outcomes::Outcome;
use lianban_rules::package::Package;

/// So many names are said in one line.
pub const SAID: usize = 4;

/// What the answer to a question can still change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CanChange {
    /// Whether the place will do at all.
    pub place: bool,
    /// Names of permits.
    pub permits: Vec<String>,
    /// Names of documents, and of what is printed on a licence.
    pub documents: Vec<String>,
    /// Only what the person is reminded of.
    pub hints: bool,
}

/// What `question` can still change, whatever is answered to it now; `None` where nothing
/// hangs on it any more.
pub fn can_change(
    package: &Package,
    answers: &Answers,
    today: Date,
    question: QuestionIx,
) -> Option<CanChange> {
    let contents = package.contents();
    let mut known = package.known(answers, today);
    if let Some(own) = known.get_mut(question) {
        *own = None;
    }
    let changes = package.why_ask(question, &known);
    if changes.is_empty() {
        return None;
    }
    let mut found = CanChange::default();
    for outcome in changes {
        match outcome {
            Outcome::Stop(_) => found.place = true,
            Outcome::Permit(ix) => {
                let permit = contents.permits.get(ix);
                found.permits.extend(permit.map(|it| it.name.clone()));
            }
            Outcome::Material(ix) => {
                let material = contents.materials.get(ix);
                found.documents.extend(material.map(|it| it.name.clone()));
            }
            Outcome::LicenceItem(ix) => {
                let item = contents.licence_items.get(ix);
                found.documents.extend(item.map(|it| it.name.clone()));
            }
            Outcome::Hint(_) => found.hints = true,
        }
    }
    Some(found)
}

impl CanChange {
    /// In one line: 关系到：这个铺面能不能用、食品经营许可证. Documents are named where no
    /// permit hangs on the question.
    pub fn in_a_line(self) -> String {
        let place = self.place.then(|| "这个铺面能不能用".to_owned());
        let mut names: Vec<String> = place.into_iter().chain(self.permits).collect();
        if names.is_empty() {
            names = self.documents;
        }
        let names = match (names.get(..SAID), names.as_slice()) {
            (_, []) => "要提醒您的事".to_owned(),
            (Some(first), all) if all.len() > SAID => {
                format!("{}等 {} 项", first.join("、"), all.len())
            }
            (_, all) => all.join("、"),
        };
        format!("关系到：{names}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::state::fixture::{package, today};

    fn said(answers: &Json, question: &str) -> Option<String> {
        let package = package();
        let answers = package.read_answers(answers.as_object().unwrap()).unwrap();
        let ix = package.question_ix(question).unwrap();
        can_change(&package, &answers, today(), ix).map(CanChange::in_a_line)
    }

    #[test]
    fn a_question_names_what_it_can_still_change() {
        let nothing = json!({});
        assert_eq!(
            said(&nothing, "site-flue").as_deref(),
            Some("关系到：这个铺面能不能用")
        );
        assert_eq!(
            said(&nothing, "food-hot").as_deref(),
            Some("关系到：食品经营许可证")
        );
        assert_eq!(
            said(&nothing, "fuel").as_deref(),
            Some("关系到：燃气报警装置照片")
        );
    }

    #[test]
    fn a_question_that_changes_nothing_any_more_says_nothing() {
        assert_eq!(said(&json!({"food-smoke": false}), "site-flue"), None);
    }

    /// Somebody who goes back wants to know what another answer would change.
    #[test]
    fn an_answered_question_still_names_what_it_can_change() {
        assert_eq!(
            said(&json!({"food-hot": true}), "food-hot").as_deref(),
            Some("关系到：食品经营许可证")
        );
    }
}
