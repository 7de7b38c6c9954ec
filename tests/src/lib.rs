//! Whole-system tests: a real server, a real browser, and a person's way through both.
//!
//! Reading order: [`server`] starts the built program with a data folder of its
//! own, [`browser`] starts Chromium, [`visitor`] does what a person does on a page,
//! [`audit`] asks axe-core what would bar someone, [`journey`] ties them together.
//!
//! **Invariant:** nothing here waits for time to pass; everything waits for what
//! a person would wait for, and gives up with a sentence that says what was missing.

pub mod audit;
pub mod browser;
pub mod journey;
mod seen;
pub mod server;
pub mod visitor;

use std::error::Error;
use std::future::Future;
use std::net::TcpListener;
use std::time::{Duration, Instant};

/// How a test ends.
pub type Told<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// How long something may take to appear, on a slow machine that does two things at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks again and again until there is an answer.
///
/// # Errors
/// When there is none in time: what was waited for, and the last error met.
pub async fn eventually<T, F, Fut>(what: &str, mut ask: F) -> Told<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Told<Option<T>>>,
{
    let began = Instant::now();
    loop {
        let last = match ask().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => String::new(),
            Err(error) => format!(": {error}"),
        };
        if began.elapsed() > PATIENCE {
            return Err(format!("waited in vain for {what}{last}").into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A port that nobody listens on.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
