//! What new rules change for somebody in the middle of an application.

use lianban_rules::assessment::{Assessment, MaterialVerdict, Need};
use lianban_rules::contents::Contents;
use serde::{Deserialize, Serialize};

/// What the person saw last: names, since the old package is not at hand any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// Permits that were needed.
    pub permits: Vec<String>,
    /// Documents that were needed.
    pub documents: Vec<String>,
    /// Permits and documents that were still open.
    pub open: Vec<String>,
}

impl Seen {
    /// What an assessment shows.
    pub fn of(contents: &Contents, assessment: &Assessment) -> Self {
        let name = |id: &String| {
            let found = contents.materials.iter().find(|it| it.id == *id);
            found.map(|it| it.name.clone())
        };
        let mut seen = Self::default();
        for (it, permit) in assessment.permits.iter().zip(&contents.permits) {
            match it.need {
                Need::Required => seen.permits.push(permit.name.clone()),
                Need::Open | Need::Pending => seen.open.push(permit.name.clone()),
                Need::NotRequired => {}
            }
        }
        for it in &assessment.materials {
            match it.verdict {
                MaterialVerdict::Needed => seen.documents.extend(name(&it.id)),
                MaterialVerdict::Open => seen.open.extend(name(&it.id)),
            }
        }
        seen
    }

    /// What has changed since, one sentence each; empty where nothing has.
    pub fn changes_to(&self, now: &Self) -> Vec<String> {
        // What is open again is not settled: least of all as not needed.
        let still = |needed: &[String]| [needed, &now.open].concat();
        let line = |words: &str, from: &[String], to: &[String]| {
            let new = to.iter().filter(|name| !from.contains(name));
            let names: Vec<&str> = new.map(String::as_str).collect();
            // Names hold 、 themselves.
            (!names.is_empty()).then(|| [words, "：", &names.join("；"), "。"].concat())
        };
        [
            line("现在要办", &self.permits, &now.permits),
            line("现在不用办", &still(&now.permits), &self.permits),
            line("现在要交", &self.documents, &now.documents),
            line("现在不用交", &still(&now.documents), &self.documents),
            line("现在还要看", &self.open, &now.open),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(permits: &[&str], documents: &[&str]) -> Seen {
        let set = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        Seen {
            permits: set(permits),
            documents: set(documents),
            open: Vec::new(),
        }
    }

    #[test]
    fn what_comes_and_goes_is_named() {
        let before = seen(&["招牌", "排水"], &["平面图"]);
        let now = seen(&["招牌", "消防"], &["平面图"]);
        assert_eq!(
            before.changes_to(&now),
            ["现在要办：消防。", "现在不用办：排水。"]
        );
        assert!(before.changes_to(&before).is_empty());
    }

    #[test]
    fn what_is_open_again_is_not_called_unneeded() {
        let before = seen(&["排水"], &["平面图"]);
        let mut now = seen(&[], &["平面图"]);
        now.open = vec!["排水".to_owned()];
        assert_eq!(before.changes_to(&now), ["现在还要看：排水。"]);
        assert_eq!(now.changes_to(&before), ["现在要办：排水。"]);
    }
}
