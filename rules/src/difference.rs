//! What differs between two states of a package: which cases change, and how.
//!
//! Both are compiled into one diagram over common questions and common cuts, so two
//! functions are equal there if and only if no case tells them apart. Reading order:
//! `joint` (one space for both), `cubes` (a set of cases in few words), `texts` (what
//! changes no verdict).

mod cubes;
mod joint;
mod kinds;
mod places;
mod texts;

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::contents::{Contents, Form};
use crate::diagram::{FALSE, NodeId, leaf_set};
use crate::handbook::Handbook;
use cubes::Cubes;
use joint::Joint;
pub use texts::{Line, Subject};

/// So many groups of cases are told of one change.
const CUBES: usize = 6;

/// Everything that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Cases that end differently, those told in the fewest words first.
    pub changes: Vec<Change>,
    /// What else is written differently.
    pub lines: Vec<Line>,
    /// Complete cases of both, and how many of them change in anything.
    pub cases: (u128, u128),
}

/// Some cases in which some outcomes change alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// 《食品经营许可》, 材料“平面图”.
    pub outcomes: Vec<String>,
    /// 不用办.
    pub was: String,
    /// 要办.
    pub is: String,
    /// Groups of cases: each a list of conditions that hold together.
    pub when: Vec<Vec<String>>,
    /// More groups than are told.
    pub and_more: bool,
    /// How many cases.
    pub cases: u128,
    /// One of them, complete.
    pub case: Answers,
    /// The same in words, as far as its questions apply: question in short words, and answer.
    pub example: Vec<(String, String)>,
}

/// A state of a package.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Rules.
    pub contents: &'a Contents,
    /// What accompanies them.
    pub handbook: &'a Handbook,
}

/// What differs between two states of one package.
#[must_use]
pub fn between(old: Side<'_>, new: Side<'_>) -> Difference {
    let mut joint = Joint::of(old.contents, new.contents);
    let pairs = places::pairs(&joint, old.contents, new.contents);
    let mut anything = FALSE;
    // By set of cases and by what changes in it: the outcomes that change so.
    let mut groups: BTreeMap<(NodeId, &str, &str), Vec<String>> = BTreeMap::new();
    for pair in &pairs {
        for (was, was_words) in pair.leaves {
            for (is, is_words) in pair.leaves.iter().filter(|(is, _)| is != was) {
                let both = [(pair.old, *was), (pair.new, *is)];
                let [before, after] =
                    both.map(|(root, leaf)| joint.build.ends_in(root, leaf_set(leaf)));
                let set = joint.build.and(before, after);
                let set = joint.build.and(set, joint.valid);
                if set != FALSE {
                    anything = joint.build.or(anything, set);
                    let group = groups.entry((set, was_words, is_words)).or_default();
                    group.push(pair.name.clone());
                }
            }
        }
    }
    let mut changes: Vec<Change> = groups
        .into_iter()
        .map(|((set, was, is), outcomes)| change(&mut joint, set, was, is, outcomes))
        .collect();
    changes.sort_by_key(|it| {
        let words: usize = it.when.iter().map(Vec::len).sum();
        (it.and_more, words, it.outcomes.len(), it.outcomes.clone())
    });
    let cases = (joint.count(joint.valid), joint.count(anything));
    Difference {
        lines: texts::lines(old, new),
        changes,
        cases,
    }
}

fn change(joint: &mut Joint, set: NodeId, was: &str, is: &str, outcomes: Vec<String>) -> Change {
    let mut cubes = Cubes::of(joint, set);
    let told: Vec<Vec<String>> = cubes.by_ref().take(CUBES).collect();
    let and_more = !cubes.is_done();
    let mut when = told;
    when.sort_by_key(Vec::len);
    let (case, example) = joint.example(set);
    Change {
        outcomes,
        was: was.to_owned(),
        is: is.to_owned(),
        when,
        and_more,
        cases: joint.count(set),
        case,
        example,
    }
}

/// Leaf values of a permit and what they are called.
const PERMIT: &[(NodeId, &str)] = &[
    (0, "不用办"),
    (1, "待确认"),
    (2, "要办"),
    (3, "要办，要人工核定"),
    (4, "要办，但不能批"),
    (5, "要办，不归本区办"),
];

/// Of whatever is there or not.
const THERE: &[(NodeId, &str)] = &[(0, "没有"), (1, "有")];

/// Of a document, by 1 + the form's rank.
const DOCUMENT: &[(NodeId, &str)] = &[
    (0, "不用交"),
    (1 + Form::Original as NodeId, "要交原件"),
    (1 + Form::Copy as NodeId, "要交复印件"),
    (1 + Form::Electronic as NodeId, "要交电子件"),
    (1 + Form::Shared as NodeId, "数据共享，免交"),
    (1 + Form::Drawing as NodeId, "要交图纸"),
];
