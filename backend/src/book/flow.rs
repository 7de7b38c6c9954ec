//! The permits in the order in which they happen, drawn as inline SVG: a lane for each
//! group of the service centre, an arrow from a permit to those that ask for its paper.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lianban_rules::contents::{Category, Contents, Permit};

use super::html::text;
use super::tables::nature;

const LANES: [(Category, &str); 4] = [
    (Category::Business, "商事登记"),
    (Category::Social, "社会事业"),
    (Category::CityAndTransport, "城管交通"),
    (Category::Agriculture, "涉农事务"),
];
const LANE: usize = 232;
const BOX: usize = 204;
const ROW: usize = 52;
const TALL: usize = 38;
const TOP: usize = 44;
/// A line of a box holds so many characters.
const CHARACTERS: usize = 15;

/// The drawing; empty without permits.
pub fn drawing(contents: &Contents) -> String {
    let used: Vec<(Category, &str)> = LANES
        .into_iter()
        .filter(|(lane, _)| contents.permits.iter().any(|it| it.category == *lane))
        .collect();
    let width = used.len() * LANE;
    let height = TOP + contents.permits.len() * ROW + 8;
    let mut out = format!(
        "<div class=\"wide\"><svg class=\"flow\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"flow-title\"><title id=\"flow-title\">事项办理顺序</title>\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n"
    );
    for (at, (_, name)) in used.iter().enumerate() {
        let left = at * LANE;
        let middle = left + LANE / 2;
        let _ = writeln!(
            out,
            "<rect class=\"lane\" x=\"{}\" y=\"4\" width=\"{}\" height=\"{}\"/><text class=\"lane-name\" x=\"{middle}\" y=\"28\">{name}</text>",
            left + 4,
            LANE - 8,
            height - 8
        );
    }
    let lane = |permit: &Permit| {
        used.iter()
            .position(|(lane, _)| *lane == permit.category)
            .unwrap_or_default()
    };
    for (from, to) in arrows(contents) {
        let (Some(a), Some(b)) = (contents.permits.get(from), contents.permits.get(to)) else {
            continue;
        };
        let _ = writeln!(out, "{}", arrow((lane(a), from), (lane(b), to)));
    }
    for (at, permit) in contents.permits.iter().enumerate() {
        out.push_str(&one(permit, at, lane(permit)));
    }
    out.push_str("</svg></div>\n");
    out
}

fn left(lane: usize) -> usize {
    lane * LANE + (LANE - BOX) / 2
}

fn one(permit: &Permit, at: usize, lane: usize) -> String {
    let (x, y) = (left(lane), TOP + at * ROW);
    let name: Vec<char> = format!("{}. {}", at + 1, permit.name).chars().collect();
    let lines = name.len().div_ceil(CHARACTERS).max(1);
    let parts: Vec<String> = name
        .chunks(name.len().div_ceil(lines).max(1))
        .take(2)
        .map(|it| it.iter().collect())
        .collect();
    let first = if parts.len() > 1 { y + 16 } else { y + 24 };
    let words = super::html::all(parts.iter().enumerate().map(|(ix, part)| {
        let (left, down) = (x + 8, first + ix * 16);
        format!(
            "<text class=\"name\" x=\"{left}\" y=\"{down}\">{}</text>",
            text(part)
        )
    }));
    let class = if permit.informational {
        "step step--told"
    } else {
        "step"
    };
    format!(
        "<g><title>{} · {}</title><rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{BOX}\" height=\"{TALL}\" rx=\"4\"/>{words}</g>\n",
        text(&permit.authority),
        nature(permit.nature),
    )
}

/// From a permit to each that asks for the paper it results in. Several permits that
/// result in the same paper (one is chosen) share the arrow of the last of them.
fn arrows(contents: &Contents) -> BTreeSet<(usize, usize)> {
    let mut arrows = BTreeSet::new();
    for (from, permit) in contents.permits.iter().enumerate() {
        let Some(paper) = permit.issues else { continue };
        let later = contents.permits.iter().skip(from + 1);
        if later.into_iter().any(|other| other.issues == Some(paper)) {
            continue;
        }
        for demand in contents.demands.iter().filter(|it| it.material == paper) {
            let after = demand.consumers.iter().filter(|to| **to > from);
            arrows.extend(after.map(|to| (from, *to)));
        }
    }
    arrows
}

/// A way along the gutter between lanes, so that it crosses no box.
fn arrow((from_lane, from): (usize, usize), (to_lane, to): (usize, usize)) -> String {
    let middle = |at: usize| TOP + at * ROW + TALL / 2;
    let (start, end) = (left(from_lane) + BOX, left(to_lane));
    let gutter = to_lane * LANE + 8;
    if to_lane > from_lane {
        return format!(
            "<path class=\"way\" d=\"M{start} {a}H{first}V{b}H{end}\"/>",
            a = middle(from),
            b = middle(to),
            first = if to_lane == from_lane + 1 {
                gutter
            } else {
                from_lane * LANE + LANE
            },
        );
    }
    let side = left(to_lane) + BOX + 8;
    format!(
        "<path class=\"way\" d=\"M{start} {a}H{side}V{b}H{end}\"/>",
        a = middle(from),
        b = middle(to),
        end = left(to_lane) + BOX,
    )
}
