//! Every scenario of the catalogue: answers in, and what must come out.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod restaurant;

use lianban_rules::catalogue::{self, SignOffs};
use lianban_rules::date::Date;
use lianban_rules::package::Package;
use lianban_rules::scenarios;

/// What `package` says on `day`.
fn package(id: &str, day: Date, sign_offs: SignOffs) -> Package {
    let (catalogue, faults) = catalogue::read(catalogue::builtin());
    assert!(faults.is_empty(), "{faults:#?}");
    let (contents, faults) = catalogue.contents(id, day, sign_offs);
    Package::compile(contents.unwrap_or_else(|| panic!("{id}: {faults:#?}")))
}

#[test]
fn the_catalogue_is_free_of_faults() {
    let (catalogue, faults) = catalogue::read(catalogue::builtin());
    let found: Vec<String> = faults
        .into_iter()
        .chain(catalogue.check())
        .map(|fault| format!("{:?}", miette::Report::new(fault)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_scenario_comes_out_as_written() {
    let mut differences = Vec::new();
    let mut cases = 0;
    for (path, scenarios) in scenarios::all(catalogue::builtin()) {
        let scenarios = scenarios.unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let (day, sign_offs) = (scenarios.applied_on, scenarios.sign_offs());
        let package = package(&scenarios.package, day, sign_offs);
        for case in &scenarios.cases {
            cases += 1;
            differences.extend(scenarios.differences(&package, case));
        }
    }
    assert!(cases > 0, "no scenario was found");
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}
