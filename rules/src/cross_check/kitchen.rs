//! Comparisons of kitchen, guests and staff (cc-14, rc-01, rc-02, rc-04 to rc-08, lb-01).

use serde_json::Value as Json;

use super::case::Case;
use super::same::same_name;
use super::{CheckLine, Comparison};

/// cc-14: everybody who touches food has a health certificate that holds.
pub(super) fn staff_is_healthy(case: &Case<'_>) -> Option<CheckLine> {
    let staff = case.rows("staff")?;
    let line = Comparison::new("cc-14", "接触食品的人都有健康证")
        .of(&["staff"])
        .papers(case, &["m-health-cert"]);
    let until = |person: &Json| {
        let until = person.get("health_cert_until").and_then(Json::as_str);
        until?.parse::<crate::date::Date>().ok()
    };
    let without = staff.iter().filter(|it| until(it).is_none()).count();
    let expired = staff
        .iter()
        .filter(|it| until(it).is_some_and(|last| last < case.matter.today))
        .count();
    let message = match (without, expired) {
        (0, 0) => {
            if line.line.materials.is_empty() {
                return Some(line.fits());
            }
            return line.by_person("请看健康证上的人是不是都在名单里。不影响受理。");
        }
        (without, 0) => format!("还有 {without} 个人没有健康证。上岗前要办好，不影响现在受理。"),
        (0, expired) => {
            format!("有 {expired} 个人的健康证过期了。上岗前要换新的，不影响现在受理。")
        }
        (without, expired) => format!(
            "还有 {without} 个人没有健康证，{expired} 个人的过期了。上岗前要办好，不影响现在受理。"
        ),
    };
    Some(line.hint(message))
}

/// rc-01: there is a room for what needs one.
pub(super) fn rooms_for_food(case: &Case<'_>) -> Option<CheckLine> {
    let risky = ["food-raw", "food-cold-cake", "food-cold-meat"];
    let applies = risky.iter().any(|question| case.is_yes(question));
    let line = Comparison::new("rc-01", "图上有专间或专用操作区")
        .of(&risky)
        .papers(case, &["m-food-layout", "m-floorplan"]);
    let message =
        "卖生食、裱花或凉拌荤菜的，请看图上有没有专间（或专用操作区）、洗手消毒、空调、温度计。";
    applies.then(|| line.by_person(message)).flatten()
}

/// rc-02: hot dishes have a cooking area with a way out for the smoke.
pub(super) fn smoke_goes_out(case: &Case<'_>) -> Option<CheckLine> {
    let line = Comparison::new("rc-02", "图上有烹饪区和排烟设施")
        .of(&["food-hot", "food-smoke"])
        .papers(case, &["m-food-layout", "m-floorplan", "m-flue-doc"]);
    let message = match (case.is_yes("food-hot"), case.is_yes("food-smoke")) {
        (false, false) => return None,
        (_, true) => "请看图上有没有烹饪区、排烟设施，烟道走到哪里。",
        (true, false) => "请看图上有没有烹饪区和排烟设施。",
    };
    line.by_person(message)
}

/// rc-04: the food safety officer is on the list of staff.
pub(super) fn manager_is_listed(case: &Case<'_>) -> Option<CheckLine> {
    let (manager, staff) = (case.text("food-manager")?, case.rows("staff")?);
    let line = Comparison::new("rc-04", "食品安全员在人员名单里").of(&["food-manager", "staff"]);
    let is_listed = staff.iter().any(|person| {
        let name = person.get("name").and_then(Json::as_str);
        name.is_some_and(|name| same_name(name, manager))
    });
    Some(if is_listed {
        line.fits()
    } else {
        line.error("食品安全员不在上面的人员名单里。请把他加进名单，或者改成名单里的人。")
    })
}

/// Least area for a guest: 1.1 ㎡, in hundredths. Unverified, so it is a hint only (rc-05, U).
const AREA_PER_SEAT: i64 = 110;

/// rc-05: the seats have room.
pub(super) fn seats_fit(case: &Case<'_>) -> Option<CheckLine> {
    let seats = case.field_hundredths("seats").filter(|it| *it > 0)? / 100;
    let area = case.answered_hundredths("use-area")?;
    let line = Comparison::new("rc-05", "座位和面积合得上").of(&["seats", "use-area"]);
    Some(if seats.checked_mul(AREA_PER_SEAT)? <= area {
        line.fits()
    } else {
        line.hint(
            "按使用面积算，每个座位不到 1.1 平方米，可能太挤。\
             请再看一下座位数（这个数是暂定的，以窗口核定为准）。",
        )
    })
}

/// rc-06: kitchen and fuel are the same in the food and the fire drawings.
pub(super) fn fuel_agrees(case: &Case<'_>) -> Option<CheckLine> {
    Comparison::new("rc-06", "厨房位置和燃料在两张图上一样")
        .of(&["fuel"])
        .papers(case, &["m-food-layout", "m-fire-plan"])
        .side_by_side("请看食品图和消防图上厨房的位置、燃料种类是不是一样。")
}

/// rc-07: the grease trap is where the kitchen drains.
pub(super) fn grease_trap_agrees(case: &Case<'_>) -> Option<CheckLine> {
    Comparison::new("rc-07", "隔油池接着厨房的排水点")
        .of(&["grease-trap"])
        .papers(case, &["m-food-layout", "m-drain-plan"])
        .side_by_side("请看排水图上的隔油池和食品图上厨房的排水点是不是接得上。")
}

/// rc-08: what a small shop files is exactly what its licence says; otherwise it is not filed.
pub(super) fn filing_is_exact(case: &Case<'_>) -> Option<CheckLine> {
    let applies = case.needs(&["food-small-shop-filing"]);
    let line = Comparison::new("rc-08", "小店备案的面积、姓名、地址和执照完全一样")
        .of(&["use-area", "applicant-name", "premises-address"])
        .papers(
            case,
            &["m-food-filing-info", "m-biz-licence", "m-premises-proof"],
        );
    let message = "请看使用面积、经营者姓名、地址和执照是不是完全一样。不一样的，不予备案。";
    applies.then(|| line.by_person(message)).flatten()
}

/// lb-01: not more people on the list than work in the place, nor fewer than touch food.
pub(super) fn heads_add_up(case: &Case<'_>) -> Option<CheckLine> {
    let listed = i64::try_from(case.rows("staff")?.len()).ok()?;
    let line = Comparison::new("lb-01", "人数和名单对得上");
    let employed = case.field_hundredths("employees").map(|it| it / 100);
    if let Some(employed) = employed.filter(|it| *it < listed) {
        let message = format!(
            "名单里有 {listed} 个人，前面填的一共是 {employed} 个人。请改人数，或者去掉不在店里的人。"
        );
        return Some(line.of(&["employees", "staff"]).error(message));
    }
    let touching = case.answered_hundredths("food-staff-count");
    let touching = touching.map(|it| it / 100).filter(|it| *it > listed);
    let line = line.of(&["staff", "food-staff-count", "employees"]);
    Some(match touching {
        Some(touching) => line.hint(format!(
            "前面说有 {touching} 个人接触食品，名单里写了 {listed} 个。没写的以后要补上。"
        )),
        None => line.fits(),
    })
}
