//! The rooms of `rules`, lowest first. A module may use only lower rungs.

use lianban_tests::Told;

use crate::{files, read};

/// A part that needs more than the rest of its module (`answers/read`) has a place of its own.
const LADDER: &[&[&str]] = &[
    &["date", "diagram", "hex", "nearest", "place"],
    &["calendar", "contents", "diagnostic", "diagram_builder"],
    &["answers", "assessment", "handbook", "syntax"],
    &["catalogue", "deadline", "field", "regions"],
    &["compare", "outcomes", "words"],
    &["compile", "state"],
    &["package"],
    &["interviews"],
    &[
        "answers/read",
        "assess",
        "form",
        "receipt",
        "share",
        "witness",
    ],
    &["explain", "template"],
    &["cross_check", "opening", "proofs", "scenarios", "sentences"],
    &["mutations", "tally"],
];

fn rung(module: &str) -> Told<usize> {
    LADDER
        .iter()
        .position(|rung| rung.contains(&module))
        .ok_or_else(|| format!("`{module}` has no place on the ladder").into())
}

/// The module a file of `rules/src` belongs to.
fn module_of(file: &str) -> &str {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let is_apart = LADDER.iter().any(|rung| rung.contains(&path));
    if is_apart {
        path
    } else {
        path.split('/').next().unwrap_or(path)
    }
}

/// The modules of this crate that a text uses above its tests.
fn used_modules(text: &str) -> Vec<&str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let name_of = |rest: &'_ str| {
        rest.find(|c: char| !c.is_ascii_lowercase() && c != '_')
            .unwrap_or(rest.len())
    };
    code.lines()
        .filter(is_code)
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.split_at(name_of(rest)).0)
        .collect()
}

#[test]
fn modules_use_only_lower_rungs() -> Told {
    for path in files()? {
        let Some(file) = path.strip_prefix("rules/src/") else {
            continue;
        };
        if file == "lib.rs" || file.ends_with("tests.rs") {
            continue;
        }
        let module = module_of(file);
        for used in used_modules(&read(&path)?) {
            let is_own = module.split('/').next() == Some(used) && !module.contains('/');
            assert!(
                is_own || rung(used)? < rung(module)?,
                "`{path}`: `{module}` may not use `{used}`"
            );
        }
    }
    Ok(())
}

#[test]
fn the_ladder_names_what_is_there() -> Told {
    let files = files()?;
    for module in LADDER.iter().copied().flatten() {
        let is_there = [".rs", "/mod.rs"]
            .iter()
            .any(|end| files.contains(&format!("rules/src/{module}{end}")));
        assert!(is_there, "the ladder names `{module}`, which is not there");
    }
    Ok(())
}
