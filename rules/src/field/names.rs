//! Names of businesses to be registered: 企业名称登记管理规定 (2020), 个体工商户 by the same measure.
//!
//! Place, trade name, line of business, form of organisation: 成都市新都区 蜀香 餐饮 有限公司.
//! What a small dictionary proves is an error; what needs a person's eye (another
//! meaning of a word, a trade the dictionary does not hold) is a warning for the
//! window. Whether somebody else has the name only the register knows: no check
//! asks it. Reading order: this file, [`parts`], [`words`].

mod parts;
mod words;

use super::{Checked, FieldProblem, NAME_MAX, Severity, plain, tidy};
use parts::{Parts, Place, brackets, is_place};

/// Kind of business, as far as names tell them apart: options of `entity-type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// `individual`: 个体工商户.
    Individual,
    /// `sole-prop`: 个人独资企业.
    SoleProprietor,
    /// `partnership`: 合伙企业.
    Partnership,
    /// `company`: 公司.
    Company,
    /// `branch`: 分公司、分店.
    Branch,
}

impl NameKind {
    /// The kind with this option id of `entity-type`.
    #[must_use]
    pub fn from_option(option: &str) -> Option<Self> {
        Some(match option {
            "individual" => Self::Individual,
            "sole-prop" => Self::SoleProprietor,
            "partnership" => Self::Partnership,
            "company" => Self::Company,
            "branch" => Self::Branch,
            _ => return None,
        })
    }
}

/// Checks the name of a business to be registered; tidy it has no spaces and full-width brackets.
///
/// Codes, the errors before the warnings: `N-CHARS`, `N-CHINA`, `N-REGION`, `N-FORM`,
/// `N-TRADE-NAME`, `N-INDUSTRY`, `N-FORBIDDEN`. With no `kind` (还不清楚, or one without
/// rules of its own) only what holds for all is checked.
#[must_use]
pub fn check(label: &str, input: &str, kind: Option<NameKind>) -> Checked {
    let name = match plain::text(label, input, NAME_MAX) {
        Ok(text) => tidy_name(&text),
        Err(problem) => return Err(problem).into(),
    };
    let mut problems = problems(&name, kind);
    problems.sort_by_key(|it| it.severity != Severity::Error);
    let is_refused = problems
        .first()
        .is_some_and(|it| it.severity == Severity::Error);
    Checked {
        tidy: (!is_refused).then(|| name.into()),
        problems,
    }
}

/// Without spaces; brackets as on a licence.
fn tidy_name(input: &str) -> String {
    let full = |c: char| match c {
        '(' => '（',
        ')' => '）',
        other => other,
    };
    let kept = |c: &char| !c.is_whitespace();
    tidy(input).chars().filter(kept).map(full).collect()
}

fn problems(name: &str, kind: Option<NameKind>) -> Vec<FieldProblem> {
    // Such a name cannot be taken apart, and its other faults would only confuse.
    if let Some(problem) = characters(name).or_else(|| china_first(name, kind)) {
        return vec![problem];
    }
    let parts = Parts::of(name);
    let found = [
        bracketed(name),
        kind.and_then(|kind| region(name, &parts, kind)),
        kind.and_then(|kind| form(name, &parts, kind)),
        trade(name, &parts, kind),
        kind.and_then(|kind| industry(name, &parts, kind)),
        forbidden(name),
        china_within(name, kind),
    ];
    found.into_iter().flatten().collect()
}

#[expect(clippy::unnecessary_wraps, reason = "what every check here returns")]
fn error(code: &'static str, message: impl Into<String>) -> Option<FieldProblem> {
    Some(FieldProblem::error(code, message))
}

#[expect(clippy::unnecessary_wraps, reason = "what every check here returns")]
fn warning(code: &'static str, fault: &str, name: &str) -> Option<FieldProblem> {
    let message = format!("{fault}可以提交，由窗口核定。");
    Some(FieldProblem::warning(code, message, name))
}

/// 第5条: Chinese characters only, and brackets that open and close.
fn characters(name: &str) -> Option<FieldProblem> {
    let is_chinese = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ebef}');
    if !name
        .chars()
        .all(|c| is_chinese(c) || matches!(c, '（' | '）'))
    {
        return error(
            "N-CHARS",
            "名称里只能用汉字，请去掉字母、数字和符号，或者换成汉字。",
        );
    }
    let is_whole = brackets(name).is_some_and(|all| all.iter().all(|it| !it.is_empty()));
    if is_whole {
        return None;
    }
    error(
        "N-CHARS",
        "名称里的括号要成对，括号里要有字，请补全或去掉。",
    )
}

/// 第5条: in brackets stands a place, 集团, or the form of a partnership.
fn bracketed(name: &str) -> Option<FieldProblem> {
    let is_known = |it: &&str| is_place(it) || words::IN_BRACKETS.contains(it);
    if brackets(name)?.iter().all(is_known) {
        return None;
    }
    warning("N-CHARS", "名称的括号里一般只写地名或“集团”。", name)
}

/// 第12条: at the beginning only with the consent of the State Council; a branch has its
/// parent's name, which was registered before.
fn china_first(name: &str, kind: Option<NameKind>) -> Option<FieldProblem> {
    let is_first = |word: &&&str| kind != Some(NameKind::Branch) && name.starts_with(**word);
    let word = words::CHINA.iter().find(is_first)?;
    error(
        "N-CHINA",
        format!(
            "“{word}”开头的名称要国务院批准，窗口不受理。请换一个以“成都市新都区”开头的名称；确实要用的，先向国务院报批。"
        ),
    )
}

