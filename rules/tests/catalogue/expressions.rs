//! What can be wrong inside a condition, as the author sees it.

use insta::assert_snapshot;

use crate::show::{condition, findings, rule};

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    assert_snapshot!(condition("hto and\n      kind == full"), @r#"
    unknown_name

      × unknown question, derived value or parameter `hto`
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: hto and
       ·         ───
     7 │       kind == full
       ╰────
      help: did you mean `hot`?
    "#);
    assert_snapshot!(condition("needs crad or needs @licence"), @r#"
    unknown_name

      × unknown permit `crad`
       ╭─[6.yaml:6:15]
     5 │     text: 文
     6 │     is: needs crad or needs @licence
       ·               ────
       ╰────
      help: did you mean `card`?
    unknown_name

      × unknown alias `@licence`
       ╭─[6.yaml:6:29]
     5 │     text: 文
     6 │     is: needs crad or needs @licence
       ·                             ────────
       ╰────
      help: did you mean `@licences`?
    "#);
    assert_snapshot!(condition("area > p-aera"), @r#"
    unknown_name

      × unknown question, derived value or parameter `p-aera`
       ╭─[6.yaml:6:16]
     5 │     text: 文
     6 │     is: area > p-aera
       ·                ──────
       ╰────
      help: did you mean `p-area`?
    "#);
    assert_snapshot!(rule("require: [card]\n    cite: [lwa/1, law/3]"), @r#"
    unknown_name

      × unknown law `lwa`
       ╭─[6.yaml:8:12]
     7 │     require: [card]
     8 │     cite: [lwa/1, law/3]
       ·            ─────
       ╰────
      help: did you mean `law`?
    unknown_name

      × unknown article `law/3`
       ╭─[6.yaml:8:19]
     7 │     require: [card]
     8 │     cite: [lwa/1, law/3]
       ·                   ─────
       ╰────
      help: `law` has the articles `1`, `2`
    "#);
}

#[test]
fn an_unknown_option_is_answered_with_the_nearest_or_all() {
    assert_snapshot!(condition("kind in [full, hotpto]"), @r#"
    unknown_option

      × `kind` has no option `hotpto`
       ╭─[6.yaml:6:24]
     5 │     text: 文
     6 │     is: kind in [full, hotpto]
       ·                        ──────
       ╰────
      help: did you mean `hotpot`?
    "#);
    assert_snapshot!(condition("kind != bar"), @r#"
    unknown_option

      × `kind` has no option `bar`
       ╭─[6.yaml:6:17]
     5 │     text: 文
     6 │     is: kind != bar
       ·                 ───
       ╰────
      help: it has `full`, `hotpot`
    "#);
}

#[test]
fn a_test_must_fit_the_type() {
    assert_snapshot!(condition("kind"), @r#"
    wrong_type

      × `kind` is a choice, not a yes/no question
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: kind
       ·         ────
       ╰────
      help: write `kind == option` or `kind in [option, …]`
    "#);
    assert_snapshot!(condition("hot in [full]"), @r#"
    wrong_type

      × `hot` is a yes/no question, not a choice
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: hot in [full]
       ·         ───
       ╰────
      help: write `hot == true`
    "#);
    assert_snapshot!(condition("fuel == lpg"), @r#"
    wrong_type

      × `fuel` is a multiple choice, not a choice
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: fuel == lpg
       ·         ────
       ╰────
      help: write `fuel any of [option, …]`
    "#);
    assert_snapshot!(condition("kind > 3"), @r#"
    wrong_type

      × `kind` is a choice, not a number
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: kind > 3
       ·         ────
       ╰────
      help: write `kind == option` or `kind in [option, …]`
    "#);
    assert_snapshot!(condition("floor > 1.5"), @r#"
    wrong_type

      × `floor` is a whole number, not a decimal
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: floor > 1.5
       ·         ─────
       ╰────
      help: compare it with a whole number
    "#);
    assert_snapshot!(condition("area <= floor"), @r#"
    wrong_type

      × `floor` is a question, not a constant
       ╭─[6.yaml:6:17]
     5 │     text: 文
     6 │     is: area <= floor
       ·                 ─────
       ╰────
      help: two questions are never compared in a rule; declare a constraint
    "#);
    assert_snapshot!(condition("c > 3 or p-area == true"), @r#"
    wrong_type

      × `c` is a derived value, not a question
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: c > 3 or p-area == true
       ·         ─
       ╰────
    wrong_type

      × `p-area` is a number, not a switch
       ╭─[6.yaml:6:18]
     5 │     text: 文
     6 │     is: c > 3 or p-area == true
       ·                  ──────
       ╰────
      help: the district's value is `300`
    "#);
    assert_snapshot!(condition("if hot then 3 else c\n  e: { text: 文, is: area > d }"), @r#"
    wrong_type

      × `c` is a condition, not a number
       ╭─[6.yaml:6:28]
     5 │     text: 文
     6 │     is: if hot then 3 else c
       ·                            ─
     7 │   e: { text: 文, is: area > d }
       ╰────
    "#);
}

#[test]
fn a_constant_must_be_a_possible_answer() {
    assert_snapshot!(condition("area > 200.01"), @r#"
    out_of_range

      × `200.01` is no possible answer to `area`
       ╭─[6.yaml:6:16]
     5 │     text: 文
     6 │     is: area > 200.01
       ·                ──────
       ╰────
      help: answers lie between 0.01 and 200
    "#);
    assert_snapshot!(condition("floor == 0"), @r#"
    out_of_range

      × `0` is no possible answer to `floor`
       ╭─[6.yaml:6:18]
     5 │     text: 文
     6 │     is: floor == 0
       ·                  ─
       ╰────
      help: answers lie between -5 and 20, without 0
    "#);
    assert_snapshot!(condition("area > p-area"), @r#"
    out_of_range

      × `p-area` (300) is no possible answer to `area`
       ╭─[6.yaml:6:16]
     5 │     text: 文
     6 │     is: area > p-area
       ·                ──────
       ╰────
      help: answers lie between 0.01 and 200
    "#);
}

#[test]
fn a_condition_is_written_bare() {
    assert_snapshot!(condition("\"hot == true\""), @r#"
    quoted_condition

      × a condition is never quoted
       ╭─[6.yaml:6:9]
     5 │     text: 文
     6 │     is: "hot == true"
       ·         ─────────────
       ╰────
      help: write it bare after the colon; it may run over several lines
    "#);
    assert_snapshot!(condition("hot and kind = full"), @r#"
    syntax

      × expected `and`, `or` or the end, found `=`
       ╭─[6.yaml:6:22]
     5 │     text: 文
     6 │     is: hot and kind = full
       ·                      ─
       ╰────
      help: to compare, write `==`
    "#);
    assert_snapshot!(condition("hot && kind == full"), @r#"
    syntax

      × expected `and`, `or` or the end, found `&`
       ╭─[6.yaml:6:13]
     5 │     text: 文
     6 │     is: hot && kind == full
       ·             ─
       ╰────
      help: write `and`
    "#);
    assert_snapshot!(findings("block: block\nhints:\n  h-1: { when: kind in [full], text: 一, mark: V }"), @r#"
    yaml

      × not readable as YAML: while parsing a flow mapping, did not find expected ',' or '}'
       ╭─[6.yaml:3:24]
     2 │ hints:
     3 │   h-1: { when: kind in [full], text: 一, mark: V }
       ·                        ───────
       ╰────
      help: inside `{ … }` a value holds no `[`, `]`, `,` or `: `; write such a value on a line of its
            own
    "#);
}

#[test]
fn a_date_is_compared_with_one_kind_of_day() {
    assert_snapshot!(condition("lease-end <= applied-on or lease-end > 2027-01-01"), @r#"
    mixed_dates

      × `lease-end` is compared both with fixed days and with `applied-on`
       ╭─[6.yaml:6:48]
     5 │     text: 文
     6 │     is: lease-end <= applied-on or lease-end > 2027-01-01
       ·                                                ──────────
       ╰────
      help: use one kind of constant for one question
    "#);
}
