//! What is left of functions once answers are put in, one question at a time.
//!
//! Unlike [`crate::state`], which looks once from where the answers are, this keeps
//! every step it ever took: thousands of interviews share most of theirs.

use std::collections::HashMap;

use super::bits::Bits;
use crate::diagram::{Diagram, INVALID, Leaves, NodeId, TERMINALS, leaf_set};
use crate::diagram_builder::Builder;

/// Functions under answers.
#[derive(Debug)]
pub(super) struct Residuals {
    build: Builder,
    /// By question: some constraint depends on it.
    constrained: Vec<bool>,
    cofactors: HashMap<(NodeId, u32, u32), NodeId>,
    leaves: HashMap<NodeId, Leaves>,
    relevant: HashMap<NodeId, Bits>,
    conflicts: HashMap<(NodeId, NodeId), bool>,
}

impl Residuals {
    pub(super) fn new(build: Builder, constrained: Vec<bool>) -> Self {
        Self {
            build,
            constrained,
            cofactors: HashMap::new(),
            leaves: HashMap::new(),
            relevant: HashMap::new(),
            conflicts: HashMap::new(),
        }
    }

    /// The nodes so far.
    pub(super) fn diagram(&self) -> &Diagram {
        self.build.diagram()
    }

    fn node(&self, id: NodeId) -> Option<(usize, Vec<NodeId>)> {
        let node = self.build.diagram().node(id);
        node.map(|(level, children)| (level, children.to_vec()))
    }

    /// The function once the question at `level` has an answer in `region`.
    pub(super) fn answer(&mut self, id: NodeId, level: usize, region: usize) -> NodeId {
        let key = (
            id,
            crate::diagram::narrow(level),
            crate::diagram::narrow(region),
        );
        if let Some(done) = self.cofactors.get(&key) {
            return *done;
        }
        let done = match self.node(id) {
            Some((own, children)) if own == level => children.get(region).copied().unwrap_or(id),
            Some((own, children)) if own < level => {
                let children = children
                    .into_iter()
                    .map(|child| self.answer(child, level, region))
                    .collect();
                self.build.node(own, children)
            }
            _ => return id,
        };
        self.cofactors.insert(key, done);
        done
    }

    /// Leaf values that some completion of the answers takes.
    pub(super) fn leaves(&mut self, id: NodeId) -> Leaves {
        self.all_leaves(id) & !leaf_set(INVALID)
    }

    fn all_leaves(&mut self, id: NodeId) -> Leaves {
        if id < TERMINALS {
            return leaf_set(id);
        }
        if let Some(done) = self.leaves.get(&id) {
            return *done;
        }
        let (_, children) = self.node(id).unwrap_or_default();
        let set = children
            .into_iter()
            .fold(0, |set, child| set | self.all_leaves(child));
        self.leaves.insert(id, set);
        set
    }

    /// Whether every completion of the answers agrees.
    pub(super) fn is_settled(&mut self, id: NodeId) -> bool {
        self.leaves(id).count_ones() <= 1
    }

    /// The questions on which an unsettled function still depends, as `State::relevant` says it.
    pub(super) fn relevant(&mut self, id: NodeId) -> Bits {
        if id < TERMINALS {
            return Bits::default();
        }
        if let Some(done) = self.relevant.get(&id) {
            return done.clone();
        }
        let (level, children) = self.node(id).unwrap_or_default();
        let mut relevant = Bits::default();
        if self.constrained.get(level) == Some(&false) || self.any_conflict(&children) {
            relevant.insert(level);
        }
        for child in children {
            relevant.extend(&self.relevant(child));
        }
        self.relevant.insert(id, relevant.clone());
        relevant
    }

    fn any_conflict(&mut self, children: &[NodeId]) -> bool {
        let pairs = children
            .iter()
            .enumerate()
            .flat_map(|(at, a)| children.iter().skip(at + 1).map(move |b| (*a, *b)));
        pairs.into_iter().any(|(a, b)| self.conflict(a, b))
    }

    /// Whether two functions take two different values in one and the same valid case.
    fn conflict(&mut self, a: NodeId, b: NodeId) -> bool {
        if a == b || a == INVALID || b == INVALID {
            return false;
        }
        let key = (a.min(b), a.max(b));
        if let Some(done) = self.conflicts.get(&key) {
            return *done;
        }
        let (left, right) = (self.node(a), self.node(b));
        let levels = [&left, &right].map(|side| side.as_ref().map(|(level, _)| *level));
        let found = match levels.iter().flatten().min() {
            None => true,
            Some(top) => {
                let side = |node: Option<(usize, Vec<NodeId>)>| {
                    node.filter(|(level, _)| level == top)
                        .map_or_else(Vec::new, |(_, children)| children)
                };
                let (left, right) = (side(left), side(right));
                (0..left.len().max(right.len())).any(|at| {
                    let a = left.get(at).copied().unwrap_or(a);
                    let b = right.get(at).copied().unwrap_or(b);
                    self.conflict(a, b)
                })
            }
        };
        self.conflicts.insert(key, found);
        found
    }
}
