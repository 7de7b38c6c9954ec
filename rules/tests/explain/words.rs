//! What people read.

use std::fmt::Write as _;

use lianban_rules::answers::Answers;
use lianban_rules::explain::{Claim, NEEDED};
use lianban_rules::outcomes::Outcome;
use lianban_rules::package::Package;
use serde_json::Value as Json;

use crate::restaurant::{package, today};

/// A restaurant with karaoke, in a house where people live.
const KARAOKE: &str = r#"{
        "in-district": true, "food-kind": "full", "entertain": "ktv",
        "food-hot": true, "food-cold-meat": true, "food-cold-veg": false,
        "food-raw": false, "food-cold-cake": false, "food-drink": false,
        "sell-bulk": false, "sell-bulk-cooked": false, "sell-prepack": true,
        "sell-special-food": false, "food-smoke": true,
        "premises-nature": "residential", "site-flue": true, "residential-consent": true,
        "floor-area": 350, "use-area": 310, "floor-lowest": 1,
        "premises-tenure": "lease", "lease-end-date": "2029-12-31",
        "subject-licensed": false, "entity-type": "individual", "age": 41,
        "applicant-id-type": "cn-id", "applicant-public-official": false,
        "applicant-false-record": "none", "small-shop-banned": false,
        "food-staff-count": 3, "fuel": ["pipe-gas"], "gas-alarm": true,
        "special-equipment": ["boiler"], "special-equipment-owner": "self",
        "drain-municipal": "yes", "drain-by-landlord": false, "grease-trap": true,
        "signboard": true, "signboard-area": 4, "signboard-steel": false,
        "signboard-has-ads": false, "food-delivery": true, "sell-tobacco": true,
        "decoration-planned": false, "has-agent": false, "open-air-bbq": false,
        "wild-animal": false, "prior-permit-same-address": false,
        "food-banned-person": false, "school-near": 40,
        "food-mode": "general", "fire-mode": "commit"
}"#;

fn told(package: &Package, answers: &Answers) -> String {
    let known = package.taking_part(answers, today());
    let state = package.state(&known);
    let contents = package.contents();
    let mut text = String::new();
    for (outcome, root) in package.outcomes().all() {
        let leaves = state.leaves(root);
        let name = match outcome {
            Outcome::Permit(ix) => contents.permits[ix].name.clone(),
            Outcome::Stop(ix) => contents.rules[package.outcomes().stops[ix].0].id.clone(),
            Outcome::Material(ix) => contents.materials[ix].name.clone(),
            _ => continue,
        };
        let claim = match outcome {
            Outcome::Permit(_) if leaves & NEEDED == leaves && leaves != 1 << 2 => {
                Some(Claim { root, leaves })
            }
            Outcome::Permit(_) => Claim::settled(outcome, root, leaves),
            _ if leaves & 1 == 0 => Claim::settled(outcome, root, leaves),
            _ => None,
        };
        let Some(claim) = claim else { continue };
        let reason = package.reason_of(claim, &known).unwrap();
        let grounds = package.grounds_in_words(&reason, answers).join("；");
        let _ = writeln!(text, "{name}：{grounds}");
        if matches!(outcome, Outcome::Material(_)) || claim.leaves & 1 != 0 {
            continue;
        }
        for change in package.good_ways_out(claim.avoided(), &known, 3) {
            let changes = change.changes.iter();
            let changes = changes.filter_map(|it| package.change_in_words(it, answers));
            let then = change.then.iter();
            let then = then.filter_map(|it| package.condition_in_words(it, answers));
            let said: Vec<_> = changes.collect();
            let then: Vec<_> = then.collect();
            let hard = if change.is_hard { "难 " } else { "" };
            let bar = if then.is_empty() { "" } else { " | " };
            let _ = writeln!(
                text,
                "    {hard}{}{bar}{}",
                said.join("，"),
                then.join("，")
            );
        }
    }
    text
}

#[test]
fn reasons_and_ways_out_read_like_speech() {
    let package = package();
    let answers = {
        let answers: Json = serde_json::from_str(KARAOKE).unwrap();
        package.read_answers(answers.as_object().unwrap()).unwrap()
    };
    let told = told(&package, &answers);
    for line in [
        "食品经营许可证：“凉拌荤菜、卤味”选了“卖”；使用面积 310 平方米（超过 150 平方米）",
        "    难 把“使用面积”改成不超过 150 平方米 | “备案还是许可”是“备案”或“请窗口建议”",
        "食品从业人员健康证：接触食品的人数 3 人（不少于 1 人）",
        "    把“接触食品的人数”改成 0 人",
        "公众聚集场所投入使用、营业前消防安全检查：“店的种类”选了“餐馆”；建筑面积 350 平方米（超过 300 平方米）",
        // Moving out of the district is no way out of a refusal.
        "烟草专卖零售许可证：“在新都区”选了“在新都区”；“卖卷烟、电子烟”选了“卖”；到学校的距离 40 米（不超过 50 米）",
        "    把“卖卷烟、电子烟”改成“不卖”",
        "    难 把“到学校的距离”改成不少于 51 米",
        // Of the options only those that bring no trouble of their own.
        "    难 把“房屋性质”改成“商业用房”、“商住综合楼”、“办公楼”、“工业厂房”等",
        "    难 把“特种设备”改成“没有”",
        "酒类经营：",
    ] {
        assert!(told.lines().any(|it| it == line), "{line}\n\n{told}");
    }
}

/// What would do whatever the answer is no condition: nothing is said of it.
#[test]
fn a_way_out_names_no_answer_that_may_be_anything() {
    let package = package();
    let mut given: serde_json::Map<String, Json> = serde_json::from_str(KARAOKE).unwrap();
    given.remove("school-near");
    given.insert("premises-nature".to_owned(), Json::from("commercial"));
    given.insert("floor-lowest".to_owned(), Json::from(-2));
    let answers = package.read_answers(&given).unwrap();
    let known = package.taking_part(&answers, today());
    let mut said = 0;
    for (_, root) in package.outcomes().all() {
        let leaves = package.state(&known).leaves(root);
        for way in package.good_ways_out(Claim { root, leaves }.denied(), &known, 3) {
            let changes = way.changes.iter();
            let changes = changes.filter_map(|it| package.change_in_words(it, &answers));
            let then = way.then.iter();
            let then = then.filter_map(|it| package.condition_in_words(it, &answers));
            for words in changes.chain(then) {
                assert!(
                    !words.ends_with('是') && !words.ends_with("改成"),
                    "{words}"
                );
                said += 1;
            }
        }
    }
    assert!(said > 10, "only {said} conditions");
}
