//! Each rule in words: what it does, when, why, on which law, how sure, who signs.

use lianban_rules::catalogue::RuleDays;
use lianban_rules::contents::{CitationIx, Condition, Contents, EffectKind, Mark, Rule};
use lianban_rules::projection::Clause;

use super::html::{element, lines, text};

/// How sure a thing is, in a word that tells it without the letter.
pub fn mark(mark: Mark) -> String {
    let (class, letter, word) = match mark {
        Mark::Verified => ("v", "V", "核过原文"),
        Mark::Partly => ("p", "P", "部分核过"),
        Mark::Unverified => ("u", "U", "没核过"),
    };
    format!("<span class=\"mark mark--{class}\">{letter} {word}</span>")
}

/// A condition as nested lists.
pub fn condition(contents: &Contents, of: &Condition) -> String {
    clause(&contents.in_words(of))
}

fn clause(clause: &Clause) -> String {
    match clause {
        Clause::Line(line) => element("p", "when", &text(line)),
        Clause::Lines(head, parts) => {
            let items: String = parts
                .iter()
                .map(|part| element("li", "", &inner(part)))
                .collect();
            let head = if head.is_empty() {
                String::new()
            } else {
                element("p", "when", head)
            };
            format!("{head}<ul>{items}</ul>\n")
        }
    }
}

fn inner(part: &Clause) -> String {
    match part {
        Clause::Line(line) => text(line),
        // A short group reads better on its line than as a list of its own.
        Clause::Lines(head, parts)
            if !head.is_empty() && parts.iter().all(|it| matches!(it, Clause::Line(_))) =>
        {
            let one = text(&part.in_one_line());
            if one.chars().count() <= 60 {
                one
            } else {
                clause(part)
            }
        }
        Clause::Lines(..) => clause(part),
    }
}

/// 《食品安全法》第35条（2009-06-01 起施行）.
pub fn citations(contents: &Contents, cited: &[CitationIx]) -> String {
    let cited = cited.iter().filter_map(|ix| contents.citations.get(*ix));
    lines(cited.map(|it| {
        let until = it.in_force.until;
        // A law whose first day the fact base does not know begins with the calendar.
        let is_known = !it.in_force.from.to_string().starts_with("1900");
        let days = match until {
            Some(until) => format!("<small>（施行到 {until}）</small>"),
            None if is_known => format!("<small>（{} 起施行）</small>", it.in_force.from),
            None => String::new(),
        };
        format!(
            "《{}》{}{days} {}",
            text(&it.law),
            text(&it.article),
            mark(it.mark)
        )
    }))
}

/// All rules, those that stop a case first, then by the permit they speak of first.
pub fn section(contents: &Contents, days: &dyn Fn(&str) -> Option<RuleDays>) -> String {
    let mut out = String::new();
    let stops: Vec<&Rule> = contents.rules.iter().filter(|rule| rule.stop).collect();
    group(
        contents,
        days,
        "选址红线：碰到就不能网上交件",
        &stops,
        &mut out,
    );
    let everything = contents.permits.len();
    let first = |rule: &&Rule| {
        let effect = rule.effects.first()?;
        (effect.permits.len() < everything).then(|| effect.permits.first().copied())?
    };
    let others = || contents.rules.iter().filter(|rule| !rule.stop);
    let all: Vec<&Rule> = others().filter(|rule| first(rule).is_none()).collect();
    group(contents, days, "管整件事的规则", &all, &mut out);
    for (ix, permit) in contents.permits.iter().enumerate() {
        let own: Vec<&Rule> = others().filter(|rule| first(rule) == Some(ix)).collect();
        group(contents, days, &permit.name, &own, &mut out);
    }
    out
}

fn group(
    contents: &Contents,
    days: &dyn Fn(&str) -> Option<RuleDays>,
    name: &str,
    rules: &[&Rule],
    out: &mut String,
) {
    if rules.is_empty() {
        return;
    }
    out.push_str(&element("h3", "", &text(name)));
    for rule in rules {
        out.push_str(&one(contents, rule, days(&rule.id)));
    }
}

fn one(contents: &Contents, rule: &Rule, days: Option<RuleDays>) -> String {
    let mut rows = vec![("遇到", condition(contents, &rule.condition))];
    rows.push(("就", does(contents, rule)));
    if !rule.reason.is_empty() {
        rows.push(("告诉当事人", text(&rule.reason)));
    }
    match &rule.way_out {
        Some(way) => rows.push(("出路", text(way))),
        None if rule.is_final => rows.push(("出路", "没有：当事人改不了".to_owned())),
        None => {}
    }
    rows.extend(rule.note.iter().map(|note| ("附注", text(note))));
    let law = match rule.citations.as_slice() {
        [] => "没有引用法条".to_owned(),
        cited => citations(contents, cited),
    };
    rows.push(("依据", law));
    if !rule.parameters.is_empty() {
        rows.push(("用到的参数", parameters(contents, rule)));
    }
    rows.extend(days.and_then(in_days).map(|days| ("规则期间", days)));
    rows.push(("签认", signed(rule.signed_off)));
    let rows = super::html::all(
        rows.into_iter()
            .map(|(name, words)| format!("<dt>{name}</dt><dd>{words}</dd>\n")),
    );
    format!(
        "<article class=\"rule\" id=\"{id}\"><h4><span>{id}</span> {mark}</h4>\n<dl>{rows}</dl></article>\n",
        id = text(&rule.id),
        mark = mark(rule.mark),
    )
}

fn does(contents: &Contents, rule: &Rule) -> String {
    let mut said = Vec::new();
    if rule.stop {
        said.push("<strong>整件事不能网上交件（选址红线）</strong>".to_owned());
    }
    for effect in &rule.effects {
        let names = if effect.permits.len() == contents.permits.len() {
            "全部事项".to_owned()
        } else {
            let permits = effect
                .permits
                .iter()
                .filter_map(|ix| contents.permits.get(*ix));
            permits
                .map(|it| text(&it.name))
                .collect::<Vec<_>>()
                .join("、")
        };
        said.push(format!(
            "<strong>{}</strong>：{names}",
            effect.kind.in_words()
        ));
    }
    let refuses = rule.effects.iter().any(|it| it.kind == EffectKind::Refuse);
    if rule.gated && (rule.stop || refuses) {
        said.push("<em>还没签认，所以现在只转人工核定，不直接说“不能批”。</em>".to_owned());
    }
    lines(said)
}

fn parameters(contents: &Contents, rule: &Rule) -> String {
    let used = rule
        .parameters
        .iter()
        .filter_map(|ix| contents.parameters.get(*ix));
    lines(used.map(|it| {
        let unit = it
            .unit
            .as_deref()
            .map_or(String::new(), |unit| format!(" {}", text(unit)));
        format!(
            "{}：{}{unit} {}",
            text(&it.text),
            super::tables::value(&it.value),
            mark(it.mark)
        )
    }))
}

fn in_days((from, until): RuleDays) -> Option<String> {
    match (from, until) {
        (None, None) => None,
        (Some(from), None) => Some(format!("{from} 起")),
        (None, Some(until)) => Some(format!("到 {until} 为止")),
        (Some(from), Some(until)) => Some(format!("{from} 到 {until}")),
    }
}

/// Signed, or a place to sign.
pub fn signed(is_signed: bool) -> String {
    if is_signed {
        "已签认".to_owned()
    } else {
        "<span class=\"sign\">科室：</span><span class=\"sign\">签名：</span><span class=\"sign\">日期：</span>".to_owned()
    }
}
