//! Every scenario of the catalogue: answers in, and what must come out.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod check;
mod read;
mod restaurant;

use lianban_rules::catalogue::{self, CatalogueFile, SignOffs};
use lianban_rules::date::Date;
use lianban_rules::package::Package;

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
    let is_scenario = |file: &&CatalogueFile| file.path.starts_with("scenarios/");
    let mut differences = Vec::new();
    let mut cases = 0;
    for file in catalogue::builtin().iter().filter(is_scenario) {
        let scenarios = read::scenarios(&file.text);
        let sign_offs = if scenarios.signed_off {
            SignOffs::All
        } else {
            SignOffs::District
        };
        let package = package(&scenarios.package, scenarios.applied_on, sign_offs);
        for case in &scenarios.cases {
            cases += 1;
            differences.extend(check::differences(&package, &scenarios, case));
        }
    }
    assert!(cases > 0, "no scenario was found");
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}
