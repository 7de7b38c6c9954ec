//! On the real package: random cases, random completions, witnesses, and a search.

use std::collections::HashSet;

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::contents::{Change, QuestionIx};
use lianban_rules::date::Date;
use lianban_rules::explain::least_change::LeastChange;
use lianban_rules::explain::reason::Ground;
use lianban_rules::explain::{Claim, NEEDED};
use lianban_rules::outcomes::{Outcome, permit_leaf};
use lianban_rules::package::Package;
use lianban_rules::state::Known;

use crate::support::oracle::Oracle;
use crate::support::random::Random;
use crate::support::sample::{some_case, some_case_with};
use crate::{count, keeps};

const CASES: usize = 500;
const COMPLETIONS: usize = 1000;

pub fn today() -> Date {
    "2026-11-23".parse().unwrap()
}

pub fn package() -> Package {
    let (catalogue, _) = read(builtin());
    let (contents, _) = catalogue.contents("open-restaurant", today(), SignOffs::All);
    Package::compile(contents.unwrap())
}

fn holds(package: &Package, outcome: Outcome, claim: Claim, case: &Answers) -> bool {
    let oracle = Oracle::new(package.contents(), case, today());
    claim.leaves >> oracle.outcome(outcome) & 1 == 1
}

/// What the result page explains: every permit, stop and document, and each refusal.
fn claims(package: &Package, known: &Known) -> Vec<(Outcome, Claim)> {
    let state = package.state(known);
    let mut claims = Vec::new();
    for (outcome, root) in package.outcomes().all() {
        let leaves = state.leaves(root);
        claims.extend(Claim::settled(outcome, root, leaves).map(|claim| (outcome, claim)));
        let is_permit = matches!(outcome, Outcome::Permit(_));
        if is_permit && leaves & NEEDED != 0 && leaves != 1 << permit_leaf::OK {
            claims.push((outcome, Claim { root, leaves }));
        }
    }
    claims
}

/// A reason is checked once, however many cases share it.
type Checked = HashSet<(u32, u16, Vec<(QuestionIx, Vec<usize>)>)>;

#[test]
fn every_reason_suffices_and_none_of_its_answers_can_go() {
    let package = package();
    let random = &mut Random::new(11);
    let mut checked = Checked::new();
    let (mut reasons, mut completions, mut witnesses, mut largest) = (0, 0, 0, 0);
    for _ in 0..CASES {
        let case = some_case(random, &package, today());
        let known = package.taking_part(&case, today());
        for (outcome, claim) in claims(&package, &known) {
            let reason = package.reason_of(claim, &known).expect("it is settled");
            assert!(keeps(&package, &reason.grounds, &case, today()));
            reasons += 1;
            largest = largest.max(reason.grounds.len());
            let grounds = reason.grounds.iter();
            let key = grounds
                .map(|it| (it.question, it.regions.clone()))
                .collect();
            if checked.insert((claim.root, claim.leaves, key)) {
                completions += suffices(&package, outcome, claim, &reason.grounds, &case, random);
                witnesses += minimal(&package, outcome, claim, &reason.grounds, &case);
            }
        }
    }
    println!(
        "{CASES} cases, {reasons} reasons of at most {largest} answers, {} different: \
         {completions} completions agree, {witnesses} witnesses against leaving one out",
        checked.len()
    );
    assert!(completions > checked.len() * COMPLETIONS * 9 / 10);
}

/// The answers of a case to these questions.
fn answers_of(package: &Package, questions: &[QuestionIx], case: &Answers) -> Answers {
    let id = |it: &QuestionIx| package.contents().questions[*it].id.clone();
    let kept = questions.iter().map(id);
    Answers(kept.map(|id| (id.clone(), case.0[&id].clone())).collect())
}

fn suffices(
    package: &Package,
    outcome: Outcome,
    claim: Claim,
    grounds: &[Ground],
    case: &Answers,
    random: &mut Random,
) -> usize {
    let questions: Vec<_> = grounds.iter().map(|it| it.question).collect();
    let mut kept = answers_of(package, &questions, case);
    let mut agreed = 0;
    for _ in 0..COMPLETIONS {
        // Any answer in the regions of a ground will do as well.
        for ground in grounds.iter().filter(|ground| ground.regions.len() > 1) {
            let region = *random.pick(&ground.regions);
            let value = package.value_near(ground.question, region, None, today());
            let id = package.contents().questions[ground.question].id.clone();
            kept.0.insert(id, Answer::Known(value.expect("a value")));
        }
        let Some(other) = some_case_with(random, package, &kept, today()) else {
            continue;
        };
        assert!(
            holds(package, outcome, claim, &other),
            "{outcome:?} does not follow from {kept:?}: {other:?}"
        );
        agreed += 1;
    }
    agreed
}

