//! From records to [`Contents`]: names, types, dates and order.
//!
//! Reading order: `scope` (what a name stands for), `graph` (what comes before
//! what), `expression` and `comparison` (conditions), `sources` (laws and
//! dates), then `questions`, `rules`, `papers`, and `order` (topics).

mod comparison;
mod expression;
mod fields;
mod graph;
mod handbook;
mod order;
mod papers;
mod questions;
mod rules;
mod scope;
mod sources;
mod starts;

use super::SignOffs;
use super::shapes::{Package, Records};
use crate::contents::{Contents, District, Interval};
use crate::date::Date;
use crate::diagnostic::{Fault, Findings};
pub(super) use handbook::handbook;
use scope::Scope;
pub(super) use sources::intervals;

/// What `package` says on `as_of`; `None` when anything is wrong.
pub(super) fn contents(
    records: &Records,
    package: &Package,
    as_of: Date,
    sign_offs: SignOffs,
    findings: &mut Findings,
) -> Option<Contents> {
    let Some(in_force) = intervals(records, package)
        .into_iter()
        .find(|days| days.contains(as_of))
    else {
        let fault = Fault::BeforePackage {
            package: package.id.text.clone(),
            from: package.from,
        };
        findings.add(package.id.at, fault);
        return None;
    };
    let [district] = records.districts.as_slice() else {
        let place = records
            .districts
            .last()
            .map_or(package.id.at, |district| district.id.at);
        findings.add(place, Fault::District);
        return None;
    };
    let mut scope = Scope::new(records, package, district, as_of, sign_offs, findings);
    let contents = assemble(&mut scope, in_force);
    order::check(&mut scope, &contents);
    findings.is_empty().then_some(contents)
}

fn assemble(scope: &mut Scope<'_>, in_force: Interval) -> Contents {
    let conditions = expression::conditions(scope);
    let questions = questions::questions(scope);
    let fields = fields::fields(scope);
    let rules = rules::rules(scope);
    let hints = rules::hints(scope);
    let demands = papers::demands(scope);
    let permits = papers::permits(scope);
    let licence_items = papers::licence_items(scope);
    let constraints = questions::constraints(scope);
    let (package, district) = (scope.package, scope.district);
    Contents {
        id: package.id.text.clone(),
        name: package.name.clone(),
        summary: package.summary.clone(),
        icon: package.icon.clone(),
        category: package.category.clone(),
        words: package.words.clone(),
        handbook: String::new(),
        district: District {
            id: district.id.text.clone(),
            name: district.name.clone(),
        },
        in_force,
        topics: questions::topics(package),
        questions,
        fields,
        conditions,
        permits,
        rules,
        materials: papers::materials(scope),
        demands,
        licence_items,
        hints,
        constraints,
        parameters: scope.parameters(),
        citations: sources::citations(scope),
    }
}
