//! What need not be typed again: which empty fields are filled from elsewhere, and which of
//! those nobody has looked over yet.
//!
//! What a person typed is never overwritten, and what was brought along carries a mark in
//! [`Filling`](super::filling::Filling) until they have seen to it.

use lianban_api::Licence;
use lianban_rules::contents::{ChoiceOption, Field, QuestionKind};
use lianban_rules::field::is_empty;
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::draft::Draft;
use super::form::{self, Ground};
use super::plan::question;

/// The field that the register is asked about.
pub const CODE: &str = "uscc";
/// The question that a licence answers too.
pub const KIND: &str = "entity-type";

/// What a licence says, as fields of the form. Address and scope are for the eye: the register
/// writes them in one line, and the shop need not be where the licence is.
pub fn of_licence(licence: &Licence) -> Map<String, Json> {
    let fields = [
        ("licence-name", &licence.name),
        ("applicant-name", &licence.legal_rep),
    ];
    let fields = fields.map(|(id, value)| (id.to_owned(), Json::from(value.clone())));
    fields.into_iter().collect()
}

/// The licence with this code, if the register has told it.
pub fn told(draft: &Draft, code: &str) -> Option<Licence> {
    let licence: Licence = serde_json::from_value(draft.filling.licence.clone()).ok()?;
    (licence.code == code).then_some(licence)
}

/// Keeps what the register told, so that it can be compared after a reload too.
pub fn keep(draft: &mut Draft, licence: &Licence) {
    // Plain data with text keys: writing cannot fail.
    draft.filling.licence = serde_json::to_value(licence).unwrap_or_default();
}

/// Fills the empty fields that are asked, marks them, and says how many there were.
pub fn fill(
    package: &Package,
    draft: &mut Draft,
    ground: Ground<'_>,
    values: &Map<String, Json>,
) -> usize {
    let mut filled = 0;
    // What is filled in may bring further fields: until none is left.
    while let Some((id, value)) = next(package, draft, ground, values) {
        draft.filling.bring(&id);
        draft.fields.insert(id, value);
        filled += 1;
    }
    if filled > 0 {
        draft.changed();
    }
    filled
}

fn next(
    package: &Package,
    draft: &Draft,
    ground: Ground<'_>,
    values: &Map<String, Json>,
) -> Option<(String, Json)> {
    let mut asked = form::asked(package, draft, ground).into_iter();
    asked.find_map(|it| {
        let id = &it.field.id;
        let value = values.get(id).filter(|value| !is_empty(value))?;
        let is_free = draft.fields.get(id).is_none_or(is_empty);
        (is_free && !is_consent(id)).then(|| (id.clone(), value.clone()))
    })
}

/// To agree is to do something: nobody's earlier consent stands for today's.
pub(super) fn is_consent(field: &str) -> bool {
    field.ends_with("-consent")
}

/// The fields of the form that were brought along and that nobody has looked over.
pub fn unchecked<'a>(package: &'a Package, draft: &Draft, ground: Ground<'_>) -> Vec<&'a Field> {
    if draft.filling.unchecked.is_empty() {
        return Vec::new();
    }
    let asked = form::asked(package, draft, ground).into_iter();
    let fields = asked.map(|it| it.field);
    fields
        .filter(|field| draft.filling.is_unchecked(&field.id))
        .collect()
}

/// Where the register calls the business something else than the guide was told.
pub fn other_kind(package: &Package, draft: &Draft, licence: &Licence) -> Option<String> {
    let question = question(package.contents(), KIND)?;
    let QuestionKind::Choice { options } = &question.kind else {
        return None;
    };
    difference(
        options,
        draft.answers.get(KIND)?.as_str()?,
        &licence.entity_type,
    )
}

