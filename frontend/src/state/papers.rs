//! The documents of a draft: how each is handed in, and the files chosen for it.
//!
//! The bytes of a file wait apart from the draft (`device/blobs.rs`) until the server has
//! them all; the draft knows which file it is and how far it has come. So an upload goes on
//! where it was after a reload, and a picture that was only ever in the camera is not lost.

use std::collections::BTreeMap;

use lianban_api::{By, HandedIn, StoredFile};
use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};

use super::day;
use super::pick::Kind;

/// Material id → how it is handed in.
pub type Papers = BTreeMap<String, Paper>;

/// How one document is handed in, as far as the person has said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paper {
    /// `None`: not said yet.
    pub by: Option<By>,
    /// In the order of pages. They stay when the person chooses another way.
    pub files: Vec<DraftFile>,
    /// Last day of validity, as typed.
    pub valid_until: String,
    /// Fingerprint of the text that was read through and confirmed.
    pub confirmed: Option<String>,
    /// Fingerprint of the text that was ticked as read; the button is not pressed yet.
    pub ticked: Option<String>,
}

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// 32 hex digits made on this device.
    pub id: String,
    /// As it is called on the device; never sent.
    pub name: String,
    /// Bytes.
    pub length: u64,
    /// By its content.
    pub kind: Kind,
    /// Bytes that the server has.
    pub sent: u64,
    /// How it stands.
    pub state: FileState,
}

/// How a file stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileState {
    /// On its way, or in the queue.
    Waiting,
    /// Held up by the person.
    Paused,
    /// Its bytes are no longer on the device: it has to be chosen again.
    Lost,
    /// The server does not take it, and why.
    Refused(String),
    /// The server has it.
    Done(StoredFile),
}

impl DraftFile {
    /// What the server has made of it, once it is there.
    pub fn stored(&self) -> Option<&StoredFile> {
        match &self.state {
            FileState::Done(stored) => Some(stored),
            _ => None,
        }
    }

    /// Whether the server has it.
    pub fn is_done(&self) -> bool {
        self.stored().is_some()
    }
}

/// What is still missing of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The person has not said how it is handed in.
    Way,
    /// No file was chosen.
    Files,
    /// Files are still on their way.
    Sending(usize),
    /// A file was refused, or is no longer on the device.
    Trouble,
    /// The text has changed since it was confirmed, or was never confirmed.
    Confirmation,
    /// The last day of validity is half typed, or no day.
    Day,
}

impl Missing {
    /// What to do about the document of this name. Files on their way hold nobody up.
    pub fn words(self, name: &str) -> Option<String> {
        let words = match self {
            Self::Way => "怎么交？请选一下；还没准备好就选“我带去窗口”。",
            Self::Files => "还没有文件。请拍照或选文件，或者改成带去窗口。",
            Self::Trouble => "有文件没有传成。请看它下面写的原因，拿掉它，换一个。",
            Self::Confirmation => "请读一遍，确认。",
            Self::Day => "到期日没写完，或者没有这一天。请改好，或者清空。",
            Self::Sending(_) => return None,
        };
        Some(format!("“{name}”{words}"))
    }
}

impl Paper {
    /// What is missing before it can be handed in. `text`: fingerprint of the text that
    /// the system writes now, where it writes one.
    pub fn missing(&self, text: Option<&str>) -> Option<Missing> {
        match self.by {
            None => Some(Missing::Way),
            Some(By::Bring | By::Files) if self.has_half_a_day() => Some(Missing::Day),
            Some(By::Bring) => None,
            Some(By::Written) => {
                let is_confirmed = text.is_some() && self.confirmed.as_deref() == text;
                (!is_confirmed).then_some(Missing::Confirmation)
            }
            Some(By::Files) => self.missing_files(),
        }
    }

    /// Whether the text with this fingerprint is ticked as read.
    pub fn is_ticked(&self, text: &str) -> bool {
        [&self.ticked, &self.confirmed]
            .into_iter()
            .any(|it| it.as_deref() == Some(text))
    }

