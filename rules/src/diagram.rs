//! One shared, reduced, ordered, multi-valued decision diagram.
//!
//! A node branches over the regions of one question (its level); levels rise
//! from root to leaf; no two nodes are equal and none has only equal children,
//! so two functions are equal if and only if their roots are.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// A node. Ids below [`TERMINALS`] are leaves and stand for their own value.
pub type NodeId = u32;

/// Number of leaf values.
pub const TERMINALS: u32 = 16;
/// The leaf `false`.
pub const FALSE: NodeId = 0;
/// The leaf `true`.
pub const TRUE: NodeId = 1;
/// The leaf of cases that break a constraint: no case at all.
pub const INVALID: NodeId = TERMINALS - 1;

/// A set of leaf values, one bit each.
pub type Leaves = u16;

/// All nodes of a package, children before parents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagram {
    /// Level of node `TERMINALS + i`: index of its question.
    levels: Vec<u32>,
    /// Children of all nodes, one after the other.
    children: Vec<NodeId>,
    /// Where the children of node `TERMINALS + i` begin; one more at the end.
    starts: Vec<u32>,
}

/// A diagram as it travels: small numbers, and nothing that the regions tell anyway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    levels: Vec<u32>,
    /// A leaf as itself, an inner node as [`TERMINALS`] plus the way back to it.
    children: Vec<u32>,
}

impl Packed {
    /// Packs a diagram.
    #[must_use]
    pub fn new(diagram: &Diagram) -> Self {
        let nodes = (0..diagram.len()).map(|at| TERMINALS + narrow(at));
        let children = nodes.flat_map(|id| {
            let children = diagram.node(id).map_or(&[][..], |(_, children)| children);
            children.iter().map(move |child| match child {
                leaf if *leaf < TERMINALS => *leaf,
                child => TERMINALS + (id - child - 1),
            })
        });
        Self {
            levels: diagram.levels.clone(),
            children: children.collect(),
        }
    }

    /// Unpacks; `None` if ids, levels and numbers of children do not fit `arity`.
    #[must_use]
    pub fn unpack(&self, arity: &[usize]) -> Option<Diagram> {
        let mut diagram = Diagram::default();
        let mut rest = self.children.as_slice();
        for level in &self.levels {
            let level = *level as usize;
            let (own, after) = rest.split_at_checked(*arity.get(level)?)?;
            rest = after;
            let id = TERMINALS + narrow(diagram.len());
            let back = |packed: u32| match packed.checked_sub(TERMINALS) {
                None => Some(packed),
                Some(way) => id.checked_sub(way + 1).filter(|child| *child >= TERMINALS),
            };
            let children = own
                .iter()
                .map(|child| back(*child))
                .collect::<Option<Vec<_>>>()?;
            diagram.push(level, &children);
        }
        (rest.is_empty() && diagram.is_sound(arity)).then_some(diagram)
    }
}

impl Diagram {
    /// Number of inner nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.levels.len()
    }

    /// Whether there is no inner node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// Level and children of an inner node; `None` for a leaf.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<(usize, &[NodeId])> {
        let at = id.checked_sub(TERMINALS)? as usize;
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        let children = self.children.get(start as usize..end as usize)?;
        Some((*self.levels.get(at)? as usize, children))
    }

    /// Level and children of every inner node, children before parents.
    pub fn nodes(&self) -> impl Iterator<Item = (usize, &[NodeId])> {
        let ends = self.starts.windows(2);
        self.levels.iter().zip(ends).map(|(level, ends)| {
            let children = match ends {
                [start, end] => self.children.get(*start as usize..*end as usize),
                _ => None,
            };
            (*level as usize, children.unwrap_or_default())
        })
    }

    /// Which of so many levels a function depends on.
    #[must_use]
    pub fn depends_on(&self, root: NodeId, levels: usize) -> Vec<bool> {
        let mut marked = vec![false; levels];
        let mut seen = vec![false; self.len()];
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            let Some((level, children)) = self.node(id) else {
                continue;
            };
            let place = seen.get_mut((id - TERMINALS) as usize);
            if place.is_some_and(|place| !std::mem::replace(place, true)) {
                if let Some(mark) = marked.get_mut(level) {
                    *mark = true;
                }
                open.extend(children);
            }
        }
        marked
    }

    /// Appends a node whose children exist. The caller sees to reduction and order.
    pub(crate) fn push(&mut self, level: usize, children: &[NodeId]) -> NodeId {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.levels.push(narrow(level));
        self.children.extend_from_slice(children);
        self.starts.push(narrow(self.children.len()));
        TERMINALS + narrow(self.levels.len() - 1)
    }

    /// Whether ids, levels and arity fit: what a diagram read from bytes must promise.
    #[must_use]
    pub fn is_sound(&self, arity: &[usize]) -> bool {
        (0..self.len()).all(|at| {
            let id = TERMINALS + narrow(at);
            self.node(id).is_some_and(|(level, children)| {
                arity.get(level) == Some(&children.len())
                    && children.iter().all(|child| {
                        *child < id && self.node(*child).is_none_or(|(below, _)| below > level)
                    })
            })
        })
    }
}

/// A diagram that grows: equal functions get equal ids.
#[derive(Debug, Default)]
pub(crate) struct Unique {
    diagram: Diagram,
    ids: HashMap<(usize, Vec<NodeId>), NodeId>,
}

impl Unique {
    /// The nodes so far.
    pub(crate) fn diagram(&self) -> &Diagram {
        &self.diagram
    }

    /// The node over `level` with these children, one per region.
    pub(crate) fn node(&mut self, level: usize, children: Vec<NodeId>) -> NodeId {
        if let Some(first) = children.first()
            && children.iter().all(|child| child == first)
        {
            return *first;
        }
        let key = (level, children);
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = self.diagram.push(key.0, &key.1);
        self.ids.insert(key, id);
        id
    }
}

/// Sizes of a diagram fit 32 bits by far; the largest is reported in place of a wrapped one.
pub(crate) fn narrow(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// The set that holds one leaf value.
#[must_use]
pub fn leaf_set(leaf: NodeId) -> Leaves {
    1_u16.checked_shl(leaf).unwrap_or(0)
}
