//! The order of publicodes: what is used most asks first.
//!
//! At each step the question that rules still use most, deeper uses counting less;
//! its topic is asked through before another begins. Whether a question still matters
//! is judged as rules are written, so some are asked although nothing hangs on them.

use super::missing::Missing;
use super::walk::Walk;
use crate::contents::QuestionIx;
use crate::diagram::{INVALID, TRUE};
use crate::package::Package;
use crate::state::Known;

/// One interview: the questions in the order asked, and how many of them nothing
/// depended on any more when they were asked.
#[must_use]
pub fn by_score(
    package: &Package,
    walk: &mut Walk<'_>,
    case: &[usize],
) -> (Vec<QuestionIx>, usize) {
    let contents = package.contents();
    let mut known: Known = vec![None; contents.questions.len()];
    let (mut asked, mut useless) = (Vec::new(), 0);
    let mut at = walk.start();
    while !ends(package, &known) {
        let Some(question) = next(package, &known, asked.last().copied()) else {
            break;
        };
        let region = case.get(question).copied().unwrap_or_default();
        useless += usize::from(!walk.is_wanted(at, question));
        at = walk.step(at, question, region);
        if let Some(place) = known.get_mut(question) {
            *place = Some(region);
        }
        asked.push(question);
    }
    (asked, useless)
}

fn next(package: &Package, known: &Known, last: Option<QuestionIx>) -> Option<QuestionIx> {
    let contents = package.contents();
    let missing = Missing {
        contents,
        regions: &package.outcomes().regions,
        known,
    };
    let scores = missing.scores();
    let topic = |question: QuestionIx| contents.questions.get(question).map(|it| it.topic);
    let open = || {
        let open = scores.iter().enumerate().filter(|(_, score)| **score > 0);
        open.filter(|(question, _)| missing.applies(*question) == Some(true))
    };
    let best = |(question, score): &(QuestionIx, &u64)| (**score, std::cmp::Reverse(*question));
    let here =
        open().filter(|(question, _)| last.is_some_and(|last| topic(last) == topic(*question)));
    let chosen = here.max_by_key(best).or_else(|| open().max_by_key(best));
    chosen.map(|(question, _)| question)
}

/// Whether a stop, or a rule that sends the whole case away, has fired: the guide ends there.
fn ends(package: &Package, known: &Known) -> bool {
    let outcomes = package.outcomes();
    let mut roots = outcomes.stops.iter().chain(&outcomes.sends_away);
    roots.any(|(_, root)| {
        let mut open = vec![*root];
        let mut only_true = true;
        while let Some(id) = open.pop() {
            match outcomes.diagram.node(id) {
                Some((level, children)) => match known.get(level).copied().flatten() {
                    Some(region) => open.extend(children.get(region)),
                    None => open.extend(children),
                },
                None => only_true &= id == TRUE || id == INVALID,
            }
            if !only_true {
                break;
            }
        }
        only_true
    })
}
