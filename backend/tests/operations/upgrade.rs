//! Stores of earlier programs: brought up to date after a copy is kept; those of later ones
//! are refused.
//!
//! `stores/format-N` holds a small store of each format: a case that was submitted, with a
//! file, and one that was accepted. `make bench` never touches them; they are made once, by
//! the last program that wrote the format.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use lianban_api::{CSRF_TOKEN, CaseDetail, CaseState, path};
use lianban_backend::store::redb::{FORMAT, RedbStore};
use redb::{Database, TableDefinition};
use serde_json::json;
use tempfile::TempDir;

use crate::running::{Server, lianban, listed, printed, window};

/// Where the stores of earlier formats lie.
fn stores() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores")
}

/// A folder with the store of a format.
fn unpacked(format: u64) -> TempDir {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let from = stores().join(format!("format-{format}"));
    fs::create_dir(&data).unwrap();
    let mut database = Vec::new();
    let packed = fs::File::open(from.join("lianban.redb.gz")).unwrap();
    GzDecoder::new(packed).read_to_end(&mut database).unwrap();
    fs::write(data.join("lianban.redb"), database).unwrap();
    fs::copy(
        from.join("demo-accounts.txt"),
        data.join("demo-accounts.txt"),
    )
    .unwrap();
    fs::copy(from.join("data.key"), folder.path().join("data.key")).unwrap();
    for file in fs::read_dir(from.join("files")).into_iter().flatten() {
        let file = file.unwrap();
        let name = file.file_name().to_string_lossy().into_owned();
        let shelf = data.join("files").join(&name[..2]);
        fs::create_dir_all(&shelf).unwrap();
        fs::copy(file.path(), shelf.join(name)).unwrap();
    }
    folder
}

#[test]
fn a_store_of_each_format_is_kept() {
    for format in 1..FORMAT {
        let folder = stores().join(format!("format-{format}"));
        assert!(folder.join("lianban.redb.gz").exists(), "{folder:?}");
    }
}

#[tokio::test]
async fn older_stores_are_brought_up_to_date_and_their_cases_can_be_decided() {
    for format in 1..FORMAT {
        let folder = unpacked(format);
        let old = lianban(folder.path(), &["verify"]);
        assert_eq!(old.status.code(), Some(2), "{}", printed(&old));
        assert!(
            printed(&old).contains("brings older data up to date"),
            "{}",
            printed(&old)
        );

        let server = Server::start(folder.path()).await;
        assert_eq!(listed(&server, folder.path()).await.len(), 2);
        let (client, csrf) = window(&server, folder.path()).await;
        let mut states = Vec::new();
        for number in listed(&server, folder.path()).await {
            let case = client
                .get(server.url(&path::case(&number)))
                .send()
                .await
                .unwrap();
            assert_eq!(case.status(), 200, "format {format}, {number}");
            let case: CaseDetail = case.json().await.unwrap();
            states.push(case.state);
            if case.state != CaseState::Submitted {
                assert!(case.notice.is_some());
                continue;
            }
            let file = &case
                .documents
                .iter()
                .find(|it| !it.files.is_empty())
                .unwrap()
                .files[0];
            let file = path::case_file(&number, &file.id);
            assert_eq!(
                client.get(server.url(&file)).send().await.unwrap().status(),
                200
            );
            let accept = client
                .post(server.url(&path::accept(&number)))
                .header(CSRF_TOKEN, &csrf);
            let accepted = accept
                .json(&json!({ "version": case.version }))
                .send()
                .await
                .unwrap();
            assert_eq!(accepted.status(), 200, "{}", accepted.text().await.unwrap());
        }
        assert!(states.contains(&CaseState::Submitted) && states.contains(&CaseState::Accepted));
        drop(server);
        let checked = lianban(folder.path(), &["verify"]);
        assert!(checked.status.success(), "{}", printed(&checked));
        let copy = format!("data/before-format/{FORMAT}-from-{format}.redb");
        assert!(folder.path().join(copy).exists());
        println!("format {format}: {}", printed(&checked));
    }
}

#[tokio::test]
async fn a_store_of_a_later_program_is_refused_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let (data, key) = (folder.path().join("data"), folder.path().join("data.key"));
    drop(RedbStore::open(&data, &key).unwrap());
    let path = data.join("lianban.redb");
    let meta: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("meta/1");
    let database = (0..1_000_000)
        .find_map(|_| Database::open(&path).ok())
        .unwrap();
    let transaction = database.begin_write().unwrap();
    let later = (FORMAT + 1).to_string();
    transaction
        .open_table(meta)
        .unwrap()
        .insert("format", later.as_bytes())
        .unwrap();
    transaction.commit().unwrap();
    database.close().unwrap();

    let output = lianban(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let reason = format!("the data has format {later}, this program knows formats up to {FORMAT}");
    assert!(said.contains(&reason), "{said}");
    println!("{said}");
    let checked = lianban(folder.path(), &["verify"]);
    assert_eq!(checked.status.code(), Some(2), "{}", printed(&checked));
}
