//! The tools of the stories themselves: a test that cannot fail proves nothing.

use lianban_tests::browser::{Chrome, Window, resize};
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, audit};

/// A field without a label, grey on grey, and a table far too wide for a phone.
const BARRED: &str = "data:text/html;charset=utf-8,<h1>试</h1><input>\
    <p style='color:gray;background:silver'>灰底上的灰字</p><div style='width:2000px'>宽</div>";

#[tokio::test]
async fn an_audit_sees_what_bars_someone() -> Told {
    let chrome = Chrome::start().await?;
    let driver = chrome.open().await?;
    let visitor = Visitor::new(driver.clone(), BARRED.to_owned(), "harness");
    resize(&driver, Window::Phone).await?;
    visitor.open("").await?;
    let findings = audit::findings(&driver).await;
    let clean = visitor.leaves_clean("barred").await;
    driver.quit().await?;

    let findings = findings?.join("\n");
    for rule in ["label at", "color-contrast at", "html-has-lang at"] {
        assert!(
            findings.contains(rule),
            "`{rule}` is not among:\n{findings}"
        );
    }
    let error = clean
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(error.contains("px wider than the window"), "{error}");
    Ok(())
}
