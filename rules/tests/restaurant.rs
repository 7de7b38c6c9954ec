//! The engine on the real package 我要开餐馆, against the oracle.
//!
//! There are far too many cases to list. Complete cases are compared one by one;
//! for half-answered ones the oracle checks the engine's witnesses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod support;

use std::collections::BTreeSet;

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use support::oracle::Oracle;
use support::random::Random;
use support::sample::{some_answers, some_case};

const COMPLETIONS: usize = 10_000;
const STATES: usize = 600;
const INTERVIEWS: usize = 300;

fn today() -> Date {
    "2026-11-23".parse().unwrap()
}

fn days() -> Days {
    Days {
        as_of: today(),
        applied_on: today(),
    }
}

fn package(sign_offs: SignOffs) -> Package {
    let (catalogue, findings) = read(builtin());
    assert!(findings.is_empty(), "{findings:?}");
    let (contents, findings) = catalogue.contents("open-restaurant", today(), sign_offs);
    assert!(findings.is_empty(), "{findings:?}");
    Package::compile(contents.expect("the package"))
}

fn relevant(package: &Package, answers: &Answers) -> BTreeSet<String> {
    let known = package.known(answers, today());
    let marked = package
        .state(&known)
        .relevant(package.outcomes().all().map(|(_, root)| root));
    let questions = package.contents().questions.iter().zip(marked);
    questions
        .filter(|(_, marked)| *marked)
        .map(|(question, _)| question.id.clone())
        .collect()
}

#[test]
fn complete_cases_equal_the_oracle() {
    for (seed, sign_offs) in [(1, SignOffs::All), (2, SignOffs::District)] {
        let package = package(sign_offs);
        let random = &mut Random::new(seed);
        for _ in 0..COMPLETIONS / 2 {
            let case = some_case(random, &package, today());
            let expected = Oracle::new(package.contents(), &case, today()).outcomes();
            let known = package.known(&case, today());
            let state = package.state(&known);
            for ((outcome, root), value) in package.outcomes().all().zip(expected) {
                assert_eq!(state.leaves(root), 1 << value, "{outcome:?} of {case:?}");
            }
        }
    }
}

#[test]
fn half_answered_cases_have_witnesses() {
    let package = package(SignOffs::All);
    let random = &mut Random::new(3);
    let (mut open, mut pairs) = (0, 0);
    for _ in 0..STATES {
        let case = some_case(random, &package, today());
        let answers = some_answers(random, &case);
        let known = package.known(&answers, today());
        let state = package.state(&known);
        let expected = Oracle::new(package.contents(), &case, today()).outcomes();
        for (at, (outcome, root)) in package.outcomes().all().enumerate() {
            let leaves = state.leaves(root);
            assert!(
                leaves >> expected[at] & 1 == 1,
                "{outcome:?} excludes {case:?} given {answers:?}"
            );
            for leaf in (0..15).filter(|leaf| leaves.count_ones() > 1 && leaves >> leaf & 1 == 1) {
                let witness = package
                    .witness(root, leaf, &answers, today())
                    .expect("a witness");
                let oracle = Oracle::new(package.contents(), &witness, today());
                assert!(oracle.is_valid());
                assert_eq!(oracle.outcomes()[at], leaf, "{outcome:?}");
                open += 1;
            }
        }
        pairs += check_relevance(&package, &answers);
    }
    println!("{STATES} states, {open} open leaves and {pairs} relevant questions witnessed");
}

fn check_relevance(package: &Package, answers: &Answers) -> usize {
    let relevant = relevant(package, answers);
    let questions = &package.contents().questions;
    for (ix, question) in questions
        .iter()
        .enumerate()
        .filter(|(_, it)| relevant.contains(&it.id))
    {
        let pair = package
            .outcomes()
            .all()
            .enumerate()
            .find_map(|(at, (_, root))| {
                Some((
                    at,
                    package.witness_of_relevance(root, ix, answers, today())?,
                ))
            });
        let (at, (a, b)) = pair.expect("some outcome shows why");
        let judge = |case| Oracle::new(package.contents(), case, today()).outcomes()[at];
        assert_ne!(judge(&a), judge(&b), "{} makes no difference", question.id);
        let differing =
            a.0.iter()
                .filter(|(id, answer)| b.0.get(*id) != Some(*answer));
        assert_eq!(
            differing.map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
            [question.id.as_str()]
        );
    }
    relevant.len()
}

