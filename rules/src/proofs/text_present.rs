//! Each text is there.
//!
//! Names, reasons and the words on buttons are never blank: the catalogue's reader sees to
//! most. Beyond it, who is refused reads a way out, and a question whose answer is not known
//! offhand says who knows it or which paper does.
//!
//! ```yaml
//! area: { text: 面积多大？, cost: measure, … }   # no `find-out`
//! ```

use super::{Finding, Proof, Space};
use crate::contents::{Contents, Cost, EffectKind, Question, QuestionKind, Rule};

pub(super) const PROOF: Proof = Proof {
    id: "text-present",
    promise: "each text that a case shows is there",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, question) in contents.questions.iter().enumerate() {
        for says in of_question(question) {
            let applies = space.functions.applies(ix);
            let example = space.case("问到它的时候", applies);
            findings.push(Finding::new(&PROOF, &question.id, says).with(example));
        }
    }
    for (ix, rule) in contents.rules.iter().enumerate() {
        for says in of_rule(rule) {
            let fires = space.functions.fires(ix);
            let example = space.case("轮到它的时候", fires);
            findings.push(Finding::new(&PROOF, &rule.id, says).with(example));
        }
    }
    for (id, says) in others(contents) {
        findings.push(Finding::new(&PROOF, id, says));
    }
    findings
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn of_question(question: &Question) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if is_blank(&question.text) || is_blank(&question.short) {
        missing.push("has no words");
    }
    let known = question.cost == Cost::Offhand;
    if !known && question.find_out.as_deref().is_none_or(is_blank) {
        missing.push("is not known offhand, and `find-out` does not say who knows it");
    }
    let blank_option = match &question.kind {
        QuestionKind::YesNo { yes, no } => is_blank(yes) || is_blank(no),
        QuestionKind::Choice { options } | QuestionKind::Multi { options, .. } => {
            options.iter().any(|it| is_blank(&it.label))
        }
        QuestionKind::Number { .. } | QuestionKind::Date => false,
    };
    if blank_option {
        missing.push("has an answer without words");
    }
    missing
}

fn of_rule(rule: &Rule) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if is_blank(&rule.reason) {
        missing.push("gives no reason");
    }
    let refuses = rule.effects.iter().any(|it| it.kind == EffectKind::Refuse);
    let says_how = !rule.way_out.as_deref().is_none_or(is_blank);
    if (rule.stop || refuses) && !rule.is_final && !says_how {
        missing.push("refuses without a way out");
    }
    missing
}

fn others(contents: &Contents) -> Vec<(&str, &'static str)> {
    let permits = contents.permits.iter().map(|it| {
        let texts = [&it.name, &it.summary, &it.authority];
        (it.id.as_str(), texts.into_iter().any(|text| is_blank(text)))
    });
    let materials = contents.materials.iter().map(|it| {
        let texts = [&it.name, &it.issuer];
        (it.id.as_str(), texts.into_iter().any(|text| is_blank(text)))
    });
    let items = contents.licence_items.iter();
    let items = items.map(|it| (it.id.as_str(), is_blank(&it.name)));
    let hints = contents.hints.iter();
    let hints = hints.map(|it| (it.id.as_str(), is_blank(&it.text)));
    let all = permits.chain(materials).chain(items).chain(hints);
    all.filter(|(_, blank)| *blank)
        .map(|(id, _)| (id, "has no words"))
        .collect()
}
