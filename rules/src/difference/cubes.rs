//! A set of cases in few words: cubes, each a handful of conditions that hold together.
//!
//! A cube is grown from one case: each condition is dropped or widened as far as the cube
//! stays in the set. What the cubes so far leave over gives the next one.

use super::joint::Joint;
use crate::contents::{Question, QuestionKind, Scale};
use crate::diagram::{FALSE, NodeId, TRUE};
use crate::projection::day_in_words;
use crate::regions::{DayCut, Regions, options};

/// The cubes of a set, each in words.
pub(super) struct Cubes<'a> {
    joint: &'a mut Joint,
    /// The set, and every case that is none.
    within: NodeId,
    left: NodeId,
}

/// By question: regions allowed.
type Cube = Vec<Vec<usize>>;

impl<'a> Cubes<'a> {
    pub(super) fn of(joint: &'a mut Joint, set: NodeId) -> Self {
        let impossible = joint.build.not(joint.valid);
        let within = joint.build.or(set, impossible);
        Self {
            joint,
            within,
            left: set,
        }
    }

    /// Whether the cubes so far are all of it.
    pub(super) fn is_done(&self) -> bool {
        self.left == FALSE
    }

    fn holds(&mut self, cube: &Cube) -> NodeId {
        let build = &mut self.joint.build;
        let mut all = TRUE;
        // Upwards from the leaves, so that every step adds one node.
        for (level, regions) in cube.iter().enumerate().rev() {
            let own = build.literal(level, |region| regions.contains(&region));
            all = build.and(own, all);
        }
        all
    }

    fn is_within(&mut self, cube: &Cube) -> bool {
        let holds = self.holds(cube);
        let within = self.within;
        self.joint.build.and_not(holds, within) == FALSE
    }

    /// Drops what may be dropped, then widens what is left.
    fn grow(&mut self, cube: &mut Cube) {
        for widest in [true, false] {
            for level in 0..cube.len() {
                let Some(regions) = self.joint.regions.get(level).cloned() else {
                    continue;
                };
                let Some(own) = cube.get(level).cloned() else {
                    continue;
                };
                if own.len() == regions.count() {
                    continue;
                }
                if widest {
                    self.attempt(cube, level, (0..regions.count()).collect());
                } else {
                    self.widen(cube, level, &regions);
                }
            }
        }
    }

    /// Puts other regions at a level, if the cube stays in the set.
    fn attempt(&mut self, cube: &mut Cube, level: usize, other: Vec<usize>) -> bool {
        let Some(place) = cube.get_mut(level) else {
            return false;
        };
        let before = std::mem::replace(place, other);
        if self.is_within(cube) {
            return true;
        }
        if let Some(place) = cube.get_mut(level) {
            *place = before;
        }
        false
    }

    fn widen(&mut self, cube: &mut Cube, level: usize, regions: &Regions) {
        if let Regions::Combinations { named, ticked } = regions {
            for option in 0..named.len() {
                let Some(own) = cube.get(level).cloned() else {
                    return;
                };
                let like = |a: &[bool], b: &[bool]| {
                    a.iter()
                        .zip(b)
                        .enumerate()
                        .all(|(at, (a, b))| at == option || a == b)
                };
                let of = |region: usize| ticked.get(region).map_or(&[][..], Vec::as_slice);
                let wider: Vec<usize> = (0..ticked.len())
                    .filter(|region| own.iter().any(|it| like(of(*it), of(*region))))
                    .collect();
                self.attempt(cube, level, wider);
            }
            return;
        }
        let in_order = matches!(regions, Regions::Intervals { .. } | Regions::Days { .. });
        let count = regions.count();
        let first = cube.get(level).and_then(|own| own.first().copied());
        let Some(first) = first else { return };
        // From the case outwards: in an ordered list only neighbours make one range.
        let up = first + 1..count;
        let down = (0..first).rev();
        for (way, candidates) in [up.collect::<Vec<_>>(), down.collect()]
            .into_iter()
            .enumerate()
        {
            for region in candidates {
                let mut wider = cube.get(level).cloned().unwrap_or_default();
                wider.push(region);
                wider.sort_unstable();
                if !self.attempt(cube, level, wider) && in_order {
                    break;
                }
            }
            debug_assert!(way < 2, "two ways");
        }
    }

