//! The engine against the oracle, over every case of random small packages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod support;

use std::collections::{BTreeSet, HashMap};

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::package::{Days, Package, Wish};
use support::oracle::Oracle;
use support::random::Random;
use support::small;

const PACKAGES: u64 = 1000;
const STATES: usize = 12;

/// Some answers of a valid case, as known, 还不清楚 or not given.
fn some_answers(random: &mut Random, case: &Answers) -> Answers {
    let share = random.below(101);
    let mut answers = Answers::default();
    for (id, answer) in &case.0 {
        if random.chance(share) {
            let answer = if random.chance(15) {
                Answer::Unknown
            } else {
                answer.clone()
            };
            answers.0.insert(id.clone(), answer);
        }
    }
    answers
}

fn agrees(case: &Answers, answers: &Answers) -> bool {
    answers
        .0
        .iter()
        .all(|(id, answer)| *answer == Answer::Unknown || case.0.get(id) == Some(answer))
}

fn differ_in(a: &Answers, b: &Answers) -> Vec<String> {
    a.0.iter()
        .filter(|(id, answer)| b.0.get(*id) != Some(*answer))
        .map(|(id, _)| id.clone())
        .collect()
}

/// Every verdict and every relevance in a state equals what listing all completions says.
#[test]
fn verdicts_and_relevance_are_exact() {
    let (mut states, mut completions) = (0_usize, 0_usize);
    for seed in 0..PACKAGES {
        let random = &mut Random::new(seed);
        let contents = small::contents(random);
        let package = Package::compile(contents);
        let cases = small::cases(package.contents());
        assert!(!cases.is_empty(), "seed {seed}: no valid case");
        for _ in 0..STATES {
            let (case, _) = random.pick(&cases);
            let answers = some_answers(random, case);
            let open: Vec<_> = cases
                .iter()
                .filter(|(case, _)| agrees(case, &answers))
                .collect();
            check_state(&package, &answers, &open, seed);
            states += 1;
            completions += open.len();
        }
    }
    println!("{PACKAGES} packages, {states} states, {completions} completions");
}

fn check_state(package: &Package, answers: &Answers, open: &[&(Answers, Vec<u32>)], seed: u64) {
    let known = package.known(answers, small::today());
    let state = package.state(&known);
    let (relevant, per_outcome) = relevance(package, open);
    for (at, (outcome, root)) in package.outcomes().all().enumerate() {
        let expected = open
            .iter()
            .fold(0_u16, |set, (_, values)| set | 1 << values[at]);
        assert_eq!(
            state.leaves(root),
            expected,
            "seed {seed}: {outcome:?} given {answers:?}"
        );
        let marked = names(package, &state.relevant([root]));
        assert_eq!(
            marked, per_outcome[at],
            "seed {seed}: what {outcome:?} depends on given {answers:?}"
        );
        check_witnesses(package, answers, root, at, &marked, expected);
    }
    let all = names(
        package,
        &state.relevant(package.outcomes().all().map(|(_, root)| root)),
    );
    assert_eq!(all, relevant, "seed {seed}: relevant given {answers:?}");
    // Nothing relevant means nothing open.
    let some_open = package
        .outcomes()
        .all()
        .any(|(_, root)| state.leaves(root).count_ones() > 1);
    assert_eq!(some_open, !all.is_empty(), "seed {seed}: {answers:?}");
}

/// By listing: cases that differ in one question alone, and in which outcomes they differ.
fn relevance(
    package: &Package,
    open: &[&(Answers, Vec<u32>)],
) -> (BTreeSet<String>, Vec<BTreeSet<String>>) {
    let mut all = BTreeSet::new();
    let mut per_outcome = vec![BTreeSet::new(); package.outcomes().all().count()];
    for question in &package.contents().questions {
        let mut alike: HashMap<String, Vec<&Vec<u32>>> = HashMap::new();
        for (case, values) in open {
            let others = case
                .0
                .iter()
                .filter(|(id, _)| **id != question.id)
                .map(|(_, answer)| answer);
            alike
                .entry(format!("{:?}", others.collect::<Vec<_>>()))
                .or_default()
                .push(values);
        }
        for group in alike.values() {
            for (at, marked) in per_outcome.iter_mut().enumerate() {
                if group.iter().any(|values| values[at] != group[0][at]) {
                    marked.insert(question.id.clone());
                    all.insert(question.id.clone());
                }
            }
        }
    }
    (all, per_outcome)
}

