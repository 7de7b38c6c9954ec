//! Answers that came in an address: what they are, and what the device should do with them.

use lianban_rules::answers::Answers;
use lianban_rules::assessment::Assessment;
use lianban_rules::contents::Contents;
use lianban_rules::package::Package;
use lianban_rules::share::{self, Shared};

use super::changes::Seen;
use super::draft::Draft;
use crate::routes::Step;

/// What stands before shared answers behind the `#` of an address.
const ANSWERS: &str = "a=";

/// What came in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// It cannot be read; the device keeps what it has.
    Unreadable(&'static str),
    /// Nothing else is on the device, or the very same.
    Fresh(Shared),
    /// Other answers are here already: the person decides.
    Instead(Shared),
}

/// What the part of an address behind `#` brings for a draft; `None` where it brings no answers.
pub fn incoming(package: &Package, draft: &Draft, hash: &str) -> Option<Incoming> {
    let text = hash.trim_start_matches('#').strip_prefix(ANSWERS)?;
    Some(match share::read(package, text) {
        Err(error) => Incoming::Unreadable(words(error)),
        Ok(shared) if draft.answers.is_empty() || draft.answers == shared.answers => {
            Incoming::Fresh(shared)
        }
        Ok(shared) => Incoming::Instead(shared),
    })
}

fn words(error: share::ShareError) -> &'static str {
    match error {
        share::ShareError::Broken => {
            "这个链接不完整，可能复制的时候少了一截。请重新复制，或者再扫一次二维码。您这里原来的回答没有动。"
        }
        share::ShareError::Newer => "这个链接是更新的版本做的。请刷新页面，再打开一次。",
        share::ShareError::OtherPackage => "这个链接不是办这件事的。请用发给您的完整地址打开。",
    }
}

/// Takes shared answers in place of those of a draft; the form stays as it is. What was seen under older rules comes
/// along, so that the page can say what has changed since.
pub fn take(draft: &mut Draft, contents: &Contents, shared: &Shared) {
    if draft.answers != shared.answers {
        draft.answers.clone_from(&shared.answers);
        draft.go_on = false;
        draft.insist = false;
        draft.changed();
    }
    if !shared.is_current {
        draft.rules_changed = true;
        draft.seen = seen(contents, shared);
    }
}

/// What the person saw when the answers were shared, by today's names.
fn seen(contents: &Contents, shared: &Shared) -> Seen {
    let permit = |id: &String| {
        let found = contents.permits.iter().find(|it| it.id == *id);
        found.map(|it| it.name.clone())
    };
    let document = |id: &String| {
        let found = contents.materials.iter().find(|it| it.id == *id);
        found.map(|it| it.name.clone())
    };
    let open = shared.open_permits.iter().filter_map(permit);
    Seen {
        permits: shared.permits.iter().filter_map(permit).collect(),
        documents: shared.documents.iter().filter_map(document).collect(),
        open: open
            .chain(shared.open_documents.iter().filter_map(document))
            .collect(),
    }
}

/// What could not be brought along, in words; `None` where all of it was.
pub fn left_behind(shared: &Shared) -> Option<String> {
    match (shared.lost, shared.gone) {
        (0, 0) => None,
        (0, gone) => Some(format!("当时要办、要交的，有 {gone} 样现在这里没有了。")),
        (lost, 0) => Some(format!("有 {lost} 个回答现在用不上了，请看一下还缺什么。")),
        (lost, gone) => Some(format!(
            "有 {lost} 个回答现在用不上了，当时要办、要交的有 {gone} 样现在没有了。"
        )),
    }
}

/// The address under which these answers open, on this site.
pub fn address(package: &Package, answers: &Answers, assessment: &Assessment) -> String {
    let text = share::write(package, answers, assessment);
    address_of(&package.contents().id, &text)
}

/// The address of answers that are written already.
pub fn address_of(package: &str, text: &str) -> String {
    format!("{}#{ANSWERS}{text}", Step::Result.of(package))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    fn sent(answers: serde_json::Value) -> String {
        let package = package();
        let interview = Interview::new(&package, &draft(answers), today());
        let address = address(&package, &interview.answers, &interview.assessment);
        address.split_once('#').unwrap().1.to_owned()
    }

    #[test]
    fn an_empty_device_takes_the_answers_and_another_is_asked() {
        let package = package();
        let hash = sent(json!({"food-hot": true, "use-area": 80.5, "site-flue": null}));
        let Some(Incoming::Fresh(shared)) = incoming(&package, &Draft::default(), &hash) else {
            unreachable!("nothing is here")
        };
        let mut mine = draft(json!({"food-hot": false}));
        assert_eq!(
            incoming(&package, &mine, &hash),
            Some(Incoming::Instead(shared.clone()))
        );
        mine.insist = true;
        take(&mut mine, package.contents(), &shared);
        assert_eq!(mine.answers, shared.answers);
        assert!(!mine.insist && !mine.rules_changed);
        assert!(matches!(
            incoming(&package, &mine, &hash),
            Some(Incoming::Fresh(_))
        ));
    }

    #[test]
    fn a_cut_address_says_so_and_another_fragment_is_none() {
        let package = package();
        let hash = sent(json!({"food-hot": true}));
        let cut = &hash[..hash.len() - 3];
        assert!(matches!(
            incoming(&package, &Draft::default(), cut),
            Some(Incoming::Unreadable(_))
        ));
        for other in ["", "#", "#documents", "#KFTRMA"] {
            assert_eq!(incoming(&package, &Draft::default(), other), None);
        }
    }

    #[test]
    fn answers_from_older_rules_bring_along_what_was_seen() {
        let package = package();
        let hash = sent(json!({"food-hot": true}));
        let Some(Incoming::Fresh(shared)) = incoming(&package, &Draft::default(), &hash) else {
            unreachable!("nothing is here")
        };
        let old = Shared {
            is_current: false,
            lost: 2,
            ..shared
        };
        let mut mine = Draft::default();
        take(&mut mine, package.contents(), &old);
        assert!(mine.rules_changed);
        assert_eq!(mine.seen.permits.len(), old.permits.len());
        assert!(left_behind(&old).unwrap().contains("2 个回答"));
    }
}
