//! What a person lets this device keep for the next application, once one is submitted.
//!
//! Only what they say of themselves and of their shop: nothing of other people, and no consent.

use lianban_rules::contents::{Field, FieldKind};
use lianban_rules::date::Date;
use lianban_rules::field::is_empty;
use lianban_rules::package::Package;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::draft::Draft;
use super::prefill::is_consent;

/// How long it stays: as long as a draft that nobody touches.
const DAYS_KEPT: i32 = 90;

/// Sections of the form about others: who acts for them, who works there.
const OF_OTHERS: [&str; 2] = ["agent", "people"];

/// What is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mine {
    /// The day it was kept.
    pub on: Date,
    /// Field id → value.
    pub fields: Map<String, Json>,
}

impl Mine {
    /// What to keep of a draft that is submitted; nothing unless the person has said so.
    pub fn of(package: &Package, draft: &Draft, on: Date) -> Option<Self> {
        let fields = package.contents().fields.iter();
        let fields = fields.filter(|field| is_own(field)).filter_map(|field| {
            let value = draft.fields.get(&field.id).filter(|it| !is_empty(it))?;
            Some((field.id.clone(), value.clone()))
        });
        draft.filling.keep_mine.then(|| Self {
            on,
            fields: fields.collect(),
        })
    }

    /// Reads what is kept; nothing where it has been kept long enough.
    pub fn read(text: &str, today: Date) -> Option<Self> {
        let mine: Self = serde_json::from_str(text).ok()?;
        (today.day_number() - mine.on.day_number() <= DAYS_KEPT).then_some(mine)
    }

    /// The text to store.
    pub fn to_text(&self) -> String {
        // Plain data with text keys: writing cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn is_own(field: &Field) -> bool {
    let is_of_others = matches!(field.kind, FieldKind::People { .. } | FieldKind::Party);
    !is_of_others && !OF_OTHERS.contains(&field.section.as_str()) && !is_consent(&field.id)
}

#[cfg(test)]
mod tests {
    use lianban_rules::catalogue::{self, SignOffs, builtin};
    use serde_json::json;

    use super::*;
    use crate::state::fixture::today;

    fn kept(keep_mine: bool) -> Option<Mine> {
        let (catalogue, _) = catalogue::read(builtin());
        let (contents, _) = catalogue.contents("open-restaurant", today(), SignOffs::District);
        let package = Package::compile(contents.unwrap());
        let mut draft = Draft {
            fields: serde_json::from_value(json!({
                "applicant-name": "李雷", "applicant-mobile": "13800138000", "biz-name": "",
                "agent-name": "张强", "landlord": "王大强", "property-owner": "王大强",
                "staff": [{"name": "王芳"}], "food-manager": "王芳", "e-service-consent": true,
            }))
            .unwrap(),
            ..Draft::default()
        };
        draft.filling.keep_mine = keep_mine;
        Mine::of(&package, &draft, today())
    }

    #[test]
    fn nothing_is_kept_unless_the_person_says_so() {
        assert_eq!(kept(false), None);
        assert!(kept(true).is_some());
    }

    #[test]
    fn nothing_of_others_and_no_consent_is_kept() {
        let fields = kept(true).unwrap().fields;
        let mut ids: Vec<_> = fields.keys().map(String::as_str).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["applicant-mobile", "applicant-name"]);
    }

    #[test]
    fn it_is_found_again_for_90_days() {
        let mine = kept(true).unwrap();
        let text = mine.to_text();
        assert_eq!(Mine::read(&text, today().plus(0, 0, 90)), Some(mine));
        assert_eq!(Mine::read(&text, today().plus(0, 0, 91)), None);
        assert_eq!(Mine::read("nothing", today()), None);
    }
}
