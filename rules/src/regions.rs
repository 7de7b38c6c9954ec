//! Every question's answers, cut into the finitely many regions that rules can tell apart.
//!
//! Within a region no rule can see a difference, so a diagram branches over
//! regions. Constraints within one question (the exclusive option, a range)
//! need no rule: a region holds valid values only and is never empty.

use serde::{Deserialize, Serialize};

use crate::answers::Value;
use crate::contents::{Bound, ChoiceOption, Comparison, OptionIx, Question, QuestionKind, Test};
use crate::date::Date;

#[cfg(feature = "compile")]
pub(crate) mod cut;

/// The regions of one question, numbered from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Regions {
    /// 0 is `false`, 1 is `true`.
    YesNo,
    /// One region per option.
    Options {
        /// Number of options.
        count: usize,
    },
    /// One region per combination of the options that rules name.
    Combinations {
        /// Options that some rule names, in the author's order.
        named: Vec<OptionIx>,
        /// Per region, which of `named` are ticked.
        ticked: Vec<Vec<bool>>,
    },
    /// Intervals of whole units: a region runs from its start to the next one.
    Intervals {
        /// First value of each region, ascending; the first is the smallest value.
        starts: Vec<i64>,
        /// Largest value.
        max: i64,
    },
    /// Intervals of days: a region runs from its cut to the next one; the first has no cut.
    Days {
        /// Ascending.
        cuts: Vec<DayCut>,
    },
}

/// Where a region of days begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCut {
    /// The constant of a comparison.
    pub at: DayBound,
    /// Begins on the day after.
    pub after: bool,
}

/// A day named by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayBound {
    /// This day.
    Fixed(Date),
    /// The day of application, moved.
    Applied {
        /// Whole years.
        years: i32,
        /// Whole months.
        months: i32,
        /// Days.
        days: i32,
    },
}

impl DayBound {
    fn on(self, applied_on: Date) -> Date {
        match self {
            Self::Fixed(date) => date,
            Self::Applied {
                years,
                months,
                days,
            } => applied_on.plus(years, months, days),
        }
    }

    /// Order in which cuts of one question stand; a question compares with days
    /// of one kind only, which the catalogue's reader sees to.
    fn order(self) -> i64 {
        match self {
            Self::Fixed(date) => i64::from(date.day_number()),
            Self::Applied {
                years,
                months,
                days,
            } => i64::from(years * 12 + months) * 31 + i64::from(days),
        }
    }
}

impl DayCut {
    /// First day of the region that begins here.
    #[must_use]
    pub fn first_day(self, applied_on: Date) -> Date {
        self.at.on(applied_on).plus(0, 0, i32::from(self.after))
    }
}

impl Regions {
    /// Number of regions.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::YesNo => 2,
            Self::Options { count } => *count,
            Self::Combinations { ticked, .. } => ticked.len(),
            Self::Intervals { starts, .. } => starts.len(),
            Self::Days { cuts } => cuts.len() + 1,
        }
    }

    /// The region that holds `value`; `None` when the value is none of the question's.
    #[must_use]
    pub fn region_of(&self, question: &Question, value: &Value, applied_on: Date) -> Option<usize> {
        match (self, value) {
            (Self::YesNo, Value::YesNo(value)) => Some(usize::from(*value)),
            (Self::Options { .. }, Value::Choice(id)) => {
                options(question).iter().position(|option| option.id == *id)
            }
            (Self::Combinations { named, ticked }, Value::Multi(chosen)) => {
                let options = options(question);
                let holds =
                    |ix: &OptionIx| options.get(*ix).is_some_and(|o| chosen.contains(&o.id));
                let wanted: Vec<bool> = named.iter().map(holds).collect();
                ticked.iter().position(|combination| *combination == wanted)
            }
            (
                Self::Intervals { starts, .. },
                Value::Integer(number) | Value::Hundredths(number),
            ) => starts
                .partition_point(|start| start <= number)
                .checked_sub(1),
            (Self::Days { cuts }, Value::Date(date)) => {
                Some(cuts.partition_point(|cut| cut.first_day(applied_on) <= *date))
            }
            _ => None,
        }
    }

    /// Whether some value of this `region` is at least some value of `other`'s region `from`.
    #[must_use]
    pub fn reaches(&self, region: usize, other: &Self, from: usize) -> bool {
        let (Self::Intervals { starts, max }, Self::Intervals { starts: lower, .. }) =
            (self, other)
        else {
            return true;
        };
        let end = starts.get(region + 1).map_or(*max, |next| next - 1);
        lower.get(from).is_none_or(|least| *least <= end)
    }

    /// Whether every value of `region` passes `test`.
    #[must_use]
    pub fn passes(&self, region: usize, test: &Test) -> bool {
        match (self, test) {
            (Self::YesNo, Test::YesNo { value, negated }) => ((region == 1) == *value) != *negated,
            (Self::Options { .. }, Test::OneOf { options, negated }) => {
                options.contains(&region) != *negated
            }
            (Self::Combinations { named, ticked }, Test::AnyOf { options }) => {
                let Some(combination) = ticked.get(region) else {
                    return false;
                };
                let mut on = named.iter().zip(combination).filter(|(_, ticked)| **ticked);
                on.any(|(option, _)| options.contains(option))
            }
            (Self::Intervals { starts, .. }, Test::Compare { comparison, bound }) => {
                let (Some(start), Some(number)) = (starts.get(region), number(*bound)) else {
                    return false;
                };
                comparison.holds(start.cmp(&number))
            }
            (Self::Days { cuts }, Test::Compare { comparison, bound }) => {
                let Some(bound) = day(*bound) else {
                    return false;
                };
                // The constant itself opens a region; its number tells the side.
                let own = cuts
                    .iter()
                    .position(|cut| cut.at == bound && !cut.after)
                    .map_or_else(|| before(cuts, bound), |at| at + 1);
                comparison.holds(region.cmp(&own))
            }
            _ => false,
        }
    }
}

/// Number of regions wholly before `bound`, where `bound` opens none of its own.
fn before(cuts: &[DayCut], bound: DayBound) -> usize {
    cuts.partition_point(|cut| (cut.at.order(), cut.after) < (bound.order(), false))
}

impl Comparison {
    /// Whether `left OP right` holds, given how left compares with right.
    #[must_use]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Lt => ordering.is_lt(),
            Self::Le => ordering.is_le(),
            Self::Gt => ordering.is_gt(),
            Self::Ge => ordering.is_ge(),
            Self::Eq => ordering.is_eq(),
            Self::Ne => ordering.is_ne(),
        }
    }
}

/// The options of a choice or multiple choice; none otherwise.
#[must_use]
pub fn options(question: &Question) -> &[ChoiceOption] {
    match &question.kind {
        QuestionKind::Choice { options } | QuestionKind::Multi { options, .. } => options,
        _ => &[],
    }
}

pub(crate) fn number(bound: Bound) -> Option<i64> {
    match bound {
        Bound::Number(value) | Bound::Parameter { value, .. } => Some(value),
        Bound::Date(_) | Bound::Applied { .. } => None,
    }
}

pub(crate) fn day(bound: Bound) -> Option<DayBound> {
    match bound {
        Bound::Date(date) => Some(DayBound::Fixed(date)),
        Bound::Applied {
            years,
            months,
            days,
        } => Some(DayBound::Applied {
            years,
            months,
            days,
        }),
        Bound::Number(_) | Bound::Parameter { .. } => None,
    }
}
