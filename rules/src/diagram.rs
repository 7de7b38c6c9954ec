//! One shared, reduced, ordered, multi-valued decision diagram.
//!
//! A node branches over the regions of one question (its level); levels rise
//! from root to leaf; no two nodes are equal and none has only equal children,
//! so two functions are equal if and only if their roots are.

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagram {
    /// Level of node `TERMINALS + i`: index of its question.
    levels: Vec<u32>,
    /// Children of all nodes, one after the other.
    children: Vec<NodeId>,
    /// Where the children of node `TERMINALS + i` begin; one more at the end.
    starts: Vec<u32>,
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

/// Sizes of a diagram fit 32 bits by far; the largest is reported in place of a wrapped one.
pub(crate) fn narrow(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// The set that holds one leaf value.
#[must_use]
pub fn leaf_set(leaf: NodeId) -> Leaves {
    1_u16.checked_shl(leaf).unwrap_or(0)
}
