//! Rules that cannot come true, never decide, contradict each other, or lead nowhere.

use super::found;
use insta::assert_snapshot;

#[test]
fn a_rule_that_never_fires() {
    assert_snapshot!(found(&[("smoke and kind == stall", "smoke and kind == stall and not hot")]), @r"
    question-matters `smoke`: whatever is answered, nothing changes
        例如这时问了也白问：热菜：卖
    rule-fires `r-4`: its condition holds in no case
        只差一点，还是不成立：热菜：卖；油烟：会；种类：小摊
    ");
}

#[test]
fn a_rule_that_is_always_beaten() {
    let rule = "  r-6:\n    when: hot and area > 100\n    skip: [card]\n    reason: 大店不用。\n    cite: [law/1]\n    mark: V\ndocuments:\n";
    assert_snapshot!(found(&[("documents:\n", rule)]), @r"
    option-changes `area/100.01`: nothing changes where it reaches 100.01
        多一点少一点都一样，例如：不论怎么回答
    skip-meets-require `r-6/r-1/card`: `r-6` says that 摊贩备案卡 is not required, `r-1` requires it
        两条都成立：热菜：卖；面积：100.01 平方米
    rule-wins `r-6`: it fires, but its word `skip` on 摊贩备案卡 never decides
        成立，却轮不到它：热菜：卖；面积：100.01 平方米
    ");
}

#[test]
fn a_refusal_of_what_is_not_needed() {
    assert_snapshot!(found(&[("    when: hot and minor\n    refuse: [card]", "    when: minor and area <= 300\n    refuse: [fire]")]), @r"
    question-matters `minor`: whatever is answered, nothing changes
        例如这时问了也白问：不论怎么回答
    rule-wins `r-5`: it fires, but its word `refuse` on 消防安全检查 never decides
        成立，却轮不到它：面积：0.01 平方米；未满16岁：是
    ");
}

#[test]
fn required_and_not_required_at_once() {
    assert_snapshot!(found(&[("kind == shop and area <= 300", "area <= 400")]), @r"
    skip-meets-require `r-3/r-2/fire`: `r-3` says that 消防安全检查 is not required, `r-2` requires it
        两条都成立：种类：店铺；面积：300.01 平方米
    ");
}

#[test]
fn a_negation_of_what_was_not_asked() {
    assert_snapshot!(found(&[("kind == shop and area <= 300", "kind == shop and area <= 300 and not smoke")]), @r"
    negation-applies `r-3/smoke`: it holds because “油烟” was not asked
        没问到，却成立了：热菜：不卖；种类：店铺；面积：0.01 平方米
    ");
}

#[test]
fn a_refusal_without_a_way_out() {
    assert_snapshot!(found(&[
        ("cost: offhand\n    change: easy\n  smoke", "cost: offhand\n    change: never\n  smoke"),
        ("final: true", "way-out: 等您满16岁。"),
    ]), @r"
    refusal-has-way-out `r-5`: nothing that can be changed lifts it, and it is not `final`
        怎么改都没用：热菜：卖；未满16岁：是
    ");
}

#[test]
fn a_stop_without_a_way_out() {
    assert_snapshot!(found(&[
        ("    when: hot and minor\n    refuse: [card]", "    when: minor\n    stop: true"),
        ("final: true", "way-out: 等您满16岁。"),
    ]), @r"
    refusal-has-way-out `r-5`: nothing that can be changed lifts it, and it is not `final`
        怎么改都没用：未满16岁：是
    ");
}

#[test]
fn a_rule_without_a_law() {
    assert_snapshot!(found(&[("reason: 店大，要查消防。\n    cite: [law/2]", "reason: 店大，要查消防。\n    cite: none")]), @r"
    cites-law `r-2`: cites no law that is in force
        例如：种类：店铺；面积：300.01 平方米
    ");
}

#[test]
fn a_limit_whose_law_is_unknown() {
    assert_snapshot!(found(&[("source: 摊贩条例第2条", "source: 某办法第2条")]), @r"
    cites-law `fire/作出决定`: no law of the catalogue stands behind “某办法第2条”
        这时给出这个期限：种类：店铺；面积：300.01 平方米
    ");
}