    /// Ticks it, or takes the tick back, and with it what was confirmed.
    pub fn tick(&mut self, text: &str, is_read: bool) {
        self.ticked = is_read.then(|| text.to_owned());
        if !is_read {
            self.confirmed = None;
        }
    }

    fn has_half_a_day(&self) -> bool {
        let day = day::tidy(&self.valid_until);
        !day.is_empty() && day.parse::<Date>().is_err()
    }

    fn missing_files(&self) -> Option<Missing> {
        let is_trouble =
            |it: &DraftFile| matches!(it.state, FileState::Refused(_) | FileState::Lost);
        let under_way = self.files.iter().filter(|it| !it.is_done()).count();
        match () {
            () if self.files.is_empty() => Some(Missing::Files),
            () if self.files.iter().any(is_trouble) => Some(Missing::Trouble),
            () if under_way > 0 => Some(Missing::Sending(under_way)),
            () => None,
        }
    }

    /// Moves a file one place towards the front or the back.
    pub fn shift(&mut self, file: &str, towards_front: bool) {
        let Some(at) = self.files.iter().position(|it| it.id == file) else {
            return;
        };
        let to = if towards_front {
            at.checked_sub(1)
        } else {
            Some(at + 1).filter(|to| *to < self.files.len())
        };
        if let Some(to) = to {
            self.files.swap(at, to);
        }
    }

    /// As it is sent.
    pub fn handed_in(&self, material: &str) -> HandedIn {
        let by = self.by.unwrap_or(By::Bring);
        let done = self.files.iter().filter(|it| it.is_done());
        HandedIn {
            id: material.to_owned(),
            by,
            files: if by == By::Files {
                done.map(|it| it.id.clone()).collect()
            } else {
                Vec::new()
            },
            valid_until: (by != By::Written)
                .then(|| day::tidy(&self.valid_until).parse().ok())
                .flatten(),
        }
    }
}

/// The file with this id.
pub fn file_mut<'a>(papers: &'a mut Papers, id: &str) -> Option<&'a mut DraftFile> {
    let mut files = papers.values_mut().flat_map(|paper| paper.files.iter_mut());
    files.find(|file| file.id == id)
}

/// The file with this id.
pub fn file<'a>(papers: &'a Papers, id: &str) -> Option<&'a DraftFile> {
    let mut files = papers.values().flat_map(|paper| paper.files.iter());
    files.find(|file| file.id == id)
}

/// The files that wait to be sent, those of documents that are uploaded.
pub fn waiting(papers: &Papers) -> Vec<&DraftFile> {
    let uploaded = papers.values().filter(|it| it.by == Some(By::Files));
    let files = uploaded.flat_map(|paper| paper.files.iter());
    files.filter(|it| it.state == FileState::Waiting).collect()
}

#[cfg(test)]
pub mod tests {
    use lianban_api::FileKind;

    use super::*;

    /// A file in this state.
    pub fn file_in(id: &str, state: FileState) -> DraftFile {
        DraftFile {
            id: id.into(),
            name: "照片.jpg".into(),
            length: 1000,
            kind: Kind::Jpeg,
            sent: 0,
            state,
        }
    }

    /// What the server says of a whole file.
    pub fn stored(id: &str) -> StoredFile {
        StoredFile {
            id: id.into(),
            kind: FileKind::Jpeg,
            bytes: 900,
            pages: None,
            size: Some((1600, 1200)),
            digest: "d".into(),
            remarks: Vec::new(),
        }
    }

    fn uploaded(files: Vec<DraftFile>) -> Paper {
        Paper {
            by: Some(By::Files),
            files,
            ..Paper::default()
        }
    }

    fn done(id: &str) -> DraftFile {
        file_in(id, FileState::Done(stored(id)))
    }

    #[test]
    fn each_way_of_handing_in_misses_something_else() {
        assert_eq!(Paper::default().missing(None), Some(Missing::Way));
        assert_eq!(uploaded(vec![]).missing(None), Some(Missing::Files));
        let refused = FileState::Refused("太大".into());
        let files = vec![
            done("a"),
            file_in("b", refused),
            file_in("c", FileState::Waiting),
        ];
        assert_eq!(uploaded(files).missing(None), Some(Missing::Trouble));
        let files = vec![done("a"), file_in("b", FileState::Paused)];
        assert_eq!(uploaded(files).missing(None), Some(Missing::Sending(1)));
        assert_eq!(uploaded(vec![done("a")]).missing(None), None);
    }

