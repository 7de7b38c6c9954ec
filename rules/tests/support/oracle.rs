//! The oracle: evaluates the condition trees of a complete case, one value at a time.
//!
//! It knows nothing of regions or diagrams. It exists in tests only.

use std::cell::RefCell;
use std::cmp::Ordering;

use lianban_rules::answers::{Answer, Answers, Value};
use lianban_rules::contents::{
    Atom, Bound, Condition, Contents, EffectKind, Form, Question, QuestionKind, Rule, Test,
};
use lianban_rules::date::Date;
use lianban_rules::outcomes::Outcome;

/// A complete case.
pub struct Oracle<'a> {
    contents: &'a Contents,
    answers: &'a Answers,
    on: Date,
    named: RefCell<Vec<Option<bool>>>,
    applies: RefCell<Vec<Option<bool>>>,
}

impl<'a> Oracle<'a> {
    pub fn new(contents: &'a Contents, answers: &'a Answers, on: Date) -> Self {
        Self {
            contents,
            answers,
            on,
            named: RefCell::new(vec![None; contents.conditions.len()]),
            applies: RefCell::new(vec![None; contents.questions.len()]),
        }
    }

    /// Whether the case keeps every constraint.
    pub fn is_valid(&self) -> bool {
        self.contents.constraints.iter().all(|constraint| {
            let sides = [constraint.lesser, constraint.greater];
            let [low, high] = sides.map(|side| number(self.value(side)));
            !sides.iter().all(|side| self.applies(*side)) || low <= high
        })
    }

    /// The value of every outcome, in the order of `Outcomes::all`.
    pub fn outcomes(&self) -> Vec<u32> {
        let contents = self.contents;
        let permits = (0..contents.permits.len()).map(|ix| self.permit(ix));
        let stops = contents
            .rules
            .iter()
            .filter(|it| it.stop && !it.gated)
            .map(|it| self.says(&it.condition));
        let items = contents
            .licence_items
            .iter()
            .map(|it| self.says(&it.condition));
        let materials = (0..contents.materials.len()).map(|ix| self.material(ix));
        let hints = contents.hints.iter().map(|it| self.says(&it.condition));
        permits
            .chain(stops)
            .chain(items)
            .chain(materials)
            .chain(hints)
            .collect()
    }

    /// The value of one outcome.
    pub fn outcome(&self, outcome: Outcome) -> u32 {
        let contents = self.contents;
        let mut stops = contents.rules.iter().filter(|it| it.stop && !it.gated);
        match outcome {
            Outcome::Permit(ix) => self.permit(ix),
            Outcome::Stop(ix) => self.says(&stops.nth(ix).unwrap().condition),
            Outcome::LicenceItem(ix) => self.says(&contents.licence_items[ix].condition),
            Outcome::Material(ix) => self.material(ix),
            Outcome::Hint(ix) => self.says(&contents.hints[ix].condition),
        }
    }

    fn says(&self, condition: &Condition) -> u32 {
        u32::from(self.holds(condition))
    }

    /// 0 not required, 1 pending, 2 ok, 3 manual, 4 refused, 5 out.
    fn permit(&self, permit: usize) -> u32 {
        let words = self.words(permit);
        if !self.is_required(permit) {
            return u32::from(words.contains(&EffectKind::Pending));
        }
        match () {
            () if words.contains(&EffectKind::Out) => 5,
            () if words.contains(&EffectKind::Refuse) => 4,
            () if words.contains(&EffectKind::Manual) => 3,
            () => 2,
        }
    }

    fn is_required(&self, permit: usize) -> bool {
        self.contents.rules.iter().any(|rule| {
            let asks = rule.effects.iter().any(|effect| {
                effect.permits.contains(&permit)
                    && (effect.kind == EffectKind::Require
                        || (effect.kind == EffectKind::Out && effect.by_name))
            });
            asks && self.holds(&rule.condition)
        })
    }

    /// What the rules that fire say of a permit, after the gate of marks.
    fn words(&self, permit: usize) -> Vec<EffectKind> {
        let mut words = Vec::new();
        for rule in self
            .contents
            .rules
            .iter()
            .filter(|rule| self.holds(&rule.condition))
        {
            if rule.stop && rule.gated {
                words.push(EffectKind::Manual);
            }
            words.extend(said(rule, permit));
        }
        words
    }

