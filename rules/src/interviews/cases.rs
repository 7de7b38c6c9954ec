//! The complete cases of a package: counted exactly, drawn uniformly.

use std::collections::HashMap;

use crate::diagram::{Diagram, FALSE, NodeId, TERMINALS};
use crate::diagram_builder::{Builder, known};
use crate::package::Package;

/// A region for every question; 0 for one that does not apply.
pub type Draw = Vec<usize>;

/// All complete cases: no constraint is broken, and a question that does not apply
/// has one answer only.
#[derive(Debug)]
pub struct Cases {
    build: Builder,
    root: NodeId,
    counter: Counter,
}

impl Cases {
    /// The cases of `package`; `None` if there are more than 128 bits can count.
    #[must_use]
    pub fn of(package: &Package) -> Option<Self> {
        let outcomes = package.outcomes();
        let arity = outcomes.arity();
        let mut build = Builder::new(arity.clone());
        let own = build.adopt(&outcomes.diagram);
        let mut root = known(&own, outcomes.valid);
        // The last questions first: their conditions lie nearest to the leaves.
        for question in (0..arity.len()).rev() {
            let applies = known(&own, outcomes.applies_to(question));
            let first = build.literal(question, |region| region == 0);
            let kept = build.or(applies, first);
            root = build.and(root, kept);
        }
        let mut counter = Counter::new(arity);
        counter.count(build.diagram(), root)?;
        Some(Self {
            build,
            root,
            counter,
        })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u128 {
        self.below(self.root, 0)
    }

    /// So many cases, each as likely as any other: the same seed draws the same ones.
    #[must_use]
    pub fn draw(&self, seed: u64, size: usize) -> Vec<Draw> {
        let mut random = Random(seed);
        let total = self.count();
        let places = (0..size).filter(|_| total > 0);
        places.map(|_| self.case(random.below(total))).collect()
    }

    /// Every case; only for small packages.
    #[must_use]
    pub fn all(&self) -> Vec<Draw> {
        (0..self.count()).map(|place| self.case(place)).collect()
    }

    /// The case at a place in the order of regions.
    fn case(&self, mut place: u128) -> Draw {
        let mut case = Vec::with_capacity(self.counter.arity.len());
        let mut at = self.root;
        for (level, count) in self.counter.arity.iter().enumerate() {
            let mut chosen = (0, at);
            for region in 0..*count {
                let child = match self.build.diagram().node(at) {
                    Some((own, children)) if own == level => {
                        children.get(region).copied().unwrap_or(FALSE)
                    }
                    _ => at,
                };
                let below = self.below(child, level + 1);
                if place < below {
                    chosen = (region, child);
                    break;
                }
                place -= below;
            }
            case.push(chosen.0);
            at = chosen.1;
        }
        case
    }

    fn below(&self, id: NodeId, level: usize) -> u128 {
        let count = self.counter.read(self.build.diagram(), id, level);
        count.unwrap_or_default()
    }

    /// The function that is true in each of them.
    pub(super) fn function(&self) -> (&Builder, NodeId) {
        (&self.build, self.root)
    }
}

/// Counts the ways to answer all questions so that a function is true.
#[derive(Debug)]
pub(super) struct Counter {
    arity: Vec<usize>,
    /// From a node's own level on.
    counts: HashMap<NodeId, u128>,
}

impl Counter {
    pub(super) fn new(arity: Vec<usize>) -> Self {
        Self {
            arity,
            counts: HashMap::new(),
        }
    }

    /// `None` if 128 bits are too few.
    pub(super) fn count(&mut self, diagram: &Diagram, id: NodeId) -> Option<u128> {
        self.visit(diagram, id)?;
        self.read(diagram, id, 0)
    }

    fn visit(&mut self, diagram: &Diagram, id: NodeId) -> Option<()> {
        if id < TERMINALS || self.counts.contains_key(&id) {
            return Some(());
        }
        let (level, children) = diagram.node(id)?;
        let mut sum = 0_u128;
        for child in children {
            self.visit(diagram, *child)?;
            sum = sum.checked_add(self.read(diagram, *child, level + 1)?)?;
        }
        self.counts.insert(id, sum);
        Some(())
    }

    /// The count over the questions from `level` on.
    fn read(&self, diagram: &Diagram, id: NodeId, level: usize) -> Option<u128> {
        let (own, at) = match id {
            FALSE => return Some(0),
            id if id < TERMINALS => (1, self.arity.len()),
            id => (*self.counts.get(&id)?, diagram.node(id)?.0),
        };
        let skipped = self.arity.get(level..at)?;
        skipped.iter().try_fold(own, |product: u128, count| {
            product.checked_mul(*count as u128)
        })
    }
}

/// `splitmix64`: short, seeded, the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, each as likely as any other. `end` is not 0.
    fn below(&mut self, end: u128) -> u128 {
        let mask = u128::MAX
            .checked_shr(end.leading_zeros())
            .unwrap_or_default();
        loop {
            let drawn = (u128::from(self.next()) << 64 | u128::from(self.next())) & mask;
            if drawn < end {
                return drawn;
            }
        }
    }
}
