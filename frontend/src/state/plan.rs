//! What the result page says, line by line: texts of the package beside verdicts.

use lianban_rules::assessment::{
    Assessment, Disposition, ItemVerdict, MaterialVerdict, Need, PermitAssessment,
};
use lianban_rules::contents::{Citation, CitationIx, Contents, Form, Question, Rule};

use super::open_point::{OpenPoint, open_points};

/// The plan for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Needed or open, in the order in which they happen.
    pub permits: Vec<PermitLine>,
    /// Not required.
    pub not_needed: Vec<PermitLine>,
    /// Documents needed for sure, then those that could still be.
    pub documents: Vec<DocumentLine>,
    /// Points to be settled.
    pub open: Vec<OpenPoint>,
    /// Warnings.
    pub hints: Vec<Clause>,
    /// What is printed on the licence.
    pub licence_items: Vec<String>,
}

/// One permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermitLine {
    /// Permit id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One everyday line.
    pub summary: String,
    /// Who decides.
    pub authority: String,
    /// 需要, 还要看, 不需要.
    pub need: Need,
    /// Refused, a person decides, another authority.
    pub disposition: Option<Disposition>,
    /// Why it is needed or not.
    pub reasons: Vec<Clause>,
    /// What speaks against it.
    pub against: Vec<Clause>,
    /// 以窗口核定为准.
    pub marked: bool,
    /// Short names of the questions it still depends on.
    pub depends_on: Vec<String>,
}

/// One rule, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// One plain sentence.
    pub text: String,
    /// What can be done about it.
    pub way_out: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// 《食品安全法》第35条第1款.
    pub sources: Vec<String>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// Material id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it should show.
    pub help: Option<String>,
    /// Who gives it.
    pub issuer: String,
    /// 原件, 复印件 2 份.
    pub form: String,
    /// Names of the permits it serves.
    pub serves: Vec<String>,
    /// Remarks of the demands behind it.
    pub notes: Vec<String>,
    /// Needed for sure.
    pub is_needed: bool,
}

impl Plan {
    /// The plan that an assessment amounts to.
    pub fn new(contents: &Contents, assessment: &Assessment) -> Self {
        let lines = assessment.permits.iter();
        let lines = lines.filter_map(|it| permit_line(contents, it));
        let (not_needed, permits) = lines.partition(|line| line.need == Need::NotRequired);
        let mut documents = documents(contents, assessment);
        documents.sort_by_key(|line| !line.is_needed);
        Self {
            permits,
            not_needed,
            documents,
            open: open_points(contents, assessment),
            hints: hints(contents, assessment),
            licence_items: licence_items(contents, assessment),
        }
    }

    /// Permits needed for sure.
    pub fn needed(&self) -> usize {
        let needed = |line: &&PermitLine| line.need == Need::Required;
        self.permits.iter().filter(needed).count()
    }

    /// Documents needed for sure.
    pub fn needed_documents(&self) -> usize {
        self.documents.iter().filter(|line| line.is_needed).count()
    }

    /// The permits that are expected to be refused.
    pub fn refused(&self) -> Vec<&PermitLine> {
        let refused = |line: &&PermitLine| line.disposition == Some(Disposition::Refused);
        self.permits.iter().filter(refused).collect()
    }

    /// 您要办 3 件事，交 5 份材料。 A refusal that is to be expected comes before all counting.
    pub fn headline(&self) -> String {
        let counted = match (self.needed(), self.needed_documents()) {
            (0, _) => "目前没有确定要办的事。".to_owned(),
            (permits, 0) => format!("您要办 {permits} 件事。"),
            (permits, documents) => format!("您要办 {permits} 件事，交 {documents} 份材料。"),
        };
        match self.refused().len() {
            0 => counted,
            refused => format!("有 {refused} 件事预计不能批。{counted}"),
        }
    }
}

/// A rule in words.
pub fn clause(contents: &Contents, rule: &Rule) -> Clause {
    let way_out = match (&rule.way_out, rule.is_final) {
        (Some(way_out), _) => Some(way_out.clone()),
        (None, true) => Some("这一条您自己改变不了。".to_owned()),
        (None, false) => None,
    };
    Clause {
        text: rule.reason.clone(),
        way_out,
        note: rule.note.clone(),
        sources: sources(contents, &rule.citations),
    }
}

/// The rules with these ids, in words.
pub fn clauses(contents: &Contents, ids: &[String]) -> Vec<Clause> {
    let rule = |id: &String| contents.rules.iter().find(|rule| rule.id == *id);
    let rules = ids.iter().filter_map(rule);
    rules.map(|rule| clause(contents, rule)).collect()
}

fn permit_line(contents: &Contents, verdict: &PermitAssessment) -> Option<PermitLine> {
    let permit = contents.permits.iter().find(|it| it.id == verdict.id)?;
    let mut reasons = clauses(contents, &verdict.because);
    if reasons.is_empty() && verdict.need == Need::NotRequired {
        reasons.push(Clause {
            text: permit.otherwise.reason.clone(),
            way_out: None,
            note: None,
            sources: sources(contents, &permit.otherwise.citations),
        });
    }
    let short = |id: &String| Some(question(contents, id)?.short.clone());
    Some(PermitLine {
        id: permit.id.clone(),
        name: permit.name.clone(),
        summary: permit.summary.clone(),
        authority: permit.authority.clone(),
        need: verdict.need,
        disposition: verdict.disposition,
        reasons,
        against: clauses(contents, &verdict.disposition_because),
        marked: verdict.marked,
        depends_on: verdict.depends_on.iter().filter_map(short).collect(),
    })
}

