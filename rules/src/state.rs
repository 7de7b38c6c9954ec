//! The diagram under the answers so far: which leaves are reachable, what still matters.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::contents::QuestionIx;
use crate::diagram::{Diagram, INVALID, Leaves, NodeId, TERMINALS, Unique, leaf_set};
use crate::outcomes::Outcomes;

/// Answers as regions: `None` where a question has no known answer.
pub type Known = Vec<Option<usize>>;

/// The diagram under some answers.
#[derive(Debug)]
pub struct State<'a> {
    outcomes: &'a Outcomes,
    constrained: &'a [bool],
    known: &'a Known,
    /// Reachable leaves of the nodes that were looked at, by id; no bit where none looked.
    leaves: Vec<Cell<Leaves>>,
    rest: RefCell<Rest>,
}

/// What is left of the functions once the answers are put in: canonical again.
#[derive(Debug, Default)]
struct Rest {
    nodes: Unique,
    of: HashMap<NodeId, NodeId>,
    conflicts: HashMap<(NodeId, NodeId), bool>,
}

impl<'a> State<'a> {
    /// Puts the answers in. `constrained` tells the questions that a constraint depends on.
    #[must_use]
    pub fn new(outcomes: &'a Outcomes, constrained: &'a [bool], known: &'a Known) -> Self {
        let leaves = looked_at(known, &outcomes.diagram);
        Self {
            outcomes,
            constrained,
            known,
            leaves,
            rest: RefCell::default(),
        }
    }

    /// Leaf values that a function takes in some valid completion of the answers.
    #[must_use]
    pub fn leaves(&self, root: NodeId) -> Leaves {
        self.all_leaves(root) & !leaf_set(INVALID)
    }

    /// The functions this is a state of.
    pub(crate) fn outcomes(&self) -> &'a Outcomes {
        self.outcomes
    }

    /// The answers that were put in.
    pub(crate) fn known(&self) -> &'a Known {
        self.known
    }

    /// Reachable leaves of any node, [`INVALID`] included.
    pub(crate) fn all_leaves(&self, id: NodeId) -> Leaves {
        let Some(place) = self.leaves.get(id as usize) else {
            return 0;
        };
        if place.get() == 0 {
            let set = match self.outcomes.diagram.node(id) {
                Some((level, children)) => consistent(self.known, level, children)
                    .iter()
                    .fold(0, |set, child| set | self.all_leaves(*child)),
                None => leaf_set(id),
            };
            place.set(set);
        }
        place.get()
    }

    /// Whether a yes/no function is true in every completion.
    #[must_use]
    pub fn is_true(&self, root: NodeId) -> bool {
        self.leaves(root) == leaf_set(crate::diagram::TRUE)
    }

    /// Whether a yes/no function is true in some completion.
    #[must_use]
    pub fn can_be_true(&self, root: NodeId) -> bool {
        self.leaves(root) & leaf_set(crate::diagram::TRUE) != 0
    }

    /// The questions without a known answer on which `roots` still depend: for each
    /// there are two completions that differ in its answer alone and in some root.
    #[must_use]
    pub fn relevant(&self, roots: impl IntoIterator<Item = NodeId>) -> Vec<bool> {
        let mut rest = self.rest.borrow_mut();
        let mut relevant = vec![false; self.known.len()];
        let mut seen = vec![false; rest.nodes.diagram().len()];
        for root in roots {
            if self.leaves(root).count_ones() > 1 {
                let root = self.restrict(root, &mut rest);
                self.mark(root, &mut rest, &mut seen, &mut relevant);
            }
        }
        relevant
    }

    /// The function once the answers are put in, as a node of `rest`.
    fn restrict(&self, id: NodeId, rest: &mut Rest) -> NodeId {
        let set = self.all_leaves(id);
        if set.is_power_of_two() {
            return set.trailing_zeros();
        }
        if let Some(done) = rest.of.get(&id) {
            return *done;
        }
        let Some((level, children)) = self.outcomes.diagram.node(id) else {
            return id;
        };
        let children: Vec<NodeId> = consistent(self.known, level, children)
            .iter()
            .map(|child| self.restrict(*child, rest))
            .collect();
        let done = rest.nodes.node(level, children);
        rest.of.insert(id, done);
        done
    }

    /// Marks the levels that a function of `rest` depends on.
    fn mark(&self, id: NodeId, rest: &mut Rest, seen: &mut Vec<bool>, relevant: &mut [bool]) {
        let Some(at) = id.checked_sub(TERMINALS) else {
            return;
        };
        if seen.len() < rest.nodes.diagram().len() {
            seen.resize(rest.nodes.diagram().len(), false);
        }
        match seen.get_mut(at as usize) {
            Some(true) | None => return,
            Some(place) => *place = true,
        }
        let Some((level, children)) = rest.nodes.diagram().node(id) else {
            return;
        };
        let children = children.to_vec();
        if relevant.get(level) == Some(&false) {
            // Children differ. Where no constraint depends on the question they differ
            // in a valid case; else one of them may merely be impossible.
            let matters = self.constrained.get(level) == Some(&false)
                || children
                    .iter()
                    .enumerate()
                    .any(|(at, a)| children.iter().skip(at + 1).any(|b| rest.conflict(*a, *b)));
            if let Some(place) = relevant.get_mut(level) {
                *place = matters;
            }
        }
        for child in children {
            self.mark(child, rest, seen, relevant);
        }
    }
}

