//! Lists the files of `catalogue/`, so that every program can carry them inside.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("catalogue");
    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();
    let mut code = String::from("static FILES: &[CatalogueFile] = &[\n");
    for file in files {
        let inside = file.strip_prefix(&root).map_err(io::Error::other)?;
        let path = inside.to_string_lossy().replace('\\', "/");
        let source = file.to_string_lossy();
        let line = writeln!(
            code,
            "    CatalogueFile {{ path: ::std::borrow::Cow::Borrowed({path:?}), text: ::std::borrow::Cow::Borrowed(include_str!({source:?})) }},"
        );
        line.map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("builtin_catalogue.rs"), code)
}

/// Adds the YAML files beneath `folder`; a new file in a watched folder builds anew.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