fn documents(contents: &Contents, assessment: &Assessment) -> Vec<DocumentLine> {
    let line = |verdict: &lianban_rules::assessment::MaterialAssessment| {
        let ix = contents
            .materials
            .iter()
            .position(|it| it.id == verdict.id)?;
        let material = contents.materials.get(ix)?;
        let serves = |id: &usize| {
            let permit = contents.permits.get(*id);
            permit.is_some_and(|permit| verdict.serves.contains(&permit.id))
        };
        let demands = contents
            .demands
            .iter()
            .filter(|demand| demand.material == ix && demand.consumers.iter().any(serves));
        let mut notes: Vec<String> = demands.filter_map(|demand| demand.note.clone()).collect();
        notes.dedup();
        Some(DocumentLine {
            id: material.id.clone(),
            name: material.name.clone(),
            help: material.help.clone(),
            issuer: material.issuer.clone(),
            form: form(verdict.form, verdict.copies),
            serves: permit_names(contents, &verdict.serves),
            notes,
            is_needed: verdict.verdict == MaterialVerdict::Needed,
        })
    };
    assessment.materials.iter().filter_map(line).collect()
}

/// 原件 1 份, 复印件 2 份（带原件核对）, …
fn form(form: Form, copies: u8) -> String {
    match form {
        Form::Original => format!("原件 {copies} 份"),
        Form::Copy => format!("复印件 {copies} 份，带原件核对"),
        Form::Electronic => "电子表单".to_owned(),
        Form::Shared => "系统核验，不用交".to_owned(),
        Form::Drawing => format!("图纸 {copies} 份"),
    }
}

pub fn permit_names(contents: &Contents, ids: &[String]) -> Vec<String> {
    let permits = contents.permits.iter().filter(|it| ids.contains(&it.id));
    permits.map(|it| it.name.clone()).collect()
}

fn hints(contents: &Contents, assessment: &Assessment) -> Vec<Clause> {
    let hints = contents.hints.iter();
    hints
        .filter(|hint| assessment.hints.contains(&hint.id))
        .map(|hint| Clause {
            text: hint.text.clone(),
            way_out: None,
            note: None,
            sources: sources(contents, &hint.citations),
        })
        .collect()
}

fn licence_items(contents: &Contents, assessment: &Assessment) -> Vec<String> {
    let printed = assessment.licence_items.iter();
    let printed = printed.filter(|item| item.verdict == ItemVerdict::Yes);
    let name = |id: &str| contents.licence_items.iter().find(|it| it.id == id);
    printed
        .filter_map(|item| Some(name(&item.id)?.name.clone()))
        .collect()
}

fn sources(contents: &Contents, citations: &[CitationIx]) -> Vec<String> {
    let spelt = |it: &Citation| format!("《{}》{}", it.law.trim_matches(['《', '》']), it.article);
    let citations = citations
        .iter()
        .filter_map(|ix| contents.citations.get(*ix));
    citations.map(spelt).collect()
}

/// The question with this id.
pub fn question<'a>(contents: &'a Contents, id: &str) -> Option<&'a Question> {
    contents.questions.iter().find(|it| it.id == id)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    fn plan(answers: Json) -> Plan {
        let package = package();
        let interview = Interview::new(&package, &draft(answers), today());
        Plan::new(package.contents(), &interview.assessment)
    }

    #[test]
    fn the_headline_counts_what_is_settled() {
        let plan =
            plan(json!({"food-hot": true, "fuel": ["none"], "floor-area": 80, "use-area": 60}));
        assert_eq!(plan.headline(), "您要办 2 件事，交 2 份材料。");
    }

    #[test]
    fn a_permit_says_why_and_by_which_law() {
        let plan = plan(json!({"food-hot": true}));
        let line = plan
            .permits
            .iter()
            .find(|it| it.id == "food-licence")
            .unwrap();
        assert_eq!(line.reasons[0].sources, ["《食品安全法》第35条第1款"]);
    }

    #[test]
    fn what_is_not_needed_says_why_too() {
        let plan = plan(json!({"floor-area": 80}));
        assert_eq!(plan.not_needed[0].id, "fire-inspection");
        assert!(plan.not_needed[0].reasons[0].text.contains("300平方米"));
    }

    #[test]
    fn an_unknown_answer_names_the_permit_that_hangs_on_it() {
        let plan = plan(json!({"floor-area": null}));
        assert_eq!(plan.open[0].topic, "area");
        assert_eq!(
            plan.open[0].hangs_on_it,
            ["公众聚集场所投入使用、营业前消防安全检查"]
        );
    }

    #[test]
    fn a_refusal_that_nothing_lifts_says_so() {
        let plan = plan(json!({"age": "under-16"}));
        assert_eq!(plan.permits[0].disposition, Some(Disposition::Refused));
        let against = &plan.permits[0].against[0];
        assert_eq!(against.way_out.as_deref(), Some("这一条您自己改变不了。"));
    }

    #[test]
    fn a_refusal_stands_in_the_headline() {
        let plan = plan(json!({"age": "under-16", "food-hot": true}));
        let refused = plan.refused();
        let refused: Vec<_> = refused.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(refused, ["个体工商户登记"]);
        let headline = plan.headline();
        assert!(
            headline.starts_with("有 1 件事预计不能批。您要办 2 件事"),
            "{headline}"
        );
    }

    #[test]
    fn needed_documents_come_before_open_ones() {
        let plan = plan(json!({}));
        let needed: Vec<bool> = plan.documents.iter().map(|it| it.is_needed).collect();
        assert!(needed.is_sorted_by(|a, b| a >= b), "{needed:?}");
        assert!(needed.contains(&false));
    }
}
