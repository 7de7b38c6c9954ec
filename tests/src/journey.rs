//! One story, told to a fresh server and a fresh browser.

use std::future::Future;

use thirtyfour::WebDriver;

use crate::Told;
use crate::browser::{Chrome, Window, resize};
use crate::server::Server;
use crate::visitor::Visitor;

/// Tells a story with a server and a browser of its own, on a phone unless the story says otherwise.
///
/// The browser is quit however the story ends. A failure carries what was on
/// the page and in the server's log.
///
/// # Errors
/// What went wrong in the story.
pub async fn journey<Story, Fut>(name: &str, story: Story) -> Told
where
    Story: FnOnce(Visitor) -> Fut,
    Fut: Future<Output = Told> + Send + 'static,
{
    let server = Server::start().await?;
    let chrome = Chrome::start().await?;
    let driver = chrome.open().await?;
    let mut visitor = Visitor::new(driver.clone(), server.url(""), name);
    visitor.receiver = server.receiver()?;
    let told = tell(&driver, &visitor, story).await;
    driver.quit().await?;
    told.map_err(|error| {
        let log = last_lines(&server.log(), 30);
        Report(format!("{error}\n--- server\n{log}")).into()
    })
}

/// What a failed story says: printed as it is, line by line.
#[derive(thiserror::Error)]
#[error("{0}")]
struct Report(String);

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

async fn tell<Story, Fut>(driver: &WebDriver, visitor: &Visitor, story: Story) -> Told
where
    Story: FnOnce(Visitor) -> Fut,
    Fut: Future<Output = Told> + Send + 'static,
{
    resize(driver, Window::Phone).await?;
    // In a task of its own, so that a failed assertion comes back as an error too.
    let told = tokio::spawn(story(visitor.clone())).await;
    let error = match told {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic.to_string(),
    };
    Err(format!("{error}\n--- browser\n{}", visitor.report().await).into())
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(count);
    lines.get(from..).unwrap_or_default().join("\n")
}
