//! An interview in a fixed order of topics and questions, one step after the other.

use std::collections::HashMap;

use super::bits::Bits;
use super::cases::Cases;
use super::residual::Residuals;
use crate::contents::{Contents, Cost, QuestionIx};
use crate::diagram::{NodeId, TRUE, leaf_set};
use crate::diagram_builder::known;
use crate::package::Package;

/// Which topic comes when, and which question within it: every question once, topics whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order(pub Vec<QuestionIx>);

impl Order {
    /// The author's.
    #[must_use]
    pub fn author(package: &Package) -> Self {
        Self((0..package.contents().questions.len()).collect())
    }
}

/// What an interview cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Screens shown: runs of questions of one topic.
    pub screens: usize,
    /// Questions asked.
    pub questions: usize,
    /// The same, weighted by what each costs to answer.
    pub effort: usize,
}

/// What an answer costs, in answers known offhand.
#[must_use]
pub fn effort(cost: Cost) -> usize {
    match cost {
        Cost::Offhand => 1,
        Cost::LookUp => 2,
        Cost::Measure => 4,
    }
}

/// All that can still be told apart about an interview: two with equal shots go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shot {
    /// Unsettled outcomes.
    pub(super) open: Vec<NodeId>,
    /// Rules not settled yet that would end the interview.
    ending: Vec<NodeId>,
    /// Unsettled applicability of the questions that still matter.
    applies: Vec<(QuestionIx, NodeId)>,
    /// The cases that agree with the answers; `TRUE` where nobody counts them.
    pub(super) cases: NodeId,
}

/// Where an interview stands.
pub(super) type At = usize;

/// The steps of all interviews so far.
#[derive(Debug)]
pub struct Walk<'a> {
    contents: &'a Contents,
    arity: Vec<usize>,
    pub(super) residuals: Residuals,
    pub(super) shots: Vec<Shot>,
    relevant: Vec<Bits>,
    places: HashMap<Shot, At>,
    /// By place: question and what follows each region.
    steps: HashMap<(At, QuestionIx), Vec<Option<At>>>,
    start: At,
}

impl<'a> Walk<'a> {
    /// No step taken yet.
    #[must_use]
    pub fn new(package: &'a Package, cases: &Cases) -> Self {
        Self::build(package, cases, false)
    }

    /// One that tells apart places where other cases are left, so that they can be counted.
    pub(super) fn counting(package: &'a Package, cases: &Cases) -> Self {
        Self::build(package, cases, true)
    }

    fn build(package: &'a Package, cases: &Cases, counting: bool) -> Self {
        let outcomes = package.outcomes();
        let mut build = crate::diagram_builder::Builder::new(outcomes.arity());
        let own = build.adopt(&outcomes.diagram);
        let (counted, root) = cases.function();
        let all = build.adopt(counted.diagram());
        let at = |root: NodeId| known(&own, root);
        let shot = Shot {
            open: outcomes.all().map(|(_, root)| at(root)).collect(),
            ending: outcomes
                .stops
                .iter()
                .chain(&outcomes.sends_away)
                .map(|(_, root)| at(*root))
                .collect(),
            applies: (0..outcomes.applies.len())
                .map(|ix| (ix, at(outcomes.applies_to(ix))))
                .collect(),
            cases: if counting { known(&all, root) } else { TRUE },
        };
        let mut walk = Self {
            contents: package.contents(),
            arity: outcomes.arity(),
            residuals: Residuals::new(build, package.constrained().to_vec()),
            shots: Vec::new(),
            relevant: Vec::new(),
            places: HashMap::new(),
            steps: HashMap::new(),
            start: 0,
        };
        walk.start = walk.place(shot);
        walk
    }

    pub(super) fn start(&self) -> At {
        self.start
    }

    pub(super) fn arity(&self, question: QuestionIx) -> usize {
        self.arity.get(question).copied().unwrap_or_default()
    }

    pub(super) fn topic(&self, question: QuestionIx) -> usize {
        let question = self.contents.questions.get(question);
        question.map_or(0, |question| question.topic)
    }

    pub(super) fn effort(&self, question: QuestionIx) -> usize {
        let question = self.contents.questions.get(question);
        question.map_or(0, |question| effort(question.cost))
    }

