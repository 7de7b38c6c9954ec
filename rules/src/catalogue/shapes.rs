//! The records of a catalogue as they were read: names not yet resolved.

use super::facts::Acceptance;
use crate::calendar::Year;
use crate::contents::{
    Category, Change, Cost, EffectKind, FieldKind, Form, Layout, Mark, Nature, QuestionKind,
};
use crate::date::Date;
use crate::handbook::{
    Division, FormSection, InspectionList, Limit, MaterialGuide, PermitGuide, Template,
};
use crate::place::Name;
use crate::syntax::Expression;

/// Everything that was read, in the order of files.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) laws: Vec<Law>,
    pub(super) questions: Vec<Question>,
    pub(super) fields: Vec<Field>,
    pub(super) permits: Vec<Permit>,
    pub(super) materials: Vec<Material>,
    pub(super) aliases: Vec<Alias>,
    pub(super) blocks: Vec<Block>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) packages: Vec<Package>,
    pub(super) districts: Vec<District>,
    /// By year.
    pub(super) calendar: Vec<(Name, Year)>,
    pub(super) handbook: Book,
    pub(super) accepted: Vec<Acceptance>,
    /// Ids of records too faulty to keep.
    pub(super) dropped: Vec<String>,
    /// A file could not be read: names in it would all seem unknown.
    pub(super) broken: bool,
}

/// What accompanies the rules, of all packages together.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sections: Vec<Accompanying<FormSection>>,
    pub(super) permits: Vec<Accompanying<PermitGuide>>,
    pub(super) together: Vec<Limit>,
    pub(super) together_lengths: Lengths,
    pub(super) inspections: Vec<Accompanying<InspectionList>>,
    pub(super) materials: Vec<Accompanying<MaterialGuide>>,
    pub(super) templates: Vec<Accompanying<Template>>,
    pub(super) divisions: Vec<Accompanying<Division>>,
    pub(super) starts: Vec<Start>,
}

/// An entry of the handbook, with the names it uses.
#[derive(Debug)]
pub(super) struct Accompanying<T> {
    pub(super) id: Name,
    pub(super) entry: T,
    pub(super) refs: Vec<Ref>,
    /// For each time limit in it, those of tracks last.
    pub(super) lengths: Lengths,
}

/// For each of some time limits the parameter of the district that sets its length, if one does.
pub(super) type Lengths = Vec<Option<Name>>;

impl<T> Accompanying<T> {
    pub(super) fn new(id: &Name, entry: T, refs: Vec<Ref>) -> Self {
        Self {
            id: id.clone(),
            entry,
            refs,
            lengths: Lengths::new(),
        }
    }
}

/// A starting point, its answers not yet held against the questions.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) id: Name,
    pub(super) package: String,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) icon: String,
    pub(super) words: Vec<String>,
    pub(super) answers: Vec<(Name, Usual)>,
}

/// What is usually answered, as written.
#[derive(Debug)]
pub(super) enum Usual {
    One(Name),
    Many(Vec<Name>),
}

/// A name that must be defined elsewhere.
#[derive(Debug)]
pub(super) struct Ref {
    /// `permit`, `material`, …
    pub(super) kind: &'static str,
    pub(super) name: Name,
}

impl Ref {
    pub(super) fn new(kind: &'static str, name: &Name) -> Self {
        Self {
            kind,
            name: name.clone(),
        }
    }
}

/// First and last day of something; open where left out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
}

impl Days {
    pub(super) fn contain(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[derive(Debug)]
pub(super) struct Law {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) days: Days,
    pub(super) mark: Mark,
    pub(super) articles: Vec<(Name, String)>,
}

#[derive(Debug)]
pub(super) struct Question {
    pub(super) id: Name,
    pub(super) text: String,
    pub(super) short: String,
    pub(super) help: Option<String>,
    pub(super) find_out: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) icon: Option<String>,
    pub(super) kind: QuestionKind,
    pub(super) asked_when: Option<Expression>,
    pub(super) cost: Cost,
    pub(super) change: Change,
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) id: Name,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) kind: FieldKind,
    pub(super) section: String,
    pub(super) required: bool,
    pub(super) asked_when: Option<Expression>,
    pub(super) follows: Option<(Name, Name)>,
}

