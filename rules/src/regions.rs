//! Every question's answers, cut into the finitely many regions that rules can tell apart.
//!
//! Within a region no rule can see a difference, so a diagram branches over
//! regions. Constraints within one question (the exclusive option, a range)
//! need no rule: a region holds valid values only and is never empty.

use serde::{Deserialize, Serialize};

use crate::answers::Value;
use crate::contents::{Bound, ChoiceOption, Comparison, OptionIx, Question, QuestionKind, Test};
use crate::date::Date;

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

/// Cutting: only the compiler does it.
#[cfg(feature = "compile")]
pub(crate) mod cut {
    use super::{Comparison, DayCut, QuestionKind, Regions, Test, day, number};
    use crate::contents::{Contents, QuestionIx, Scale};

    /// Whether a comparison tells apart values at, and after, its constant.
    fn sides(comparison: Comparison) -> (bool, bool) {
        match comparison {
            Comparison::Lt | Comparison::Ge => (true, false),
            Comparison::Le | Comparison::Gt => (false, true),
            Comparison::Eq | Comparison::Ne => (true, true),
        }
    }

    /// Cuts every question's answers at the constants of `tests` (by question).
    pub(crate) fn all(contents: &Contents, tests: &[Vec<Test>]) -> Vec<Regions> {
        let mut numbers: Vec<Vec<i64>> = tests.iter().map(|tests| number_cuts(tests)).collect();
        share(contents, &mut numbers);
        contents
            .questions
            .iter()
            .zip(tests)
            .zip(&numbers)
            .map(|((question, tests), cuts)| match &question.kind {
                QuestionKind::YesNo { .. } => Regions::YesNo,
                QuestionKind::Choice { options } => Regions::Options {
                    count: options.len(),
                },
                QuestionKind::Multi { options, exclusive } => {
                    combinations(options.len(), *exclusive, tests)
                }
                QuestionKind::Number {
                    min, max, except, ..
                } => intervals(*min, *max, except, cuts),
                QuestionKind::Date => Regions::Days {
                    cuts: day_cuts(tests),
                },
            })
            .collect()
    }

    fn number_cuts(tests: &[Test]) -> Vec<i64> {
        let mut cuts = Vec::new();
        for test in tests {
            let Test::Compare { comparison, bound } = test else {
                continue;
            };
            let Some(value) = number(*bound) else {
                continue;
            };
            let (at, after) = sides(*comparison);
            cuts.extend(at.then_some(value));
            cuts.extend(after.then_some(value + 1));
        }
        cuts
    }

    /// The two sides of `a ≤ b` share their cuts and the ends of their ranges, so that
    /// regions tell exactly which pairs are possible. Chains share all along.
    fn share(contents: &Contents, numbers: &mut [Vec<i64>]) {
        for _ in &contents.constraints {
            for constraint in &contents.constraints {
                let mut both = Vec::new();
                for side in [constraint.lesser, constraint.greater] {
                    both.extend(numbers.get(side).into_iter().flatten().copied());
                    both.extend(ends(contents, side));
                }
                both.sort_unstable();
                both.dedup();
                for side in [constraint.lesser, constraint.greater] {
                    if let Some(own) = numbers.get_mut(side) {
                        own.clone_from(&both);
                    }
                }
            }
        }
    }

    fn ends(contents: &Contents, question: QuestionIx) -> Vec<i64> {
        match contents
            .questions
            .get(question)
            .map(|question| &question.kind)
        {
            Some(QuestionKind::Number {
                scale: Scale::Integer | Scale::Hundredths,
                min,
                max,
                ..
            }) => {
                vec![*min, *max + 1]
            }
            _ => Vec::new(),
        }
    }

    fn intervals(min: i64, max: i64, except: &[i64], cuts: &[i64]) -> Regions {
        let mut starts: Vec<i64> = cuts
            .iter()
            .copied()
            .filter(|cut| min < *cut && *cut <= max)
            .chain([min])
            .collect();
        starts.sort_unstable();
        starts.dedup();
        // A region of excepted values only is none.
        let next = |at: usize, starts: &[i64]| starts.get(at + 1).map_or(max, |next| next - 1);
        let starts = (0..starts.len())
            .filter_map(|at| {
                let start = *starts.get(at)?;
                let end = next(at, &starts);
                (start..=end)
                    .find(|value| !except.contains(value))
                    .map(|_| start)
            })
            .collect();
        Regions::Intervals { starts, max }
    }

    fn day_cuts(tests: &[Test]) -> Vec<DayCut> {
        let mut cuts: Vec<DayCut> = Vec::new();
        for test in tests {
            let Test::Compare { bound, .. } = test else {
                continue;
            };
            let Some(at) = day(*bound) else { continue };
            // Both sides of the constant, so that the constant's own region is known.
            cuts.extend([false, true].map(|after| DayCut { at, after }));
        }
        cuts.sort_by_key(|cut| (cut.at.order(), cut.after));
        cuts.dedup();
        cuts
    }

    fn combinations(count: usize, exclusive: Option<usize>, tests: &[Test]) -> Regions {
        let mut named: Vec<usize> = tests
            .iter()
            .filter_map(|test| match test {
                Test::AnyOf { options } => Some(options),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        named.sort_unstable();
        named.dedup();
        // Something must be ticked where one option excludes the others; an unnamed
        // option can be that something.
        let others = (0..count).filter(|ix| Some(*ix) != exclusive);
        let unnamed_other = others.into_iter().any(|ix| !named.contains(&ix));
        let ticked = (0..1_usize << named.len())
            .map(|bits| {
                (0..named.len())
                    .map(|at| bits >> at & 1 == 1)
                    .collect::<Vec<bool>>()
            })
            .filter(|ticked| {
                let on = ticked.iter().filter(|on| **on).count();
                let Some(exclusive) = exclusive else {
                    return true;
                };
                match named.iter().position(|ix| *ix == exclusive) {
                    Some(at) if ticked.get(at) == Some(&true) => on == 1,
                    Some(_) => on > 0 || unnamed_other,
                    None => true,
                }
            })
            .collect();
        Regions::Combinations { named, ticked }
    }
}
