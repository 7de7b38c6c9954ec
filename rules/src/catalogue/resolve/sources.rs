//! Laws, and the days on which the rules that rest on them hold.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::catalogue::shapes::{Block, Cite, Days, Law, Package, Records};
use crate::contents::{Citation, CitationIx, Interval};
use crate::date::Date;
use crate::diagnostic::Fault;
use crate::place::Name;

impl Scope<'_> {
    /// The cited articles whose law is in force; faults are reported.
    pub(super) fn cite(&mut self, id: &Name, cite: &Cite, required: bool) -> Vec<CitationIx> {
        if required && matches!(cite, Cite::Missing) {
            self.findings.add(
                id.at,
                Fault::MissingCitation {
                    id: id.text.clone(),
                },
            );
        }
        let mut list = Vec::new();
        let mut faulty = false;
        for name in cite.articles() {
            let Some((law, article)) = self.article(name) else {
                faulty = true;
                continue;
            };
            let days = self
                .records
                .laws
                .get(law)
                .map(|law| law.days)
                .unwrap_or_default();
            if days.contain(self.as_of) {
                list.push(self.citations_used.index((law, article)));
            }
        }
        if let Some(first) = cite
            .articles()
            .first()
            .filter(|_| list.is_empty() && !faulty)
        {
            let fault = Fault::NotInForce {
                id: id.text.clone(),
                day: self.as_of,
            };
            self.findings.add(first.at, fault);
        }
        list
    }

    fn article(&mut self, name: &Name) -> Option<(usize, usize)> {
        let records = self.records;
        let (law, article) = name.text.split_once('/').unwrap_or((&name.text, ""));
        let Some(ix) = records.laws.iter().position(|known| known.id.text == law) else {
            let law = Name {
                text: law.to_owned(),
                at: name.at,
            };
            self.unknown("law", &law, records.laws.iter().map(|law| &law.id));
            return None;
        };
        let articles = records
            .laws
            .get(ix)
            .map(|law| law.articles.as_slice())
            .unwrap_or_default();
        let found = articles.iter().position(|(key, _)| key.text == article);
        if found.is_none() {
            let known: Vec<&str> = articles.iter().map(|(key, _)| key.text.as_str()).collect();
            let remedy = Some(format!("`{law}` has the articles `{}`", known.join("`, `")));
            let fault = Fault::UnknownName {
                kind: "article",
                name: name.text.clone(),
                remedy,
            };
            self.findings.add(name.at, fault);
        }
        Some((ix, found?))
    }
}

/// The articles that were cited.
pub(super) fn citations(scope: &Scope<'_>) -> Vec<Citation> {
    let citation = |&(law, article): &(usize, usize)| {
        let law = scope.records.laws.get(law)?;
        let (key, text) = law.articles.get(article)?;
        Some(Citation {
            id: format!("{}/{}", law.id.text, key.text),
            law: law.name.clone(),
            article: text.clone(),
            in_force: Interval {
                from: law.days.from.unwrap_or(first_day()?),
                until: law.days.to,
            },
            mark: law.mark,
        })
    };
    scope
        .citations_used
        .order
        .iter()
        .filter_map(citation)
        .collect()
}

/// Where the fact base does not say since when a law holds.
fn first_day() -> Option<Date> {
    Date::new(1900, 1, 1).ok()
}

/// The stretches of days in which no rule and no cited law changes.
pub(in crate::catalogue) fn intervals(records: &Records, package: &Package) -> Vec<Interval> {
    let mut starts = BTreeSet::from([package.from]);
    let joined = |block: &&Block| package.blocks.iter().any(|name| name.text == block.id.text);
    let mut cited: Vec<&Name> = Vec::new();
    let mut days: Vec<Days> = Vec::new();
    for block in records.blocks.iter().filter(joined) {
        for rule in &block.rules {
            days.push(rule.days);
            cited.extend(rule.cite.articles());
        }
        for hint in &block.hints {
            days.push(hint.days);
            cited.extend(hint.cite.articles());
        }
        days.extend(block.documents.iter().map(|rule| rule.days));
    }
    for permit in &records.permits {
        if package
            .permits
            .iter()
            .any(|name| name.text == permit.id.text)
        {
            cited.extend(permit.cite.articles());
            cited.extend(permit.otherwise.cite.articles());
        }
    }
    let laws = cited.into_iter().filter_map(|name| law(records, name));
    days.extend(laws.map(|law| law.days));
    for Days { from, to } in days {
        starts.extend(from);
        starts.extend(to.map(|to| to.plus(0, 0, 1)));
    }
    let starts: Vec<Date> = starts.range(package.from..).copied().collect();
    let ends = starts
        .iter()
        .skip(1)
        .map(|next| Some(next.plus(0, 0, -1)))
        .chain([None]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, until)| Interval { from: *from, until })
        .collect()
}

fn law<'a>(records: &'a Records, name: &Name) -> Option<&'a Law> {
    let (law, _) = name.text.split_once('/')?;
    records.laws.iter().find(|known| known.id.text == law)
}
