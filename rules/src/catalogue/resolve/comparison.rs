//! `left op constant`, by the type of the left side.

use super::expression::{kind_name, remedy_for, yes_no};
use super::scope::{Derived, Scope};
use crate::contents::{Atom, Bound, Comparison, Condition, QuestionIx, QuestionKind, Scale, Test};
use crate::diagnostic::Fault;
use crate::place::Name;
use crate::syntax::{Constant, Decimal, Expression, Node, Value};

const NOTHING: Condition = Condition::Always(false);

/// A number question on the left side.
#[derive(Clone)]
struct Number {
    name: Name,
    question: QuestionIx,
    scale: Scale,
    min: i64,
    max: i64,
    except: Vec<i64>,
    comparison: Comparison,
}

impl Scope<'_> {
    pub(super) fn compare(&mut self, left: &Name, by: Comparison, right: &Constant) -> Condition {
        if let Some(question) = self.question(&left.text) {
            return self.compare_question(left, question, by, right);
        }
        if let Some(derived) = self.derived.get(left.text.as_str()).cloned() {
            let equal = matches!(by, Comparison::Eq | Comparison::Ne);
            let Value::Flag(flag) = right.value else {
                return self.wrong_type(left, "a derived value", "a question", None);
            };
            if !equal {
                return self.wrong_type(left, "a condition", "a number", None);
            }
            let condition = self.derived_value(left, derived);
            let wanted = flag == (by == Comparison::Eq);
            return if wanted {
                condition
            } else {
                Condition::Not(Box::new(condition))
            };
        }
        if let Some(parameter) = self.parameter(&left.text) {
            return self.switch(left, parameter, by, &right.value.to_string());
        }
        self.unknown_value(left)
    }

    /// A parameter compared with a constant: settled when compiled.
    pub(super) fn switch(
        &mut self,
        left: &Name,
        parameter: usize,
        by: Comparison,
        wanted: &str,
    ) -> Condition {
        let Some(record) = self.district.parameters.get(parameter) else {
            return NOTHING;
        };
        let value = record.value.clone();
        self.use_parameter(parameter);
        let numbers = (Decimal::read(&value), Decimal::read(wanted));
        let order = match numbers {
            (Some(value), Some(wanted)) => value.cmp(&wanted),
            (None, None) if is_flag(&value) == is_flag(wanted) => value.as_str().cmp(wanted),
            _ => return self.parameter_type(left, &value, wanted),
        };
        let is_text = numbers.0.is_none();
        let holds = match by {
            Comparison::Eq => order.is_eq(),
            Comparison::Ne => order.is_ne(),
            _ if is_text => return self.parameter_type(left, &value, "1"),
            Comparison::Lt => order.is_lt(),
            Comparison::Le => order.is_le(),
            Comparison::Gt => order.is_gt(),
            Comparison::Ge => order.is_ge(),
        };
        Condition::Always(holds)
    }

    fn parameter_type(&mut self, left: &Name, value: &str, wanted: &str) -> Condition {
        let kind = |text: &str| {
            if Decimal::read(text).is_some() {
                "a number"
            } else if is_flag(text) {
                "a switch"
            } else {
                "a word"
            }
        };
        let remedy = Some(format!("the district's value is `{value}`"));
        self.wrong_type(left, kind(value), kind(wanted), remedy)
    }

    fn compare_question(
        &mut self,
        left: &Name,
        question: QuestionIx,
        by: Comparison,
        right: &Constant,
    ) -> Condition {
        let Some(kind) = self.kind(question).cloned() else {
            return NOTHING;
        };
        let negated = by == Comparison::Ne;
        let equal = matches!(by, Comparison::Eq | Comparison::Ne);
        match (&kind, &right.value) {
            (QuestionKind::YesNo { .. }, Value::Flag(flag)) if equal => {
                yes_no(question, *flag, negated)
            }
            (QuestionKind::Choice { .. }, value @ (Value::Name(_) | Value::Number(_))) if equal => {
                // An option may look like a number.
                let name = Name {
                    text: value.to_string(),
                    at: right.at,
                };
                let options = self.options(left, question, &[name]);
                Condition::Is(Atom {
                    question,
                    test: Test::OneOf { options, negated },
                })
            }
            (
                QuestionKind::Number {
                    scale,
                    min,
                    max,
                    except,
                },
                _,
            ) => {
                let number = Number {
                    name: left.clone(),
                    question,
                    scale: *scale,
                    min: *min,
                    max: *max,
                    except: except.clone(),
                    comparison: by,
                };
                self.compare_number(&number, right)
            }
            (QuestionKind::Date, Value::Date(day)) => {
                self.compare_date(question, by, Bound::Date(*day), right)
            }
            (
                QuestionKind::Date,
                Value::Applied {
                    years,
                    months,
                    days,
                },
            ) => {
                let (years, months, days) = (*years, *months, *days);
                self.compare_date(
                    question,
                    by,
                    Bound::Applied {
                        years,
                        months,
                        days,
                    },
                    right,
                )
            }
            _ => {
                let wanted = match (&right.value, equal) {
                    (Value::Name(_), false) | (Value::Number(_), _) => "a number",
                    (Value::Flag(_), _) => "a yes/no question",
                    (Value::Name(_), true) => "a choice",
                    (Value::Date(_) | Value::Applied { .. }, _) => "a date",
                };
                let remedy = remedy_for(&left.text, &kind);
                self.wrong_type(left, kind_name(&kind), wanted, Some(remedy))
            }
        }
    }

    /// Fixed days and days counted from the application have no common order.
    fn compare_date(
        &mut self,
        question: QuestionIx,
        comparison: Comparison,
        bound: Bound,
        right: &Constant,
    ) -> Condition {
        let applied = matches!(bound, Bound::Applied { .. });
        if *self.dates.entry(question).or_insert(applied) != applied {
            let card = self
                .asked
                .get(question)
                .map(|(_, card)| card.id.text.clone());
            let fault = Fault::MixedDates {
                question: card.unwrap_or_default(),
            };
            self.findings.add(right.at, fault);
        }
        Condition::Is(Atom {
            question,
            test: Test::Compare { comparison, bound },
        })
    }

    fn compare_number(&mut self, left: &Number, right: &Constant) -> Condition {
        match &right.value {
            Value::Number(number) => self.with_number(left, *number, &right.at_name()),
            Value::Name(_) => self.with_named_number(left, &right.at_name()),
            Value::Flag(_) | Value::Date(_) | Value::Applied { .. } => {
                let kind = QuestionKind::Date;
                let wanted = if matches!(right.value, Value::Flag(_)) {
                    "a yes/no question"
                } else {
                    kind_name(&kind)
                };
                let remedy = format!("compare it with a number: `{} > 1`", left.name.text);
                self.wrong_type(&left.name, "a number", wanted, Some(remedy))
            }
        }
    }

    /// A parameter or a derived number on the right side.
    fn with_named_number(&mut self, left: &Number, right: &Name) -> Condition {
        if let Some(parameter) = self.parameter(&right.text) {
            return self.with_parameter(left, parameter, right);
        }
        match self.derived.get(right.text.as_str()).cloned() {
            Some(Derived::Number(tree)) => self.with_tree(left, tree, right),
            Some(Derived::Condition(..)) => self.wrong_type(right, "a condition", "a number", None),
            Some(Derived::Faulty) => NOTHING,
            None if self.question(&right.text).is_some() => {
                let remedy = "two questions are never compared in a rule; declare a constraint";
                self.wrong_type(right, "a question", "a constant", Some(remedy.to_owned()))
            }
            None => self.unknown_value(right),
        }
    }

    /// `if … then a else b` on the right side: the comparison moves into the branches.
    fn with_tree(&mut self, left: &Number, tree: &Expression, at: &Name) -> Condition {
        match &tree.node {
            Node::If(when, yes, no) => {
                let when = Box::new(self.resolve(when));
                let yes = Box::new(self.with_tree(left, yes, at));
                let no = Box::new(self.with_tree(left, no, at));
                Condition::If(when, yes, no)
            }
            Node::Value(Value::Number(number)) => {
                let at = Name {
                    text: number.to_string(),
                    at: tree.at,
                };
                self.with_number(left, *number, &at)
            }
            Node::Name(text) => {
                let name = Name {
                    text: text.clone(),
                    at: tree.at,
                };
                self.with_named_number(left, &name)
            }
            Node::Fault => NOTHING,
            _ => self.wrong_type(at, "partly a condition", "a number", None),
        }
    }

    fn with_number(&mut self, left: &Number, number: Decimal, right: &Name) -> Condition {
        match self.fitted(left, number, right) {
            Some(value) => left.test(Bound::Number(value)),
            None => NOTHING,
        }
    }

    fn with_parameter(&mut self, left: &Number, parameter: usize, right: &Name) -> Condition {
        let Some(record) = self.district.parameters.get(parameter) else {
            return NOTHING;
        };
        let Some(number) = Decimal::read(&record.value) else {
            let remedy = Some(format!("the district's value is `{}`", record.value));
            return self.wrong_type(right, "a switch or a word", "a number", remedy);
        };
        let ix = self.use_parameter(parameter);
        match self.fitted(left, number, right) {
            Some(value) => left.test(Bound::Parameter {
                parameter: ix,
                value,
            }),
            None => NOTHING,
        }
    }

    /// The number in the question's scale, if an answer could reach it.
    fn fitted(&mut self, left: &Number, number: Decimal, right: &Name) -> Option<i64> {
        let value = match left.scale {
            Scale::Hundredths => number.0,
            Scale::Integer => {
                let whole = number.whole();
                if whole.is_none() {
                    let remedy = "compare it with a whole number".to_owned();
                    self.wrong_type(&left.name, "a whole number", "a decimal", Some(remedy));
                }
                whole?
            }
        };
        let exact = matches!(left.comparison, Comparison::Eq | Comparison::Ne);
        let excepted = exact && left.except.contains(&value);
        if (left.min..=left.max).contains(&value) && !excepted {
            return Some(value);
        }
        self.findings
            .add(right.at, left.out_of_range(number, right));
        None
    }
}

impl Number {
    fn test(&self, bound: Bound) -> Condition {
        let test = Test::Compare {
            comparison: self.comparison,
            bound,
        };
        Condition::Is(Atom {
            question: self.question,
            test,
        })
    }

    fn out_of_range(&self, number: Decimal, right: &Name) -> Fault {
        let shown = |value: i64| match self.scale {
            Scale::Integer => value.to_string(),
            Scale::Hundredths => Decimal(value).to_string(),
        };
        let except: Vec<String> = self.except.iter().map(|value| shown(*value)).collect();
        let except = if except.is_empty() {
            String::new()
        } else {
            format!(", without {}", except.join(", "))
        };
        let value = if right.text == number.to_string() {
            format!("`{number}`")
        } else {
            format!("`{}` ({number})", right.text)
        };
        let question = self.name.text.clone();
        Fault::OutOfRange {
            value,
            question,
            min: shown(self.min),
            max: shown(self.max),
            except,
        }
    }
}

impl Constant {
    /// The constant as a word with its place.
    fn at_name(&self) -> Name {
        Name {
            text: self.value.to_string(),
            at: self.at,
        }
    }
}

fn is_flag(text: &str) -> bool {
    text == "true" || text == "false"
}
