//! Cutting: from the tests that rules make to regions. Only the compiler does it.

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

/// The constants at which `tests` tell numbers apart: first values of regions.
pub(crate) fn number_cuts(tests: &[Test]) -> Vec<i64> {
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
