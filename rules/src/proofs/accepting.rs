//! Findings that the catalogue accepts, each with a written reason.
//!
//! An acceptance names the proof and the subject, so it covers one finding and no other. One
//! that covers none any more is itself a finding: nobody has to remember what was put up with.

use super::Finding;
use crate::catalogue::Acceptance;

/// Findings, held against what was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Not accepted.
    pub open: Vec<Finding>,
    /// Accepted, with the reason.
    pub accepted: Vec<(Finding, String)>,
}

/// Sorts findings into open and accepted.
#[must_use]
pub fn judge(findings: Vec<Finding>, acceptances: &[Acceptance]) -> Judged {
    let mut judged = Judged::default();
    for finding in findings {
        match acceptances.iter().find(|it| covers(it, &finding)) {
            Some(acceptance) => judged.accepted.push((finding, acceptance.reason.clone())),
            None => judged.open.push(finding),
        }
    }
    judged
}

/// Whether it is this finding that was accepted.
fn covers(acceptance: &Acceptance, finding: &Finding) -> bool {
    acceptance.proof == finding.proof && acceptance.subject == finding.subject
}

/// The acceptances that cover none of `judged`: what they speak of is no more, so they must go.
#[must_use]
pub fn stale<'a>(acceptances: &'a [Acceptance], judged: &[Judged]) -> Vec<&'a Acceptance> {
    let accepted = || judged.iter().flat_map(|it| &it.accepted);
    let is_stale = |it: &&Acceptance| !accepted().any(|(finding, _)| covers(it, finding));
    acceptances.iter().filter(is_stale).collect()
}
