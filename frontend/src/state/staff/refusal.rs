//! 不予受理 while it is being written: kept on the desk, checked before it is sent.

use lianban_api::{Ground, NotAccept, NotAccepted};
use serde::{Deserialize, Serialize};

/// Shortest and longest reason, in characters.
const REASON: std::ops::RangeInclusive<usize> = 5..=500;

/// The grounds, with what they mean at the counter.
pub const GROUNDS: [(Ground, &str, &str); 3] = [
    (Ground::NotOurs, "not-ours", "不归我们管，要向别的机关申请"),
    (Ground::NotNeeded, "not-needed", "这件事依法不用办许可"),
    (
        Ground::FalseMaterial,
        "false-material",
        "隐瞒情况，或者材料是假的",
    ),
];

/// What has been written so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// Ground in law.
    pub ground: Option<Ground>,
    /// In the window's own words.
    pub reason: String,
    /// Which authority to apply to.
    pub refer_to: String,
}

impl Refusal {
    /// What lay on the desk.
    pub fn read(text: Option<&str>) -> Self {
        let read = text.and_then(|text| serde_json::from_str(text).ok());
        read.unwrap_or_default()
    }

    /// For the desk; empty where nothing was written.
    pub fn to_text(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What has to be mended: the id of a field, and what to do.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        if self.ground.is_none() {
            found.push(("ground", "请选一条依据。".to_owned()));
        }
        let length = self.reason.trim().chars().count();
        if length < *REASON.start() {
            found.push((
                "reason",
                "请写明理由，至少 5 个字，让申请人看得懂。".to_owned(),
            ));
        } else if length > *REASON.end() {
            let extra = length - REASON.end();
            found.push((
                "reason",
                format!("理由最多 500 个字，请去掉 {extra} 个字。"),
            ));
        } else if lianban_api::names_a_number(&self.reason) {
            let message = "理由里不要写证件号码、电话号码，请去掉。";
            found.push(("reason", message.to_owned()));
        }
        let is_elsewhere = self.ground == Some(Ground::NotOurs);
        if is_elsewhere && self.refer_to.trim().is_empty() {
            let message = "请写明应当向哪个机关申请。";
            found.push(("refer-to", message.to_owned()));
        }
        found
    }

    /// The command, once nothing has to be mended.
    pub fn to_command(&self, version: u64) -> Option<NotAccept> {
        let ground = self.ground.filter(|_| self.mistakes().is_empty())?;
        let refer_to = self.refer_to.trim();
        Some(NotAccept {
            version,
            why: NotAccepted {
                ground,
                reason: self.reason.trim().to_owned(),
                refer_to: (ground == Ground::NotOurs).then(|| refer_to.to_owned()),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(refusal: &Refusal) -> Vec<&'static str> {
        refusal.mistakes().into_iter().map(|it| it.0).collect()
    }

    #[test]
    fn a_refusal_needs_a_ground_and_a_reason_that_can_be_understood() {
        let mut refusal = Refusal::default();
        assert_eq!(places(&refusal), ["ground", "reason"]);
        refusal.reason = "  不行  ".to_owned();
        refusal.ground = Some(Ground::NotNeeded);
        assert_eq!(places(&refusal), ["reason"]);
        assert_eq!(refusal.to_command(3), None);
        refusal.reason = "只卖预包装食品，备案就可以。".to_owned();
        assert_eq!(places(&refusal), [""; 0]);
        let command = refusal.to_command(3).unwrap();
        assert_eq!((command.version, command.why.refer_to), (3, None));
        refusal.reason = "长".repeat(503);
        assert!(refusal.mistakes()[0].1.contains("去掉 3 个字"));
    }

    #[test]
    fn a_refusal_names_the_other_authority() {
        let mut refusal = Refusal {
            ground: Some(Ground::NotOurs),
            reason: "店铺在青白江区。".to_owned(),
            refer_to: String::new(),
        };
        assert_eq!(places(&refusal), ["refer-to"]);
        refusal.refer_to = " 青白江区行政审批局 ".to_owned();
        let why = refusal.to_command(1).unwrap().why;
        assert_eq!(why.refer_to.as_deref(), Some("青白江区行政审批局"));
    }

    #[test]
    fn no_number_of_a_person_stands_in_a_reason() {
        let refusal = Refusal {
            ground: Some(Ground::FalseMaterial),
            reason: "13800138000 说租房合同是假的".to_owned(),
            refer_to: String::new(),
        };
        assert_eq!(places(&refusal), ["reason"]);
    }

    #[test]
    fn what_is_half_written_comes_back_from_the_desk() {
        let refusal = Refusal {
            ground: Some(Ground::NotOurs),
            reason: "店铺".to_owned(),
            refer_to: String::new(),
        };
        assert_eq!(Refusal::read(Some(&refusal.to_text())), refusal);
        assert_eq!(Refusal::default().to_text(), "");
        assert_eq!(Refusal::read(Some("{")), Refusal::default());
    }
}
