//! Conditions in Chinese: projected from the rules' own trees, never written by hand.
//!
//! For the people who sign rules off. A named condition stays a name here and is
//! spelled out once, in a place of its own; so does a parameter.

use crate::answers::format_hundredths;
use crate::contents::{
    Atom, Bound, Comparison, Condition, Contents, EffectKind, ParameterIx, Question, QuestionKind,
    Scale, Test,
};
use crate::regions::{DayBound, options};

/// A condition to be read: a line, or lines under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// 建筑面积超过 300 平方米.
    Line(String),
    /// 下面每一条都符合：…
    Lines(&'static str, Vec<Clause>),
}

const ALL: &str = "下面每一条都符合：";
const ANY: &str = "下面有一条符合就算：";
const NOT: &str = "不是这样：";

impl Clause {
    /// On one line, brackets for what belongs together.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        match self {
            Self::Line(line) => line.clone(),
            Self::Lines(NOT, parts) => format!("并非（{}）", joined(parts, "；")),
            Self::Lines(ALL, parts) => joined(parts, "，并且"),
            Self::Lines(ANY, parts) => joined(parts, "，或者"),
            Self::Lines(head, parts) => format!("{head}{}", joined(parts, "；")),
        }
    }
}

fn joined(parts: &[Clause], by: &str) -> String {
    let parts = parts.iter().map(|part| match part {
        Clause::Line(line) => line.clone(),
        Clause::Lines(..) => format!("（{}）", part.in_one_line()),
    });
    parts.collect::<Vec<_>>().join(by)
}

impl Contents {
    /// A condition, part under part as its author wrote it.
    #[must_use]
    pub fn in_words(&self, condition: &Condition) -> Clause {
        match condition {
            Condition::Always(true) => Clause::Line("任何情况".to_owned()),
            Condition::Always(false) => Clause::Line("任何情况都不算".to_owned()),
            Condition::Named(ix) => {
                let named = self.conditions.get(*ix);
                Clause::Line(named.map_or_else(String::new, |it| format!("【{}】", it.text)))
            }
            Condition::Is(atom) => Clause::Line(self.atom_in_words(atom)),
            Condition::Needs(permits) => {
                let permits = permits.iter().filter_map(|ix| self.permits.get(*ix));
                let names: Vec<String> = permits.map(|it| format!("《{}》", it.name)).collect();
                Clause::Line(format!("要办{}", names.join("或")))
            }
            Condition::Not(inner) => match (&**inner, self.in_words(inner)) {
                (Condition::Named(_), Clause::Line(name)) => Clause::Line(format!("{name}不成立")),
                (Condition::Needs(_), Clause::Line(needs)) => {
                    Clause::Line(needs.replacen("要办", "不用办", 1))
                }
                (_, part) => Clause::Lines(NOT, vec![part]),
            },
            Condition::All(parts) => self.parts(ALL, parts),
            Condition::Any(parts) => self.parts(ANY, parts),
            Condition::If(test, then, otherwise) => {
                let test = self.in_words(test);
                let [then, otherwise] = [then, otherwise].map(|part| self.in_words(part));
                Clause::Lines(
                    "分两种情况：",
                    vec![
                        case("如果", &test, then),
                        case("如果不是", &test, otherwise),
                    ],
                )
            }
        }
    }

    fn parts(&self, head: &'static str, parts: &[Condition]) -> Clause {
        // A switch of the district that stands on or off says nothing here.
        let neutral = Condition::Always(head == ALL);
        let parts = parts.iter().filter(|part| **part != neutral);
        let mut clauses: Vec<Clause> = parts.map(|part| self.in_words(part)).collect();
        match clauses.pop() {
            None => self.in_words(&neutral),
            Some(only) if clauses.is_empty() => only,
            Some(last) => {
                clauses.push(last);
                Clause::Lines(head, clauses)
            }
        }
    }

    /// A test of one answer: “房屋性质”是“住宅”.
    #[must_use]
    pub fn atom_in_words(&self, atom: &Atom) -> String {
        let Some(question) = self.questions.get(atom.question) else {
            return String::new();
        };
        let said = self.test_in_words(question, &atom.test);
        let also = atom.test.holds_where_not_applicable() && question.asked_when.is_some();
        if also {
            format!("{said}（没问到这一题也算）")
        } else {
            said
        }
    }

