//! Conditions: names resolved, types checked.
//!
//! A fault yields [`Condition::Always`]; the contents as a whole are then
//! thrown away, so it decides nothing.

use std::collections::BTreeSet;

use super::graph;
use super::scope::{Derived, Scope};
use crate::contents::{
    Atom, Comparison, Condition, NamedCondition, OptionIx, QuestionIx, QuestionKind, Test,
};
use crate::diagnostic::{Fault, did_you_mean};
use crate::place::Name;
use crate::syntax::{Expression, Node, Value};

const NOTHING: Condition = Condition::Always(false);

/// Resolves the derived values of the package, lowest first.
pub(super) fn conditions(scope: &mut Scope<'_>) -> Vec<NamedCondition> {
    let (order, circular) = graph::order_of_values(scope);
    for id in circular {
        scope.derived.insert(id, Derived::Faulty);
    }
    let mut list = Vec::new();
    for value in order {
        let meaning = if scope.is_number(&value.is) {
            Derived::Number(&value.is)
        } else {
            let (condition, rests_on) = scope.condition(&value.is);
            let id = value.id.text.clone();
            list.push(NamedCondition {
                id,
                text: value.text.clone(),
                condition,
            });
            Derived::Condition(list.len() - 1, rests_on)
        };
        scope.derived.insert(&value.id.text, meaning);
    }
    list
}

