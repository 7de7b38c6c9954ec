//! `lianban serve`.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::net::TcpListener;

use super::Data;
use super::settings::{self, SettingError};
use crate::backup::{channel, remove_snapshots};
use crate::clock::{Moment, never_back};
use crate::files::Files;
use crate::http::{App, Reached, app};
use crate::packages::Shelf;
use crate::register::{self, FileRegistry};
use crate::serving::{Patient, Peer};
use crate::staff::accounts::{AccountError, demo};
use crate::store::{CaseStore, StoreError};

/// How long running requests may take to end after the signal to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// Seconds by which two clocks may differ.
const CLOCK_ERROR: i64 = 5 * 60;
/// How often old drafts are looked for.
const BETWEEN_SWEEPS: Duration = Duration::from_hours(6);

/// Serves the app and its API.
#[derive(Args)]
pub struct Serve {
    /// Address to listen on; or `LIANBAN_LISTEN`. Left out: 127.0.0.1:8080.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    #[command(flatten)]
    data: Data,
    /// People reach the server by HTTPS only, through a proxy; or `LIANBAN_HTTPS=true`.
    #[arg(long)]
    https: bool,
    /// A proxy stands before the server and adds to `X-Forwarded-For` who asks; or
    /// `LIANBAN_BEHIND_PROXY=true`. Without a proxy anybody could write that header.
    #[arg(long)]
    behind_proxy: bool,
    /// MiB of the disk that new cases and files leave free; or `LIANBAN_RESERVE`. Left out: 64.
    #[arg(long, value_name = "MIB")]
    reserve: Option<u64>,
    /// Makes demo accounts on the first start and prints them on each.
    #[arg(long)]
    demo: bool,
}

/// Why the server does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is none, or taken.
    #[error("cannot listen on `{address}`: {cause}")]
    Listen {
        /// Address given.
        address: String,
        /// What the system says.
        cause: String,
    },
    /// The catalogue has faults.
    #[error("the catalogue offers no package; `lianban check` says why")]
    NoPackage,
    /// The clock was set back: days and limits would be wrong.
    #[error(
        "the clock shows {now}, but the last event is of {latest}: set the clock right, then start again"
    )]
    Clock {
        /// What the clock shows.
        now: Moment,
        /// When the last event happened.
        latest: Moment,
    },
    /// A setting is not understood.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The demo accounts cannot be made.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The system fails.
    #[error(transparent)]
    System(#[from] io::Error),
}

impl Serve {
    /// Serves until a signal to stop.
    ///
    /// # Errors
    /// [`ServeError`].
    pub async fn run(self) -> Result<(), ServeError> {
        start_logging()?;
        let reached = self.reached()?;
        let reserve = self.reserve()?;
        let mut opened = self.data.open()?;
        if let Some(mebibytes) = reserve {
            opened = opened.leaving_free(mebibytes.saturating_mul(1024 * 1024));
        }
        let opened = Arc::new(opened);
        is_right(Moment::now(), opened.latest()?)?;
        let store: Arc<dyn CaseStore> = Arc::clone(&opened) as _;
        let today = Moment::now().day();
        let packages = Arc::new(Shelf::builtin(today));
        if packages.on(today).is_empty() {
            return Err(ServeError::NoPackage);
        }
        let listener = self.listen().await?;
        let address = listener.local_addr()?;
        println!("联办 http://{address}");
        if self.demo {
            print_demo(store.as_ref(), &self.data.folder()).await?;
        }
        let files = Files::open(&self.data.folder(), Arc::clone(&store))?;
        remove_snapshots(&self.data.folder())?;
        tidy_up(Arc::clone(&files), Arc::clone(&store)).await;
        #[cfg(unix)]
        if let Err(error) =
            channel::listen(&self.data.folder(), Arc::clone(&opened), Arc::clone(&files))
        {
            tracing::warn!(%error, "no backup can be made while the server runs");
        }
        let app = app(App::new(
            store,
            files,
            packages,
            Arc::new(FileRegistry(self.data.folder().join(register::FILE))),
            never_back(Moment::now),
            reached,
        ));
        let app = app.into_make_service_with_connect_info::<Peer>();
        let stop = Arc::new(tokio::sync::Notify::new());
        let stopped = Arc::clone(&stop);
        let server = axum::serve(Patient::new(listener, reached.behind_proxy), app)
            .with_graceful_shutdown(async move {
                signal().await;
                stopped.notify_one();
            });
        tokio::select! {
            ended = server => ended?,
            // What was acknowledged is on disk; a fresh start finds it.
            error = opened.broken() => return Err(error.into()),
            () = async { stop.notified().await; tokio::time::sleep(FAREWELL).await } => {
                tracing::warn!("some requests did not end in time");
            }
        }
        tracing::info!("stopped");
        Ok(())
    }

