//! Power fails while people submit: whatever was acknowledged is there, once.

use std::collections::BTreeSet;
use std::time::Duration;

use lianban_api::{CSRF_TOKEN, CaseDetail, path};
use lianban_backend::store::redb::RedbStore;
use serde_json::json;
use tempfile::TempDir;

use crate::running::{Server, listed, submission, submit, window};

const SUBMISSIONS: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_case_survives_a_kill_and_none_is_there_twice() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(folder.path()).await;
    let body = submission(&server).await.to_string();
    let client = reqwest::Client::new();
    let send = |server: &Server, key: usize| {
        let url = server.url(path::CASES);
        tokio::spawn(submit(
            client.clone(),
            url,
            format!("key-{key}"),
            body.clone(),
        ))
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
        let sent = submit(client.clone(), url, format!("key-{key}"), body.clone()).await;
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
