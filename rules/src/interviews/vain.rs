//! Questions of an interview that changed nothing, seen from its end.

use crate::contents::QuestionIx;
use crate::diagram::{Diagram, INVALID, Leaves, NodeId, TERMINALS, leaf_set, narrow};
use crate::package::Package;

/// Tells questions without effect.
#[derive(Debug)]
pub(super) struct Hindsight<'a> {
    diagram: &'a Diagram,
    roots: Vec<NodeId>,
}

impl<'a> Hindsight<'a> {
    pub(super) fn new(package: &'a Package) -> Self {
        let outcomes = package.outcomes();
        Self {
            diagram: &outcomes.diagram,
            roots: outcomes.all().map(|(_, root)| root).collect(),
        }
    }

    /// How many of the questions asked are such that, all other answers of the interview
    /// as they are, every answer to it leaves every outcome with the same possible values.
    pub(super) fn without_effect(&self, asked: &[QuestionIx], case: &[usize]) -> usize {
        let known = |level: usize| {
            let region = || case.get(level).copied();
            asked.contains(&level).then(region).flatten()
        };
        let leaves = self.leaves(known);
        let mut matters = vec![false; case.len()];
        let mut seen = vec![false; self.diagram.len()];
        let mut open = self.roots.clone();
        while let Some(id) = open.pop() {
            let Some(at) = id.checked_sub(TERMINALS) else {
                continue;
            };
            let place = seen.get_mut(at as usize);
            if place.is_none_or(|place| std::mem::replace(place, true)) {
                continue;
            }
            let Some((level, children)) = self.diagram.node(id) else {
                continue;
            };
            match known(level) {
                None => open.extend(children),
                Some(region) => {
                    open.extend(children.get(region));
                    let possible = |child: &NodeId| {
                        Some(reachable(&leaves, *child) & !leaf_set(INVALID))
                            .filter(|set| *set != 0)
                    };
                    let mut sets = children.iter().filter_map(possible);
                    let first = sets.next();
                    if sets.any(|set| Some(set) != first)
                        && let Some(place) = matters.get_mut(level)
                    {
                        *place = true;
                    }
                }
            }
        }
        let vain = |question: &&QuestionIx| matters.get(**question) == Some(&false);
        asked.iter().filter(vain).count()
    }

    fn leaves(&self, known: impl Fn(usize) -> Option<usize>) -> Vec<Leaves> {
        let mut leaves = Vec::with_capacity(self.diagram.len());
        for at in 0..self.diagram.len() {
            let node = self.diagram.node(TERMINALS + narrow(at));
            let set = node.map_or(0, |(level, children)| match known(level) {
                Some(region) => children
                    .get(region)
                    .map_or(0, |child| reachable(&leaves, *child)),
                None => children
                    .iter()
                    .fold(0, |set, child| set | reachable(&leaves, *child)),
            });
            leaves.push(set);
        }
        leaves
    }
}

fn reachable(leaves: &[Leaves], id: NodeId) -> Leaves {
    match id.checked_sub(TERMINALS) {
        Some(at) => leaves.get(at as usize).copied().unwrap_or_default(),
        None => leaf_set(id),
    }
}
