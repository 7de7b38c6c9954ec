//! The rule book says every rule, to staff only.

use axum::http::Method;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::json;

use crate::support::{Service, package};

#[tokio::test]
async fn staff_read_the_rule_book_and_nobody_else() {
    let service = Service::start();
    let address = path::book("open-restaurant");
    assert_eq!(service.get(&address).await.status, 401);
    assert_eq!(service.get(path::BOOKS).await.status, 401);
    let window = service.window("advisor", Role::Advisor).await;
    let list = service
        .at(&window, Method::GET, path::BOOKS, &json!(null))
        .await;
    assert!(String::from_utf8_lossy(&list.body).contains(&format!("href=\"{address}\"")));
    let page = service
        .at(&window, Method::GET, &address, &json!(null))
        .await;
    assert_eq!(page.status, 200);
    let page = String::from_utf8_lossy(&page.body);
    assert!(page.contains(package().package.hash()));
    for rule in &package().package.contents().rules {
        assert!(page.contains(&format!("id=\"{}\"", rule.id)), "{}", rule.id);
    }
    let none = service
        .at(&window, Method::GET, &path::book("nonsense"), &json!(null))
        .await;
    assert_eq!(none.status, 404);
}
