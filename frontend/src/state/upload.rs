//! How one file gets to the server, piece by piece: what to do next, and what follows from
//! what came of it. A pure state machine; `uploading.rs` does what it says.
//!
//! The server's count of bytes is the only one that counts: after anything went wrong it is
//! asked first, and sending goes on from there.

use lianban_api::{PIECE_MAX, Upload};

use super::papers::{DraftFile, FileState};

/// Smallest piece, in bytes: what a bad line can still carry.
const PIECE_MIN: u64 = 32 * 1024;
/// Longest pause before trying again, in milliseconds.
const PAUSE_MAX: u32 = 60_000;

/// One attempt to get a file across.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// What the server has is known for sure.
    pub is_in_step: bool,
    /// How often in a row it went wrong.
    pub failures: u32,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Ask how far it has come.
    Ask,
    /// Send the bytes from here to there.
    Send(u64, u64),
    /// Nothing: it is done, held up or in trouble.
    Rest,
}

/// What came of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// The server says how far it has come.
    Answer(Upload),
    /// The server does not know the file: nothing has come yet.
    Unknown,
    /// No connection, or the server is down.
    Broken,
    /// The server has another count of bytes.
    OutOfStep,
    /// The server does not take it, and why.
    Refused(String),
    /// Its bytes are no longer on the device.
    Lost,
}

impl Attempt {
    /// What to do next for this file.
    pub fn next(self, file: &DraftFile) -> Move {
        if file.state != FileState::Waiting {
            return Move::Rest;
        }
        if !self.is_in_step {
            return Move::Ask;
        }
        Move::Send(file.sent, (file.sent + self.piece()).min(file.length))
    }

    /// Bytes of a piece: smaller where the line is bad.
    fn piece(self) -> u64 {
        let halved = (PIECE_MAX as u64) >> self.failures.min(8);
        halved.max(PIECE_MIN)
    }

    /// What follows for the file and for the next attempt. `true`: go on at once.
    pub fn follow(&mut self, file: &mut DraftFile, came: Came) -> bool {
        match came {
            Came::Answer(upload) => self.hear(file, upload),
            Came::Unknown => {
                file.sent = 0;
                self.is_in_step = true;
                true
            }
            Came::OutOfStep => {
                self.is_in_step = false;
                self.failures += 1;
                self.failures < 3
            }
            Came::Broken => {
                self.is_in_step = false;
                self.failures += 1;
                false
            }
            Came::Refused(why) => settle(file, FileState::Refused(why)),
            Came::Lost => settle(file, FileState::Lost),
        }
    }

    fn hear(&mut self, file: &mut DraftFile, upload: Upload) -> bool {
        let has_moved = upload.received > file.sent;
        file.sent = upload.received.min(file.length);
        self.is_in_step = true;
        if has_moved {
            self.failures = 0;
        }
        if let Some(stored) = upload.file {
            return settle(file, FileState::Done(stored));
        }
        true
    }
}

/// Nothing more is to be done for this file.
fn settle(file: &mut DraftFile, state: FileState) -> bool {
    file.state = state;
    true
}

/// How long to wait after this many failures in a row, in milliseconds: 1 s, 2 s, 4 s, …, a minute.
pub fn pause(failures: u32) -> u32 {
    let doubled = 1000_u32.checked_shl(failures.saturating_sub(1).min(10));
    doubled.unwrap_or(PAUSE_MAX).min(PAUSE_MAX)
}

/// 已传 40%.
pub fn percent(file: &DraftFile) -> u64 {
    (file.sent * 100)
        .checked_div(file.length)
        .unwrap_or(0)
        .min(100)
}

