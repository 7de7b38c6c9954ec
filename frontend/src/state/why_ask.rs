//! Why a question is asked: what it can still change, in names.

use lianban_rules::answers::Answers;
use lianban_rules::contents::QuestionIx;
use lianban_rules::date::Date;
use lianban_rules::outcomes::Outcome;
use lianban_rules::package::Package;

/// So many names are said.
const SAID: usize = 4;

/// 关系到：这个铺面能不能用、食品经营许可证; `None` where it changes nothing any more.
/// Documents are named where no permit hangs on the question.
pub fn why_ask(
    package: &Package,
    answers: &Answers,
    today: Date,
    question: QuestionIx,
) -> Option<String> {
    let contents = package.contents();
    let changes = package.why_ask(question, &package.known(answers, today));
    let place = changes.iter().any(|it| matches!(it, Outcome::Stop(_)));
    let place = place.then(|| "这个铺面能不能用".to_owned());
    let permits = changes.iter().filter_map(|it| match it {
        Outcome::Permit(ix) => Some(contents.permits.get(*ix)?.name.clone()),
        _ => None,
    });
    let mut names: Vec<String> = place.into_iter().chain(permits).collect();
    if names.is_empty() {
        names.extend(changes.iter().filter_map(|it| match it {
            Outcome::Material(ix) => Some(contents.materials.get(*ix)?.name.clone()),
            Outcome::LicenceItem(ix) => Some(contents.licence_items.get(*ix)?.name.clone()),
            _ => None,
        }));
    }
    let names = match (names.get(..SAID), names.as_slice()) {
        (_, []) if changes.is_empty() => return None,
        (_, []) => "要提醒您的事".to_owned(),
        (Some(first), all) if all.len() > SAID => {
            format!("{}等 {} 项", first.join("、"), all.len())
        }
        (_, all) => all.join("、"),
    };
    Some(format!("关系到：{names}"))
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
        why_ask(&package, &answers, today(), ix)
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
}