    fn material(&self, material: usize) -> u32 {
        let asked = self.contents.demands.iter().filter(|demand| {
            let mut issuers = self.contents.permits.iter().enumerate();
            demand.material == material
                && self.holds(&demand.condition)
                && !issuers
                    .any(|(ix, permit)| permit.issues == Some(material) && self.is_required(ix))
        });
        let forms = asked.map(|demand| match (demand.form, demand.or_form) {
            (Form::Shared, Some(other)) => other,
            (form, _) => form,
        });
        forms.min().map_or(0, |form| 1 + form.rank())
    }

    fn value(&self, question: usize) -> &Value {
        match &self.answers.0[&self.contents.questions[question].id] {
            Answer::Known(value) => value,
            Answer::Unknown => panic!("the oracle needs a complete case"),
        }
    }

    /// Whether a question applies in this case.
    pub fn applies(&self, question: usize) -> bool {
        if let Some(done) = self.applies.borrow()[question] {
            return done;
        }
        let done = self.contents.questions[question]
            .asked_when
            .as_ref()
            .is_none_or(|it| self.holds(it));
        self.applies.borrow_mut()[question] = Some(done);
        done
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always(value) => *value,
            Condition::Named(ix) => self.named(*ix),
            Condition::Is(atom) => self.passes(atom),
            Condition::Needs(permits) => permits.iter().any(|permit| self.is_required(*permit)),
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::If(test, then, otherwise) => {
                self.holds(if self.holds(test) { then } else { otherwise })
            }
        }
    }

    fn named(&self, ix: usize) -> bool {
        if let Some(done) = self.named.borrow()[ix] {
            return done;
        }
        let done = self.holds(&self.contents.conditions[ix].condition);
        self.named.borrow_mut()[ix] = Some(done);
        done
    }

    /// 20-packages section 1: on n/a, `!=` and `not in` are true, all else is false.
    fn passes(&self, atom: &Atom) -> bool {
        if !self.applies(atom.question) {
            return match &atom.test {
                Test::YesNo { negated, .. } | Test::OneOf { negated, .. } => *negated,
                Test::AnyOf { .. } => false,
                Test::Compare { comparison, .. } => {
                    *comparison == lianban_rules::contents::Comparison::Ne
                }
            };
        }
        let question = &self.contents.questions[atom.question];
        match (&atom.test, self.value(atom.question)) {
            (Test::YesNo { value, negated }, Value::YesNo(given)) => (value == given) != *negated,
            (Test::OneOf { options, negated }, Value::Choice(given)) => {
                options.iter().any(|ix| option(question, *ix) == given) != *negated
            }
            (Test::AnyOf { options }, Value::Multi(given)) => options
                .iter()
                .any(|ix| given.contains(option(question, *ix))),
            (Test::Compare { comparison, bound }, value) => {
                comparison.holds(self.compared(value, *bound))
            }
            (test, value) => panic!("{test:?} does not fit {value:?}"),
        }
    }

    fn compared(&self, value: &Value, bound: Bound) -> Ordering {
        match (value, bound) {
            (Value::Date(date), Bound::Date(than)) => date.cmp(&than),
            (
                Value::Date(date),
                Bound::Applied {
                    years,
                    months,
                    days,
                },
            ) => date.cmp(&self.on.plus(years, months, days)),
            (value, Bound::Number(than) | Bound::Parameter { value: than, .. }) => {
                number(value).cmp(&than)
            }
            (value, bound) => panic!("{bound:?} does not fit {value:?}"),
        }
    }
}

fn said(rule: &Rule, permit: usize) -> impl Iterator<Item = EffectKind> {
    let effects = rule
        .effects
        .iter()
        .filter(move |effect| effect.permits.contains(&permit));
    effects.map(|effect| match effect.kind {
        EffectKind::Refuse if rule.gated => EffectKind::Manual,
        kind => kind,
    })
}

fn option(question: &Question, ix: usize) -> &str {
    match &question.kind {
        QuestionKind::Choice { options } | QuestionKind::Multi { options, .. } => &options[ix].id,
        kind => panic!("{kind:?} has no options"),
    }
}

fn number(value: &Value) -> i64 {
    match value {
        Value::Integer(number) | Value::Hundredths(number) => *number,
        value => panic!("{value:?} is no number"),
    }
}
