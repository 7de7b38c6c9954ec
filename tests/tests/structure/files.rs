//! The map is true, files are short, nothing is left half done.

use lianban_tests::Told;

use crate::{files, is_one_of, read, root};

/// Lines a file of code may have above its tests; longer ones are listed with the reason.
const LINES: usize = 350;

/// Files that may be longer, and why.
const LONGER: &[(&str, &str)] = &[
    (
        "backend/tests/http/files.rs",
        "one story for each way in which a file can come, go or be refused",
    ),
    (
        "rules/src/catalogue/resolve/comparison.rs",
        "one function for each type of question that a condition can compare",
    ),
    (
        "rules/src/contents.rs",
        "one list of plain types, read from top to bottom like a form",
    ),
    (
        "rules/src/diagnostic.rs",
        "every message of the reader, so that they speak with one voice",
    ),
    (
        "rules/src/syntax/parser.rs",
        "the whole grammar, one function for each of its rules",
    ),
    (
        "rules/tests/support/small.rs",
        "a generator of packages that knows everything a package can hold",
    ),
];

/// Words that say something is not done; written apart so that this file does not say them.
const UNDONE: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("dbg", "!("),
];

#[test]
fn every_path_in_the_map_exists() -> Told {
    let text = read("ARCHITECTURE.md")?;
    let map = text
        .split("\n## ")
        .find(|section| section.starts_with("The map"))
        .ok_or("ARCHITECTURE.md has no section `The map`")?;
    let paths: Vec<&str> = map
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- `"))
        .filter_map(|line| line.split('`').next())
        .collect();
    assert!(paths.len() > 20, "the map names only {} paths", paths.len());
    for path in paths {
        assert!(
            root().join(path).exists(),
            "the map names `{path}`, which is not there"
        );
    }
    Ok(())
}

#[test]
fn every_room_is_on_the_map() -> Told {
    let map = read("ARCHITECTURE.md")?;
    for path in files()? {
        let mut parts = path.split('/');
        let (Some(room), Some(_)) = (parts.next(), parts.next()) else {
            continue;
        };
        let names = [format!("`{room}`"), format!("`{room}/")];
        assert!(
            names.iter().any(|name| map.contains(name)),
            "`{path}` is in a folder that the map does not name"
        );
    }
    Ok(())
}

#[test]
fn files_are_short_or_say_why() -> Told {
    for path in files()? {
        let is_code = is_one_of(&path, &["rs", "css", "html", "sh"]);
        if !is_code || LONGER.iter().any(|(longer, _)| *longer == path) {
            continue;
        }
        let lines = lines_of(&path)?;
        assert!(
            lines <= LINES,
            "`{path}` has {lines} lines: split it, or say why not in `LONGER`"
        );
    }
    for (path, _) in LONGER {
        let lines = lines_of(path)?;
        assert!(
            lines > LINES,
            "`{path}` has {lines} lines and needs no excuse any more"
        );
    }
    Ok(())
}

#[test]
fn every_file_of_rust_opens_with_its_promise() -> Told {
    for path in files()?.iter().filter(|path| is_one_of(path, &["rs"])) {
        assert!(
            read(path)?.starts_with("//! "),
            "`{path}` does not say what it holds"
        );
    }
    Ok(())
}

#[test]
fn nothing_is_left_half_done() -> Told {
    let text = ["rs", "css", "html", "sh", "md", "yaml", "toml", "snap"];
    for path in files()?.iter().filter(|path| is_one_of(path, &text)) {
        let text = read(path)?;
        for word in UNDONE {
            assert!(!text.contains(word), "`{path}` says `{word}`");
        }
    }
    Ok(())
}

fn lines_of(path: &str) -> Told<usize> {
    let text = read(path)?;
    let is_code = |line: &&str| line.trim() != "#[cfg(test)]";
    Ok(text.lines().take_while(is_code).count())
}
