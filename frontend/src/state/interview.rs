//! The way through the guide: which screens were shown, which one comes.
//!
//! The way is replayed from the first screen with the answers given so far, so it
//! is always the one that a person with these answers would be led: an answer to
//! a question that no longer applies stays in the draft and takes no part.

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::contents::QuestionIx;
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::Value as Json;

use super::draft::Draft;

/// One screen of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Index of the topic.
    pub topic: usize,
    /// The questions it shows, in the author's order.
    pub questions: Vec<QuestionIx>,
}

/// Everything the pages of one package need to know at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    /// The answers that can be read.
    pub answers: Answers,
    /// What they say.
    pub assessment: Assessment,
    /// The screens so far, the one with unanswered questions last.
    pub screens: Vec<Screen>,
    /// The last of `screens` still has unanswered questions.
    pub unfinished: bool,
    /// Rules that settle that the case cannot be submitted online.
    pub ended_by: Vec<String>,
}

/// Numbers of permits by what the live panel says of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 需要
    pub needed: usize,
    /// 还要看
    pub open: usize,
    /// 不需要
    pub not_needed: usize,
}

impl Interview {
    /// Looks at a draft.
    pub fn new(package: &Package, draft: &Draft, today: Date) -> Self {
        let days = Days {
            as_of: today,
            applied_on: today,
        };
        let answers = readable(package, draft);
        let wish = Wish { go_on: draft.go_on };
        let assessment = package.assess(&answers, days, wish);
        let (screens, unfinished) = replay(package, &answers, days);
        let ended_by = package.ended_by(&answers, today);
        Self {
            ended_by: ended_by.into_iter().map(|rule| rule.id.clone()).collect(),
            answers,
            assessment,
            screens,
            unfinished,
        }
    }

    /// The screen of this topic, and how many come before it.
    pub fn screen(&self, topic: usize) -> Option<(usize, &Screen)> {
        let mut screens = self.screens.iter().enumerate();
        screens.find(|(_, screen)| screen.topic == topic)
    }

    /// The first screen with unanswered questions; `None` when the guide is done.
    pub fn current(&self) -> Option<&Screen> {
        self.screens.last().filter(|_| self.unfinished)
    }

    /// Questions of a screen without an answer.
    pub fn missing<'a>(&'a self, package: &'a Package, screen: &'a Screen) -> Vec<QuestionIx> {
        let questions = &package.contents().questions;
        let has_none = |ix: &&QuestionIx| {
            let id = questions.get(**ix).map(|question| question.id.as_str());
            id.is_some_and(|id| !self.answers.0.contains_key(id))
        };
        screen.questions.iter().filter(has_none).copied().collect()
    }

    /// A settled stop ends the guide, unless the person wants to see it all.
    pub fn is_ended(&self, draft: &Draft) -> bool {
        !self.ended_by.is_empty() && !draft.go_on
    }

    /// How many permits are needed, open, not needed.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for permit in &self.assessment.permits {
            match permit.need {
                Need::Required => tally.needed += 1,
                Need::Open | Need::Pending => tally.open += 1,
                Need::NotRequired => tally.not_needed += 1,
            }
        }
        tally
    }
}

/// The answers without those the engine refuses: they are shown as faults, and decide nothing.
fn readable(package: &Package, draft: &Draft) -> Answers {
    let mut json = draft.answers.clone();
    loop {
        match package.read_answers(&json) {
            Ok(answers) => return answers,
            Err(errors) => {
                let before = json.len();
                for error in &errors {
                    json.remove(error.pointer.trim_start_matches('/'));
                }
                if json.len() == before {
                    return Answers::default();
                }
            }
        }
    }
}

/// What the engine says against the answers of a draft, by question id.
pub fn faults(package: &Package, draft: &Draft) -> Vec<(String, String)> {
    let errors = package
        .read_answers(&draft.answers)
        .err()
        .unwrap_or_default();
    errors
        .into_iter()
        .map(|error| {
            (
                error.pointer.trim_start_matches('/').to_owned(),
                error.message,
            )
        })
        .collect()
}

