//! What stands in a 受理通知书 or 不予受理通知书 (60-process, section 3).
//!
//! Pure: the case, its package and the day come in. The number comes from the
//! store, in the transaction of the event, so that none is skipped or doubled.

use std::sync::LazyLock;

use lianban_api::{Deadline, Due, Ground, NotAccepted, Notice, NoticeKind, NoticeMatter};
use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::calendar::Calendar;
use lianban_rules::catalogue::{builtin, read};
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::deadline;
use lianban_rules::handbook::{Handbook, Inspection, InspectionKind, Limit, LimitStart};
use serde_json::{Map, Value as Json};

use crate::store::index::{MOBILE, NAME};

/// The field that holds the agent's name.
const AGENT: &str = "agent-name";

/// A notice without its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 新审许受
    pub prefix: String,
    /// Everything else.
    pub notice: Notice,
}

/// 新审许受〔2026〕第0001号
#[must_use]
pub fn number(prefix: &str, on: Date, serial: u64) -> String {
    format!("{prefix}〔{}〕第{serial:04}号", on.parts().0)
}

/// What the office writes on every notice: parameters of the district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// 成都市新都区行政审批局
    pub authority: String,
    /// Before the number of an acceptance.
    pub acceptance: String,
    /// Before the number of a non-acceptance.
    pub non_acceptance: String,
    /// Who decides a review: 成都市新都区人民政府.
    pub review: String,
}

/// The office of the repository's own catalogue.
pub static OFFICE: LazyLock<Office> = LazyLock::new(|| {
    let (catalogue, _) = read(builtin());
    let parameter = |id: &str| catalogue.parameter(id).unwrap_or_default().to_owned();
    Office {
        authority: parameter("p-notice-authority"),
        acceptance: parameter("p-notice-prefix-acceptance"),
        non_acceptance: parameter("p-notice-prefix-non-acceptance"),
        review: parameter("p-review-authority"),
    }
});

/// What a notice is written from.
pub struct Facts<'a> {
    /// Case number.
    pub case: &'a str,
    /// Day on which the application came in.
    pub received_on: Date,
    /// Day of the notice.
    pub today: Date,
    /// The form.
    pub form: &'a Map<String, Json>,
    /// What the server assessed on the day of submission.
    pub assessment: &'a Assessment,
    /// The package that the case is pinned to.
    pub contents: &'a Contents,
    /// Its handbook: how long each permit may take.
    pub handbook: &'a Handbook,
    /// Question id → value.
    pub answers: &'a Map<String, Json>,
    /// By which limits end.
    pub calendar: &'a Calendar,
}

/// 受理通知书
#[must_use]
pub fn acceptance(facts: &Facts<'_>, office: &Office) -> Draft {
    let basis = vec!["《行政许可法》第32条第1款第5项、第2款".to_owned()];
    Draft {
        prefix: office.acceptance.clone(),
        notice: Notice {
            basis,
            matters: matters(facts, Clock::Runs),
            together: together(facts),
            ..common(facts, office, NoticeKind::Acceptance)
        },
    }
}

/// 不予受理通知书
#[must_use]
pub fn non_acceptance(facts: &Facts<'_>, office: &Office, why: NotAccepted) -> Draft {
    let articles = match why.ground {
        Ground::NotNeeded => "《行政许可法》第32条第1款第1项、第2款",
        Ground::NotOurs => "《行政许可法》第32条第1款第2项、第2款",
        Ground::FalseMaterial => "《行政许可法》第78条、第32条第2款",
    };
    Draft {
        prefix: office.non_acceptance.clone(),
        notice: Notice {
            basis: vec![articles.to_owned()],
            matters: matters(facts, Clock::StandsStill),
            refused: Some(why),
            remedies: remedies(office),
            ..common(facts, office, NoticeKind::NonAcceptance)
        },
    }
}

/// 50-calendar, section 4.6. Which authority reviews is not read in the law: the window confirms it.
fn remedies(office: &Office) -> Vec<String> {
    vec![
        format!(
            "不服本决定的，可以自知道本决定之日起60日内向{}申请行政复议（《行政复议法》第20条；复议机关以窗口核定为准）。",
            office.review
        ),
        "也可以自知道本决定之日起6个月内向有管辖权的人民法院提起行政诉讼（《行政诉讼法》第46条）。"
            .to_owned(),
    ]
}

