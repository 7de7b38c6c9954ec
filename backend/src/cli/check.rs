//! `lianban check`: what is wrong with the catalogue, and what is proved of every case.

mod mutations;
mod scenarios;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use lianban_rules::catalogue::{Acceptance, Catalogue, Edition, SignOffs, builtin, read};
use lianban_rules::contents::Interval;
use lianban_rules::date::Date;
use lianban_rules::package::Package;
use lianban_rules::proofs::{Judged, PROOFS, Proof, Space, judge, stale};
use miette::GraphicalReportHandler;

use crate::clock::Moment;

/// Checks the catalogue for every interval of the law: that it can be read, and what is proved of every case.
#[derive(Args)]
pub struct Check {
    /// Only the intervals with this day; with `--interviews`, today in Chengdu if left out.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Prints how long the interviews of this package are, in three orders.
    #[arg(long, value_name = "PACKAGE", conflicts_with_all = ["scenarios", "mutations"])]
    interviews: Option<String>,
    /// Assesses every scenario of the catalogue instead, and prints what comes out differently.
    #[arg(long, conflicts_with = "mutations")]
    scenarios: bool,
    /// Changes every rule in every small way instead, and prints what nobody noticed.
    #[arg(long)]
    mutations: bool,
}

impl Check {
    /// Runs the command.
    pub fn run(self) -> ExitCode {
        if let Some(package) = &self.interviews {
            let today = || Moment::now().day();
            return super::interviews::print(package, self.as_of.unwrap_or_else(today));
        }
        let (catalogue, faults) = sound();
        if self.scenarios {
            scenarios::run(&catalogue)
        } else if self.mutations {
            mutations::run(&catalogue)
        } else {
            everything(&catalogue, faults, self.as_of)
        }
    }
}

/// Counts and proofs of every package; status 1 when anything is wrong.
fn everything(catalogue: &Catalogue, faults: usize, as_of: Option<Date>) -> ExitCode {
    let mut judged = Vec::new();
    let mut told = BTreeSet::new();
    let ids: Vec<String> = catalogue.packages().map(str::to_owned).collect();
    for id in &ids {
        let intervals = catalogue.intervals(id);
        let is_wanted = |it: &&Interval| as_of.is_none_or(|day| it.contains(day));
        for interval in intervals.iter().filter(is_wanted) {
            let (edition, _) = catalogue.edition(id, interval.from, SignOffs::District);
            judged.extend(edition.map(|edition| prove(catalogue, &edition, &mut told)));
        }
    }
    let is_proof = |it: &&Acceptance| PROOFS.iter().any(|proof| proof.id == it.proof);
    let acceptances: Vec<Acceptance> = catalogue
        .accepted()
        .iter()
        .filter(is_proof)
        .cloned()
        .collect();
    // On one day alone, what is accepted for another is not stale.
    let stale = match as_of {
        None => stale(&acceptances, &judged),
        Some(_) => Vec::new(),
    };
    for it in &stale {
        println!("accepted, but found no more: {} `{}`", it.proof, it.subject);
    }
    let open: usize = judged.iter().map(|it| it.open.len()).sum();
    let wrong = faults + open + stale.len();
    println!(
        "{} files, {} packages, {faults} faults, {} findings",
        builtin().len(),
        ids.len(),
        open + stale.len()
    );
    if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The catalogue, once its faults are printed; and their number.
fn sound() -> (Catalogue, usize) {
    let (catalogue, mut found) = read(builtin());
    found.extend(catalogue.check());
    for diagnostic in &found {
        let mut text = String::new();
        if GraphicalReportHandler::new()
            .render_report(&mut text, diagnostic)
            .is_err()
        {
            text = format!("{diagnostic}\n");
        }
        eprintln!("{text}");
    }
    (catalogue, found.len())
}

/// Runs every proof over one edition and prints what comes out; what was `told` before is
/// counted, but not told again.
fn prove(catalogue: &Catalogue, edition: &Edition, told: &mut BTreeSet<String>) -> Judged {
    let started = Instant::now();
    let laws = catalogue.laws();
    let mut space = Space::new(&edition.contents, &edition.handbook, &laws);
    println!("{}", counts(space.package()));
    println!("  cases: {}", space.cases());
    println!("  with what is not asked: {}", space.assignments());
    let mut all = Judged::default();
    for proof in PROOFS {
        let judged = judge(proof.run(&mut space), catalogue.accepted());
        println!("{}", outcome(proof, &judged));
        all.open.extend(judged.open);
        all.accepted.extend(judged.accepted);
    }
    for finding in &all.open {
        let finding = finding.to_string();
        if told.insert(finding.clone()) {
            println!("  {finding}");
        }
    }
    println!("  took {} ms", started.elapsed().as_millis());
    all
}

/// ok  permit-needed  each permit …, 2 accepted
fn outcome(proof: &Proof, judged: &Judged) -> String {
    let verdict = match judged.open.len() {
        0 => "ok".to_owned(),
        1 => "1 finding".to_owned(),
        open => format!("{open} findings"),
    };
    let accepted = match judged.accepted.len() {
        0 => String::new(),
        accepted => format!(" ({accepted} accepted)"),
    };
    format!("  {verdict:<12}{:<20}{}{accepted}", proof.id, proof.promise)
}

/// open-restaurant from 2026-01-01: 80 questions, …
fn counts(package: &Package) -> String {
    let contents = package.contents();
    let until = contents
        .in_force
        .until
        .map_or(String::new(), |day| format!(" until {day}"));
    format!(
        "{} from {}{until}: {} questions on {} screens, {} permits, {} rules, {} documents, {} fields, {} citations; {} bytes, {}",
        contents.id,
        contents.in_force.from,
        contents.questions.len(),
        contents.topics.len(),
        contents.permits.len(),
        contents.rules.len(),
        contents.materials.len(),
        contents.fields.len(),
        contents.citations.len(),
        package.bytes().len(),
        package.hash(),
    )
}
