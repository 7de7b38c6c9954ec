//! The program as a process, and what a browser sends it.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use lianban_api::{
    CSRF_TOKEN, CasePage, CaseQuery, DRAFT_TOKEN, IDEMPOTENCY_KEY, PackageCard, Submitted,
    UPLOAD_LENGTH, UPLOAD_OFFSET, path,
};
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::{Map, Value as Json, json};

/// The program on a data folder; dropped, it is killed as by a power cut.
pub struct Server {
    process: Child,
    address: String,
    log: tempfile::NamedTempFile,
}

impl Server {
    pub async fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[]).await
    }

    /// Starts it with settings of the environment.
    pub async fn start_with(folder: &Path, settings: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let log = tempfile::NamedTempFile::new().unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_lianban"))
            .args(["serve", "--demo"])
            .env("LIANBAN_LISTEN", format!("127.0.0.1:{port}"))
            .env("LIANBAN_DATA", folder.join("data"))
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(log.reopen().unwrap())
            .spawn()
            .unwrap();
        let server = Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
            log,
        };
        for _ in 0..600 {
            if reqwest::get(server.url(path::HEALTH)).await.is_ok() {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// What it wrote to stderr.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).unwrap()
    }

    /// Its exit status, once it has ended by itself.
    pub async fn ended(&mut self) -> Option<i32> {
        for _ in 0..600 {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    pub fn kill(&mut self) {
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

/// Runs a command of the program on the data in a folder.
pub fn lianban(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lianban"));
    command
        .args(arguments)
        .env("LIANBAN_DATA", folder.join("data"))
        .env("LIANBAN_KEY_FILE", folder.join("data.key"));
    command.output().unwrap()
}

/// What a command printed, on both its outputs.
pub fn printed(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// Uploads a file into the draft of a token.
pub async fn upload(client: &reqwest::Client, server: &str, token: &str, id: &str, bytes: &[u8]) {
    let request = client
        .put(format!("{server}{}", path::file(id)))
        .header(DRAFT_TOKEN, token)
        .header(UPLOAD_OFFSET, 0)
        .header(UPLOAD_LENGTH, bytes.len());
    let uploaded = request.body(bytes.to_vec()).send().await.unwrap();
    assert_eq!(uploaded.status(), 200);
}

/// What a browser sends for a noodle shop today.
pub async fn submission(server: &Server) -> Json {
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
        serde_json::from_str(include_str!("../noodle-shop.json")).unwrap();
    let fields: Json = serde_json::from_str(include_str!("../noodle-shop-form.json")).unwrap();
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
pub async fn submit(
    client: reqwest::Client,
    url: String,
    key: String,
    body: String,
) -> Option<Submitted> {
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header(IDEMPOTENCY_KEY, key)
        .body(body);
    let response = request.send().await.ok()?;
    assert!(response.status().is_success(), "{}", response.status());
    response.json().await.ok()
}

/// A browser with a session, and the token of the session.
pub async fn window(server: &Server, folder: &Path) -> (reqwest::Client, String) {
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
pub async fn listed(server: &Server, folder: &Path) -> Vec<String> {
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
