//! Starting points: what is assumed, looked over and confirmed; never applied in silence.

use lianban_rules::contents::{Contents, QuestionIx};
use lianban_rules::handbook::Start;
use serde_json::Value as Json;

use super::draft::Draft;

/// One answer to look over.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The question.
    pub question: QuestionIx,
    /// What will be answered; `None` asks it later.
    pub value: Option<Json>,
    /// The person has answered it already: that stands.
    pub is_own: bool,
}

/// What a starting point assumes, beside what the person has answered already.
pub fn assumed(start: &Start, contents: &Contents, draft: &Draft) -> Vec<Assumed> {
    let row = |it: &lianban_rules::handbook::TypicalAnswer| {
        let question = contents
            .questions
            .iter()
            .position(|own| own.id == it.question)?;
        let own = draft.answers.get(&it.question);
        Some(Assumed {
            question,
            value: Some(own.cloned().unwrap_or_else(|| it.typical.to_json())),
            is_own: own.is_some(),
        })
    };
    start.answers.iter().filter_map(row).collect()
}

/// The person has looked and agrees.
pub fn confirm(rows: &[Assumed], contents: &Contents, draft: &mut Draft) {
    for row in rows {
        if let Some(question) = contents.questions.get(row.question)
            && draft.answers.get(&question.id) != row.value.as_ref()
        {
            draft.answer(&question.id, row.value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use lianban_rules::handbook::{Typical, TypicalAnswer};
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package};

    #[test]
    fn what_the_person_said_stands_and_nothing_is_given_before_they_agree() {
        let package = package();
        let contents = package.contents();
        let typical = |question: &str, yes| TypicalAnswer {
            question: question.to_owned(),
            typical: Typical::YesNo(yes),
        };
        let start = Start {
            id: "noodles".to_owned(),
            name: "面馆".to_owned(),
            summary: String::new(),
            icon: String::new(),
            words: Vec::new(),
            answers: vec![
                typical("food-hot", true),
                typical("food-raw", false),
                typical("gone", true),
            ],
        };
        let mut mine = draft(json!({"food-hot": false}));
        let mut rows = assumed(&start, contents, &mine);
        assert_eq!(rows.len(), 2);
        assert!(rows[0].is_own && rows[0].value == Some(json!(false)));
        assert_eq!(Json::from(mine.answers.clone()), json!({"food-hot": false}));
        confirm(&rows, contents, &mut mine);
        assert_eq!(
            Json::from(mine.answers.clone()),
            json!({"food-hot": false, "food-raw": false})
        );
        rows[1].value = None;
        confirm(&rows, contents, &mut mine);
        assert_eq!(Json::from(mine.answers), json!({"food-hot": false}));
    }
}
