//! Assessing: from answers to verdicts, documents, and the next screen.

use crate::answers::{Answer, Answers};
use crate::assessment::{
    Assessment, Disposition, ItemAssessment, ItemVerdict, MaterialAssessment, MaterialVerdict,
    Need, PermitAssessment, StopAssessment, StopVerdict,
};
use crate::contents::{Form, Mark, MaterialIx, PermitIx, Rule};
use crate::date::Date;
use crate::diagram::{FALSE, Leaves, NodeId, TRUE, leaf_set};
use crate::outcomes::{Axis, RuleIx, Win, permit_leaf};
use crate::package::{Days, Package, Wish};
use crate::state::{Known, State};

pub(crate) mod screen;

impl Package {
    /// Assesses the answers so far.
    ///
    /// Total: a package holds nothing unresolved, and answers that
    /// [`Package::read_answers`] returned fit it.
    #[must_use]
    pub fn assess(&self, answers: &Answers, days: Days, wish: Wish) -> Assessment {
        let known = self.known(answers, days.applied_on);
        let state = self.state(&known);
        let view = View {
            package: self,
            state: &state,
            needs: self.needs(&state),
        };
        let relevant = state.relevant(self.outcomes().all().map(|(_, root)| root));
        let screen = screen::Screens::new(self, answers, &state, &relevant);
        let ended = !wish.go_on && !self.ending_rules(&state).is_empty();
        let contents = self.contents();
        Assessment {
            package: contents.id.clone(),
            hash: self.hash().to_owned(),
            as_of: days.as_of,
            applied_on: days.applied_on,
            permits: (0..contents.permits.len())
                .filter_map(|ix| view.permit(ix))
                .collect(),
            stops: view.stops(),
            licence_items: view.licence_items(),
            materials: (0..contents.materials.len())
                .filter_map(|ix| view.material(ix))
                .collect(),
            hints: view.hints(),
            to_settle: screen.to_settle(),
            next: if ended { None } else { screen.next() },
            left: if ended {
                screen::NONE_LEFT
            } else {
                screen.left()
            },
        }
    }

    /// The answers as regions. What is not known, or fits no region, is left open.
    #[must_use]
    pub fn known(&self, answers: &Answers, applied_on: Date) -> Known {
        let questions = self
            .contents()
            .questions
            .iter()
            .zip(&self.outcomes().regions);
        questions
            .map(|(question, regions)| match answers.0.get(&question.id) {
                Some(Answer::Known(value)) => regions.region_of(question, value, applied_on),
                Some(Answer::Unknown) | None => None,
            })
            .collect()
    }

    /// The rules that settle that the case cannot be submitted online: a site
    /// stop, or a case for another district.
    #[must_use]
    pub fn ended_by(&self, answers: &Answers, applied_on: Date) -> Vec<&Rule> {
        let known = self.known(answers, applied_on);
        let rules = self.ending_rules(&self.state(&known));
        let contents = self.contents();
        rules
            .into_iter()
            .filter_map(|ix| contents.rules.get(ix))
            .collect()
    }

    fn ending_rules(&self, state: &State<'_>) -> Vec<RuleIx> {
        let outcomes = self.outcomes();
        outcomes
            .stops
            .iter()
            .chain(&outcomes.sends_away)
            .filter(|(_, root)| state.is_true(*root))
            .map(|(rule, _)| *rule)
            .collect()
    }

    fn needs(&self, state: &State<'_>) -> Vec<Need> {
        self.outcomes()
            .permits
            .iter()
            .map(|root| need(state.leaves(*root)))
            .collect()
    }
}

const REQUIRED: Leaves = 1 << permit_leaf::OK
    | 1 << permit_leaf::MANUAL
    | 1 << permit_leaf::REFUSED
    | 1 << permit_leaf::OUT;

fn need(leaves: Leaves) -> Need {
    if leaves & !REQUIRED == 0 {
        Need::Required
    } else if leaves == leaf_set(permit_leaf::PENDING) {
        Need::Pending
    } else if leaves == leaf_set(permit_leaf::NOT_REQUIRED) {
        Need::NotRequired
    } else {
        Need::Open
    }
}

/// Judged over the completions that need the permit.
fn disposition(leaves: Leaves) -> Option<Disposition> {
    let needed = leaves & REQUIRED;
    [
        (permit_leaf::OK, Disposition::Ok),
        (permit_leaf::MANUAL, Disposition::Manual),
        (permit_leaf::REFUSED, Disposition::Refused),
        (permit_leaf::OUT, Disposition::Out),
    ]
    .into_iter()
    .find(|(leaf, _)| needed == leaf_set(*leaf))
    .map(|(_, disposition)| disposition)
    .or((needed != 0).then_some(Disposition::Open))
}

/// One look at a package under some answers.
struct View<'a> {
    package: &'a Package,
    state: &'a State<'a>,
    needs: Vec<Need>,
}

