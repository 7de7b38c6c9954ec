//! One space for two states of a package: common questions, common cuts, one builder.

use std::collections::BTreeMap;

use super::kinds::joined;
use crate::answers::{Answer, Answers};
use crate::compile::functions::{self, Functions};
use crate::compile::tests_of;
use crate::contents::{
    Atom, Condition, Constraint, Contents, NamedCondition, OptionIx, Question, QuestionIx,
    QuestionKind, Test,
};
use crate::diagram::{NodeId, TRUE};
use crate::diagram_builder::Builder;
use crate::outcomes::Outcomes;
use crate::package::Package;
use crate::regions::{Regions, cut, options};
use crate::words;

/// Two states over the same questions.
pub(super) struct Joint {
    pub(super) build: Builder,
    /// Cases that both know and that break no constraint of either.
    pub(super) valid: NodeId,
    pub(super) regions: Vec<Regions>,
    /// All questions, cut wherever either cuts.
    pub(super) package: Package,
    pub(super) old: Outcomes,
    pub(super) new: Outcomes,
    /// The same cases, a question that does not apply having one answer only.
    asked: NodeId,
}

impl Joint {
    pub(super) fn of(old: &Contents, new: &Contents) -> Self {
        let map = Map::of(old, new);
        let old_joint = map.moved(old);
        let new_joint = Contents {
            questions: map.questions.clone(),
            constraints: new.constraints.clone(),
            ..new.clone()
        };
        let mut all = new_joint.clone();
        all.constraints.extend(old_joint.constraints.clone());
        let tests = tests_of::conditions(&old_joint).cloned();
        all.conditions.extend(tests.map(|condition| NamedCondition {
            id: String::new(),
            text: String::new(),
            condition,
        }));
        let regions = cut::all(&all, &tests_of::by_question(&all));
        let arity = regions.iter().map(Regions::count).collect();
        let first = functions::inside(&new_joint, regions.clone(), Builder::new(arity));
        let Functions {
            build,
            valid,
            outcomes,
            ..
        } = first;
        let second = functions::inside(&old_joint, regions.clone(), build);
        let mut joint = Self {
            build: second.build,
            valid: TRUE,
            regions,
            package: Package::compile(all),
            old: second.outcomes,
            new: outcomes,
            asked: TRUE,
        };
        joint.valid = joint.build.and(valid, second.valid);
        for (question, common) in map.common.iter().enumerate() {
            if let Some(common) = common {
                let known = joint
                    .build
                    .literal(question, |region| common.contains(&region));
                joint.valid = joint.build.and(joint.valid, known);
            }
        }
        joint.pin();
        joint
    }

    fn pin(&mut self) {
        for question in (0..self.regions.len()).rev() {
            let [old, new] = [&self.old, &self.new].map(|it| it.applies_to(question));
            let applies = self.build.or(old, new);
            let first = self.build.literal(question, |region| region == 0);
            let kept = self.build.or(applies, first);
            self.asked = self.build.and(self.asked, kept);
        }
    }

    /// Number of complete cases in a set.
    pub(super) fn count(&mut self, set: NodeId) -> u128 {
        let set = self.build.and(set, self.asked);
        self.build.count(set)
    }

    /// One complete case of a set; and in words, as far as its questions apply.
    pub(super) fn example(&mut self, set: NodeId) -> (Answers, Vec<(String, String)>) {
        let wanted = self.build.and(set, self.asked);
        let Some(way) = self.build.way(wanted) else {
            return (Answers::default(), Vec::new());
        };
        let contents = self.package.contents();
        let case = self
            .package
            .complete(&way, &Answers::default(), contents.in_force.from);
        let full: Vec<Option<usize>> = way.iter().map(|it| it.or(Some(0))).collect();
        let mut told = Vec::new();
        for (ix, question) in contents.questions.iter().enumerate() {
            let sides = [&self.old, &self.new].map(|it| it.applies_to(ix));
            let is_true =
                |root| self.build.leaves(root, &full) & crate::diagram::leaf_set(TRUE) != 0;
            if sides.into_iter().any(is_true) {
                let value = case.0.get(&question.id).map(Answer::to_json);
                let words = words::of_answer(question, value.as_ref());
                let words = if words.is_empty() {
                    "都不选".to_owned()
                } else {
                    words
                };
                told.push((question.short.clone(), words));
            }
        }
        (case, told)
    }
}

/// Where the old state's questions and options are in the joint list.
struct Map {
    questions: Vec<Question>,
    at: Vec<QuestionIx>,
    options: Vec<Vec<OptionIx>>,
    /// By joint question of choice: the options that both know, where they differ.
    common: Vec<Option<Vec<OptionIx>>>,
}

