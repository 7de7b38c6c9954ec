//! The rule books of the packages, for whoever works here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use lianban_api::path;
use lianban_rules::catalogue::{builtin, read};

use super::App;
use super::problem::{Failure, blank};
use super::signed_in::SignedIn;
use crate::book::{self, Book};

/// The page brings its own style and nothing else; nothing is fetched, nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// GET: which books there are.
pub async fn list(State(app): State<Arc<App>>, _somebody: SignedIn) -> Result<Response, Failure> {
    let (offers, _) = app.offers().await?;
    let books = offers.iter().map(|offer| {
        let contents = offer.package.contents();
        (path::book(&contents.id), contents.name.as_str())
    });
    Ok(html(book::list(books)))
}

/// GET: the book of a package on offer today.
pub async fn page(
    State(app): State<Arc<App>>,
    _somebody: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (offers, _) = app.offers().await?;
    let mut offers = offers.into_iter();
    let offer = offers.find(|offer| offer.package.contents().id == id);
    let nothing = || Failure::from(blank(StatusCode::NOT_FOUND, "没有这一本规则手册。"));
    let offer = offer.ok_or_else(nothing)?;
    let write = move || {
        let (catalogue, _) = read(builtin());
        let book = Book {
            contents: offer.package.contents(),
            handbook: &offer.handbook,
            hash: offer.package.hash(),
            catalogue: &catalogue,
        };
        book.page()
    };
    let page = tokio::task::spawn_blocking(write)
        .await
        .map_err(Failure::ours)?;
    Ok(html(page))
}

fn html(page: String) -> Response {
    let mut response = Html(page).into_response();
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}
