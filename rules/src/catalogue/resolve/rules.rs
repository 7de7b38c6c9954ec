//! Rules and hints: effects, sources, and the gate of marks.

use super::scope::Scope;
use crate::catalogue::shapes;
use crate::contents::{Effect, EffectKind, Hint, Rule};
use crate::diagnostic::Fault;
use crate::place::Name;

/// The rules in force. One that concerns no permit of the package is left out.
pub(super) fn rules(scope: &mut Scope<'_>) -> Vec<Rule> {
    let all: Vec<&shapes::Rule> = scope.blocks.iter().flat_map(|block| &block.rules).collect();
    let as_of = scope.as_of;
    let mut list = Vec::new();
    for rule in all.into_iter().filter(|rule| rule.days.contain(as_of)) {
        let read = resolve(scope, rule);
        if read.stop || !read.effects.is_empty() {
            list.push(read);
        }
    }
    list
}

fn resolve(scope: &mut Scope<'_>, rule: &shapes::Rule) -> Rule {
    let (condition, rests_on) = scope.condition(&rule.when);
    let effects = rule
        .effects
        .iter()
        .flat_map(|(kind, names)| effects(scope, *kind, names));
    let effects: Vec<Effect> = effects.collect();
    check(scope, rule);
    let turns_away = turns_away(rule);
    let unsure_parameter = rests_on.iter().any(|ix| {
        let record = scope.parameters_used.order.get(*ix);
        let parameter = record.and_then(|ix| scope.district.parameters.get(*ix));
        parameter.is_some_and(|parameter| scope.is_unsure(&parameter.id.text, parameter.mark))
    });
    Rule {
        id: rule.id.text.clone(),
        condition,
        effects,
        stop: rule.stop,
        reason: rule.reason.clone(),
        way_out: rule.way_out.clone(),
        is_final: rule.is_final,
        note: rule.note.clone(),
        citations: scope.cite(&rule.id, &rule.cite, true),
        mark: rule.mark,
        parameters: rests_on.into_iter().collect(),
        signed_off: scope.is_signed_off(&rule.id.text),
        gated: turns_away && (unsure_parameter || scope.is_unsure(&rule.id.text, rule.mark)),
    }
}

/// Refuses a permit or stops the case.
fn turns_away(rule: &shapes::Rule) -> bool {
    rule.stop
        || rule
            .effects
            .iter()
            .any(|(kind, _)| *kind == EffectKind::Refuse)
}

fn check(scope: &mut Scope<'_>, rule: &shapes::Rule) {
    let id = || rule.id.text.clone();
    if turns_away(rule) && rule.way_out.is_none() && !rule.is_final {
        scope
            .findings
            .add(rule.id.at, Fault::MissingWayOut { id: id() });
    }
    if !rule.stop && rule.effects.is_empty() {
        scope.findings.add(rule.id.at, Fault::NoEffect { id: id() });
    }
}

/// One effect, or two where some permits are put out by name and some by alias.
fn effects(scope: &mut Scope<'_>, kind: EffectKind, names: &[Name]) -> Vec<Effect> {
    let is_alias = |name: &&Name| name.text.starts_with('@');
    let (sets, single): (Vec<&Name>, Vec<&Name>) = if kind == EffectKind::Out {
        names.iter().partition(is_alias)
    } else {
        (names.iter().collect(), Vec::new())
    };
    let mut effect = |names: Vec<&Name>, by_name: bool| {
        let mut permits: Vec<usize> = names
            .into_iter()
            .flat_map(|name| scope.permits_named(name))
            .collect();
        permits.sort_unstable();
        permits.dedup();
        Effect {
            kind,
            permits,
            by_name,
        }
    };
    let effects = [effect(single, true), effect(sets, false)];
    effects
        .into_iter()
        .filter(|effect| !effect.permits.is_empty())
        .collect()
}

pub(super) fn hints(scope: &mut Scope<'_>) -> Vec<Hint> {
    let all: Vec<&shapes::Hint> = scope.blocks.iter().flat_map(|block| &block.hints).collect();
    let in_force = all
        .into_iter()
        .filter(|hint| hint.days.contain(scope.as_of));
    let hints: Vec<_> = in_force.collect();
    let hint = |hint: &shapes::Hint| Hint {
        id: hint.id.text.clone(),
        text: hint.text.clone(),
        condition: scope.condition(&hint.when).0,
        citations: scope.cite(&hint.id, &hint.cite, false),
        mark: hint.mark,
    };
    hints.into_iter().map(hint).collect()
}
