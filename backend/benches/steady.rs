//! A quarter of an hour at half load: memory, open files and latency at the start and at the end.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a drill that cannot go on fails"
)]

mod load;
#[path = "../tests/operations/running.rs"]
#[expect(dead_code, reason = "shared with the tests of the program")]
mod running;

use std::time::Duration;

use lianban_api::path;
use running::{Server, submission};

const CLIENTS: usize = 16;
/// How long the ends are measured.
const END: Duration = Duration::from_secs(30);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let minutes = std::env::var("LIANBAN_MINUTES").ok();
    let minutes: u64 = minutes.and_then(|it| it.parse().ok()).unwrap_or(15);
    tokio::runtime::Runtime::new()?.block_on(steady(Duration::from_secs(minutes * 60)))
}

async fn steady(long: Duration) -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path()).await;
    let body = submission(&server).await.to_string();
    let address = server.url("").replace("http://", "");
    let full = load::submit(&address, &body, CLIENTS, END / 3, Duration::ZERO).await?;
    // Each client asks half as often as it could.
    let pause = Duration::from_secs_f64(2.0 / full.rate()) * u32::try_from(CLIENTS)?;
    println!("full load {:.0} a second; half from now on", full.rate());
    let mut rest = long;
    while rest >= END {
        let measured = load::submit(&address, &body, CLIENTS, END, pause).await?;
        rest = rest.saturating_sub(END);
        println!(
            "steady {:4} s: {:.0} a second, median {:.2} ms, 99 % {:.2} ms, {}",
            long.saturating_sub(rest).as_secs(),
            measured.rate(),
            measured.percentile(50),
            measured.percentile(99),
            numbers(&server).await?
        );
    }
    Ok(())
}

/// What the server says of itself.
async fn numbers(server: &Server) -> Result<String, reqwest::Error> {
    let text = reqwest::get(server.url(path::METRICS))
        .await?
        .text()
        .await?;
    let of = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.map_or(0, |it| it.trim().parse::<u64>().unwrap_or_default())
    };
    Ok(format!(
        "{} MiB, {} open files, {} cases, store {} MiB",
        of("process_resident_memory_bytes ") >> 20,
        of("process_open_fds "),
        of("lianban_cases "),
        of("lianban_store_bytes ") >> 20,
    ))
}
