//! Sends the submission, and again until the server has answered.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{Problem, Submitted};
use lianban_rules::handbook::Handbook;

use crate::api::{self, ApiError};
use crate::device::{self, blobs};
use crate::pages::mine;
use crate::pages::package::Case;
use crate::router::Router;
use crate::routes::Step;
use crate::state::outbox::{Heard, Then};
use crate::state::receipt::receipt;
use crate::state::receipts::{self, RECEIPTS};
use crate::state::submission::{Obstacle, submission};

thread_local! {
    static RUNS: Cell<bool> = const { Cell::new(false) };
    static STANDING: Standing = Standing::default();
}

/// How it stands, for the pages to show.
#[derive(Clone, Default)]
pub struct Standing {
    /// An attempt is under way; otherwise it waits.
    pub tries: ArcRwSignal<bool>,
    /// Why the last attempt got no answer.
    pub why: ArcRwSignal<Option<ApiError>>,
    /// What the server has against it.
    pub told: ArcRwSignal<Option<Problem>>,
}

/// How the submission stands.
pub fn standing() -> Standing {
    STANDING.with(Clone::clone)
}

/// Submits the draft as it is now.
///
/// # Errors
/// The first thing that stands in the way.
pub fn submit(case: Case, handbook: &Handbook, router: Router) -> Result<(), Obstacle> {
    let package = case.package.get_value();
    let text = {
        let draft = case.draft.read_untracked();
        let interview = case.interview.read_untracked();
        let submission = submission(&package, handbook, &draft, &interview, case.today)?;
        // Plain data with text keys: writing cannot fail.
        serde_json::to_string(&submission).unwrap_or_default()
    };
    case.draft.update(|draft| {
        if draft.key.is_empty() {
            draft.key = device::random_key();
        }
        draft.outbox.get_or_insert_default().put_in(text);
    });
    standing().told.set(None);
    keep_going(case, router);
    // The worker may still be waiting after an earlier attempt: who presses is not kept waiting.
    device::again();
    Ok(())
}

/// Goes on sending, if a submission waits.
pub fn keep_going(case: Case, router: Router) {
    if waiting(case).is_some() && !RUNS.replace(true) {
        spawn_local(async move {
            send(case, router).await;
            standing().tries.set(false);
            RUNS.set(false);
        });
    }
}

/// The request that waits, and its key; nothing when the pages are gone.
fn waiting(case: Case) -> Option<(String, String)> {
    case.draft.try_with_untracked(|draft| {
        let outbox = draft.outbox.as_ref().filter(|outbox| outbox.retries())?;
        Some((outbox.now.clone(), draft.key.clone()))
    })?
}

async fn send(case: Case, router: Router) {
    while let Some((text, key)) = waiting(case) {
        standing().tries.set(true);
        let heard = heard(api::submit(&text, &key).await);
        let mut then = told(case, |outbox| outbox.hear(heard, &text));
        while let Some(Then::Learn(earlier)) = then {
            then = learn(case, &key, &earlier).await;
        }
        match then {
            Some(Then::Wait(milliseconds)) => {
                standing().tries.set(false);
                device::pause(milliseconds).await;
            }
            Some(Then::Done { made, is_earlier }) => {
                return finish(case, router, &made, is_earlier);
            }
            Some(Then::Tell(problem)) => return give_back(case, *problem),
            Some(Then::Learn(_)) | None => return,
        }
    }
}

async fn learn(case: Case, key: &str, earlier: &[String]) -> Option<Then> {
    let heard = heard(api::submit(earlier.first()?, key).await);
    told(case, |outbox| outbox.hear_earlier(heard, earlier))
}

fn told(case: Case, hear: impl FnOnce(&mut crate::state::outbox::Outbox) -> Then) -> Option<Then> {
    case.draft
        .try_update(|draft| draft.outbox.as_mut().map(hear))?
}

fn heard(answer: Result<Submitted, ApiError>) -> Heard {
    match answer {
        Ok(made) => Heard::Made(made),
        Err(ApiError::Refused(problem)) => Heard::Refused(problem),
        Err(error) => {
            standing().why.set(Some(error));
            Heard::Nothing
        }
    }
}

/// The case is made: only receipts stay on the device.
fn finish(case: Case, router: Router, made: &Submitted, is_earlier: bool) {
    let package = case.package.get_value();
    let receipt = {
        let interview = case.interview.read_untracked();
        let draft = case.draft.read_untracked();
        receipt(
            package.contents(),
            &interview.assessment,
            &draft,
            made,
            is_earlier,
        )
    };
    mine::keep_of(case);
    let earlier = device::stored(RECEIPTS);
    device::store(
        RECEIPTS,
        &receipts::with(earlier.as_deref(), &case.id(), &receipt),
    );
    case.draft.update(|draft| draft.finish(receipt));
    standing().why.set(None);
    blobs::forget_all();
    router.go(&Step::Submitted.of(&case.id()));
}

/// Nothing was made: the person mends it and submits anew.
fn give_back(case: Case, problem: Problem) {
    case.draft.update(|draft| {
        draft.outbox = None;
        draft.key.clear();
    });
    standing().told.set(Some(problem));
}