/// What a record cites.
#[derive(Debug, Default)]
pub(super) enum Cite {
    /// No key `cite`.
    #[default]
    Missing,
    /// `cite: none`
    None,
    /// `cite: [law/article]`
    Articles(Vec<Name>),
}

impl Cite {
    pub(super) fn articles(&self) -> &[Name] {
        match self {
            Self::Articles(list) => list,
            Self::Missing | Self::None => &[],
        }
    }
}

#[derive(Debug)]
pub(super) struct Permit {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) nature: Nature,
    pub(super) category: Category,
    pub(super) authority: String,
    pub(super) informational: bool,
    pub(super) issues: Option<Name>,
    pub(super) cite: Cite,
    pub(super) mark: Mark,
    pub(super) otherwise: Otherwise,
}

#[derive(Debug)]
pub(super) struct Otherwise {
    pub(super) reason: String,
    pub(super) cite: Cite,
    pub(super) mark: Mark,
}

#[derive(Debug)]
pub(super) struct Material {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) help: Option<String>,
    pub(super) issuer: String,
}

#[derive(Debug)]
pub(super) struct Alias {
    pub(super) id: Name,
    pub(super) members: Vec<Name>,
}

#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) id: Name,
    pub(super) conditions: Vec<Derived>,
    pub(super) rules: Vec<Rule>,
    pub(super) hints: Vec<Hint>,
    pub(super) documents: Vec<Document>,
    pub(super) items: Vec<Item>,
}

#[derive(Debug)]
pub(super) struct Derived {
    pub(super) id: Name,
    pub(super) text: String,
    pub(super) is: Expression,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: Name,
    pub(super) when: Expression,
    pub(super) effects: Vec<(EffectKind, Vec<Name>)>,
    pub(super) stop: bool,
    pub(super) reason: String,
    pub(super) way_out: Option<String>,
    pub(super) is_final: bool,
    pub(super) note: Option<String>,
    pub(super) cite: Cite,
    pub(super) mark: Mark,
    pub(super) days: Days,
}

#[derive(Debug)]
pub(super) struct Hint {
    pub(super) id: Name,
    pub(super) when: Expression,
    pub(super) text: String,
    pub(super) cite: Cite,
    pub(super) mark: Mark,
    pub(super) days: Days,
}

#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: Name,
    pub(super) when: Expression,
    pub(super) materials: Vec<Asked>,
    pub(super) consumers: Vec<Name>,
    pub(super) note: Option<String>,
    pub(super) mark: Mark,
    pub(super) days: Days,
}

/// One document of a document rule.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) material: Name,
    pub(super) form: Form,
    pub(super) or_form: Option<Form>,
    pub(super) copies: u8,
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) when: Expression,
    pub(super) mark: Mark,
}

#[derive(Debug)]
pub(super) struct Constraint {
    pub(super) lesser: Name,
    pub(super) greater: Name,
    pub(super) message: String,
}

#[derive(Debug)]
pub(super) struct Package {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) icon: String,
    pub(super) category: String,
    pub(super) words: Vec<String>,
    pub(super) from: Date,
    pub(super) blocks: Vec<Name>,
    pub(super) permits: Vec<Name>,
    pub(super) topics: Vec<Topic>,
}

#[derive(Debug)]
pub(super) struct Topic {
    pub(super) id: Name,
    pub(super) title: String,
    pub(super) help: Option<String>,
    pub(super) layout: Layout,
    pub(super) ask: Vec<Name>,
}

#[derive(Debug)]
pub(super) struct District {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    /// Rules and parameters that an office has confirmed.
    pub(super) signed_off: Vec<Name>,
}

#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) id: Name,
    pub(super) text: String,
    pub(super) value: String,
    pub(super) unit: Option<String>,
    pub(super) mark: Mark,
    pub(super) confirmed_by: String,
}
