//! Counting requests, and saying the counts to whoever asks from the machine itself.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;
use super::problem::{Failure, blank};
use crate::serving::Peer;

/// Headers by which a proxy tells that it asks for somebody else.
const FORWARDED: [&str; 3] = ["x-forwarded-for", "x-real-ip", "forwarded"];

/// Counts a request when it is answered.
pub async fn count(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = route(&request).to_owned();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    app.metrics
        .answered(method.as_str(), &route, status, began.elapsed());
    response
}

/// The route as the router spells it; everything that is none is a page.
pub fn route(request: &Request) -> &str {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or("page", MatchedPath::as_str)
}

/// GET: the counts, for the machine itself and not through a proxy on it.
pub async fn show(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    if !is_from_here(&request) {
        return Err(blank(StatusCode::NOT_FOUND, "没有这个地址。").into());
    }
    let text = app.metrics.text(&app.store.gauges().await?);
    let kind = (header::CONTENT_TYPE, "text/plain; version=0.0.4");
    Ok(([kind], text).into_response())
}

fn is_from_here(request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let is_here = peer.is_some_and(|it| it.0.0.ip().to_canonical().is_loopback());
    let headers = request.headers();
    is_here && !FORWARDED.iter().any(|name| headers.contains_key(*name))
}
