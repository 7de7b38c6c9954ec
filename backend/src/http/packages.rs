//! The packages on offer: cards, compiled bytes, assessments.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use lianban_api::{AssessRequest, PackageCard};
use lianban_rules::assessment::Assessment;
use lianban_rules::catalogue::SignOffs;
use lianban_rules::contents::Contents;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;

use super::App;
use super::body::JsonBody;
use super::encoding::{IMMUTABLE, Stored, serve};
use super::problem::{Failure, blank};
use crate::answering::{Asked, assess as assess_answers};
use crate::packages::{Encoded, Offer, contents_on};

/// GET: the packages on offer.
pub async fn cards(State(app): State<Arc<App>>) -> Result<Json<Vec<PackageCard>>, Failure> {
    let (offers, today) = app.offers().await?;
    Ok(Json(offers.iter().map(|offer| offer.card(today)).collect()))
}

/// GET: compiled bytes, of a package on offer or of one that a case is pinned to.
pub async fn compiled(
    State(app): State<Arc<App>>,
    Path((id, hash)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (offers, _) = app.offers().await?;
    let is_meant = |package: &Package| package.hash() == hash && package.contents().id == id;
    let offer = offers.iter().find(|offer| is_meant(&offer.package));
    let encoded = offer.map(|offer| offer.encoded.clone());
    immutable(&app, encoded, &hash, &headers).await
}

/// GET: the handbook of a package on offer, or one that a case is pinned to.
pub async fn handbook(
    State(app): State<Arc<App>>,
    Path((id, hash)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (offers, _) = app.offers().await?;
    let mut offers = offers.iter().map(|offer| (offer, offer.package.contents()));
    let offer = offers.find(|(_, contents)| contents.handbook == hash && contents.id == id);
    let encoded = offer.map(|(offer, _)| offer.handbook_encoded.clone());
    immutable(&app, encoded, &hash, &headers).await
}

/// Bytes that never change under their hash: those on offer, or those a case is pinned to.
async fn immutable(
    app: &App,
    on_offer: Option<Encoded>,
    hash: &str,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let Encoded {
        plain,
        brotli,
        gzip,
    } = match on_offer {
        Some(encoded) => encoded,
        None => Encoded::plain(
            app.store
                .package(hash.to_owned())
                .await?
                .ok_or_else(unknown)?,
        ),
    };
    let stored = Stored {
        media_type: "application/octet-stream",
        etag: format!("\"{hash}\""),
        cache: IMMUTABLE,
        plain,
        brotli,
        gzip,
    };
    Ok(serve(stored, headers))
}

/// POST: assesses answers, under today's law or that of another day.
pub async fn assess(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    body: JsonBody,
) -> Result<Json<Assessment>, Failure> {
    let (offers, today) = app.offers().await?;
    let offer = offers.iter().find(|it| it.package.contents().id == id);
    let offer = Arc::clone(offer.ok_or_else(unknown)?);
    let request: AssessRequest = body.into()?;
    let asked = Asked::from(request, today);
    if offer.package.contents().in_force.contains(asked.days.as_of) {
        return Ok(Json(assess_answers(&offer.package, &asked)?));
    }
    // Another day's law is compiled for this one answer.
    let assessed = tokio::task::spawn_blocking(move || {
        let contents = contents_on(asked.days.as_of, SignOffs::District);
        let contents = contents.into_iter().find(|it| it.id == id);
        let package = Package::compile(contents.ok_or_else(unknown)?);
        Ok::<_, Failure>(assess_answers(&package, &asked)?)
    });
    Ok(Json(assessed.await.map_err(Failure::ours)??))
}

/// The package that a case is pinned to, on offer or not.
pub async fn pinned(app: &App, hash: &str) -> Result<Pinned, Failure> {
    let (offers, _) = app.offers().await?;
    if let Some(offer) = offers.into_iter().find(|it| it.package.hash() == hash) {
        return Ok(Pinned::Offered(offer));
    }
    let bytes = app.store.package(hash.to_owned()).await?;
    let package = Package::from_bytes(&bytes.unwrap_or_default());
    let package = package.map_err(Failure::ours)?;
    Ok(Pinned::Kept(Box::new(package)))
}

/// The handbook that a package names, on offer or not.
pub async fn pinned_handbook(app: &App, contents: &Contents) -> Result<Handbook, Failure> {
    let (offers, _) = app.offers().await?;
    let hash = &contents.handbook;
    let mut offers = offers.iter();
    if let Some(offer) = offers.find(|it| it.package.contents().handbook == *hash) {
        return Ok(offer.handbook.clone());
    }
    let bytes = app.store.package(hash.clone()).await?;
    Handbook::from_bytes(&bytes.unwrap_or_default()).map_err(Failure::ours)
}

/// A package that a case is pinned to.
pub enum Pinned {
    /// It is on offer today.
    Offered(Arc<Offer>),
    /// It was on offer once.
    Kept(Box<Package>),
}

impl Pinned {
    /// What the package says.
    pub fn contents(&self) -> &Contents {
        match self {
            Self::Offered(offer) => offer.package.contents(),
            Self::Kept(package) => package.contents(),
        }
    }
}

fn unknown() -> Failure {
    blank(StatusCode::NOT_FOUND, "没有这个套餐，请从首页重新选择。").into()
}
