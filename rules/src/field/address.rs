//! Addresses in the district, level by level.
//!
//! Province, city and district are fixed; town or street comes from the handbook's
//! divisions; the rest is typed, part by part, so that every form prints the same line.

use serde_json::{Map, Value as Json};

use super::{Checked, FieldProblem, plain, tidy};
use crate::handbook::Division;

/// What stands before every address.
pub const REGION: &str = "四川省成都市新都区";
/// The parts after the division, in the order of the line, with what each is called.
pub const PARTS: [(&str, &str); 7] = [
    ("road", "路、街或村"),
    ("number", "门牌号"),
    ("name", "小区、商场或楼名"),
    ("building", "栋"),
    ("unit", "单元"),
    ("floor", "楼层"),
    ("room", "房号"),
];
/// What is called by the key of the town or street.
pub const DIVISION: &str = "division";
/// Longest part, in characters.
const PART_MAX: u32 = 40;

/// Checks an address: a known division, a road, and a number or a name to find it by.
#[must_use]
pub fn check(label: &str, value: &Json, divisions: &[Division]) -> Checked {
    let Some(parts) = value.as_object() else {
        return Err(plain::unreadable(label)).into();
    };
    let text = |key: &str| tidy(parts.get(key).and_then(Json::as_str).unwrap_or_default());
    let mut problems = Vec::new();
    let division = text(DIVISION);
    let is_known = divisions.is_empty() || divisions.iter().any(|it| it.id == division);
    if division.is_empty() || !is_known {
        let problem = FieldProblem::error("empty", "请选街道或镇。");
        problems.push(problem.at(DIVISION));
    }
    let mut address = Map::from_iter([(DIVISION.to_owned(), division.into())]);
    for (key, name) in PARTS {
        let part = text(key);
        if let Err(problem) = plain::text(name, &part, PART_MAX)
            && !part.is_empty()
        {
            problems.push(problem.at(key));
        }
        address.insert(key.to_owned(), part.into());
    }
    let road = text("road");
    let chosen = divisions.iter().find(|it| it.id == text(DIVISION));
    if road.is_empty() {
        problems.push(plain::empty("路、街或村").at("road"));
    } else if let Some(problem) = too_much(&road, chosen) {
        problems.push(problem.at("road"));
    }
    if text("number").is_empty() && text("name").is_empty() {
        let message = "请填写门牌号；没有门牌号的，填小区、商场或楼的名字。";
        problems.push(FieldProblem::error("empty", message).at("number"));
    }
    Checked {
        tidy: problems.is_empty().then_some(Json::Object(address)),
        problems,
    }
}

/// What stands in the road that belongs elsewhere: printed twice, or shown where rooms are masked.
fn too_much(road: &str, division: Option<&Division>) -> Option<FieldProblem> {
    let mut above = ["四川省", "成都市", "新都区"].into_iter();
    let names_division = division.is_some_and(|it| road.contains(&it.name));
    if names_division || above.any(|it| road.contains(it)) {
        let message = "请从路名写起。省、市、区和街道，上面已经有了。";
        return Some(FieldProblem::error("region", message));
    }
    // 1号路 is a road, 桂湖路8号 is not.
    let is_numbered = |(at, unit): (usize, &str)| {
        let before = road.get(..at).and_then(|it| it.chars().next_back());
        let ends = road.get(at..).is_some_and(|rest| rest == unit);
        before.is_some_and(|it| it.is_ascii_digit()) && (unit != "号" || ends)
    };
    let units = ["号", "栋", "幢", "单元", "室"].into_iter();
    let mut doors = units.flat_map(|unit| road.match_indices(unit));
    doors.any(is_numbered).then(|| {
        let message = "这里只写到路名。门牌号、栋、单元和房号，请写到下面各自的格子里。";
        FieldProblem::error("door", message)
    })
}

/// The address as one line: 四川省成都市新都区桂湖街道桂湖中路8号3栋2单元101号.
#[must_use]
pub fn line(value: &Json, divisions: &[Division]) -> String {
    let text = |key: &str| value.get(key).and_then(Json::as_str).unwrap_or_default();
    let division = divisions.iter().find(|it| it.id == text(DIVISION));
    let mut line = format!("{REGION}{}", division.map_or("", |it| it.name.as_str()));
    for (key, _) in PARTS {
        line.push_str(&with_unit(key, text(key)));
    }
    line
}

/// `8` → `8号`, `3` → `3栋`: the unit where only the number was typed.
fn with_unit(key: &str, part: &str) -> String {
    let unit = match key {
        "number" | "room" => "号",
        "building" => "栋",
        "unit" => "单元",
        "floor" => "层",
        _ => "",
    };
    let is_bare = part
        .chars()
        .last()
        .is_some_and(|last| last.is_ascii_alphanumeric());
    if is_bare && !unit.is_empty() {
        format!("{part}{unit}")
    } else {
        part.to_owned()
    }
}
