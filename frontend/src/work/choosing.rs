//! Files that the person chooses: looked at, kept on the device, put into the draft, sent.

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlInputElement};

use super::uploads;
use crate::api;
use crate::device::{self, blobs, picture};
use crate::pages::package::Case;
use crate::state::papers::{DraftFile, FileState, Paper, file_mut};
use crate::state::pick::{HEAD, Kind, Look, look, objection};
use crate::state::upload;

/// The files chosen in an input.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files();
    let files = files
        .iter()
        .flat_map(|files| (0..files.length()).filter_map(|at| files.get(at)));
    files.collect()
}

/// Adds files to a document; what speaks against any of them.
pub async fn add(case: Case, material: &str, files: Vec<File>) -> Vec<String> {
    let mut said = Vec::new();
    for file in files {
        if let Err(why) = add_one(case, material, &file).await {
            said.push(why);
        }
    }
    uploads::keep_going(case);
    said
}

async fn add_one(case: Case, material: &str, file: &File) -> Result<(), String> {
    let name = file.name();
    let (bytes, found) = looked_at(file).await;
    let length = length_of(&bytes);
    let present = |paper: &Paper| paper.files.len();
    let present = case
        .draft
        .with_untracked(|draft| draft.papers.get(material).map_or(0, present));
    if let Some(id) = lost(case, material, length) {
        blobs::keep(&id, &bytes).await;
        set(case, &id, FileState::Waiting);
        return Ok(());
    }
    if let Some(why) = objection(&name, length, found, present) {
        return Err(why);
    }
    let Look::Takes(kind) = found else {
        return Ok(());
    };
    let id = device::random_key();
    blobs::keep(&id, &bytes).await;
    if kind.is_picture()
        && let Some(address) = picture::thumbnail(&bytes).await
    {
        blobs::keep_thumbnail(&id, &address).await;
    }
    put_in(case, material, new(id, name, length, kind));
    Ok(())
}

fn new(id: String, name: String, length: u64, kind: Kind) -> DraftFile {
    DraftFile {
        id,
        name,
        length,
        kind,
        sent: 0,
        state: FileState::Waiting,
    }
}

fn put_in(case: Case, material: &str, file: DraftFile) {
    case.draft.update(|draft| {
        if draft.token.is_empty() {
            draft.token = device::random_key();
        }
        let paper = draft.papers.entry(material.to_owned()).or_default();
        paper.by = Some(lianban_api::By::Files);
        paper.files.push(file);
        draft.changed();
    });
}

/// The bytes to send, and what they are: a HEIC becomes a JPEG where the browser can read it.
async fn looked_at(file: &File) -> (Blob, Look) {
    let found = look(&head(file).await, &file.name());
    if found == Look::Heic
        && let Some(jpeg) = picture::as_jpeg(file).await
    {
        return (jpeg, Look::Takes(Kind::Jpeg));
    }
    (file.clone().unchecked_into(), found)
}

async fn head(file: &File) -> Vec<u8> {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, f64::from(HEAD)) else {
        return Vec::new();
    };
    let bytes = JsFuture::from(head.array_buffer()).await;
    bytes
        .map(|bytes| Uint8Array::new(&bytes).to_vec())
        .unwrap_or_default()
}

/// Sizes are whole numbers far below what a float counts exactly.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number and a cast from a float saturates"
)]
fn length_of(bytes: &Blob) -> u64 {
    bytes.size() as u64
}

/// The file of this document that was lost and is this one.
fn lost(case: Case, material: &str, length: u64) -> Option<String> {
    case.draft.with_untracked(|draft| {
        let files = &draft.papers.get(material)?.files;
        let lost = files.iter().find(|file| upload::is_same(file, length))?;
        Some(lost.id.clone())
    })
}

/// Holds a file up, or lets it go on.
pub fn set(case: Case, id: &str, state: FileState) {
    case.draft.update(|draft| {
        if let Some(file) = file_mut(&mut draft.papers, id) {
            file.state = state;
        }
    });
    uploads::keep_going(case);
    device::again();
}

/// Takes a file out, here and on the server.
pub fn take_out(case: Case, material: &str, id: &str) {
    let token = case.draft.with_untracked(|draft| draft.token.clone());
    case.draft.update(|draft| {
        if let Some(paper) = draft.papers.get_mut(material) {
            paper.files.retain(|file| file.id != id);
        }
        draft.changed();
    });
    let id = id.to_owned();
    spawn_local(async move {
        blobs::forget(&id).await;
        // The server throws away what belongs to no case in the end, whatever comes of this.
        let _ = api::take_back(&id, &token).await;
    });
}

/// A small picture of a file: kept on the device, or made of its bytes.
pub async fn thumbnail(id: &str) -> Option<String> {
    blobs::thumbnail(id).await
}
