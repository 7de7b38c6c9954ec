//! A threshold itself enjoys the exemption (40-checks, section 6): 4500 kg is free, 4501 is not.

use lianban_rules::assessment::Need;
use lianban_rules::catalogue::{self, SignOffs};
use lianban_rules::package::{Days, Package, Wish};
use serde_json::json;

use super::show::files;

const TRUCK: &str = "
questions:
  gross-mass:
    text: 总质量多少？
    short: 总质量
    type: integer
    range: [1, 100000]
    unit: 千克
    cost: look-up
    change: hard
---
permits:
  road-licence:
    name: 道路运输证
    summary: 总质量超过 4500 千克的要有它。
    nature: licence
    category: social
    authority: 交通局
    mark: V
    otherwise: { reason: 不超过 4500 千克，不用办。, mark: V }
---
block: truck
rules:
  t-01:
    when: gross-mass > 4500
    require: [road-licence]
    reason: 总质量超过 4500 千克。
    cite: none
    mark: V
---
package: truck
name: 我要跑货运
summary: 一辆货车。
icon: shop
category: 运输
from: 2025-01-20
blocks: [truck]
permits: [road-licence]
topics:
  - { id: mass, title: 车有多重？, ask: [gross-mass] }
---
district:
  id: somewhere
  name: 某区
  parameters: {}
";

#[test]
fn exactly_at_the_threshold_nothing_is_needed() {
    let (catalogue, faults) = catalogue::read(&files(TRUCK));
    assert!(faults.is_empty(), "{faults:?}");
    let today = "2026-11-23".parse().unwrap();
    let (contents, faults) = catalogue.contents("truck", today, SignOffs::All);
    let package = Package::compile(contents.unwrap_or_else(|| panic!("{faults:?}")));
    let need = |mass: u32| {
        let answers = json!({ "gross-mass": mass });
        let answers = package.read_answers(answers.as_object().unwrap()).unwrap();
        let days = Days {
            as_of: today,
            applied_on: today,
        };
        package.assess(&answers, days, Wish::default()).permits[0].need
    };
    assert_eq!(need(4500), Need::NotRequired);
    assert_eq!(need(4501), Need::Required);
}
