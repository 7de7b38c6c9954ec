//! What the server finds itself: whether it agrees with the browser, and whether
//! the case can be submitted online.

use lianban_api::{FieldProblem, Problem, Submission, problem};
use lianban_rules::answers::Answers;
use lianban_rules::assessment::{Assessment, Disposition, Need, PermitAssessment};
use lianban_rules::package::{Days, Package, Wish};

use super::fault;

/// Permits whose refusal is forecast.
pub(super) fn refused(assessment: &Assessment) -> impl Iterator<Item = &PermitAssessment> {
    assessment
        .permits
        .iter()
        .filter(|permit| permit.disposition == Some(Disposition::Refused))
}

/// A settled site stop or another district bars the way; a forecast refusal needs the person's word.
pub(super) fn may_be_submitted(
    package: &Package,
    answers: &Answers,
    submission: &Submission,
    assessment: &Assessment,
) -> Result<(), Problem> {
    let ended = package.ended_by(answers, assessment.applied_on);
    if !ended.is_empty() {
        let errors = ended.into_iter().map(|rule| {
            let way_out = rule.way_out.as_deref().unwrap_or("请到窗口咨询。");
            fault("/answers", &rule.id, format!("{}{way_out}", rule.reason))
        });
        return Err(Problem {
            kind: problem::SITE_STOP.to_owned(),
            title: "这个地方不能在网上提交。".to_owned(),
            status: 422,
            detail: Some("请换一个地方，或者到综合咨询窗口问一问。".to_owned()),
            errors: errors.collect(),
        });
    }
    let errors: Vec<_> = refused(assessment)
        .map(|permit| {
            let message = format!("预计办不下来：“{}”。", name(package, &permit.id));
            fault("/insist", &permit.id, message)
        })
        .collect();
    if errors.is_empty() || submission.insist {
        return Ok(());
    }
    Err(Problem {
        kind: problem::REFUSAL_FORECAST.to_owned(),
        title: "按现在的情况，有事项预计办不下来。".to_owned(),
        status: 422,
        detail: Some("您可以先改一改，也可以坚持提交，由窗口核定。".to_owned()),
        errors,
    })
}

/// The receipts differ: says what the server finds, and what the other day changes.
pub(super) fn differ(
    package: &Package,
    answers: &Answers,
    submission: &Submission,
    found: &Assessment,
) -> Problem {
    let errors = if submission.applied_on == found.applied_on {
        let required = found
            .permits
            .iter()
            .filter(|it| it.need != Need::NotRequired);
        let said = required.map(|permit| {
            let message = format!("服务器核算：{}。", verdict(package, permit));
            fault("/receipt", &permit.id, message)
        });
        said.collect()
    } else {
        another_day(package, answers, submission, found)
    };
    Problem {
        kind: problem::RECEIPT_DIFFERS.to_owned(),
        title: "页面上的结果和服务器核算的不一样。".to_owned(),
        status: 409,
        detail: Some("请刷新页面，看过结果后再提交。您的答案还在。".to_owned()),
        errors,
    }
}

/// The browser assessed for another day: what that changes.
fn another_day(
    package: &Package,
    answers: &Answers,
    submission: &Submission,
    found: &Assessment,
) -> Vec<FieldProblem> {
    let days = Days {
        as_of: found.as_of,
        applied_on: submission.applied_on,
    };
    let seen = package.assess(answers, days, Wish::default());
    let day = format!(
        "您的页面按{}核算，今天是{}。请刷新页面。",
        submission.applied_on, found.applied_on
    );
    let pairs = seen.permits.iter().zip(&found.permits);
    let changed = pairs.filter(|(before, now)| before != now).map(|(_, now)| {
        let message = format!("换了日期后不一样：{}。", verdict(package, now));
        fault("/receipt", &now.id, message)
    });
    std::iter::once(fault("/applied_on", "day", day))
        .chain(changed)
        .collect()
}

/// “食品经营许可证”需要，预计办不下来
fn verdict(package: &Package, permit: &PermitAssessment) -> String {
    let need = match permit.need {
        Need::Required => "需要",
        Need::Pending => "待确认",
        Need::NotRequired => "不需要",
        Need::Open => "还要看",
    };
    let disposition = match permit.disposition {
        None | Some(Disposition::Ok) => "",
        Some(Disposition::Manual) => "，由窗口核定",
        Some(Disposition::Refused) => "，预计办不下来",
        Some(Disposition::Out) => "，由其他机关办理",
        Some(Disposition::Open) => "，能否办下来还要看",
    };
    format!("“{}”{need}{disposition}", name(package, &permit.id))
}

fn name<'p>(package: &'p Package, permit: &'p str) -> &'p str {
    let permits = &package.contents().permits;
    let found = permits.iter().find(|it| it.id == permit);
    found.map_or(permit, |it| it.name.as_str())
}
