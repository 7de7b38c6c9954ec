//! Comparisons of where the place is and whose it is (cc-02, cc-04 to cc-07, cc-13, cc-15, lb-03).

use super::case::Case;
use super::same::{same_address, same_name};
use super::{CheckLine, Comparison};
use crate::field::address;

/// Drawings that show the same rooms.
const PLANS: [&str; 5] = [
    "m-floorplan",
    "m-food-layout",
    "m-fire-plan",
    "m-drain-plan",
    "m-ent-plan",
];

/// cc-02: the address is word for word the same everywhere.
pub(super) fn one_address(case: &Case<'_>) -> Option<CheckLine> {
    let mut papers = vec!["m-biz-licence", "m-premises-proof"];
    papers.extend(PLANS);
    let line = Comparison::new("cc-02", "地址在各份材料里一字不差")
        .of(&["premises-address"])
        .papers(case, &papers);
    let given = case.matter.fields.get("premises-address")?;
    let given = address::line(given, &case.matter.handbook.divisions);
    match case.licence {
        Some(licence) if !same_address(licence.address, &given) => {
            let message =
                "店铺地址和执照上登记的不一样。写错的请改；店搬了的，先到登记窗口变更地址。";
            Some(line.warning(message))
        }
        _ => line.by_person(
            "请看执照、租房合同或产权证、图纸上的地址是不是一样；\
             全半角、空格、附号、汉字数字不同的，算一样。",
        ),
    }
}

/// cc-04: the tenant of the lease applies.
pub(super) fn tenant_is_applicant(case: &Case<'_>) -> Option<CheckLine> {
    let rents = case.is_one_of("premises-tenure", &["lease", "sublease", "market"]);
    let line = Comparison::new("cc-04", "租房合同的承租人就是申请人")
        .of(&["applicant-name"])
        .papers(case, &["m-premises-proof"]);
    let message = "请看合同上的承租人。还在筹备的，可以是经营者本人或股东，要说明。";
    rents.then(|| line.by_person(message)).flatten()
}

/// cc-05: the lease has not run out. A warning: what it means for the permits the rules say (g-28),
/// and whoever insists may hand it in.
pub(super) fn lease_has_not_ended(case: &Case<'_>) -> Option<CheckLine> {
    let last = case.day("lease-end-date")?;
    let line = Comparison::new("cc-05", "租期还没有到").of(&["lease-end-date"]);
    let message = "租期已经到了。续租以后，把租期截止日改成新合同上的日子。";
    Some(if last > case.matter.today {
        line.fits()
    } else {
        line.warning(message)
    })
}

/// cc-06: who lets the place owns it, or the owner has agreed.
pub(super) fn landlord_is_owner(case: &Case<'_>) -> Option<CheckLine> {
    let line = Comparison::new("cc-06", "出租人就是产权人，或者产权人同意转租")
        .of(&["landlord", "property-owner", "premises-tenure"])
        .papers(case, &["m-premises-proof", "m-owner-consent"]);
    let (landlord, owner) = (case.text("landlord")?, case.text("property-owner")?);
    match (
        same_name(landlord, owner),
        case.is_one_of("premises-tenure", &["lease"]),
    ) {
        (true, true) => Some(line.fits()),
        (false, true) => Some(line.warning(
            "出租人和产权人不是同一个人。从别人手里转租的，把场所来源改成“转租的”；\
             代业主出租的，带上业主的委托或同意材料。",
        )),
        (_, false) => line.by_person("请看有没有产权人同意转租（出租）的材料。"),
    }
}

/// cc-07: the areas given fit those of deed, lease and drawings. That the used area is not
/// larger than the built one is a constraint on the answers.
pub(super) fn areas_fit(case: &Case<'_>) -> Option<CheckLine> {
    let mut papers = vec!["m-premises-proof"];
    papers.extend(PLANS);
    Comparison::new("cc-07", "面积和产权证（合同）、图纸对得上")
        .of(&["floor-area", "use-area"])
        .papers(case, &papers)
        .by_person(
            "请看证上、图上的面积。和填报的差在 5% 或 5 平方米以内（取大的）可以；\
             超过的，踏勘时核（这个误差是暂定的，以窗口核定为准）。",
        )
}

