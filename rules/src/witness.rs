//! Witnesses: cases that show why something is open, or why a question still matters.
//!
//! A plain evaluator can check them; so nobody has to believe the diagram.

use std::collections::{BTreeSet, HashSet};

use crate::answers::{Answer, Answers, Value};
use crate::contents::{Question, QuestionIx, QuestionKind, Scale};
use crate::date::Date;
use crate::diagram::{INVALID, NodeId, TRUE, leaf_set};
use crate::package::Package;
use crate::regions::{Regions, options};
use crate::state::{Known, State};

/// Regions chosen on a way through the diagram; `None` where any will do.
pub type Path = Known;

impl Package {
    /// A complete case that agrees with `answers` and in which `root` takes the value `leaf`.
    #[must_use]
    pub fn witness(
        &self,
        root: NodeId,
        leaf: NodeId,
        answers: &Answers,
        on: Date,
    ) -> Option<Answers> {
        let known = self.known(answers, on);
        let state = self.state(&known);
        let path = state.path_to(root, leaf)?;
        Some(self.complete(&path, answers, on))
    }

    /// Two complete cases that agree with `answers`, differ in `question` alone, and in
    /// which `root` takes two different values.
    #[must_use]
    pub fn witness_of_relevance(
        &self,
        root: NodeId,
        question: QuestionIx,
        answers: &Answers,
        on: Date,
    ) -> Option<(Answers, Answers)> {
        let known = self.known(answers, on);
        let state = self.state(&known);
        let (one, other) = state.paths_apart(root, question)?;
        Some((
            self.complete(&one, answers, on),
            self.complete(&other, answers, on),
        ))
    }

    /// A complete case in the regions of `path`, keeping every known answer.
    pub(crate) fn complete(&self, path: &Path, answers: &Answers, on: Date) -> Answers {
        let mut case = Answers::default();
        for (ix, question) in self.contents().questions.iter().enumerate() {
            let value = match answers.0.get(&question.id) {
                Some(Answer::Known(value)) => Some(value.clone()),
                _ => self.representative(ix, question, path.get(ix).copied().flatten(), on),
            };
            if let Some(value) = value {
                case.0.insert(question.id.clone(), Answer::Known(value));
            }
        }
        case
    }

    /// A value of a region. The greater side of a constraint takes its largest value,
    /// so that `a ≤ b` holds wherever the regions allow it.
    fn representative(
        &self,
        ix: QuestionIx,
        question: &Question,
        region: Option<usize>,
        on: Date,
    ) -> Option<Value> {
        let regions = self.outcomes().regions.get(ix)?;
        let constraints = &self.contents().constraints;
        let is_greater = constraints.iter().any(|it| it.greater == ix);
        let largest = is_greater && !constraints.iter().any(|it| it.lesser == ix);
        let region = region.unwrap_or(if largest {
            regions.count().checked_sub(1)?
        } else {
            0
        });
        match (regions, &question.kind) {
            (Regions::YesNo, _) => Some(Value::YesNo(region == 1)),
            (Regions::Options { .. }, _) => {
                Some(Value::Choice(options(question).get(region)?.id.clone()))
            }
            (
                Regions::Combinations { named, ticked },
                QuestionKind::Multi { options, exclusive },
            ) => {
                let ticked = named.iter().zip(ticked.get(region)?).filter(|(_, on)| **on);
                let mut chosen: BTreeSet<usize> = ticked.map(|(ix, _)| *ix).collect();
                if exclusive.is_some() && chosen.is_empty() {
                    chosen.extend((0..options.len()).find(|ix| !named.contains(ix)));
                }
                let id = |ix: usize| options.get(ix).map(|option| option.id.clone());
                Some(Value::Multi(chosen.into_iter().filter_map(id).collect()))
            }
            (Regions::Intervals { starts, max }, QuestionKind::Number { scale, except, .. }) => {
                let (start, end) = (
                    *starts.get(region)?,
                    starts.get(region + 1).map_or(*max, |it| it - 1),
                );
                let allowed = |value: &i64| !except.contains(value);
                let number = if largest {
                    (start..=end).rev().find(allowed)?
                } else {
                    (start..=end).find(allowed)?
                };
                Some(match scale {
                    Scale::Integer => Value::Integer(number),
                    Scale::Hundredths => Value::Hundredths(number),
                })
            }
            (Regions::Days { cuts }, _) => Some(Value::Date(match region.checked_sub(1) {
                Some(cut) => cuts.get(cut)?.first_day(on),
                None => cuts
                    .first()
                    .map_or(on, |cut| cut.first_day(on))
                    .plus(0, 0, -1),
            })),
            _ => None,
        }
    }
}

impl Package {
    /// A value of a region, for a number or a day the one nearest to `near`.
    #[must_use]
    pub fn value_near(
        &self,
        ix: QuestionIx,
        region: usize,
        near: Option<&Value>,
        on: Date,
    ) -> Option<Value> {
        let question = self.contents().questions.get(ix)?;
        let regions = self.outcomes().regions.get(ix)?;
        let lowest = self.representative(ix, question, Some(region), on)?;
        let next = |region: usize| self.representative(ix, question, Some(region), on);
        let above = |is_below: bool| region + 1 < regions.count() && is_below;
        match (regions, &question.kind, near) {
            (
                Regions::Intervals { starts, max },
                QuestionKind::Number { scale, except, .. },
                Some(Value::Integer(number) | Value::Hundredths(number)),
            ) => {
                let start = *starts.get(region)?;
                let end = starts.get(region + 1).map_or(*max, |it| it - 1);
                let allowed = |value: &i64| !except.contains(value);
                let nearest = if *number > end {
                    (start..=end).rev().find(allowed)?
                } else {
                    (start.max((*number).min(end))..=end).find(allowed)?
                };
                Some(match scale {
                    Scale::Integer => Value::Integer(nearest),
                    Scale::Hundredths => Value::Hundredths(nearest),
                })
            }
            (Regions::Days { .. }, _, Some(Value::Date(day))) => {
                let first_above = next(region + 1);
                match (&lowest, first_above) {
                    (_, Some(Value::Date(above_it))) if above(*day >= above_it) => {
                        Some(Value::Date(above_it.plus(0, 0, -1)))
                    }
                    (Value::Date(lowest), _) if region > 0 => {
                        Some(Value::Date((*lowest).max(*day)))
                    }
                    _ => Some(lowest),
                }
            }
            _ => Some(lowest),
        }
    }
}