/// One more answer never opens, flips, or makes relevant what was settled.
#[test]
fn answers_only_settle() {
    let package = package(SignOffs::District);
    let random = &mut Random::new(4);
    for _ in 0..STATES / 10 {
        let case = some_case(random, &package, today());
        let mut answers = Answers::default();
        let mut ids: Vec<String> = case.0.keys().cloned().collect();
        let mut before: Option<(Vec<u16>, BTreeSet<String>)> = None;
        while !ids.is_empty() {
            let known = package.known(&answers, today());
            let state = package.state(&known);
            let leaves: Vec<u16> = package
                .outcomes()
                .all()
                .map(|(_, root)| state.leaves(root))
                .collect();
            let now = relevant(&package, &answers);
            if let Some((old_leaves, old)) = before {
                assert!(
                    old_leaves
                        .iter()
                        .zip(&leaves)
                        .all(|(old, new)| new & !old == 0)
                );
                assert!(
                    now.is_subset(&old),
                    "{:?} matter again",
                    now.difference(&old)
                );
            }
            before = Some((leaves, now));
            let id = ids.swap_remove(random.below(ids.len()));
            answers.0.insert(id.clone(), case.0[&id].clone());
        }
    }
}

/// Every interview ends with everything settled but for 还不清楚, asks nothing useless,
/// asks nothing that does not apply, and keeps its promise of screens left.
#[test]
fn interviews_end() {
    let package = package(SignOffs::District);
    let random = &mut Random::new(5);
    for round in 0..INTERVIEWS {
        let case = some_case(random, &package, today());
        let end = interview(&package, &case, random, if round % 2 == 0 { 0 } else { 15 });
        if round % 2 == 0 {
            let open = end.permits.iter().filter(|it| it.need == Need::Open);
            assert_eq!(open.count(), 0, "open without an unknown answer: {case:?}");
            assert!(end.to_settle.is_empty());
        }
    }
}

fn interview(
    package: &Package,
    case: &Answers,
    random: &mut Random,
    unknown_share: usize,
) -> Assessment {
    let mut answers = Answers::default();
    let mut screens: Vec<String> = Vec::new();
    let mut promised = usize::MAX;
    loop {
        let assessment = package.assess(&answers, days(), Wish { go_on: true });
        let relevant = relevant(package, &answers);
        let Some(next) = assessment.next.clone() else {
            let unknown = |id: &String| answers.0.get(id) == Some(&Answer::Unknown);
            assert!(relevant.iter().all(unknown));
            assert_eq!(BTreeSet::from_iter(assessment.to_settle.clone()), relevant);
            return assessment;
        };
        if screens.last() != Some(&next.screen) {
            assert!(
                !screens.contains(&next.screen),
                "back to {} after {screens:?}",
                next.screen
            );
            assert!(
                assessment.left.screens_at_most < promised,
                "more screens than promised"
            );
            promised = assessment.left.screens_at_most;
            screens.push(next.screen.clone());
        }
        for id in &next.questions {
            assert!(relevant.contains(id), "{id} is useless");
            if unknown_share == 0 {
                let ix = package
                    .contents()
                    .questions
                    .iter()
                    .position(|it| it.id == *id)
                    .unwrap();
                assert!(
                    Oracle::new(package.contents(), case, today()).applies(ix),
                    "{id} does not apply"
                );
            }
        }
        // One at a time, so that follow-ups join the screen.
        let id = random.pick(&next.questions);
        let answer = if random.chance(unknown_share) {
            Answer::Unknown
        } else {
            case.0[id].clone()
        };
        assert!(
            answers.0.insert(id.clone(), answer).is_none(),
            "{id} asked twice"
        );
    }
}

/// The bytes the browser gets decide as the package they were written from.
#[test]
fn bytes_decide_alike() {
    let package = package(SignOffs::District);
    let read = Package::from_bytes(package.bytes()).expect("its own bytes");
    assert_eq!(read.hash(), package.hash());
    let random = &mut Random::new(6);
    for _ in 0..100 {
        let case = some_case(random, &package, today());
        let answers = some_answers(random, &case);
        let [one, other] = [&package, &read].map(|it| it.assess(&answers, days(), Wish::default()));
        assert_eq!(one, other);
        assert_eq!(
            package.receipt(&answers, &one),
            read.receipt(&answers, &other)
        );
    }
}
