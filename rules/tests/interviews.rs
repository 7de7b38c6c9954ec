//! Interviews: counted against lists of all cases, walked against the guide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::catalogue::{self, SignOffs, builtin};
use lianban_rules::interviews::{
    Basis, Cases, Draw, Order, Taken, Walk, better, by_score, exact, table,
};
use lianban_rules::package::{Days, Package, Wish};
use support::oracle::Oracle;
use support::random::Random;
use support::small;

const PACKAGES: u64 = 300;

fn small_package(seed: u64) -> Package {
    Package::compile(small::contents(&mut Random::new(seed)))
}

/// Every valid case as regions, 0 for a question that does not apply, with one full set of answers.
fn listed(package: &Package) -> BTreeMap<Draw, Answers> {
    let contents = package.contents();
    let regions = &package.outcomes().regions;
    let mut listed = BTreeMap::new();
    for (case, _) in small::cases(contents) {
        let oracle = Oracle::new(contents, &case, small::today());
        let draw = contents.questions.iter().enumerate().map(|(ix, question)| {
            let Some(Answer::Known(value)) = case.0.get(&question.id) else {
                panic!("`{}` has no answer", question.id);
            };
            let region = regions[ix].region_of(question, value, small::today());
            if oracle.applies(ix) {
                region.unwrap()
            } else {
                0
            }
        });
        let draw: Draw = draw.collect();
        listed.insert(draw, case);
    }
    listed
}

/// The questions in the order in which the guide asks them, and its screens.
fn guided(package: &Package, case: &Answers) -> (Vec<usize>, usize) {
    let days = Days {
        as_of: small::today(),
        applied_on: small::today(),
    };
    let questions = &package.contents().questions;
    let (mut answers, mut asked, mut screens) = (Answers::default(), Vec::new(), Vec::new());
    while let Some(screen) = package.assess(&answers, days, Wish::default()).next {
        let id = &screen.questions[0];
        answers.0.insert(id.clone(), case.0[id].clone());
        asked.push(questions.iter().position(|it| it.id == *id).unwrap());
        screens.push(screen.screen);
    }
    screens.dedup();
    (asked, screens.len())
}

#[test]
fn cases_are_counted_and_listed_as_they_are() {
    for seed in 0..PACKAGES {
        let package = small_package(seed);
        let cases = Cases::of(&package).unwrap();
        let listed = listed(&package);
        assert_eq!(cases.count(), listed.len() as u128, "seed {seed}");
        let all: BTreeSet<Draw> = cases.all().into_iter().collect();
        assert!(all.iter().eq(listed.keys()), "seed {seed}");
    }
}

#[test]
fn cases_are_drawn_alike() {
    let package = small_package(7);
    let cases = Cases::of(&package).unwrap();
    let (count, size) = (
        usize::try_from(cases.count()).unwrap(),
        200 * cases.all().len(),
    );
    let mut times: BTreeMap<Draw, usize> = BTreeMap::new();
    for case in cases.draw(1, size) {
        *times.entry(case).or_default() += 1;
    }
    assert_eq!(times.len(), count, "each case comes");
    // 200 are to be expected of each; six standard deviations are 85.
    assert!(
        times.values().all(|times| (115..=285).contains(times)),
        "{times:?}"
    );
    assert_eq!(
        cases.draw(1, 50),
        cases.draw(1, 50),
        "the same seed draws the same"
    );
}

#[test]
fn an_interview_goes_as_the_guide_does() {
    let mut interviews = 0;
    for seed in 0..PACKAGES {
        let package = small_package(seed);
        let author = Order::author(&package);
        let mut walk = Walk::new(&package, &Cases::of(&package).unwrap());
        for (draw, case) in listed(&package).into_iter().take(60) {
            let (asked, screens) = guided(&package, &case);
            assert_eq!(
                walk.questions(&draw, &author),
                asked,
                "seed {seed}, {case:?}"
            );
            assert_eq!(walk.take(&draw, &author).screens, screens);
            interviews += 1;
        }
    }
    assert!(interviews > 10_000, "{interviews}");
}