impl View<'_> {
    fn permit(&self, permit: PermitIx) -> Option<PermitAssessment> {
        let contents = self.package.contents();
        let root = *self.package.outcomes().permits.get(permit)?;
        let leaves = self.state.leaves(root);
        let (mut because, may_decide) = self.winning(permit, Axis::Need);
        let (against, may_refuse) = self.winning(permit, Axis::Disposition);
        let marked = may_decide
            .iter()
            .chain(&may_refuse)
            .any(|rule| self.is_unsure(*rule))
            || (may_decide.is_empty() && self.otherwise_is_unsure(permit));
        because.dedup();
        let id = |rule: &RuleIx| contents.rules.get(*rule).map(|rule| rule.id.clone());
        let mut names: Vec<String> = because.iter().filter_map(id).collect();
        if names.is_empty() {
            names.push("otherwise".to_owned());
        }
        let relevant = self.state.relevant([root]);
        Some(PermitAssessment {
            id: contents.permits.get(permit)?.id.clone(),
            need: need(leaves),
            disposition: disposition(leaves),
            because: names,
            disposition_because: against.iter().filter_map(id).collect(),
            depends_on: self.package.question_ids(&relevant),
            marked,
        })
    }

    /// Rules that decide one axis of a permit, and all that do so in some completion.
    ///
    /// Where some decide it whatever the rest of the answers says, they alone are the reason:
    /// nobody is told “too young” who was never asked how old they are.
    fn winning(&self, permit: PermitIx, axis: Axis) -> (Vec<RuleIx>, Vec<RuleIx>) {
        let wins = self.package.outcomes().wins.iter();
        let possible: Vec<&Win> = wins
            .filter(|win| win.permit == permit && win.axis == axis)
            .filter(|win| self.state.can_be_true(win.root))
            .collect();
        let is_sure = |win: &&&Win| self.verdict(win.root) == ItemVerdict::Yes;
        let sure: Vec<RuleIx> = possible.iter().filter(is_sure).map(|it| it.rule).collect();
        let all: Vec<RuleIx> = possible.iter().map(|it| it.rule).collect();
        (if sure.is_empty() { all.clone() } else { sure }, all)
    }

    /// Rests on a mark that nobody signed off.
    fn is_unsure(&self, rule: RuleIx) -> bool {
        let contents = self.package.contents();
        contents.rules.get(rule).is_some_and(|rule| {
            (rule.mark != Mark::Verified && !rule.signed_off)
                || rule
                    .parameters
                    .iter()
                    .filter_map(|ix| contents.parameters.get(*ix))
                    .any(|parameter| parameter.mark != Mark::Verified && !parameter.signed_off)
        })
    }

    fn otherwise_is_unsure(&self, permit: PermitIx) -> bool {
        let permit = self.package.contents().permits.get(permit);
        permit.is_some_and(|it| it.otherwise.mark != Mark::Verified && !it.otherwise.signed_off)
    }

    fn stops(&self) -> Vec<StopAssessment> {
        let outcomes = self.package.outcomes();
        let verdict = |root: NodeId| match self.verdict(root) {
            ItemVerdict::Yes => Some(StopVerdict::Applies),
            ItemVerdict::Open => Some(StopVerdict::Open),
            ItemVerdict::No => None,
        };
        outcomes
            .stops
            .iter()
            .filter_map(|(rule, root)| {
                let rule = self.package.contents().rules.get(*rule)?.id.clone();
                Some(StopAssessment {
                    rule,
                    verdict: verdict(*root)?,
                })
            })
            .collect()
    }

    fn licence_items(&self) -> Vec<ItemAssessment> {
        let items = self.package.contents().licence_items.iter();
        items
            .zip(&self.package.outcomes().licence_items)
            .map(|(item, root)| ItemAssessment {
                id: item.id.clone(),
                verdict: self.verdict(*root),
            })
            .collect()
    }

    fn hints(&self) -> Vec<String> {
        let hints = self
            .package
            .contents()
            .hints
            .iter()
            .zip(&self.package.outcomes().hints);
        hints
            .filter(|(_, root)| self.state.is_true(**root))
            .map(|(hint, _)| hint.id.clone())
            .collect()
    }

    fn verdict(&self, root: NodeId) -> ItemVerdict {
        match self.state.leaves(root) {
            set if set == leaf_set(TRUE) => ItemVerdict::Yes,
            set if set == leaf_set(FALSE) => ItemVerdict::No,
            _ => ItemVerdict::Open,
        }
    }

    fn material(&self, material: MaterialIx) -> Option<MaterialAssessment> {
        let contents = self.package.contents();
        let leaves = self
            .state
            .leaves(*self.package.outcomes().materials.get(material)?);
        let asked = leaves & !leaf_set(FALSE);
        // The strictest form asked for in some completion.
        let form = Form::with_rank(asked.trailing_zeros().checked_sub(1)?)?;
        let verdict = if leaves == asked {
            MaterialVerdict::Needed
        } else {
            MaterialVerdict::Open
        };
        let demands: Vec<_> = contents
            .demands
            .iter()
            .zip(&self.package.outcomes().demands)
            .filter(|(demand, root)| demand.material == material && self.state.can_be_true(**root))
            .map(|(demand, _)| demand)
            .collect();
        let served = |permit: &usize| {
            let counts = match self.needs.get(*permit) {
                Some(Need::Required) => true,
                Some(Need::Open) => verdict == MaterialVerdict::Open,
                _ => false,
            };
            counts
                && demands
                    .iter()
                    .any(|demand| demand.consumers.contains(permit))
        };
        let permits = (0..contents.permits.len()).filter(served);
        Some(MaterialAssessment {
            id: contents.materials.get(material)?.id.clone(),
            verdict,
            form,
            copies: demands
                .iter()
                .map(|demand| demand.copies)
                .max()
                .unwrap_or(1),
            serves: permits
                .filter_map(|ix| Some(contents.permits.get(ix)?.id.clone()))
                .collect(),
        })
    }
}

impl Package {
    /// Ids of the questions marked.
    pub(crate) fn question_ids(&self, marked: &[bool]) -> Vec<String> {
        let questions = self.contents().questions.iter().zip(marked);
        questions
            .filter(|(_, marked)| **marked)
            .map(|(question, _)| question.id.clone())
            .collect()
    }
}
