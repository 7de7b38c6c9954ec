//! Which questions a condition still asks for when it is read as it is written.
//!
//! This is how publicodes and its like look at rules: part by part, a part that is
//! settled asks for nothing, and a use counts the less the deeper it stands. It does
//! not see that two rules say the same or that one is overruled by another's answer.

use crate::compile::words::{Word, saying};
use crate::contents::{Atom, Condition, Contents, PermitIx, QuestionIx};
use crate::outcomes::RuleIx;
use crate::regions::Regions;
use crate::state::Known;

/// A use on the surface of a rule; it halves with every level.
const SURFACE: u64 = 1 << 32;

/// Reads conditions under answers.
pub(super) struct Missing<'a> {
    pub(super) contents: &'a Contents,
    pub(super) regions: &'a [Regions],
    pub(super) known: &'a Known,
}

/// Questions asked for, and how loudly.
type Asked = Vec<(QuestionIx, u64)>;

impl Missing<'_> {
    /// By question: number of uses in whatever is not settled, weighted by depth.
    pub(super) fn scores(&self) -> Vec<u64> {
        let mut asked = Asked::new();
        for permit in 0..self.contents.permits.len() {
            self.permit(permit, &mut asked);
        }
        for rule in 0..self.contents.rules.len() {
            if self.is_stop(rule) {
                self.rule(rule, SURFACE, &mut asked);
            }
        }
        let contents = self.contents;
        let items = contents.licence_items.iter().map(|it| &it.condition);
        let demands = contents.demands.iter().map(|it| &it.condition);
        let hints = contents.hints.iter().map(|it| &it.condition);
        for condition in items.chain(demands).chain(hints) {
            self.read(condition, SURFACE, &mut asked);
        }
        let mut scores = vec![0_u64; contents.questions.len()];
        for (question, weight) in asked {
            if let Some(score) = scores.get_mut(question) {
                *score = score.saturating_add(weight);
            }
        }
        scores
    }

    /// Whether the question applies, as far as that is settled.
    pub(super) fn applies(&self, question: QuestionIx) -> Option<bool> {
        self.asked_when(question, 0, &mut Asked::new())
    }

    fn is_stop(&self, rule: RuleIx) -> bool {
        let rule = self.contents.rules.get(rule);
        rule.is_some_and(|rule| rule.stop && !rule.gated)
    }

    fn asked_when(&self, question: QuestionIx, weight: u64, asked: &mut Asked) -> Option<bool> {
        let question = self.contents.questions.get(question)?;
        match &question.asked_when {
            Some(condition) => self.read(condition, weight, asked),
            None => Some(true),
        }
    }

    fn rule(&self, rule: RuleIx, weight: u64, asked: &mut Asked) -> Option<bool> {
        let rule = self.contents.rules.get(rule)?;
        self.read(&rule.condition, weight, asked)
    }

    /// The first word that is said wins; what stands below it asks for nothing.
    fn permit(&self, permit: PermitIx, asked: &mut Asked) {
        let required = self.word(permit, Word::Require, SURFACE, asked);
        if required != Some(true) {
            self.word(permit, Word::Pending, SURFACE, asked);
        }
        if required != Some(false) {
            for word in [Word::Out, Word::Refuse, Word::Manual] {
                if self.word(permit, word, SURFACE, asked) == Some(true) {
                    break;
                }
            }
        }
    }

    fn word(&self, permit: PermitIx, word: Word, weight: u64, asked: &mut Asked) -> Option<bool> {
        let rules = saying(self.contents, permit, word);
        let parts = rules.into_iter();
        one_of(parts, true, asked, |rule, asked| {
            self.rule(rule, weight, asked)
        })
    }

    fn read(&self, condition: &Condition, weight: u64, asked: &mut Asked) -> Option<bool> {
        let deeper = weight / 2;
        match condition {
            Condition::Always(value) => Some(*value),
            Condition::Named(ix) => {
                let named = self.contents.conditions.get(*ix)?;
                self.read(&named.condition, deeper, asked)
            }
            Condition::Is(atom) => self.atom(atom, weight, asked),
            Condition::Needs(permits) => one_of(permits.iter(), true, asked, |permit, asked| {
                self.word(*permit, Word::Require, deeper, asked)
            }),
            Condition::Not(inner) => self.read(inner, deeper, asked).map(|value| !value),
            Condition::All(parts) => one_of(parts.iter(), false, asked, |part, asked| {
                self.read(part, deeper, asked)
            }),
            Condition::Any(parts) => one_of(parts.iter(), true, asked, |part, asked| {
                self.read(part, deeper, asked)
            }),
            Condition::If(test, then, otherwise) => match self.read(test, deeper, asked) {
                Some(true) => self.read(then, deeper, asked),
                Some(false) => self.read(otherwise, deeper, asked),
                None => {
                    self.read(then, deeper, asked);
                    self.read(otherwise, deeper, asked);
                    None
                }
            },
        }
    }

    fn atom(&self, atom: &Atom, weight: u64, asked: &mut Asked) -> Option<bool> {
        let applies = self.asked_when(atom.question, weight / 2, asked);
        if applies == Some(false) {
            return Some(atom.test.holds_where_not_applicable());
        }
        let region = self.known.get(atom.question).copied().flatten();
        let Some(region) = region else {
            asked.push((atom.question, weight));
            return None;
        };
        applies?;
        let regions = self.regions.get(atom.question)?;
        Some(regions.passes(region, &atom.test))
    }
}

/// Parts of which one with the value `decisive` decides all; then nothing is asked for.
fn one_of<T>(
    parts: impl Iterator<Item = T>,
    decisive: bool,
    asked: &mut Asked,
    mut read: impl FnMut(T, &mut Asked) -> Option<bool>,
) -> Option<bool> {
    let before = asked.len();
    let mut settled = true;
    for part in parts {
        match read(part, asked) {
            Some(value) if value == decisive => {
                asked.truncate(before);
                return Some(decisive);
            }
            Some(_) => {}
            None => settled = false,
        }
    }
    settled.then_some(!decisive)
}
