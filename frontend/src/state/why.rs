//! Why a verdict is as it is for this person, and how it could be avoided: in words.

use lianban_rules::answers::Answers;
use lianban_rules::assessment::Assessment;
use lianban_rules::compare::{Comparison, compare};
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::diagram::{Leaves, NodeId, TRUE, leaf_set};
use lianban_rules::explain::least_change::LeastChange;
use lianban_rules::explain::reason::Reason;
use lianban_rules::explain::{Claim, NEEDED};
use lianban_rules::outcomes::{Outcome, permit_leaf};
use lianban_rules::package::{Days, Package, Wish};
use lianban_rules::state::Known;

use super::listed::listed;

/// So many ways out are offered at most.
const MOST: usize = 3;

/// Somebody's answers, looked at once for all that is asked about them.
pub struct Answered<'a> {
    package: &'a Package,
    answers: &'a Answers,
    today: Date,
    known: Known,
    assessment: Assessment,
}

/// One answer that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// 建筑面积 350 平方米（超过 300 平方米）.
    pub text: String,
    /// Id of the topic that asks it.
    pub topic: String,
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// 把“使用面积”改成不超过 150 平方米.
    pub text: String,
    /// What must hold besides: “燃料”是“电”.
    pub then: Option<String>,
    /// Another place, more money.
    pub is_hard: bool,
    /// What it changes elsewhere, one sentence each.
    pub costs: Vec<String>,
}

/// What is said of one permit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhyPermit {
    /// Why it is needed, or not.
    pub need: Vec<Ground>,
    /// Why it would be refused, or needs somebody to decide.
    pub against: Vec<Ground>,
    /// It is needed for sure.
    pub is_needed: bool,
    /// It is needed and would be refused.
    pub is_refused: bool,
}

impl<'a> Answered<'a> {
    /// Looks at the answers.
    pub fn new(package: &'a Package, answers: &'a Answers, today: Date) -> Self {
        Self {
            package,
            answers,
            today,
            known: package.taking_part(answers, today),
            assessment: assess(package, answers, today),
        }
    }

    /// What is said of a permit.
    pub fn permit(&self, id: &str) -> WhyPermit {
        let contents = self.package.contents();
        let Some(ix) = contents.permits.iter().position(|it| it.id == id) else {
            return WhyPermit::default();
        };
        let Some((root, leaves)) = self.now(Outcome::Permit(ix)) else {
            return WhyPermit::default();
        };
        let need = Claim::settled(Outcome::Permit(ix), root, leaves);
        let is_needed = leaves & !NEEDED == 0;
        let is_plain = leaves & 1 << permit_leaf::OK != 0;
        WhyPermit {
            need: need.map(|it| self.grounds(it)).unwrap_or_default(),
            against: if is_needed && !is_plain {
                self.grounds(Claim { root, leaves })
            } else {
                Vec::new()
            },
            is_needed,
            is_refused: leaves == leaf_set(permit_leaf::REFUSED),
        }
    }

    /// How a refusal, or else the permit, could be avoided, the cheapest first; empty where
    /// nothing the person can change avoids it.
    pub fn ways_out_of_permit(&self, id: &str) -> Vec<WayOut> {
        let mut permits = self.package.contents().permits.iter();
        let now = permits
            .position(|it| it.id == id)
            .and_then(|ix| self.now(Outcome::Permit(ix)));
        let Some((root, leaves)) = now else {
            return Vec::new();
        };
        self.ways_out(if leaves == leaf_set(permit_leaf::REFUSED) {
            Claim { root, leaves }.avoided()
        } else {
            let leaves = leaf_set(permit_leaf::NOT_REQUIRED);
            Claim { root, leaves }
        })
    }

