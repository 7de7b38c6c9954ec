//! How long a permit takes and whether somebody comes to look, in words.

use lianban_rules::answers::{Answer, Answers, Value};
use lianban_rules::contents::Mark;
use lianban_rules::deadline::{inspection, is_marked, limits, start_words, words};
use lianban_rules::handbook::{
    Handbook, Inspection, InspectionKind, InspectionList, Limit, PermitGuide,
};

/// What the result page says of a permit's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLine {
    /// 告知承诺: the track that was chosen, with what it means.
    pub track: Option<(String, String)>,
    /// Statutory and promised limits.
    pub limits: Vec<LimitLine>,
    /// 会来看, 不来看.
    pub inspection: String,
    /// What it depends on.
    pub inspection_note: Option<String>,
    /// What is looked at.
    pub lists: Vec<InspectionList>,
    /// What takes time of its own by law.
    pub special: Vec<String>,
    /// 5 年, and whether 以窗口核定为准.
    pub validity: Option<(String, bool)>,
}

/// One limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitLine {
    /// 法定时限：作出决定 20 个工作日，从受理算起.
    pub text: String,
    /// 行政许可法第42条.
    pub source: String,
    /// 以窗口核定为准.
    pub is_marked: bool,
}

/// What the handbook says of a permit under these answers; `None` where it says nothing.
pub fn time_of(handbook: &Handbook, answers: &Answers, permit: &str) -> Option<TimeLine> {
    let guide = handbook.permits.iter().find(|it| it.permit == permit)?;
    let (track, limits) = limits(guide, |question| chosen(answers, question));
    let look = inspection(guide, track);
    Some(TimeLine {
        track: track.map(|it| (it.name.clone(), it.summary.clone())),
        limits: limits.into_iter().map(line).collect(),
        inspection: inspection_words(look).to_owned(),
        inspection_note: look.note.clone(),
        lists: lists(handbook, guide, look),
        special: guide.special.clone(),
        validity: guide
            .validity
            .as_ref()
            .map(|it| (it.text.clone(), it.mark != Mark::Verified)),
    })
}

/// The limits for all permits together.
pub fn together(handbook: &Handbook) -> Vec<LimitLine> {
    handbook.together.iter().map(line).collect()
}

/// The option that answers a question.
fn chosen(answers: &Answers, question: &str) -> Option<String> {
    match answers.0.get(question)? {
        Answer::Known(Value::Choice(option)) => Some(option.clone()),
        _ => None,
    }
}

fn line(limit: &Limit) -> LimitLine {
    LimitLine {
        text: format!("{}，{}", words(limit), start_words(limit)),
        source: limit.source.clone(),
        is_marked: is_marked(limit),
    }
}

fn inspection_words(inspection: &Inspection) -> &'static str {
    match inspection.kind {
        InspectionKind::Before => "决定以前，会上门看",
        InspectionKind::Perhaps => "可能上门看",
        InspectionKind::After => "先办给您，以后上门看",
        InspectionKind::Never => "不上门",
    }
}

fn lists(handbook: &Handbook, guide: &PermitGuide, look: &Inspection) -> Vec<InspectionList> {
    if look.kind == InspectionKind::Never {
        return Vec::new();
    }
    let wanted = handbook.inspections.iter();
    wanted
        .filter(|list| guide.lists.contains(&list.id))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use lianban_rules::handbook::{Length, LimitStart, Track};

    use super::*;

    fn limit(act: &str, mark: Mark) -> Limit {
        Limit {
            act: act.to_owned(),
            length: Length::WorkingDays(3),
            extension: None,
            from: LimitStart::Acceptance,
            is_promise: false,
            as_written: None,
            source: "某法第1条".to_owned(),
            mark,
        }
    }

    fn look(kind: InspectionKind) -> Inspection {
        Inspection {
            kind,
            note: None,
            mark: Mark::Verified,
        }
    }

    fn handbook() -> Handbook {
        let track = |id: &str, kind| Track {
            id: id.to_owned(),
            question: "fire-mode".to_owned(),
            name: id.to_owned(),
            summary: String::new(),
            limits: vec![limit(id, Mark::Partly)],
            inspection: look(kind),
        };
        Handbook {
            permits: vec![PermitGuide {
                permit: "fire".to_owned(),
                limits: vec![limit("发证", Mark::Verified)],
                tracks: vec![
                    track("commit", InspectionKind::After),
                    track("general", InspectionKind::Before),
                ],
                inspection: look(InspectionKind::Perhaps),
                lists: vec!["fire".to_owned()],
                special: Vec::new(),
                validity: None,
                fields: Vec::new(),
                application: None,
                scope: vec![],
                after: Vec::new(),
                afterwards: None,
            }],
            inspections: vec![InspectionList {
                id: "fire".to_owned(),
                name: "消防检查".to_owned(),
                source: String::new(),
                items: Vec::new(),
            }],
            ..Handbook::default()
        }
    }

    fn answered(option: &str) -> Answers {
        let mut answers = Answers::default();
        let value = Answer::Known(Value::Choice(option.to_owned()));
        answers.0.insert("fire-mode".to_owned(), value);
        answers
    }

    #[test]
    fn the_chosen_track_brings_its_limits_and_its_inspection() {
        let time = time_of(&handbook(), &answered("commit"), "fire").unwrap();
        assert_eq!(time.track.as_ref().map(|it| it.0.as_str()), Some("commit"));
        let texts: Vec<_> = time.limits.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "法定时限：commit 3 个工作日，从受理算起",
                "法定时限：发证 3 个工作日，从受理算起"
            ]
        );
        assert!(time.limits[0].is_marked && !time.limits[1].is_marked);
        assert_eq!(time.inspection, "先办给您，以后上门看");
        assert_eq!(time.lists.len(), 1);
    }

    #[test]
    fn without_a_choice_only_what_holds_on_every_track_is_said() {
        let time = time_of(&handbook(), &Answers::default(), "fire").unwrap();
        assert_eq!((time.track, time.limits.len()), (None, 1));
        assert_eq!(time.inspection, "可能上门看");
        assert_eq!(time_of(&handbook(), &Answers::default(), "none"), None);
    }
}
