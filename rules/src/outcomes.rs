//! The functions of a package, as roots in its diagram.

use serde::{Deserialize, Serialize};

use crate::contents::{MaterialIx, PermitIx, QuestionIx};
use crate::diagram::{Diagram, NodeId};
use crate::regions::Regions;

/// Leaf values of a permit's function.
pub mod permit_leaf {
    use crate::diagram::NodeId;

    /// Not needed.
    pub const NOT_REQUIRED: NodeId = 0;
    /// To be confirmed.
    pub const PENDING: NodeId = 1;
    /// Needed, nothing speaks against it.
    pub const OK: NodeId = 2;
    /// Needed, a person decides.
    pub const MANUAL: NodeId = 3;
    /// Needed, would be refused.
    pub const REFUSED: NodeId = 4;
    /// Needed, from another authority.
    pub const OUT: NodeId = 5;
}

/// Index into [`crate::contents::Contents::rules`].
pub type RuleIx = usize;

/// Everything the diagram answers. In each function the leaf
/// [`crate::diagram::INVALID`] stands where a constraint is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Regions by question: the levels of the diagram.
    pub regions: Vec<Regions>,
    /// The shared nodes. They travel packed, beside the rest.
    #[serde(skip)]
    pub diagram: Diagram,
    /// Where no constraint is broken.
    pub valid: NodeId,
    /// When each question applies.
    pub applies: Vec<NodeId>,
    /// When each field of the form applies.
    pub fields: Vec<NodeId>,
    /// Each permit's function, leaves as in [`permit_leaf`].
    pub permits: Vec<NodeId>,
    /// Where a rule decides a permit's need or disposition.
    pub wins: Vec<Win>,
    /// Site stops in force (not gated): rule and function.
    pub stops: Vec<(RuleIx, NodeId)>,
    /// Rules that send the whole case to another authority.
    pub sends_away: Vec<(RuleIx, NodeId)>,
    /// Licence items.
    pub licence_items: Vec<NodeId>,
    /// Each material's function: 0 is not needed, else 1 + the strictest form's rank.
    pub materials: Vec<NodeId>,
    /// Each demand as it counts.
    pub demands: Vec<NodeId>,
    /// Hints.
    pub hints: Vec<NodeId>,
}

/// Where a rule decides a permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Win {
    /// The permit.
    pub permit: PermitIx,
    /// The rule.
    pub rule: RuleIx,
    /// Of need or of disposition.
    pub axis: Axis,
    /// True where the rule fires and its word wins.
    pub root: NodeId,
}

/// The two projections of a permit's function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Axis {
    /// Whether it is needed.
    Need,
    /// How it would go.
    Disposition,
}

/// One outcome: what a question may be relevant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A permit's function.
    Permit(PermitIx),
    /// A site stop: index into [`Outcomes::stops`].
    Stop(usize),
    /// A licence item.
    LicenceItem(usize),
    /// A material.
    Material(MaterialIx),
    /// A hint.
    Hint(usize),
}

impl Outcomes {
    /// Every outcome and its root.
    pub fn all(&self) -> impl Iterator<Item = (Outcome, NodeId)> {
        let permits = self
            .permits
            .iter()
            .enumerate()
            .map(|(ix, root)| (Outcome::Permit(ix), *root));
        let stops = self
            .stops
            .iter()
            .enumerate()
            .map(|(ix, (_, root))| (Outcome::Stop(ix), *root));
        let items = self
            .licence_items
            .iter()
            .enumerate()
            .map(|(ix, root)| (Outcome::LicenceItem(ix), *root));
        let materials = self
            .materials
            .iter()
            .enumerate()
            .map(|(ix, root)| (Outcome::Material(ix), *root));
        let hints = self
            .hints
            .iter()
            .enumerate()
            .map(|(ix, root)| (Outcome::Hint(ix), *root));
        permits
            .chain(stops)
            .chain(items)
            .chain(materials)
            .chain(hints)
    }

    /// Number of regions of each question.
    #[must_use]
    pub fn arity(&self) -> Vec<usize> {
        self.regions.iter().map(Regions::count).collect()
    }

    /// Every root, so that the compiler can constrain and renumber them.
    #[cfg(feature = "compile")]
    pub(crate) fn roots_mut(&mut self) -> Vec<&mut NodeId> {
        let mut roots: Vec<&mut NodeId> = Vec::new();
        roots.extend(self.permits.iter_mut());
        roots.extend(self.stops.iter_mut().map(|(_, root)| root));
        roots.extend(self.licence_items.iter_mut());
        roots.extend(self.materials.iter_mut());
        roots.extend(self.hints.iter_mut());
        roots.extend(self.applies.iter_mut());
        roots.extend(self.fields.iter_mut());
        roots.extend(self.wins.iter_mut().map(|win| &mut win.root));
        roots.extend(self.sends_away.iter_mut().map(|(_, root)| root));
        roots.extend(self.demands.iter_mut());
        roots.push(&mut self.valid);
        roots
    }

    /// The question a level stands for is its index.
    #[must_use]
    pub fn applies_to(&self, question: QuestionIx) -> NodeId {
        self.applies
            .get(question)
            .copied()
            .unwrap_or(crate::diagram::TRUE)
    }
}
