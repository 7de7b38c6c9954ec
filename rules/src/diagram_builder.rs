//! Builds the shared diagram: unique nodes, boolean operations, choice between functions.

use std::collections::HashMap;

use crate::diagram::{Diagram, FALSE, NodeId, TERMINALS, TRUE, narrow};

/// Builds nodes; equal functions get equal ids.
#[derive(Debug)]
pub(crate) struct Builder {
    arity: Vec<usize>,
    diagram: Diagram,
    unique: HashMap<(usize, Vec<NodeId>), NodeId>,
    chosen: HashMap<(NodeId, NodeId, NodeId), NodeId>,
}

impl Builder {
    /// A builder for questions with so many regions each.
    pub(crate) fn new(arity: Vec<usize>) -> Self {
        Self {
            arity,
            diagram: Diagram::default(),
            unique: HashMap::new(),
            chosen: HashMap::new(),
        }
    }

    /// The node over `level` with these children, one per region.
    pub(crate) fn node(&mut self, level: usize, children: Vec<NodeId>) -> NodeId {
        if let Some(first) = children.first()
            && children.iter().all(|child| child == first)
        {
            return *first;
        }
        let key = (level, children);
        if let Some(id) = self.unique.get(&key) {
            return *id;
        }
        let id = self.diagram.push(key.0, &key.1);
        self.unique.insert(key, id);
        id
    }

    /// The function that is true in the regions of `level` that `holds` names.
    pub(crate) fn literal(&mut self, level: usize, holds: impl Fn(usize) -> bool) -> NodeId {
        let count = self.arity.get(level).copied().unwrap_or_default();
        let children = (0..count)
            .map(|region| if holds(region) { TRUE } else { FALSE })
            .collect();
        self.node(level, children)
    }

    /// `then` where `test` is true, `otherwise` where it is false.
    pub(crate) fn choose(&mut self, test: NodeId, then: NodeId, otherwise: NodeId) -> NodeId {
        match test {
            TRUE => return then,
            FALSE => return otherwise,
            _ if then == otherwise => return then,
            _ if then == TRUE && otherwise == FALSE => return test,
            _ => {}
        }
        let key = (test, then, otherwise);
        if let Some(id) = self.chosen.get(&key) {
            return *id;
        }
        let parts = [test, then, otherwise];
        let level = parts
            .iter()
            .filter_map(|part| self.level(*part))
            .min()
            .unwrap_or_default();
        let count = self.arity.get(level).copied().unwrap_or_default();
        let children = (0..count)
            .map(|region| {
                let [test, then, otherwise] = parts.map(|part| self.child(part, level, region));
                self.choose(test, then, otherwise)
            })
            .collect();
        let id = self.node(level, children);
        self.chosen.insert(key, id);
        id
    }

    pub(crate) fn not(&mut self, a: NodeId) -> NodeId {
        self.choose(a, FALSE, TRUE)
    }

    pub(crate) fn and(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.choose(a, b, FALSE)
    }

    pub(crate) fn or(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.choose(a, TRUE, b)
    }

    /// `a` and not `b`.
    pub(crate) fn and_not(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.choose(b, FALSE, a)
    }

    /// The levels that a function depends on.
    pub(crate) fn depends_on(&self, root: NodeId) -> Vec<bool> {
        self.diagram.depends_on(root, self.arity.len())
    }

    fn level(&self, id: NodeId) -> Option<usize> {
        self.diagram.node(id).map(|(level, _)| level)
    }

    fn child(&self, id: NodeId, level: usize, region: usize) -> NodeId {
        match self.diagram.node(id) {
            Some((own, children)) if own == level => children.get(region).copied().unwrap_or(id),
            _ => id,
        }
    }

    /// The nodes that `roots` reach, numbered canonically; `roots` are renumbered in place.
    pub(crate) fn finish(self, roots: &mut [&mut NodeId]) -> Diagram {
        let mut canonical = Diagram::default();
        let mut renumbered: HashMap<NodeId, NodeId> =
            (0..TERMINALS).map(|leaf| (leaf, leaf)).collect();
        for root in roots {
            **root = copy(&self.diagram, **root, &mut canonical, &mut renumbered);
        }
        debug_assert!(
            narrow(canonical.len()) <= narrow(self.diagram.len()),
            "copying adds nothing"
        );
        canonical
    }
}

/// Copies a function in post-order, so that numbering depends on the functions alone.
fn copy(
    from: &Diagram,
    id: NodeId,
    to: &mut Diagram,
    renumbered: &mut HashMap<NodeId, NodeId>,
) -> NodeId {
    if let Some(done) = renumbered.get(&id) {
        return *done;
    }
    let Some((level, children)) = from.node(id) else {
        return id;
    };
    let children: Vec<NodeId> = children
        .iter()
        .map(|child| copy(from, *child, to, renumbered))
        .collect();
    let done = to.push(level, &children);
    renumbered.insert(id, done);
    done
}
