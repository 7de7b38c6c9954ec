//! `lianban diff`: which cases change between two days of the law, or two catalogues.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use clap::Args;
use lianban_rules::catalogue::{Catalogue, CatalogueFile, SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::difference::{Change, Difference, Line, Side, Subject, between};

use crate::clock::Moment;

/// Prints which cases change between two states of the rules, and how.
#[derive(Args)]
pub struct Diff {
    /// A day (`2026-08-14`), or a folder with a catalogue.
    old: String,
    /// The same.
    new: String,
    /// For folders, the day whose law is used; today in Chengdu if left out.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Only this package.
    #[arg(long, value_name = "PACKAGE")]
    package: Option<String>,
}

/// Why nothing is compared.
#[derive(Debug, thiserror::Error)]
pub enum DiffError {
    /// Neither a day nor a folder.
    #[error("`{given}` is neither a day nor a folder that can be read: {cause}")]
    Unreadable {
        /// As given.
        given: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The catalogue is faulty.
    #[error("the catalogue `{given}` has {faults} faults; the first: {first}")]
    Faulty {
        /// As given.
        given: String,
        /// How many.
        faults: usize,
        /// The first.
        first: String,
    },
    /// No package is there on both sides.
    #[error("no package to compare: {0}")]
    NoPackage(String),
}

/// A catalogue and a day.
struct State {
    catalogue: Catalogue,
    day: Date,
}

impl Diff {
    /// Runs the command.
    ///
    /// # Errors
    /// [`DiffError`].
    pub fn run(self) -> Result<(), DiffError> {
        let [old, new] = [&self.old, &self.new].map(|given| self.state(given));
        let (old, new) = (old?, new?);
        let mut ids: Vec<&str> = new.catalogue.packages().collect();
        if let Some(only) = &self.package {
            ids.retain(|id| id == only);
        }
        let mut compared = 0;
        for id in ids {
            let [was, is] = [&old, &new].map(|state| {
                let edition = state.catalogue.edition(id, state.day, SignOffs::District);
                edition.0
            });
            let (Some(was), Some(is)) = (was, is) else {
                println!("{id}：只有一边有这个套餐。");
                continue;
            };
            compared += 1;
            println!("{}：{} → {}", is.contents.name, self.old, self.new);
            let [was, is] = [&was, &is].map(|it| Side {
                contents: &it.contents,
                handbook: &it.handbook,
            });
            print(&between(was, is));
        }
        if compared == 0 {
            return Err(DiffError::NoPackage(self.package.unwrap_or_default()));
        }
        Ok(())
    }

    fn state(&self, given: &str) -> Result<State, DiffError> {
        if let Ok(day) = given.parse::<Date>() {
            let (catalogue, _) = read(builtin());
            return Ok(State { catalogue, day });
        }
        let mut files = Vec::new();
        let folder = Path::new(given);
        collect(folder, folder, &mut files).map_err(|cause| DiffError::Unreadable {
            given: given.to_owned(),
            cause,
        })?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let (catalogue, mut faults) = read(&files);
        faults.extend(catalogue.check());
        if let Some(first) = faults.first() {
            return Err(DiffError::Faulty {
                given: given.to_owned(),
                faults: faults.len(),
                first: first.to_string(),
            });
        }
        let day = self.as_of.unwrap_or_else(|| Moment::now().day());
        Ok(State { catalogue, day })
    }
}

/// Every YAML file below a folder.
fn collect(root: &Path, folder: &Path, files: &mut Vec<CatalogueFile>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|it| it == "yaml") {
            let name = path.strip_prefix(root).unwrap_or(&path);
            files.push(CatalogueFile {
                path: Cow::Owned(name.display().to_string()),
                text: Cow::Owned(std::fs::read_to_string(&path)?),
            });
        }
    }
    Ok(())
}

fn print(difference: &Difference) {
    let (all, changed) = difference.cases;
    if difference.changes.is_empty() {
        println!("  结论：{all} 种情形，没有一种变了。");
    } else {
        println!("  结论：{all} 种情形，{changed} 种变了。");
    }
    for (at, change) in difference.changes.iter().enumerate() {
        print_change(at + 1, change, all);
    }
    let is_source = |line: &&Line| line.subject == Subject::Source;
    let head = if difference.changes.is_empty() {
        "结论不变，依据变了"
    } else {
        "依据变了"
    };
    print_lines(head, difference.lines.iter().filter(is_source));
    for (subject, head) in [
        (Subject::Presence, "多了或少了"),
        (Subject::Condition, "条件写法变了"),
        (Subject::Limit, "时限变了"),
        (Subject::Parameter, "参数变了"),
        (Subject::Mark, "把握或签认变了"),
        (Subject::Text, "文字变了"),
    ] {
        let own = difference.lines.iter().filter(|it| it.subject == subject);
        print_lines(head, own);
    }
}

fn print_change(number: usize, change: &Change, all: u128) {
    println!("\n  {number}. {}", change.outcomes.join("、"));
    println!(
        "     {} → {}（{}）",
        change.was,
        change.is,
        share(change.cases, all)
    );
    for (at, cube) in change.when.iter().enumerate() {
        let word = if at == 0 { "当" } else { "或" };
        let when = if cube.is_empty() {
            "任何情况".to_owned()
        } else {
            cube.join("，")
        };
        println!("     {word}：{when}");
    }
    if change.and_more {
        println!("     还有别的情形，这里不再列。");
    }
    let example = change
        .example
        .iter()
        .map(|(name, words)| format!("{name} {words}"));
    let example: Vec<String> = example.collect();
    println!("     例如：{}", example.join("；"));
}

/// 占全部情形的 3.1 %.
fn share(part: u128, all: u128) -> String {
    // Tenths of a percent in whole numbers; a share too small for that is told as a count.
    let tenths = part
        .saturating_mul(1000)
        .checked_div(all)
        .unwrap_or_default();
    if tenths == 0 {
        format!("{part} 种情形")
    } else {
        format!("占全部情形的 {}.{} %", tenths / 10, tenths % 10)
    }
}

fn print_lines<'a>(head: &str, lines: impl Iterator<Item = &'a Line>) {
    let lines: Vec<&Line> = lines.collect();
    if lines.is_empty() {
        return;
    }
    println!("\n  {head}（{}）", lines.len());
    let words = |text: &str| {
        if text.is_empty() {
            "（无）".to_owned()
        } else {
            text.to_owned()
        }
    };
    for line in lines {
        println!(
            "     {}：{} → {}",
            line.of,
            words(&line.was),
            words(&line.is)
        );
    }
}
