//! What the reader makes of a small catalogue, and what it says of a faulty one.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod expressions;
mod order;
mod records;
mod robust;
mod show;
mod threshold;

use lianban_rules::catalogue::{self, SignOffs};
use lianban_rules::contents::{
    Atom, Bound, Comparison, Condition, Contents, EffectKind, Form, Interval, Test,
};
use lianban_rules::package::Package;
use show::{files, show};

const SMALL: &str = include_str!("small.yaml");

fn contents(text: &str, day: &str, sign_offs: SignOffs) -> Contents {
    let (catalogue, faults) = catalogue::read(&files(text));
    assert!(faults.is_empty(), "{faults:?}");
    let (contents, faults) = catalogue.contents("stall", day.parse().unwrap(), sign_offs);
    contents.unwrap_or_else(|| panic!("{faults:?}"))
}

#[test]
fn a_derived_number_moves_the_comparison_into_its_branches() {
    let stall = contents(SMALL, "2026-11-23", SignOffs::District);
    let ids: Vec<&str> = stall
        .conditions
        .iter()
        .map(|named| named.id.as_str())
        .collect();
    assert_eq!(ids, ["hot", "small-enough"]);
    let area_at_most = |bound| {
        let test = Test::Compare {
            comparison: Comparison::Le,
            bound,
        };
        Box::new(Condition::Is(Atom { question: 4, test }))
    };
    let hot = area_at_most(Bound::Parameter {
        parameter: 0,
        value: 1250,
    });
    let cold = area_at_most(Bound::Number(2000));
    let expected = Condition::If(Box::new(Condition::Named(0)), hot, cold);
    assert_eq!(stall.conditions[1].condition, expected);
}

#[test]
fn a_refusal_on_an_unsure_number_is_gated_until_signed_off() {
    let gated = |sign_offs| {
        let rules = contents(SMALL, "2026-11-23", sign_offs).rules;
        rules
            .into_iter()
            .filter(|rule| rule.gated)
            .map(|rule| rule.id)
            .collect::<Vec<_>>()
    };
    // s-02 is verified itself, but rests on a number that is not; s-04 is signed off.
    assert_eq!(gated(SignOffs::District), ["s-02"]);
    assert_eq!(gated(SignOffs::All), Vec::<String>::new());
}

#[test]
fn a_law_cites_only_on_its_days() {
    let cited = |day| {
        let stall = contents(SMALL, day, SignOffs::District);
        let refusal = stall.rules.iter().find(|rule| rule.id == "s-02").unwrap();
        let cited = refusal
            .citations
            .iter()
            .map(|ix| stall.citations[*ix].id.clone());
        cited.collect::<Vec<_>>()
    };
    assert_eq!(cited("2026-08-14"), ["old-law/1"]);
    assert_eq!(cited("2026-08-15"), ["new-law/7"]);
}

#[test]
fn an_interval_ends_where_a_law_or_a_rule_changes() {
    let (catalogue, _) = catalogue::read(&files(SMALL));
    let days = |interval: &Interval| {
        let until = interval.until.map_or("…".to_owned(), |day| day.to_string());
        format!("{} to {until}", interval.from)
    };
    let intervals: Vec<String> = catalogue.intervals("stall").iter().map(days).collect();
    let expected = [
        "2025-01-20 to 2026-08-14",
        "2026-08-15 to 2026-09-30",
        "2026-10-01 to …",
    ];
    assert_eq!(intervals, expected);
    assert_eq!(
        contents(SMALL, "2026-09-30", SignOffs::District)
            .rules
            .len(),
        3
    );
    assert_eq!(
        contents(SMALL, "2026-10-01", SignOffs::District)
            .rules
            .len(),
        4
    );
}

#[test]
fn a_set_is_cut_to_the_permits_of_the_package() {
    let stall = contents(SMALL, "2026-11-23", SignOffs::District);
    let out: Vec<_> = stall.rules[2]
        .effects
        .iter()
        .map(|effect| (effect.kind, effect.permits.clone(), effect.by_name))
        .collect();
    assert_eq!(
        out,
        [
            (EffectKind::Out, vec![1], true),
            (EffectKind::Out, vec![0], false)
        ]
    );
    assert_eq!(stall.rules[1].effects[0].permits, [0]);
    assert_eq!(stall.permits[0].issues, Some(1));
    assert_eq!(
        (stall.demands[0].copies, stall.demands[0].or_form),
        (2, Some(Form::Electronic))
    );
}

#[test]
fn the_repository_s_own_catalogue_is_sound() {
    let (catalogue, mut faults) = catalogue::read(catalogue::builtin());
    faults.extend(catalogue.check());
    let shown: Vec<String> = faults.iter().map(show).collect();
    assert!(faults.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn what_is_read_compiles_and_sign_offs_make_another_package() {
    let hash = |sign_offs| {
        let package = Package::compile(contents(SMALL, "2026-11-23", sign_offs));
        package.hash().to_owned()
    };
    assert_eq!(hash(SignOffs::All), hash(SignOffs::All));
    assert_ne!(hash(SignOffs::District), hash(SignOffs::All));
}
