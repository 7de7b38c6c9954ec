//! A person in the guide: one screen after the other, with an answer ready for every question.
//!
//! The answers are given by id, as a case has them; their words come from the
//! catalogue, so a better wording breaks no story.

use std::collections::BTreeSet;

use lianban_rules::catalogue::{self, SignOffs, builtin};
use lianban_rules::contents::{ChoiceOption, Contents, Layout, Question, QuestionKind, Rule};
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::{Map, Value as Json, json};

/// The words beside the answer that nobody has to be ashamed of.
const UNKNOWN: &str = "还不清楚";

/// A noodle shop of 100 square metres, in order in every way, with an answer to anything.
const NOODLE_SHOP: &str = include_str!("noodle-shop.json");

/// A guide never has more screens than this.
const SCREENS_AT_MOST: usize = 12;

/// Someone who wants to open a restaurant and knows these answers.
pub struct Guide {
    contents: Contents,
    answers: Map<String, Json>,
}

impl Guide {
    /// A noodle shop on a shopping street, but for `changes`: question id → value,
    /// `null` for 还不清楚.
    pub fn noodle_shop(changes: &Json) -> Told<Self> {
        let (catalogue, faults) = catalogue::read(builtin());
        assert!(faults.is_empty(), "{faults:?}");
        let today = "2026-11-24".parse()?;
        let (contents, faults) = catalogue.contents("open-restaurant", today, SignOffs::District);
        let mut answers: Map<String, Json> = serde_json::from_str(NOODLE_SHOP)?;
        answers.extend(changes.as_object().cloned().unwrap_or_default());
        Ok(Self {
            contents: contents.ok_or_else(|| format!("{faults:?}"))?,
            answers,
        })
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Told<&Question> {
        let question = self.contents.questions.iter().find(|it| it.id == id);
        question.ok_or_else(|| format!("there is no question `{id}`").into())
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Told<&Rule> {
        let rule = self.contents.rules.iter().find(|it| it.id == id);
        rule.ok_or_else(|| format!("there is no rule `{id}`").into())
    }

    /// Name of the permit with this id.
    pub fn permit_name(&self, id: &str) -> Told<&str> {
        let permit = self.contents.permits.iter().find(|it| it.id == id);
        Ok(&permit
            .ok_or_else(|| format!("there is no permit `{id}`"))?
            .name)
    }

    /// Heading of the screen on which the question with this id is asked.
    pub fn title_of(&self, id: &str) -> Told<&str> {
        let topic = self.contents.topics.get(self.question(id)?.topic);
        Ok(&topic.ok_or("no such topic")?.title)
    }

    /// Id of the topic to which the question with this id belongs.
    pub fn topic_of(&self, id: &str) -> Told<&str> {
        let topic = self.contents.topics.get(self.question(id)?.topic);
        Ok(&topic.ok_or("no such topic")?.id)
    }

    /// Answers screen after screen until a page whose heading begins with `heading`;
    /// returns the number of screens.
    pub async fn answers_until(&self, visitor: &Visitor, heading: &str) -> Told<usize> {
        visitor.sees_a_question().await?;
        for screens in 0..=SCREENS_AT_MOST {
            let title = visitor.heading().await?;
            if title.starts_with(heading) {
                return Ok(screens);
            }
            self.answers_screen(visitor, &title).await?;
            visitor
                .leaves_clean(&format!("guide-{:02}", screens + 1))
                .await?;
            visitor.presses("下一步").await?;
            let next = format!("what comes after “{title}”");
            eventually(&next, || async {
                let heading = visitor.heading().await?;
                Ok((heading != title).then_some(()))
            })
            .await?;
        }
        Err(format!("more than {SCREENS_AT_MOST} screens").into())
    }

    /// Answers everything on the screen with this heading, and what comes up meanwhile.
    pub async fn answers_screen(&self, visitor: &Visitor, title: &str) -> Told {
        let topic = self.contents.topics.iter().position(|it| it.title == title);
        let topic = topic.ok_or_else(|| format!("no topic is called “{title}”"))?;
        let layout = self.contents.topics.get(topic).map(|it| it.layout);
        let is_checklist = layout == Some(Layout::Checklist);
        let mut given: BTreeSet<&str> = BTreeSet::new();
        while let Some(question) = self
            .next_question(visitor, topic, is_checklist, &given)
            .await?
        {
            let answer = self.answers.get(&question.id);
            let answer = answer.ok_or_else(|| format!("no answer to `{}`", question.id))?;
            // Of a checklist a person ticks what is there and says "none of the rest" once.
            if !(is_checklist && answer == &json!(false)) {
                give(visitor, question, is_checklist, answer).await?;
            }
            given.insert(&question.id);
        }
        if is_checklist && visitor.can_press("其余都没有").await? {
            visitor.presses("其余都没有").await?;
        }
        Ok(())
    }

    /// The first question on the screen that has not been answered.
    async fn next_question(
        &self,
        visitor: &Visitor,
        topic: usize,
        is_checklist: bool,
        given: &BTreeSet<&str>,
    ) -> Told<Option<&Question>> {
        let asked = visitor.groups().await?;
        let mut questions = self.contents.questions.iter();
        Ok(questions.find(|question| {
            question.topic == topic
                && !given.contains(question.id.as_str())
                && asked
                    .iter()
                    .any(|words| words == words_of(question, is_checklist))
        }))
    }
}

fn words_of(question: &Question, is_checklist: bool) -> &str {
    if is_checklist {
        &question.short
    } else {
        &question.text
    }
}

/// Gives one answer the way the question is drawn.
async fn give(visitor: &Visitor, question: &Question, is_checklist: bool, answer: &Json) -> Told {
    let words = words_of(question, is_checklist);
    if answer.is_null() {
        return visitor.answers(words, UNKNOWN).await;
    }
    match &question.kind {
        QuestionKind::YesNo { yes, no } => {
            let answer = if answer == &json!(true) { yes } else { no };
            visitor.answers(words, answer).await
        }
        QuestionKind::Choice { options } => visitor.answers(words, label(options, answer)?).await,
        QuestionKind::Multi { options, .. } => {
            for answer in answer.as_array().ok_or("not a list")? {
                visitor.answers(words, label(options, answer)?).await?;
            }
            Ok(())
        }
        QuestionKind::Number { .. } => visitor.fills_in(words, &answer.to_string()).await,
        QuestionKind::Date => {
            visitor
                .picks_day(words, answer.as_str().ok_or("not a day")?)
                .await
        }
    }
}

fn label<'a>(options: &'a [ChoiceOption], answer: &Json) -> Told<&'a str> {
    let option = options.iter().find(|option| answer == &json!(option.id));
    Ok(&option.ok_or_else(|| format!("no option {answer}"))?.label)
}
