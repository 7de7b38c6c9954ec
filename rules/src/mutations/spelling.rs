//! Conditions as the catalogue writes them.

use crate::answers::format_hundredths;
use crate::contents::{Atom, Bound, Condition, Contents, EffectKind, QuestionKind, Scale, Test};
use crate::regions::options;

/// Spells with the names of this package.
pub(super) struct Spelling<'a>(pub(super) &'a Contents);

impl Spelling<'_> {
    /// The condition as the catalogue writes it.
    pub(super) fn of(&self, condition: &Condition) -> String {
        match condition {
            Condition::Always(value) => value.to_string(),
            Condition::Named(ix) => {
                let named = self.0.conditions.get(*ix);
                named.map_or(String::new(), |it| it.id.clone())
            }
            Condition::Is(atom) => self.atom(atom),
            Condition::Needs(permits) => {
                let needs: Vec<String> = permits
                    .iter()
                    .map(|ix| format!("needs {}", self.permit(*ix)))
                    .collect();
                needs.join(" or ")
            }
            Condition::Not(inner) => format!("not {}", self.part(inner)),
            Condition::All(parts) => self.joined(parts, " and "),
            Condition::Any(parts) => self.joined(parts, " or "),
            Condition::If(test, then, otherwise) => {
                let [test, then, otherwise] = [test, then, otherwise].map(|part| self.part(part));
                format!("if {test} then {then} else {otherwise}")
            }
        }
    }

    fn joined(&self, parts: &[Condition], between: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(part)).collect();
        parts.join(between)
    }

    /// In brackets where it has parts.
    fn part(&self, condition: &Condition) -> String {
        let spelled = self.of(condition);
        match condition {
            Condition::All(_) | Condition::Any(_) | Condition::If(..) => format!("({spelled})"),
            _ => spelled,
        }
    }

    fn permit(&self, ix: usize) -> &str {
        self.0.permits.get(ix).map_or("", |it| &it.id)
    }

    fn atom(&self, atom: &Atom) -> String {
        let Some(question) = self.0.questions.get(atom.question) else {
            return String::new();
        };
        let id = &question.id;
        let named = |list: &[usize]| {
            let names = list.iter().filter_map(|ix| options(question).get(*ix));
            let names: Vec<&str> = names.map(|it| it.id.as_str()).collect();
            names.join(", ")
        };
        match &atom.test {
            Test::YesNo { value, negated } => {
                format!("{id} {} {value}", if *negated { "!=" } else { "==" })
            }
            Test::OneOf { options, negated } => {
                let word = if *negated { "not in" } else { "in" };
                format!("{id} {word} [{}]", named(options))
            }
            Test::AnyOf { options } => format!("{id} any of [{}]", named(options)),
            Test::Compare { comparison, bound } => {
                let hundredths = matches!(
                    question.kind,
                    QuestionKind::Number {
                        scale: Scale::Hundredths,
                        ..
                    }
                );
                format!("{id} {comparison} {}", self.bound(*bound, hundredths))
            }
        }
    }

    fn bound(&self, bound: Bound, hundredths: bool) -> String {
        let number = |value: i64| {
            if hundredths {
                format_hundredths(value)
            } else {
                value.to_string()
            }
        };
        match bound {
            Bound::Number(value) => number(value),
            Bound::Parameter { parameter, value } => {
                let parameter = self.0.parameters.get(parameter);
                let id = parameter.map_or("", |it| &it.id);
                format!("{} ({id})", number(value))
            }
            Bound::Date(date) => date.to_string(),
            Bound::Applied {
                years,
                months,
                days,
            } => {
                format!("applied-on + {years} years + {months} months + {days} days")
            }
        }
    }

    /// `refuse [food-licence]`
    pub(super) fn effect(&self, kind: EffectKind, permits: &[usize]) -> String {
        let permits: Vec<&str> = permits.iter().map(|ix| self.permit(*ix)).collect();
        format!("{} [{}]", kind.word(), permits.join(", "))
    }
}
