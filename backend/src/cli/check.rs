//! `lianban check`: what is wrong with the catalogue, and how much there is in it.

use std::process::ExitCode;

use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::package::Package;
use miette::GraphicalReportHandler;

/// Prints diagnostics to stderr and counts to stdout; status 1 when anything is wrong.
pub fn run() -> ExitCode {
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
    let ids: Vec<String> = catalogue.packages().map(str::to_owned).collect();
    for id in &ids {
        for interval in catalogue.intervals(id) {
            let (contents, _) = catalogue.contents(id, interval.from, SignOffs::District);
            let Some(contents) = contents else { continue };
            println!("{}", counts(&Package::compile(contents)));
        }
    }
    println!(
        "{} files, {} packages, {} faults",
        builtin().len(),
        ids.len(),
        found.len()
    );
    if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
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
