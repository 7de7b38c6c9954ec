//! The desk: which question is next, what a key does to it, what typing finds.
//!
//! Reading order: this file, then [`entry`] (numbers and days as a clerk types them), [`find`]
//! (typing jumps to a question), [`walk_ins`] (several people at once).

use lianban_rules::contents::{ChoiceOption, Question, QuestionIx, QuestionKind};
use lianban_rules::package::Package;
use serde_json::Value as Json;

use super::input::{UNKNOWN, holds, toggled};
use super::interview::Interview;

pub mod entry;
pub mod find;
pub mod walk_ins;

/// The key of 还不清楚.
pub const UNKNOWN_KEY: char = '0';

/// One line to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The key that chooses it; the tenth and further ones have none.
    pub key: Option<char>,
    /// What it says.
    pub label: String,
    /// What is meant.
    pub help: Option<String>,
    /// What it answers, for questions with one answer; for several, the option alone.
    pub value: Json,
}

/// What a choice does.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The answer from now on.
    pub answer: Option<Json>,
    /// The question is done: the next one comes.
    pub goes_on: bool,
}

/// The lines of a question, 还不清楚 last; numbers and days have that line only.
pub fn choices(question: &Question) -> Vec<Choice> {
    let mut lines: Vec<(String, Option<String>, Json)> = match &question.kind {
        QuestionKind::YesNo { yes, no } => vec![
            (yes.clone(), None, Json::Bool(true)),
            (no.clone(), None, Json::Bool(false)),
        ],
        QuestionKind::Choice { options } => options.iter().map(line).collect(),
        QuestionKind::Multi { options, exclusive } => {
            let mut lines: Vec<_> = options.iter().map(line).collect();
            if exclusive.is_none() {
                lines.push(("都没有".to_owned(), None, Json::Array(Vec::new())));
            }
            lines
        }
        QuestionKind::Number { .. } | QuestionKind::Date => Vec::new(),
    };
    lines.push((UNKNOWN.to_owned(), None, Json::Null));
    let last = lines.len() - 1;
    let with_key = |(at, (label, help, value)): (usize, (String, Option<String>, Json))| Choice {
        key: if at == last {
            Some(UNKNOWN_KEY)
        } else {
            char::from_digit(u32::try_from(at + 1).unwrap_or_default(), 10)
        },
        label,
        help,
        value,
    };
    lines.into_iter().enumerate().map(with_key).collect()
}

fn line(option: &ChoiceOption) -> (String, Option<String>, Json) {
    let id = Json::from(option.id.clone());
    (option.label.clone(), option.help.clone(), id)
}

/// Whether a line is chosen under an answer.
pub fn is_chosen(question: &Question, choice: &Choice, answer: Option<&Json>) -> bool {
    let Some(answer) = answer else { return false };
    match (&question.kind, choice.value.as_str()) {
        (QuestionKind::Multi { .. }, Some(option)) => holds(answer, option),
        _ => *answer == choice.value,
    }
}

/// What choosing a line does: one answer goes on at once, of several each is ticked or unticked.
pub fn choose(question: &Question, choice: &Choice, before: Option<&Json>) -> Chosen {
    match (&question.kind, choice.value.as_str()) {
        (QuestionKind::Multi { .. }, Some(option)) => {
            let on = !before.is_some_and(|answer| holds(answer, option));
            Chosen {
                answer: toggled(question, before, option, on),
                goes_on: on && is_alone(question, option),
            }
        }
        _ => Chosen {
            answer: Some(choice.value.clone()),
            goes_on: true,
        },
    }
}

/// Whether an option of several excludes the others: nothing can be added to it.
fn is_alone(question: &Question, option: &str) -> bool {
    match &question.kind {
        QuestionKind::Multi { options, exclusive } => exclusive
            .and_then(|ix| options.get(ix))
            .is_some_and(|it| it.id == option),
        _ => false,
    }
}

/// The line that a digit chooses.
pub fn by_key(question: &Question, key: char) -> Option<Choice> {
    choices(question).into_iter().find(|it| it.key == Some(key))
}

/// The first question that is due; `None` when all that matters is answered.
pub fn due(package: &Package, interview: &Interview) -> Option<QuestionIx> {
    let screen = interview.current()?;
    interview.missing(package, screen).first().copied()
}

