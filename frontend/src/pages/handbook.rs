//! The handbook for the pages after the guide: loaded once, before the first of them is drawn.

use std::sync::Arc;

use leptos::prelude::*;
use lianban_rules::handbook::Handbook;

use super::package::Case;
use crate::api::{self, ApiError};
use crate::components::faces::{face, load};
use crate::routes::Step;

/// The handbook that was loaded last, under its hash.
#[derive(Clone, Copy)]
pub struct HandbookShelf(Shelf);

/// Puts up the shelf, once for the whole program.
pub fn provide_shelf() {
    provide_context(HandbookShelf(StoredValue::new(None)));
}

/// The handbook of the page that is being drawn.
///
/// Empty outside [`with_handbook`].
pub fn of_page() -> Arc<Handbook> {
    on_shelf(&wanted()).unwrap_or_default()
}

/// Draws a page of a package once its handbook is there.
pub fn with_handbook(step: Step, draw: fn(Step) -> AnyView) -> AnyView {
    if on_shelf(&wanted()).is_some() {
        return draw(step);
    }
    let (id, hash) = (Case::of_page().id(), wanted());
    let Some(HandbookShelf(shelf)) = use_context() else {
        return draw(step);
    };
    let arrived = load(move || fetch(id.clone(), hash.clone(), shelf));
    face(arrived, "正在打开……", move |()| draw(step)).into_any()
}

fn wanted() -> String {
    let package = Case::of_page().package;
    package.with_value(|package| package.contents().handbook.clone())
}

fn on_shelf(hash: &str) -> Option<Arc<Handbook>> {
    let HandbookShelf(shelf) = use_context()?;
    shelf.with_value(|kept| {
        let (known, handbook) = kept.as_ref()?;
        (known == hash).then(|| Arc::clone(handbook))
    })
}

type Shelf = StoredValue<Option<(String, Arc<Handbook>)>>;

async fn fetch(id: String, hash: String, shelf: Shelf) -> Result<(), ApiError> {
    let bytes = api::handbook(&id, &hash).await?;
    let handbook = Handbook::from_bytes(&bytes).map_err(|_| ApiError::Unavailable)?;
    shelf.set_value(Some((hash, Arc::new(handbook))));
    Ok(())
}
