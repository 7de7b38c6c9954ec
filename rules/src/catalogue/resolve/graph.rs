//! What hangs on what: derived values, questions and permits, without circles.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::Scope;
use crate::catalogue::shapes::Derived;
use crate::contents::{EffectKind, QuestionKind};
use crate::diagnostic::Fault;
use crate::place::{Name, Place};
use crate::syntax::{Expression, Node, Value};

/// Names and what each hangs on.
#[derive(Debug, Default)]
pub(super) struct Graph {
    nodes: Vec<(String, Place)>,
    edges: BTreeMap<String, Vec<String>>,
}

impl Graph {
    /// Adds a name; the order of adding is the order of search.
    pub(super) fn add(&mut self, name: &str, place: Place, hangs_on: Vec<String>) {
        self.nodes.push((name.to_owned(), place));
        self.edges
            .entry(name.to_owned())
            .or_default()
            .extend(hangs_on);
    }

    /// All names, what they hang on first, and the circles met on the way.
    pub(super) fn walk(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let mut walk = Walk::new(self);
        for (name, _) in &self.nodes {
            walk.visit(name);
        }
        (walk.order, walk.circles)
    }

    fn place(&self, name: &str) -> Place {
        let found = self.nodes.iter().find(|(node, _)| node == name);
        found.map(|(_, place)| *place).unwrap_or_default()
    }

    /// The fault of a circle and where its first name is defined.
    pub(super) fn fault(&self, circle: &[String]) -> (Place, Fault) {
        let first = circle.first().map(String::as_str).unwrap_or_default();
        let names = circle.iter().map(String::as_str).chain([first]);
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        (
            self.place(first),
            Fault::Cycle {
                path: names.join(" → "),
            },
        )
    }
}

struct Walk<'g> {
    graph: &'g Graph,
    done: BTreeSet<&'g str>,
    path: Vec<&'g str>,
    order: Vec<String>,
    circles: Vec<Vec<String>>,
}

impl<'g> Walk<'g> {
    fn new(graph: &'g Graph) -> Self {
        let (done, path) = (BTreeSet::new(), Vec::new());
        Self {
            graph,
            done,
            path,
            order: Vec::new(),
            circles: Vec::new(),
        }
    }

    fn visit(&mut self, name: &'g str) {
        if let Some(start) = self.path.iter().position(|known| *known == name) {
            let circle = self.path.iter().skip(start).map(|name| (*name).to_owned());
            self.circles.push(circle.collect());
            return;
        }
        if self.done.contains(name) {
            return;
        }
        self.path.push(name);
        for next in self.graph.edges.get(name).into_iter().flatten() {
            self.visit(next);
        }
        self.path.pop();
        self.done.insert(name);
        self.order.push(name.to_owned());
    }
}

/// The derived values, lowest first, without those that stand in a circle,
/// which are reported and returned apart.
pub(super) fn order_of_values<'a>(scope: &mut Scope<'a>) -> (Vec<&'a Derived>, BTreeSet<&'a str>) {
    let values: Vec<&Derived> = scope
        .blocks
        .iter()
        .flat_map(|block| &block.conditions)
        .collect();
    let graph = everything(scope, &values);
    let (order, circles) = graph.walk();
    for circle in &circles {
        let (place, fault) = graph.fault(circle);
        scope.findings.add(place, fault);
    }
    let is_circular = |id: &str| circles.iter().flatten().any(|name| name == id);
    let circular = values.iter().map(|value| value.id.text.as_str());
    let circular = circular.filter(|id| is_circular(id)).collect();
    let find = |id: &String| values.iter().find(|value| value.id.text == *id).copied();
    let order = order
        .iter()
        .filter(|id| !is_circular(id))
        .filter_map(find)
        .collect();
    (order, circular)
}

fn everything(scope: &mut Scope<'_>, values: &[&Derived]) -> Graph {
    let mut graph = Graph::default();
    for value in values {
        graph.add(&value.id.text, value.id.at, scope.references(&value.is));
    }
    for (_, question) in scope.asked.clone() {
        let follows = question.asked_when.as_ref();
        let references = follows
            .map(|tree| scope.references(tree))
            .unwrap_or_default();
        graph.add(&question.id.text, question.id.at, references);
    }
    for (permit, name) in scope.permits.clone().into_iter().enumerate() {
        let references = scope.need_references(permit);
        graph.add(&format!("needs {}", name.text), name.at, references);
    }
    graph
}

impl Scope<'_> {
    /// What decides whether the permit is required.
    fn need_references(&mut self, permit: usize) -> Vec<String> {
        let rules: Vec<_> = self.blocks.iter().flat_map(|block| &block.rules).collect();
        let as_of = self.as_of;
        let mut list = Vec::new();
        for rule in rules.into_iter().filter(|rule| rule.days.contain(as_of)) {
            let mut requires = |(kind, names): &(EffectKind, Vec<Name>)| {
                names.iter().any(|name| match kind {
                    EffectKind::Require => self.permits_named(name).contains(&permit),
                    EffectKind::Out if !name.text.starts_with('@') => {
                        self.permits_named(name).contains(&permit)
                    }
                    _ => false,
                })
            };
            if rule.effects.iter().any(&mut requires) {
                list.extend(self.references(&rule.when));
            }
        }
        list
    }

    /// The names an expression refers to, `needs` written out.
    fn references(&mut self, tree: &Expression) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut targets: Vec<&Name> = Vec::new();
        tree.walk(&mut |part| match &part.node {
            Node::Name(name) => names.push(name.clone()),
            Node::In(left, _) | Node::NotIn(left, _) | Node::AnyOf(left, _) => {
                names.push(left.text.clone());
            }
            Node::Compare(left, _, right) => {
                names.push(left.text.clone());
                if let Value::Name(name) = &right.value
                    && self.is_number_question(&left.text)
                {
                    names.push(name.clone());
                }
            }
            Node::Needs(target) => targets.push(target),
            _ => {}
        });
        for target in targets {
            let permits = self.permits_named(target);
            let ids = permits.iter().filter_map(|ix| self.permits.get(*ix));
            names.extend(ids.map(|id| format!("needs {}", id.text)));
        }
        names
    }

    fn is_number_question(&self, id: &str) -> bool {
        let kind = self.question(id).and_then(|ix| self.kind(ix));
        matches!(kind, Some(QuestionKind::Number { .. }))
    }
}
