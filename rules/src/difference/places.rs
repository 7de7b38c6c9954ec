//! The outcomes of two states, matched by id.

use std::collections::BTreeMap;

use super::joint::Joint;
use super::{DOCUMENT, PERMIT, THERE};
use crate::contents::Contents;
use crate::diagram::{FALSE, NodeId};
use crate::outcomes::Outcomes;

/// One outcome on both sides; [`FALSE`] where one does not know it.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) old: NodeId,
    pub(super) new: NodeId,
    pub(super) leaves: &'static [(NodeId, &'static str)],
}

/// Name, place in order and kind, by a key that both sides share.
type Named = BTreeMap<(usize, String), (String, NodeId, &'static [(NodeId, &'static str)])>;

/// Outcomes that differ.
pub(super) fn pairs(joint: &Joint, old: &Contents, new: &Contents) -> Vec<Pair> {
    let mut before = named(old, &joint.old);
    let mut pairs = Vec::new();
    for (key, (name, root, leaves)) in named(new, &joint.new) {
        let was = before.remove(&key).map_or(FALSE, |(_, root, _)| root);
        pairs.push(Pair {
            name,
            old: was,
            new: root,
            leaves,
        });
    }
    pairs.extend(before.into_values().map(|(name, root, leaves)| Pair {
        name,
        old: root,
        new: FALSE,
        leaves,
    }));
    pairs.retain(|pair| pair.old != pair.new);
    pairs
}

fn named(contents: &Contents, outcomes: &Outcomes) -> Named {
    let mut named = Named::new();
    let rule = |ix: usize| contents.rules.get(ix).map_or("", |rule| rule.id.as_str());
    for (it, root) in contents.permits.iter().zip(&outcomes.permits) {
        named.insert(
            (0, it.id.clone()),
            (format!("《{}》", it.name), *root, PERMIT),
        );
    }
    for (ix, root) in &outcomes.stops {
        let id = rule(*ix);
        named.insert((1, id.to_owned()), (format!("选址红线 {id}"), *root, THERE));
    }
    for (ix, root) in &outcomes.sends_away {
        let id = rule(*ix);
        named.insert(
            (2, id.to_owned()),
            (format!("整件不归本区办（{id}）"), *root, THERE),
        );
    }
    for (it, root) in contents.materials.iter().zip(&outcomes.materials) {
        named.insert(
            (3, it.id.clone()),
            (format!("材料“{}”", it.name), *root, DOCUMENT),
        );
    }
    for (it, root) in contents.licence_items.iter().zip(&outcomes.licence_items) {
        named.insert(
            (4, it.id.clone()),
            (format!("经营项目“{}”", it.name), *root, THERE),
        );
    }
    for (it, root) in contents.hints.iter().zip(&outcomes.hints) {
        named.insert(
            (5, it.id.clone()),
            (format!("提醒 {}", it.id), *root, THERE),
        );
    }
    named
}
