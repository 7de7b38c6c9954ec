//! Who notices a change: no case at all, a scenario, a proof, or nobody.

use std::collections::BTreeSet;

use super::{Fate, Mutant};
use crate::catalogue::{Edition, Law};
use crate::compile::functions::{Functions, inside};
use crate::compile::tests_of::by_question;
use crate::contents::{Contents, Test};
use crate::diagram::{FALSE, NodeId};
use crate::diagram_builder::Builder;
use crate::outcomes::Axis;
use crate::package::Package;
use crate::proofs::{PROOFS, Space};
use crate::regions::{Regions, cut};
use crate::scenarios::Scenarios;
use crate::state::Known;

/// Judges the changes of one package, all in one diagram.
pub struct Judge<'a> {
    edition: &'a Edition,
    laws: &'a [Law],
    scenarios: &'a [Scenarios],
    /// The package as it is; its builder holds every function of every change so far.
    functions: Functions,
    roots: Vec<NodeId>,
    /// The answers of each scenario, as regions.
    answered: Vec<(usize, usize, Known)>,
    /// What the proofs find in the package as it is.
    found: BTreeSet<(&'static str, String)>,
}

impl<'a> Judge<'a> {
    /// A judge over `mutants` of this edition; `scenarios` are those of its package.
    #[must_use]
    pub fn new(
        edition: &'a Edition,
        laws: &'a [Law],
        scenarios: &'a [Scenarios],
        mutants: &[Mutant],
    ) -> Self {
        let contents = &edition.contents;
        let regions = common_regions(contents, mutants);
        let arity = regions.iter().map(Regions::count).collect();
        let functions = inside(contents, regions, Builder::new(arity));
        let mut judge = Self {
            edition,
            laws,
            scenarios,
            roots: roots(&functions, contents),
            functions,
            answered: Vec::new(),
            found: BTreeSet::new(),
        };
        judge.answered = judge.answers();
        let mut space = Space::new(contents, &edition.handbook, laws);
        let found = PROOFS.iter().flat_map(|it| it.run(&mut space));
        judge.found = found.map(|it| (it.proof, it.subject)).collect();
        judge
    }

    /// The answers of every scenario as regions of the common diagram.
    fn answers(&self) -> Vec<(usize, usize, Known)> {
        let contents = &self.edition.contents;
        let package = Package::compile(contents.clone());
        let mut all = Vec::new();
        for (file, scenarios) in self.scenarios.iter().enumerate() {
            for (at, case) in scenarios.cases.iter().enumerate() {
                let Ok(answers) = package.read_answers(&case.answers) else {
                    continue;
                };
                let questions = contents.questions.iter().zip(&self.functions.regions);
                let known = questions.map(|(question, regions)| {
                    let answer = answers.0.get(&question.id)?;
                    let crate::answers::Answer::Known(value) = answer else {
                        return None;
                    };
                    regions.region_of(question, value, scenarios.applied_on)
                });
                all.push((file, at, known.collect()));
            }
        }
        all
    }

    /// What becomes of a change.
    pub fn fate(&mut self, mutant: &Mutant) -> Fate {
        let changed = mutant.apply(&self.edition.contents);
        let different = self.different(&changed);
        if different.is_empty() {
            return Fate::Equivalent;
        }
        if let Some(scenario) = self.noticing_scenario(&changed, &different) {
            return Fate::Scenario(scenario);
        }
        match self.noticing_proof(&changed) {
            Some(proof) => Fate::Proof(proof),
            None => Fate::Survived,
        }
    }

    /// The functions that differ in some valid case: before and after.
    fn different(&mut self, changed: &Contents) -> Vec<(NodeId, NodeId)> {
        let build = std::mem::take(&mut self.functions.build);
        let regions = self.functions.regions.clone();
        let mut after = inside(changed, regions, build);
        let now = roots(&after, changed);
        let valid = after.valid;
        let pairs = self.roots.iter().copied().zip(now);
        let different = pairs.filter(|(before, now)| {
            before != now && {
                let apart = after.build.apart(*before, *now);
                after.build.and(apart, valid) != FALSE
            }
        });
        let different = different.collect();
        self.functions.build = after.build;
        different
    }

    /// A scenario that comes out differently.
    fn noticing_scenario(
        &self,
        changed: &Contents,
        different: &[(NodeId, NodeId)],
    ) -> Option<String> {
        let build = &self.functions.build;
        let touched = |known: &Known| {
            let mut pairs = different.iter();
            pairs.any(|(before, now)| build.leaves(*before, known) != build.leaves(*now, known))
        };
        let mut package = None;
        for (file, at, known) in &self.answered {
            if !touched(known) {
                continue;
            }
            let scenarios = self.scenarios.get(*file)?;
            let case = scenarios.cases.get(*at)?;
            let package = package.get_or_insert_with(|| Package::compile(changed.clone()));
            if !scenarios.differences(package, case).is_empty() {
                return Some(case.title.clone());
            }
        }
        None
    }

    /// A proof that finds what it did not find before.
    fn noticing_proof(&self, changed: &Contents) -> Option<&'static str> {
        let mut space = Space::new(changed, &self.edition.handbook, self.laws);
        for proof in PROOFS {
            let found = proof.run(&mut space).into_iter();
            let mut new = found.filter(|it| !self.found.contains(&(it.proof, it.subject.clone())));
            if new.next().is_some() {
                return Some(proof.id);
            }
        }
        None
    }
}

/// Regions fine enough for the package and for each of its changes.
fn common_regions(contents: &Contents, mutants: &[Mutant]) -> Vec<Regions> {
    let mut tests: Vec<Vec<Test>> = by_question(contents);
    for mutant in mutants {
        for (all, more) in tests.iter_mut().zip(by_question(&mutant.apply(contents))) {
            for test in more {
                if !all.contains(&test) {
                    all.push(test);
                }
            }
        }
    }
    cut::all(contents, &tests)
}

/// Everything that a case shows, always in the same order: a place for each permit, stop,
/// document, item and warning, and for each reason that a rule gives.
fn roots(functions: &Functions, contents: &Contents) -> Vec<NodeId> {
    let outcomes = &functions.outcomes;
    let mut roots: Vec<NodeId> = outcomes.permits.clone();
    roots.extend(&outcomes.materials);
    roots.extend(&outcomes.licence_items);
    roots.extend(&outcomes.hints);
    roots.extend(&outcomes.fields);
    for (ix, _) in contents.rules.iter().enumerate() {
        for ends in [&outcomes.stops, &outcomes.sends_away] {
            let own = ends.iter().find(|(rule, _)| *rule == ix);
            roots.push(own.map_or(FALSE, |(_, root)| *root));
        }
        for permit in 0..contents.permits.len() {
            for axis in [Axis::Need, Axis::Disposition] {
                let own = outcomes.wins.iter();
                let mut own = own.filter(|it| it.rule == ix && it.permit == permit);
                let own = own.find(|it| it.axis == axis);
                roots.push(own.map_or(FALSE, |it| it.root));
            }
        }
    }
    roots
}