/// A file that was lost and chosen again: it goes on where it was, if it is the same one.
pub fn is_same(file: &DraftFile, length: u64) -> bool {
    file.state == FileState::Lost && file.length == length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::papers::tests::{file_in, stored};

    const MB: u64 = 1024 * 1024;

    fn waiting(length: u64) -> DraftFile {
        DraftFile {
            length,
            ..file_in("a", FileState::Waiting)
        }
    }

    fn at(received: u64, length: u64) -> Came {
        Came::Answer(Upload {
            received,
            length,
            file: None,
        })
    }

    #[test]
    fn a_file_is_asked_for_first_and_then_sent_piece_by_piece() {
        let (mut file, mut attempt) = (waiting(MB + 1), Attempt::default());
        assert_eq!(attempt.next(&file), Move::Ask);
        assert!(attempt.follow(&mut file, Came::Unknown));
        assert_eq!(attempt.next(&file), Move::Send(0, MB / 2));
        attempt.follow(&mut file, at(MB / 2, MB + 1));
        attempt.follow(&mut file, at(MB, MB + 1));
        assert_eq!(attempt.next(&file), Move::Send(MB, MB + 1));
        assert_eq!(percent(&file), 99);
        let whole = Upload {
            received: MB + 1,
            length: MB + 1,
            file: Some(stored("a")),
        };
        attempt.follow(&mut file, Came::Answer(whole));
        assert_eq!(attempt.next(&file), Move::Rest);
        assert!(file.is_done());
    }

    #[test]
    fn after_a_break_the_server_is_asked_and_pieces_get_smaller() {
        let (mut file, mut attempt) = (waiting(MB), Attempt::default());
        attempt.follow(&mut file, Came::Unknown);
        assert!(!attempt.follow(&mut file, Came::Broken), "it waits first");
        assert_eq!(attempt.next(&file), Move::Ask);
        attempt.follow(&mut file, at(0, MB));
        assert_eq!(attempt.next(&file), Move::Send(0, MB / 4));
        attempt.follow(&mut file, at(MB / 4, MB));
        assert_eq!(attempt.next(&file), Move::Send(MB / 4, MB / 4 + MB / 2));
        for _ in 0..40 {
            attempt.follow(&mut file, Came::Broken);
        }
        attempt.follow(&mut file, at(MB / 4, MB));
        assert_eq!(attempt.next(&file), Move::Send(MB / 4, MB / 4 + PIECE_MIN));
    }

    #[test]
    fn a_piece_that_came_although_the_answer_was_lost_is_not_sent_again() {
        let (mut file, mut attempt) = (waiting(MB), Attempt::default());
        attempt.follow(&mut file, Came::Unknown);
        attempt.follow(&mut file, Came::Broken);
        attempt.follow(&mut file, at(MB / 2, MB));
        assert_eq!(file.sent, MB / 2);
        assert!(attempt.follow(&mut file, Came::OutOfStep));
        assert_eq!(attempt.next(&file), Move::Ask);
    }

    #[test]
    fn a_server_that_never_agrees_is_not_asked_without_a_pause() {
        let (mut file, mut attempt) = (waiting(MB), Attempt::default());
        let at_once = (0..5).filter(|_| attempt.follow(&mut file, Came::OutOfStep));
        assert_eq!(at_once.count(), 2);
    }

    #[test]
    fn a_paused_file_rests_and_a_refused_one_says_why() {
        let mut file = file_in("a", FileState::Paused);
        assert_eq!(Attempt::default().next(&file), Move::Rest);
        Attempt::default().follow(&mut file, Came::Refused("打不开".into()));
        assert_eq!(file.state, FileState::Refused("打不开".into()));
    }

    #[test]
    fn a_piece_that_comes_while_it_is_being_paused_counts_and_the_pause_stays() {
        let (mut file, mut attempt) = (waiting(MB), Attempt::default());
        attempt.follow(&mut file, Came::Unknown);
        file.state = FileState::Paused;
        attempt.follow(&mut file, at(MB / 2, MB));
        assert_eq!((file.sent, file.state.clone()), (MB / 2, FileState::Paused));
    }

    #[test]
    fn only_the_same_file_goes_on_where_it_was() {
        let mut file = file_in("a", FileState::Lost);
        assert!(is_same(&file, 1000) && !is_same(&file, 1001));
        file.state = FileState::Waiting;
        assert!(!is_same(&file, 1000));
    }

    #[test]
    fn pauses_grow_to_a_minute() {
        let pauses = [1, 2, 3, 6, 7, 40].map(pause);
        assert_eq!(pauses, [1000, 2000, 4000, 32_000, 60_000, 60_000]);
    }
}
