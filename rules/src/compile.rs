//! Compiles the contents of a package to diagrams.
//!
//! Applicability is folded into every atom, constraints into every function;
//! precedence turns the rules of a permit into one function.

use crate::contents::{
    Atom, Condition, Contents, Demand, EffectKind, Form, NamedIx, PermitIx, QuestionIx, Test,
};
use crate::diagram::{Diagram, FALSE, NodeId, TRUE};
use crate::diagram_builder::Builder;
use crate::outcomes::{Axis, Outcomes, RuleIx, Win, permit_leaf};
use crate::regions::{Regions, cut};

mod constraints;
pub(crate) mod functions;
pub(crate) mod tests_of;
pub(crate) mod words;

use words::{Word, saying};

/// Compiles `contents`.
pub(crate) fn outcomes(contents: &Contents) -> Outcomes {
    let regions = cut::all(contents, &tests_of::by_question(contents));
    let arity = regions.iter().map(Regions::count).collect();
    let mut compiler = Compiler::new(contents, &regions, Builder::new(arity));
    let mut outcomes = compiler.all();
    compiler.constrain(&mut outcomes);
    let build = compiler.build;
    let diagram = build.finish(&mut outcomes.roots_mut());
    outcomes.diagram = diagram;
    outcomes.regions = regions;
    outcomes
}

/// Functions already compiled. The catalogue's reader has refused cycles; one that
/// came all the same would read as false where it closes.
struct Compiler<'a> {
    contents: &'a Contents,
    regions: &'a [Regions],
    build: Builder,
    named: Vec<Option<NodeId>>,
    applies: Vec<Option<NodeId>>,
    fires: Vec<Option<NodeId>>,
    required: Vec<Option<NodeId>>,
}

/// Looks up a compiled function, or marks its place as under way.
fn known(cache: &mut [Option<NodeId>], at: usize) -> Option<NodeId> {
    match cache.get_mut(at) {
        None => Some(FALSE),
        Some(Some(done)) => Some(*done),
        Some(place) => {
            *place = Some(FALSE);
            None
        }
    }
}

fn keep(cache: &mut [Option<NodeId>], at: usize, root: NodeId) -> NodeId {
    if let Some(place) = cache.get_mut(at) {
        *place = Some(root);
    }
    root
}

impl<'a> Compiler<'a> {
    fn new(contents: &'a Contents, regions: &'a [Regions], build: Builder) -> Self {
        Self {
            contents,
            regions,
            build,
            named: vec![None; contents.conditions.len()],
            applies: vec![None; contents.questions.len()],
            fires: vec![None; contents.rules.len()],
            required: vec![None; contents.permits.len()],
        }
    }
}