impl Scope<'_> {
    /// A condition and the parameters it rests on, through derived values too.
    pub(super) fn condition(&mut self, tree: &Expression) -> (Condition, BTreeSet<usize>) {
        self.rests_on.clear();
        let condition = self.resolve(tree);
        (condition, std::mem::take(&mut self.rests_on))
    }

    /// Whether the expression is a number and not a condition.
    fn is_number(&self, tree: &Expression) -> bool {
        match &tree.node {
            Node::Value(Value::Number(_)) => true,
            Node::If(_, yes, _) => self.is_number(yes),
            Node::Name(name) => {
                let parameter = self
                    .parameter(name)
                    .and_then(|ix| self.district.parameters.get(ix));
                parameter.is_some_and(|p| !["true", "false"].contains(&p.value.as_str()))
                    || matches!(self.derived.get(name.as_str()), Some(Derived::Number(_)))
            }
            _ => false,
        }
    }

    pub(super) fn resolve(&mut self, tree: &Expression) -> Condition {
        match &tree.node {
            Node::Value(Value::Flag(flag)) => Condition::Always(*flag),
            Node::Value(value) => self.wrong_type(
                &Name {
                    text: value.to_string(),
                    at: tree.at,
                },
                "a constant",
                "a condition",
                None,
            ),
            Node::Name(text) => self.bare(&Name {
                text: text.clone(),
                at: tree.at,
            }),
            Node::Needs(target) => match self.permits_named(target) {
                permits if permits.is_empty() => NOTHING,
                permits => Condition::Needs(permits),
            },
            Node::Not(inner) => Condition::Not(Box::new(self.resolve(inner))),
            Node::All(parts) => Condition::All(self.resolve_all(parts)),
            Node::Any(parts) => Condition::Any(self.resolve_all(parts)),
            Node::If(when, yes, no) => {
                let parts = [when, yes, no].map(|part| Box::new(self.resolve(part)));
                let [when, yes, no] = parts;
                Condition::If(when, yes, no)
            }
            Node::Compare(left, comparison, right) => self.compare(left, *comparison, right),
            Node::In(left, options) => self.one_of(left, options, false),
            Node::NotIn(left, options) => self.one_of(left, options, true),
            Node::AnyOf(left, options) => self.any_of(left, options),
            Node::Fault => NOTHING,
        }
    }

    fn resolve_all(&mut self, parts: &[Expression]) -> Vec<Condition> {
        parts.iter().map(|part| self.resolve(part)).collect()
    }

    /// A name by itself: a yes/no question, a derived value, a switch.
    fn bare(&mut self, name: &Name) -> Condition {
        if let Some(ix) = self.question(&name.text) {
            return match self.kind(ix) {
                Some(QuestionKind::YesNo { .. }) => yes_no(ix, true, false),
                Some(kind) => {
                    let remedy = remedy_for(&name.text, kind);
                    let is = kind_name(kind);
                    self.wrong_type(name, is, "a yes/no question", Some(remedy))
                }
                None => NOTHING,
            };
        }
        if let Some(derived) = self.derived.get(name.text.as_str()).cloned() {
            return self.derived_value(name, derived);
        }
        if let Some(ix) = self.parameter(&name.text) {
            return self.switch(name, ix, Comparison::Eq, "true");
        }
        self.unknown_value(name)
    }

    pub(super) fn derived_value(&mut self, name: &Name, derived: Derived<'_>) -> Condition {
        match derived {
            Derived::Condition(ix, rests_on) => {
                self.rests_on.extend(rests_on);
                Condition::Named(ix)
            }
            Derived::Number(_) => self.wrong_type(name, "a derived number", "a condition", None),
            Derived::Faulty => NOTHING,
        }
    }

    /// A name that may be a question elsewhere in the catalogue.
    pub(super) fn unknown_value(&mut self, name: &Name) -> Condition {
        let records = self.records;
        if records
            .questions
            .iter()
            .any(|question| question.id.text == name.text)
        {
            let package = self.package.id.text.clone();
            let fault = Fault::NotAsked {
                question: name.text.clone(),
                package,
            };
            self.findings.add(name.at, fault);
            return NOTHING;
        }
        let questions = records.questions.iter().map(|question| &question.id);
        let parameters = self
            .district
            .parameters
            .iter()
            .map(|parameter| &parameter.id);
        let values = self
            .blocks
            .iter()
            .flat_map(|block| &block.conditions)
            .map(|value| &value.id);
        let known: Vec<Name> = questions.chain(parameters).chain(values).cloned().collect();
        self.unknown("question, derived value or parameter", name, known.iter());
        NOTHING
    }

    pub(super) fn kind(&self, question: QuestionIx) -> Option<&QuestionKind> {
        self.asked.get(question).map(|(_, question)| &question.kind)
    }

    pub(super) fn wrong_type(
        &mut self,
        name: &Name,
        is: impl Into<String>,
        wanted: impl Into<String>,
        remedy: Option<String>,
    ) -> Condition {
        let (is, wanted) = (is.into(), wanted.into());
        self.findings.add(
            name.at,
            Fault::WrongType {
                name: name.text.clone(),
                is,
                wanted,
                remedy,
            },
        );
        NOTHING
    }

    fn one_of(&mut self, left: &Name, names: &[Name], negated: bool) -> Condition {
        let Some(question) = self.question(&left.text) else {
            return self.not_a_question(left);
        };
        match self.kind(question).cloned() {
            Some(QuestionKind::Choice { .. }) => {
                let options = self.options(left, question, names);
                Condition::Is(Atom {
                    question,
                    test: Test::OneOf { options, negated },
                })
            }
            Some(kind) => {
                let remedy = remedy_for(&left.text, &kind);
                self.wrong_type(left, kind_name(&kind), "a choice", Some(remedy))
            }
            None => NOTHING,
        }
    }

    fn any_of(&mut self, left: &Name, names: &[Name]) -> Condition {
        let Some(question) = self.question(&left.text) else {
            return self.not_a_question(left);
        };
        match self.kind(question).cloned() {
            Some(QuestionKind::Multi { .. }) => {
                let options = self.options(left, question, names);
                Condition::Is(Atom {
                    question,
                    test: Test::AnyOf { options },
                })
            }
            Some(kind) => {
                let remedy = remedy_for(&left.text, &kind);
                self.wrong_type(left, kind_name(&kind), "a multiple choice", Some(remedy))
            }
            None => NOTHING,
        }
    }

    /// A left side that is no question of the package, where it must be one.
    fn not_a_question(&mut self, left: &Name) -> Condition {
        if self.derived.contains_key(left.text.as_str()) {
            return self.wrong_type(left, "a derived value", "a question", None);
        }
        if self.parameter(&left.text).is_some() {
            return self.wrong_type(left, "a parameter", "a question", None);
        }
        self.unknown_value(left)
    }

    /// Options by name, in the question's order; unknown ones reported.
    pub(super) fn options(
        &mut self,
        left: &Name,
        question: QuestionIx,
        names: &[Name],
    ) -> Vec<OptionIx> {
        let known: Vec<String> = match self.kind(question) {
            Some(QuestionKind::Choice { options } | QuestionKind::Multi { options, .. }) => {
                options.iter().map(|option| option.id.clone()).collect()
            }
            _ => Vec::new(),
        };
        let mut found = BTreeSet::new();
        for name in names {
            if let Some(ix) = known.iter().position(|id| *id == name.text) {
                found.insert(ix);
                continue;
            }
            let all = || format!("it has `{}`", known.join("`, `"));
            let near = did_you_mean(&name.text, known.iter().map(String::as_str));
            let (question, option) = (left.text.clone(), name.text.clone());
            let remedy = Some(near.unwrap_or_else(all));
            self.findings.add(
                name.at,
                Fault::UnknownOption {
                    question,
                    option,
                    remedy,
                },
            );
        }
        found.into_iter().collect()
    }
}

/// The test of a yes/no question.
pub(super) fn yes_no(question: QuestionIx, value: bool, negated: bool) -> Condition {
    Condition::Is(Atom {
        question,
        test: Test::YesNo { value, negated },
    })
}

/// What a question is, in the author's words.
pub(super) fn kind_name(kind: &QuestionKind) -> &'static str {
    match kind {
        QuestionKind::YesNo { .. } => "a yes/no question",
        QuestionKind::Choice { .. } => "a choice",
        QuestionKind::Multi { .. } => "a multiple choice",
        QuestionKind::Number { .. } => "a number",
        QuestionKind::Date => "a date",
    }
}

/// How to test a question of this kind.
pub(super) fn remedy_for(name: &str, kind: &QuestionKind) -> String {
    match kind {
        QuestionKind::YesNo { .. } => format!("write `{name} == true`"),
        QuestionKind::Choice { .. } => {
            format!("write `{name} == option` or `{name} in [option, …]`")
        }
        QuestionKind::Multi { .. } => format!("write `{name} any of [option, …]`"),
        QuestionKind::Number { .. } => format!("compare it with a number: `{name} > 1`"),
        QuestionKind::Date => {
            format!("compare it with a day: `{name} <= applied-on`")
        }
    }
}