    /// Why a site stop applies, and the ways out of it.
    pub fn stop(&self, rule: &str) -> Option<(Vec<Ground>, Vec<WayOut>)> {
        let outcomes = self.package.outcomes();
        let rules = &self.package.contents().rules;
        let mut stops = outcomes.stops.iter().chain(&outcomes.sends_away);
        let is_it = |ix: usize| rules.get(ix).is_some_and(|it| it.id == rule);
        let root = stops.find(|(ix, _)| is_it(*ix))?.1;
        let applies = Claim {
            root,
            leaves: leaf_set(TRUE),
        };
        Some((self.grounds(applies), self.ways_out(applies.denied())))
    }

    /// Why a document is asked for.
    pub fn document(&self, id: &str) -> Vec<Ground> {
        let materials = &self.package.contents().materials;
        let Some(ix) = materials.iter().position(|it| it.id == id) else {
            return Vec::new();
        };
        let outcome = Outcome::Material(ix);
        let claim = self
            .now(outcome)
            .and_then(|(root, leaves)| Claim::settled(outcome, root, leaves));
        claim.map(|it| self.grounds(it)).unwrap_or_default()
    }

    fn now(&self, outcome: Outcome) -> Option<(NodeId, Leaves)> {
        let root = Claim::of(self.package.outcomes(), outcome, 0)?.root;
        Some((root, self.package.state(&self.known).leaves(root)))
    }

    fn grounds(&self, claim: Claim) -> Vec<Ground> {
        let reason = self.package.reason_of(claim, &self.known);
        let Reason { grounds } = reason.unwrap_or_default();
        let contents = self.package.contents();
        let ground = |it: &lianban_rules::explain::reason::Ground| {
            let question = contents.questions.get(it.question)?;
            Some(Ground {
                text: self.package.ground_in_words(it, self.answers)?,
                topic: contents.topics.get(question.topic)?.id.clone(),
            })
        };
        grounds.iter().filter_map(ground).collect()
    }

    fn ways_out(&self, wanted: Claim) -> Vec<WayOut> {
        let ways = self.package.good_ways_out(wanted, &self.known, MOST);
        let ways = ways.iter().filter(|way| !way.changes.is_empty());
        ways.map(|way| self.way_out(way)).collect()
    }

    fn way_out(&self, way: &LeastChange) -> WayOut {
        let changes = way.changes.iter();
        let changes = changes.filter_map(|it| self.package.change_in_words(it, self.answers));
        let then = way.then.iter();
        let then = then.filter_map(|it| self.package.condition_in_words(it, self.answers));
        let (changes, then) = (changes.collect::<Vec<_>>(), then.collect::<Vec<_>>());
        let after = self.package.after(way, self.answers, self.today);
        let after = assess(self.package, &after, self.today);
        WayOut {
            text: changes.join("，"),
            then: (!then.is_empty()).then(|| then.join("，")),
            is_hard: way.is_hard,
            costs: costs(self.package.contents(), &compare(&self.assessment, &after)),
        }
    }
}

/// Everything is looked at, a settled stop or not.
fn assess(package: &Package, answers: &Answers, today: Date) -> Assessment {
    let days = Days {
        as_of: today,
        applied_on: today,
    };
    package.assess(answers, days, Wish { go_on: true })
}

