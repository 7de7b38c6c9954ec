//! What goes wrong around a server: each fault has a message and an exit status, nothing
//! acknowledged is lost, nothing half written is served.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use lianban_api::{Submitted, path};
use lianban_backend::casework::event::Actor;
use lianban_backend::clock::Moment;
use lianban_backend::store::redb::RedbStore;
use lianban_backend::store::{CaseStore, Order};
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::running::{Server, lianban, listed, printed, submission, submit};

/// A folder with a store of so many cases, and no server on it any more.
async fn with_cases(cases: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    let server = Server::start(folder.path()).await;
    let body = submission(&server).await.to_string();
    for key in 0..cases {
        assert!(filed(&server, key, &body).await.is_some());
    }
    folder
}

async fn filed(server: &Server, key: usize, body: &str) -> Option<Submitted> {
    let client = reqwest::Client::new();
    submit(
        client,
        server.url(path::CASES),
        format!("key-{key}"),
        body.to_owned(),
    )
    .await
}

/// What `serve` says when it does not serve.
fn refused(folder: &Path) -> String {
    let output = lianban(folder, &["serve", "--listen", "127.0.0.1:0"]);
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    println!("{}", said.lines().last().unwrap_or_default());
    said
}

#[tokio::test]
async fn data_without_its_key_or_with_another_one_is_not_served() {
    let folder = with_cases(1).await;
    let key = folder.path().join("data.key");
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    assert!(refused(folder.path()).contains("is missing: put back the one that belongs"));
    assert!(!key.exists(), "a new key opens nothing");
    fs::write(&key, "ab".repeat(32)).unwrap();
    assert!(refused(folder.path()).contains("does not belong to this data"));
    fs::write(&key, "nonsense").unwrap();
    assert!(refused(folder.path()).contains("no key in it"));
    fs::write(&key, kept).unwrap();
    assert!(lianban(folder.path(), &["verify"]).status.success());
}

#[test]
fn a_key_in_the_data_folder_is_refused() {
    let folder = TempDir::new().unwrap();
    let inside = folder.path().join("data/data.key");
    let key_file = ["--key-file", inside.to_str().unwrap()];
    let output = lianban(folder.path(), &[&["serve"], &key_file[..]].concat());
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("it lies in the data folder"), "{said}");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_setting_that_is_not_understood_is_named() {
    let folder = TempDir::new().unwrap();
    let wrong = [
        ("LIANBAN_HTTPS", "1", "write `true` or `false`"),
        ("LIANBAN_BEHIND_PROXY", "yes", "write `true` or `false`"),
        ("LIANBAN_RESERVE", "64M", "write a whole number"),
        ("LIANBAN_LOG_FORMAT", "xml", "write `json`"),
        ("LIANBAN_LOG", "loud", "write `info`, `debug`"),
        (
            "LIANBAN_LOG",
            "lianban_backend=loud",
            "write `info`, `debug`",
        ),
    ];
    for (variable, said, expected) in wrong {
        let output = Command::new(env!("CARGO_BIN_EXE_lianban"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("LIANBAN_DATA", folder.path().join("data"))
            .env(variable, said)
            .output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2), "{variable}={said}");
        let line = format!("error: `{variable}` says `{said}`: {expected}");
        assert!(printed(&output).contains(&line), "{}", printed(&output));
        println!("{}", printed(&output).trim());
    }
    assert!(!folder.path().join("data").exists());
}

#[tokio::test]
async fn a_torn_or_damaged_database_is_not_served() {
    let folder = with_cases(3).await;
    let path = folder.path().join("data/lianban.redb");
    let whole = fs::read(&path).unwrap();

    let mut damaged = whole.clone();
    let places: Vec<usize> = (0..whole.len()).step_by(512).collect();
    for at in places
        .into_iter()
        .filter(|at| *at > 4096 && whole[*at] != 0)
    {
        damaged[at] ^= 0x5a;
    }
    fs::write(&path, damaged).unwrap();
    assert!(refused(folder.path()).contains("is damaged: restore the latest backup"));
    let checked = lianban(folder.path(), &["verify"]);
    assert_eq!(checked.status.code(), Some(1), "{}", printed(&checked));

    for length in [whole.len() / 2, 100, 0] {
        fs::write(&path, &whole[..length]).unwrap();
        let said = refused(folder.path());
        assert!(
            said.contains("is damaged: restore the latest backup"),
            "{said}"
        );
    }
    fs::write(&path, &whole).unwrap();
    assert!(lianban(folder.path(), &["verify"]).status.success());
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_not_believed() {
    let folder = with_cases(1).await;
    let (data, key) = (folder.path().join("data"), folder.path().join("data.key"));
    let tomorrow = Moment::now().plus(24 * 60 * 60);
    let store = RedbStore::open(&data, &key).unwrap();
    let number = "-000001";
    let number = format!("XD-{}{number}", &Moment::now().to_string()[..4]);
    let taken_back = store.carry_out(number, Order::withdraw(), Actor::Applicant, tomorrow);
    assert!(taken_back.await.unwrap().is_ok());
    drop(store);
    let said = refused(folder.path());
    assert!(said.contains("but the last event is of"), "{said}");
    assert!(said.contains("set the clock right"), "{said}");
}

#[tokio::test]
async fn a_place_that_is_no_folder_and_a_port_that_is_taken_are_named() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("data"), "not a folder").unwrap();
    let said = refused(folder.path());
    assert!(said.contains("data`: it is no folder"), "{said}");
    fs::remove_file(folder.path().join("data")).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let output = lianban(folder.path(), &["serve", "--listen", &address]);
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains(&format!("cannot listen on `{address}`")),
        "{said}"
    );
}

