//! Why something was not done although nothing that was typed is wrong, in words for the page.

use lianban_api::{FieldProblem, Problem, problem};
use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::contents::Contents;

use crate::api::ApiError;

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setback {
    /// What happened.
    pub title: String,
    /// What it means and what to do, a paragraph each.
    pub lines: Vec<String>,
    /// The page has to be loaded again.
    pub is_stale: bool,
}

impl Setback {
    /// What a call came to; nothing where the person has something to mend.
    pub fn of(error: &ApiError) -> Option<Self> {
        match error {
            ApiError::Offline => Some(Self::new(
                "网络不通",
                "没有送到。您填的都还在。请检查网络，再试一次。",
            )),
            ApiError::Unavailable => Some(Self::new(
                "服务暂时不可用",
                "不是您填错了。您填的都还在，请过一会儿再试。",
            )),
            ApiError::Refused(it) if it.kind == problem::TOO_OFTEN => {
                Some(Self::new("请等一等再试", &it.title))
            }
            ApiError::Refused(_) | ApiError::NotFound | ApiError::SignedOut => None,
        }
    }

    /// Nothing was submitted, for a reason that is not in the form.
    pub fn not_submitted(found: &Problem) -> Self {
        let detail = found.detail.as_deref().unwrap_or_default();
        Self::new("没有提交", &format!("{}{detail}", found.title))
    }

    /// The rules have changed since the page was opened; `changes` says what that means here.
    pub fn of_new_rules(changes: Vec<String>) -> Self {
        let mut lines = vec!["您填的时候，办事规则更新了。您填的都还在。".to_owned()];
        if changes.is_empty() {
            lines.push("对您要办的事和要交的材料没有影响。".to_owned());
        }
        lines.extend(changes);
        lines.push("请换上新规则，看一遍，再提交。".to_owned());
        Self::stale(lines)
    }

    /// Page and server found different things.
    pub fn of_difference(contents: &Contents, seen: &Assessment, found: &Problem) -> Self {
        let mut lines = vec!["这一页上算的，和服务器现在算的不一样：".to_owned()];
        lines.extend(differences(contents, seen, &found.errors));
        lines.push("请刷新这一页，看过再提交。您填的都还在。".to_owned());
        Self::stale(lines)
    }

    fn new(title: &str, line: &str) -> Self {
        Self {
            title: title.to_owned(),
            lines: vec![line.to_owned()],
            is_stale: false,
        }
    }

    fn stale(lines: Vec<String>) -> Self {
        Self {
            title: "没有提交，请再看一遍".to_owned(),
            lines,
            is_stale: true,
        }
    }
}

/// Where the pointer of the server's words about a permit leads.
const RECEIPT: &str = "/receipt";

/// What the server finds otherwise than the page; all its words where the page cannot tell.
fn differences(contents: &Contents, seen: &Assessment, errors: &[FieldProblem]) -> Vec<String> {
    let words = |it: &FieldProblem| it.message.clone();
    // For another day the server names the changes itself.
    if errors.iter().any(|it| it.pointer != RECEIPT) {
        return errors.iter().map(words).collect();
    }
    let needs = |id: &str| {
        let permit = seen.permits.iter().find(|it| it.id == id);
        permit.is_some_and(|it| it.need != Need::NotRequired)
    };
    let more = errors.iter().filter(|it| !needs(&it.keyword));
    let more = more.map(|it| format!("{}这一页上写的是不需要。", it.message));
    let is_named = |id: &str| errors.iter().any(|it| it.keyword == id);
    let gone = contents.permits.iter();
    let gone = gone.filter(|it| needs(&it.id) && !is_named(&it.id));
    let gone = gone.map(|it| format!("服务器核算：“{}”不需要。这一页上写的是要办。", it.name));
    let lines: Vec<String> = more.chain(gone).collect();
    if lines.is_empty() {
        errors.iter().map(words).collect()
    } else {
        lines
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    fn problem(kind: &str, errors: Vec<FieldProblem>) -> Problem {
        Problem {
            kind: kind.into(),
            title: "试的次数太多了。请过 15 分钟再试。".into(),
            status: 409,
            detail: None,
            errors,
        }
    }

    fn finds(pointer: &str, keyword: &str, message: &str) -> FieldProblem {
        FieldProblem {
            pointer: pointer.into(),
            keyword: keyword.into(),
            message: message.into(),
        }
    }

    fn lines(errors: Vec<FieldProblem>) -> Vec<String> {
        let package = package();
        let draft = draft(json!({ "food-hot": true, "floor-area": 100, "use-area": 80 }));
        let interview = Interview::new(&package, &draft, today());
        let found = problem(problem::RECEIPT_DIFFERS, errors);
        let setback = Setback::of_difference(package.contents(), &interview.assessment, &found);
        assert!(setback.is_stale);
        let lines = setback.lines;
        lines[1..lines.len() - 1].to_vec()
    }

    #[test]
    fn only_what_nobody_typed_wrong_is_a_setback() {
        let locked = ApiError::Refused(Box::new(problem(problem::TOO_OFTEN, vec![])));
        for error in [ApiError::Offline, ApiError::Unavailable, locked] {
            let setback = Setback::of(&error).unwrap();
            assert!(!setback.title.contains('改'), "{setback:?}");
        }
        let wrong = ApiError::Refused(Box::new(problem(problem::INVALID, vec![])));
        for error in [ApiError::NotFound, ApiError::SignedOut, wrong] {
            assert_eq!(Setback::of(&error), None, "{error:?}");
        }
    }

    #[test]
    fn new_rules_say_what_they_change() {
        let setback = Setback::of_new_rules(vec!["现在要办：消防。".into()]);
        assert!(setback.lines.contains(&"现在要办：消防。".to_owned()));
        let none = Setback::of_new_rules(vec![]);
        assert!(none.lines.iter().any(|it| it.contains("没有影响")));
    }

    #[test]
    fn a_permit_that_only_one_of_the_two_finds_is_named() {
        // On the page: registration and food; on the server: registration and fire.
        let lines = lines(vec![
            finds(
                "/receipt",
                "biz-individual",
                "服务器核算：“个体工商户登记”需要。",
            ),
            finds("/receipt", "fire-inspection", "服务器核算：“消防”需要。"),
        ]);
        assert_eq!(
            lines,
            [
                "服务器核算：“消防”需要。这一页上写的是不需要。",
                "服务器核算：“食品经营许可证”不需要。这一页上写的是要办。",
            ]
        );
    }

    #[test]
    fn what_another_day_changes_is_said_as_the_server_says_it() {
        let day = finds("/applied_on", "day", "今天是2026-11-24。");
        let changed = finds("/receipt", "x", "换了日期后不一样。");
        assert_eq!(
            lines(vec![day, changed]),
            ["今天是2026-11-24。", "换了日期后不一样。"]
        );
    }
}
