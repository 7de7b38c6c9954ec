//! Comparisons of who applies: name, number, agent (cc-01, cc-03, cc-08, cc-09, cc-12).

use super::case::Case;
use super::same::same_name;
use super::{CheckLine, Comparison};
use crate::field::APPLICANT_ID;
use crate::field::credit_code::{self, Holder};

/// Documents that bear the applicant's name.
const NAMED: [&str; 9] = [
    "m-biz-licence",
    "m-biz-app",
    "m-poa",
    "m-food-app",
    "m-food-commit",
    "m-fire-app",
    "m-fire-commit",
    "m-sign-app",
    "m-drain-app",
];

/// cc-01: the name on the licence is the one on every form, power of attorney and commitment.
pub(super) fn one_name(case: &Case<'_>) -> Option<CheckLine> {
    let line = Comparison::new("cc-01", "各份材料上的名称是同一个")
        .of(&["licence-name", "biz-name", "applicant-name"])
        .papers(case, &NAMED);
    if let (Some(licence), Some(name)) = (case.licence, case.text("licence-name"))
        && !same_name(licence.name, name)
    {
        let message = "填的名称和登记系统里的不一样。请照营业执照改；执照刚变更过的，带上新执照。";
        return Some(line.warning(message));
    }
    line.side_by_side("请看执照、申请表、委托书、承诺书上的名称是不是同一个。")
}

/// cc-03: the person on the licence is the one on the form and on the identity document.
pub(super) fn same_person(case: &Case<'_>) -> Option<CheckLine> {
    let line = Comparison::new("cc-03", "经营者（法定代表人）是同一个人")
        .of(&["applicant-name", APPLICANT_ID])
        .papers(case, &["m-id-applicant", "m-biz-licence", "m-biz-app"]);
    if let (Some(licence), Some(name)) = (case.licence, case.text("applicant-name"))
        && !same_name(licence.legal_rep, name)
    {
        let message = "申请人姓名和登记系统里的经营者（法定代表人）不一样。请照营业执照改；\
                       人换了的，先到登记窗口办变更。";
        return Some(line.warning(message));
    }
    line.by_person("请看身份证件上的姓名、号码和申请表、执照是不是一样。")
}

/// cc-08: the code is right, of the right kind, and in operation.
pub(super) fn code_fits(case: &Case<'_>) -> Option<CheckLine> {
    let line = Comparison::new("cc-08", "统一社会信用代码对得上").of(&["uscc"]);
    let code = case.text("uscc")?;
    let kind = crate::form::choice(case.matter.answers, "entity-type");
    if credit_code::check(code, kind.and_then(Holder::from_option)).is_err() {
        return Some(line.warning("请照营业执照再核一遍代码。"));
    }
    match case.licence {
        Some(licence) if !licence.is_active => {
            Some(line.warning("登记系统显示，这个执照不在营业。请先到登记窗口问一下。"))
        }
        Some(licence) if kind.is_some_and(|kind| kind != licence.entity_type) => {
            let message = "登记系统里的主体类型和您选的不一样。请照营业执照改前面的回答。";
            Some(line.of(&["entity-type", "uscc"]).warning(message))
        }
        _ => Some(line.fits()),
    }
}

/// cc-09: the identity document is genuine and valid. An age that does not fit the answers
/// never comes this far: [`crate::form::age_conflict`].
pub(super) fn identity_is_valid(case: &Case<'_>) -> Option<CheckLine> {
    Comparison::new("cc-09", "身份证件是本人的，没有过期")
        .of(&[APPLICANT_ID])
        .papers(case, &["m-id-applicant", "m-id-agent"])
        .by_person("号码和年龄系统核过了。请看证件有没有过期、是不是本人的。")
}

/// cc-12: the agent may do what this case takes.
pub(super) fn agent_may(case: &Case<'_>) -> Option<CheckLine> {
    if !case.is_yes("has-agent") {
        return None;
    }
    let line = Comparison::new("cc-12", "代办人有权办这些事")
        .of(&["agent-powers", "agent-until"])
        .papers(case, &["m-poa", "m-id-agent"]);
    let number = |field: &str| case.text(field).map(crate::field::tidy_code);
    if let (Some(agent), Some(applicant)) = (number("agent-id-number"), number(APPLICANT_ID))
        && agent == applicant
    {
        let message = "代办人和申请人是同一个人。自己来办的，把前面“有人代办”改成没有。";
        return Some(line.of(&["agent-id-number", "has-agent"]).warning(message));
    }
    let powers = case.rows("agent-powers")?;
    let has = |power: &str| powers.iter().any(|it| it.as_str() == Some(power));
    if !has("submit") {
        let message = "没有委托代办人递交申请和材料，要您自己来交。要他交的，请勾上。";
        return Some(line.warning(message));
    }
    line.by_person("请看委托书写没写这几件事、到哪一天，委托人是不是申请人。")
}