/// The question that is due after this one: the next of its screen, or wherever the guide stands.
pub fn after(package: &Package, interview: &Interview, now: QuestionIx) -> Option<QuestionIx> {
    let questions = &package.contents().questions;
    let topic = questions.get(now)?.topic;
    let rest = interview.screen(topic).and_then(|(_, screen)| {
        let missing = interview.missing(package, screen);
        missing.into_iter().find(|ix| *ix > now)
    });
    rest.or_else(|| due(package, interview))
}

/// The question before this one on the way so far; of the first, none.
pub fn before(interview: &Interview, now: Option<QuestionIx>) -> Option<QuestionIx> {
    let asked = || {
        interview
            .screens
            .iter()
            .flat_map(|it| &it.questions)
            .copied()
    };
    match now {
        None => asked().last(),
        Some(now) => asked().take_while(|ix| *ix != now).last(),
    }
}

/// Whether the question is one of a list of things that are there or not, and how many of the
/// list have no answer yet: 其余都没有 settles them together.
pub fn rest(package: &Package, interview: &Interview, now: QuestionIx) -> usize {
    use lianban_rules::contents::Layout;
    let contents = package.contents();
    let Some(question) = contents.questions.get(now) else {
        return 0;
    };
    let topic = contents.topics.get(question.topic);
    if topic.is_none_or(|it| it.layout != Layout::Checklist) {
        return 0;
    }
    let screen = interview.screen(question.topic);
    screen.map_or(0, |(_, screen)| interview.missing(package, screen).len())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, question, today};

    #[test]
    fn every_line_has_a_key_and_unknown_is_always_the_same() {
        let package = package();
        let labels = |id| -> Vec<_> {
            let lines = choices(question(&package, id)).into_iter();
            lines.map(|it| (it.key.unwrap(), it.label)).collect()
        };
        let smoke = labels("food-smoke");
        assert_eq!(smoke.last().unwrap(), &('0', UNKNOWN.to_owned()));
        assert_eq!(smoke.first().unwrap().0, '1');
        assert_eq!(labels("use-area").len(), 1);
    }

    #[test]
    fn one_answer_goes_on_and_several_wait_for_enter() {
        let package = package();
        let smoke = question(&package, "food-smoke");
        let yes = by_key(smoke, '1').unwrap();
        let chosen = choose(smoke, &yes, None);
        assert_eq!((chosen.answer, chosen.goes_on), (Some(json!(true)), true));
        let fuel = question(&package, "fuel");
        let gas = by_key(fuel, '1').unwrap();
        let ticked = choose(fuel, &gas, None);
        assert!(!ticked.goes_on);
        let none = choices(fuel)
            .into_iter()
            .find(|it| it.value == json!("none"));
        assert!(choose(fuel, &none.unwrap(), None).goes_on, "nothing to add");
        assert!(is_chosen(fuel, &gas, ticked.answer.as_ref()));
        assert_eq!(choose(fuel, &gas, ticked.answer.as_ref()).answer, None);
        let unknown = by_key(fuel, UNKNOWN_KEY).unwrap();
        assert_eq!(
            choose(fuel, &unknown, ticked.answer.as_ref()).answer,
            Some(Json::Null)
        );
        assert_eq!(by_key(smoke, '9'), None);
    }

    #[test]
    fn the_desk_asks_what_the_guide_would_and_goes_back() {
        let package = package();
        let id = |ix: Option<QuestionIx>| ix.map(|ix| package.contents().questions[ix].id.clone());
        let start = Interview::new(&package, &draft(json!({})), today());
        assert_eq!(id(due(&package, &start)).as_deref(), Some("food-hot"));
        assert_eq!(before(&start, due(&package, &start)), None);
        let one = Interview::new(&package, &draft(json!({"food-hot": true})), today());
        let hot = due(&package, &start).unwrap();
        let next = after(&package, &one, hot);
        assert_eq!(id(next).as_deref(), Some("food-raw"));
        assert_eq!(before(&one, next), Some(hot));
        let done = Interview::new(
            &package,
            &draft(json!({
                "food-hot": true, "food-raw": false, "food-smoke": true, "site-flue": true,
                "use-area": 80, "floor-area": 100, "fuel": ["lpg"], "age": "adult",
            })),
            today(),
        );
        assert_eq!(due(&package, &done), None);
        assert!(before(&done, None).is_some());
    }
}