    #[test]
    fn what_is_missing_says_what_to_do_but_files_on_their_way_hold_nobody_up() {
        let said = Missing::Trouble.words("平面图").unwrap();
        assert!(said.starts_with("“平面图”") && said.contains("换一个"));
        assert_eq!(Missing::Sending(2).words("平面图"), None);
    }

    #[test]
    fn a_text_that_changed_after_it_was_confirmed_is_read_again() {
        let paper = Paper {
            by: Some(By::Written),
            confirmed: Some("1".into()),
            ..Paper::default()
        };
        assert_eq!(paper.missing(Some("1")), None);
        assert_eq!(paper.missing(Some("2")), Some(Missing::Confirmation));
        assert_eq!(paper.missing(None), Some(Missing::Confirmation));
    }

    #[test]
    fn a_tick_that_is_not_yet_confirmed_is_kept_and_can_be_taken_back() {
        let mut paper = Paper::default();
        paper.tick("1", true);
        let stored = serde_json::to_string(&paper).unwrap();
        let mut paper: Paper = serde_json::from_str(&stored).unwrap();
        assert!(paper.is_ticked("1") && !paper.is_ticked("2"));
        assert_eq!(paper.confirmed, None, "the button is not pressed");
        paper.confirmed = Some("1".into());
        paper.tick("1", false);
        assert!(!paper.is_ticked("1"));
        assert_eq!(paper.confirmed, None);
    }

    #[test]
    fn a_last_day_that_is_half_typed_or_no_day_is_asked_for_again() {
        let with = |by, day: &str| Paper {
            by: Some(by),
            valid_until: day.into(),
            ..Paper::default()
        };
        for day in ["2027-5", "2027-2-30", "27-5-1"] {
            assert_eq!(
                with(By::Bring, day).missing(None),
                Some(Missing::Day),
                "{day}"
            );
        }
        assert_eq!(with(By::Bring, "2027-5-1").missing(None), None);
        assert_eq!(with(By::Bring, "").missing(None), None);
        let written = with(By::Written, "2027-5").missing(Some("1"));
        assert_eq!(written, Some(Missing::Confirmation), "no day is asked");
    }

    #[test]
    fn files_of_another_way_stay_but_are_not_handed_in() {
        let mut paper = uploaded(vec![done("a")]);
        paper.valid_until = "2027-5-1".into();
        assert_eq!(paper.handed_in("m-id").files, ["a"]);
        paper.by = Some(By::Bring);
        let handed = paper.handed_in("m-id");
        assert_eq!(
            (handed.by, handed.files.len(), paper.files.len()),
            (By::Bring, 0, 1)
        );
        assert_eq!(handed.valid_until, "2027-05-01".parse().ok());
    }

    #[test]
    fn pages_can_be_put_in_order() {
        let ids =
            |paper: &Paper| -> String { paper.files.iter().map(|it| it.id.as_str()).collect() };
        let mut paper = uploaded(vec![done("a"), done("b"), done("c")]);
        paper.shift("c", true);
        assert_eq!(ids(&paper), "acb");
        paper.shift("a", true);
        paper.shift("b", false);
        assert_eq!(ids(&paper), "acb", "the ends are the ends");
    }

    #[test]
    fn paused_files_and_those_of_another_way_do_not_wait_to_be_sent() {
        let brought = Paper {
            by: Some(By::Bring),
            ..uploaded(vec![file_in("1", FileState::Waiting)])
        };
        let files = vec![
            file_in("2", FileState::Paused),
            file_in("3", FileState::Waiting),
        ];
        let papers = Papers::from([("m-a".into(), brought), ("m-b".into(), uploaded(files))]);
        let ids: Vec<_> = waiting(&papers).iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["3"]);
    }
}