fn replay(package: &Package, given: &Answers, days: Days) -> (Vec<Screen>, bool) {
    let contents = package.contents();
    let mut so_far = Answers::default();
    let mut screens: Vec<Screen> = Vec::new();
    loop {
        let next = package.assess(&so_far, days, Wish { go_on: true }).next;
        let topic = next
            .as_ref()
            .and_then(|next| contents.topics.iter().position(|it| it.id == next.screen));
        let due: Vec<QuestionIx> = next
            .iter()
            .flat_map(|next| &next.questions)
            .filter_map(|id| contents.questions.iter().position(|it| it.id == *id))
            .collect();
        let answered = |ix: &QuestionIx, answers: &Answers| {
            let question = contents.questions.get(*ix);
            question.is_some_and(|it| answers.0.contains_key(&it.id))
        };
        let same = topic.is_some() && screens.last().map(|it| it.topic) == topic;
        if let Some(last) = screens.last_mut() {
            last.questions.retain(|ix| answered(ix, &so_far));
            if same {
                for ix in &due {
                    let at = last.questions.partition_point(|it| it < ix);
                    last.questions.insert(at, *ix);
                }
            }
        }
        let Some(topic) = topic else {
            return (screens, false);
        };
        if !same {
            screens.push(Screen {
                topic,
                questions: due.clone(),
            });
        }
        let before = so_far.0.len();
        so_far.0.extend(
            due.iter()
                .filter_map(|ix| entry(contents.questions.get(*ix)?, given)),
        );
        if so_far.0.len() == before {
            return (screens, true);
        }
    }
}

fn entry(
    question: &lianban_rules::contents::Question,
    given: &Answers,
) -> Option<(String, Answer)> {
    let answer = given.0.get(&question.id)?;
    Some((question.id.clone(), answer.clone()))
}

/// The answer "no" for every item of a checklist that has none yet.
pub fn rest_are_no(package: &Package, screen: &Screen, draft: &mut Draft) {
    for ix in &screen.questions {
        if let Some(question) = package.contents().questions.get(*ix)
            && matches!(
                question.kind,
                lianban_rules::contents::QuestionKind::YesNo { .. }
            )
            && !draft.answers.contains_key(&question.id)
        {
            draft.answer(&question.id, Some(Json::Bool(false)));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};

    fn shown(package: &Package, draft: &Draft) -> Vec<Vec<String>> {
        let contents = package.contents();
        let interview = Interview::new(package, draft, today());
        let ids = |screen: &Screen| {
            let questions = screen.questions.iter();
            questions
                .map(|ix| contents.questions[*ix].id.clone())
                .collect()
        };
        interview.screens.iter().map(ids).collect()
    }

    #[test]
    fn a_follow_up_joins_its_screen() {
        let package = package();
        let before = shown(
            &package,
            &draft(json!({"food-hot": true, "food-raw": false})),
        );
        assert_eq!(before.last(), Some(&vec!["food-smoke".to_owned()]));
        let after = draft(json!({"food-hot": true, "food-raw": false, "food-smoke": true}));
        let after = shown(&package, &after);
        assert_eq!(
            after.last(),
            Some(&vec!["food-smoke".to_owned(), "site-flue".to_owned()])
        );
    }

    #[test]
    fn going_back_and_changing_an_answer_keeps_the_rest() {
        let package = package();
        let mut draft = draft(json!({
            "food-hot": true, "food-raw": false, "food-smoke": true, "site-flue": true,
            "use-area": 80, "floor-area": 100, "fuel": ["lpg"], "age": "adult",
        }));
        let done = Interview::new(&package, &draft, today());
        assert!(!done.unfinished && done.current().is_none());

        draft.answer("food-smoke", Some(json!(false)));
        let changed = Interview::new(&package, &draft, today());
        assert!(!changed.unfinished, "nothing is asked again");
        assert_eq!(draft.answers.get("site-flue"), Some(&json!(true)));
    }

    #[test]
    fn a_settled_stop_ends_the_guide_until_the_person_goes_on() {
        let package = package();
        let mut draft = draft(json!({
            "food-hot": true, "food-raw": false, "food-smoke": true, "site-flue": false,
        }));
        let stopped = Interview::new(&package, &draft, today());
        assert_eq!(stopped.ended_by, ["r-01"]);
        assert!(stopped.is_ended(&draft) && stopped.unfinished);
        draft.go_on = true;
        assert!(!Interview::new(&package, &draft, today()).is_ended(&draft));
    }

    #[test]
    fn an_impossible_pair_decides_nothing_and_is_named() {
        let package = package();
        let draft = draft(json!({"use-area": 200, "floor-area": 100}));
        let interview = Interview::new(&package, &draft, today());
        assert!(interview.answers.0.len() < 2);
        assert_eq!(faults(&package, &draft).len(), 1);
    }

    #[test]
    fn unknown_counts_as_an_answer_on_the_screen() {
        let package = package();
        let draft = draft(json!({"food-hot": null, "food-raw": false}));
        let interview = Interview::new(&package, &draft, today());
        assert!(interview.screens.len() > 1);
        assert!(
            interview
                .missing(&package, &interview.screens[0])
                .is_empty()
        );
    }

    #[test]
    fn the_rest_of_a_checklist_becomes_no_and_given_answers_stay() {
        let package = package();
        let mut draft = draft(json!({"food-hot": true}));
        let interview = Interview::new(&package, &draft, today());
        rest_are_no(&package, &interview.screens[0], &mut draft);
        assert_eq!(
            Json::from(draft.answers),
            json!({"food-hot": true, "food-raw": false})
        );
    }
}
