//! One case held against its assessment: a sentence per difference.

use std::collections::BTreeSet;

use lianban_rules::assessment::{Assessment, Disposition, MaterialVerdict, Need, StopVerdict};
use lianban_rules::package::{Days, Package, Wish};

use crate::read::{Case, Scenarios};

/// What came out otherwise than `case` says.
pub fn differences(package: &Package, scenarios: &Scenarios, case: &Case) -> Vec<String> {
    let answers = match package.read_answers(&case.answers) {
        Ok(answers) => answers,
        Err(faults) => return vec![format!("{}: {faults:?}", case.title)],
    };
    let days = Days {
        as_of: scenarios.applied_on,
        applied_on: scenarios.applied_on,
    };
    let assessment = package.assess(&answers, days, Wish { go_on: true });
    let mut found = Found {
        title: &case.title,
        differences: Vec::new(),
    };
    found.permits(case, &assessment);
    found.refusals(case, &assessment);
    found.stops(case, &assessment);
    found.out(case, &assessment);
    for material in &case.materials {
        let needed = assessment
            .materials
            .iter()
            .any(|it| it.id == *material && it.verdict == MaterialVerdict::Needed);
        found.expect(needed, || format!("{material} should be asked for"));
    }
    found.differences
}

struct Found<'a> {
    title: &'a str,
    differences: Vec<String>,
}

impl Found<'_> {
    fn expect(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if !holds {
            self.differences
                .push(format!("{}: {}", self.title, message()));
        }
    }

    fn same(&mut self, what: &str, expected: &[String], actual: &[String]) {
        let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
        let (expected, actual) = (set(expected), set(actual));
        for missing in expected.difference(&actual) {
            self.expect(false, || format!("{missing} should be {what}"));
        }
        for surplus in actual.difference(&expected) {
            self.expect(false, || format!("{surplus} should not be {what}"));
        }
    }

    fn permits(&mut self, case: &Case, assessment: &Assessment) {
        let with = |need: Need| {
            let permits = assessment.permits.iter().filter(|it| it.need == need);
            permits.map(|it| it.id.clone()).collect::<Vec<_>>()
        };
        self.same("required", &case.required, &with(Need::Required));
        self.same("open", &case.open, &with(Need::Open));
        let not_required = with(Need::NotRequired);
        for permit in &case.not_required {
            self.expect(not_required.contains(permit), || {
                format!("{permit} should be not required")
            });
        }
    }

    fn refusals(&mut self, case: &Case, assessment: &Assessment) {
        let refused: Vec<_> = assessment
            .permits
            .iter()
            .filter(|it| it.disposition == Some(Disposition::Refused))
            .collect();
        let ids: Vec<String> = refused.iter().map(|it| it.id.clone()).collect();
        let expected: Vec<String> = case.refused.iter().map(|(id, _)| id.clone()).collect();
        self.same("refused", &expected, &ids);
        for permit in refused {
            let rules = case.refused.iter().find(|(id, _)| *id == permit.id);
            if let Some((_, rules)) = rules {
                let what = format!("a reason to refuse {}", permit.id);
                self.same(&what, rules, &permit.disposition_because);
            }
        }
    }

    fn stops(&mut self, case: &Case, assessment: &Assessment) {
        let with = |verdict: StopVerdict| {
            let stops = assessment.stops.iter().filter(|it| it.verdict == verdict);
            stops.map(|it| it.rule.clone()).collect::<Vec<_>>()
        };
        self.same("a stop", &case.stops, &with(StopVerdict::Applies));
        self.same("an open stop", &case.open_stops, &with(StopVerdict::Open));
    }

    fn out(&mut self, case: &Case, assessment: &Assessment) {
        let required = assessment
            .permits
            .iter()
            .filter(|it| it.need == Need::Required);
        for permit in required {
            let out = permit.disposition == Some(Disposition::Out);
            self.expect(out == case.out, || {
                format!("{} out of district: {out}", permit.id)
            });
        }
    }
}
