//! What the server still holds for the drafts of a device that is being cleared, and what the
//! person is told of it.

use super::draft::Draft;
use super::papers::FileState;

/// A file that was sent, and the secret that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Id of the file.
    pub id: String,
    /// Secret of its draft.
    pub token: String,
}

/// Every file of a stored draft of which the server may have bytes.
pub fn sent_files(draft: &str) -> Vec<SentFile> {
    let Draft { papers, token, .. } = Draft::parse(draft);
    let files = papers.into_values().flat_map(|paper| paper.files);
    // What the server has refused it has not kept; of a piece on its way nobody knows yet.
    let sent = files.filter(|it| !matches!(it.state, FileState::Refused(_)));
    let sent = sent.map(|it| SentFile {
        id: it.id,
        token: token.clone(),
    });
    if token.is_empty() {
        Vec::new()
    } else {
        sent.collect()
    }
}

/// How it stands with the files that the server had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TakingBack {
    /// There was none.
    #[default]
    Nothing,
    /// So many are being taken back.
    UnderWay(usize),
    /// So many are gone.
    Done(usize),
    /// These may still be there: the server did not answer.
    Left(Vec<SentFile>),
}

impl TakingBack {
    /// What came of `tried` files, of which these are `left`.
    pub fn after(tried: usize, left: Vec<SentFile>) -> Self {
        match (tried, left.is_empty()) {
            (0, _) => Self::Nothing,
            (tried, true) => Self::Done(tried),
            _ => Self::Left(left),
        }
    }

    /// What the person is told.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::UnderWay(count) => Some(format!(
                "正在请服务器删掉您传过的 {count} 个文件……请先别关这一页。"
            )),
            Self::Done(count) => Some(format!("您传过的 {count} 个文件，服务器上也删了。")),
            Self::Left(left) => Some(format!(
                "没有连上服务器，您传过的文件可能还有 {} 个在那里。网络通了请再试一次；不管它，90 天后会自动删掉。别人没有口令，打不开。",
                left.len()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::papers::Paper;
    use crate::state::papers::tests::{file_in, stored};

    fn draft(token: &str) -> String {
        let mut draft = Draft {
            token: token.into(),
            ..Draft::default()
        };
        let paper = Paper {
            files: vec![
                file_in("done", FileState::Done(stored("done"))),
                file_in("on-its-way", FileState::Waiting),
                file_in("refused", FileState::Refused("不是照片".into())),
            ],
            ..Paper::default()
        };
        draft.papers.insert("m-id".into(), paper);
        draft.to_text()
    }

    #[test]
    fn every_file_that_may_be_on_the_server_is_taken_back_with_its_secret() {
        let files = sent_files(&draft("t"));
        let ids: Vec<_> = files.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["done", "on-its-way"]);
        assert!(files.iter().all(|it| it.token == "t"));
    }

    #[test]
    fn without_a_secret_nothing_was_ever_sent() {
        assert!(sent_files(&draft("")).is_empty());
        assert!(sent_files("no draft").is_empty());
    }

    #[test]
    fn the_person_is_told_what_is_gone_and_what_may_be_left() {
        let files = sent_files(&draft("t"));
        assert_eq!(TakingBack::after(0, Vec::new()).words(), None);
        let done = TakingBack::after(2, Vec::new()).words().unwrap();
        assert_eq!(done, "您传过的 2 个文件，服务器上也删了。");
        let left = TakingBack::after(2, files[..1].to_vec()).words().unwrap();
        assert!(
            left.contains("可能还有 1 个") && left.contains("90 天"),
            "{left}"
        );
    }
}
