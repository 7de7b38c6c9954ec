//! HTTP: the app as a value, so that tests call it without a socket.
//!
//! Reading order: this file (routes and what surrounds them), `problem`,
//! `body`, `signed_in`, then a file for each resource.

mod address;
mod assets;
mod body;
mod book;
mod cases;
mod codes;
mod encoding;
mod files;
mod intake;
mod metrics;
mod openapi;
mod packages;
mod prefill;
mod problem;
mod reports;
mod security;
mod session;
mod signed_in;
mod tracking;
mod unmask;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::error_handling::HandleErrorLayer;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::routing::{get, post, put};
use lianban_api::path;
use lianban_rules::date::Date;
use tokio::sync::Semaphore;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::timeout::TimeoutLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::{DefaultOnFailure, DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::clock::{Clock, Moment};
use crate::files::Files;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::packages::{Offer, Shelf};
use crate::register::LicenceRegistry;
use crate::staff::password;
use crate::store::CaseStore;
use problem::{Failure, blank};

/// Requests worked on at the same time; further ones are told to come back.
const AT_ONCE: usize = 512;
/// Passwords hashed at the same time: each takes 19 MiB.
const PASSWORDS_AT_ONCE: usize = 2;
/// Longest time for one request.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything the routes need.
pub struct App {
    /// Cases, accounts, sessions.
    pub store: Arc<dyn CaseStore>,
    /// Uploaded files.
    pub files: Arc<Files>,
    /// Packages on offer.
    pub packages: Arc<Shelf>,
    /// The public register of licences.
    pub licences: Arc<dyn LicenceRegistry>,
    /// Where moments come from.
    pub clock: Clock,
    /// People reach the server by HTTPS only: cookies say so.
    pub https: bool,
    /// A proxy of ours stands before the server and says who asks.
    pub behind_proxy: bool,
    /// How often things may be tried.
    pub limits: Limits,
    /// What is counted.
    pub metrics: Metrics,
    /// Bounds the work of hashing passwords.
    passwords: Semaphore,
}

/// How the server is reached.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reached {
    /// By HTTPS only.
    pub https: bool,
    /// Through a proxy of ours that says who asks.
    pub behind_proxy: bool,
}

impl App {
    /// An app over a store and packages.
    #[must_use]
    pub fn new(
        store: Arc<dyn CaseStore>,
        files: Arc<Files>,
        packages: Arc<Shelf>,
        licences: Arc<dyn LicenceRegistry>,
        clock: Clock,
        reached: Reached,
    ) -> Arc<Self> {
        // Made now, so that the first unknown name does not take longer than a known one.
        password::prepare();
        Arc::new(Self {
            store,
            files,
            packages,
            licences,
            clock,
            https: reached.https,
            behind_proxy: reached.behind_proxy,
            limits: Limits::default(),
            metrics: Metrics::default(),
            passwords: Semaphore::new(PASSWORDS_AT_ONCE),
        })
    }

    fn now(&self) -> Moment {
        (self.clock)()
    }

    /// The packages of today, and today.
    async fn offers(&self) -> Result<(Vec<Arc<Offer>>, Date), Failure> {
        let today = self.now().day();
        if let Some(offers) = self.packages.at_hand(today) {
            return Ok((offers, today));
        }
        let packages = Arc::clone(&self.packages);
        let offers = tokio::task::spawn_blocking(move || packages.on(today));
        Ok((offers.await.map_err(Failure::ours)?, today))
    }
}

/// The app: routes, and around them limits, timeouts, headers and a span for each request.
pub fn app(state: Arc<App>) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_response(DefaultOnResponse::new().level(Level::INFO))
        .on_failure(DefaultOnFailure::new().level(Level::DEBUG));
    let limits = ServiceBuilder::new()
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(HandleErrorLayer::new(problem::overloaded))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(AT_ONCE))
        .layer(TimeoutLayer::new(PATIENCE));
    let https = state.https;
    routes()
        .layer(limits)
        .layer(map_response_with_state(https, security::headers))
        .layer(from_fn_with_state(Arc::clone(&state), metrics::count))
        .layer(trace)
        .with_state(state)
}

fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(path::HEALTH, get(async || "ok\n"))
        .route(path::METRICS, get(metrics::show))
        .route(path::OPENAPI, get(openapi::json))
        .route(path::API_PAGE, get(openapi::html))
        .route(path::PACKAGES, get(packages::cards))
        .route(&path::compiled("{id}", "{hash}"), get(packages::compiled))
        .route(&path::handbook("{id}", "{hash}"), get(packages::handbook))
        .route(&path::assess("{id}"), post(packages::assess))
        .route(
            &path::file("{id}"),
            put(files::take)
                .get(files::how_far)
                .delete(files::take_back),
        )
        .route(&path::file_content("{id}"), get(files::of_draft))
        .route(&path::case_file("{number}", "{id}"), get(files::of_case))
        .route(path::CASES, post(cases::submit))
        .route(path::SEARCH, post(intake::search))
        .route(&path::case("{number}"), get(intake::detail))
        .route(&path::accept("{number}"), post(intake::accept))
        .route(&path::not_accept("{number}"), post(intake::not_accept))
        .route(&path::unmask("{number}"), post(unmask::unmask))
        .route(path::TRACK, post(tracking::track))
        .route(path::WITHDRAW, post(tracking::withdraw))
        .route(path::LICENCE, post(prefill::licence))
        .route(path::EARLIER, post(prefill::earlier))
        .route(path::BOOKS, get(book::list))
        .route(&path::book("{id}"), get(book::page))
        .route(path::REPORTS, post(reports::submit).get(reports::list))
        .route(path::CODES, post(codes::make))
        .route(&path::code("{code}"), get(codes::open))
        .route(
            path::SESSION,
            post(session::sign_in)
                .get(session::who)
                .delete(session::sign_out),
        )
        .fallback(assets::page)
        .method_not_allowed_fallback(async || {
            Failure::from(blank(
                StatusCode::METHOD_NOT_ALLOWED,
                "这个地址不支持这种请求。",
            ))
        })
}

/// The route as it is spelled, not as it was asked for: an address may hold anything.
fn span(request: &Request) -> tracing::Span {
    let route = metrics::route(request);
    tracing::info_span!("request", method = %request.method(), route)
}