    fn test_in_words(&self, question: &Question, test: &Test) -> String {
        let short = &question.short;
        match test {
            Test::YesNo { value, negated } => {
                let QuestionKind::YesNo { yes, no } = &question.kind else {
                    return short.clone();
                };
                let word = if value == negated { no } else { yes };
                format!("“{short}”答“{word}”")
            }
            Test::OneOf { options, negated } => {
                let word = if *negated { "不是" } else { "是" };
                format!("“{short}”{word}{}", labels(question, options))
            }
            Test::AnyOf { options } => format!("“{short}”选了{}", labels(question, options)),
            Test::Compare { comparison, bound } => {
                let (before, after) =
                    sides(*comparison, matches!(question.kind, QuestionKind::Date));
                format!(
                    "{short}{before}{}{after}",
                    self.bound_in_words(question, bound)
                )
            }
        }
    }

    fn bound_in_words(&self, question: &Question, bound: &Bound) -> String {
        match bound {
            Bound::Number(value) => number_in_words(question, *value),
            Bound::Parameter { parameter, value } => {
                let name = self.parameter_name(*parameter);
                format!("{}（{name}）", number_in_words(question, *value))
            }
            Bound::Date(date) => date.to_string(),
            Bound::Applied {
                years,
                months,
                days,
            } => applied(*years, *months, *days),
        }
    }

    /// 参数“公众聚集场所免检面积”.
    fn parameter_name(&self, parameter: ParameterIx) -> String {
        let parameter = self.parameters.get(parameter);
        parameter.map_or_else(String::new, |it| format!("区里的参数：{}", it.text))
    }
}

impl EffectKind {
    /// What a rule does to permits: 要办.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Require => "要办",
            Self::Skip => "不用办",
            Self::Pending => "待确认",
            Self::Refuse => "不能批",
            Self::Manual => "要人工核定",
            Self::Out => "不归本区办",
        }
    }
}

/// 如果…，就看：…
fn case(word: &str, test: &Clause, then: Clause) -> Clause {
    let test = format!("{word}{}", test.in_one_line());
    match then {
        Clause::Line(line) => Clause::Line(format!("{test}：看{line}")),
        lines @ Clause::Lines(..) => {
            Clause::Lines("", vec![Clause::Line(format!("{test}，就看：")), lines])
        }
    }
}

fn labels(question: &Question, chosen: &[usize]) -> String {
    let options = options(question);
    let labels = chosen.iter().filter_map(|ix| options.get(*ix));
    let labels: Vec<String> = labels.map(|it| format!("“{}”", it.label)).collect();
    labels.join("或")
}

/// What stands before and after the constant.
fn sides(comparison: Comparison, is_day: bool) -> (&'static str, &'static str) {
    match (comparison, is_day) {
        (Comparison::Lt, false) => ("不到 ", ""),
        (Comparison::Le, false) => ("不超过 ", ""),
        (Comparison::Gt, false) => ("超过 ", ""),
        (Comparison::Ge, false) => ("达到 ", "或更多"),
        (Comparison::Lt, true) => ("在", "之前"),
        (Comparison::Le, true) => ("在", "或更早"),
        (Comparison::Gt, true) => ("在", "之后"),
        (Comparison::Ge, true) => ("在", "或更晚"),
        (Comparison::Eq, _) => ("正好是 ", ""),
        (Comparison::Ne, _) => ("不是 ", ""),
    }
}

/// A number of the question's, with its unit.
pub(crate) fn number_in_words(question: &Question, value: i64) -> String {
    let digits = match &question.kind {
        QuestionKind::Number {
            scale: Scale::Hundredths,
            ..
        } => format_hundredths(value),
        _ => value.to_string(),
    };
    match &question.unit {
        Some(unit) => format!("{digits} {unit}"),
        None => digits,
    }
}

/// A day that a rule names: 申请当天.
pub(crate) fn day_in_words(bound: DayBound) -> String {
    match bound {
        DayBound::Fixed(date) => date.to_string(),
        DayBound::Applied {
            years,
            months,
            days,
        } => applied(years, months, days),
    }
}

/// 申请当天往后 5 年.
fn applied(years: i32, months: i32, days: i32) -> String {
    let parts = [(years, "年"), (months, "个月"), (days, "天")];
    let moved: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, unit)| {
            let way = if *count > 0 { "往后" } else { "往前" };
            format!("{way} {} {unit}", count.abs())
        })
        .collect();
    if moved.is_empty() {
        "申请当天".to_owned()
    } else {
        format!("申请当天{}", moved.join("再"))
    }
}
