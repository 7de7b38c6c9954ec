//! Clients that cost little: a connection each, requests written as bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use lianban_api::{IDEMPOTENCY_KEY, path};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What many clients were answered.
pub struct Measured {
    /// Acknowledged.
    pub done: u64,
    /// How long it took.
    pub took: Duration,
    /// Time of each request, sorted, in seconds.
    pub latencies: Vec<f64>,
}

impl Measured {
    /// Acknowledged in a second.
    pub fn rate(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2⁵²")]
        let done = self.done as f64;
        done / self.took.as_secs_f64()
    }

    /// The latency that so many of a hundred stay below, in milliseconds.
    pub fn percentile(&self, of_hundred: usize) -> f64 {
        let at = self.latencies.len() * of_hundred / 100;
        let at = at.min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).copied().unwrap_or_default() * 1000.0
    }
}

/// Submits `body` under ever new keys from so many clients for a while, each at most once in `pause`.
pub async fn submit(
    address: &str,
    body: &str,
    clients: usize,
    during: Duration,
    pause: Duration,
) -> std::io::Result<Measured> {
    let stop = Arc::new(AtomicBool::new(false));
    let done = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let started: Vec<_> = (0..clients)
        .map(|_| {
            let (address, body) = (address.to_owned(), body.to_owned());
            let (stop, done) = (Arc::clone(&stop), Arc::clone(&done));
            tokio::spawn(async move { client(&address, &body, pause, &stop, &done).await })
        })
        .collect();
    tokio::time::sleep(during).await;
    stop.store(true, Ordering::Relaxed);
    let mut latencies = Vec::new();
    for client in started {
        latencies.extend(client.await.map_err(std::io::Error::other)??);
    }
    latencies.sort_by(f64::total_cmp);
    Ok(Measured {
        done: done.load(Ordering::Relaxed),
        took: began.elapsed(),
        latencies,
    })
}

/// Keys are new in every process and every run.
static KEY: AtomicU64 = AtomicU64::new(0);

async fn client(
    address: &str,
    body: &str,
    pause: Duration,
    stop: &AtomicBool,
    done: &AtomicU64,
) -> std::io::Result<Vec<f64>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut latencies = Vec::new();
    let process = std::process::id();
    while !stop.load(Ordering::Relaxed) {
        let key = KEY.fetch_add(1, Ordering::Relaxed);
        let request = format!(
            "POST {} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n\
             {IDEMPOTENCY_KEY}: {process}-{key}\r\ncontent-length: {}\r\n\r\n{body}",
            path::CASES,
            body.len(),
        );
        let began = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        let status = answer(&mut stream).await?;
        if status != 201 {
            return Err(std::io::Error::other(format!("answered {status}")));
        }
        let took = began.elapsed();
        latencies.push(took.as_secs_f64());
        done.fetch_add(1, Ordering::Relaxed);
        let rest = pause.saturating_sub(took);
        // Even no time at all would be slept for a millisecond.
        if !rest.is_zero() {
            tokio::time::sleep(rest).await;
        }
    }
    Ok(latencies)
}

/// Reads one answer; its status.
async fn answer(stream: &mut TcpStream) -> std::io::Result<u16> {
    let mut read = Vec::with_capacity(2048);
    loop {
        if stream.read_buf(&mut read).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(&read);
        let Some((head, rest)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length.then(|| value.parse::<usize>().ok())?
        });
        if rest.len() >= length.unwrap_or_default() {
            let status = head.get(9..12).and_then(|it| it.parse().ok());
            return status.ok_or_else(|| std::io::Error::other("no status"));
        }
    }
}
