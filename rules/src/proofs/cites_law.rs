//! Each rule, permit, document and time limit rests on a law that is in force.
//!
//! A verdict without a source cannot be checked by the person who gets it. A rule and a permit
//! cite an article; a document is asked for by some permit that does; a time limit names a law
//! of the catalogue. The law must be in force on every day of the package. What an office
//! merely promises cites no law.
//!
//! ```yaml
//! r-1: { when: hot, require: [card], cite: none, … }
//! ```

use super::{Finding, Proof, Space};
use crate::catalogue::Law;
use crate::contents::{CitationIx, Interval, PermitIx};
use crate::diagram::{NodeId, TRUE};
use crate::handbook::Limit;

pub(super) const PROOF: Proof = Proof {
    id: "cites-law",
    promise: "each rule, document and limit cites a law in force",
    check,
};

fn check(space: &mut Space<'_>) -> Vec<Finding> {
    let contents = space.contents;
    let mut findings = Vec::new();
    for (ix, rule) in contents.rules.iter().enumerate() {
        if !in_force(space, &rule.citations) {
            let fires = space.functions.fires(ix);
            findings.push(uncited(space, &rule.id, fires));
        }
    }
    for (ix, permit) in contents.permits.iter().enumerate() {
        if !permit.informational && !in_force(space, &permit.citations) {
            let needed = space.functions.required(ix);
            findings.push(uncited(space, &permit.id, needed));
        }
    }
    let demanded = space.functions.outcomes.demands.clone();
    for (demand, asked) in contents.demands.iter().zip(demanded) {
        let cites = |ix: &PermitIx| {
            let permit = contents.permits.get(*ix);
            permit.is_some_and(|it| in_force(space, &it.citations))
        };
        if !demand.consumers.iter().any(cites) {
            findings.push(uncited(space, &demand.rule, asked));
        }
    }
    findings.extend(limits(space));
    findings
}

fn uncited(space: &mut Space<'_>, subject: &str, root: NodeId) -> Finding {
    let example = space.case("例如", root);
    Finding::new(&PROOF, subject, "cites no law that is in force").with(example)
}

/// Whether one of the articles is of a law in force on all days of the package.
fn in_force(space: &Space<'_>, citations: &[CitationIx]) -> bool {
    let days = space.contents.in_force;
    let mut cited = citations.iter();
    cited.any(|ix| {
        let law = space.contents.citations.get(*ix);
        law.is_some_and(|law| covers(law.in_force, days))
    })
}

fn covers(law: Interval, days: Interval) -> bool {
    let ends_late = match (law.until, days.until) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(law), Some(days)) => days <= law,
    };
    law.from <= days.from && ends_late
}

fn limits(space: &mut Space<'_>) -> Vec<Finding> {
    let handbook = space.handbook;
    let together = handbook.together.iter().map(|it| ("together", it));
    let guides = handbook.permits.iter().flat_map(|guide| {
        let tracks = guide.tracks.iter().flat_map(|it| &it.limits);
        let limits = guide.limits.iter().chain(tracks);
        limits.map(|it| (guide.permit.as_str(), it))
    });
    let unfounded = together
        .chain(guides)
        .filter(|(_, limit)| !limit.is_promise && !names_law(limit, space.laws, space.days()));
    let unfounded: Vec<_> = unfounded.collect();
    let found = unfounded.into_iter().map(|(of, limit)| {
        let permit = space.contents.permits.iter().position(|it| it.id == of);
        let needed = permit.map_or(TRUE, |ix| space.functions.required(ix));
        let example = space.case("这时给出这个期限", needed);
        let says = format!("no law of the catalogue stands behind “{}”", limit.source);
        Finding::new(&PROOF, format!("{of}/{}", limit.act), says).with(example)
    });
    found.collect()
}

fn names_law(limit: &Limit, laws: &[Law], days: Interval) -> bool {
    let in_force = |law: &Law| {
        let until = law.to;
        law.from.is_none_or(|from| from <= days.from)
            && until.is_none_or(|until| days.until.is_some_and(|last| last <= until))
    };
    laws.iter()
        .any(|law| limit.source.contains(&law.name) && in_force(law))
}
