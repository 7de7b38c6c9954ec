//! Documents that nobody needs, that are asked for twice, or that the case itself produces.

use super::found;
use insta::assert_snapshot;

#[test]
fn a_document_that_no_case_needs() {
    assert_snapshot!(found(&[("    when: needs fire\n", "    when: needs fire and kind == stall\n")]), @r"
    document-needed `d-2/m-plan`: is asked for in no case
        只差一点，还是不成立：种类：店铺；面积：300.01 平方米
    ");
}

#[test]
fn a_document_for_a_permit_that_is_not_needed() {
    assert_snapshot!(found(&[("    when: needs fire\n", "    when: kind == stall\n")]), @r"
    document-needed `d-2/m-plan`: is only asked for where no permit that uses it is needed
        要交它，用它的事项却都不用办：种类：小摊
    ");
}

#[test]
fn one_paper_under_two_ids() {
    assert_snapshot!(found(&[
        ("  m-plan: {", "  m-card: { name: 身份证, issuer: 公安机关 }\n  m-plan: {"),
        ("m-plan: P }", "m-plan: P, m-card: C1 }"),
    ]), @r"
    document-once `m-id+m-card`: both are called 身份证, and one case asks for both
        两份都要：热菜：卖；种类：店铺；面积：300.01 平方米
    ");
}

#[test]
fn one_document_as_a_drawing_and_as_a_paper() {
    assert_snapshot!(found(&[("m-id: C1 }", "m-id: C1, m-plan: O1 }")]), @r"
    document-once `m-plan`: one case asks for it as a drawing and as a paper
        两样都要：热菜：卖；种类：店铺；面积：300.01 平方米
    ");
}

#[test]
fn a_document_that_the_case_produces() {
    assert_snapshot!(found(&[
        ("  m-plan: {", "  m-card: { name: 摊贩备案卡, issuer: 街道办 }\n  m-plan: {"),
        ("m-plan: P }", "m-plan: P, m-card: C1 }"),
    ]), @r"
    document-produced `d-2/m-card`: 摊贩备案卡 comes out of this very case
        一边在办，一边要交：热菜：卖；种类：店铺；面积：300.01 平方米
    ");
}

#[test]
fn a_document_that_no_cited_permit_asks_for() {
    let bare = (
        "    cite: [law/2]\n    mark: V\n    otherwise",
        "    cite: none\n    mark: V\n    otherwise",
    );
    assert_snapshot!(found(&[bare]), @r"
    cites-law `fire`: cites no law that is in force
        例如：种类：店铺；面积：300.01 平方米
    cites-law `d-2`: cites no law that is in force
        例如：种类：店铺；面积：300.01 平方米
    ");
}
