//! `lianban diff` between two folders: what somebody who changes a catalogue reads before it is published.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::running::{lianban, printed};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/catalogue");

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, copied).unwrap();
        }
    }
}

#[test]
fn a_changed_limit_is_told_with_the_cases_it_moves() {
    let folder = TempDir::new().unwrap();
    let new = folder.path().join("new");
    copy(Path::new(CATALOGUE), &new);
    let differs = || {
        let new = new.to_str().unwrap();
        lianban(
            folder.path(),
            &["diff", CATALOGUE, new, "--as-of", "2026-11-23"],
        )
    };
    let same = differs();
    assert!(same.status.success(), "{}", printed(&same));
    assert!(
        printed(&same).contains("没有一种变了"),
        "{}",
        printed(&same)
    );

    let district = new.join("districts/xindu.yaml");
    let text = fs::read_to_string(&district).unwrap();
    assert!(text.contains("value: 300"));
    fs::write(&district, text.replacen("value: 300", "value: 200", 1)).unwrap();
    let moved = differs();
    let said = printed(&moved);
    assert!(moved.status.success(), "{said}");
    assert!(
        said.contains("公众聚集场所投入使用、营业前消防安全检查"),
        "{said}"
    );
    assert!(said.contains("例如："), "{said}");
    assert!(said.contains("建筑面积"), "{said}");

    fs::write(&district, "parameters: [").unwrap();
    let faulty = differs();
    assert_eq!(faulty.status.code(), Some(2), "{}", printed(&faulty));
    assert!(
        printed(&faulty).contains("faults; the first:"),
        "{}",
        printed(&faulty)
    );
}
