//! The texts that the system writes in place of documents, and whether they were confirmed as they are now.

use std::collections::BTreeMap;

use lianban_rules::date::Date;
use lianban_rules::form::check_form;
use lianban_rules::handbook::{Handbook, Template};
use lianban_rules::package::Package;
use lianban_rules::template::{self, Matter, Written};
use serde_json::{Map, Value as Json};

use super::draft::Draft;
use super::form::all_meant;
use super::interview::Interview;

/// A text to read through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// 食品经营许可申请书.
    pub title: String,
    /// What the person confirms: 我读过了，上面写的都是真的。
    pub confirm: String,
    /// The text.
    pub paragraphs: Vec<Written>,
    /// The same for the same text.
    pub fingerprint: String,
}

/// The text that the system writes in place of this document now, if it writes one.
pub fn text(
    package: &Package,
    handbook: &Handbook,
    draft: &Draft,
    interview: &Interview,
    today: Date,
    material: &str,
) -> Option<Text> {
    let template = template_of(handbook, material)?;
    let fields = tidy(package, handbook, draft, interview, today);
    let matter = matter(package, handbook, interview, &fields, today);
    Some(Text {
        title: template.title.clone(),
        confirm: template.confirm.clone(),
        paragraphs: template::write(template, matter),
        fingerprint: template::fingerprint(template, matter),
    })
}

/// Material id → fingerprint of the text that the system writes in its place now.
pub fn fingerprints(
    package: &Package,
    handbook: &Handbook,
    draft: &Draft,
    interview: &Interview,
    today: Date,
) -> BTreeMap<String, String> {
    let fields = tidy(package, handbook, draft, interview, today);
    let matter = matter(package, handbook, interview, &fields, today);
    let guides = handbook.materials.iter();
    let print = |material: &String| {
        let template = template_of(handbook, material)?;
        Some((material.clone(), template::fingerprint(template, matter)))
    };
    guides.filter_map(|it| print(&it.material)).collect()
}

fn template_of<'a>(handbook: &'a Handbook, material: &str) -> Option<&'a Template> {
    let guide = handbook
        .materials
        .iter()
        .find(|it| it.material == material)?;
    let id = guide.template.as_ref()?;
    handbook.templates.iter().find(|it| it.id == *id)
}

/// The values as they will be sent: the server writes its text from the same ones.
pub(super) fn tidy(
    package: &Package,
    handbook: &Handbook,
    draft: &Draft,
    interview: &Interview,
    today: Date,
) -> Map<String, Json> {
    let values = all_meant(package, draft);
    let answers = &interview.answers;
    check_form(package, answers, &values, &handbook.divisions, today).values
}

pub(super) fn matter<'a>(
    package: &'a Package,
    handbook: &'a Handbook,
    interview: &'a Interview,
    fields: &'a Map<String, Json>,
    today: Date,
) -> Matter<'a> {
    Matter {
        package,
        handbook,
        answers: &interview.answers,
        assessment: &interview.assessment,
        fields,
        today,
    }
}

#[cfg(test)]
mod tests {
    use lianban_rules::handbook::{MaterialGuide, Paragraph};
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};

    fn handbook() -> Handbook {
        Handbook {
            materials: vec![MaterialGuide {
                material: "m-floorplan".into(),
                how: String::new(),
                shows: vec![],
                sample: None,
                expiry: None,
                valid_months: None,
                template: Some("promise".into()),
            }],
            templates: vec![Template {
                id: "promise".into(),
                title: "承诺书".into(),
                confirm: "我读过了".into(),
                paragraphs: vec![Paragraph::Text("{applicant-name} 承诺".into())],
            }],
            ..Handbook::default()
        }
    }

    fn of(name: &str) -> (BTreeMap<String, String>, Option<Text>) {
        let (package, handbook) = (package(), handbook());
        let mut draft = draft(json!({"food-hot": true}));
        draft.fields.insert("applicant-name".into(), json!(name));
        let interview = Interview::new(&package, &draft, today());
        (
            fingerprints(&package, &handbook, &draft, &interview, today()),
            text(
                &package,
                &handbook,
                &draft,
                &interview,
                today(),
                "m-floorplan",
            ),
        )
    }

    #[test]
    fn a_text_is_written_of_what_is_typed_and_changes_with_it() {
        let (prints, text) = of(" 李雷 ");
        let text = text.unwrap();
        assert_eq!(text.paragraphs, [Written::Text("李雷 承诺".into())]);
        assert_eq!(prints["m-floorplan"], text.fingerprint);
        assert_ne!(of("韩梅").0, prints);
    }
}
