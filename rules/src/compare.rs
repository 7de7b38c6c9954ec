//! Two plans side by side: what comes and what goes.

use crate::assessment::{
    Assessment, Disposition, MaterialVerdict, Need, PermitAssessment, StopVerdict,
};

/// The difference of two assessments of one package, ids in the order of the package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Permits that only the second needs for sure.
    pub permits_come: Vec<String>,
    /// Permits that only the first needs for sure, and that the second does not need.
    pub permits_go: Vec<String>,
    /// Permits that are settled in the first and open in the second.
    pub permits_open: Vec<String>,
    /// Permits that only the second would see refused or sent to another authority.
    pub refusals_come: Vec<String>,
    /// Permits that only the first would see refused or sent to another authority.
    pub refusals_go: Vec<String>,
    /// Rules of site stops that only the second runs into.
    pub stops_come: Vec<String>,
    /// Rules of site stops that only the first runs into.
    pub stops_go: Vec<String>,
    /// Documents that only the second asks for.
    pub documents_come: Vec<String>,
    /// Documents that only the first asks for.
    pub documents_go: Vec<String>,
}

/// Compares two assessments.
#[must_use]
pub fn compare(first: &Assessment, second: &Assessment) -> Comparison {
    let documents = |of: &Assessment, open: bool| {
        let wanted = |verdict| verdict == MaterialVerdict::Needed || open;
        let materials = of.materials.iter().filter(|it| wanted(it.verdict));
        materials.map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    let permits = |of: &Assessment, is: fn(&PermitAssessment) -> bool| {
        let permits = of.permits.iter().filter(|it| is(it));
        permits.map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    let required = |it: &PermitAssessment| it.need == Need::Required;
    let wanted = |it: &PermitAssessment| it.need != Need::NotRequired;
    let open = |it: &PermitAssessment| it.need == Need::Open;
    Comparison {
        permits_come: minus(permits(second, required), &permits(first, required)),
        permits_go: minus(permits(first, required), &permits(second, wanted)),
        permits_open: minus(permits(second, open), &permits(first, open)),
        refusals_come: minus(permits(second, is_refused), &permits(first, is_refused)),
        refusals_go: minus(permits(first, is_refused), &permits(second, is_refused)),
        stops_come: minus(stops(second), &stops(first)),
        stops_go: minus(stops(first), &stops(second)),
        documents_come: minus(documents(second, false), &documents(first, false)),
        documents_go: minus(documents(first, false), &documents(second, true)),
    }
}

fn minus(all: Vec<String>, without: &[String]) -> Vec<String> {
    all.into_iter().filter(|it| !without.contains(it)).collect()
}

fn is_refused(it: &PermitAssessment) -> bool {
    it.need == Need::Required
        && matches!(
            it.disposition,
            Some(Disposition::Refused | Disposition::Out)
        )
}

fn stops(of: &Assessment) -> Vec<String> {
    let stops = of.stops.iter();
    let settled = stops.filter(|it| it.verdict == StopVerdict::Applies);
    settled.map(|it| it.rule.clone()).collect()
}
