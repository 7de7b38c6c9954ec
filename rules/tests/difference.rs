//! What differs between two states of a package: against lists of all cases, and of the restaurant.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod support;

use lianban_rules::catalogue::{self, Edition, SignOffs, builtin};
use lianban_rules::contents::{Condition, Contents};
use lianban_rules::difference::{Side, Subject, between};
use lianban_rules::handbook::Handbook;
use support::oracle::Oracle;
use support::random::Random;
use support::small;

const PACKAGES: u64 = 200;

/// The same package with one rule, demand or licence item changed.
fn changed(contents: &Contents, random: &mut Random) -> Contents {
    let mut changed = contents.clone();
    let flip = |it: &Condition| Condition::Not(Box::new(it.clone()));
    match random.below(4) {
        0 => {
            let ix = random.below(changed.rules.len());
            changed.rules[ix].condition = flip(&contents.rules[ix].condition);
        }
        1 => {
            let ix = random.below(changed.rules.len());
            changed.rules[ix].condition = Condition::Always(false);
        }
        2 => {
            let ix = random.below(changed.demands.len());
            changed.demands[ix].condition = flip(&contents.demands[ix].condition);
        }
        _ => {
            let ix = random.below(changed.licence_items.len());
            changed.licence_items[ix].condition = contents.hints[0].condition.clone();
        }
    }
    changed
}

#[test]
fn a_difference_is_found_if_and_only_if_some_case_shows_it() {
    let (mut differ, mut alike, mut changes) = (0, 0, 0);
    for seed in 0..PACKAGES {
        let random = &mut Random::new(seed);
        let old = small::contents(random);
        let new = changed(&old, random);
        let handbook = Handbook::default();
        let [was, is] = [&old, &new].map(|contents| Side {
            contents,
            handbook: &handbook,
        });
        let found = between(was, is);
        let ends = |contents: &Contents, case: &lianban_rules::answers::Answers| {
            let oracle = Oracle::new(contents, case, small::today());
            assert!(oracle.is_valid(), "seed {seed}: an example is no case");
            oracle.outcomes()
        };
        let some = small::cases(&old)
            .iter()
            .any(|(case, outcomes)| *outcomes != ends(&new, case));
        assert_eq!(some, !found.changes.is_empty(), "seed {seed}");
        assert_eq!(some, found.cases.1 > 0, "seed {seed}");
        for change in &found.changes {
            assert_ne!(
                ends(&old, &change.case),
                ends(&new, &change.case),
                "seed {seed}"
            );
            assert!(!change.when.is_empty(), "seed {seed}: told in no words");
            changes += 1;
        }
        *(if some { &mut differ } else { &mut alike }) += 1;
    }
    assert!(
        differ > 50 && alike > 10 && changes > 100,
        "{differ} {alike} {changes}"
    );
}

fn edition(day: &str) -> Edition {
    let (catalogue, _) = catalogue::read(builtin());
    let day = day.parse().unwrap();
    let (edition, _) = catalogue.edition("open-restaurant", day, SignOffs::District);
    edition.unwrap()
}

/// 90-sources and 30-restaurant: on 2026-08-15 the 生态环境法典 takes the place of the
/// 大气污染防治法 (r-01, r-02, r-03, r-07) and stands beside the lists of the two permits
/// that nobody needs. No case ends otherwise.
#[test]
fn the_ecological_code_changes_sources_and_nothing_else() {
    let [old, new] = ["2026-08-14", "2026-08-15"].map(edition);
    let [was, is] = [&old, &new].map(|it| Side {
        contents: &it.contents,
        handbook: &it.handbook,
    });
    let found = between(was, is);
    assert_eq!(found.changes, []);
    assert_eq!(found.cases.1, 0);
    let lines: Vec<String> = found
        .lines
        .iter()
        .map(|line| {
            assert_eq!(line.subject, Subject::Source);
            assert!(line.is.contains("生态环境法典"), "{line:?}");
            assert!(!line.was.contains("生态环境法典"), "{line:?}");
            let was_air_law = line.was == "《大气污染防治法》第81条";
            format!(
                "{}{}",
                line.of,
                if was_air_law {
                    "，原大气污染防治法第81条"
                } else {
                    ""
                }
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "《固定污染源排污登记》",
            "《建设项目环境影响登记表备案》",
            "规则 r-01，原大气污染防治法第81条",
            "规则 r-02，原大气污染防治法第81条",
            "规则 r-03，原大气污染防治法第81条",
            "规则 r-07，原大气污染防治法第81条",
        ]
    );
    assert_eq!(between(is, is).lines, [], "nothing differs from itself");
}

/// A rule that falls away is told first, in the words of its condition.
#[test]
fn a_rule_that_falls_away_is_told_in_few_words() {
    let old = edition("2026-11-24");
    let mut new = old.clone();
    let rule = new.contents.rules.iter_mut().find(|it| it.id == "r-01");
    rule.unwrap().condition = Condition::Always(false);
    let [was, is] = [&old, &new].map(|it| Side {
        contents: &it.contents,
        handbook: &it.handbook,
    });
    let found = between(was, is);
    let first = &found.changes[0];
    assert_eq!(first.outcomes, ["选址红线 r-01"]);
    assert_eq!((first.was.as_str(), first.is.as_str()), ("有", "没有"));
    assert_eq!(first.when.len(), 1, "{:?}", first.when);
    assert!(!first.and_more);
    assert!(first.when[0].len() <= 3, "{:?}", first.when);
    assert!(first.example.len() > 3, "{:?}", first.example);
}
