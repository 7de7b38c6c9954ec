//! The language is read as it is printed, and no text breaks the parser.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::parse;
use super::tree::{Constant, Decimal, Expression, Node, Value};
use crate::contents::Comparison;
use crate::date::Date;
use crate::place::{Name, Place};

fn whole(text: &str) -> Place {
    Place {
        file: 0,
        start: 0,
        end: text.len(),
    }
}

/// The tree with brackets around every level, or the first fault.
fn read(text: &str) -> String {
    let (tree, faults) = parse(text, whole(text));
    match faults.first() {
        Some((at, fault)) => format!("{}..{} {fault}", at.start, at.end),
        None => shape(&tree),
    }
}

fn shape(tree: &Expression) -> String {
    let all = |parts: &[Expression]| parts.iter().map(shape).collect::<Vec<_>>().join(" ");
    match &tree.node {
        Node::Not(inner) => format!("(not {})", shape(inner)),
        Node::All(parts) => format!("(and {})", all(parts)),
        Node::Any(parts) => format!("(or {})", all(parts)),
        Node::If(when, yes, no) => format!("(if {} {} {})", shape(when), shape(yes), shape(no)),
        _ => tree.to_string(),
    }
}

#[test]
fn and_binds_tighter_than_or_and_not_tightest() {
    assert_snapshot!(read("a or not b and c"), @"(or a (and (not b) c))");
    assert_snapshot!(read("(a or b) and c"), @"(and (or a b) c)");
    assert_snapshot!(read("a and\n   b == true\n   and c"), @"(and a b == true c)");
    assert_snapshot!(read("if a then b or c else if d then e else f"), @"(if a (or b c) (if d e f))");
}

#[test]
fn every_test_of_the_language_is_read() {
    assert_snapshot!(read("age in [under-16, 16-17]"), @"age in [under-16, 16-17]");
    assert_snapshot!(read("entertain not in [none]"), @"entertain not in [none]");
    assert_snapshot!(read("fuel any of [lpg]"), @"fuel any of [lpg]");
    assert_snapshot!(read("floor-lowest <= -2"), @"floor-lowest <= -2");
    assert_snapshot!(read("use-area > 150.5"), @"use-area > 150.50");
    assert_snapshot!(read("born < 2010-01-31"), @"born < 2010-01-31");
    assert_snapshot!(read("due > applied-on + 5 years - 1 day"), @"due > applied-on + 5 years - 1 days");
    assert_snapshot!(read("needs @registration or needs food-licence"), @"(or needs @registration needs food-licence)");
}

#[test]
fn a_slip_is_named_where_it_stands() {
    assert_snapshot!(read("a = true"), @"2..3 expected `and`, `or` or the end, found `=`");
    assert_snapshot!(read("a and"), @"5..5 expected a condition, found the end");
    assert_snapshot!(read("(a or b"), @"7..7 expected `)`, found the end");
    assert_snapshot!(read("kind in full"), @"8..12 expected `[`, found `full`");
    assert_snapshot!(read("kind in [full bbq]"), @"14..17 expected `,` or `]`, found `bbq`");
    assert_snapshot!(read("area > 1.234"), @"7..12 expected a constant, found `1.234`");
    assert_snapshot!(read("due > applied-on + five years"), @"19..23 expected a whole number, found `five`");
    assert_snapshot!(read("if a then b"), @"11..11 expected `else`, found the end");
    assert_snapshot!(read(""), @"0..0 expected a condition, found the end");
}

#[test]
fn nesting_has_an_end() {
    assert!(read(&"(".repeat(5_000)).contains("fewer levels"));
    assert!(read(&"not ".repeat(5_000)).contains("fewer levels"));
}

