//! Texts that are missing where somebody would look for them.

use insta::assert_snapshot;
use lianban_rules::contents::Contents;

use super::{found, found_in};

#[test]
fn a_question_without_a_word_on_who_knows() {
    assert_snapshot!(found(&[("    find-out: 量一量\n", "")]), @r"
    text-present `area`: is not known offhand, and `find-out` does not say who knows it
        问到它的时候：不论怎么回答
    ");
}

#[test]
fn a_rule_without_a_reason() {
    // The catalogue's reader takes no blank text; a package made otherwise might hold one.
    let blank = |contents: &mut Contents| contents.rules[3].reason = " ".to_owned();
    assert_snapshot!(found_in(blank), @r"
    text-present `r-4`: gives no reason
        轮到它的时候：热菜：卖；油烟：会；种类：小摊
    ");
}

#[test]
fn not_required_without_a_reason() {
    let blank = |contents: &mut Contents| contents.permits[1].otherwise.reason.clear();
    assert_snapshot!(found_in(blank), @r"
    not-required-said `fire`: is not required, and nothing says why
        不用办，却说不出为什么：种类：小摊
    ");
}
