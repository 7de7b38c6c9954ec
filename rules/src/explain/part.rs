//! One function of the diagram, copied out so that walks touch nothing else.

use std::collections::HashMap;

use crate::contents::QuestionIx;
use crate::diagram::{Diagram, INVALID, Leaves, NodeId, TERMINALS, leaf_set, narrow};

/// What a way costs; a sum of prices. Ways that are barred have none.
pub(crate) type Price = u64;

const BARRED: Price = Price::MAX;

/// The nodes of one function, children before parents, the root last.
#[derive(Debug)]
pub(crate) struct Part {
    root: NodeId,
    nodes: Vec<Node>,
    /// Children of all nodes, in ids of this part.
    children: Vec<NodeId>,
}

#[derive(Debug)]
struct Node {
    level: QuestionIx,
    start: usize,
    count: usize,
}

/// A way from root to leaf: the regions of the questions it passes.
pub(crate) type Way = Vec<(QuestionIx, usize)>;

impl Part {
    /// The part below `root`.
    pub(crate) fn new(diagram: &Diagram, root: NodeId) -> Self {
        let mut part = Self {
            root,
            nodes: Vec::new(),
            children: Vec::new(),
        };
        part.root = part.copy(diagram, root, &mut HashMap::new());
        part
    }

    fn copy(
        &mut self,
        diagram: &Diagram,
        id: NodeId,
        copied: &mut HashMap<NodeId, NodeId>,
    ) -> NodeId {
        if let Some(own) = copied.get(&id) {
            return *own;
        }
        let Some((level, children)) = diagram.node(id) else {
            return id;
        };
        let children: Vec<NodeId> = children
            .iter()
            .map(|child| self.copy(diagram, *child, copied))
            .collect();
        let own = TERMINALS + narrow(self.nodes.len());
        self.nodes.push(Node {
            level,
            start: self.children.len(),
            count: children.len(),
        });
        self.children.extend(children);
        copied.insert(id, own);
        own
    }

    fn children(&self, node: &Node) -> &[NodeId] {
        let end = node.start + node.count;
        self.children.get(node.start..end).unwrap_or_default()
    }

    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.checked_sub(TERMINALS)? as usize)
    }

    /// Number of regions of a question the function depends on; 0 for any other.
    pub(crate) fn regions_of(&self, question: QuestionIx) -> usize {
        let mut nodes = self.nodes.iter();
        nodes
            .find(|node| node.level == question)
            .map_or(0, |node| node.count)
    }

    /// The values the function takes where only these regions are allowed.
    pub(crate) fn leaves(&self, allowed: impl Fn(QuestionIx, usize) -> bool) -> Leaves {
        let mut below: Vec<Leaves> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let children = self.children(node).iter().enumerate();
            let set = children
                .filter(|(region, _)| allowed(node.level, *region))
                .fold(0, |set, (_, child)| set | of(&below, *child, leaf_set));
            below.push(set);
        }
        of(&below, self.root, leaf_set) & !leaf_set(INVALID)
    }

    /// The cheapest way to one of `wanted`: `price` of a region of a question, `None` where
    /// it is barred. Of equally cheap ways the first in the order of `nearer`.
    pub(crate) fn cheapest(
        &self,
        wanted: Leaves,
        price: impl Fn(QuestionIx, usize) -> Option<Price>,
        nearer: impl Fn(QuestionIx, usize) -> usize,
    ) -> Option<(Price, Way)> {
        let at_leaf = |leaf: NodeId| {
            let is_wanted = leaf != INVALID && wanted & leaf_set(leaf) != 0;
            if is_wanted { 0 } else { BARRED }
        };
        let mut below: Vec<Price> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let children = self.children(node).iter().enumerate();
            let prices = children.map(|(region, child)| {
                let rest = of(&below, *child, at_leaf);
                price(node.level, region).map_or(BARRED, |own| rest.saturating_add(own))
            });
            below.push(prices.min().unwrap_or(BARRED));
        }
        let total = of(&below, self.root, at_leaf);
        if total == BARRED {
            return None;
        }
        let (mut way, mut id) = (Way::new(), self.root);
        while let Some(node) = self.node(id) {
            let here = of(&below, id, at_leaf);
            let children = self.children(node).iter().copied().enumerate();
            let (region, child) = children
                .filter(|(region, child)| {
                    let rest = of(&below, *child, at_leaf);
                    price(node.level, *region).is_some_and(|own| rest.saturating_add(own) == here)
                })
                .min_by_key(|(region, _)| nearer(node.level, *region))?;
            way.push((node.level, region));
            id = child;
        }
        Some((total, way))
    }
}

/// The value of a node worked out already, or of a leaf.
fn of<T: Copy + Default>(below: &[T], id: NodeId, leaf: impl Fn(NodeId) -> T) -> T {
    match id.checked_sub(TERMINALS) {
        Some(at) => below.get(at as usize).copied().unwrap_or_default(),
        None => leaf(id),
    }
}