/// 第12条: within a name only as part of the line of business (中国菜).
fn china_within(name: &str, kind: Option<NameKind>) -> Option<FieldProblem> {
    let name = without_harmless(name);
    let is_within = |word: &&&str| kind != Some(NameKind::Branch) && name.contains(**word);
    let word = words::CHINA.iter().find(is_within)?;
    error(
        "N-CHINA",
        format!("名称中间的“{word}”只能用来说明行业，请去掉或换一个词。"),
    )
}

/// 第7条: the place comes first, and the city before its district.
fn region(name: &str, parts: &Parts, kind: NameKind) -> Option<FieldProblem> {
    match (kind, parts.place) {
        // A branch bears the name of its parent, which may come from anywhere.
        (NameKind::Branch, _) | (_, Place::City) | (NameKind::Individual, Place::District) => None,
        (NameKind::Individual, Place::None) => {
            warning("N-REGION", "名称前面一般要写地名，例如“新都区”。", name)
        }
        (_, Place::District) => error(
            "N-REGION",
            "“新都区”前面要写上市名，请改成“成都市新都区”开头。",
        ),
        (_, Place::None) if brackets(name)?.iter().any(|it| is_place(it)) => {
            warning("N-REGION", "名称一般以地名开头，您把它放在了括号里。", name)
        }
        (_, Place::None) => error(
            "N-REGION",
            "名称要以店所在地的地名开头，请在前面写上“成都市新都区”。",
        ),
    }
}

/// 第10、13条: the form of organisation fits the kind of business.
fn form(name: &str, parts: &Parts, kind: NameKind) -> Option<FieldProblem> {
    let refused = |message: &str| error("N-FORM", message);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_open = parts.form.is_empty();
    match kind {
        NameKind::Company if words::COMPANIES.contains(&parts.form) => None,
        NameKind::Company => refused("公司的名称要以“有限公司”或“有限责任公司”结尾，请改一下。"),
        NameKind::Partnership if parts.is_partnership => None,
        NameKind::Partnership => refused(
            "合伙企业的名称要以“（普通合伙）”“（特殊普通合伙）”或“（有限合伙）”结尾，请改一下。",
        ),
        NameKind::SoleProprietor if has(&["有限", "公司"]) => {
            refused("个人独资企业的名称不能用“有限”“公司”，请换成“店”“厂”“中心”这样的字。")
        }
        NameKind::Individual if has(&words::NOT_INDIVIDUAL) => refused(
            "个体工商户的名称不能用“公司”“企业”“农民专业合作社”，请换成“店”“馆”“坊”这样的字。",
        ),
        NameKind::SoleProprietor if is_open && parts.has_industry => {
            refused("名称还缺最后的组织形式，请在后面加上“店”“厂”“中心”“工作室”这样的字。")
        }
        NameKind::SoleProprietor | NameKind::Individual if is_open => warning(
            "N-FORM",
            "名称一般以“店”“中心”“工作室”“经营部”这样的字结尾。",
            name,
        ),
        NameKind::SoleProprietor | NameKind::Individual => None,
        NameKind::Branch => branch(name),
    }
}

/// 第13条: the parent's whole name, then 分公司, 分厂, 分店.
fn branch(name: &str) -> Option<FieldProblem> {
    let mut endings = words::BRANCHES.iter();
    let Some(parent) = endings.find_map(|it| name.strip_suffix(it)) else {
        return error(
            "N-FORM",
            "分支机构的名称要以“分公司”“分店”“分厂”这样的字结尾，请补上。",
        );
    };
    let has = |words: &[&str]| words.iter().any(|it| parent.contains(it));
    if has(&words::PARENTS) {
        return None;
    }
    if has(&words::PERHAPS_PARENTS) {
        return warning("N-FORM", "看不出前面是不是总公司的全名。", name);
    }
    error(
        "N-FORM",
        "分支机构的名称前面要写总公司的全名，例如“成都市新都区某某餐饮有限公司新繁分店”。",
    )
}

/// 第8条: two characters or more, and no name of a place.
fn trade(name: &str, parts: &Parts, kind: Option<NameKind>) -> Option<FieldProblem> {
    if kind == Some(NameKind::Branch) {
        return None;
    }
    match parts.trade.chars().count() {
        0 => error(
            "N-TRADE-NAME",
            "名称里还缺字号，就是您给店起的名字，例如“蜀香”，请加在地名后面。",
        ),
        1 => error("N-TRADE-NAME", "字号至少要两个字，请再加一个字。"),
        _ if is_place(&parts.trade) => warning(
            "N-TRADE-NAME",
            "地名不能当字号，请换一个；这个词另有含义的，",
            name,
        ),
        _ => None,
    }
}

/// 第9条: a known line of business.
fn industry(name: &str, parts: &Parts, kind: NameKind) -> Option<FieldProblem> {
    if kind == NameKind::Branch || parts.has_industry {
        return None;
    }
    warning("N-INDUSTRY", "看不出名称里的行业，例如“餐饮”。", name)
}

/// 第11条: words that no name may have, and words that a person looks at.
fn forbidden(name: &str) -> Option<FieldProblem> {
    let rest = without_harmless(name);
    let found = |list: &[&'static str]| list.iter().find(|word| rest.contains(**word)).copied();
    if let Some(word) = found(&words::FORBIDDEN) {
        let message = format!("名称里不能有“{word}”，请去掉或换一个词。");
        return error("N-FORBIDDEN", message);
    }
    let word = found(&words::DOUBTFUL)?;
    let fault = format!("名称里有“{word}”，登记机关不一定同意。");
    warning("N-FORBIDDEN", &fault, name)
}

/// The name without the words that only look like a forbidden one.
fn without_harmless(name: &str) -> String {
    let cut = |rest: String, word: &&str| rest.replace(word, "，");
    words::HARMLESS.iter().fold(name.to_owned(), cut)
}
