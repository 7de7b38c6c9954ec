//! Free text: the window's reason and a person's remark, without numbers of persons.

use lianban_api::{FieldProblem, Ground, NotAccepted, Problem, REMARK_MAX, names_a_number};
use lianban_rules::field::tidy;

use super::{fault, invalid};

/// Shortest and longest reason, in characters.
const REASON: std::ops::RangeInclusive<usize> = 5..=500;
/// Longest name of an authority, in characters.
const AUTHORITY_MAX: usize = 100;

/// Tidies why a case is not accepted, or says everything that is wrong with it.
///
/// # Errors
/// 422.
pub fn why_not(why: NotAccepted) -> Result<NotAccepted, Problem> {
    let NotAccepted {
        ground,
        reason,
        refer_to,
    } = why;
    let reason = tidy(&reason);
    let refer_to = refer_to.map(|it| tidy(&it)).unwrap_or_default();
    let is_elsewhere = ground == Ground::NotOurs;
    let faults = [
        reason_fault(&reason),
        is_elsewhere.then(|| authority_fault(&refer_to)).flatten(),
    ];
    let errors: Vec<FieldProblem> = faults.into_iter().flatten().collect();
    if !errors.is_empty() {
        return Err(invalid(errors));
    }
    Ok(NotAccepted {
        ground,
        reason,
        refer_to: is_elsewhere.then_some(refer_to),
    })
}

fn reason_fault(reason: &str) -> Option<FieldProblem> {
    let said = |keyword, message| Some(fault("/why/reason", keyword, message));
    match reason.chars().count() {
        length if length < *REASON.start() => {
            said("too-short", "请写明理由，至少5个字，让申请人看得懂。")
        }
        length if length > *REASON.end() => said("too-long", "理由最多500个字，请写短一些。"),
        _ if names_a_number(reason) => said("number", "理由里不要写证件号码、电话号码，请去掉。"),
        _ => None,
    }
}

fn authority_fault(authority: &str) -> Option<FieldProblem> {
    let said = |keyword, message| Some(fault("/why/refer_to", keyword, message));
    match authority.chars().count() {
        0 => said("required", "请写明应当向哪个机关申请。"),
        length if length > AUTHORITY_MAX => said("too-long", "机关名称最多100个字，请写短一些。"),
        _ if names_a_number(authority) => said("number", "这里只写机关名称，请去掉号码。"),
        _ => None,
    }
}

/// Tidies the remark of a doubt, which may be empty, or says what is wrong with it.
///
/// # Errors
/// A fault at `/remark`.
pub fn remark(remark: &str) -> Result<String, FieldProblem> {
    let remark = tidy(remark);
    let said = |keyword, message| Err(fault("/remark", keyword, message));
    if remark.chars().count() > REMARK_MAX {
        said("too-long", "最多写300个字，请写短一些。")
    } else if names_a_number(&remark) {
        said("number", "请不要写证件号码、电话号码。")
    } else {
        Ok(remark)
    }
}
