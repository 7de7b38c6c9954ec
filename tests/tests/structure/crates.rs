//! Dependencies between crates point one way, and the browser's half stays light.

use lianban_tests::Told;
use serde::Deserialize;

use crate::output_of;

/// What `cargo metadata` says, as far as it matters here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
}

/// Crate → the crates of ours it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("lianban-rules", &[]),
    ("lianban-api", &["lianban-rules"]),
    ("lianban-frontend", &["lianban-api", "lianban-rules"]),
    ("lianban-backend", &["lianban-api", "lianban-rules"]),
    ("lianban-tests", &["lianban-api", "lianban-rules"]),
    ("lianban-wasm-probe", &["lianban-rules"]),
];

/// What no visitor shall download: the server's half, and what is too heavy.
const NEVER_IN_THE_BROWSER: [&str; 8] = [
    "argon2",
    "axum",
    "jsonschema",
    "miette",
    "redb",
    "saphyr",
    "thirtyfour",
    "tokio",
];

#[test]
fn crates_use_only_what_they_may() -> Told {
    let metadata = output_of(
        env!("CARGO"),
        &["metadata", "--no-deps", "--offline", "--format-version=1"],
    )?;
    let metadata: Metadata = serde_json::from_str(&metadata)?;
    for package in &metadata.packages {
        let name = package.name.as_str();
        let allowed = MAY_USE.iter().find(|(it, _)| *it == name);
        let (_, allowed) = allowed.ok_or_else(|| format!("`{name}` is not in the table"))?;
        for used in package.dependencies.iter().map(|it| it.name.as_str()) {
            // `rules` names itself to test the feature that the browser leaves out.
            let is_ours = used.starts_with("lianban-") && used != name;
            assert!(
                !is_ours || allowed.contains(&used),
                "`{name}` may not use `{used}`"
            );
        }
    }
    assert_eq!(
        metadata.packages.len(),
        MAY_USE.len(),
        "the table names a crate that is gone"
    );
    Ok(())
}

#[test]
fn the_browser_downloads_nothing_of_the_server() -> Told {
    let tree = output_of(
        env!("CARGO"),
        &[
            "tree",
            "--offline",
            "--package=lianban-frontend",
            "--target=wasm32-unknown-unknown",
            "--edges=normal,no-proc-macro",
            "--prefix=none",
            "--format={p}",
        ],
    )?;
    let crates: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(
        crates.contains(&"leptos"),
        "this is not the browser's tree:\n{tree}"
    );
    for heavy in NEVER_IN_THE_BROWSER {
        assert!(
            !crates.contains(&heavy),
            "`{heavy}` is in the browser's half"
        );
    }
    Ok(())
}
