//! A backup while people submit, a crash, and everything back: checked entry by entry.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::running::{Server, lianban, listed, printed, submission, submit, upload};
use crate::samples::{MARKER, page, photo};
use lianban_api::path;

const CLIENTS: usize = 16;
/// Clients whose first case has a file.
const FILES: usize = 4;

/// Names the draft of a client, and the file in it.
fn token(number: usize) -> String {
    format!("{number:032x}")
}

/// Submits until the server has gone; the numbers that were acknowledged.
async fn client(
    address: String,
    body: Json,
    number: usize,
    count: Arc<AtomicUsize>,
) -> Vec<String> {
    let client = reqwest::Client::new();
    let mut acknowledged = Vec::new();
    for turn in 0.. {
        let mut body = body.clone();
        if turn == 0 && number < FILES {
            let token = token(number);
            body["documents"][0]["by"] = json!("files");
            body["documents"][0]["files"] = json!([token]);
            body["draft_token"] = json!(token);
        }
        let url = format!("{address}{}", path::CASES);
        let key = format!("client-{number}-{turn}");
        match submit(client.clone(), url, key, body.to_string()).await {
            Some(submitted) => acknowledged.push(submitted.number),
            None => break,
        }
        count.fetch_add(1, Ordering::Relaxed);
    }
    acknowledged
}

