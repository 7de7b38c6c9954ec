//! What the scope of business has to hold for the permits that are needed: suggested, never
//! ticked silently.

use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::contents::{Contents, FieldKind, SCOPE};
use lianban_rules::handbook::Handbook;
use serde_json::Value as Json;

use super::draft::Draft;

/// An item that is not ticked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the option.
    pub option: String,
    /// 餐饮服务.
    pub label: String,
    /// Names of the permits that call for it.
    pub permits: Vec<String>,
}

/// What is still to be ticked. Where a permit takes one of several items, the first.
pub fn wanted(
    contents: &Contents,
    handbook: &Handbook,
    assessment: &Assessment,
    draft: &Draft,
) -> Vec<Wanted> {
    let is_ticked = |option: &String| ticked(draft).iter().any(|it| it == option.as_str());
    let mut wanted: Vec<Wanted> = Vec::new();
    for permit in &assessment.permits {
        let guide = handbook.permits.iter().find(|it| it.permit == permit.id);
        let Some(guide) = guide.filter(|_| permit.need == Need::Required) else {
            continue;
        };
        let name = contents.permits.iter().find(|it| it.id == permit.id);
        let name = name.map(|it| it.name.clone());
        if guide.scope.iter().any(is_ticked) {
            continue;
        }
        let same = |it: &&mut Wanted| guide.scope.contains(&it.option);
        if let Some(same) = wanted.iter_mut().find(same) {
            same.permits.extend(name);
        } else if let Some((option, label)) = guide.scope.iter().find_map(|id| named(contents, id))
        {
            let permits = name.into_iter().collect();
            wanted.push(Wanted {
                option,
                label,
                permits,
            });
        }
    }
    wanted
}

/// Ticks them beside what is ticked.
pub fn with(draft: &Draft, wanted: &[Wanted]) -> Json {
    let more = wanted.iter().map(|it| Json::from(it.option.clone()));
    ticked(draft).iter().cloned().chain(more).collect()
}

fn ticked(draft: &Draft) -> &[Json] {
    let ticked = draft.fields.get(SCOPE).and_then(Json::as_array);
    ticked.map(Vec::as_slice).unwrap_or_default()
}

fn named(contents: &Contents, option: &str) -> Option<(String, String)> {
    let field = contents.fields.iter().find(|it| it.id == SCOPE)?;
    let FieldKind::Several { options } = &field.kind else {
        return None;
    };
    let found = options.iter().find(|it| it.id == option)?;
    Some((found.id.clone(), found.label.clone()))
}

#[cfg(test)]
mod tests {
    use lianban_rules::catalogue::{self, Edition, SignOffs, builtin};
    use lianban_rules::package::Package;
    use serde_json::json;

    use super::*;
    use crate::state::fixture::today;
    use crate::state::interview::Interview;

    /// A shop with a stove and bottled drinks on the shelf, where these items are ticked.
    fn wanted_beside(ticked: &Json) -> (Vec<Wanted>, Draft) {
        let (catalogue, _) = catalogue::read(builtin());
        let (edition, _) = catalogue.edition("open-restaurant", today(), SignOffs::District);
        let Edition { contents, handbook } = edition.unwrap();
        let package = Package::compile(contents);
        let answers = include_str!("../../../tests/tests/journeys/noodle-shop.json");
        let mut draft = Draft {
            answers: serde_json::from_str(answers).unwrap(),
            ..Draft::default()
        };
        draft.fields.insert(SCOPE.to_owned(), ticked.clone());
        let assessment = Interview::new(&package, &draft, today()).assessment;
        (
            wanted(package.contents(), &handbook, &assessment, &draft),
            draft,
        )
    }

    #[test]
    fn what_a_needed_permit_calls_for_is_suggested_with_its_name() {
        let (wanted, draft) = wanted_beside(&json!([]));
        assert_eq!(wanted[0].option, "catering");
        assert_eq!(wanted[0].permits, ["四川省小经营店备案"]);
        assert_eq!(draft.fields[SCOPE], json!([]), "nothing is ticked silently");
    }

    #[test]
    fn what_is_ticked_stays_and_is_not_suggested_again() {
        let (wanted, draft) = wanted_beside(&json!(["tobacco"]));
        let both = with(&draft, &wanted);
        assert_eq!(both[0], "tobacco");
        assert!(wanted_beside(&both).0.is_empty());
        assert!(
            wanted_beside(&json!(["food-sales"])).0.is_empty(),
            "one of the items is enough"
        );
    }
}
