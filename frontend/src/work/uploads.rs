//! Sends the files of the draft, one after the other.

use std::cell::Cell;
use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use crate::api::{self, ApiError};
use crate::device::{self, blobs};
use crate::pages::package::Case;
use crate::state::draft::Draft;
use crate::state::papers::{self, DraftFile, FileState};
use crate::state::upload::{Attempt, Came, Move, pause};

thread_local! {
    static RUNS: Cell<bool> = const { Cell::new(false) };
    static IS_HELD_UP: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Whether the files wait for the network.
pub fn is_held_up() -> ArcRwSignal<bool> {
    IS_HELD_UP.with(Clone::clone)
}

/// Goes on sending, if there is anything to send.
pub fn keep_going(case: Case) {
    let waits = |draft: &Draft| !papers::waiting(&draft.papers).is_empty();
    let has_work = case.draft.try_with_untracked(waits);
    if has_work == Some(true) && !RUNS.replace(true) {
        spawn_local(async move {
            send_all(case).await;
            is_held_up().set(false);
            RUNS.set(false);
        });
    }
}

async fn send_all(case: Case) {
    let mut attempts: BTreeMap<String, Attempt> = BTreeMap::new();
    while let Some((file, token)) = next(case, &attempts) {
        let attempt = attempts.entry(file.id.clone()).or_default();
        let outcome = match attempt.next(&file) {
            Move::Rest => return,
            Move::Ask => asked(api::upload(&file.id, &token).await),
            Move::Send(from, to) => piece(&file, &token, from, to).await,
        };
        let Some(goes_on) = take_in(case, &file.id, attempt, outcome) else {
            return;
        };
        is_held_up().set(!goes_on);
        if !goes_on {
            device::pause(pause(attempt.failures)).await;
        }
        forget_sent_bytes(case, &file.id).await;
    }
}

/// The file to go on with: of those that wait, the first of those that failed least.
fn next(case: Case, attempts: &BTreeMap<String, Attempt>) -> Option<(DraftFile, String)> {
    let failures = |id: &str| attempts.get(id).map_or(0, |it| it.failures);
    case.draft.try_with_untracked(|draft| {
        let waiting = papers::waiting(&draft.papers);
        let file = waiting.into_iter().min_by_key(|it| failures(&it.id));
        file.map(|file| (file.clone(), draft.token.clone()))
    })?
}

async fn piece(file: &DraftFile, token: &str, from: u64, to: u64) -> Came {
    let Some(bytes) = blobs::find(&file.id).await else {
        return Came::Lost;
    };
    match slice(&bytes, from, to) {
        Some(piece) => {
            let place = (from, file.length);
            sent(api::send_piece(&file.id, token, place, &piece).await)
        }
        None => Came::Lost,
    }
}

/// Files are far smaller than what a float counts exactly.
#[expect(clippy::cast_precision_loss, reason = "a file has at most 20 MiB")]
fn slice(bytes: &Blob, from: u64, to: u64) -> Option<Blob> {
    bytes.slice_with_f64_and_f64(from as f64, to as f64).ok()
}

fn asked(answer: Result<lianban_api::Upload, ApiError>) -> Came {
    match answer {
        Err(ApiError::NotFound) => Came::Unknown,
        other => sent(other),
    }
}

fn sent(answer: Result<lianban_api::Upload, ApiError>) -> Came {
    match answer {
        Ok(upload) => Came::Answer(upload),
        Err(ApiError::NotFound) => Came::OutOfStep,
        Err(ApiError::Refused(problem)) => match problem.status {
            409 => Came::OutOfStep,
            408 | 429 => Came::Broken,
            _ => Came::Refused(said(&problem)),
        },
        Err(ApiError::Offline | ApiError::Unavailable) => Came::Broken,
        Err(ApiError::SignedOut) => {
            Came::Refused("服务器认不出这个文件了，请拿掉它，再选一次。".to_owned())
        }
    }
}

fn said(problem: &lianban_api::Problem) -> String {
    let first = problem.errors.first().map(|it| it.message.clone());
    let detail = problem.detail.clone().unwrap_or_default();
    first.unwrap_or_else(|| format!("{}{detail}", problem.title))
}

/// Writes down what came of a move; nothing when the pages are gone.
fn take_in(case: Case, id: &str, attempt: &mut Attempt, outcome: Came) -> Option<bool> {
    case.draft
        .try_update(|draft| {
            papers::file_mut(&mut draft.papers, id).map(|file| attempt.follow(file, outcome))
        })
        .map(|known| known.unwrap_or(true))
}

/// What the server has whole, or will not have, takes no room on the device.
async fn forget_sent_bytes(case: Case, id: &str) {
    let is_settled = case.draft.try_with_untracked(|draft| {
        papers::file(&draft.papers, id)
            .is_some_and(|it| matches!(it.state, FileState::Done(_) | FileState::Refused(_)))
    });
    if is_settled == Some(true) {
        blobs::drop_bytes(id).await;
    }
}