impl Map {
    fn of(old: &Contents, new: &Contents) -> Self {
        let mut map = Self {
            questions: new.questions.clone(),
            at: Vec::new(),
            options: Vec::new(),
            common: vec![None; new.questions.len()],
        };
        let places: BTreeMap<&str, QuestionIx> = new
            .questions
            .iter()
            .enumerate()
            .map(|(ix, it)| (it.id.as_str(), ix))
            .collect();
        for question in &old.questions {
            let same = places.get(question.id.as_str()).copied();
            map.add(question, same);
        }
        map
    }

    fn add(&mut self, question: &Question, same: Option<QuestionIx>) {
        let joined = same.and_then(|ix| {
            let kind = joined(&self.questions.get(ix)?.kind, &question.kind)?;
            Some((ix, kind))
        });
        let Some((ix, (kind, moved))) = joined else {
            self.at.push(self.questions.len());
            self.options.push((0..options(question).len()).collect());
            self.questions.push(Question {
                id: format!("{} (old)", question.id),
                topic: 0,
                ..question.clone()
            });
            self.common.push(None);
            return;
        };
        if let Some(own) = self.questions.get_mut(ix) {
            let count = options(own).len();
            let differ = count != moved.len() || moved.iter().any(|it| *it >= count);
            if differ
                && matches!(own.kind, QuestionKind::Choice { .. })
                && let Some(place) = self.common.get_mut(ix)
            {
                *place = Some(moved.iter().copied().filter(|it| *it < count).collect());
            }
            own.kind = kind;
        }
        self.at.push(ix);
        self.options.push(moved);
    }

    /// The old state over the joint questions.
    fn moved(&self, old: &Contents) -> Contents {
        let mut moved = old.clone();
        let mut questions = self.questions.clone();
        for question in &mut questions {
            question.asked_when = None;
        }
        for (question, at) in old.questions.iter().zip(&self.at) {
            if let Some(place) = questions.get_mut(*at) {
                place.asked_when = question.asked_when.as_ref().map(|it| self.condition(it));
            }
        }
        moved.questions = questions;
        moved
            .conditions
            .iter_mut()
            .for_each(|it| it.condition = self.condition(&it.condition));
        moved
            .rules
            .iter_mut()
            .for_each(|it| it.condition = self.condition(&it.condition));
        moved
            .demands
            .iter_mut()
            .for_each(|it| it.condition = self.condition(&it.condition));
        moved
            .licence_items
            .iter_mut()
            .for_each(|it| it.condition = self.condition(&it.condition));
        moved
            .hints
            .iter_mut()
            .for_each(|it| it.condition = self.condition(&it.condition));
        for field in &mut moved.fields {
            field.asked_when = field.asked_when.as_ref().map(|it| self.condition(it));
        }
        let side = |ix: QuestionIx| self.at.get(ix).copied().unwrap_or(ix);
        let constraints = old.constraints.iter().map(|it| Constraint {
            lesser: side(it.lesser),
            greater: side(it.greater),
            message: it.message.clone(),
        });
        moved.constraints = constraints.collect();
        moved
    }

    fn condition(&self, condition: &Condition) -> Condition {
        let parts = |parts: &[Condition]| parts.iter().map(|it| self.condition(it)).collect();
        let part = |part: &Condition| Box::new(self.condition(part));
        match condition {
            Condition::Is(atom) => Condition::Is(self.atom(atom)),
            Condition::Not(inner) => Condition::Not(part(inner)),
            Condition::All(all) => Condition::All(parts(all)),
            Condition::Any(any) => Condition::Any(parts(any)),
            Condition::If(test, then, otherwise) => {
                Condition::If(part(test), part(then), part(otherwise))
            }
            other => other.clone(),
        }
    }

    fn atom(&self, atom: &Atom) -> Atom {
        let own = self.options.get(atom.question);
        let moved = |options: &[OptionIx]| {
            let at = |ix: &OptionIx| own.and_then(|own| own.get(*ix)).copied().unwrap_or(*ix);
            options.iter().map(at).collect()
        };
        let test = match &atom.test {
            Test::OneOf { options, negated } => Test::OneOf {
                options: moved(options),
                negated: *negated,
            },
            Test::AnyOf { options } => Test::AnyOf {
                options: moved(options),
            },
            other => other.clone(),
        };
        Atom {
            question: self.at.get(atom.question).copied().unwrap_or(atom.question),
            test,
        }
    }
}
