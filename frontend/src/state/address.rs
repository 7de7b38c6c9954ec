//! An address of the form, level by level, and the line that is printed of it.

use lianban_rules::field::address::{DIVISION, PARTS, line};
use lianban_rules::handbook::Division;
use serde_json::{Map, Value as Json};

/// What stands in a level of the address.
pub fn level(address: &Json, key: &str) -> String {
    let text = address.get(key).and_then(Json::as_str);
    text.unwrap_or_default().to_owned()
}

/// The address with another level. An address that was one text becomes the road, to be sorted out.
pub fn with_level(address: &Json, key: &str, text: &str) -> Json {
    let mut levels = match address {
        Json::Object(levels) => levels.clone(),
        Json::String(line) => Map::from_iter([("road".to_owned(), line.clone().into())]),
        _ => Map::new(),
    };
    levels.insert(key.to_owned(), text.into());
    Json::Object(levels)
}

/// The line as it will be printed, as soon as there is something to print.
pub fn preview(address: &Json, divisions: &[Division]) -> Option<String> {
    let keys = PARTS.iter().map(|(key, _)| *key).chain([DIVISION]);
    let has_any = keys.map(|key| level(address, key)).any(|it| !it.is_empty());
    has_any.then(|| line(address, divisions))
}

#[cfg(test)]
mod tests {
    use lianban_rules::contents::Mark;

    use super::*;

    fn divisions() -> Vec<Division> {
        vec![Division {
            id: "guihu".into(),
            name: "桂湖街道".into(),
            mark: Mark::Partly,
        }]
    }

    #[test]
    fn an_address_grows_level_by_level_into_the_printed_line() {
        assert_eq!(preview(&Json::Null, &divisions()), None);
        let mut address = Json::Null;
        for (key, text) in [
            ("division", "guihu"),
            ("road", "桂湖中路"),
            ("number", "8"),
            ("room", "101"),
        ] {
            address = with_level(&address, key, text);
        }
        let line = preview(&address, &divisions()).unwrap();
        assert_eq!(line, "四川省成都市新都区桂湖街道桂湖中路8号101号");
        assert_eq!(level(&address, "floor"), "");
    }

    #[test]
    fn an_address_from_before_is_not_lost() {
        let address = with_level(&"桂湖中路8号".into(), "room", "101");
        assert_eq!(level(&address, "road"), "桂湖中路8号");
    }
}