fn check_witnesses(
    package: &Package,
    answers: &Answers,
    root: u32,
    at: usize,
    relevant: &BTreeSet<String>,
    leaves: u16,
) {
    let judge = |case: &Answers| {
        assert!(agrees(case, answers), "a witness keeps the answers");
        let oracle = Oracle::new(package.contents(), case, small::today());
        assert!(oracle.is_valid(), "a witness is a valid case: {case:?}");
        oracle.outcomes()[at]
    };
    for leaf in (0..15).filter(|leaf| leaves >> leaf & 1 == 1) {
        let case = package
            .witness(root, leaf, answers, small::today())
            .expect("a witness");
        assert_eq!(judge(&case), leaf);
    }
    for (ix, question) in package.contents().questions.iter().enumerate() {
        let pair = package.witness_of_relevance(root, ix, answers, small::today());
        assert_eq!(pair.is_some(), relevant.contains(&question.id));
        if let Some((a, b)) = pair {
            assert_eq!(differ_in(&a, &b), std::slice::from_ref(&question.id));
            assert_ne!(judge(&a), judge(&b));
        }
    }
}

fn names(package: &Package, marked: &[bool]) -> BTreeSet<String> {
    let questions = package.contents().questions.iter().zip(marked);
    questions
        .filter(|(_, marked)| **marked)
        .map(|(question, _)| question.id.clone())
        .collect()
}

/// Every interview asks only what matters, never comes back to a topic, keeps its
/// promise of screens left, and ends with everything settled but for 还不清楚.
#[test]
fn interviews_end_and_ask_nothing_useless() {
    for seed in 0..PACKAGES {
        let random = &mut Random::new(seed);
        let package = Package::compile(small::contents(random));
        let cases = small::cases(package.contents());
        for unknown_share in [0, 0, 10, 30] {
            let (case, _) = random.pick(&cases).clone();
            interview(&package, &case, random, unknown_share, seed);
        }
    }
}

fn interview(
    package: &Package,
    case: &Answers,
    random: &mut Random,
    unknown_share: usize,
    seed: u64,
) {
    let days = Days {
        as_of: small::today(),
        applied_on: small::today(),
    };
    let wish = Wish { go_on: true };
    let mut answers = Answers::default();
    let mut screens: Vec<String> = Vec::new();
    let mut promised = usize::MAX;
    loop {
        let assessment = package.assess(&answers, days, wish);
        let known = package.known(&answers, small::today());
        let state = package.state(&known);
        let relevant = names(
            package,
            &state.relevant(package.outcomes().all().map(|(_, root)| root)),
        );
        let Some(next) = assessment.next else {
            let unknown = |id: &String| answers.0.get(id) == Some(&Answer::Unknown);
            assert!(
                relevant.iter().all(unknown),
                "seed {seed}: left open by a question not asked"
            );
            assert_eq!(assessment.left.screens_at_most, 0);
            return;
        };
        if screens.last() != Some(&next.screen) {
            assert!(
                !screens.contains(&next.screen),
                "seed {seed}: back to {}",
                next.screen
            );
            screens.push(next.screen.clone());
            assert!(
                assessment.left.screens_at_most < promised,
                "seed {seed}: more screens than promised"
            );
            promised = assessment.left.screens_at_most;
        }
        let question = random.pick(&next.questions);
        assert!(
            relevant.contains(question),
            "seed {seed}: {question} is useless"
        );
        if !answers.0.values().any(|answer| *answer == Answer::Unknown) {
            // Without an unknown answer, what is asked applies to this very person.
            let ix = package
                .contents()
                .questions
                .iter()
                .position(|it| it.id == *question);
            let oracle = Oracle::new(package.contents(), case, small::today());
            assert!(
                oracle.applies(ix.unwrap()),
                "seed {seed}: {question} does not apply"
            );
        }
        let answer = if random.chance(unknown_share) {
            Answer::Unknown
        } else {
            case.0[question].clone()
        };
        assert!(
            answers.0.insert(question.clone(), answer).is_none(),
            "seed {seed}: asked twice"
        );
    }
}

/// The bytes are canonical and read back to the same package.
#[test]
fn bytes_read_back() {
    for seed in 0..40 {
        let contents = small::contents(&mut Random::new(seed));
        let package = Package::compile(contents.clone());
        assert_eq!(
            package.bytes(),
            Package::compile(contents).bytes(),
            "seed {seed}"
        );
        let read = Package::from_bytes(package.bytes()).expect("its own bytes");
        assert_eq!(
            (read.hash(), read.contents()),
            (package.hash(), package.contents())
        );
        for cut in [0, 7, 9, package.bytes().len() - 1] {
            assert!(
                Package::from_bytes(&package.bytes()[..cut]).is_err(),
                "seed {seed}, cut at {cut}"
            );
        }
    }
}