fn sum(walk: &mut Walk<'_>, order: &Order, draws: &[Draw]) -> Taken {
    let mut sum = Taken::default();
    for draw in draws {
        let taken = walk.take(draw, order);
        sum.screens += taken.screens;
        sum.questions += taken.questions;
        sum.effort += taken.effort;
    }
    sum
}

#[test]
fn dynamic_programming_says_what_all_interviews_say() {
    for seed in 0..PACKAGES {
        let package = small_package(seed);
        let cases = Cases::of(&package).unwrap();
        let author = Order::author(&package);
        let mut walk = Walk::new(&package, &cases);
        let all = cases.all();
        let spread = exact(&package, &cases, &author, usize::MAX).unwrap();
        // It counts in all answers to all questions, the cases in their own.
        let scale = spread.count() / cases.count();
        assert_eq!(spread.count() % cases.count(), 0, "seed {seed}");
        let taken = sum(&mut walk, &author, &all);
        assert_eq!(
            spread.questions,
            taken.questions as u128 * scale,
            "seed {seed}"
        );
        assert_eq!(spread.effort, taken.effort as u128 * scale, "seed {seed}");
        let mut screens = vec![0_u128; spread.screens.len()];
        for draw in &all {
            screens[walk.take(draw, &author).screens] += scale;
        }
        assert_eq!(spread.screens, screens, "seed {seed}");
    }
    let package = small_package(3);
    let (cases, author) = (Cases::of(&package).unwrap(), Order::author(&package));
    assert_eq!(
        exact(&package, &cases, &author, 0),
        None,
        "it gives up where told"
    );
}

#[test]
fn ours_is_never_worse_than_the_authors() {
    let mut better_ones = 0;
    for seed in 0..PACKAGES {
        let package = small_package(seed);
        let cases = Cases::of(&package).unwrap();
        let mut walk = Walk::new(&package, &cases);
        let all = cases.all();
        let author = Order::author(&package);
        let ours = better(&package, &mut walk, &all);
        let mut questions = ours.0.clone();
        questions.sort_unstable();
        assert_eq!(questions, author.0, "seed {seed}: every question once");
        let [old, new] = [&author, &ours].map(|order| sum(&mut walk, order, &all));
        assert!(new.screens <= old.screens, "seed {seed}");
        assert!(new.questions <= old.questions, "seed {seed}");
        assert!(new.effort <= old.effort, "seed {seed}");
        assert!(
            ours == author || new != old,
            "seed {seed}: changed for nothing"
        );
        better_ones += usize::from(new != old);
    }
    assert!(better_ones > 30, "{better_ones}");
}

/// The other order asks for everything too, only not as well.
#[test]
fn publicodes_order_settles_what_it_can() {
    let mut useless = 0;
    for seed in 0..PACKAGES {
        let package = small_package(seed);
        let mut walk = Walk::new(&package, &Cases::of(&package).unwrap());
        for (draw, case) in listed(&package).into_iter().take(20) {
            let (asked, vain) = by_score(&package, &mut walk, &draw);
            useless += vain;
            let id = |ix: &usize| package.contents().questions[*ix].id.clone();
            let given = asked.iter().map(|ix| (id(ix), case.0[&id(ix)].clone()));
            let answers = Answers(given.collect());
            let days = Days {
                as_of: small::today(),
                applied_on: small::today(),
            };
            let left = package.assess(&answers, days, Wish::default()).next;
            assert_eq!(left, None, "seed {seed}, {case:?}");
        }
    }
    assert!(useless > 0);
}

#[test]
fn in_the_restaurant_ours_is_not_worse_than_either() {
    let (catalogue, _) = catalogue::read(builtin());
    let (contents, _) = catalogue.contents("open-restaurant", small::today(), SignOffs::District);
    let package = Package::compile(contents.unwrap());
    let table = table(&package, 1_000, 5, 1_000).unwrap();
    assert_eq!(
        table.basis,
        Basis::Sample {
            seed: 5,
            size: 1_000
        }
    );
    assert!(table.cases > 1_000_000_000_000, "{}", table.cases);
    let [author, publicodes, ours] = &table.rows;
    for other in [author, publicodes] {
        assert!(ours.mean_screens() <= other.mean_screens());
        assert!(ours.mean_questions() <= other.mean_questions());
    }
    assert_eq!(ours.useless, 0);
    assert!(publicodes.useless > 0);
}
