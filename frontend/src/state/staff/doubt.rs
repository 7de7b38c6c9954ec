//! A doubt in words: what was doubted, in which way, and what had been answered.

use lianban_api::{About, Doubt, Report};
use lianban_rules::contents::Contents;

use super::{Fact, answers_in_words};

/// What kind of verdict.
pub fn about(about: About) -> &'static str {
    match about {
        About::Permit => "要不要办",
        About::Material => "要不要交",
        About::Stop => "能不能在这里开",
    }
}

/// What seems wrong.
pub fn words(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::ToldOtherwise => "窗口说的不一样",
        Doubt::NotMyCase => "我的情况不是这样",
        Doubt::Unclear => "看不懂",
        Doubt::Other => "别的",
    }
}

/// What had been answered, in the words of the questions.
pub fn answers(contents: &Contents, report: &Report) -> Vec<Fact> {
    answers_in_words(contents, &report.answers)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::package;

    #[test]
    fn a_doubt_shows_its_answers_in_words() {
        let package = package();
        let report = Report {
            package: "open-restaurant".to_owned(),
            hash: package.hash().to_owned(),
            about: About::Permit,
            id: "food-licence".to_owned(),
            answers: serde_json::from_value(json!({"food-hot": true, "site-flue": null})).unwrap(),
            doubt: Doubt::ToldOtherwise,
            remark: String::new(),
        };
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            answers(package.contents(), &report),
            [fact("热菜、热食", "卖"), fact("专用烟道", "还不清楚")]
        );
    }
}
