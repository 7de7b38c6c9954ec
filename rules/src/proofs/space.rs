//! All cases of one package, and how to tell one of them.

use std::collections::HashMap;

use super::Example;
use crate::answers::{Answer, Answers};
use crate::catalogue::Law;
use crate::compile::functions::{self, Functions};
use crate::compile::tests_of;
use crate::contents::{Condition, Contents, Interval, PermitIx, Question, QuestionIx};
use crate::diagram::{FALSE, INVALID, NodeId, TRUE, leaf_set};
use crate::handbook::Handbook;
use crate::package::Package;
use crate::regions::cut;
use crate::state::Known;
use crate::words;

/// All cases of one package.
pub struct Space<'a> {
    pub(super) contents: &'a Contents,
    pub(super) handbook: &'a Handbook,
    pub(super) laws: &'a [Law],
    pub(super) functions: Functions,
    package: Package,
    /// The questions that a function depends on, once asked for.
    depends: HashMap<NodeId, Vec<bool>>,
}

impl<'a> Space<'a> {
    /// The space of `contents`; `laws` are all laws of the catalogue.
    #[must_use]
    pub fn new(contents: &'a Contents, handbook: &'a Handbook, laws: &'a [Law]) -> Self {
        Self {
            contents,
            handbook,
            laws,
            functions: functions::of(contents),
            package: Package::compile(contents.clone()),
            depends: HashMap::new(),
        }
    }

    /// The compiled package.
    #[must_use]
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// The days on which the package holds.
    pub(super) fn days(&self) -> Interval {
        self.contents.in_force
    }

    /// Everything that a question is asked for.
    pub(super) fn outcomes(&self) -> Vec<NodeId> {
        let all = self.functions.outcomes.all();
        all.map(|(_, root)| root).collect()
    }

    /// Everything that a person sees: outcomes, their reasons, fields of the form.
    pub(super) fn shown(&self) -> Vec<NodeId> {
        let outcomes = &self.functions.outcomes;
        let reasons = outcomes.wins.iter().map(|win| win.root);
        let fields = outcomes.fields.iter().copied();
        self.outcomes()
            .into_iter()
            .chain(reasons)
            .chain(fields)
            .collect()
    }

    pub(super) fn holds(&mut self, condition: &Condition) -> NodeId {
        self.functions.condition(self.contents, condition)
    }

    pub(super) fn and(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.functions.build.and(a, b)
    }

    pub(super) fn or(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.functions.build.or(a, b)
    }

    pub(super) fn not(&mut self, a: NodeId) -> NodeId {
        self.functions.build.not(a)
    }

    /// Those of `roots` that depend on a question.
    pub(super) fn depending(&mut self, roots: &[NodeId], question: QuestionIx) -> Vec<NodeId> {
        let build = &self.functions.build;
        let depends = &mut self.depends;
        let depending = roots.iter().copied().filter(|root| {
            let on = depends.entry(*root);
            let on = on.or_insert_with(|| build.depends_on(*root));
            on.get(question) == Some(&true)
        });
        depending.collect()
    }

    /// True where a function has this value.
    pub(super) fn ends_in(&mut self, root: NodeId, leaf: NodeId) -> NodeId {
        self.functions.build.ends_in(root, leaf_set(leaf))
    }

    /// A permit's function.
    pub(super) fn permit(&self, permit: PermitIx) -> NodeId {
        let permits = &self.functions.outcomes.permits;
        permits.get(permit).copied().unwrap_or(FALSE)
    }

    /// `root` in valid cases only.
    pub(super) fn valid(&mut self, root: NodeId) -> NodeId {
        let valid = self.functions.valid;
        self.and(root, valid)
    }

    /// Whether `root` is true in some valid case.
    pub(super) fn can_be(&mut self, root: NodeId) -> bool {
        self.valid(root) != FALSE
    }

    /// First values of the regions that tests of this very question cut out.
    pub(super) fn own_limits(&self, question: QuestionIx) -> Vec<i64> {
        let tests = tests_of::by_question(self.contents);
        let own = tests.get(question).map(Vec::as_slice);
        cut::number_cuts(own.unwrap_or_default())
    }

    /// A valid case in which `root` is true.
    pub(super) fn case(&mut self, shows: &str, root: NodeId) -> Option<Example> {
        let wanted = self.valid(root);
        let way = self.functions.build.way(wanted)?;
        let told = self.told(root, &way);
        Some(self.example(shows, &way, &told))
    }

    /// The questions whose answers alone make `root` true, whatever else is answered.
    fn told(&mut self, root: NodeId, way: &Known) -> Vec<bool> {
        let valid = self.functions.valid;
        let build = &mut self.functions.build;
        let root = build.choose(valid, root, INVALID);
        let mut known = way.clone();
        for level in 0..way.len() {
            let Some(place) = known.get_mut(level) else {
                continue;
            };
            let before = place.take();
            if build.leaves(root, &known) != leaf_set(TRUE)
                && let Some(place) = known.get_mut(level)
            {
                *place = before;
            }
        }
        known.iter().map(Option::is_some).collect()
    }

    /// The answers of `way` to the questions in `told`.
    pub(super) fn example(&self, shows: &str, way: &Known, told: &[bool]) -> Example {
        let answers = self.answers(way);
        let told = self.contents.questions.iter().zip(told);
        let told = told.filter(|(_, told)| **told);
        Example {
            shows: shows.to_owned(),
            answers: told.map(|(it, _)| in_words(it, &answers)).collect(),
        }
    }

    /// A complete case in these regions.
    pub(super) fn answers(&self, way: &Known) -> Answers {
        let on = self.contents.in_force.from;
        self.package.complete(way, &Answers::default(), on)
    }
}

fn in_words(question: &Question, answers: &Answers) -> (String, String) {
    let value = answers.0.get(&question.id).map(Answer::to_json);
    let words = words::of_answer(question, value.as_ref());
    let words = if words.is_empty() {
        "都不选".to_owned()
    } else {
        words
    };
    (question.short.clone(), words)
}
