//! Questions, options and permits that nothing hangs on.

use super::found;
use insta::assert_snapshot;

const MINOR: &str = "    when: hot and minor\n";

#[test]
fn a_question_that_changes_nothing() {
    assert_snapshot!(found(&[(MINOR, "    when: hot and kind == shop\n")]), @r"
    question-matters `minor`: whatever is answered, nothing changes
        例如这时问了也白问：不论怎么回答
    ");
}

#[test]
fn a_question_that_is_never_asked() {
    assert_snapshot!(found(&[("asked-when: hot", "asked-when: hot and kind == stall and kind == shop")]), @r"
    question-matters `smoke`: never applies: its `asked-when` holds in no case
        例如这样也不问：不论怎么回答
    rule-fires `r-4`: its condition holds in no case
        只差一点，还是不成立：不论怎么回答
    ");
}

#[test]
fn options_that_nothing_tells_apart() {
    assert_snapshot!(found(&[("stall: 小摊, shop: 店铺", "stall: 小摊, shop: 店铺, cart: 推车, tent: 帐篷")]), @r"
    option-changes `kind/cart+tent`: nothing tells these options apart
        选哪个都一样，例如：种类：推车、帐篷
    ");
}

#[test]
fn a_limit_that_changes_nothing() {
    assert_snapshot!(found(&[(MINOR, "    when: hot and minor and (area > 50 or area <= 50)\n")]), @r"
    option-changes `area/50.01`: nothing changes where it reaches 50.01
        多一点少一点都一样，例如：不论怎么回答
    ");
}

#[test]
fn a_permit_that_is_never_needed() {
    assert_snapshot!(found(&[("area > 300", "area > 300 and area < 200")]), @r"
    question-matters `area`: whatever is answered, nothing changes
        例如这时问了也白问：不论怎么回答
    option-changes `area/200`: nothing changes where it reaches 200
        多一点少一点都一样，例如：不论怎么回答
    permit-needed `fire`: is needed in no case
        这时也不用办：不论怎么回答
    rule-fires `r-2`: its condition holds in no case
        只差一点，还是不成立：种类：店铺；面积：300.01 平方米
    document-needed `d-2/m-plan`: is asked for in no case
        只差一点，还是不成立：不论怎么回答
    ");
}

#[test]
fn a_permit_that_is_always_needed() {
    assert_snapshot!(found(&[("when: hot\n    require", "when: hot or not hot\n    require")]), @r"
    permit-needed `card`: is needed in every case
        这时也要办：不论怎么回答
    ");
}

#[test]
fn a_permit_that_should_only_inform() {
    assert_snapshot!(found(&[("    authority: 消防\n", "    authority: 消防\n    informational: true\n")]), @r"
    permit-needed `fire`: is informational, yet needed here
        这时要办：种类：店铺；面积：300.01 平方米
    ");
}
