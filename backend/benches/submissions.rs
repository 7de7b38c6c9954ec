//! Durable submissions over HTTP, against the same handler with the store off and against
//! bare redb group commit: alternating rounds, medians, ratios. Numbers of clients can be
//! given, or all are measured.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a bench that cannot go on fails"
)]

#[expect(dead_code, reason = "shared with the steady run")]
mod load;
#[path = "../tests/http/support.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod support;

use std::error::Error;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use lianban_backend::serving::{Patient, Peer};
use redb::{Database, Durability, TableDefinition};
use serde_json::json;
use support::Service;

const CLIENTS: [usize; 3] = [1, 16, 64];
const LONG: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;
/// Bytes of one record of bare redb: of what the goal speaks of, and of what a case weighs.
const RECORDS: [usize; 2] = [6 * 1024, 14 * 1024];

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let body = support::submission(&json!({})).to_string();
    println!("a submission of {} bytes", body.len());
    let asked = std::env::args().skip(1).filter_map(|it| it.parse().ok());
    let asked: Vec<usize> = asked.collect();
    let all = asked.is_empty();
    for clients in CLIENTS.into_iter().filter(|it| all || asked.contains(it)) {
        let mut rates: [Vec<f64>; 2] = Default::default();
        let mut bare: [Vec<f64>; 2] = Default::default();
        for _ in 0..ROUNDS {
            for (rates, is_off) in rates.iter_mut().zip([false, true]) {
                rates.push(runtime.block_on(handler(&body, clients, is_off))?);
            }
            for (rates, record) in bare.iter_mut().zip(RECORDS) {
                rates.push(bare_redb(clients, record)?);
            }
        }
        let [durable, off] = rates.map(median);
        let [bare, heavy] = bare.map(median);
        println!(
            "submissions {clients} {durable:.0} {off:.0} {bare:.0} {heavy:.0} {:.2} {:.2}",
            durable / off,
            durable / bare
        );
    }
    Ok(())
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

/// The app behind a socket.
struct Served {
    address: String,
    _service: Service,
}

/// Serves the app on a port of its own, with its store on or off.
async fn served(is_off: bool) -> std::io::Result<Served> {
    let folder = tempfile::tempdir()?;
    let mut store = support::store_in(&folder);
    store.is_off = is_off;
    let service = Service::over(folder, store);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let app = service.router.clone();
    let app = app.into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move { axum::serve(Patient::new(listener, false), app).await });
    Ok(Served {
        address,
        _service: service,
    })
}

/// Submissions in a second through a socket.
async fn handler(body: &str, clients: usize, is_off: bool) -> Result<f64, Box<dyn Error>> {
    let served = served(is_off).await?;
    let pause = Duration::ZERO;
    // The first second warms the package, the connections and the file.
    load::submit(&served.address, body, clients, LONG / 4, pause).await?;
    let measured = load::submit(&served.address, body, clients, LONG, pause).await?;
    Ok(measured.rate())
}

/// Records of so many bytes in a second: writers that wait for one thread that commits in batches.
fn bare_redb(clients: usize, bytes: usize) -> Result<f64, Box<dyn Error>> {
    const TABLE: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("records");
    let folder = tempfile::tempdir()?;
    let database = Database::create(folder.path().join("bare.redb"))?;
    let (sender, receiver) = mpsc::channel::<mpsc::Sender<()>>();
    let writer = std::thread::spawn(move || -> Result<(), redb::Error> {
        let mut next = 0;
        let record = vec![7; bytes];
        while let Ok(first) = receiver.recv() {
            let batch: Vec<_> = std::iter::once(first)
                .chain(receiver.try_iter())
                .take(256)
                .collect();
            let mut transaction = database.begin_write()?;
            transaction.set_durability(Durability::Immediate)?;
            {
                let mut table = transaction.open_table(TABLE)?;
                for _ in &batch {
                    table.insert(next, record.as_slice())?;
                    next += 1;
                }
            }
            transaction.commit()?;
            for waiting in batch {
                // Whoever waited may have ended.
                let _ = waiting.send(());
            }
        }
        Ok(())
    });
    let began = Instant::now();
    let clients: Vec<_> = (0..clients)
        .map(|_| {
            let sender = sender.clone();
            std::thread::spawn(move || {
                let (reply, answer) = mpsc::channel();
                let mut done = 0_u32;
                while began.elapsed() < LONG
                    && sender.send(reply.clone()).is_ok()
                    && answer.recv().is_ok()
                {
                    done += 1;
                }
                done
            })
        })
        .collect();
    drop(sender);
    let mut done = 0;
    for client in clients {
        done += client.join().map_err(|_| "a client failed")?;
    }
    let took = began.elapsed();
    writer.join().map_err(|_| "the writer failed")??;
    Ok(f64::from(done) / took.as_secs_f64())
}
