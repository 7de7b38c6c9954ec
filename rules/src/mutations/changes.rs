//! The small changes of one condition, and of one rule's words.

use super::spelling::Spelling;
use crate::contents::{Bound, Comparison, Condition, Contents, EffectKind, QuestionIx, Rule, Test};
use crate::regions::options;

/// Every small change of `condition`, each with what it is in words.
pub(super) fn of(contents: &Contents, condition: &Condition) -> Vec<(String, Condition)> {
    let mut changes = below(contents, condition);
    // A whole condition dropped: the rule holds always.
    if !matches!(condition, Condition::All(_) | Condition::Always(_)) {
        let spelled = Spelling(contents).of(condition);
        changes.push((format!("`{spelled}` dropped"), Condition::Always(true)));
    }
    changes
}

fn below(contents: &Contents, condition: &Condition) -> Vec<(String, Condition)> {
    let mut changes = here(contents, condition);
    let inside = |part: &Condition| below(contents, part);
    match condition {
        Condition::Not(inner) => {
            let inner = inside(inner).into_iter();
            changes.extend(inner.map(|(says, it)| (says, Condition::Not(Box::new(it)))));
        }
        Condition::All(parts) => {
            changes.extend(of_parts(contents, parts, &Condition::All));
        }
        Condition::Any(parts) => {
            changes.extend(of_parts(contents, parts, &Condition::Any));
        }
        Condition::If(test, then, otherwise) => {
            let parts = [test, then, otherwise];
            for (at, part) in parts.iter().enumerate() {
                for (says, new) in inside(part) {
                    let mut parts = parts.map(Clone::clone);
                    if let Some(place) = parts.get_mut(at) {
                        **place = new;
                    }
                    let [test, then, otherwise] = parts;
                    changes.push((says, Condition::If(test, then, otherwise)));
                }
            }
        }
        _ => {}
    }
    changes
}

/// One part changed, or one dropped.
fn of_parts(
    contents: &Contents,
    parts: &[Condition],
    join: &dyn Fn(Vec<Condition>) -> Condition,
) -> Vec<(String, Condition)> {
    let mut changes = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for (says, new) in below(contents, part) {
            let mut parts = parts.to_vec();
            if let Some(place) = parts.get_mut(at) {
                *place = new;
            }
            changes.push((says, join(parts)));
        }
        let rest = parts.iter().enumerate().filter(|(other, _)| *other != at);
        let rest: Vec<Condition> = rest.map(|(_, it)| it.clone()).collect();
        if !rest.is_empty() {
            let spelled = Spelling(contents).of(part);
            changes.push((format!("`{spelled}` dropped"), join(rest)));
        }
    }
    changes
}

/// Changes of this very condition, its parts as they are.
fn here(contents: &Contents, condition: &Condition) -> Vec<(String, Condition)> {
    let new: Vec<Condition> = match condition {
        Condition::Always(value) => vec![Condition::Always(!value)],
        Condition::Named(_) => vec![not(condition)],
        Condition::Is(atom) => {
            let tests = tests(contents, atom.question, &atom.test).into_iter();
            let changed = tests.map(|test| {
                let mut atom = atom.clone();
                atom.test = test;
                Condition::Is(atom)
            });
            changed.collect()
        }
        Condition::Needs(permits) => {
            let fewer = without_one(permits).into_iter().map(Condition::Needs);
            fewer.chain([not(condition)]).collect()
        }
        Condition::Not(inner) => vec![(**inner).clone()],
        Condition::All(parts) => vec![Condition::Any(parts.clone())],
        Condition::Any(parts) => vec![Condition::All(parts.clone())],
        Condition::If(test, then, otherwise) => {
            vec![Condition::If(test.clone(), otherwise.clone(), then.clone())]
        }
    };
    let spelling = Spelling(contents);
    let before = spelling.of(condition);
    let said = new.into_iter();
    said.map(|new| (format!("`{before}` becomes `{}`", spelling.of(&new)), new))
        .collect()
}

fn not(condition: &Condition) -> Condition {
    Condition::Not(Box::new(condition.clone()))
}

