//! What can be wrong between records, as the author sees it.

use insta::assert_snapshot;

use crate::show::{condition, findings};

#[test]
fn a_circle_is_told_in_full() {
    assert_snapshot!(condition("e\n  e: { text: 文, is: not d }"), @r#"
    cycle

      × circle: `d` → `e` → `d`
       ╭─[6.yaml:4:3]
     3 │   c: { text: 文, is: true }
     4 │   d:
       ·   ─
     5 │     text: 文
       ╰────
      help: take one of these references out
    "#);
    let follow_up = "questions:\n  hot:\n    text: 热菜？\n    short: 热菜\n    type: yes-no\n    cost: offhand\n    change: easy\n    asked-when: needs card";
    let rules = "block: block\nrules:\n  r-1:\n    when: hot\n    require: [card]\n    reason: 因为。\n    cite: none\n    mark: V";
    let package = "package: shop\nname: 开店\nsummary: 开店。\nicon: shop\ncategory: 店\nfrom: 2026-01-01\nblocks: [block]\npermits: [card]\ntopics:\n  - { id: what, title: 卖什么？, ask: [hot] }";
    assert_snapshot!(findings(&format!("{follow_up}\n---\n{rules}\n---\n{package}")), @r#"
    cycle

      × circle: `hot` → `needs card` → `hot`
       ╭─[2.yaml:2:3]
     1 │ questions:
     2 │   hot:
       ·   ───
     3 │     text: 热菜？
       ╰────
      help: take one of these references out
    "#);
}

/// A package with these topics.
fn topics(lines: &str) -> String {
    format!(
        "package: shop\nname: 开店\nsummary: 开店。\nicon: shop\ncategory: 店\nfrom: 2026-01-01\nblocks: [block]\npermits: [card]\ntopics:\n  {lines}"
    )
}

#[test]
fn what_decides_is_asked_and_in_order() {
    assert_snapshot!(condition("unasked"), @r#"
    not_asked

      × `unasked` is asked by no topic of `shop`
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: unasked
       ·         ───────
       ╰────
      help: add it to `ask` of a topic
    "#);
    let asked = "- { id: a, title: 甲, ask: [hot, hut] }\n  - { id: b, title: 乙, ask: [hot] }";
    assert_snapshot!(findings(&format!("{}\n---\nblock: block", topics(asked))), @r#"
    unknown_name

      × unknown question `hut`
        ╭─[5.yaml:10:37]
      9 │ topics:
     10 │   - { id: a, title: 甲, ask: [hot, hut] }
        ·                                    ───
     11 │   - { id: b, title: 乙, ask: [hot] }
        ╰────
      help: did you mean `hot`?
    asked_twice

      × `hot` is asked twice
        ╭─[5.yaml:11:32]
     10 │   - { id: a, title: 甲, ask: [hot, hut] }
     11 │   - { id: b, title: 乙, ask: [hot] }
        ·                               ───
        ╰────
      help: leave it in the earlier topic
    "#);
    let twice = "- { id: a, title: 甲, ask: [hot] }\n  - { id: a, title: 乙, ask: [kind] }";
    assert_snapshot!(findings(&format!("{}\n---\nblock: block", topics(twice))), @r#"
    duplicate_id

      × `a` is defined twice
        ╭─[5.yaml:11:11]
     10 │   - { id: a, title: 甲, ask: [hot] }
     11 │   - { id: a, title: 乙, ask: [kind] }
        ·           ─
        ╰────
      help: the first stands in 5.yaml, line 10; give this one another id
    "#);
    let early = "questions:\n  hot:\n    text: 热菜？\n    short: 热菜\n    type: yes-no\n    cost: offhand\n    change: easy\n    asked-when: indoors\n  inside: { text: 室内？, short: 室内, type: yes-no, cost: offhand, change: easy }";
    let order = "- { id: a, title: 甲, ask: [hot] }\n  - { id: b, title: 乙, ask: [inside] }";
    let block = "block: block\nconditions:\n  indoors: { text: 室内, is: inside }";
    assert_snapshot!(findings(&format!("{early}\n---\n{}\n---\n{block}", topics(order))), @r#"
    later_topic

      × `hot` is asked in `a`, but it hangs on `inside`, asked only in `b`
       ╭─[2.yaml:8:17]
     7 │     change: easy
     8 │     asked-when: indoors
       ·                 ───────
     9 │   inside: { text: 室内？, short: 室内, type: yes-no, cost: offhand, change: easy }
       ╰────
      help: move `hot` to `b` or after it, or `inside` to the front
    "#);
}

#[test]
fn a_constraint_stands_between_two_numbers_of_one_kind() {
    let constraint = |lesser: &str, greater: &str| {
        format!("  - {{ lesser: {lesser}, greater: {greater}, message: 不对。 }}\n")
    };
    let block = format!(
        "block: block\nconstraints:\n{}{}{}",
        constraint("area", "floor"),
        constraint("hot", "kind"),
        constraint("aera", "area")
    );
    assert_snapshot!(findings(&block), @r#"
    constraint_type

      × `area` and `floor` are not two numbers of one kind
       ╭─[6.yaml:3:15]
     2 │ constraints:
     3 │   - { lesser: area, greater: floor, message: 不对。 }
       ·               ────
     4 │   - { lesser: hot, greater: kind, message: 不对。 }
       ╰────
      help: a constraint stands between two `integer` or two `decimal` questions
    constraint_type

      × `hot` and `kind` are not two numbers of one kind
       ╭─[6.yaml:4:15]
     3 │   - { lesser: area, greater: floor, message: 不对。 }
     4 │   - { lesser: hot, greater: kind, message: 不对。 }
       ·               ───
     5 │   - { lesser: aera, greater: area, message: 不对。 }
       ╰────
      help: a constraint stands between two `integer` or two `decimal` questions
    unknown_name

      × unknown question `aera`
       ╭─[6.yaml:5:15]
     4 │   - { lesser: hot, greater: kind, message: 不对。 }
     5 │   - { lesser: aera, greater: area, message: 不对。 }
       ·               ────
       ╰────
      help: did you mean `area`?
    "#);
    let circle = format!("block: block\nconstraints:\n{}", constraint("area", "area"));
    assert_snapshot!(findings(&circle), @r#"
    cycle

      × circle: `area` → `area`
       ╭─[6.yaml:3:15]
     2 │ constraints:
     3 │   - { lesser: area, greater: area, message: 不对。 }
       ·               ────
       ╰────
      help: take one of these references out
    "#);
}