fn common(facts: &Facts<'_>, office: &Office, kind: NoticeKind) -> Notice {
    let text = |field: &str| {
        let value = facts.form.get(field).and_then(Json::as_str);
        value.map(str::to_owned)
    };
    Notice {
        kind,
        number: String::new(),
        case: facts.case.to_owned(),
        authority: office.authority.clone(),
        applicant: text(NAME).unwrap_or_default(),
        agent: text(AGENT),
        phone: text(MOBILE).unwrap_or_default(),
        package_name: facts.contents.name.clone(),
        matters: Vec::new(),
        received_on: facts.received_on,
        issued_on: facts.today,
        basis: Vec::new(),
        together: Vec::new(),
        refused: None,
        remedies: Vec::new(),
        inquiry: format!(
            "在“查进度”里填办件编号 {} 和手机号后四位就能看到；也可以到综合窗口问。",
            facts.case
        ),
        copies: "一式两份：申请人一份，本机关存档一份。".to_owned(),
    }
}

/// Whether the limits run from this notice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Runs,
    StandsStill,
}

/// The permits that are needed for sure.
fn matters(facts: &Facts<'_>, clock: Clock) -> Vec<NoticeMatter> {
    let required = facts.assessment.permits.iter();
    let required = required.filter(|permit| permit.need == Need::Required);
    required
        .filter_map(|permit| {
            let permits = &facts.contents.permits;
            let card = permits.iter().find(|card| card.id == permit.id)?;
            let bare = NoticeMatter {
                permit: card.id.clone(),
                name: card.name.clone(),
                authority: card.authority.clone(),
                track: None,
                deadlines: Vec::new(),
                special: Vec::new(),
            };
            Some(match clock {
                Clock::Runs => timed(facts, bare),
                Clock::StandsStill => bare,
            })
        })
        .collect()
}

/// A permit with its limits, and with what is looked at or heard before it is decided.
fn timed(facts: &Facts<'_>, bare: NoticeMatter) -> NoticeMatter {
    let mut guides = facts.handbook.permits.iter();
    let Some(guide) = guides.find(|guide| guide.permit == bare.permit) else {
        return bare;
    };
    let chosen = |question: &str| {
        let option = facts.answers.get(question).and_then(Json::as_str);
        option.map(str::to_owned)
    };
    let (track, limits) = deadline::limits(guide, chosen);
    let look = deadline::inspection(guide, track);
    let special = guide.special.iter().cloned().chain(look_words(look));
    NoticeMatter {
        track: track.map(|track| track.name.clone()),
        deadlines: limits
            .into_iter()
            .filter_map(|limit| line(facts, limit))
            .collect(),
        special: special.collect(),
        ..bare
    }
}

/// The statutory limit for all permits together, and the promise of the office.
fn together(facts: &Facts<'_>) -> Vec<Deadline> {
    let limits = facts.handbook.together.iter();
    limits.filter_map(|limit| line(facts, limit)).collect()
}

/// A limit with its last day. One that runs from a later event has no day yet and is left out.
fn line(facts: &Facts<'_>, limit: &Limit) -> Option<Deadline> {
    let start = match limit.from {
        LimitStart::Receipt => facts.received_on,
        _ => facts.today,
    };
    Some(Deadline {
        text: format!(
            "{}，{}",
            deadline::words(limit),
            deadline::start_words(limit)
        ),
        source: limit.source.clone(),
        is_promise: limit.is_promise,
        is_marked: deadline::is_marked(limit),
        due: match deadline::due(limit, start, facts.calendar)? {
            deadline::Due::OnTheSpot => Due::OnTheSpot,
            deadline::Due::By(day) => Due::By { day },
            deadline::Due::Unknown {
                calendar_ends,
                estimate,
            } => Due::Unknown {
                calendar_ends,
                estimate,
            },
        },
    })
}

/// A visit does not stop the clock (行政许可法第45条 names what does).
fn look_words(look: &Inspection) -> Option<String> {
    let words = match look.kind {
        InspectionKind::Before => "决定以前要现场核查，核查时间算在时限里",
        InspectionKind::Perhaps => "必要时现场核查，核查时间算在时限里",
        InspectionKind::After => "决定以后现场核查",
        InspectionKind::Never => return None,
    };
    Some(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_district_says_what_stands_before_a_number() {
        let on = Date::new(2026, 11, 24).unwrap();
        assert_eq!(
            number(&OFFICE.acceptance, on, 1),
            "新审许受〔2026〕第0001号"
        );
        assert_eq!(
            number(&OFFICE.non_acceptance, on, 12_345),
            "新审许不受〔2026〕第12345号"
        );
        assert_eq!(OFFICE.authority, "成都市新都区行政审批局");
        assert_eq!(OFFICE.review, "成都市新都区人民政府");
    }
}