async fn until(count: &AtomicUsize, wanted: usize) -> usize {
    while count.load(Ordering::Relaxed) < wanted {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    count.load(Ordering::Relaxed)
}

/// The number before a word: `812 events`.
fn number_of(text: &str, word: &str) -> usize {
    let before = text.split(&format!(" {word}")).next().unwrap();
    let number = before.rsplit([' ', '\n']).next().unwrap();
    number.parse().unwrap()
}

/// Changes one byte wherever `marker` stands in a file, so many bytes after it.
fn flip(path: &Path, marker: &str, after: usize) {
    let mut bytes = fs::read(path).unwrap();
    let places: Vec<usize> = bytes
        .windows(marker.len())
        .enumerate()
        .filter(|(_, it)| *it == marker.as_bytes())
        .map(|(at, _)| at + after)
        .collect();
    assert!(!places.is_empty(), "{marker} is not there");
    for at in places {
        bytes[at] ^= 1;
    }
    fs::write(path, bytes).unwrap();
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_in(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_comes_back_whole_and_a_changed_byte_is_named() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(folder.path()).await;
    let body = submission(&server).await;
    for number in 0..FILES {
        let picture = photo(&page(1000, 1000, u32::try_from(number).unwrap()), 1);
        let token = token(number);
        upload(
            &reqwest::Client::new(),
            &server.url(""),
            &token,
            &token,
            &picture,
        )
        .await;
    }
    let count = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|number| {
            tokio::spawn(client(
                server.url(""),
                body.clone(),
                number,
                Arc::clone(&count),
            ))
        })
        .collect();

    let before = until(&count, 4 * CLIENTS).await;
    let backup = folder.path().join("backup");
    let (root, target) = (folder.path().to_owned(), backup.clone());
    let arguments = move || lianban(&root, &["backup", target.to_str().unwrap()]);
    let made = tokio::task::spawn_blocking(arguments).await.unwrap();
    assert!(made.status.success(), "{}", printed(&made));
    let after = count.load(Ordering::Relaxed);
    assert!(after > before, "nobody submitted while the backup was made");
    until(&count, after + CLIENTS).await;
    server.kill();
    let mut acknowledged = BTreeSet::new();
    for client in clients {
        acknowledged.extend(client.await.unwrap());
    }

    // What the crash left holds every acknowledged case.
    let checked = lianban(folder.path(), &["verify"]);
    assert!(checked.status.success(), "{}", printed(&checked));
    let said = printed(&checked);
    assert!(number_of(&said, "cases") >= acknowledged.len(), "{said}");
    assert_eq!(number_of(&said, "files"), FILES, "{said}");

    // The backup comes back with what was acknowledged before it, and nothing later than it.
    let new = folder.path().join("new");
    fs::create_dir(&new).unwrap();
    fs::copy(folder.path().join("data.key"), new.join("data.key")).unwrap();
    let restored = lianban(&new, &["restore", backup.to_str().unwrap()]);
    assert!(restored.status.success(), "{}", printed(&restored));
    let checked = lianban(&new, &["verify"]);
    assert!(checked.status.success(), "{}", printed(&checked));
    let said = printed(&checked);
    let cases = number_of(&said, "cases");
    assert!(
        (before..=after + CLIENTS).contains(&cases),
        "{before} {cases} {after}"
    );
    assert_eq!(number_of(&said, "events"), cases);
    println!(
        "{before} acknowledged before the backup, {after} when it was made, {cases} in it: {said}"
    );
    let server = Server::start(&new).await;
    // The demo accounts' file is no part of a backup; the accounts are.
    fs::copy(
        folder.path().join("data/demo-accounts.txt"),
        new.join("data/demo-accounts.txt"),
    )
    .unwrap();
    let numbers: BTreeSet<String> = listed(&server, &new).await.into_iter().collect();
    assert_eq!(numbers.len(), cases);
    assert!(numbers.last().unwrap().ends_with(&format!("-{cases:06}")));
    drop(server);

    a_changed_event_is_named(folder.path(), &backup, cases);
    a_changed_file_is_named(folder.path(), &backup);
    a_backup_without_its_manifest_is_no_backup(folder.path(), &backup);
}

fn a_changed_event_is_named(folder: &Path, backup: &Path, cases: usize) {
    for (sequence, after) in [(7, "before\":\"".len()), (cases, "sequence".len() + 4)] {
        let broken = copy_of(backup, &folder.join(format!("broken-{sequence}")));
        let marker = format!("{{\"sequence\":{sequence},");
        flip(&broken.join("lianban.redb"), &marker, marker.len() + after);
        let checked = lianban(folder, &["verify", broken.to_str().unwrap()]);
        let said = printed(&checked);
        assert_eq!(checked.status.code(), Some(1), "{said}");
        let named = format!("event {sequence} of the log is missing or was changed");
        assert!(said.contains(&named), "{said}");
        assert!(
            said.contains("`lianban.redb` is not what was copied"),
            "{said}"
        );
        println!("{said}");
        let refused = lianban(&folder.join("none"), &["restore", broken.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(2), "{}", printed(&refused));
    }
}

fn a_changed_file_is_named(folder: &Path, backup: &Path) {
    // Nothing of a picture stands in a backup in the clear.
    for file in files_in(backup) {
        let bytes = fs::read(file).unwrap();
        let marker = MARKER.as_bytes();
        assert!(!bytes.windows(marker.len()).any(|it| it == marker));
    }
    let broken = copy_of(backup, &folder.join("broken-file"));
    let file = files_in(&broken.join("files")).remove(0);
    let mut bytes = fs::read(&file).unwrap();
    bytes[100] ^= 1;
    fs::write(&file, bytes).unwrap();
    let checked = lianban(folder, &["verify", broken.to_str().unwrap()]);
    let said = printed(&checked);
    assert_eq!(checked.status.code(), Some(1), "{said}");
    assert!(said.contains(": it was changed"), "{said}");
    println!("{said}");
}

/// Whoever copies only the database finds it out by checking, not when it is needed.
fn a_backup_without_its_manifest_is_no_backup(folder: &Path, backup: &Path) {
    let broken = copy_of(backup, &folder.join("broken-manifest"));
    fs::remove_file(broken.join("manifest.json")).unwrap();
    let checked = lianban(folder, &["verify", broken.to_str().unwrap()]);
    let said = printed(&checked);
    assert_eq!(checked.status.code(), Some(1), "{said}");
    assert!(said.contains("`manifest.json` is missing"), "{said}");
    assert!(said.contains("not everything holds"), "{said}");
    println!("{said}");
}

fn copy_of(from: &Path, to: &Path) -> PathBuf {
    for file in files_in(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(file, target).unwrap();
    }
    to.to_owned()
}

#[tokio::test]
async fn a_backup_needs_no_server_and_takes_no_place_that_is_taken() {
    let folder = TempDir::new().unwrap();
    let nothing = lianban(folder.path(), &["backup", "nowhere"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(
        printed(&nothing).contains("cannot use `"),
        "{}",
        printed(&nothing)
    );
    assert!(!folder.path().join("data").exists());

    let server = Server::start(folder.path()).await;
    drop(server);
    let backup = folder.path().join("backup");
    let backup = backup.to_str().unwrap();
    let made = lianban(folder.path(), &["backup", backup]);
    assert!(made.status.success(), "{}", printed(&made));
    assert!(
        fs::read_dir(folder.path().join("data/snapshots"))
            .unwrap()
            .next()
            .is_none()
    );
    let inside = folder.path().join("data/backup");
    let inside = lianban(folder.path(), &["backup", inside.to_str().unwrap()]);
    assert_eq!(inside.status.code(), Some(2));
    let said = printed(&inside);
    assert!(said.contains("it lies in the data folder"), "{said}");
    let again = lianban(folder.path(), &["backup", backup]);
    assert!(
        printed(&again).contains("is there already"),
        "{}",
        printed(&again)
    );
    let onto = lianban(folder.path(), &["restore", backup]);
    assert!(
        printed(&onto).contains("is there already"),
        "{}",
        printed(&onto)
    );
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let keyless = lianban(&other, &["restore", backup]);
    assert!(
        printed(&keyless).contains("is missing: put back the one"),
        "{}",
        printed(&keyless)
    );
    fs::write(other.join("data.key"), "00".repeat(32)).unwrap();
    let wrong = lianban(&other, &["restore", backup]);
    assert!(
        printed(&wrong).contains("does not belong to this data"),
        "{}",
        printed(&wrong)
    );
    assert!(!other.join("data").exists());
}