/// Every list with one member less that still has one.
fn without_one(list: &[usize]) -> Vec<Vec<usize>> {
    if list.len() < 2 {
        return Vec::new();
    }
    let shorter = list
        .iter()
        .map(|out| list.iter().copied().filter(|it| it != out).collect());
    shorter.collect()
}

/// Every list with one option less or one more.
fn other_options(contents: &Contents, question: QuestionIx, list: &[usize]) -> Vec<Vec<usize>> {
    let count = contents.questions.get(question);
    let count = count.map_or(0, |it| options(it).len());
    let mut lists = without_one(list);
    for more in (0..count).filter(|it| !list.contains(it)) {
        let mut longer = list.to_vec();
        longer.push(more);
        longer.sort_unstable();
        lists.push(longer);
    }
    lists
}

fn tests(contents: &Contents, question: QuestionIx, test: &Test) -> Vec<Test> {
    match test {
        Test::YesNo { value, negated } => [(!value, *negated), (*value, !negated)]
            .map(|(value, negated)| Test::YesNo { value, negated })
            .into(),
        Test::OneOf { options, negated } => {
            let lists = other_options(contents, question, options).into_iter();
            let negated = *negated;
            let others = lists.map(|options| Test::OneOf { options, negated });
            let opposite = Test::OneOf {
                options: options.clone(),
                negated: !negated,
            };
            others.chain([opposite]).collect()
        }
        Test::AnyOf { options } => {
            let lists = other_options(contents, question, options).into_iter();
            lists.map(|options| Test::AnyOf { options }).collect()
        }
        Test::Compare { comparison, bound } => {
            let bound = *bound;
            let other = other_comparisons(*comparison).into_iter();
            let other = other.map(|comparison| Test::Compare { comparison, bound });
            let comparison = *comparison;
            let moved = moved(bound).into_iter();
            let moved = moved.map(|bound| Test::Compare { comparison, bound });
            other.chain(moved).collect()
        }
    }
}

/// The neighbour, which differs at the constant only, and the opposite.
fn other_comparisons(comparison: Comparison) -> Vec<Comparison> {
    use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
    match comparison {
        Lt => vec![Le, Ge],
        Le => vec![Lt, Gt],
        Gt => vec![Ge, Le],
        Ge => vec![Gt, Lt],
        Eq => vec![Ne],
        Ne => vec![Eq],
    }
}

/// The constant, one unit more and less.
fn moved(bound: Bound) -> Vec<Bound> {
    let by = |unit: i32| match bound {
        Bound::Number(value) => Bound::Number(value + i64::from(unit)),
        Bound::Parameter { parameter, value } => Bound::Parameter {
            parameter,
            value: value + i64::from(unit),
        },
        Bound::Date(date) => Bound::Date(date.plus(0, 0, unit)),
        Bound::Applied {
            years,
            months,
            days,
        } => Bound::Applied {
            years,
            months,
            days: days + unit,
        },
    };
    vec![by(-1), by(1)]
}

/// Every small change of what a rule does: another result word, a stop left out.
pub(super) fn of_words(contents: &Contents, rule: &Rule) -> Vec<(String, Rule)> {
    use EffectKind::{Manual, Out, Pending, Refuse, Require, Skip};
    let spelling = Spelling(contents);
    let mut changes = Vec::new();
    for (at, effect) in rule.effects.iter().enumerate() {
        let others: &[EffectKind] = match effect.kind {
            Require => &[Skip, Pending],
            Skip => &[Require, Pending],
            Pending => &[Require, Skip],
            Refuse => &[Manual, Out],
            Manual => &[Refuse, Out],
            Out => &[Manual, Refuse],
        };
        for kind in others {
            let mut new = rule.clone();
            if let Some(place) = new.effects.get_mut(at) {
                place.kind = *kind;
            }
            let before = spelling.effect(effect.kind, &effect.permits);
            let after = spelling.effect(*kind, &effect.permits);
            changes.push((format!("`{before}` becomes `{after}`"), new));
        }
    }
    if rule.stop {
        let mut new = rule.clone();
        new.stop = false;
        changes.push(("`stop` dropped".to_owned(), new));
    }
    changes
}