/// What changes elsewhere: trouble first, then what comes, then what goes.
pub fn costs(contents: &Contents, comparison: &Comparison) -> Vec<String> {
    let permit = |id: &String| {
        let mut permits = contents.permits.iter();
        permits.find(|it| it.id == *id).map(|it| it.name.clone())
    };
    let material = |id: &String| {
        let mut materials = contents.materials.iter();
        materials.find(|it| it.id == *id).map(|it| it.name.clone())
    };
    let rule = |id: &String| {
        let mut rules = contents.rules.iter();
        let reason = rules.find(|it| it.id == *id).map(|it| it.reason.clone());
        reason.map(|it| it.trim_end_matches('。').to_owned())
    };
    let of = |words: &str, ids: &[String], name: &dyn Fn(&String) -> Option<String>| {
        let names: Vec<String> = ids.iter().filter_map(name).collect();
        (!names.is_empty()).then(|| format!("{words}：{}。", listed(&names)))
    };
    let documents = |words: &str, ids: &[String]| {
        let names: Vec<String> = ids.iter().filter_map(material).collect();
        (!names.is_empty()).then(|| format!("{words} {} 份材料：{}。", names.len(), listed(&names)))
    };
    let said = [
        of("不过会碰上", &comparison.stops_come, &rule),
        of("不过这几件预计不能批", &comparison.refusals_come, &permit),
        of("不再碰上", &comparison.stops_go, &rule),
        of("不再被拒", &comparison.refusals_go, &permit),
        of("要多办", &comparison.permits_come, &permit),
        of("还要看", &comparison.permits_open, &permit),
        of("不用办", &comparison.permits_go, &permit),
        documents("多交", &comparison.documents_come),
        documents("少交", &comparison.documents_go),
    ];
    said.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::state::fixture::{package, today};

    fn answers(package: &Package, json: &Json) -> Answers {
        package.read_answers(json.as_object().unwrap()).unwrap()
    }

    fn texts(grounds: &[Ground]) -> Vec<&str> {
        grounds.iter().map(|it| it.text.as_str()).collect()
    }

    #[test]
    fn a_stop_says_what_it_rests_on_and_how_to_get_out() {
        let package = package();
        let given = json!({"food-hot": true, "food-smoke": true, "site-flue": false});
        let answers = answers(&package, &given);
        let (grounds, ways) = Answered::new(&package, &answers, today())
            .stop("r-01")
            .unwrap();
        assert_eq!(
            texts(&grounds),
            ["“产生油烟”选了“会”", "“专用烟道”选了“没有”"]
        );
        assert!(grounds.iter().all(|it| it.topic == "smoke"));
        let said: Vec<_> = ways
            .iter()
            .map(|it| (it.text.as_str(), it.is_hard, it.then.is_none()))
            .collect();
        assert_eq!(
            said,
            [
                ("把“专用烟道”改成“有”", true, true),
                ("把“产生油烟”改成“不会”", true, true)
            ]
        );
        assert_eq!(
            ways[0].costs,
            ["不再碰上：楼里没有专用烟道，这个铺面不能开有油烟的餐馆。"]
        );
    }

    #[test]
    fn a_permit_that_is_needed_says_how_to_do_without() {
        let package = package();
        let given = json!({
            "food-hot": true, "food-raw": true, "food-smoke": false,
            "use-area": 310, "floor-area": 500,
        });
        let answers = answers(&package, &given);
        let answered = Answered::new(&package, &answers, today());
        let fire = answered.permit("fire-inspection");
        assert!(fire.is_needed && !fire.is_refused && fire.against.is_empty());
        assert_eq!(
            texts(&fire.need),
            ["建筑面积 500 平方米（超过 300 平方米）"]
        );
        let ways = answered.ways_out_of_permit("fire-inspection");
        // The area in use cannot stay larger than the building.
        assert_eq!(
            ways[0].text,
            "把“使用面积”改成不超过 300 平方米，把“建筑面积”改成不超过 300 平方米"
        );
        assert_eq!(
            ways[0].costs,
            ["不用办：公众聚集场所投入使用、营业前消防安全检查。"]
        );
        let food = answered.ways_out_of_permit("food-licence");
        assert_eq!(
            food[0].text,
            "把“热菜、热食”改成“不卖”，把“生食水产”改成“不卖”"
        );
        assert_eq!(
            texts(&answered.document("m-floorplan")),
            ["“热菜、热食”选了“卖”"]
        );
        assert_eq!(answered.permit("biz-individual").need, []);
        assert!(answered.ways_out_of_permit("biz-individual").is_empty());
    }

    #[test]
    fn a_refusal_that_nothing_lifts_has_no_way_out() {
        let package = package();
        let answers = answers(&package, &json!({"age": "under-16"}));
        let answered = Answered::new(&package, &answers, today());
        let why = answered.permit("biz-individual");
        assert!(why.is_refused);
        assert_eq!(texts(&why.against), ["“年龄”选了“未满16岁”"]);
        assert!(answered.ways_out_of_permit("biz-individual").is_empty());
    }
}