/// What is known of the nodes before anybody looks. With most questions answered a look goes
/// down a few paths, so nothing; with few it meets most nodes, and in their order that is quicker.
fn looked_at(known: &Known, diagram: &Diagram) -> Vec<Cell<Leaves>> {
    let nodes = TERMINALS as usize + diagram.len();
    if known.iter().flatten().count() * 2 > known.len() {
        return vec![Cell::new(0); nodes];
    }
    let mut leaves: Vec<Leaves> = Vec::with_capacity(nodes);
    leaves.extend((0..TERMINALS).map(leaf_set));
    for (level, children) in diagram.nodes() {
        let sets = consistent(known, level, children).iter();
        let sets = sets.map(|child| leaves.get(*child as usize).copied().unwrap_or_default());
        let set = sets.fold(0, |all, set| all | set);
        leaves.push(set);
    }
    leaves.into_iter().map(Cell::new).collect()
}

/// The children that agree with the answers: one, if the question is answered.
fn consistent<'c>(known: &Known, level: QuestionIx, children: &'c [NodeId]) -> &'c [NodeId] {
    match known.get(level).copied().flatten() {
        Some(region) => children.get(region..=region).unwrap_or_default(),
        None => children,
    }
}

impl Rest {
    /// Whether two functions take two different values in one and the same valid case.
    fn conflict(&mut self, a: NodeId, b: NodeId) -> bool {
        if a == b || a == INVALID || b == INVALID {
            return false;
        }
        if a < TERMINALS && b < TERMINALS {
            return true;
        }
        let key = (a.min(b), a.max(b));
        if let Some(done) = self.conflicts.get(&key) {
            return *done;
        }
        let level = |id| {
            self.nodes
                .diagram()
                .node(id)
                .map_or(usize::MAX, |(level, _)| level)
        };
        let top = level(a).min(level(b));
        let pairs: Vec<(NodeId, NodeId)> = {
            let of = |id| match self.nodes.diagram().node(id) {
                Some((level, children)) if level == top => children.to_vec(),
                _ => Vec::new(),
            };
            let (left, right) = (of(a), of(b));
            (0..left.len().max(right.len()))
                .map(|at| {
                    let pick = |side: &[NodeId], whole| side.get(at).copied().unwrap_or(whole);
                    (pick(&left, a), pick(&right, b))
                })
                .collect()
        };
        let found = pairs.into_iter().any(|(a, b)| self.conflict(a, b));
        self.conflicts.insert(key, found);
        found
    }
}
