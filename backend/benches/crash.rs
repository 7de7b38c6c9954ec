//! The crash drill: 16 clients submit, the server is killed at a random moment, again and
//! again. After each kill every acknowledged case is there once, the chain holds, and every
//! file can be read.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a drill that cannot go on fails"
)]

#[path = "../tests/operations/running.rs"]
#[expect(dead_code, reason = "shared with the tests of the program")]
mod running;
#[path = "../tests/http/samples.rs"]
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use lianban_api::path;
use lianban_backend::backup::check;
use lianban_backend::store::redb::RedbStore;
use lianban_backend::store::{CaseStore, Filed};
use running::{Server, submission, submit, upload};
use samples::{page, photo};
use serde_json::{Value as Json, json};

const CLIENTS: usize = 16;

/// What was submitted under a key: the body, and the number if it was acknowledged.
type Sent = (String, String, Option<String>);

fn main() {
    let rounds = std::env::var("LIANBAN_ROUNDS").ok();
    let rounds: usize = rounds.and_then(|it| it.parse().ok()).unwrap_or(50);
    tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(drill(rounds));
}

async fn drill(rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (data, key) = (folder.path().join("data"), folder.path().join("data.key"));
    let mut acknowledged: BTreeMap<String, (String, String)> = BTreeMap::new();
    let (mut lost, mut unanswered, began) = (0, 0, Instant::now());
    let picture = photo(&page(1000, 1000, 1), 1);
    for round in 0..rounds {
        let mut server = Server::start(folder.path()).await;
        let body = submission(&server).await;
        let token = format!("{round:032x}");
        upload(
            &reqwest::Client::new(),
            &server.url(""),
            &token,
            &token,
            &picture,
        )
        .await;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| tokio::spawn(submits(server.url(""), body.clone(), round, client)))
            .collect();
        tokio::time::sleep(moment()).await;
        server.kill();
        for client in clients {
            for (key, body, number) in client.await.unwrap() {
                match number {
                    Some(number) => drop(acknowledged.insert(key, (body, number))),
                    None => unanswered += 1,
                }
            }
        }
        drop(server);

        let findings = check(&data, &key).unwrap();
        assert!(findings.faults.is_empty(), "round {round}: {findings}");
        let store = RedbStore::open(&data, &key).unwrap();
        let mut numbers = BTreeSet::new();
        for (key, (body, number)) in &acknowledged {
            let filed = store.filed(key.clone(), body.clone()).await.unwrap();
            let is_there = matches!(&filed, Some(Filed::Again(it)) if it.number == *number);
            lost += usize::from(!is_there);
            assert!(
                numbers.insert(number),
                "round {round}: {number} was given twice"
            );
        }
        assert_eq!(lost, 0, "round {round}");
        assert!(findings.cases >= acknowledged.len());
        // Numbers have no gap: as many cases as the last number says.
        assert_eq!(usize::try_from(findings.events), Ok(findings.cases));
        drop(store);
        if round % 10 == 9 {
            println!(
                "after {} kills: {} acknowledged; {findings}",
                round + 1,
                acknowledged.len()
            );
        }
    }
    println!(
        "crash {rounds} kills, {} acknowledged, {unanswered} unanswered, {lost} lost, in {} s",
        acknowledged.len(),
        began.elapsed().as_secs()
    );
}

/// Submits until the server has gone.
async fn submits(address: String, body: Json, round: usize, client: usize) -> Vec<Sent> {
    let http = reqwest::Client::new();
    let mut sent = Vec::new();
    for turn in 0.. {
        let mut body = body.clone();
        if turn == 0 && client == 0 {
            let token = format!("{round:032x}");
            body["documents"][0]["by"] = json!("files");
            body["documents"][0]["files"] = json!([token]);
            body["draft_token"] = json!(token);
        }
        let (key, text) = (format!("{round}-{client}-{turn}"), body.to_string());
        let url = format!("{address}{}", path::CASES);
        let answer = submit(http.clone(), url, key.clone(), text.clone()).await;
        let has_gone = answer.is_none();
        sent.push((key, text, answer.map(|it| it.number)));
        if has_gone {
            break;
        }
    }
    sent
}

/// A random moment within the next half second.
fn moment() -> Duration {
    let [a, b]: [u8; 2] = lianban_backend::hex::random().unwrap();
    Duration::from_millis(20 + u64::from(u16::from_le_bytes([a, b])) % 480)
}
