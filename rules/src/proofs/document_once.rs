//! No document is asked for twice.
//!
//! Demands for one document are joined: the strictest form, the largest number of copies. But
//! the same paper under two ids, or one that is asked for as a drawing here and as a paper
//! there, makes a person hand it in twice.
//!
//! ```yaml
//! materials:
//!   m-id: { name: 身份证, … }
//!   m-identity: { name: 身份证, … }   # both asked for of a company
//! ```

use super::{Finding, Proof, Space};
use crate::contents::Form;
use crate::diagram::{FALSE, NodeId};

pub(super) const PROOF: Proof = Proof {
    id: "document-once",
    promise: "no document is asked for twice",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let mut findings = same_name(space);
    findings.extend(two_kinds(space));
    findings
}

fn same_name(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (one, first) in contents.materials.iter().enumerate() {
        for (other, second) in contents.materials.iter().enumerate().skip(one + 1) {
            if first.name.trim() != second.name.trim() {
                continue;
            }
            let asked = [one, other].map(|it| asked_as(space, it, |_| true));
            let both = space.and(asked[0], asked[1]);
            if let Some(example) = space.case("两份都要", both) {
                let subject = format!("{}+{}", first.id, second.id);
                let says = format!("both are called {}, and one case asks for both", first.name);
                findings.push(Finding::new(&PROOF, subject, says).with(Some(example)));
            }
        }
    }
    findings
}

fn two_kinds(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, material) in contents.materials.iter().enumerate() {
        let drawn = asked_as(space, ix, |form| form == Form::Drawing);
        let written = asked_as(space, ix, |form| form != Form::Drawing);
        let both = space.and(drawn, written);
        if let Some(example) = space.case("两样都要", both) {
            let says = "one case asks for it as a drawing and as a paper";
            findings.push(Finding::new(&PROOF, &material.id, says).with(Some(example)));
        }
    }
    findings
}

/// Where some demand asks for the material in one of these forms.
fn asked_as(space: &mut Space<'_>, material: usize, form: impl Fn(Form) -> bool) -> NodeId {
    let contents = space.contents;
    let demanded = space.functions.outcomes.demands.clone();
    let mut any = FALSE;
    for (demand, root) in contents.demands.iter().zip(demanded) {
        if demand.material == material && form(demand.effective_form()) {
            any = space.or(any, root);
        }
    }
    any
}
