//! The catalogue: from YAML to [`Contents`].
//!
//! Reading order: `yaml` (texts with places), `record` and `files` (what a
//! record holds), `shapes` (what was read), `unique` (no id twice), `resolve`
//! (names, types, dates). Reading never stops at the first fault.

mod builtin;
mod facts;
mod files;
mod record;
mod resolve;
mod shapes;
mod unique;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use miette::NamedSource;

pub use builtin::builtin;
pub use facts::{Acceptance, Law};

use crate::calendar::Calendar;
use crate::contents::{Contents, Interval};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Findings};
use crate::handbook::Handbook;
use record::Reader;
use shapes::{Package, Records};

/// One file of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueFile {
    /// `blocks/shared.yaml`, for messages.
    pub path: Cow<'static, str>,
    /// What stands in it.
    pub text: Cow<'static, str>,
}

/// First and last day of a rule; open where left out.
pub type RuleDays = (Option<Date>, Option<Date>);

/// Which sign-offs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOffs {
    /// Those of the district file.
    District,
    /// Every rule and parameter counts as signed off.
    All,
}

/// A catalogue as read: records, names not yet resolved.
#[derive(Debug)]
pub struct Catalogue {
    records: Records,
    sources: Vec<Arc<NamedSource<String>>>,
}

/// A package and what accompanies it, on one day.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The rules; they name the handbook by its hash.
    pub contents: Contents,
    /// Everything beside them that a case needs.
    pub handbook: Handbook,
}

/// Reads all files and says everything that is wrong with them by themselves.
#[must_use]
pub fn read(files: &[CatalogueFile]) -> (Catalogue, Vec<Diagnostic>) {
    let mut findings = Findings::default();
    let mut records = Records::default();
    for (ix, file) in files.iter().enumerate() {
        let Some(node) = yaml::load(&file.text, ix, &mut findings) else {
            records.broken = true;
            continue;
        };
        let (text, dropped) = (file.text.as_ref(), &mut Vec::new());
        let mut reader = Reader {
            text,
            findings: &mut findings,
            dropped,
        };
        files::read(&node, &mut reader, &mut records);
        records.dropped.append(dropped);
    }
    let source = |file: &CatalogueFile| NamedSource::new(&file.path, file.text.to_string());
    let sources: Vec<_> = files.iter().map(|file| Arc::new(source(file))).collect();
    if !records.broken {
        unique::check(&records, &sources, &mut findings);
    }
    let diagnostics = findings.diagnostics(&sources);
    (Catalogue { records, sources }, diagnostics)
}

impl Catalogue {
    /// Ids of the packages, in the order of files.
    pub fn packages(&self) -> impl Iterator<Item = &str> {
        self.records
            .packages
            .iter()
            .map(|package| package.id.text.as_str())
    }

    fn package(&self, id: &str) -> Option<&Package> {
        self.records
            .packages
            .iter()
            .find(|package| package.id.text == id)
    }

    /// The stretches of days in which no rule and no law of the package changes,
    /// the earliest first; empty for an unknown package.
    #[must_use]
    pub fn intervals(&self, package: &str) -> Vec<Interval> {
        let package = self.package(package);
        package.map_or_else(Vec::new, |package| {
            resolve::intervals(&self.records, package)
        })
    }

    /// What `package` says on the day `as_of`, or all that is wrong with it.
    ///
    /// `None` without a diagnostic: no such package, or a file that could not
    /// be read, which [`read`] has said.
    #[must_use]
    pub fn contents(
        &self,
        package: &str,
        as_of: Date,
        sign_offs: SignOffs,
    ) -> (Option<Contents>, Vec<Diagnostic>) {
        let (edition, found) = self.edition(package, as_of, sign_offs);
        (edition.map(|edition| edition.contents), found)
    }

    /// What `package` says on the day `as_of`, with its handbook, or all that is wrong with it.
    ///
    /// `None` without a diagnostic as for [`Self::contents`].
    #[must_use]
    pub fn edition(
        &self,
        package: &str,
        as_of: Date,
        sign_offs: SignOffs,
    ) -> (Option<Edition>, Vec<Diagnostic>) {
        let Some(package) = self.package(package).filter(|_| !self.records.broken) else {
            return (None, Vec::new());
        };
        let mut findings = Findings::default();
        let contents = resolve::contents(&self.records, package, as_of, sign_offs, &mut findings);
        let edition = contents.map(|mut contents| {
            let handbook = resolve::handbook(&self.records, &contents, &mut findings);
            contents.handbook = Handbook::hash(&handbook.to_bytes());
            Edition { contents, handbook }
        });
        let edition = edition.filter(|_| findings.is_empty());
        (edition, findings.diagnostics(&self.sources))
    }

    /// First and last day of the rule that holds under this id on a day, as its author wrote them.
    #[must_use]
    pub fn days_of_rule(&self, id: &str, on: Date) -> Option<RuleDays> {
        let mut rules = self.records.blocks.iter().flat_map(|block| &block.rules);
        let rule = rules.find(|rule| rule.id.text == id && rule.days.contain(on));
        rule.map(|rule| (rule.days.from, rule.days.to))
    }

    /// The working-day calendar.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        let years = self.records.calendar.iter();
        Calendar::new(years.map(|(_, year)| year.clone()).collect())
    }

    /// The value of a district's parameter, as written: for what no rule asks, such as the
    /// words on a notice.
    #[must_use]
    pub fn parameter(&self, id: &str) -> Option<&str> {
        let districts = self.records.districts.iter();
        let mut parameters = districts.flat_map(|district| &district.parameters);
        let found = parameters.find(|parameter| parameter.id.text == id);
        found.map(|parameter| parameter.value.as_str())
    }

    /// What is wrong with any package on any day, each fault once.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for package in &self.records.packages {
            for interval in self.intervals(&package.id.text) {
                let (_, found) = self.contents(&package.id.text, interval.from, SignOffs::District);
                all.extend(found);
            }
        }
        all.retain(|found| seen.insert((found.place(), found.to_string())));
        all.sort_by_key(Diagnostic::place);
        all
    }
}
