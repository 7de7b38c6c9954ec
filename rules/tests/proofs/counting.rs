//! Counting on the diagram against listing every case.

use std::collections::BTreeSet;

use lianban_rules::answers::Answers;
use lianban_rules::contents::Contents;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;
use lianban_rules::proofs::{Count, Space};

use super::support::random::Random;
use super::support::small;

/// The regions of a case, without those of questions that do not apply in it.
fn regions(package: &Package, case: &Answers, applying_only: bool) -> Vec<Option<usize>> {
    let known = package.known(case, small::today());
    let state = package.state(&known);
    let questions = known.iter().enumerate();
    let kept = |(ix, region): (usize, &Option<usize>)| {
        let applies = state.is_true(package.outcomes().applies_to(ix));
        region.filter(|_| applies || !applying_only)
    };
    questions.map(kept).collect()
}

fn listed(package: &Package, contents: &Contents, applying_only: bool) -> Count {
    let cases = small::cases(contents).into_iter();
    let different: BTreeSet<_> = cases
        .map(|(case, _)| regions(package, &case, applying_only))
        .collect();
    Count(different.len() as u128)
}

#[test]
fn the_number_of_cases_is_that_of_listing_them() {
    let mut cases = 0;
    for seed in 0..200 {
        let contents = small::contents(&mut Random::new(seed));
        let handbook = Handbook::default();
        let mut space = Space::new(&contents, &handbook, &[]);
        let counted = (space.assignments(), space.cases());
        let package = space.package();
        let all = listed(package, &contents, false);
        let asked = listed(package, &contents, true);
        assert_eq!(counted, (all, asked), "seed {seed}");
        cases += asked.0;
    }
    assert!(cases > 10_000, "{cases}");
}