fn difference(options: &[ChoiceOption], answered: &str, registered: &str) -> Option<String> {
    let label = |id: &str| Some(&options.iter().find(|it| it.id == id)?.label);
    let (was, is) = (label(answered)?, label(registered)?);
    (answered != registered).then(|| {
        format!("前面您选的是“{was}”，登记系统里是“{is}”。请对照执照，前面选错了就改过来。")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    fn licence() -> Licence {
        Licence {
            code: "92510114MA6D000263".into(),
            name: "李记面馆".into(),
            entity_type: "individual".into(),
            legal_rep: "李雷".into(),
            address: "四川省成都市新都区桂湖街道样例路8号".into(),
            scope: vec!["餐饮服务".into()],
            is_active: true,
        }
    }

    fn with<T>(draft: &mut Draft, look: impl FnOnce(&Package, &mut Draft, Ground<'_>) -> T) -> T {
        let package = package();
        let answers = Interview::new(&package, draft, today()).answers;
        let ground = Ground {
            answers: &answers,
            divisions: &[],
            today: today(),
        };
        look(&package, draft, ground)
    }

    fn filled(draft: &mut Draft, values: &Json) -> usize {
        let values = values.as_object().unwrap();
        with(draft, |package, draft, ground| {
            fill(package, draft, ground, values)
        })
    }

    fn marked(draft: &mut Draft) -> Vec<String> {
        with(draft, |package, draft, ground| {
            let fields = unchecked(package, draft, ground);
            fields.into_iter().map(|field| field.id.clone()).collect()
        })
    }

    #[test]
    fn a_licence_fills_what_is_empty_and_leaves_what_was_typed() {
        let mut draft = draft(json!({}));
        draft.fields.insert("licence-name".into(), json!(" "));
        draft
            .fields
            .insert("applicant-name".into(), json!("韩梅梅"));
        draft.key = "k".into();
        assert_eq!(filled(&mut draft, &Json::from(of_licence(&licence()))), 1);
        assert_eq!(draft.fields["licence-name"], "李记面馆");
        assert_eq!(draft.fields["applicant-name"], "韩梅梅");
        assert_eq!(marked(&mut draft), ["licence-name"]);
        assert_eq!(draft.key, "", "it is another application now");
    }

    #[test]
    fn address_and_scope_of_a_licence_fill_nothing() {
        let fields = of_licence(&licence());
        let mut ids: Vec<_> = fields.keys().map(String::as_str).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["applicant-name", "licence-name"]);
    }

    #[test]
    fn nothing_new_changes_nothing() {
        let mut draft = draft(json!({}));
        draft.fields.insert("applicant-name".into(), json!("李雷"));
        draft.key = "k".into();
        let before = draft.clone();
        let values = json!({ "applicant-name": "韩梅梅", "licence-name": "", "gone": "x" });
        assert_eq!(filled(&mut draft, &values), 0);
        assert_eq!(draft, before);
    }

    #[test]
    fn no_consent_is_brought_along() {
        let mut draft = draft(json!({}));
        let values = json!({ "e-service-consent": true, "applicant-mobile": "13800138000" });
        assert_eq!(filled(&mut draft, &values), 1);
        assert_eq!(draft.fields.get("e-service-consent"), None);
    }

    #[test]
    fn only_what_is_asked_is_brought_along_also_when_it_is_asked_because_of_the_rest() {
        let values = json!({ "flue-note": "后墙", "biz-name": "李记", "biz-name-wanted": true });
        let mut draft = draft(json!({ "food-smoke": false }));
        assert_eq!(filled(&mut draft, &values), 2);
        assert_eq!(draft.fields.get("flue-note"), None);
        assert_eq!(draft.fields["biz-name"], "李记");
    }

    #[test]
    fn what_the_register_told_can_be_compared_after_a_reload_but_not_with_another_code() {
        let mut draft = Draft::read(None, &package());
        keep(&mut draft, &licence());
        let draft = Draft::read(Some(&draft.to_text()), &package());
        assert_eq!(told(&draft, "92510114MA6D000263"), Some(licence()));
        assert_eq!(told(&draft, "91350100M000100Y43"), None);
        assert_eq!(told(&Draft::default(), "92510114MA6D000263"), None);
    }

    #[test]
    fn marks_survive_the_way_through_the_stored_text() {
        let mut draft = Draft::read(None, &package());
        filled(&mut draft, &Json::from(of_licence(&licence())));
        let mut again = Draft::read(Some(&draft.to_text()), &package());
        assert_eq!(marked(&mut again), ["applicant-name", "licence-name"]);
    }

    #[test]
    fn a_mark_goes_when_its_field_was_looked_over_and_counts_only_while_the_field_is_asked() {
        let mut draft = draft(json!({}));
        filled(&mut draft, &Json::from(of_licence(&licence())));
        draft.filling.bring("flue-note");
        draft.answer("food-smoke", Some(json!(false)));
        assert_eq!(marked(&mut draft), ["applicant-name", "licence-name"]);
        draft.filling.check("applicant-name");
        assert_eq!(marked(&mut draft), ["licence-name"]);
        draft.filling.unchecked.clear();
        assert!(marked(&mut draft).is_empty());
    }

    #[test]
    fn another_kind_of_business_than_the_guide_was_told_is_said_once() {
        let option = |(id, label): (&str, &str)| ChoiceOption {
            id: id.into(),
            label: label.into(),
            help: None,
            icon: None,
            band: None,
        };
        let options = [("individual", "个体工商户"), ("company", "公司")].map(option);
        assert_eq!(
            difference(&options, "company", "individual").unwrap(),
            "前面您选的是“公司”，登记系统里是“个体工商户”。请对照执照，前面选错了就改过来。"
        );
        assert_eq!(difference(&options, "company", "company"), None);
        assert_eq!(difference(&options, "company", "unheard-of"), None);
    }
}
