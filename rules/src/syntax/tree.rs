//! The tree of a condition: names as written, nothing resolved.

use std::fmt;

use crate::contents::Comparison;
use crate::date::Date;
use crate::place::{Name, Place};

/// A condition or a number, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// What it is.
    pub node: Node,
    /// Where it stands.
    pub at: Place,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `true`, `false`, a number.
    Value(Value),
    /// A yes/no question, a derived value, a parameter.
    Name(String),
    /// `needs food-licence`, `needs @registration`.
    Needs(Name),
    /// `not a`
    Not(Box<Expression>),
    /// `a and b`
    All(Vec<Expression>),
    /// `a or b`
    Any(Vec<Expression>),
    /// `if a then b else c`
    If(Box<Expression>, Box<Expression>, Box<Expression>),
    /// `floor-area > 300`
    Compare(Name, Comparison, Constant),
    /// `food-kind in [full, bbq]`
    In(Name, Vec<Name>),
    /// `entertain not in [none]`
    NotIn(Name, Vec<Name>),
    /// `fuel any of [pipe-gas, lpg]`
    AnyOf(Name, Vec<Name>),
    /// Nothing sensible stood here; already reported.
    Fault,
}

/// The right side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub at: Place,
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `true`, `false`
    Flag(bool),
    /// `150.01`
    Number(Decimal),
    /// `2026-11-23`
    Date(Date),
    /// `applied-on + 5 years`
    Applied {
        /// Whole years.
        years: i32,
        /// Whole months.
        months: i32,
        /// Days.
        days: i32,
    },
    /// An option, a parameter, a derived number: the left side's type tells.
    Name(String),
}

/// A number with at most two decimals, held in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(pub i64);

impl Decimal {
    /// Reads `300`, `-2`, `150.01`; nothing else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let numeric = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !numeric(whole) || !numeric(part) || part.len() > 2 || whole.len() > 12 {
            return None;
        }
        let hundredths = part.parse::<i64>().ok()? * if part.len() == 1 { 10 } else { 1 };
        Some(Self(sign * (whole.parse::<i64>().ok()? * 100 + hundredths)))
    }

    /// The whole number, if it is one.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        (self.0 % 100 == 0).then_some(self.0 / 100)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(whole) = self.whole() {
            return write!(f, "{whole}");
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

impl Expression {
    /// Calls `visit` with this expression and all beneath it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Expression)) {
        visit(self);
        match &self.node {
            Node::Not(inner) => inner.walk(visit),
            Node::All(parts) | Node::Any(parts) => {
                for part in parts {
                    part.walk(visit);
                }
            }
            Node::If(when, yes, no) => {
                for part in [when, yes, no] {
                    part.walk(visit);
                }
            }
            _ => {}
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(f, Rank::Choice)
    }
}

/// How tightly an expression binds, the loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Choice,
    Or,
    And,
    Not,
}

impl Expression {
    fn rank(&self) -> Rank {
        match self.node {
            Node::If(..) => Rank::Choice,
            Node::Any(_) => Rank::Or,
            Node::All(_) => Rank::And,
            _ => Rank::Not,
        }
    }

    fn print(&self, f: &mut fmt::Formatter<'_>, least: Rank) -> fmt::Result {
        if self.rank() < least {
            f.write_str("(")?;
            self.print_bare(f)?;
            return f.write_str(")");
        }
        self.print_bare(f)
    }

    fn print_bare(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.node {
            Node::Value(value) => write!(f, "{value}"),
            Node::Name(name) => f.write_str(name),
            Node::Needs(target) => write!(f, "needs {}", target.text),
            Node::Not(inner) => {
                f.write_str("not ")?;
                inner.print(f, Rank::Not)
            }
            Node::All(parts) => join(f, parts, " and ", Rank::Not),
            Node::Any(parts) => join(f, parts, " or ", Rank::And),
            Node::If(when, yes, no) => {
                f.write_str("if ")?;
                when.print(f, Rank::Or)?;
                f.write_str(" then ")?;
                yes.print(f, Rank::Or)?;
                f.write_str(" else ")?;
                no.print(f, Rank::Choice)
            }
            Node::Compare(left, comparison, right) => {
                write!(f, "{} {comparison} {}", left.text, right.value)
            }
            Node::In(left, options) => list(f, left, "in", options),
            Node::NotIn(left, options) => list(f, left, "not in", options),
            Node::AnyOf(left, options) => list(f, left, "any of", options),
            Node::Fault => f.write_str("…"),
        }
    }
}

fn join(
    f: &mut fmt::Formatter<'_>,
    parts: &[Expression],
    between: &str,
    least: Rank,
) -> fmt::Result {
    for (ix, part) in parts.iter().enumerate() {
        if ix > 0 {
            f.write_str(between)?;
        }
        part.print(f, least)?;
    }
    Ok(())
}

fn list(f: &mut fmt::Formatter<'_>, left: &Name, word: &str, options: &[Name]) -> fmt::Result {
    let options: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
    write!(f, "{} {word} [{}]", left.text, options.join(", "))
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Name(name) => f.write_str(name),
            Self::Applied {
                years,
                months,
                days,
            } => {
                f.write_str("applied-on")?;
                for (number, unit) in [(years, "years"), (months, "months"), (days, "days")] {
                    if *number != 0 {
                        let sign = if *number < 0 { '-' } else { '+' };
                        write!(f, " {sign} {} {unit}", number.unsigned_abs())?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Eq => "==",
            Self::Ne => "!=",
        })
    }
}
