//! A notice in words: what stands on the paper, sentence by sentence.

use lianban_api::{Deadline, Due, Ground, Notice, NoticeKind};
use lianban_rules::date::Date;

/// 受理通知书.
pub fn title(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Acceptance => "受理通知书",
        NoticeKind::NonAcceptance => "不予受理通知书",
    }
}

/// 2026年12月21日.
pub fn long(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{year}年{month}月{day}日")
}

/// The first paragraph: what came in, and what became of it.
pub fn opening(notice: &Notice) -> String {
    let Notice {
        package_name, case, ..
    } = notice;
    let came = long(notice.received_on);
    let basis = if notice.basis.is_empty() {
        String::new()
    } else {
        format!("依照{}，", notice.basis.join("、"))
    };
    let outcome = match notice.kind {
        NoticeKind::Acceptance => format!(
            "材料齐全、符合法定形式。{basis}本机关决定受理，受理日期是 {}。",
            long(notice.issued_on)
        ),
        NoticeKind::NonAcceptance => format!("经审查，{basis}本机关决定不予受理。"),
    };
    format!("您 {came}提交的“{package_name}”申请（办件编号 {case}）已收到。{outcome}")
}

/// The ground of a refusal, as the law has it.
pub fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::NotNeeded => "申请的事项依法不需要取得行政许可（行政许可法第32条第1款第1项）",
        Ground::NotOurs => "申请的事项依法不属于本机关职权范围（行政许可法第32条第1款第2项）",
        Ground::FalseMaterial => "隐瞒有关情况或者提供虚假材料（行政许可法第78条）",
    }
}

/// The last day of a limit: a day, or plainly that none is promised.
pub fn due(due: Due) -> Vec<String> {
    match due {
        Due::OnTheSpot => vec!["当场办".to_owned()],
        Due::By { day } => vec![long(day)],
        Due::Unknown {
            calendar_ends,
            estimate,
        } => {
            let year = calendar_ends + 1;
            let mut lines = vec![format!("官方放假安排还没有公布，{year} 年的期限暂不承诺")];
            lines.extend(estimate.map(|day| format!("暂按法定节日估算，{}前后", long(day))));
            lines
        }
    }
}

/// What a limit says, with the mark of one that nobody signed off.
pub fn limit(deadline: &Deadline) -> String {
    if deadline.is_marked {
        format!("{}＊", deadline.text)
    } else {
        deadline.text.clone()
    }
}

/// Whether a limit on the paper carries the mark, so that it has to be explained.
pub fn has_mark(notice: &Notice) -> bool {
    let matters = notice.matters.iter().flat_map(|it| &it.deadlines);
    matters.chain(&notice.together).any(|it| it.is_marked)
}

#[cfg(test)]
pub mod tests {
    use lianban_api::{NotAccepted, NoticeMatter};

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// An acceptance with one permit.
    pub fn acceptance() -> Notice {
        Notice {
            kind: NoticeKind::Acceptance,
            number: "新审许受〔2026〕第0001号".to_owned(),
            case: "XD-2026-000001".to_owned(),
            authority: "成都市新都区行政审批局".to_owned(),
            applicant: "李小明".to_owned(),
            agent: None,
            phone: "13800138000".to_owned(),
            package_name: "我要开餐馆".to_owned(),
            matters: vec![NoticeMatter {
                permit: "signboard".to_owned(),
                name: "招牌设置".to_owned(),
                authority: "区综合行政执法局".to_owned(),
                track: None,
                deadlines: vec![Deadline {
                    text: "法定时限：作出决定 20 个工作日".to_owned(),
                    source: "行政许可法第42条第1款".to_owned(),
                    is_promise: false,
                    is_marked: true,
                    due: Due::By {
                        day: day("2026-12-22"),
                    },
                }],
                special: Vec::new(),
            }],
            received_on: day("2026-11-23"),
            issued_on: day("2026-11-24"),
            basis: vec!["行政许可法第32条第1款第5项".to_owned()],
            together: Vec::new(),
            refused: None,
            remedies: Vec::new(),
            inquiry: String::new(),
            copies: String::new(),
        }
    }

    #[test]
    fn an_acceptance_says_when_and_by_which_law() {
        assert_eq!(
            opening(&acceptance()),
            "您 2026年11月23日提交的“我要开餐馆”申请（办件编号 XD-2026-000001）已收到。\
             材料齐全、符合法定形式。依照行政许可法第32条第1款第5项，本机关决定受理，\
             受理日期是 2026年11月24日。"
        );
        assert!(has_mark(&acceptance()));
    }

    #[test]
    fn a_refusal_does_not_say_that_everything_is_in_order() {
        let notice = Notice {
            kind: NoticeKind::NonAcceptance,
            refused: Some(NotAccepted {
                ground: Ground::NotOurs,
                reason: "店铺在青白江区。".to_owned(),
                refer_to: Some("青白江区行政审批局".to_owned()),
            }),
            ..acceptance()
        };
        let text = opening(&notice);
        assert!(text.ends_with("本机关决定不予受理。"), "{text}");
        assert!(!text.contains("齐全"), "{text}");
    }

    /// Past the official calendar no day is promised.
    #[test]
    fn no_day_is_promised_that_nobody_knows() {
        let unknown = Due::Unknown {
            calendar_ends: 2026,
            estimate: Some(day("2027-01-28")),
        };
        assert_eq!(
            due(unknown),
            [
                "官方放假安排还没有公布，2027 年的期限暂不承诺",
                "暂按法定节日估算，2027年1月28日前后"
            ]
        );
    }
}
