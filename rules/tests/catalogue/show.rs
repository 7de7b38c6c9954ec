//! Reads texts as files of a catalogue and shows faults as an author sees them.

use lianban_rules::catalogue::{self, CatalogueFile};
use lianban_rules::diagnostic::Diagnostic;
use miette::{GraphicalReportHandler, GraphicalTheme};

/// The texts between `---` as files `1.yaml`, `2.yaml`, …
pub fn files(text: &str) -> Vec<CatalogueFile> {
    let texts = text.split("\n---\n").enumerate();
    let file = |(ix, text): (usize, &str)| CatalogueFile {
        path: format!("{}.yaml", ix + 1).into(),
        text: format!("{}\n", text.trim_end()).into(),
    };
    texts.map(file).collect()
}

/// The fault, caret and all.
pub fn show(fault: &Diagnostic) -> String {
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    let handler = handler.with_width(100);
    handler.render_report(&mut text, fault).unwrap();
    text
}

/// A sound catalogue but for its block of rules.
pub const WORLD: &str = include_str!("world.yaml");

/// What is wrong with `text`, joined to the world. A file that starts like one
/// of the world's takes its place.
pub fn findings(text: &str) -> String {
    let mut parts: Vec<&str> = WORLD.split("\n---\n").collect();
    let starts = |part: &str| part.split(':').next().map(str::to_owned);
    for part in text.split("\n---\n") {
        match parts.iter().position(|known| starts(known) == starts(part)) {
            Some(ix) => parts[ix] = part,
            None => parts.push(part),
        }
    }
    let (catalogue, mut faults) = catalogue::read(&files(&parts.join("\n---\n")));
    faults.extend(catalogue.check());
    faults.iter().map(show).collect()
}

/// What is wrong with a condition.
pub fn condition(text: &str) -> String {
    findings(&format!(
        "block: block\nconditions:\n  c: {{ text: 文, is: true }}\n  d:\n    text: 文\n    is: {text}"
    ))
}

/// What is wrong with a rule that has these lines beside its condition.
pub fn rule(lines: &str) -> String {
    findings(&format!(
        "block: block\nrules:\n  r-1:\n    when: hot\n    reason: 因为。\n    mark: V\n    {lines}"
    ))
}
