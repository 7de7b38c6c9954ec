//! The next screen inside the author's topic order, and bounds on what is left.

use crate::answers::{Answer, Answers};
use crate::assessment::{Left, Screen};
use crate::contents::QuestionIx;
use crate::package::Package;
use crate::state::State;

/// Nothing is left to ask.
pub(crate) const NONE_LEFT: Left = Left { screens_at_most: 0 };

/// What is still to be asked.
pub(crate) struct Screens<'a> {
    package: &'a Package,
    answers: &'a Answers,
    state: &'a State<'a>,
    /// By question: some outcome still depends on it.
    relevant: &'a [bool],
}

impl<'a> Screens<'a> {
    pub(crate) fn new(
        package: &'a Package,
        answers: &'a Answers,
        state: &'a State<'a>,
        relevant: &'a [bool],
    ) -> Self {
        Self {
            package,
            answers,
            state,
            relevant,
        }
    }

    /// Relevant and neither answered nor 还不清楚.
    fn is_wanted(&self, question: QuestionIx) -> bool {
        self.relevant.get(question) == Some(&true) && self.answer(question).is_none()
    }

    fn answer(&self, question: QuestionIx) -> Option<&Answer> {
        let question = self.package.contents().questions.get(question)?;
        self.answers.0.get(&question.id)
    }

    /// Wanted, and whether it applies is settled, or hangs on nothing that will be asked.
    fn is_due(&self, question: QuestionIx) -> bool {
        self.is_wanted(question) && {
            let applies = self.package.outcomes().applies_to(question);
            let hangs_on = self.state.relevant([applies]);
            let mut open = hangs_on.iter().enumerate().filter(|(_, hangs)| **hangs);
            !open.any(|(other, _)| self.is_wanted(other))
        }
    }

    /// The first topic with due questions, and those questions.
    pub(crate) fn next(&self) -> Option<Screen> {
        let contents = self.package.contents();
        let mut due: Option<(usize, Vec<String>)> = None;
        for (ix, question) in contents.questions.iter().enumerate() {
            let later = due
                .as_ref()
                .is_some_and(|(topic, _)| *topic < question.topic);
            if later || !self.is_due(ix) {
                continue;
            }
            match &mut due {
                Some((topic, ids)) if *topic == question.topic => ids.push(question.id.clone()),
                _ => due = Some((question.topic, vec![question.id.clone()])),
            }
        }
        let (topic, questions) = due?;
        Some(Screen {
            screen: contents.topics.get(topic)?.id.clone(),
            questions,
        })
    }

    /// A question that does not matter now never will again, and a topic that has been
    /// left never comes back: so the topics with wanted questions are all that can come.
    pub(crate) fn left(&self) -> Left {
        let contents = self.package.contents();
        let is_wanted = |topic: usize| {
            let mut questions = contents.questions.iter().enumerate();
            questions.any(|(ix, question)| question.topic == topic && self.is_wanted(ix))
        };
        Left {
            screens_at_most: (0..contents.topics.len())
                .filter(|topic| is_wanted(*topic))
                .count(),
        }
    }

    /// Questions answered 还不清楚 on which something still hangs.
    pub(crate) fn to_settle(&self) -> Vec<String> {
        let questions = self.package.contents().questions.iter().enumerate();
        questions
            .filter(|(ix, _)| self.relevant.get(*ix) == Some(&true))
            .filter(|(ix, _)| self.answer(*ix) == Some(&Answer::Unknown))
            .map(|(_, question)| question.id.clone())
            .collect()
    }
}
