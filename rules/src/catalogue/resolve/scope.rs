//! What a name stands for in one package on one day.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::SignOffs;
use crate::catalogue::shapes::{Block, District, Package, Question, Records};
use crate::contents::{Mark, NamedIx, Parameter, PermitIx, QuestionIx};
use crate::date::Date;
use crate::diagnostic::{Fault, Findings, did_you_mean};
use crate::place::Name;
use crate::syntax::Expression;

/// A list in which only what is used gets a number, in the order of first use.
#[derive(Debug, Default)]
pub(super) struct Used<K> {
    pub(super) order: Vec<K>,
}

impl<K: PartialEq> Used<K> {
    pub(super) fn index(&mut self, key: K) -> usize {
        self.order
            .iter()
            .position(|known| *known == key)
            .unwrap_or_else(|| {
                self.order.push(key);
                self.order.len() - 1
            })
    }
}

/// What a derived value is.
#[derive(Clone)]
pub(super) enum Derived<'a> {
    /// A condition of its own, with the parameters it rests on.
    Condition(NamedIx, BTreeSet<usize>),
    /// A number, folded in where it is compared.
    Number(&'a Expression),
    /// Faulty; already reported.
    Faulty,
}

/// Everything that resolving one package needs.
pub(super) struct Scope<'a> {
    pub(super) records: &'a Records,
    pub(super) package: &'a Package,
    pub(super) district: &'a District,
    pub(super) as_of: Date,
    sign_offs: SignOffs,
    pub(super) findings: &'a mut Findings,
    /// Included blocks, in the package's order.
    pub(super) blocks: Vec<&'a Block>,
    /// Asked questions, in the order of topics, with the topic.
    pub(super) asked: Vec<(usize, &'a Question)>,
    /// Permits of the package, in its order.
    pub(super) permits: Vec<&'a Name>,
    pub(super) derived: BTreeMap<&'a str, Derived<'a>>,
    /// Indices into the district's parameters.
    pub(super) parameters_used: Used<usize>,
    /// Law and article, as indices.
    pub(super) citations_used: Used<(usize, usize)>,
    /// Indices into the catalogue's materials.
    pub(super) materials_used: Used<usize>,
    /// Date questions compared so far, and whether with the day of application.
    pub(super) dates: BTreeMap<QuestionIx, bool>,
    /// Parameters that the condition being resolved rests on.
    pub(super) rests_on: BTreeSet<usize>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        records: &'a Records,
        package: &'a Package,
        district: &'a District,
        as_of: Date,
        sign_offs: SignOffs,
        findings: &'a mut Findings,
    ) -> Self {
        let mut scope = Self {
            records,
            package,
            district,
            as_of,
            sign_offs,
            findings,
            blocks: Vec::new(),
            asked: Vec::new(),
            permits: Vec::new(),
            derived: BTreeMap::new(),
            parameters_used: Used { order: Vec::new() },
            citations_used: Used { order: Vec::new() },
            materials_used: Used { order: Vec::new() },
            dates: BTreeMap::new(),
            rests_on: BTreeSet::new(),
        };
        scope.include_blocks();
        scope.include_permits();
        scope.include_questions();
        scope.check_sign_offs();
        scope
    }

    fn include_blocks(&mut self) {
        let records = self.records;
        for name in &self.package.blocks {
            let found = records
                .blocks
                .iter()
                .find(|block| block.id.text == name.text);
            match found {
                Some(block) => self.blocks.push(block),
                None => self.unknown("block", name, records.blocks.iter().map(|b| &b.id)),
            }
        }
    }

    fn include_permits(&mut self) {
        for name in &self.package.permits {
            if self.knows_permit(name) {
                self.permits.push(name);
            }
        }
    }

    fn include_questions(&mut self) {
        let records = self.records;
        for (topic, asked) in self.package.topics.iter().enumerate() {
            for name in &asked.ask {
                let found = records
                    .questions
                    .iter()
                    .find(|card| card.id.text == name.text);
                match found {
                    None => self.unknown("question", name, records.questions.iter().map(|q| &q.id)),
                    Some(_) if self.question(&name.text).is_some() => {
                        let fault = Fault::AskedTwice {
                            question: name.text.clone(),
                        };
                        self.findings.add(name.at, fault);
                    }
                    Some(question) => self.asked.push((topic, question)),
                }
            }
        }
    }

    fn check_sign_offs(&mut self) {
        let (records, district) = (self.records, self.district);
        let rules = records
            .blocks
            .iter()
            .flat_map(|block| &block.rules)
            .map(|rule| &rule.id);
        let parameters = district.parameters.iter().map(|parameter| &parameter.id);
        let permits = records.permits.iter().map(|permit| &permit.id);
        let known: Vec<&Name> = rules.chain(parameters).chain(permits).collect();
        for name in &district.signed_off {
            if !known.iter().any(|id| id.text == name.text) {
                self.unknown("rule, parameter or permit", name, known.iter().copied());
            }
        }
    }

    /// Reports a name that nothing has.
    pub(super) fn unknown<'n>(
        &mut self,
        kind: &'static str,
        name: &Name,
        known: impl Iterator<Item = &'n Name>,
    ) {
        if self.records.dropped.contains(&name.text) {
            return;
        }
        let remedy = did_you_mean(&name.text, known.map(|known| known.text.as_str()));
        self.findings.add(
            name.at,
            Fault::UnknownName {
                kind,
                name: name.text.clone(),
                remedy,
            },
        );
    }

    /// Whether the catalogue has the permit; reported where not.
    pub(super) fn knows_permit(&mut self, name: &Name) -> bool {
        let records = self.records;
        let known = records
            .permits
            .iter()
            .any(|permit| permit.id.text == name.text);
        if !known {
            self.unknown(
                "permit",
                name,
                records.permits.iter().map(|permit| &permit.id),
            );
        }
        known
    }

    pub(super) fn question(&self, id: &str) -> Option<QuestionIx> {
        self.asked
            .iter()
            .position(|(_, question)| question.id.text == id)
    }

    /// Index into the district's parameters.
    pub(super) fn parameter(&self, id: &str) -> Option<usize> {
        self.district
            .parameters
            .iter()
            .position(|parameter| parameter.id.text == id)
    }

    /// Takes a parameter into use and notes that the condition rests on it.
    pub(super) fn use_parameter(&mut self, record: usize) -> usize {
        let ix = self.parameters_used.index(record);
        self.rests_on.insert(ix);
        ix
    }

    pub(super) fn is_signed_off(&self, id: &str) -> bool {
        self.sign_offs == SignOffs::All
            || self.district.signed_off.iter().any(|name| name.text == id)
    }

    /// Whether the gate of marks holds back what rests on this.
    pub(super) fn is_unsure(&self, id: &str, mark: Mark) -> bool {
        mark != Mark::Verified && !self.is_signed_off(id)
    }

    /// The permits of the package that `target` names: one, or an alias.
    pub(super) fn permits_named(&mut self, target: &Name) -> Vec<PermitIx> {
        let ids: Vec<&str> = match target.text.strip_prefix('@') {
            None if self.knows_permit(target) => vec![&target.text],
            None => Vec::new(),
            Some("all") => return (0..self.permits.len()).collect(),
            Some("licences") => return self.licences(),
            Some(alias) => self.alias(alias, target),
        };
        let position = |id: &&str| self.permits.iter().position(|permit| permit.text == **id);
        let mut list: Vec<PermitIx> = ids.iter().filter_map(position).collect();
        list.sort_unstable();
        list.dedup();
        list
    }

    fn licences(&self) -> Vec<PermitIx> {
        use crate::contents::Nature::{Filing, Licence};
        let is_licence = |name: &Name| {
            self.records.permits.iter().any(|permit| {
                permit.id.text == name.text && matches!(permit.nature, Licence | Filing)
            })
        };
        let list = self
            .permits
            .iter()
            .enumerate()
            .filter(|(_, name)| is_licence(name));
        list.map(|(ix, _)| ix).collect()
    }

    fn alias(&mut self, alias: &str, target: &Name) -> Vec<&'a str> {
        let records = self.records;
        let Some(found) = records.aliases.iter().find(|known| known.id.text == alias) else {
            let known = records.aliases.iter().map(|alias| alias.id.text.as_str());
            let remedy = crate::nearest::nearest(alias, known.chain(["all", "licences"]))
                .map(|near| format!("did you mean `@{near}`?"));
            let name = target.text.clone();
            self.findings.add(
                target.at,
                Fault::UnknownName {
                    kind: "alias",
                    name,
                    remedy,
                },
            );
            return Vec::new();
        };
        let members = found
            .members
            .iter()
            .filter(|member| self.knows_permit(member));
        members.map(|member| member.text.as_str()).collect()
    }

    /// The parameters that were used.
    pub(super) fn parameters(&self) -> Vec<Parameter> {
        let records = self.parameters_used.order.iter();
        let records = records.filter_map(|ix| self.district.parameters.get(*ix));
        let parameter = |record: &crate::catalogue::shapes::Parameter| Parameter {
            id: record.id.text.clone(),
            text: record.text.clone(),
            value: record.value.clone(),
            unit: record.unit.clone(),
            mark: record.mark,
            confirmed_by: record.confirmed_by.clone(),
            signed_off: self.is_signed_off(&record.id.text),
        };
        records.map(parameter).collect()
    }
}
