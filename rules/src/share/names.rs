//! Ids and the two bytes that stand for them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Key, ids};
use crate::contents::Contents;

/// What an id is the id of: the same word may name a question and an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind<'a> {
    Package,
    Question,
    /// An option of this question.
    Option(&'a str),
    Permit,
    Material,
}

/// The ids of a package by their keys.
pub(super) struct Names<'a> {
    /// Goes into every key.
    pub(super) salt: u8,
    /// `None` where two ids share a key.
    ids: BTreeMap<(Kind<'a>, Key), Option<&'a str>>,
}

impl<'a> Names<'a> {
    /// With the first salt under which no two ids share a key.
    pub(super) fn new(contents: &'a Contents) -> Self {
        let mut salts = (0..=u8::MAX).map(|salt| Self::salted(contents, salt));
        let apart = salts.find(|names| names.ids.values().all(Option::is_some));
        apart.unwrap_or_else(|| Self::salted(contents, 0))
    }

    /// With this salt: two ids of a later package may share a key, and neither is read then.
    pub(super) fn salted(contents: &'a Contents, salt: u8) -> Self {
        let mut known = BTreeMap::new();
        for (kind, id) in ids(contents) {
            let alone = known.entry((kind, key(salt, kind, id)));
            alone.and_modify(|it| *it = None).or_insert(Some(id));
        }
        Self { salt, ids: known }
    }

    pub(super) fn key(&self, kind: Kind<'_>, id: &str) -> Key {
        key(self.salt, kind, id)
    }

    pub(super) fn id(&self, kind: Kind<'_>, key: Key) -> Option<&'a str> {
        // Of this package's ids: a key of another kind with the same bytes is no match.
        let found = self
            .ids
            .iter()
            .find(|((its, own), _)| *its == kind && *own == key);
        found.and_then(|(_, id)| *id)
    }
}

fn key(salt: u8, kind: Kind<'_>, id: &str) -> Key {
    let (kind, of) = match kind {
        Kind::Package => ("package", ""),
        Kind::Question => ("question", ""),
        Kind::Option(question) => ("option", question),
        Kind::Permit => ("permit", ""),
        Kind::Material => ("material", ""),
    };
    let mut hash = Sha256::new();
    hash.update([salt]);
    for part in [kind, of, id] {
        hash.update(part);
        hash.update([0]);
    }
    let hash = hash.finalize();
    let mut key = Key::default();
    for (to, from) in key.iter_mut().zip(hash) {
        *to = from;
    }
    key
}
