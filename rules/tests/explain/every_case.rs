//! Over every case of random small packages.

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::contents::{Change, Contents, QuestionIx};
use lianban_rules::explain::Claim;
use lianban_rules::explain::reason::Ground;
use lianban_rules::package::Package;
use lianban_rules::state::Known;

use crate::support::random::Random;
use crate::support::small::{self, today};
use crate::{Cost, count, keeps};

const PACKAGES: u64 = 1000;
const STATES: usize = 4;

type Cases = [(Known, Vec<u32>)];

/// A small package whose answers can be changed easily, hardly, or never.
fn contents(random: &mut Random) -> Contents {
    let mut contents = small::contents(random);
    for question in &mut contents.questions {
        question.change = *random.pick(&[Change::Easy, Change::Easy, Change::Hard, Change::Never]);
    }
    contents
}

#[derive(Default)]
struct Counts {
    reasons: usize,
    ways_out: usize,
    no_way_out: usize,
}

#[test]
fn every_reason_is_smallest_and_every_change_least() {
    let mut counts = Counts::default();
    for seed in 0..PACKAGES {
        let random = &mut Random::new(seed);
        let package = Package::compile(contents(random));
        let listed = small::cases(package.contents());
        let regions =
            |(case, values): &(Answers, Vec<u32>)| (package.known(case, today()), values.clone());
        let cases: Vec<_> = listed.iter().map(regions).collect();
        for _ in 0..STATES {
            let (case, _) = random.pick(&listed);
            let share = *random.pick(&[60, 80, 100, 100]);
            let given = case.0.iter().filter(|_| random.chance(share));
            let answers = Answers(given.map(|(id, it)| (id.clone(), it.clone())).collect());
            check(&package, &cases, &answers, seed, &mut counts);
        }
    }
    println!(
        "{PACKAGES} packages: {} reasons smallest, {} changes least, {} times no way out",
        counts.reasons, counts.ways_out, counts.no_way_out
    );
}

fn check(package: &Package, cases: &Cases, answers: &Answers, seed: u64, counts: &mut Counts) {
    let known = package.taking_part(answers, today());
    let state = package.state(&known);
    for (at, (outcome, root)) in package.outcomes().all().enumerate() {
        let Some(claim) = Claim::settled(outcome, root, state.leaves(root)) else {
            continue;
        };
        let place = format!("seed {seed}: {outcome:?} given {answers:?}");
        let reason = package.reason_of(claim, &known);
        let reason = reason.unwrap_or_else(|| panic!("{place}: settled without a reason"));
        let holds = |values: &[u32]| claim.leaves >> values[at] & 1 == 1;
        sufficient(package, cases, &reason.grounds, holds, &place);
        smallest(cases, &known, reason.grounds.len(), holds, &place);
        counts.reasons += 1;

        let found = package.least_change(claim.denied(), answers, today());
        let cheapest = cheapest(package, cases, &known, |values| !holds(values));
        let Some(change) = found else {
            assert_eq!(cheapest, None, "{place}: there is a way out");
            counts.no_way_out += 1;
            continue;
        };
        let changed: Vec<_> = change.changes.iter().map(|it| it.question).collect();
        assert_eq!(
            Some(count(package, &changed)),
            cheapest,
            "{place}: {change:?}"
        );
        let mut after = package.taking_part(&package.after(&change, answers, today()), today());
        for step in change.changes.iter().chain(&change.then) {
            after[step.question] = Some(step.region);
        }
        let leaves = package.state(&after).leaves(root);
        assert!(
            leaves != 0 && leaves & claim.leaves == 0,
            "{place}: {change:?} does not help"
        );
        counts.ways_out += 1;
    }
}

fn sufficient(
    package: &Package,
    cases: &Cases,
    grounds: &[Ground],
    holds: impl Fn(&[u32]) -> bool,
    place: &str,
) {
    for (case, values) in cases {
        let mut grounds = grounds.iter();
        if grounds.all(|it| it.regions.contains(&case[it.question].unwrap())) {
            assert!(
                holds(values),
                "{place}: {package:?} {case:?}",
                package = package.hash()
            );
        }
    }
}

/// No smaller set of the known answers settles the claim.
fn smallest(
    cases: &Cases,
    known: &Known,
    size: usize,
    holds: impl Fn(&[u32]) -> bool,
    place: &str,
) {
    let given: Vec<QuestionIx> = (0..known.len()).filter(|it| known[*it].is_some()).collect();
    for mask in 0_u32..1 << given.len() {
        if mask.count_ones() as usize >= size {
            continue;
        }
        let kept = (0..given.len()).filter(|at| mask >> at & 1 == 1);
        let kept: Vec<_> = kept.map(|at| given[at]).collect();
        let agrees = |case: &Known| kept.iter().all(|it| case[*it] == known[*it]);
        let mut open = cases.iter().filter(|(case, _)| agrees(case));
        assert!(
            open.any(|(_, values)| !holds(values)),
            "{place}: {kept:?} alone would do"
        );
    }
}

/// The cheapest way to a case that is `wanted`, by listing them all.
fn cheapest(
    package: &Package,
    cases: &Cases,
    known: &Known,
    wanted: impl Fn(&[u32]) -> bool,
) -> Option<Cost> {
    let cost = |case: &Known| {
        let changed = |it: &QuestionIx| known[*it].is_some() && known[*it] != case[*it];
        let changed: Vec<_> = (0..known.len()).filter(changed).collect();
        let questions = &package.contents().questions;
        let can = |it: &QuestionIx| questions[*it].change != Change::Never;
        changed.iter().all(can).then(|| count(package, &changed))
    };
    let cases = cases.iter().filter(|(_, values)| wanted(values));
    cases.filter_map(|(case, _)| cost(case)).min()
}

/// What is not settled has no reason.
#[test]
fn what_is_open_has_no_reason() {
    let mut open = 0;
    for seed in 0..200 {
        let random = &mut Random::new(seed);
        let package = Package::compile(contents(random));
        let answers = Answers::default();
        let known = package.taking_part(&answers, today());
        let state = package.state(&known);
        for (outcome, root) in package.outcomes().all() {
            let leaves = state.leaves(root);
            if Claim::settled(outcome, root, leaves).is_none() {
                let leaf = leaves & leaves.wrapping_neg();
                let claim = Claim { root, leaves: leaf };
                assert_eq!(package.reason_of(claim, &known), None, "seed {seed}");
                open += 1;
            }
        }
    }
    assert!(open > 100, "{open}");
}

/// A reason keeps to answers that take part.
#[test]
fn answers_that_fell_away_explain_nothing() {
    for seed in 0..200 {
        let random = &mut Random::new(seed);
        let package = Package::compile(contents(random));
        let cases = small::cases(package.contents());
        let (case, _) = random.pick(&cases);
        let oracle = crate::support::oracle::Oracle::new(package.contents(), case, today());
        let known = package.taking_part(case, today());
        for (ix, question) in package.contents().questions.iter().enumerate() {
            let given = matches!(case.0.get(&question.id), Some(Answer::Known(_)));
            assert_eq!(
                known[ix].is_some(),
                given && oracle.applies(ix),
                "seed {seed}"
            );
        }
        let reason = package.outcomes().all().filter_map(|(outcome, root)| {
            let claim = Claim::settled(outcome, root, package.state(&known).leaves(root))?;
            package.reason_of(claim, &known)
        });
        for reason in reason {
            assert!(keeps(&package, &reason.grounds, case, today()));
        }
    }
}
