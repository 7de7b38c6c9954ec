//! What is written differently without any case ending differently by it.

use std::collections::BTreeMap;

use super::Side;
use crate::contents::{CitationIx, Contents, Mark, ParameterIx, Question};
use crate::deadline;
use crate::regions::options;

/// What kind of thing is written differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// 依据.
    Source,
    /// 条件的写法.
    Condition,
    /// 时限.
    Limit,
    /// 参数.
    Parameter,
    /// 把握和签认.
    Mark,
    /// 文字.
    Text,
    /// A thing is there on one side only.
    Presence,
}

/// One difference in what is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Of what kind.
    pub subject: Subject,
    /// 规则 r-01.
    pub of: String,
    /// As it was; empty where there was nothing.
    pub was: String,
    /// As it is; empty where there is nothing any more.
    pub is: String,
}

/// By kind and by thing, what is written.
type Written = BTreeMap<(Subject, String), String>;

/// Every difference in what is written.
pub(super) fn lines(old: Side<'_>, new: Side<'_>) -> Vec<Line> {
    let [old, new] = [old, new].map(written);
    let mut lines = Vec::new();
    for (key, is) in &new {
        let was = old.get(key).cloned().unwrap_or_default();
        if was != *is {
            lines.push(line(key, was, is.clone()));
        }
    }
    for (key, was) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        lines.push(line(key, was.clone(), String::new()));
    }
    lines.sort();
    lines
}

fn line((subject, of): &(Subject, String), was: String, is: String) -> Line {
    Line {
        subject: *subject,
        of: of.clone(),
        was,
        is,
    }
}

fn written(side: Side<'_>) -> Written {
    let mut written = Written::new();
    rules(side.contents, &mut written);
    permits(side, &mut written);
    questions(side.contents, &mut written);
    documents(side.contents, &mut written);
    rest(side.contents, &mut written);
    written
}

fn put(into: &mut Written, subject: Subject, of: &str, words: String) {
    if !words.is_empty() {
        into.insert((subject, of.to_owned()), words);
    }
}

fn sources(contents: &Contents, cited: &[CitationIx]) -> String {
    let cited = cited.iter().filter_map(|ix| contents.citations.get(*ix));
    let words = cited.map(|it| format!("《{}》{}", it.law, it.article));
    words.collect::<Vec<_>>().join("；")
}

fn sure(mark: Mark, signed_off: bool) -> String {
    let letter = match mark {
        Mark::Verified => "V",
        Mark::Partly => "P",
        Mark::Unverified => "U",
    };
    let signed = if signed_off { "已签认" } else { "未签认" };
    format!("{letter}，{signed}")
}

fn rules(contents: &Contents, into: &mut Written) {
    for rule in &contents.rules {
        let of = format!("规则 {}", rule.id);
        put(
            into,
            Subject::Source,
            &of,
            sources(contents, &rule.citations),
        );
        let condition = contents.in_words(&rule.condition).in_one_line();
        put(into, Subject::Condition, &of, condition);
        put(into, Subject::Mark, &of, sure(rule.mark, rule.signed_off));
        let texts = [
            Some(&rule.reason),
            rule.way_out.as_ref(),
            rule.note.as_ref(),
        ];
        let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
        put(into, Subject::Text, &of, texts.join("／"));
    }
    for hint in &contents.hints {
        let of = format!("提醒 {}", hint.id);
        put(
            into,
            Subject::Source,
            &of,
            sources(contents, &hint.citations),
        );
        let condition = contents.in_words(&hint.condition).in_one_line();
        put(into, Subject::Condition, &of, condition);
        put(into, Subject::Text, &of, hint.text.clone());
    }
    for it in &contents.conditions {
        let of = format!("名词【{}】", it.text);
        put(
            into,
            Subject::Condition,
            &of,
            contents.in_words(&it.condition).in_one_line(),
        );
    }
}

fn permits(side: Side<'_>, into: &mut Written) {
    let contents = side.contents;
    for permit in &contents.permits {
        let of = format!("《{}》", permit.name);
        put(into, Subject::Presence, &of, "有这一项".to_owned());
        put(
            into,
            Subject::Source,
            &of,
            sources(contents, &permit.citations),
        );
        let otherwise = format!("{of}“不用办”");
        put(
            into,
            Subject::Source,
            &otherwise,
            sources(contents, &permit.otherwise.citations),
        );
        put(
            into,
            Subject::Text,
            &otherwise,
            permit.otherwise.reason.clone(),
        );
        put(
            into,
            Subject::Text,
            &of,
            format!("{}（{}）", permit.summary, permit.authority),
        );
        let guide = side
            .handbook
            .permits
            .iter()
            .find(|it| it.permit == permit.id);
        let Some(guide) = guide else { continue };
        let tracks = guide.tracks.iter().flat_map(|track| &track.limits);
        let limits = guide.limits.iter().chain(tracks);
        let limits: Vec<String> = limits
            .map(|limit| format!("{}（{}）", deadline::words(limit), limit.source))
            .collect();
        put(into, Subject::Limit, &of, limits.join("；"));
    }
}

fn questions(contents: &Contents, into: &mut Written) {
    for question in &contents.questions {
        let of = format!("问题“{}”", question.short);
        put(into, Subject::Presence, &of, "有这一问".to_owned());
        put(into, Subject::Text, &of, text_of(question));
        if let Some(condition) = &question.asked_when {
            put(
                into,
                Subject::Condition,
                &of,
                contents.in_words(condition).in_one_line(),
            );
        }
    }
}

fn text_of(question: &Question) -> String {
    let options = options(question).iter().map(|it| it.label.as_str());
    let texts = [Some(&question.text), question.help.as_ref()];
    let texts = texts.into_iter().flatten().map(String::as_str);
    texts.chain(options).collect::<Vec<_>>().join("／")
}

fn documents(contents: &Contents, into: &mut Written) {
    for material in &contents.materials {
        let of = format!("材料“{}”", material.name);
        put(into, Subject::Presence, &of, "有这一种".to_owned());
        let help = material.help.clone().unwrap_or_default();
        put(
            into,
            Subject::Text,
            &of,
            format!("{help}（{}）", material.issuer),
        );
    }
    for demand in &contents.demands {
        let name = contents
            .materials
            .get(demand.material)
            .map_or("", |it| it.name.as_str());
        let of = format!("{} 要的“{name}”", demand.rule);
        put(
            into,
            Subject::Condition,
            &of,
            contents.in_words(&demand.condition).in_one_line(),
        );
        put(
            into,
            Subject::Text,
            &of,
            demand.note.clone().unwrap_or_default(),
        );
    }
}

fn rest(contents: &Contents, into: &mut Written) {
    for (ix, it) in contents.parameters.iter().enumerate() {
        put(
            into,
            Subject::Parameter,
            &format!("参数“{}”", it.text),
            parameter(contents, ix),
        );
    }
    for it in &contents.licence_items {
        let of = format!("经营项目“{}”", it.name);
        put(
            into,
            Subject::Condition,
            &of,
            contents.in_words(&it.condition).in_one_line(),
        );
    }
}

fn parameter(contents: &Contents, ix: ParameterIx) -> String {
    contents.parameters.get(ix).map_or_else(String::new, |it| {
        let unit = it.unit.as_deref().unwrap_or_default();
        format!("{} {unit}（{}）", it.value, sure(it.mark, it.signed_off))
    })
}
