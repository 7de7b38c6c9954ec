//! A name taken apart: place, trade name, line of business, form of organisation.

use super::words;

/// The parts of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// What stands first.
    pub(super) place: Place,
    /// 蜀香.
    pub(super) trade: String,
    /// A known line of business stands behind it.
    pub(super) has_industry: bool,
    /// 有限公司, 店; empty where none stands last.
    pub(super) form: &'static str,
    /// （有限合伙） stands last.
    pub(super) is_partnership: bool,
}

/// The place a name begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// 成都市新都区, 成都, 四川.
    City,
    /// 新都区 without its city.
    District,
    /// None of these.
    None,
}

impl Parts {
    pub(super) fn of(name: &str) -> Self {
        let (place, rest) = place(name);
        let mut partnerships = words::PARTNERSHIPS.iter();
        let before = partnerships.find_map(|it| rest.strip_suffix(it));
        let rest = without_brackets(before.unwrap_or(rest));
        let mut forms = words::FORMS.iter();
        let (rest, form) = forms
            .find_map(|form| Some((rest.strip_suffix(form)?, *form)))
            .unwrap_or((&rest, ""));
        let (trade, has_industry) = trade(rest);
        Self {
            place,
            trade: trade.to_owned(),
            has_industry,
            form,
            is_partnership: before.is_some(),
        }
    }
}

/// The place, and what comes behind it: 四川(省), 成都(市), 新都(区), each may be left out.
fn place(name: &str) -> (Place, &str) {
    let level = |text, long, short| {
        let rest = str::strip_prefix(text, long).or_else(|| text.strip_prefix(short));
        (rest.is_some(), rest.unwrap_or(text))
    };
    let (has_province, rest) = level(name, "四川省", "四川");
    let (has_city, rest) = level(rest, "成都市", "成都");
    let (has_district, rest) = level(rest, "新都区", "新都");
    let place = match (has_city, has_district) {
        (true, _) => Place::City,
        (false, true) => Place::District,
        (false, false) if has_province => Place::City,
        (false, false) => Place::None,
    };
    (place, rest)
}

/// The trade name, and whether a line of business stands behind it.
///
/// Several words of business may follow each other (餐饮管理). The next one is not taken
/// off where a single character would be left: it may belong to the trade name (蜀火锅).
fn trade(rest: &str) -> (&str, bool) {
    let before_longest = |text: &str| {
        let found = words::INDUSTRIES.iter();
        let found = found.filter_map(|word| text.strip_suffix(word));
        found.map(str::len).min()
    };
    let mut trade = rest;
    while let Some(shorter) = before_longest(trade).and_then(|length| trade.get(..length)) {
        if trade.len() < rest.len() && shorter.chars().count() == 1 {
            break;
        }
        trade = shorter;
    }
    if trade.len() < rest.len() {
        return (trade, true);
    }
    // 面馆, 茶楼, 饭店: one character of business before the form; 老面馆 is a trade name.
    let mut short = words::SHORT_INDUSTRIES.iter();
    match short.find_map(|word| rest.strip_suffix(word)) {
        Some(before) if before.chars().count() == 1 => (rest, true),
        Some(before) => (before, true),
        None => (rest, false),
    }
}

/// 四川, 四川省, 锦江区: the name of a province, a city or a district nearby.
pub(super) fn is_place(text: &str) -> bool {
    let mut levels = ["省", "市", "区", "县"].iter();
    let bare = levels.find_map(|level| text.strip_suffix(level));
    [Some(text), bare]
        .iter()
        .flatten()
        .any(|it| words::PLACES.contains(it))
}

/// What stands in brackets; `None` where one is missing or stands within another.
pub(super) fn brackets(name: &str) -> Option<Vec<&str>> {
    let mut pieces = name.split('（');
    let before = pieces.next().filter(|it| !it.contains('）'));
    let inner = pieces.map(|piece| {
        let (inner, after) = piece.split_once('）')?;
        (!after.contains('）')).then_some(inner)
    });
    before.and_then(|_| inner.collect())
}

fn without_brackets(name: &str) -> String {
    let pieces = name.split('（');
    let outside = |piece: &str| {
        let after = piece.split_once('）').map_or(piece, |(_, after)| after);
        after.to_owned()
    };
    pieces.map(outside).collect()
}
