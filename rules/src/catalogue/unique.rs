//! No id is given twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use miette::NamedSource;

use super::shapes::Records;
use crate::diagnostic::{Fault, Findings};
use crate::place::Name;

/// Reports every second record of one id. Questions, derived values,
/// parameters and fields share one namespace: a condition names them alike.
pub(super) fn check(
    records: &Records,
    sources: &[Arc<NamedSource<String>>],
    findings: &mut Findings,
) {
    let mut names = Unique { sources, findings };
    names.check(records.laws.iter().map(|law| &law.id));
    names.check(records.permits.iter().map(|permit| &permit.id));
    names.check(records.materials.iter().map(|material| &material.id));
    names.check(records.aliases.iter().map(|alias| &alias.id));
    names.check(records.packages.iter().map(|package| &package.id));
    names.check(records.blocks.iter().map(|block| &block.id));
    names.check(records.calendar.iter().map(|(year, _)| year));
    let book = &records.handbook;
    names.check(book.sections.iter().map(|it| &it.id));
    names.check(book.permits.iter().map(|it| &it.id));
    names.check(book.inspections.iter().map(|it| &it.id));
    names.check(book.materials.iter().map(|it| &it.id));
    names.check(book.templates.iter().map(|it| &it.id));
    names.check(book.divisions.iter().map(|it| &it.id));
    let parameters = records
        .districts
        .iter()
        .flat_map(|district| &district.parameters);
    let asked = records.questions.iter().map(|question| &question.id);
    let values = asked.chain(records.fields.iter().map(|field| &field.id));
    let values = values.chain(parameters.map(|parameter| &parameter.id));
    // A derived value belongs to one package: blocks that no package joins may share its name.
    let shared: Vec<&Name> = values.collect();
    names.check(shared.iter().copied());
    for package in &records.packages {
        let blocks = |id: &Name| package.blocks.iter().any(|block| block.text == id.text);
        let joined = records.blocks.iter().filter(|block| blocks(&block.id));
        let own = joined
            .clone()
            .flat_map(|block| block.conditions.iter().map(|value| &value.id));
        names.check(shared.iter().copied().chain(own));
        names.check(joined.clone().flat_map(|block| {
            let rules = block.rules.iter().map(|rule| &rule.id);
            rules.chain(block.hints.iter().map(|hint| &hint.id))
        }));
        let documents = joined.clone().flat_map(|block| &block.documents);
        names.check(documents.map(|rule| &rule.id));
        names.check(joined.flat_map(|block| &block.items).map(|item| &item.id));
        names.check(package.topics.iter().map(|topic| &topic.id));
        names.check(package.permits.iter());
        names.check(package.blocks.iter());
    }
}

struct Unique<'a, 'f> {
    sources: &'a [Arc<NamedSource<String>>],
    findings: &'f mut Findings,
}

impl Unique<'_, '_> {
    fn check<'n>(&mut self, names: impl Iterator<Item = &'n Name>) {
        let mut first: BTreeMap<&str, &Name> = BTreeMap::new();
        for name in names {
            if let Some(known) = first.get(name.text.as_str()) {
                let fault = Fault::DuplicateId {
                    id: name.text.clone(),
                    first: self.line(known),
                };
                self.findings.add(name.at, fault);
            } else {
                first.insert(&name.text, name);
            }
        }
    }

    /// `blocks/shared.yaml, line 3`
    fn line(&self, name: &Name) -> String {
        let Some(source) = self.sources.get(name.at.file) else {
            return String::new();
        };
        let before = source.inner().get(..name.at.start).unwrap_or_default();
        format!(
            "{}, line {}",
            source.name(),
            before.matches('\n').count() + 1
        )
    }
}
