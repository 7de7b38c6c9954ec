//! Accounts by the command line: a colleague comes, forgets the password, leaves.

use std::path::Path;
use std::process::Output;

use lianban_api::path;
use serde_json::json;
use tempfile::TempDir;

use crate::running::{Server, lianban, printed};

/// Runs `lianban staff`, and the password it shows.
fn staff(folder: &Path, arguments: &[&str]) -> String {
    let output = lianban(folder, &[&["staff"], arguments].concat());
    assert!(output.status.success(), "{}", printed(&output));
    let said = printed(&output);
    let shown = said.split("shown only now: ").nth(1);
    shown.unwrap_or_default().trim().to_owned()
}

fn refused(output: &Output, words: &str) {
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(output).contains(words), "{}", printed(output));
}

async fn signs_in(server: &Server, client: &reqwest::Client, password: &str) -> u16 {
    let body = json!({ "name": "chen", "password": password });
    let request = client.post(server.url(path::SESSION)).json(&body);
    request.send().await.unwrap().status().as_u16()
}

async fn is_signed_in(server: &Server, client: &reqwest::Client) -> bool {
    let session = client.get(server.url(path::SESSION)).send().await.unwrap();
    session.status() == 200
}

#[tokio::test]
async fn an_account_comes_gets_another_password_and_goes() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    refused(&lianban(folder, &["staff", "list"]), "No such file");
    assert!(!folder.join("data").exists());

    let first = staff(folder, &["add", "chen", "--role", "receiver"]);
    let browser = reqwest::Client::builder().cookie_store(true).build();
    let browser = browser.unwrap();
    let server = Server::start(folder).await;
    assert_eq!(signs_in(&server, &browser, &first).await, 200);
    assert!(is_signed_in(&server, &browser).await);
    refused(
        &lianban(folder, &["staff", "list"]),
        "is the server running?",
    );
    drop(server);

    let second = staff(folder, &["password", "chen"]);
    assert_ne!(first, second);
    let server = Server::start(folder).await;
    assert!(!is_signed_in(&server, &browser).await);
    assert_eq!(signs_in(&server, &browser, &first).await, 401);
    assert_eq!(signs_in(&server, &browser, &second).await, 200);
    drop(server);

    let listed = printed(&lianban(folder, &["staff", "list"]));
    assert!(listed.contains("chen\treceiver\tchen"), "{listed}");
    assert!(!listed.contains("argon2"), "{listed}");
    staff(folder, &["remove", "chen"]);
    let server = Server::start(folder).await;
    assert!(!is_signed_in(&server, &browser).await);
    assert_eq!(signs_in(&server, &browser, &second).await, 401);
    drop(server);

    let unknown = "there is no account `chen`";
    refused(&lianban(folder, &["staff", "remove", "chen"]), unknown);
    refused(&lianban(folder, &["staff", "password", "chen"]), unknown);
}
