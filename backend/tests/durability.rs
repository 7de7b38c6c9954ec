//! Power fails while people submit: whatever was acknowledged is there, once.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lianban_api::{
    CSRF_TOKEN, CaseDetail, CasePage, CaseQuery, IDEMPOTENCY_KEY, PackageCard, Submitted, path,
};
use lianban_backend::store::redb::RedbStore;
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::{Map, Value as Json, json};
use tempfile::TempDir;

const SUBMISSIONS: usize = 200;

/// The program on a data folder; dropped, it is killed as by a power cut.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    async fn start(folder: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let process = Command::new(env!("CARGO_BIN_EXE_lianban"))
            .args(["serve", "--demo"])
            .env("LIANBAN_LISTEN", format!("127.0.0.1:{port}"))
            .env("LIANBAN_DATA", folder.join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
        };
        for _ in 0..600 {
            if reqwest::get(server.url(path::HEALTH)).await.is_ok() {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        server
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The test may have killed it already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a browser sends for a noodle shop today.
async fn submission(server: &Server) -> Json {
    let cards: Vec<PackageCard> = reqwest::get(server.url(path::PACKAGES))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let card = &cards[0];
    let compiled = server.url(&path::compiled(&card.id, &card.hash));
    let bytes = reqwest::get(compiled).await.unwrap().bytes().await.unwrap();
    let package = Package::from_bytes(&bytes).unwrap();
    let answers: Map<String, Json> =
        serde_json::from_str(include_str!("noodle-shop.json")).unwrap();
    let fields: Json = serde_json::from_str(include_str!("noodle-shop-form.json")).unwrap();
    let read = package.read_answers(&answers).unwrap();
    let days = Days {
        as_of: card.today,
        applied_on: card.today,
    };
    let assessment = package.assess(&read, days, Wish::default());
    let needed = assessment.materials.iter();
    let needed = needed.filter(|it| it.verdict == MaterialVerdict::Needed);
    json!({
        "package": card.id,
        "hash": card.hash,
        "applied_on": card.today,
        "answers": answers,
        "fields": fields,
        "documents": needed.map(|it| json!({ "id": it.id, "by": "bring" })).collect::<Vec<_>>(),
        "receipt": package.receipt(&read, &assessment),
    })
}

/// Submits under the key; `None` when the server has gone meanwhile.
async fn submit(
    client: reqwest::Client,
    url: String,
    key: usize,
    body: String,
) -> Option<Submitted> {
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header(IDEMPOTENCY_KEY, format!("key-{key}"))
        .body(body);
    let response = request.send().await.ok()?;
    assert!(response.status().is_success(), "{}", response.status());
    response.json().await.ok()
}

/// A browser with a session, and the token of the session.
async fn window(server: &Server, folder: &Path) -> (reqwest::Client, String) {
    let accounts = std::fs::read_to_string(folder.join("data/demo-accounts.txt")).unwrap();
    let mut words = accounts.lines().next().unwrap().split('\t');
    let (name, password) = (words.next().unwrap(), words.next().unwrap());
    let client = reqwest::Client::builder()
        .cookie_store(true)
        .build()
        .unwrap();
    let signed_in = client
        .post(server.url(path::SESSION))
        .json(&json!({ "name": name, "password": password }));
    let session: Json = signed_in.send().await.unwrap().json().await.unwrap();
    (client, session["csrf"].as_str().unwrap().to_owned())
}

/// Numbers in the intake list, page by page.
async fn listed(server: &Server, folder: &Path) -> Vec<String> {
    let (client, csrf) = window(server, folder).await;
    let mut numbers = Vec::new();
    for page in 1.. {
        let query = CaseQuery {
            page,
            ..CaseQuery::default()
        };
        let search = client
            .post(server.url(path::SEARCH))
            .header(CSRF_TOKEN, &csrf)
            .json(&query);
        let found: CasePage = search.send().await.unwrap().json().await.unwrap();
        numbers.extend(found.rows.into_iter().map(|row| row.number));
        if found.page == found.pages {
            break;
        }
    }
    numbers
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_case_survives_a_kill_and_none_is_there_twice() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(folder.path()).await;
    let body = submission(&server).await.to_string();
    let client = reqwest::Client::new();
    let send = |server: &Server, key: usize| {
        let url = server.url(path::CASES);
        tokio::spawn(submit(client.clone(), url, key, body.clone()))
    };

    let tasks: Vec<_> = (0..SUBMISSIONS).map(|key| send(&server, key)).collect();
    // In the middle: some are answered, some are on their way.
    while tasks.iter().filter(|task| task.is_finished()).count() < SUBMISSIONS / 4 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.kill();
    let mut acknowledged = Vec::new();
    for (key, task) in tasks.into_iter().enumerate() {
        if let Some(submitted) = task.await.unwrap() {
            acknowledged.push((key, submitted.number));
        }
    }
    assert!(
        acknowledged.len() < SUBMISSIONS,
        "the kill came too late to test anything"
    );

    let server = Server::start(folder.path()).await;
    let after: BTreeSet<String> = listed(&server, folder.path()).await.into_iter().collect();
    for (key, number) in &acknowledged {
        assert!(
            after.contains(number),
            "{number} was acknowledged and is gone"
        );
        let again = send(&server, *key).await.unwrap().unwrap();
        assert_eq!(&again.number, number);
    }
    // Whoever got no answer tries again with the same key.
    let tasks: Vec<_> = (0..SUBMISSIONS).map(|key| send(&server, key)).collect();
    let mut numbers = BTreeSet::new();
    for task in tasks {
        numbers.insert(task.await.unwrap().unwrap().number);
    }
    let rows = listed(&server, folder.path()).await;
    assert_eq!(rows.len(), SUBMISSIONS);
    assert_eq!(numbers, rows.into_iter().collect());
    let last = numbers.last().unwrap();
    assert!(
        last.ends_with(&format!("-{SUBMISSIONS:06}")),
        "{last}: a number was skipped"
    );

    drop(server);
    let data = folder.path().join("data");
    let store = RedbStore::open(&data, &folder.path().join("data.key")).unwrap();
    assert_eq!(store.verify(), Ok(SUBMISSIONS as u64));
    println!(
        "{} of {SUBMISSIONS} acknowledged before the kill",
        acknowledged.len()
    );
}

/// Accepts a case; the number of its notice, or `None` when the server has gone meanwhile or
/// the case is accepted already.
async fn accept(client: reqwest::Client, url: String, csrf: String) -> Option<String> {
    let request = client.post(url).header(CSRF_TOKEN, csrf);
    let response = request.json(&json!({ "version": 1 })).send().await.ok()?;
    let case: CaseDetail = response.json().await.ok()?;
    case.notice.map(|notice| notice.number)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_of_a_notice_is_skipped_or_doubled_by_a_kill() {
    const CASES: usize = 60;
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(folder.path()).await;
    let body = submission(&server).await.to_string();
    let client = reqwest::Client::new();
    let mut cases = Vec::new();
    for key in 0..CASES {
        let url = server.url(path::CASES);
        let sent = submit(client.clone(), url, key, body.clone()).await;
        cases.push(sent.unwrap().number);
    }

    let (client, csrf) = window(&server, folder.path()).await;
    let tasks: Vec<_> = cases
        .iter()
        .map(|case| {
            let url = server.url(&path::accept(case));
            tokio::spawn(accept(client.clone(), url, csrf.clone()))
        })
        .collect();
    while tasks.iter().filter(|task| task.is_finished()).count() < CASES / 4 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.kill();
    let mut told = Vec::new();
    for task in tasks {
        told.push(task.await.unwrap());
    }
    assert!(
        told.iter().any(Option::is_none),
        "the kill came too late to test anything"
    );

    let server = Server::start(folder.path()).await;
    let (client, csrf) = window(&server, folder.path()).await;
    let mut numbers = Vec::new();
    for (case, told) in cases.iter().zip(told) {
        // What was decided before the kill stays; the rest is decided now.
        let url = server.url(&path::accept(case));
        accept(client.clone(), url, csrf.clone()).await;
        let case = client.get(server.url(&path::case(case))).send().await;
        let case: CaseDetail = case.unwrap().json().await.unwrap();
        let number = case.notice.unwrap().number;
        assert!(told.is_none_or(|told| told == number));
        numbers.push(number);
    }
    numbers.sort();
    let year = numbers[0].split(['〔', '〕']).nth(1).unwrap();
    let expected = (1..=CASES).map(|n| format!("新审许受〔{year}〕第{n:04}号"));
    assert_eq!(numbers, expected.collect::<Vec<_>>());
}