/// A disk of so many MiB in a folder; `None` where this user may not have one.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path, mebibytes: u32) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let size = format!("size={mebibytes}m");
        let mounted = run(
            "mount",
            &["-t", "tmpfs", "-o", &size, "tmpfs", folder.to_str()?],
        );
        if mounted.is_some_and(|it| it.status.success()) {
            return Some(Self(folder.to_owned()));
        }
        eprintln!("SKIPPED: this user may not mount a small disk");
        None
    }

    fn remount(&self, option: &str) {
        let option = format!("remount,{option}");
        let done = run("mount", &["-o", &option, self.0.to_str().unwrap()]).unwrap();
        assert!(done.status.success(), "{}", printed(&done));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: whatever is still open goes with its process.
        let _ = run("umount", &["-l", &self.0.to_string_lossy()]);
    }
}

fn run(program: &str, arguments: &[&str]) -> Option<Output> {
    Command::new(program).args(arguments).output().ok()
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named() {
    let folder = TempDir::new().unwrap();
    let Some(disk) = Disk::new(&folder.path().join("disk"), 64) else {
        return;
    };
    let root = folder.path().join("disk");
    drop(Server::start(&root).await);
    disk.remount("ro");
    let said = refused(&root);
    assert!(
        said.contains("cannot use `") && said.contains("Read-only"),
        "{said}"
    );
}

#[tokio::test]
async fn a_full_disk_takes_nothing_new_and_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("disk");
    let Some(disk) = Disk::new(&root, 40) else {
        return;
    };
    let ballast = root.join("ballast");
    // 24 MiB are to stay free: with the ballast there are fewer.
    let server = Server::start_with(&root, &[("LIANBAN_RESERVE", "24")]).await;
    let body = submission(&server).await.to_string();
    assert!(filed(&server, 0, &body).await.is_some());
    fs::write(&ballast, vec![1; 20 << 20]).unwrap();
    let refused: Json = said(&server, 1, &body).await;
    assert_eq!(refused["status"], 503, "{refused}");
    assert!(
        refused["title"].as_str().unwrap().contains("快存满了"),
        "{refused}"
    );
    println!("{refused}");
    assert_eq!(listed(&server, &root).await.len(), 1);
    fs::remove_file(&ballast).unwrap();
    assert!(filed(&server, 1, &body).await.is_some());
    drop(server);

    // With no reserve the disk does get full: the server stops, and says why.
    let mut server = Server::start_with(&root, &[("LIANBAN_RESERVE", "0")]).await;
    fs::write(&ballast, vec![1; 64 << 20]).unwrap_err();
    let mut acknowledged = 2;
    while filed_or_not(&server, acknowledged, &body).await {
        acknowledged += 1;
    }
    assert_eq!(server.ended().await, Some(2));
    let said = server.log();
    assert!(
        said.contains("error: the disk fails: No space left on device"),
        "{said}"
    );
    println!(
        "{acknowledged} acknowledged before: {}",
        said.lines().last().unwrap()
    );
    fs::remove_file(&ballast).unwrap();
    let server = Server::start(&root).await;
    assert!(listed(&server, &root).await.len() >= acknowledged);
    for key in 0..acknowledged {
        assert!(filed(&server, key, &body).await.is_some());
    }
    drop(server);
    assert!(lianban(&root, &["verify"]).status.success());
    drop(disk);
}

async fn said(server: &Server, key: usize, body: &str) -> Json {
    let request = reqwest::Client::new()
        .post(server.url(path::CASES))
        .header("content-type", "application/json")
        .header(lianban_api::IDEMPOTENCY_KEY, format!("key-{key}"));
    let response = request.body(body.to_owned()).send().await.unwrap();
    response.json().await.unwrap()
}

/// Whether a submission is acknowledged; it is not when the server fails or has gone.
async fn filed_or_not(server: &Server, key: usize, body: &str) -> bool {
    let request = reqwest::Client::new()
        .post(server.url(path::CASES))
        .header("content-type", "application/json")
        .header(lianban_api::IDEMPOTENCY_KEY, format!("key-{key}"))
        .timeout(Duration::from_secs(20));
    let response = request.body(body.to_owned()).send().await;
    response.is_ok_and(|response| response.status().is_success())
}
