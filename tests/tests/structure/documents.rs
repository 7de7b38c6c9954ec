//! What the documents say of the code is true.

use lianban_tests::Told;

use crate::{files, is_one_of, read};

/// The words between backticks in the last column of a row.
fn named_tests(row: &str) -> Vec<&str> {
    let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
    let last = cells.last().copied().unwrap_or_default();
    last.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_threat_is_defended_by_a_test_that_exists() -> Told {
    let document = read("docs/security.md")?;
    let mut tests = String::new();
    for path in files()?.iter().filter(|path| is_one_of(path, &["rs"])) {
        tests.push_str(&read(path)?);
    }
    let rows = document.lines().filter(|line| line.starts_with("| "));
    let rows: Vec<&str> = rows.skip(2).collect();
    assert!(rows.len() > 20, "the table of threats is not there");
    for row in rows {
        let named = named_tests(row);
        assert!(!named.is_empty(), "no test in this row:\n{row}");
        for test in named {
            let function = format!("fn {test}(");
            assert!(tests.contains(&function), "there is no test `{test}`");
        }
    }
    Ok(())
}

#[test]
fn every_setting_is_documented() -> Told {
    let document = read("docs/operations.md")?;
    for path in files()? {
        if !path.starts_with("backend/src/cli") {
            continue;
        }
        for word in read(&path)?.split(|c: char| !c.is_ascii_uppercase() && c != '_') {
            let is_setting = word.starts_with("LIANBAN_");
            assert!(
                !is_setting || document.contains(word),
                "`{word}` of `{path}` is not in docs/operations.md"
            );
        }
    }
    Ok(())
}