fn minimal(
    package: &Package,
    outcome: Outcome,
    claim: Claim,
    grounds: &[Ground],
    case: &Answers,
) -> usize {
    for left_out in grounds {
        let questions = grounds.iter().map(|it| it.question);
        let rest: Vec<_> = questions.filter(|it| *it != left_out.question).collect();
        let kept = answers_of(package, &rest, case);
        let against = (0..15).filter(|leaf| claim.leaves >> leaf & 1 == 0);
        let mut witnesses =
            against.filter_map(|leaf| package.witness(claim.root, leaf, &kept, today()));
        let witness = witnesses.next().expect("a case against leaving it out");
        assert!(Oracle::new(package.contents(), &witness, today()).is_valid());
        assert!(!holds(package, outcome, claim, &witness));
    }
    grounds.len()
}

#[test]
fn every_least_change_helps_and_nothing_cheaper_does() {
    let package = package();
    let random = &mut Random::new(12);
    let (mut ways, mut none, mut searched) = (0, 0, 0);
    for _ in 0..CASES {
        let case = some_case(random, &package, today());
        let known = package.taking_part(&case, today());
        for (outcome, claim) in claims(&package, &known) {
            if !is_unwelcome(outcome, claim) {
                continue;
            }
            let wanted = claim.denied();
            let Some(change) = package.least_change(wanted, &case, today()) else {
                assert_eq!(reach(&package, wanted, &known, |_| true), 0, "{outcome:?}");
                none += 1;
                continue;
            };
            let after = package.after(&change, &case, today());
            assert!(
                Oracle::new(package.contents(), &after, today()).is_valid()
                    && !holds(&package, outcome, claim, &after),
                "{outcome:?}: {change:?} does not help {case:?}"
            );
            searched += nothing_cheaper(&package, wanted, &known, &change);
            ways += 1;
        }
    }
    println!(
        "{CASES} cases: {ways} least changes help, {none} times no way out; \
         {searched} cheaper sets of changes lead nowhere"
    );
    assert!(ways > CASES && none > 0);
}

/// A refusal, a stop, or a permit somebody might do without.
fn is_unwelcome(outcome: Outcome, claim: Claim) -> bool {
    match outcome {
        Outcome::Permit(_) => claim.leaves & 1 << permit_leaf::NOT_REQUIRED == 0,
        Outcome::Stop(_) => claim.leaves & 1 == 0,
        _ => false,
    }
}

/// The wanted values that can still be reached when these questions are answered otherwise.
fn reach(
    package: &Package,
    wanted: Claim,
    known: &Known,
    may_change: impl Fn(QuestionIx) -> bool,
) -> u16 {
    let questions = &package.contents().questions;
    let can = |it: QuestionIx| questions[it].change != Change::Never && may_change(it);
    let free = known.iter().enumerate();
    let free: Known = free.map(|(it, own)| own.filter(|_| !can(it))).collect();
    package.state(&free).leaves(wanted.root) & wanted.leaves
}

/// Tries every cheaper set: all easy answers together where one hard change was found to be
/// needed, and every smaller set of the questions that matter.
fn nothing_cheaper(package: &Package, wanted: Claim, known: &Known, change: &LeastChange) -> usize {
    let changed: Vec<_> = change.changes.iter().map(|it| it.question).collect();
    let (hard, easy) = count(package, &changed);
    let questions = &package.contents().questions;
    let depends = package
        .outcomes()
        .diagram
        .depends_on(wanted.root, known.len());
    let of = |kind: Change| {
        let all = (0..known.len()).filter(|it| depends[*it] && known[*it].is_some());
        all.filter(|it| questions[*it].change == kind)
            .collect::<Vec<_>>()
    };
    let (all_hard, all_easy) = (of(Change::Hard), of(Change::Easy));
    let mut tried = 0;
    let mut leads_nowhere = |may_change: &[QuestionIx]| {
        let reached = reach(package, wanted, known, |it| may_change.contains(&it));
        assert_eq!(reached, 0, "{may_change:?} is cheaper than {change:?}");
        tried += 1;
    };
    // Fewer hard changes, however many easy ones.
    if let Some(fewer) = hard.checked_sub(1) {
        for some in subsets(&all_hard, fewer) {
            leads_nowhere(&[some, all_easy.clone()].concat());
        }
    }
    // As many hard changes, fewer easy ones.
    if let Some(fewer) = easy.checked_sub(1) {
        for some in subsets(&all_hard, hard) {
            for others in subsets(&all_easy, fewer) {
                leads_nowhere(&[some.clone(), others].concat());
            }
        }
    }
    tried
}

/// Every set of `size` of them; of all, where there are fewer.
fn subsets(of: &[QuestionIx], size: usize) -> Vec<Vec<QuestionIx>> {
    if size == 0 || of.len() <= size {
        return vec![of.iter().copied().take(size).collect()];
    }
    let (first, rest) = of.split_first().unwrap();
    let with = subsets(rest, size - 1).into_iter();
    let with = with.map(|others| [vec![*first], others].concat());
    with.chain(subsets(rest, size)).collect()
}