/// cc-13: doors, rooms and areas are the same in all drawings.
pub(super) fn plans_agree(case: &Case<'_>) -> Option<CheckLine> {
    Comparison::new("cc-13", "几张图画的是同一个地方")
        .papers(case, &PLANS)
        .side_by_side("请看几张图上的出入口、房间、面积是不是一样。")
}

/// cc-15: nobody else's licence is still open at this address.
pub(super) fn nobody_else_licensed(case: &Case<'_>) -> Option<CheckLine> {
    if !case.needs(&[
        "food-licence",
        "food-small-shop-filing",
        "food-prepack-filing",
    ]) {
        return None;
    }
    let line = Comparison::new("cc-15", "这个地址没有别人还没注销的许可")
        .of(&["prior-permit-same-address", "premises-address"]);
    Some(if case.is_yes("prior-permit-same-address") {
        line.warning("这里还有别人的食品许可或备案。请原来的店主先注销，或者带上说明。")
    } else {
        line.found(
            super::CheckVerdict::ByPerson,
            "请在许可系统里查一下这个地址。",
        )
    })
}

/// lb-03: the floor in the address is one of the floors answered.
pub(super) fn floor_fits(case: &Case<'_>) -> Option<CheckLine> {
    let given = case.matter.fields.get("premises-address")?.get("floor")?;
    let floor = floor_of(given.as_str()?)?;
    let lowest = case.answered_hundredths("floor-lowest")? / 100;
    let highest = case.field_hundredths("floor-highest");
    let fits = floor >= lowest && highest.is_none_or(|it| floor <= it / 100);
    let line = Comparison::new("lb-03", "地址里的楼层和回答的一样").of(&[
        "premises-address",
        "floor-lowest",
        "floor-highest",
    ]);
    Some(if fits {
        line.fits()
    } else {
        line.warning("地址里写的楼层，不在您回答的最低楼层和最高楼层之间。请看哪一处写错了。")
    })
}

/// Areas of a place to eat, in hundredths of ㎡, below and above which the unit is likely to be
/// wrong (40-checks, section 6).
const PLAUSIBLE: std::ops::RangeInclusive<i64> = 500..=1_000_000;

/// lb-04: the areas are those of a place to eat.
pub(super) fn area_is_plausible(case: &Case<'_>) -> Option<CheckLine> {
    let area = |question: &'static str| Some((question, case.answered_hundredths(question)?));
    let areas: Vec<_> = ["floor-area", "use-area"]
        .into_iter()
        .filter_map(area)
        .collect();
    let odd = areas.iter().find(|(_, area)| !PLAUSIBLE.contains(area));
    let line = Comparison::new("lb-04", "面积像一家店的面积");
    let ids: Vec<&str> = areas.iter().map(|(question, _)| *question).collect();
    match odd {
        Some((question, _)) => Some(
            line.of(&[question])
                .warning("面积不到 5 平方米，或者超过 10000 平方米。请确认单位是平方米。"),
        ),
        None if areas.is_empty() => None,
        None => Some(line.of(&ids).fits()),
    }
}

/// `2楼`, `二层`, `-1`, `负一楼` as a number.
fn floor_of(text: &str) -> Option<i64> {
    let text = super::same::plain_address(text);
    let text = text
        .trim_end_matches(['楼', '层', 'F', 'f'])
        .trim_start_matches('第');
    let (sign, digits) = match text.strip_prefix(['-', '负']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    digits.parse::<i64>().ok().map(|floor| sign * floor)
}

#[cfg(test)]
mod tests {
    use super::floor_of;

    #[test]
    fn a_floor_is_read_however_it_is_written() {
        let written = [
            ("2", 2),
            ("2楼", 2),
            ("二层", 2),
            ("-1", -1),
            ("负一楼", -1),
            ("第十二层", 12),
        ];
        for (text, floor) in written {
            assert_eq!(floor_of(text), Some(floor), "{text}");
        }
        assert_eq!(floor_of("底楼"), None);
        assert_eq!(floor_of("1-2"), None);
    }
}
