//! The shape of the project: what may use what, and whether its map is true.

mod crates;
mod documents;
mod files;
mod modules;
mod pages;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lianban_tests::Told;

/// The root of the clone.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What `program` prints when run at the root.
fn output_of(program: &str, arguments: &[&str]) -> Told<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    Err(String::from_utf8_lossy(&output.stderr).into())
}

/// Every file of ours: what git knows, and what it would know if asked.
fn files() -> Told<Vec<String>> {
    let listed = output_of(
        "git",
        &["ls-files", "--cached", "--others", "--exclude-standard"],
    )?;
    let exists = |path: &&str| root().join(path).is_file();
    Ok(listed.lines().filter(exists).map(str::to_owned).collect())
}

/// The text of a file, by its path from the root.
fn read(path: &str) -> Told<String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}").into())
}

/// Whether a path ends with one of these, after its last dot.
fn is_one_of(path: &str, extensions: &[&str]) -> bool {
    let extension = Path::new(path).extension().and_then(|it| it.to_str());
    extension.is_some_and(|it| extensions.contains(&it))
}
