//! A wrong rule is noticed: by a scenario where there is one, else by a proof; or it is named.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use lianban_rules::catalogue::{self, CatalogueFile, Edition, SignOffs};
use lianban_rules::mutations::{Fate, Judge, mutants};
use lianban_rules::scenarios::{self, Scenarios};

const SCENARIOS: &str = "scenarios:
  package: shop
  applied-on: 2026-11-23
  cases:
    - id: s-1
      name: 刚好不查消防
      answers: { hot: false, kind: shop, area: 300, minor: false }
";

fn shop() -> (Edition, Vec<Scenarios>) {
    let texts = include_str!("proofs/sound.yaml").split("\n---\n");
    let file = |(ix, text): (usize, &str)| CatalogueFile {
        path: format!("{ix}.yaml").into(),
        text: format!("{}\n", text.trim_end()).into(),
    };
    let files: Vec<_> = texts.enumerate().map(file).collect();
    let (catalogue, faults) = catalogue::read(&files);
    assert!(faults.is_empty(), "{faults:?}");
    let day = "2026-11-23".parse().unwrap();
    let (edition, faults) = catalogue.edition("shop", day, SignOffs::All);
    let edition = edition.unwrap_or_else(|| panic!("{faults:?}"));
    let file = CatalogueFile {
        path: "scenarios/shop.yaml".into(),
        text: SCENARIOS.into(),
    };
    let read = scenarios::all(&[file]).map(|(_, it)| it.unwrap()).collect();
    (edition, read)
}

#[test]
fn each_change_is_noticed_by_whom_it_should_be() {
    let (edition, scenarios) = shop();
    let all = mutants(&edition.contents);
    let mut judge = Judge::new(&edition, &[], &scenarios, &all);
    let mut fate = |of: &str, says: &str| {
        let mutant = all.iter().find(|it| it.of == of && it.says == says);
        judge.fate(mutant.unwrap_or_else(|| panic!("{of}: {says}")))
    };
    let inclusive = fate("r-2", "`area > 300` becomes `area >= 300`");
    assert_eq!(inclusive, Fate::Scenario("s-1 刚好不查消防".to_owned()));
    let idle = fate("r-5", "`minor == true` dropped");
    assert_eq!(idle, Fate::Proof("question-matters"));
    // Where the permit is required, nobody hears that it is not.
    assert_eq!(fate("r-3", "`area <= 300` dropped"), Fate::Equivalent);
}
