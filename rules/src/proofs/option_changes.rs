//! Each option changes something.
//!
//! Two options that no rule, document, warning or field can tell apart are one option with two
//! labels, or a rule was forgotten. A limit that a number is compared with must tell its two
//! sides apart as well:
//!
//! ```yaml
//! options: { bar: 酒吧, cafe: 咖啡馆 }   # every rule that names one names the other
//! ```
//!
//! Where people look for their own word among the options, that is accepted with this reason.

use super::question_matters::apart;
use super::{Example, Finding, Proof, Space};
use crate::contents::{ChoiceOption, Question, QuestionKind, Scale};
use crate::diagram::FALSE;
use crate::regions::Regions;

pub(super) const PROOF: Proof = Proof {
    id: "option-changes",
    promise: "each option and each limit of a number changes something",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, question) in contents.questions.iter().enumerate() {
        findings.extend(match &question.kind {
            QuestionKind::Choice { options } => same_options(space, ix, question, options),
            QuestionKind::Multi { options, exclusive } => {
                unnamed(space, ix, question, options, *exclusive)
            }
            QuestionKind::Number { scale, .. } => idle_limits(space, ix, question, *scale),
            QuestionKind::YesNo { .. } | QuestionKind::Date => Vec::new(),
        });
    }
    findings
}

/// Classes of options that lead to the same outcomes whatever else is answered.
fn same_options(
    space: &mut Space<'_>,
    ix: usize,
    question: &Question,
    options: &[ChoiceOption],
) -> Vec<Finding> {
    let roots = space.shown();
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for option in 0..options.len() {
        let same = classes.iter_mut().find(|class| {
            let first = class.first().copied().unwrap_or_default();
            apart(space, &roots, ix, first, option) == FALSE
        });
        match same {
            Some(class) => class.push(option),
            None => classes.push(vec![option]),
        }
    }
    // One class only: the question does not matter at all, which another proof says.
    if classes.len() == 1 {
        return Vec::new();
    }
    classes.retain(|class| class.len() > 1);
    let found = classes.iter().map(|class| {
        let members: Vec<&ChoiceOption> = class.iter().filter_map(|at| options.get(*at)).collect();
        told_alike(space, ix, question, &members)
    });
    found.collect()
}

fn told_alike(
    space: &mut Space<'_>,
    ix: usize,
    question: &Question,
    members: &[&ChoiceOption],
) -> Finding {
    let ids: Vec<&str> = members.iter().map(|it| it.id.as_str()).collect();
    let labels: Vec<&str> = members.iter().map(|it| it.label.as_str()).collect();
    let subject = format!("{}/{}", question.id, ids.join("+"));
    let says = "nothing tells these options apart";
    let applies = space.functions.applies(ix);
    let example = space.case("例如", applies).map(|mut example| {
        let either = labels.join("、");
        example.answers.push((question.short.clone(), either));
        Example {
            shows: "选哪个都一样，例如".to_owned(),
            ..example
        }
    });
    Finding::new(&PROOF, subject, says).with(example)
}

/// Options of a multiple choice that no rule names: together they are one.
fn unnamed(
    space: &mut Space<'_>,
    ix: usize,
    question: &Question,
    options: &[ChoiceOption],
    exclusive: Option<usize>,
) -> Vec<Finding> {
    let Some(Regions::Combinations { named, .. }) = space.functions.regions.get(ix) else {
        return Vec::new();
    };
    let left = options.iter().enumerate();
    let left: Vec<&ChoiceOption> = left
        .filter(|(at, _)| !named.contains(at) && Some(*at) != exclusive)
        .map(|(_, option)| option)
        .collect();
    let nothing_named = named.is_empty();
    // With an option that excludes the others, one unnamed option still says "not that one".
    let least = if exclusive.is_some() { 2 } else { 1 };
    if nothing_named || left.len() < least {
        return Vec::new();
    }
    vec![told_alike(space, ix, question, &left)]
}

/// Limits of a number on whose two sides everything is the same.
fn idle_limits(
    space: &mut Space<'_>,
    ix: usize,
    question: &Question,
    scale: Scale,
) -> Vec<Finding> {
    let roots = space.shown();
    let own = space.own_limits(ix);
    let Some(Regions::Intervals { starts, .. }) = space.functions.regions.get(ix).cloned() else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (region, start) in starts.iter().enumerate().skip(1) {
        if !own.contains(start) || apart(space, &roots, ix, region - 1, region) != FALSE {
            continue;
        }
        let number = match scale {
            Scale::Integer => start.to_string(),
            Scale::Hundredths => crate::answers::format_hundredths(*start),
        };
        let subject = format!("{}/{number}", question.id);
        let says = format!("nothing changes where it reaches {number}");
        let applies = space.functions.applies(ix);
        let example = space.case("多一点少一点都一样，例如", applies);
        findings.push(Finding::new(&PROOF, subject, says).with(example));
    }
    findings
}
