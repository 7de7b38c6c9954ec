//! Reads one record key by key; what is left over at the end is unknown.

use std::collections::BTreeMap;

use super::yaml::{Kind, Node};
use crate::contents::Mark;
use crate::date::Date;
use crate::diagnostic::{Fault, Findings, did_you_mean};
use crate::place::{Name, Place};
use crate::syntax::{self, Expression};

/// The text of a condition is taken from here, so that underlines are exact.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) findings: &'a mut Findings,
    /// Ids of records that were too faulty to keep: naming them is no second fault.
    pub(super) dropped: &'a mut Vec<String>,
}

/// A record while it is read.
pub(super) struct Record<'n, 'r, 'a> {
    /// `a question`, for messages.
    what: &'static str,
    /// What a whole-record fault underlines.
    pub(super) at: Place,
    entries: &'n [(Name, Node)],
    asked: Vec<&'static str>,
    pub(super) reader: &'r mut Reader<'a>,
}

impl<'n, 'r, 'a> Record<'n, 'r, 'a> {
    /// Opens a record whose id stands at `at`.
    pub(super) fn open(
        what: &'static str,
        at: Place,
        node: &'n Node,
        reader: &'r mut Reader<'a>,
    ) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            let text = reader.text.get(at.start..at.end).unwrap_or(what);
            let key = Name {
                text: text.lines().next().unwrap_or_default().to_owned(),
                at,
            };
            wrong_shape(reader, &key, &format!("{what}: keys and values"));
            return None;
        };
        Some(Self {
            what,
            at,
            entries,
            asked: Vec::new(),
            reader,
        })
    }

    pub(super) fn find(&mut self, key: &'static str) -> Option<&'n (Name, Node)> {
        self.asked.push(key);
        self.entries.iter().find(|(name, _)| name.text == key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.text == key)
    }

    fn find_required(&mut self, key: &'static str) -> Option<&'n (Name, Node)> {
        let found = self.find(key);
        if found.is_none() {
            let fault = Fault::MissingKey {
                record: self.what,
                key: key.to_owned(),
            };
            self.reader.findings.add(self.at, fault);
        }
        found
    }

    /// Reports the key where it is missing.
    pub(super) fn demand(&mut self, key: &'static str) {
        self.find_required(key);
    }

    fn text_of(&mut self, (key, node): &'n (Name, Node)) -> Option<String> {
        match node.text().map(str::trim) {
            Some("") => self.empty(key),
            Some(text) => return Some(text.to_owned()),
            None if matches!(node.kind, Kind::Empty) => self.empty(key),
            None => wrong_shape(self.reader, key, "a text"),
        }
        None
    }

    fn empty(&mut self, key: &Name) {
        self.reader.findings.add(
            key.at,
            Fault::MissingText {
                key: key.text.clone(),
            },
        );
    }

    /// A text that may be left out.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let entry = self.find(key)?;
        self.text_of(entry)
    }

    /// A text that must be there; empty after a fault.
    pub(super) fn required_text(&mut self, key: &'static str) -> String {
        self.find_required(key)
            .and_then(|entry| self.text_of(entry))
            .unwrap_or_default()
    }

    /// One word as it stands, with its place.
    pub(super) fn name(&mut self, key: &'static str) -> Option<Name> {
        let (name, node) = self.find(key)?;
        let read = as_name(node);
        if read.is_none() {
            wrong_shape(self.reader, name, "a name");
        }
        read
    }

    /// Like [`Self::name`], but it must be there.
    pub(super) fn required_name(&mut self, key: &'static str) -> Option<Name> {
        self.find_required(key)?;
        self.name(key)
    }

    /// `true` or `false`; false when left out.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.choose(key, &[("true", true), ("false", false)])
            .unwrap_or(false)
    }

    /// One of the words.
    pub(super) fn choose<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let (name, node) = self.find(key)?;
        let chosen = words.iter().find(|(word, _)| node.text() == Some(word));
        if chosen.is_none() {
            let words: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            let near = Name {
                at: node.at,
                ..name.clone()
            };
            wrong_shape(self.reader, &near, &format!("one of {}", words.join(", ")));
        }
        chosen.map(|(_, value)| *value)
    }

    /// Like [`Self::choose`], but it must be there; `default` after a fault.
    pub(super) fn required_choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&str, T)],
        default: T,
    ) -> T {
        self.find_required(key);
        self.choose(key, words).unwrap_or(default)
    }

    /// A day.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        let (name, node) = self.find(key)?;
        let read = node.text().and_then(|text| text.parse().ok());
        if read.is_none() {
            wrong_shape(
                self.reader,
                &Name {
                    at: node.at,
                    ..name.clone()
                },
                "a date like `2026-11-23`",
            );
        }
        read
    }

    /// V, P or U; of `V/U` the least sure.
    pub(super) fn mark(&mut self) -> Mark {
        if self.find_required("mark").is_none() {
            return Mark::Unverified;
        }
        self.optional_mark().unwrap_or(Mark::Unverified)
    }

    /// Like [`Self::mark`], but it may be left out.
    pub(super) fn optional_mark(&mut self) -> Option<Mark> {
        let (name, node) = self.find("mark")?;
        let one = |part: &str| match part {
            "V" => Some(Mark::Verified),
            "P" => Some(Mark::Partly),
            "U" => Some(Mark::Unverified),
            _ => None,
        };
        let parts: Option<Vec<Mark>> = node
            .text()
            .and_then(|text| text.split('/').map(one).collect());
        let mark = parts.and_then(|parts| parts.into_iter().max());
        if mark.is_none() {
            let near = Name {
                at: node.at,
                ..name.clone()
            };
            wrong_shape(
                self.reader,
                &near,
                "`V`, `P`, `U` or two of them like `V/U`",
            );
        }
        mark
    }

    /// A list of names; empty when left out.
    pub(super) fn names(&mut self, key: &'static str) -> Vec<Name> {
        let Some((name, node)) = self.find(key) else {
            return Vec::new();
        };
        let list = match &node.kind {
            Kind::List(list) => list.iter().map(as_name).collect(),
            _ => None,
        };
        list.unwrap_or_else(|| {
            wrong_shape(self.reader, name, "a list of names: `[a, b]`");
            Vec::new()
        })
    }

    /// A list of nodes; empty when left out.
    pub(super) fn list(&mut self, key: &'static str) -> &'n [Node] {
        match self.find(key) {
            Some((
                _,
                Node {
                    kind: Kind::List(list),
                    ..
                },
            )) => list,
            Some((name, _)) => {
                wrong_shape(self.reader, name, "a list");
                &[]
            }
            None => &[],
        }
    }

    /// Named records; empty when left out.
    pub(super) fn map(&mut self, key: &'static str) -> &'n [(Name, Node)] {
        match self.find(key) {
            Some((
                _,
                Node {
                    kind: Kind::Map(map),
                    ..
                },
            )) => map,
            Some((
                _,
                Node {
                    kind: Kind::Empty, ..
                },
            ))
            | None => &[],
            Some((name, _)) => {
                wrong_shape(self.reader, name, "names with values");
                &[]
            }
        }
    }

    /// A condition that may be left out.
    pub(super) fn condition(&mut self, key: &'static str) -> Option<Expression> {
        let (name, node) = self.find(key)?;
        match &node.kind {
            Kind::Plain(_) => {
                let text = self
                    .reader
                    .text
                    .get(node.at.start..node.at.end)
                    .unwrap_or_default();
                let (tree, faults) = syntax::parse(text, node.at);
                for (at, fault) in faults {
                    self.reader.findings.add(at, fault);
                }
                return Some(tree);
            }
            Kind::Quoted(_) => self.reader.findings.add(node.at, Fault::QuotedCondition),
            Kind::Empty => self.empty(name),
            _ => wrong_shape(self.reader, name, "a condition"),
        }
        None
    }

    /// A condition that must be there.
    pub(super) fn required_condition(&mut self, key: &'static str) -> Option<Expression> {
        self.find_required(key)?;
        self.condition(key)
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn close(self) {
        let mut seen = BTreeMap::new();
        for (key, _) in self.entries {
            if !self.asked.contains(&key.text.as_str()) {
                let remedy = did_you_mean(&key.text, self.asked.iter().copied());
                let fault = Fault::UnknownKey {
                    record: self.what,
                    key: key.text.clone(),
                    remedy,
                };
                seen.insert(key.at, fault);
            }
        }
        for (at, fault) in seen {
            self.reader.findings.add(at, fault);
        }
    }
}

/// The node's text as a name.
pub(super) fn as_name(node: &Node) -> Option<Name> {
    node.text().map(|text| Name {
        text: text.to_owned(),
        at: node.at,
    })
}

/// Reports that the value of `key` has another shape.
pub(super) fn wrong_shape(reader: &mut Reader<'_>, key: &Name, expected: &str) {
    let fault = Fault::WrongShape {
        key: key.text.clone(),
        expected: expected.to_owned(),
    };
    reader.findings.add(key.at, fault);
}