/// The same tree with every place forgotten.
fn placeless(tree: Expression) -> Expression {
    let many = |parts: Vec<Expression>| parts.into_iter().map(placeless).collect();
    let one = |part: Box<Expression>| Box::new(placeless(*part));
    let bare = |name: Name| Name {
        at: Place::default(),
        ..name
    };
    let node = match tree.node {
        Node::Not(inner) => Node::Not(one(inner)),
        Node::All(parts) => Node::All(many(parts)),
        Node::Any(parts) => Node::Any(many(parts)),
        Node::If(when, yes, no) => Node::If(one(when), one(yes), one(no)),
        Node::Needs(name) => Node::Needs(bare(name)),
        Node::Compare(left, comparison, right) => Node::Compare(
            bare(left),
            comparison,
            Constant {
                at: Place::default(),
                ..right
            },
        ),
        Node::In(left, list) => Node::In(bare(left), list.into_iter().map(bare).collect()),
        Node::NotIn(left, list) => Node::NotIn(bare(left), list.into_iter().map(bare).collect()),
        Node::AnyOf(left, list) => Node::AnyOf(bare(left), list.into_iter().map(bare).collect()),
        node => node,
    };
    Expression {
        node,
        at: Place::default(),
    }
}

fn any_name() -> impl Strategy<Value = Name> {
    prop::sample::select(vec!["a", "food-hot", "16-17", "under-16", "p-x", "m2"]).prop_map(|text| {
        Name {
            text: text.to_owned(),
            at: Place::default(),
        }
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Flag),
        (-99_999_i64..99_999).prop_map(|number| Value::Number(Decimal(number))),
        (1990..2100, 1_u8..13, 1_u8..29).prop_filter_map("a day", |(y, m, d)| Date::new(y, m, d)
            .ok()
            .map(Value::Date)),
        (-9..9, -9..9, -9..9).prop_map(|(years, months, days)| Value::Applied {
            years,
            months,
            days
        }),
        any_name().prop_map(|name| Value::Name(name.text)),
    ]
}

fn any_test() -> impl Strategy<Value = Node> {
    let comparison = prop::sample::select(vec![
        Comparison::Lt,
        Comparison::Le,
        Comparison::Gt,
        Comparison::Ge,
        Comparison::Eq,
        Comparison::Ne,
    ]);
    let list = || prop::collection::vec(any_name(), 1..4);
    prop_oneof![
        any_name().prop_map(|name| Node::Name(name.text)),
        any_name().prop_map(Node::Needs),
        (any_name(), list()).prop_map(|(left, list)| Node::In(left, list)),
        (any_name(), list()).prop_map(|(left, list)| Node::NotIn(left, list)),
        (any_name(), list()).prop_map(|(left, list)| Node::AnyOf(left, list)),
        (any_name(), comparison, any_value()).prop_map(|(left, comparison, value)| {
            Node::Compare(
                left,
                comparison,
                Constant {
                    value,
                    at: Place::default(),
                },
            )
        }),
    ]
}

fn any_tree() -> impl Strategy<Value = Expression> {
    let bare = |node| Expression {
        node,
        at: Place::default(),
    };
    any_test()
        .prop_map(bare)
        .prop_recursive(5, 40, 4, move |inner| {
            let one = inner.clone().prop_map(Box::new);
            prop_oneof![
                one.clone().prop_map(Node::Not),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Node::All),
                prop::collection::vec(inner, 2..4).prop_map(Node::Any),
                (one.clone(), one.clone(), one).prop_map(|(a, b, c)| Node::If(a, b, c)),
            ]
            .prop_map(bare)
        })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(tree in any_tree()) {
        let text = tree.to_string();
        let (again, faults) = parse(&text, whole(&text));
        prop_assert!(faults.is_empty(), "{text}: {faults:?}");
        prop_assert_eq!(placeless(again), tree, "{}", text);
    }

    #[test]
    fn no_text_breaks_the_parser(text in "[ a-c()\\[\\],=<>!+.0-9@\u{4e2d}-]{0,40}") {
        let (_, faults) = parse(&text, whole(&text));
        for (at, _) in faults {
            prop_assert!(at.start <= at.end && at.end <= text.len());
        }
    }
}