    /// The place of a shot, once settled functions are left out.
    fn place(&mut self, mut shot: Shot) -> At {
        let residuals = &mut self.residuals;
        let is_true = |id: &NodeId| residuals.leaves(*id) == leaf_set(TRUE);
        if shot.ending.iter().any(is_true) {
            shot.open.clear();
            shot.ending.clear();
        }
        for list in [&mut shot.open, &mut shot.ending] {
            list.retain(|id| !residuals.is_settled(*id));
            list.sort_unstable();
            list.dedup();
        }
        let mut relevant = Bits::default();
        for id in &shot.open {
            relevant.extend(&residuals.relevant(*id));
        }
        shot.applies
            .retain(|(question, id)| relevant.has(*question) && !residuals.is_settled(*id));
        if shot.open.is_empty() {
            shot.ending.clear();
        }
        if let Some(at) = self.places.get(&shot) {
            return *at;
        }
        let at = self.shots.len();
        self.shots.push(shot.clone());
        self.relevant.push(relevant);
        self.places.insert(shot, at);
        at
    }

    /// Whether some outcome still depends on `question`.
    pub(super) fn is_wanted(&self, at: At, question: QuestionIx) -> bool {
        self.relevant
            .get(at)
            .is_some_and(|relevant| relevant.has(question))
    }

    /// Wanted, and whether it applies hangs on nothing that will be asked.
    pub(super) fn is_due(&mut self, at: At, question: QuestionIx) -> bool {
        if !self.is_wanted(at, question) {
            return false;
        }
        let (Some(shot), Some(relevant)) = (self.shots.get(at), self.relevant.get(at)) else {
            return false;
        };
        let applies = shot.applies.iter().find(|(ix, _)| *ix == question);
        applies.is_none_or(|(_, id)| !self.residuals.relevant(*id).meets(relevant))
    }

    /// Whether nothing is left to ask.
    pub(super) fn is_over(&self, at: At) -> bool {
        self.relevant.get(at).is_none_or(Bits::is_empty)
    }

    /// The question the guide asks now.
    pub(super) fn next(&mut self, at: At, order: &Order) -> Option<QuestionIx> {
        if self.is_over(at) {
            return None;
        }
        let mut questions = order.0.iter().copied();
        questions.find(|question| self.is_due(at, *question))
    }

    /// Where the answer leads.
    pub(super) fn step(&mut self, at: At, question: QuestionIx, region: usize) -> At {
        let known = self.steps.get(&(at, question));
        if let Some(Some(done)) = known.and_then(|regions| regions.get(region)) {
            return *done;
        }
        let Some(shot) = self.shots.get(at).cloned() else {
            return at;
        };
        let mut answer = |id: NodeId| self.residuals.answer(id, question, region);
        let after = Shot {
            open: shot.open.into_iter().map(&mut answer).collect(),
            ending: shot.ending.into_iter().map(&mut answer).collect(),
            applies: shot
                .applies
                .into_iter()
                .map(|(ix, id)| (ix, answer(id)))
                .collect(),
            cases: answer(shot.cases),
        };
        let done = self.place(after);
        let count = self.arity(question);
        let regions = self.steps.entry((at, question));
        let regions = regions.or_insert_with(|| vec![None; count]);
        if let Some(place) = regions.get_mut(region) {
            *place = Some(done);
        }
        done
    }

    /// The questions of the interview of one case, in the order in which they are asked.
    pub fn questions(&mut self, case: &[usize], order: &Order) -> Vec<QuestionIx> {
        let mut at = self.start;
        let mut asked = Vec::new();
        while let Some(question) = self.next(at, order) {
            asked.push(question);
            let region = case.get(question).copied().unwrap_or_default();
            at = self.step(at, question, region);
        }
        asked
    }

    /// What the interview of one case costs.
    pub fn take(&mut self, case: &[usize], order: &Order) -> Taken {
        let asked = self.questions(case, order);
        self.taken(&asked)
    }

    /// What questions cost that are asked in this order.
    pub(super) fn taken(&self, asked: &[QuestionIx]) -> Taken {
        let mut taken = Taken::default();
        let mut last = None;
        for question in asked {
            let topic = self.topic(*question);
            taken.screens += usize::from(last != Some(topic));
            taken.questions += 1;
            taken.effort += self.effort(*question);
            last = Some(topic);
        }
        taken
    }
}
