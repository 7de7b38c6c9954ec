//! A scenario file as values.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value as Json};

use super::{Case, Scenarios};

type Read<T> = Result<T, String>;

/// Reads the one set of scenarios in `text`.
pub(super) fn scenarios(text: &str) -> Read<Scenarios> {
    let documents = Yaml::load_from_str(text).map_err(|error| error.to_string())?;
    let root = documents
        .first()
        .and_then(|it| it.as_mapping_get("scenarios"));
    let root = root.ok_or("no `scenarios`")?;
    let defaults = root.as_mapping_get("defaults");
    let defaults = defaults.map_or_else(|| Ok(Map::new()), answers)?;
    let cases = root.as_mapping_get("cases").and_then(Yaml::as_vec);
    let cases = cases.ok_or("no list of `cases`")?;
    let day = word(root, "applied-on")?;
    Ok(Scenarios {
        package: word(root, "package")?,
        applied_on: day.parse().map_err(|_| format!("`{day}` is no day"))?,
        signed_off: flag(root, "signed-off")?,
        cases: cases
            .iter()
            .map(|node| case(node, &defaults))
            .collect::<Read<_>>()?,
    })
}

const KEYS: [&str; 18] = [
    "id",
    "name",
    "answers",
    "required",
    "not-required",
    "open",
    "pending",
    "refused",
    "because",
    "manual",
    "stops",
    "open-stops",
    "materials",
    "documents",
    "items",
    "hints",
    "next",
    "out",
];

fn case(node: &Yaml, defaults: &Map<String, Json>) -> Read<Case> {
    let title = format!("{} {}", word(node, "id")?, word(node, "name")?);
    one(node, defaults, &title).map_err(|fault| format!("{title}: {fault}"))
}

fn one(node: &Yaml, defaults: &Map<String, Json>, title: &str) -> Read<Case> {
    for (key, _) in entries(node)? {
        if !KEYS.contains(&key.as_str()) {
            return Err(format!("unknown key `{key}`"));
        }
    }
    let mut all = defaults.clone();
    if let Some(own) = node.as_mapping_get("answers") {
        all.extend(answers(own)?);
    }
    Ok(Case {
        title: title.to_owned(),
        answers: all,
        required: words(node, "required")?,
        not_required: words(node, "not-required")?,
        open: words(node, "open")?,
        pending: words(node, "pending")?,
        refused: lists(node, "refused")?,
        because: lists(node, "because")?,
        manual: node.as_mapping_get("manual").map(list).transpose()?,
        stops: words(node, "stops")?,
        open_stops: words(node, "open-stops")?,
        materials: words(node, "materials")?,
        documents: node.as_mapping_get("documents").map(list).transpose()?,
        items: node.as_mapping_get("items").map(list).transpose()?,
        hints: node.as_mapping_get("hints").map(list).transpose()?,
        next: node.as_mapping_get("next").map(list).transpose()?,
        out: flag(node, "out")?,
    })
}

fn answers(node: &Yaml) -> Read<Map<String, Json>> {
    let pairs = entries(node)?.into_iter();
    pairs.map(|(id, value)| Ok((id, json(value)?))).collect()
}

fn json(node: &Yaml) -> Read<Json> {
    Ok(match node {
        Yaml::Value(Scalar::Null) => Json::Null,
        Yaml::Value(Scalar::Boolean(value)) => (*value).into(),
        Yaml::Value(Scalar::Integer(value)) => (*value).into(),
        Yaml::Value(Scalar::FloatingPoint(value)) => value.into_inner().into(),
        Yaml::Value(Scalar::String(value)) => value.as_ref().into(),
        Yaml::Sequence(list) => list.iter().map(json).collect::<Read<_>>()?,
        other => return Err(format!("{other:?} is no answer")),
    })
}

fn entries<'a, 'b>(node: &'b Yaml<'a>) -> Read<Vec<(String, &'b Yaml<'a>)>> {
    let map = node.as_mapping().ok_or("expected keys and values")?;
    let pairs = map.iter();
    pairs.map(|(key, value)| Ok((text(key)?, value))).collect()
}

/// A list for each id.
fn lists(node: &Yaml, key: &str) -> Read<Vec<(String, Vec<String>)>> {
    let Some(node) = node.as_mapping_get(key) else {
        return Ok(Vec::new());
    };
    let pairs = entries(node)?.into_iter();
    pairs.map(|(id, rules)| Ok((id, list(rules)?))).collect()
}

fn words(node: &Yaml, key: &str) -> Read<Vec<String>> {
    node.as_mapping_get(key)
        .map_or_else(|| Ok(Vec::new()), list)
}

fn list(node: &Yaml) -> Read<Vec<String>> {
    let list = node.as_vec().ok_or("expected a list")?;
    list.iter().map(text).collect()
}

fn flag(node: &Yaml, key: &str) -> Read<bool> {
    let found = node.as_mapping_get(key);
    found.map_or(Ok(false), |it| {
        it.as_bool()
            .ok_or_else(|| format!("`{key}` is true or false"))
    })
}

fn word(node: &Yaml, key: &str) -> Read<String> {
    let found = node.as_mapping_get(key);
    text(found.ok_or_else(|| format!("no `{key}`"))?)
}

fn text(node: &Yaml) -> Read<String> {
    node.as_str()
        .map(str::to_owned)
        .ok_or_else(|| "expected a word".to_owned())
}