    fn reached(&self) -> Result<Reached, SettingError> {
        Ok(Reached {
            https: self.https || settings::is_on("LIANBAN_HTTPS")?,
            behind_proxy: self.behind_proxy || settings::is_on("LIANBAN_BEHIND_PROXY")?,
        })
    }

    fn reserve(&self) -> Result<Option<u64>, SettingError> {
        match self.reserve {
            Some(mebibytes) => Ok(Some(mebibytes)),
            None => settings::number("LIANBAN_RESERVE"),
        }
    }

    async fn listen(&self) -> Result<TcpListener, ServeError> {
        let named = self.listen.clone();
        let named = named.or_else(|| std::env::var("LIANBAN_LISTEN").ok());
        let address = named.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let failed = |cause: String| ServeError::Listen {
            address: address.clone(),
            cause,
        };
        let parsed: SocketAddr = address
            .parse()
            .map_err(|_| failed("not an address such as 127.0.0.1:8080".to_owned()))?;
        TcpListener::bind(parsed)
            .await
            .map_err(|error| failed(error.to_string()))
    }
}

/// Deletes what a crash left, and from then on every few hours the drafts nobody goes on with
/// and the six-letter codes that have ended.
async fn tidy_up(files: Arc<Files>, store: Arc<dyn CaseStore>) {
    match files.sweep_orphans().await {
        Ok(removed) => tracing::info!(removed, "files that nothing refers to are gone"),
        Err(error) => tracing::error!(%error, "files that nothing refers to were not removed"),
    }
    tokio::spawn(async move {
        loop {
            match files.sweep_drafts(Moment::now()).await {
                Ok(removed) => tracing::info!(removed, "old drafts are gone"),
                Err(error) => tracing::error!(%error, "old drafts were not removed"),
            }
            match files.sweep_rejected(Moment::now()).await {
                Ok(cases) => tracing::info!(cases, "material that was not accepted is gone"),
                Err(error) => tracing::error!(%error, "rejected material was not removed"),
            }
            match store.forget_codes(Moment::now().day()).await {
                Ok(removed) => tracing::info!(removed, "old codes are gone"),
                Err(error) => tracing::error!(%error, "old codes were not removed"),
            }
            tokio::time::sleep(BETWEEN_SWEEPS).await;
        }
    });
}

/// Whether the clock may be believed: it is not before the last event, give or take a little.
fn is_right(now: Moment, latest: Option<Moment>) -> Result<(), ServeError> {
    match latest {
        Some(latest) if now.plus(CLOCK_ERROR) < latest => Err(ServeError::Clock { now, latest }),
        _ => Ok(()),
    }
}

fn start_logging() -> Result<(), SettingError> {
    let (filter, is_json) = (settings::log_filter()?, settings::log_is_json()?);
    // Started once for each process; a second start changes nothing.
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::IsTerminal::is_terminal(&io::stderr()));
    let _ = if is_json {
        lines.json().try_init()
    } else {
        lines.try_init()
    };
    Ok(())
}

async fn print_demo(store: &dyn CaseStore, folder: &Path) -> Result<(), ServeError> {
    println!("演示账号（用户名、密码、岗位、名称）：");
    print!("{}", demo(store, folder).await?);
    let licences = folder.join(register::FILE);
    if !licences.exists() {
        std::fs::write(licences, register::DEMO)?;
    }
    Ok(())
}

/// Ctrl+C or SIGTERM.
async fn signal() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = interrupted => {}
        () = terminated => {}
    }
}
