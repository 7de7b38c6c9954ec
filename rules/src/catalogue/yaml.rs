//! YAML as a tree of texts with places.
//!
//! Nothing is guessed: `35`, `yes` and `2009-06-01` stay the text that stands
//! in the file; the reader of a record decides what it wants.

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

use crate::diagnostic::{Fault, Findings};
use crate::place::{Name, Place};

/// A node of a YAML file.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) at: Place,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Bare text, as it is meant.
    Plain(String),
    /// Text in quotes or as a block.
    Quoted(String),
    List(Vec<Node>),
    Map(Vec<(Name, Node)>),
    /// Nothing after the colon, or something YAML has and the catalogue has not.
    Empty,
}

impl Node {
    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Plain(text) | Kind::Quoted(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads the file; a malformed one is reported and yields nothing.
pub(super) fn load(text: &str, file: usize, findings: &mut Findings) -> Option<Node> {
    let source = Source::new(text, file);
    match MarkedYaml::load_from_str(text) {
        Ok(documents) => documents.into_iter().next().map(|node| source.node(&node)),
        Err(error) => {
            let start = source.offset(error.marker().index());
            let rest = text.get(start..).unwrap_or_default();
            let word = rest.split([':', ' ', '\n']).next().unwrap_or_default();
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let end = start + word.len().max(first);
            let fault = if error.info().starts_with("duplicated key") {
                Fault::DuplicateKey {
                    key: word.to_owned(),
                }
            } else {
                Fault::Yaml {
                    problem: error.info().to_owned(),
                }
            };
            findings.add(Place { file, start, end }, fault);
            None
        }
    }
}

struct Source<'a> {
    text: &'a str,
    file: usize,
    /// Byte offset of every character: YAML counts characters.
    offsets: Vec<usize>,
}

impl<'a> Source<'a> {
    fn new(text: &'a str, file: usize) -> Self {
        Self {
            text,
            file,
            offsets: text.char_indices().map(|(offset, _)| offset).collect(),
        }
    }

    fn offset(&self, character: usize) -> usize {
        self.offsets
            .get(character)
            .copied()
            .unwrap_or(self.text.len())
    }

    fn place(&self, node: &MarkedYaml<'_>) -> Place {
        let (start, end) = (node.span.start.index(), node.span.end.index());
        let start = self.offset(start);
        let end = self.offset(end).max(start);
        let blank = self
            .text
            .get(start..end)
            .map_or(0, |text| text.len() - text.trim_end().len());
        Place {
            file: self.file,
            start,
            end: end - blank,
        }
    }

    fn node(&self, node: &MarkedYaml<'_>) -> Node {
        let at = self.place(node);
        let kind = match &node.data {
            YamlData::Value(scalar) => self.scalar(scalar, at),
            YamlData::Sequence(list) => {
                Kind::List(list.iter().map(|node| self.node(node)).collect())
            }
            YamlData::Mapping(map) => Kind::Map(
                map.iter()
                    .map(|(key, node)| (self.key(key), self.node(node)))
                    .collect(),
            ),
            YamlData::Tagged(_, inner) => return self.node(inner),
            YamlData::Representation(..) | YamlData::Alias(_) | YamlData::BadValue => Kind::Empty,
        };
        Node { kind, at }
    }

    fn key(&self, node: &MarkedYaml<'_>) -> Name {
        let node = self.node(node);
        Name {
            text: node.text().unwrap_or_default().to_owned(),
            at: node.at,
        }
    }

    fn scalar(&self, scalar: &Scalar<'_>, at: Place) -> Kind {
        let source = self.text.get(at.start..at.end).unwrap_or_default();
        let quoted = source.starts_with(['"', '\'', '|', '>']);
        match scalar {
            Scalar::Null if source.is_empty() => Kind::Empty,
            Scalar::String(text) if quoted => Kind::Quoted(text.to_string()),
            Scalar::String(text) => Kind::Plain(text.to_string()),
            _ => Kind::Plain(source.to_owned()),
        }
    }
}
