//! What can be wrong with a record, as the author sees it.

use insta::assert_snapshot;
use lianban_rules::catalogue;

use crate::show::{WORLD, condition, files, findings, rule, show};

#[test]
fn a_sound_world_has_no_faults() {
    assert_snapshot!(condition("hot or kind in [full] or fuel any of [lpg] or area > 20 or floor <= -2 or p-open"), @"");
    assert_snapshot!(rule("require: [card]\n    cite: [law/1]"), @"");
}

#[test]
fn a_rule_names_its_source() {
    assert_snapshot!(rule("require: [card]"), @r#"
    missing_citation

      × `r-1` cites no source
       ╭─[6.yaml:3:3]
     2 │ rules:
     3 │   r-1:
       ·   ───
     4 │     when: hot
       ╰────
      help: add `cite: [law/article]`, or `cite: none` where the fact base names none
    "#);
    assert_snapshot!(rule("require: [card]\n    cite: [old-law/1]"), @r#"
    not_in_force

      × no law that `r-1` cites is in force on 2026-01-01
       ╭─[6.yaml:8:12]
     7 │     require: [card]
     8 │     cite: [old-law/1]
       ·            ─────────
       ╰────
      help: cite the law in force, or end the rule with `to:`
    "#);
    assert_snapshot!(rule("require: [card]\n    cite: none"), @"");
}

#[test]
fn a_rule_does_something_and_leaves_a_way_out() {
    assert_snapshot!(rule("cite: [law/1]"), @r#"
    no_effect

      × `r-1` has no effect
       ╭─[6.yaml:3:3]
     2 │ rules:
     3 │   r-1:
       ·   ───
     4 │     when: hot
       ╰────
      help: add `require`, `skip`, `pending`, `refuse`, `manual`, `out` or `stop: true`
    "#);
    assert_snapshot!(rule("refuse: [card]\n    cite: [law/1]"), @r#"
    missing_way_out

      × `r-1` turns the person away and shows no way out
       ╭─[6.yaml:3:3]
     2 │ rules:
     3 │   r-1:
       ·   ───
     4 │     when: hot
       ╰────
      help: add `way-out:`, or `final: true` where there is none
    "#);
}

#[test]
fn a_record_has_its_keys_and_texts() {
    assert_snapshot!(rule("require: [card]\n    cite: none\n    wayout: 换。\n    note:"), @r#"
    unknown_key

      × a rule has no key `wayout`
        ╭─[6.yaml:9:5]
      8 │     cite: none
      9 │     wayout: 换。
        ·     ──────
     10 │     note:
        ╰────
      help: did you mean `way-out`?
    missing_text

      × `note` has no text
        ╭─[6.yaml:10:5]
      9 │     wayout: 换。
     10 │     note:
        ·     ────
        ╰────
      help: write the words that the person reads
    "#);
    assert_snapshot!(findings("block: block\nhints:\n  h-1: { when: hot, mark: X }\n  h-2: 注意。\nrules: [r-1]"), @r#"
    missing_key

      × a hint lacks `text`
       ╭─[6.yaml:3:3]
     2 │ hints:
     3 │   h-1: { when: hot, mark: X }
       ·   ───
     4 │   h-2: 注意。
       ╰────
    wrong_shape

      × `mark` must be `V`, `P`, `U` or two of them like `V/U`
       ╭─[6.yaml:3:27]
     2 │ hints:
     3 │   h-1: { when: hot, mark: X }
       ·                           ─
     4 │   h-2: 注意。
       ╰────
    wrong_shape

      × `h-2` must be a hint: keys and values
       ╭─[6.yaml:4:3]
     3 │   h-1: { when: hot, mark: X }
     4 │   h-2: 注意。
       ·   ───
     5 │ rules: [r-1]
       ╰────
    wrong_shape

      × `rules` must be names with values
       ╭─[6.yaml:5:1]
     4 │   h-2: 注意。
     5 │ rules: [r-1]
       · ─────
       ╰────
    "#);
}

#[test]
fn an_id_is_given_once() {
    assert_snapshot!(findings("block: block\nconditions:\n  hot: { text: 文, is: true }"), @r#"
    duplicate_id

      × `hot` is defined twice
       ╭─[6.yaml:3:3]
     2 │ conditions:
     3 │   hot: { text: 文, is: true }
       ·   ───
       ╰────
      help: the first stands in 2.yaml, line 2; give this one another id
    "#);
    assert_snapshot!(findings("block: block\nhints:\n  h-1: { when: hot, text: 一, mark: V }\n  h-1: { when: hot, text: 二, mark: V }"), @r#"
    duplicate_key

      × `h-1` stands here twice
       ╭─[6.yaml:4:3]
     3 │   h-1: { when: hot, text: 一, mark: V }
     4 │   h-1: { when: hot, text: 二, mark: V }
       ·   ───
       ╰────
      help: give one of them another name, or join them
    "#);
}

#[test]
fn a_catalogue_has_one_district() {
    let second = "block: block\ndistrict: { id: elsewhere, name: 别区 }";
    assert_snapshot!(findings(second), @r#"
    district

      × a catalogue has exactly one district
       ╭─[6.yaml:2:17]
     1 │ block: block
     2 │ district: { id: elsewhere, name: 别区 }
       ·                 ─────────
       ╰────
      help: keep one record `district:`
    "#);
    let signed = "district:\n  id: somewhere\n  name: 某区\n  sign-offs:\n    - { of: r-9, on: 2026-13-01, office: 街道办 }\n---\nblock: block";
    assert_snapshot!(findings(signed), @r#"
    wrong_shape

      × `on` must be a date like `2026-11-23`
       ╭─[4.yaml:5:22]
     4 │   sign-offs:
     5 │     - { of: r-9, on: 2026-13-01, office: 街道办 }
       ·                      ──────────
       ╰────
    unknown_name

      × unknown rule, parameter or permit `r-9`
       ╭─[4.yaml:5:13]
     4 │   sign-offs:
     5 │     - { of: r-9, on: 2026-13-01, office: 街道办 }
       ·             ───
       ╰────
    "#);
}

#[test]
fn reading_goes_on_after_a_fault() {
    let block = "block: block\nconditions:\n  a: { text: 文, is: hto }\n  b:\n    text: 文\n    is: kind = full\n  c:\n    text: 文\n    is: area >";
    assert_snapshot!(findings(block), @r#"
    syntax

      × expected `and`, `or` or the end, found `=`
       ╭─[6.yaml:6:14]
     5 │     text: 文
     6 │     is: kind = full
       ·              ─
     7 │   c:
       ╰────
      help: to compare, write `==`
    syntax

      × expected a constant, found the end
       ╭─[6.yaml:9:15]
     8 │     text: 文
     9 │     is: area >
       ·               ▲
       ╰────
    unknown_name

      × unknown question, derived value or parameter `hto`
       ╭─[6.yaml:3:23]
     2 │ conditions:
     3 │   a: { text: 文, is: hto }
       ·                      ───
     4 │   b:
       ╰────
      help: did you mean `hot`?
    "#);
}

#[test]
fn a_package_speaks_for_no_day_before_its_first() {
    let (catalogue, _) = catalogue::read(&files(&format!("{WORLD}\n---\nblock: block")));
    let (contents, faults) = catalogue.contents(
        "shop",
        "2025-12-31".parse().unwrap(),
        catalogue::SignOffs::District,
    );
    assert!(contents.is_none());
    assert_snapshot!(faults.iter().map(show).collect::<String>(), @r#"
    before_package

      × `shop` speaks for no day before 2026-01-01
       ╭─[5.yaml:1:10]
     1 │ package: shop
       ·          ────
     2 │ name: 开店
       ╰────
      help: choose a later day
    "#);
}
