//! `lianban check --mutations`: whether a wrong rule would be noticed.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use lianban_rules::catalogue::{Acceptance, Catalogue, Edition, SignOffs, builtin};
use lianban_rules::mutations::{Fate, Judge, Mutant, mutants};
use lianban_rules::scenarios::{self, Scenarios};

/// What an acceptance of a survivor names as its proof.
const PROOF: &str = "mutation";
/// Of a hundred changes that change something, so many must be noticed.
const GOAL: usize = 95;

/// Prints the score of every package that has scenarios, and what nobody noticed; status 1
/// below the goal.
pub(super) fn run(catalogue: &Catalogue) -> ExitCode {
    let read = scenarios::all(builtin()).filter_map(|(_, read)| read.ok());
    let mut of_package: BTreeMap<String, Vec<Scenarios>> = BTreeMap::new();
    for scenarios in read {
        let all = of_package.entry(scenarios.package.clone()).or_default();
        all.push(scenarios);
    }
    let mut good = true;
    for (package, scenarios) in &of_package {
        let Some(day) = scenarios.first().map(|it| it.applied_on) else {
            continue;
        };
        let (edition, _) = catalogue.edition(package, day, SignOffs::All);
        good &= edition.is_some_and(|edition| score(catalogue, &edition, scenarios));
    }
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Who noticed how many.
#[derive(Default)]
struct Tally {
    equivalent: usize,
    scenarios: usize,
    proofs: usize,
    survivors: Vec<Mutant>,
}

fn score(catalogue: &Catalogue, edition: &Edition, scenarios: &[Scenarios]) -> bool {
    let started = Instant::now();
    let all = mutants(&edition.contents);
    let laws = catalogue.laws();
    let mut judge = Judge::new(edition, &laws, scenarios, &all);
    let mut tally = Tally::default();
    for mutant in all {
        match judge.fate(&mutant) {
            Fate::Equivalent => tally.equivalent += 1,
            Fate::Scenario(_) => tally.scenarios += 1,
            Fate::Proof(_) => tally.proofs += 1,
            Fate::Survived => tally.survivors.push(mutant),
        }
    }
    tell(&edition.contents.id, &tally, catalogue.accepted());
    println!("  took {} s", started.elapsed().as_secs());
    tally.noticed() * 100 >= tally.counted() * GOAL
}

/// Prints the score and the survivors, each with its written reason if there is one.
fn tell(package: &str, tally: &Tally, accepted: &[Acceptance]) {
    println!(
        "{package}: {} of {} changes noticed ({}), {} by scenarios and {} by proofs; {} more change nothing",
        tally.noticed(),
        tally.counted(),
        percent(tally.noticed(), tally.counted()),
        tally.scenarios,
        tally.proofs,
        tally.equivalent,
    );
    for mutant in &tally.survivors {
        let subject = format!("{}: {}", mutant.of, mutant.says);
        let mut all = accepted.iter().filter(|it| it.proof == PROOF);
        let reason = all.find(|it| it.subject == subject || it.subject == mutant.of);
        let reason = reason.map_or("nobody noticed", |it| &it.reason);
        println!("  {subject}\n      {reason}");
    }
}

impl Tally {
    fn noticed(&self) -> usize {
        self.scenarios + self.proofs
    }

    fn counted(&self) -> usize {
        self.noticed() + self.survivors.len()
    }
}

/// 96.4 %
fn percent(part: usize, whole: usize) -> String {
    let tenths = part * 1000 / whole.max(1);
    format!("{}.{} %", tenths / 10, tenths % 10)
}