    fn words(&self, cube: &Cube) -> Vec<String> {
        let questions = &self.joint.package.contents().questions;
        let all = cube.iter().zip(&self.joint.regions).zip(questions);
        let told = all.filter(|((own, regions), _)| own.len() < regions.count());
        told.map(|((own, regions), question)| in_words(question, regions, own))
            .collect()
    }
}

impl Iterator for Cubes<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        let way = self.joint.build.way(self.left)?;
        let mut cube: Cube = way
            .iter()
            .zip(&self.joint.regions)
            .map(|(region, regions)| match region {
                Some(region) => vec![*region],
                None => (0..regions.count()).collect(),
            })
            .collect();
        self.grow(&mut cube);
        let holds = self.holds(&cube);
        self.left = self.joint.build.and_not(self.left, holds);
        Some(self.words(&cube))
    }
}

/// Some regions of a question: 建筑面积超过 300 平方米.
fn in_words(question: &Question, regions: &Regions, own: &[usize]) -> String {
    let short = &question.short;
    match (regions, &question.kind) {
        (Regions::YesNo, QuestionKind::YesNo { yes, no }) => {
            let word = if own.contains(&1) { yes } else { no };
            format!("“{short}”答“{word}”")
        }
        (Regions::Options { count }, _) => {
            let (word, said): (_, Vec<usize>) = if own.len() * 2 > *count {
                ("不是", (0..*count).filter(|it| !own.contains(it)).collect())
            } else {
                ("是", own.to_vec())
            };
            let options = options(question);
            let labels = said.iter().filter_map(|ix| options.get(*ix));
            let labels: Vec<String> = labels.map(|it| format!("“{}”", it.label)).collect();
            format!("“{short}”{word}{}", labels.join("或"))
        }
        (Regions::Combinations { named, ticked }, _) => {
            let options = options(question);
            let mut said = Vec::new();
            for (at, option) in named.iter().enumerate() {
                let on =
                    |region: &usize| ticked.get(*region).and_then(|it| it.get(at)) == Some(&true);
                let label = options.get(*option).map_or("", |it| it.label.as_str());
                if own.iter().all(on) {
                    said.push(format!("选了“{label}”"));
                } else if !own.iter().any(on) {
                    said.push(format!("没选“{label}”"));
                }
            }
            format!("“{short}”{}", said.join("，"))
        }
        (Regions::Intervals { starts, .. }, _) => {
            let from = own
                .first()
                .filter(|it| **it > 0)
                .and_then(|it| starts.get(*it));
            let until = own.last().and_then(|it| starts.get(it + 1));
            let low = from.map(|it| bound(question, *it, ["达到", "超过"]));
            let high = until.map(|it| bound(question, *it, ["不到", "不超过"]));
            let both: Vec<String> = low.into_iter().chain(high).collect();
            format!("{short}{}", both.join("、"))
        }
        (Regions::Days { cuts }, _) => {
            let cut = |at: Option<usize>| at.and_then(|at| cuts.get(at));
            let from = cut(own.first().and_then(|it| it.checked_sub(1)));
            let until = cut(own.last().copied());
            let low = from.map(|it| day(it, ["不早于", "晚于"]));
            let high = until.map(|it| day(it, ["早于", "不晚于"]));
            let both: Vec<String> = low.into_iter().chain(high).collect();
            format!("{short}{}", both.join("、"))
        }
        _ => short.clone(),
    }
}

/// A region's first value as a limit; the second word where the value before it is the rounder one.
fn bound(question: &Question, start: i64, [at, after]: [&str; 2]) -> String {
    let hundredths = matches!(
        question.kind,
        QuestionKind::Number {
            scale: Scale::Hundredths,
            ..
        }
    );
    let is_after = hundredths && start.rem_euclid(100) == 1;
    let (word, value) = if is_after {
        (after, start - 1)
    } else {
        (at, start)
    };
    format!(
        "{word} {}",
        crate::projection::number_in_words(question, value)
    )
}

fn day(cut: &DayCut, [at, after]: [&str; 2]) -> String {
    let word = if cut.after { after } else { at };
    format!("{word}{}", day_in_words(cut.at))
}
