//! A scenario file as values.

use lianban_rules::date::Date;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value as Json};

/// One file.
pub struct Scenarios {
    pub package: String,
    pub applied_on: Date,
    pub signed_off: bool,
    pub cases: Vec<Case>,
}

/// One case; its answers hold the file's defaults too.
pub struct Case {
    pub title: String,
    pub answers: Map<String, Json>,
    pub required: Vec<String>,
    pub not_required: Vec<String>,
    pub open: Vec<String>,
    pub refused: Vec<(String, Vec<String>)>,
    pub stops: Vec<String>,
    pub open_stops: Vec<String>,
    pub materials: Vec<String>,
    pub out: bool,
}

/// Reads the one set of scenarios in `text`.
pub fn scenarios(text: &str) -> Scenarios {
    let documents = Yaml::load_from_str(text).expect("a YAML file");
    let root = &documents.first().expect("one document")["scenarios"];
    let defaults = answers(&root["defaults"]);
    let cases = root["cases"].as_vec().expect("a list of cases");
    Scenarios {
        package: word(&root["package"]),
        applied_on: word(&root["applied-on"]).parse().expect("a date"),
        signed_off: flag(root, "signed-off"),
        cases: cases.iter().map(|node| case(node, &defaults)).collect(),
    }
}

const KEYS: [&str; 11] = [
    "id",
    "name",
    "answers",
    "required",
    "not-required",
    "open",
    "refused",
    "stops",
    "open-stops",
    "materials",
    "out",
];

fn case(node: &Yaml, defaults: &Map<String, Json>) -> Case {
    let title = format!("{} {}", word(&node["id"]), word(&node["name"]));
    for (key, _) in entries(node) {
        assert!(KEYS.contains(&key.as_str()), "{title}: unknown key {key}");
    }
    let mut all = defaults.clone();
    all.extend(answers(&node["answers"]));
    let refused = node
        .as_mapping_get("refused")
        .map_or_else(Vec::new, entries);
    Case {
        title,
        answers: all,
        required: words(node, "required"),
        not_required: words(node, "not-required"),
        open: words(node, "open"),
        refused: refused
            .into_iter()
            .map(|(permit, rules)| (permit, list(rules)))
            .collect(),
        stops: words(node, "stops"),
        open_stops: words(node, "open-stops"),
        materials: words(node, "materials"),
        out: flag(node, "out"),
    }
}

fn answers(node: &Yaml) -> Map<String, Json> {
    entries(node)
        .into_iter()
        .map(|(id, value)| (id, json(value)))
        .collect()
}

fn json(node: &Yaml) -> Json {
    match node {
        Yaml::Value(Scalar::Null) => Json::Null,
        Yaml::Value(Scalar::Boolean(value)) => (*value).into(),
        Yaml::Value(Scalar::Integer(value)) => (*value).into(),
        Yaml::Value(Scalar::FloatingPoint(value)) => value.into_inner().into(),
        Yaml::Value(Scalar::String(value)) => value.as_ref().into(),
        Yaml::Sequence(list) => list.iter().map(json).collect(),
        other => panic!("no answer: {other:?}"),
    }
}

fn entries<'a, 'b>(node: &'b Yaml<'a>) -> Vec<(String, &'b Yaml<'a>)> {
    let map = node.as_mapping().expect("a map");
    map.iter().map(|(key, value)| (word(key), value)).collect()
}

fn words(node: &Yaml, key: &str) -> Vec<String> {
    node.as_mapping_get(key).map_or_else(Vec::new, list)
}

fn list(node: &Yaml) -> Vec<String> {
    node.as_vec().expect("a list").iter().map(word).collect()
}

fn flag(node: &Yaml, key: &str) -> bool {
    node.as_mapping_get(key)
        .is_some_and(|node| node.as_bool().expect("true or false"))
}

fn word(node: &Yaml) -> String {
    node.as_str().expect("a word").to_owned()
}
