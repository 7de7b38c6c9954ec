//! Holds an assessment against what a scenario says.

use std::collections::BTreeSet;

use super::{Case, Scenarios};
use crate::assessment::{Assessment, Disposition, ItemVerdict, MaterialVerdict, Need, StopVerdict};
use crate::package::{Days, Package, Wish};

impl Scenarios {
    /// Everything in which `package` differs from what `case` says.
    #[must_use]
    pub fn differences(&self, package: &Package, case: &Case) -> Vec<String> {
        let answers = match package.read_answers(&case.answers) {
            Ok(answers) => answers,
            Err(faults) => return vec![format!("{}: {faults:?}", case.title)],
        };
        let days = Days {
            as_of: self.applied_on,
            applied_on: self.applied_on,
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
        found.documents(case, &assessment);
        found.licence(case, &assessment);
        found.reasons(case, &assessment);
        if let Some(next) = &case.next {
            let asked = assessment.next.map_or_else(Vec::new, |it| it.questions);
            found.same("asked next", next, &asked);
        }
        found.differences
    }
}

struct Found<'a> {
    title: &'a str,
    differences: Vec<String>,
}

impl Found<'_> {
    fn expect(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if !holds {
            let difference = format!("{}: {}", self.title, message());
            self.differences.push(difference);
        }
    }

    /// Each of `some` is among `actual`.
    fn among(&mut self, what: &str, some: &[String], actual: &[&str]) {
        for id in some {
            let is_there = actual.contains(&id.as_str());
            self.expect(is_there, || format!("{id} should be {what}"));
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
        self.same("pending", &case.pending, &with(Need::Pending));
        let spared = with(Need::NotRequired);
        let spared: Vec<&str> = spared.iter().map(String::as_str).collect();
        self.among("not required", &case.not_required, &spared);
        let manual = assessment.permits.iter();
        let manual = manual.filter(|it| it.disposition == Some(Disposition::Manual));
        let manual: Vec<&str> = manual.map(|it| it.id.as_str()).collect();
        self.all("for a person to decide", case.manual.as_deref(), &manual);
    }

    fn refusals(&mut self, case: &Case, assessment: &Assessment) {
        let permits = assessment.permits.iter();
        let refused = permits.filter(|it| it.disposition == Some(Disposition::Refused));
        let refused: Vec<_> = refused.collect();
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
        let permits = assessment.permits.iter();
        for permit in permits.filter(|it| it.need == Need::Required) {
            let out = permit.disposition == Some(Disposition::Out);
            self.expect(out == case.out, || {
                format!("{} out of district: {out}", permit.id)
            });
        }
    }

    fn documents(&mut self, case: &Case, assessment: &Assessment) {
        let materials = assessment.materials.iter();
        let needed = materials.filter(|it| it.verdict == MaterialVerdict::Needed);
        let needed: Vec<&str> = needed.map(|it| it.id.as_str()).collect();
        self.among("asked for", &case.materials, &needed);
        self.all("asked for", case.documents.as_deref(), &needed);
    }

    fn licence(&mut self, case: &Case, assessment: &Assessment) {
        let items = assessment.licence_items.iter();
        let printed = items.filter(|it| it.verdict == ItemVerdict::Yes);
        let printed: Vec<&str> = printed.map(|it| it.id.as_str()).collect();
        self.all("printed", case.items.as_deref(), &printed);
        let hints: Vec<&str> = assessment.hints.iter().map(String::as_str).collect();
        self.all("shown", case.hints.as_deref(), &hints);
    }

    /// Where all are written down, they are these and no more.
    fn all(&mut self, what: &str, expected: Option<&[String]>, actual: &[&str]) {
        if let Some(expected) = expected {
            let actual: Vec<String> = actual.iter().map(|it| (*it).to_owned()).collect();
            self.same(what, expected, &actual);
        }
    }

    fn reasons(&mut self, case: &Case, assessment: &Assessment) {
        for (id, rules) in &case.because {
            let permit = assessment.permits.iter().find(|it| it.id == *id);
            let because = permit.map_or(&[][..], |it| &it.because);
            self.same(&format!("a reason for {id}"), rules, because);
        }
    }
}
