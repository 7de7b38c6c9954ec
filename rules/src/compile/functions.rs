//! Every function of a package by itself, in a builder that stays open.
//!
//! A package keeps only what assessing needs. The proofs ask more: where each rule fires,
//! whoever wins, and what two functions have in common. Nothing here is constrained; whoever
//! asks for a case joins it with [`Functions::valid`].

use super::Compiler;
use crate::contents::{Condition, Contents, PermitIx, QuestionIx};
use crate::diagram::{NodeId, TRUE};
use crate::diagram_builder::Builder;
use crate::outcomes::{Outcomes, RuleIx};
use crate::regions::{Regions, cut};

/// The functions of one package.
pub(crate) struct Functions {
    /// Builds further functions from these.
    pub(crate) build: Builder,
    /// Each question's answers: the levels of the diagram.
    pub(crate) regions: Vec<Regions>,
    /// Where no constraint is broken.
    pub(crate) valid: NodeId,
    /// Where each rule fires, whoever wins.
    pub(crate) fires: Vec<NodeId>,
    /// Where each permit is required.
    pub(crate) required: Vec<NodeId>,
    /// Everything that the package keeps; the diagram in it is empty.
    pub(crate) outcomes: Outcomes,
}

/// The functions of `contents`.
pub(crate) fn of(contents: &Contents) -> Functions {
    let regions = cut::all(contents, &super::tests_of::by_question(contents));
    let arity = regions.iter().map(Regions::count).collect();
    inside(contents, regions, Builder::new(arity))
}

/// The functions of `contents` in a builder that may hold others already; its levels are `regions`.
pub(crate) fn inside(contents: &Contents, regions: Vec<Regions>, build: Builder) -> Functions {
    let mut compiler = Compiler::new(contents, &regions, build);
    let outcomes = compiler.all();
    let valid = compiler.valid();
    let fires = (0..contents.rules.len()).map(|ix| compiler.fires(ix));
    let fires = fires.collect();
    let required = (0..contents.permits.len()).map(|ix| compiler.required(ix));
    let required = required.collect();
    let build = compiler.build;
    Functions {
        build,
        regions,
        valid,
        fires,
        required,
        outcomes,
    }
}

impl Functions {
    /// Where a condition of the package holds.
    pub(crate) fn condition(&mut self, contents: &Contents, condition: &Condition) -> NodeId {
        self.with_compiler(contents, |compiler| compiler.condition(condition))
    }

    /// Where `conditions` hold as if `question` applied in every case.
    pub(crate) fn as_if_asked(
        &mut self,
        contents: &Contents,
        question: QuestionIx,
        conditions: &[&Condition],
    ) -> Vec<NodeId> {
        self.with_compiler(contents, |compiler| {
            if let Some(place) = compiler.applies.get_mut(question) {
                *place = Some(TRUE);
            }
            let roots = conditions.iter().map(|it| compiler.condition(it));
            roots.collect()
        })
    }

    fn with_compiler<T>(
        &mut self,
        contents: &Contents,
        work: impl FnOnce(&mut Compiler<'_>) -> T,
    ) -> T {
        let build = std::mem::take(&mut self.build);
        let mut compiler = Compiler::new(contents, &self.regions, build);
        let done = work(&mut compiler);
        self.build = compiler.build;
        done
    }

    /// When a question applies.
    pub(crate) fn applies(&self, question: QuestionIx) -> NodeId {
        self.outcomes.applies_to(question)
    }

    /// Where a rule fires.
    pub(crate) fn fires(&self, rule: RuleIx) -> NodeId {
        self.fires.get(rule).copied().unwrap_or_default()
    }

    /// Where a permit is required.
    pub(crate) fn required(&self, permit: PermitIx) -> NodeId {
        self.required.get(permit).copied().unwrap_or_default()
    }
}
