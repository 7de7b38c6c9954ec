//! Each proof finds what it says it finds, and says it with a case.
//!
//! `sound.yaml` is a small catalogue of which everything is proved. Each test breaks it at one
//! place; the counter-example is the snapshot.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod builtin;
mod counting;
mod documents;
mod questions;
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod texts;

use lianban_rules::catalogue::{self, CatalogueFile, SignOffs};
use lianban_rules::contents::Contents;
use lianban_rules::diagnostic::Diagnostic;
use lianban_rules::proofs::{Finding, PROOFS, Space};

const SOUND: &str = include_str!("sound.yaml");

/// The catalogue in which everything is proved, but for these replacements.
fn broken(changes: &[(&str, &str)]) -> String {
    let mut text = SOUND.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the sound catalogue holds no {from:?}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn files(text: &str) -> Vec<CatalogueFile> {
    let texts = text.split("\n---\n").enumerate();
    let file = |(ix, text): (usize, &str)| CatalogueFile {
        path: format!("{}.yaml", ix + 1).into(),
        text: format!("{}\n", text.trim_end()).into(),
    };
    texts.map(file).collect()
}

/// Everything that all proofs find in the catalogue, once its contents are changed.
fn findings(text: &str, change: impl Fn(&mut Contents)) -> Vec<Finding> {
    let (catalogue, faults) = catalogue::read(&files(text));
    assert!(faults.is_empty(), "{}", shown(&faults));
    let day = "2026-11-23".parse().unwrap();
    let (edition, faults) = catalogue.edition("shop", day, SignOffs::District);
    let mut edition = edition.unwrap_or_else(|| panic!("{}", shown(&faults)));
    change(&mut edition.contents);
    let laws = catalogue.laws();
    let mut space = Space::new(&edition.contents, &edition.handbook, &laws);
    PROOFS
        .iter()
        .flat_map(|proof| proof.run(&mut space))
        .collect()
}

fn shown(faults: &[Diagnostic]) -> String {
    let lines = faults.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

/// What the proofs say of the sound catalogue with these replacements.
fn found(changes: &[(&str, &str)]) -> String {
    told(&findings(&broken(changes), |_| ()))
}

/// What the proofs say of the sound catalogue once its contents are changed.
fn found_in(change: impl Fn(&mut Contents)) -> String {
    told(&findings(SOUND, change))
}

fn told(findings: &[Finding]) -> String {
    let lines = findings.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn of_the_sound_catalogue_everything_is_proved() {
    assert_eq!(found(&[]), "");
}
