//! `lianban check --scenarios`: whether every scenario comes out as written.

use std::process::ExitCode;

use lianban_rules::catalogue::{Catalogue, builtin};
use lianban_rules::package::Package;
use lianban_rules::scenarios;

/// Prints every difference and how many scenarios there are; status 1 when one differs.
pub(super) fn run(catalogue: &Catalogue) -> ExitCode {
    let (mut cases, mut wrong) = (0, 0);
    for (path, read) in scenarios::all(builtin()) {
        let differences = match read {
            Err(fault) => vec![fault],
            Ok(scenarios) => {
                let (day, sign_offs) = (scenarios.applied_on, scenarios.sign_offs());
                let (contents, _) = catalogue.contents(&scenarios.package, day, sign_offs);
                match contents.map(Package::compile) {
                    None => vec![format!("no sound package `{}`", scenarios.package)],
                    Some(package) => {
                        cases += scenarios.cases.len();
                        let all = scenarios.cases.iter();
                        all.flat_map(|case| scenarios.differences(&package, case))
                            .collect()
                    }
                }
            }
        };
        for difference in &differences {
            println!("{path}: {difference}");
        }
        wrong += differences.len();
    }
    println!("{cases} scenarios, {wrong} differences");
    if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