impl State<'_> {
    /// Regions that lead `root` to `leaf`.
    fn path_to(&self, root: NodeId, leaf: NodeId) -> Option<Path> {
        let mut path = self.known().clone();
        let mut at = root;
        while let Some((level, children)) = self.outcomes().diagram.node(at) {
            let wanted = |child: &NodeId| self.all_leaves(*child) & leaf_set(leaf) != 0;
            let (region, child) = match path.get(level).copied().flatten() {
                Some(region) => (region, *children.get(region)?),
                None => children
                    .iter()
                    .copied()
                    .enumerate()
                    .find(|(_, child)| wanted(child))?,
            };
            *path.get_mut(level)? = Some(region);
            at = child;
        }
        self.keep_constraints(&mut path);
        (at == leaf).then_some(path)
    }

    /// Settles what is left open on a path so that no constraint is broken.
    fn keep_constraints(&self, path: &mut Path) {
        let mut at = self.outcomes().valid;
        while let Some((level, children)) = self.outcomes().diagram.node(at) {
            let kept = |child: NodeId| self.all_leaves(child) & leaf_set(TRUE) != 0;
            let chosen = path.get(level).copied().flatten();
            let Some(region) = chosen.or_else(|| children.iter().position(|it| kept(*it))) else {
                return;
            };
            let (Some(place), Some(child)) = (path.get_mut(level), children.get(region)) else {
                return;
            };
            *place = Some(region);
            at = *child;
        }
    }

    /// Two paths that differ in `question` alone and end in two valid, different leaves.
    fn paths_apart(&self, root: NodeId, question: QuestionIx) -> Option<(Path, Path)> {
        if self.known().get(question)?.is_some() {
            return None;
        }
        let mut path = self.known().clone();
        let mut seen = HashSet::new();
        let (one, other) = self.branch(root, question, &mut path, &mut seen)?;
        let mut sides = (path.clone(), path);
        *sides.0.get_mut(question)? = Some(one);
        self.keep_constraints(&mut sides.0);
        sides.1.clone_from(&sides.0);
        *sides.1.get_mut(question)? = Some(other);
        Some(sides)
    }

    /// Searches downwards for a node over `question` whose children can end apart.
    fn branch(
        &self,
        id: NodeId,
        question: QuestionIx,
        path: &mut Path,
        seen: &mut HashSet<NodeId>,
    ) -> Option<(usize, usize)> {
        let (level, children) = self.outcomes().diagram.node(id)?;
        if level > question || !seen.insert(id) {
            return None;
        }
        if level == question {
            let mut pairs =
                (0..children.len()).flat_map(|a| (a + 1..children.len()).map(move |b| (a, b)));
            return pairs.find(|(a, b)| {
                let (Some(a), Some(b)) = (children.get(*a), children.get(*b)) else {
                    return false;
                };
                self.part(*a, *b, path, &mut HashSet::new())
            });
        }
        self.each(level, children, path, |state, child, path| {
            state.branch(child, question, path, seen)
        })
    }

    /// Whether two functions end in different valid leaves on one common way; `path` then holds it.
    fn part(
        &self,
        a: NodeId,
        b: NodeId,
        path: &mut Path,
        failed: &mut HashSet<(NodeId, NodeId)>,
    ) -> bool {
        if a == b || a == INVALID || b == INVALID || failed.contains(&(a, b)) {
            return false;
        }
        let diagram = &self.outcomes().diagram;
        let level = |id| diagram.node(id).map(|(level, _)| level);
        let Some(top) = [level(a), level(b)].into_iter().flatten().min() else {
            return true;
        };
        let count = self.outcomes().regions.get(top).map_or(0, Regions::count);
        let below = |id: NodeId, region: usize| match diagram.node(id) {
            Some((level, children)) if level == top => children.get(region).copied().unwrap_or(id),
            _ => id,
        };
        let before = path.get(top).copied().flatten();
        let found = (0..count)
            .filter(|region| before.is_none_or(|it| it == *region))
            .any(|region| {
                if let Some(place) = path.get_mut(top) {
                    *place = Some(region);
                }
                self.part(below(a, region), below(b, region), path, failed)
            });
        if !found {
            failed.insert((a, b));
            if let Some(place) = path.get_mut(top) {
                *place = before;
            }
        }
        found
    }

    /// Tries the children that agree with the answers, one after the other.
    fn each<T>(
        &self,
        level: usize,
        children: &[NodeId],
        path: &mut Path,
        mut attempt: impl FnMut(&Self, NodeId, &mut Path) -> Option<T>,
    ) -> Option<T> {
        let before = path.get(level).copied().flatten();
        for (region, child) in children.iter().enumerate() {
            if before.is_some_and(|it| it != region) {
                continue;
            }
            if let Some(place) = path.get_mut(level) {
                *place = Some(region);
            }
            if let Some(found) = attempt(self, *child, path) {
                return Some(found);
            }
        }
        if let Some(place) = path.get_mut(level) {
            *place = before;
        }
        None
    }
}