impl Compiler<'_> {
    fn all(&mut self) -> Outcomes {
        let contents = self.contents;
        let permits = 0..contents.permits.len();
        let mut wins = Vec::new();
        let functions = permits
            .map(|permit| self.permit(permit, &mut wins))
            .collect();
        let demands: Vec<NodeId> = contents
            .demands
            .iter()
            .map(|demand| self.demand(demand))
            .collect();
        let rules = || contents.rules.iter().enumerate();
        let stops = rules()
            .filter(|(_, rule)| rule.stop && !rule.gated)
            .map(|(ix, _)| (ix, self.fires(ix)))
            .collect();
        let everything = contents.permits.len();
        let sends_away = rules()
            .filter(|(_, rule)| {
                let mut effects = rule.effects.iter();
                effects.any(|e| e.kind == EffectKind::Out && e.permits.len() == everything)
            })
            .map(|(ix, _)| (ix, self.fires(ix)))
            .collect();
        Outcomes {
            regions: Vec::new(),
            diagram: Diagram::default(),
            valid: TRUE,
            applies: (0..contents.questions.len())
                .map(|ix| self.applies(ix))
                .collect(),
            fields: contents
                .fields
                .iter()
                .map(|field| match &field.asked_when {
                    Some(condition) => self.condition(condition),
                    None => TRUE,
                })
                .collect(),
            permits: functions,
            wins,
            stops,
            sends_away,
            licence_items: contents
                .licence_items
                .iter()
                .map(|it| self.condition(&it.condition))
                .collect(),
            materials: (0..contents.materials.len())
                .map(|ix| self.material(ix, &demands))
                .collect(),
            demands,
            hints: contents
                .hints
                .iter()
                .map(|hint| self.condition(&hint.condition))
                .collect(),
        }
    }

    fn condition(&mut self, condition: &Condition) -> NodeId {
        match condition {
            Condition::Always(value) => NodeId::from(*value),
            Condition::Named(ix) => self.named(*ix),
            Condition::Is(atom) => self.atom(atom),
            Condition::Needs(permits) => permits.iter().fold(FALSE, |any, permit| {
                let one = self.required(*permit);
                self.build.or(any, one)
            }),
            Condition::Not(inner) => {
                let inner = self.condition(inner);
                self.build.not(inner)
            }
            Condition::All(parts) => parts.iter().fold(TRUE, |all, part| {
                let part = self.condition(part);
                self.build.and(all, part)
            }),
            Condition::Any(parts) => parts.iter().fold(FALSE, |any, part| {
                let part = self.condition(part);
                self.build.or(any, part)
            }),
            Condition::If(test, then, otherwise) => {
                let parts = [test, then, otherwise].map(|part| self.condition(part));
                let [test, then, otherwise] = parts;
                self.build.choose(test, then, otherwise)
            }
        }
    }

    fn named(&mut self, ix: NamedIx) -> NodeId {
        if let Some(done) = known(&mut self.named, ix) {
            return done;
        }
        let contents = self.contents;
        let root = contents
            .conditions
            .get(ix)
            .map_or(FALSE, |it| self.condition(&it.condition));
        keep(&mut self.named, ix, root)
    }

    /// A test with its question's applicability folded in: false for n/a, true where it is negated.
    fn atom(&mut self, atom: &Atom) -> NodeId {
        let applies = self.applies(atom.question);
        let Some(regions) = self.regions.get(atom.question) else {
            return FALSE;
        };
        let holds = self
            .build
            .literal(atom.question, |region| regions.passes(region, &atom.test));
        let where_not_applicable = NodeId::from(atom.test.holds_where_not_applicable());
        self.build.choose(applies, holds, where_not_applicable)
    }

    fn applies(&mut self, question: QuestionIx) -> NodeId {
        if let Some(done) = known(&mut self.applies, question) {
            return done;
        }
        let contents = self.contents;
        let asked_when = contents
            .questions
            .get(question)
            .and_then(|it| it.asked_when.as_ref());
        let root = asked_when.map_or(TRUE, |condition| self.condition(condition));
        keep(&mut self.applies, question, root)
    }

    fn fires(&mut self, rule: RuleIx) -> NodeId {
        if let Some(done) = known(&mut self.fires, rule) {
            return done;
        }
        let contents = self.contents;
        let root = contents
            .rules
            .get(rule)
            .map_or(FALSE, |it| self.condition(&it.condition));
        keep(&mut self.fires, rule, root)
    }

    /// Where a permit is required: some rule says so, or sends just this permit to another authority.
    fn required(&mut self, permit: PermitIx) -> NodeId {
        if let Some(done) = known(&mut self.required, permit) {
            return done;
        }
        let root = self.any_rule(permit, Word::Require);
        keep(&mut self.required, permit, root)
    }

    fn any_rule(&mut self, permit: PermitIx, word: Word) -> NodeId {
        let rules = saying(self.contents, permit, word);
        rules.into_iter().fold(FALSE, |any, rule| {
            let fires = self.fires(rule);
            self.build.or(any, fires)
        })
    }

    /// One function of need and disposition, and where each rule wins.
    fn permit(&mut self, permit: PermitIx, wins: &mut Vec<Win>) -> NodeId {
        let required = self.required(permit);
        let mut function = permit_leaf::NOT_REQUIRED;
        // Rules below win only where no stronger word was said.
        let mut open = TRUE;
        for (word, leaf) in [
            (Word::Require, None),
            (Word::Pending, Some(permit_leaf::PENDING)),
            (Word::Skip, None),
        ] {
            open = self.word(permit, word, Axis::Need, open, wins);
            if let Some(leaf) = leaf {
                let fires = self.any_rule(permit, word);
                function = self.build.choose(fires, leaf, function);
            }
        }
        let mut disposition = permit_leaf::OK;
        for (word, leaf) in [
            (Word::Manual, permit_leaf::MANUAL),
            (Word::Refuse, permit_leaf::REFUSED),
            (Word::Out, permit_leaf::OUT),
        ] {
            let fires = self.any_rule(permit, word);
            disposition = self.build.choose(fires, leaf, disposition);
        }
        let mut open = required;
        for word in [Word::Out, Word::Refuse, Word::Manual] {
            open = self.word(permit, word, Axis::Disposition, open, wins);
        }
        self.build.choose(required, disposition, function)
    }

    /// Records where the rules with this word win within `open`; returns what is left of `open`.
    fn word(
        &mut self,
        permit: PermitIx,
        word: Word,
        axis: Axis,
        open: NodeId,
        wins: &mut Vec<Win>,
    ) -> NodeId {
        for rule in saying(self.contents, permit, word) {
            let fires = self.fires(rule);
            let root = self.build.and(fires, open);
            if root != FALSE {
                wins.push(Win {
                    permit,
                    rule,
                    axis,
                    root,
                });
            }
        }
        let said = self.any_rule(permit, word);
        self.build.and_not(open, said)
    }

    /// A paper that a permit of the same case results in is never asked for.
    fn demand(&mut self, demand: &Demand) -> NodeId {
        let mut root = self.condition(&demand.condition);
        for (permit, it) in self.contents.permits.iter().enumerate() {
            if it.issues == Some(demand.material) {
                let required = self.required(permit);
                root = self.build.and_not(root, required);
            }
        }
        root
    }

    /// The strictest form that some demand asks for.
    fn material(&mut self, material: usize, demands: &[NodeId]) -> NodeId {
        let mut asked: Vec<(Form, NodeId)> = self
            .contents
            .demands
            .iter()
            .zip(demands)
            .filter(|(demand, _)| demand.material == material)
            .map(|(demand, root)| (demand.effective_form(), *root))
            .collect();
        asked.sort_by_key(|(form, _)| *form);
        asked
            .into_iter()
            .rev()
            .fold(FALSE, |function, (form, root)| {
                self.build.choose(root, 1 + form.rank(), function)
            })
    }
}

impl Test {
    /// What the test says of a question that does not apply.
    #[must_use]
    pub fn holds_where_not_applicable(&self) -> bool {
        match self {
            Self::YesNo { negated, .. } | Self::OneOf { negated, .. } => *negated,
            Self::AnyOf { .. } => false,
            Self::Compare { comparison, .. } => *comparison == crate::contents::Comparison::Ne,
        }
    }
}
