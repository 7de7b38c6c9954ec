//! Builds the shared diagram: unique nodes, boolean operations, choice between functions.

use std::collections::HashMap;

use crate::diagram::{Diagram, FALSE, NodeId, TERMINALS, TRUE, Unique, narrow};

mod walks;

/// Builds nodes; equal functions get equal ids.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    arity: Vec<usize>,
    nodes: Unique,
    chosen: HashMap<(NodeId, NodeId, NodeId), NodeId>,
}

impl Builder {
    /// A builder for questions with so many regions each.
    pub(crate) fn new(arity: Vec<usize>) -> Self {
        Self {
            arity,
            nodes: Unique::default(),
            chosen: HashMap::new(),
        }
    }

    /// The function that is true in the regions of `level` that `holds` names.
    pub(crate) fn literal(&mut self, level: usize, holds: impl Fn(usize) -> bool) -> NodeId {
        let count = self.arity.get(level).copied().unwrap_or_default();
        let children = (0..count)
            .map(|region| if holds(region) { TRUE } else { FALSE })
            .collect();
        self.nodes.node(level, children)
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
        let id = self.nodes.node(level, children);
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
        self.nodes.diagram().depends_on(root, self.arity.len())
    }

    /// The nodes so far.
    pub(crate) fn diagram(&self) -> &Diagram {
        self.nodes.diagram()
    }

    /// The node over `level` with these children, one per region.
    pub(crate) fn node(&mut self, level: usize, children: Vec<NodeId>) -> NodeId {
        self.nodes.node(level, children)
    }

    /// Every node of a diagram over the same questions, in its order.
    pub(crate) fn adopt(&mut self, diagram: &Diagram) -> Vec<NodeId> {
        let mut own: Vec<NodeId> = (0..TERMINALS).collect();
        for at in 0..diagram.len() {
            let Some((level, children)) = diagram.node(TERMINALS + narrow(at)) else {
                continue;
            };
            let children = children.iter().map(|child| known(&own, *child)).collect();
            let id = self.nodes.node(level, children);
            own.push(id);
        }
        own
    }

    fn level(&self, id: NodeId) -> Option<usize> {
        self.nodes.diagram().node(id).map(|(level, _)| level)
    }

    fn child(&self, id: NodeId, level: usize, region: usize) -> NodeId {
        match self.nodes.diagram().node(id) {
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
            **root = copy(
                self.nodes.diagram(),
                **root,
                &mut canonical,
                &mut renumbered,
            );
        }
        debug_assert!(
            narrow(canonical.len()) <= narrow(self.nodes.diagram().len()),
            "copying adds nothing"
        );
        canonical
    }
}

/// What a node of another diagram is here; [`Builder::adopt`] made the list.
pub(crate) fn known(own: &[NodeId], id: NodeId) -> NodeId {
    own.get(id as usize).copied().unwrap_or(FALSE)
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
