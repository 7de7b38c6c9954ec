//! Walks over functions that are still in the builder: quantifying, counting, finding a way.

use std::collections::HashMap;

use super::Builder;
use crate::diagram::{FALSE, INVALID, Leaves, NodeId, TRUE, leaf_set};

/// What became of each node.
type Done = HashMap<NodeId, NodeId>;

impl Builder {
    /// True where `root` ends in one of these leaves.
    pub(crate) fn ends_in(&mut self, root: NodeId, leaves: Leaves) -> NodeId {
        let leaf = |id| NodeId::from(leaf_set(id) & leaves != 0);
        self.rebuild(root, &mut Done::new(), &leaf, &|_| None)
    }

    /// The function once `level` is answered with `region`.
    pub(crate) fn given(&mut self, root: NodeId, level: usize, region: usize) -> NodeId {
        let only = |own| (own == level).then_some(region);
        self.rebuild(root, &mut Done::new(), &|leaf| leaf, &only)
    }

    /// Where some answers to the questions of `levels` make `root` true.
    pub(crate) fn exists(&mut self, root: NodeId, levels: &[bool]) -> NodeId {
        self.exists_in(root, levels, &mut Done::new())
    }

    fn exists_in(&mut self, id: NodeId, levels: &[bool], done: &mut Done) -> NodeId {
        if let Some(known) = done.get(&id) {
            return *known;
        }
        let Some((level, children)) = self.inner(id) else {
            return id;
        };
        let parts: Vec<NodeId> = children
            .into_iter()
            .map(|child| self.exists_in(child, levels, done))
            .collect();
        let root = if levels.get(level) == Some(&true) {
            parts.into_iter().fold(FALSE, |any, it| self.or(any, it))
        } else {
            self.nodes.node(level, parts)
        };
        done.insert(id, root);
        root
    }

    /// Where two functions end in different leaves.
    pub(crate) fn apart(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.apart_in(a, b, &mut HashMap::new())
    }

    fn apart_in(
        &mut self,
        a: NodeId,
        b: NodeId,
        done: &mut HashMap<(NodeId, NodeId), NodeId>,
    ) -> NodeId {
        if a == b {
            return FALSE;
        }
        let Some(level) = [a, b].into_iter().filter_map(|id| self.level(id)).min() else {
            return TRUE;
        };
        let key = (a.min(b), a.max(b));
        if let Some(known) = done.get(&key) {
            return *known;
        }
        let count = self.arity.get(level).copied().unwrap_or_default();
        let children = (0..count)
            .map(|region| {
                let [a, b] = [a, b].map(|id| self.child(id, level, region));
                self.apart_in(a, b, done)
            })
            .collect();
        let root = self.nodes.node(level, children);
        done.insert(key, root);
        root
    }

    /// Copies a function: leaves through `leaf`, and only one child where `only` names it.
    fn rebuild(
        &mut self,
        id: NodeId,
        done: &mut Done,
        leaf: &impl Fn(NodeId) -> NodeId,
        only: &impl Fn(usize) -> Option<usize>,
    ) -> NodeId {
        if let Some(known) = done.get(&id) {
            return *known;
        }
        let Some((level, children)) = self.inner(id) else {
            return leaf(id);
        };
        let chosen = only(level).and_then(|region| children.get(region));
        let root = if let Some(child) = chosen {
            self.rebuild(*child, done, leaf, only)
        } else {
            let children = children
                .into_iter()
                .map(|child| self.rebuild(child, done, leaf, only))
                .collect();
            self.nodes.node(level, children)
        };
        done.insert(id, root);
        root
    }

    fn inner(&self, id: NodeId) -> Option<(usize, Vec<NodeId>)> {
        let (level, children) = self.nodes.diagram().node(id)?;
        Some((level, children.to_vec()))
    }

    /// Leaves that `root` can end in under some answers, [`INVALID`] left out.
    pub(crate) fn leaves(&self, root: NodeId, known: &[Option<usize>]) -> Leaves {
        self.leaves_in(root, known, &mut HashMap::new()) & !leaf_set(INVALID)
    }

    fn leaves_in(
        &self,
        id: NodeId,
        known: &[Option<usize>],
        done: &mut HashMap<NodeId, Leaves>,
    ) -> Leaves {
        if let Some(found) = done.get(&id) {
            return *found;
        }
        let Some((level, children)) = self.nodes.diagram().node(id) else {
            return leaf_set(id);
        };
        let answered = known.get(level).copied().flatten();
        let mut set = 0;
        for (region, child) in children.iter().enumerate() {
            if answered.is_none_or(|it| it == region) {
                set |= self.leaves_in(*child, known, done);
            }
        }
        done.insert(id, set);
        set
    }

    /// Regions that lead `root` to [`TRUE`]; `None` where it never is.
    pub(crate) fn way(&self, root: NodeId) -> Option<Vec<Option<usize>>> {
        // Whatever is not the leaf FALSE can be true: equal functions are one node.
        let mut way = vec![None; self.arity.len()];
        let mut at = root;
        while let Some((level, children)) = self.nodes.diagram().node(at) {
            let region = children.iter().position(|child| *child != FALSE)?;
            *way.get_mut(level)? = Some(region);
            at = *children.get(region)?;
        }
        (at == TRUE).then_some(way)
    }

    /// Number of cases, as regions, in which a yes/no function is true.
    pub(crate) fn count(&self, root: NodeId) -> u128 {
        let mut done = HashMap::new();
        let below = self.count_in(root, &mut done);
        self.between(0, self.level(root)).saturating_mul(below)
    }

    /// Cases below the level of `id`, itself included.
    fn count_in(&self, id: NodeId, done: &mut HashMap<NodeId, u128>) -> u128 {
        if let Some(found) = done.get(&id) {
            return *found;
        }
        let Some((level, children)) = self.nodes.diagram().node(id) else {
            return u128::from(id == TRUE);
        };
        let mut sum: u128 = 0;
        for child in children {
            let skipped = self.between(level + 1, self.level(*child));
            sum = sum.saturating_add(skipped.saturating_mul(self.count_in(*child, done)));
        }
        done.insert(id, sum);
        sum
    }

    /// Combinations of answers to the questions from `from` up to, but without, `to`.
    fn between(&self, from: usize, to: Option<usize>) -> u128 {
        let to = to.unwrap_or(self.arity.len());
        let skipped = self.arity.get(from..to).unwrap_or_default();
        let counts = skipped.iter().map(|count| *count as u128);
        counts.fold(1, u128::saturating_mul)
    }
}
