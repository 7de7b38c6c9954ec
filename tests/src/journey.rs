//! One story, told to a fresh server and a fresh browser.

use std::future::Future;
use std::sync::Arc;

use thirtyfour::WebDriver;
use tokio::sync::Mutex;

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
    journey_on_stage(name, |visitor, _| story(visitor)).await
}

/// Tells a story in which server or browser go down and come back.
///
/// # Errors
/// What went wrong in the story.
pub async fn journey_on_stage<Story, Fut>(name: &str, story: Story) -> Told
where
    Story: FnOnce(Visitor, Stage) -> Fut,
    Fut: Future<Output = Told> + Send + 'static,
{
    let server = Server::start().await?;
    let chrome = Chrome::start().await?;
    let driver = chrome.open().await?;
    let mut visitor = Visitor::new(driver.clone(), server.url(""), name);
    visitor.receiver = server.receiver()?;
    let stage = Stage(Arc::new(Mutex::new(Scenery {
        server,
        chrome,
        driver,
    })));
    let told = tell(&stage, &visitor, story).await;
    let scenery = stage.0.lock().await;
    scenery.driver.clone().quit().await?;
    told.map_err(|error| {
        let log = last_lines(&scenery.server.log(), 30);
        Report(format!("{error}\n--- server\n{log}")).into()
    })
}

/// What a story can pull away from under its visitor, and put back.
#[derive(Clone, Debug)]
pub struct Stage(Arc<Mutex<Scenery>>);

#[derive(Debug)]
struct Scenery {
    server: Server,
    chrome: Chrome,
    driver: WebDriver,
}

impl Stage {
    /// The server goes down without warning.
    ///
    /// # Errors
    /// When the system refuses.
    pub async fn loses_server(&self) -> Told {
        self.0.lock().await.server.kill()
    }

    /// The register of licences falls silent, or answers again.
    ///
    /// # Errors
    /// When the system refuses.
    pub async fn silences_register(&self, is_silent: bool) -> Told {
        self.0.lock().await.server.silence_register(is_silent)
    }

    /// The server comes back with its data, at the same address.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn gets_server_back(&self) -> Told {
        self.0.lock().await.server.restart().await
    }

    /// The visitor closes the browser and opens it again.
    ///
    /// # Errors
    /// When it does not start again.
    pub async fn reopens(&self, visitor: &mut Visitor) -> Told {
        let mut scenery = self.0.lock().await;
        scenery.driver.clone().quit().await?;
        scenery.opens(visitor).await
    }

    /// The browser is killed without warning, and the visitor opens it again.
    ///
    /// # Errors
    /// When it does not start again.
    pub async fn loses_browser(&self, visitor: &mut Visitor) -> Told {
        let mut scenery = self.0.lock().await;
        scenery.chrome.kill().await?;
        // The driver may or may not have noticed.
        let _ = scenery.driver.clone().quit().await;
        scenery.opens(visitor).await
    }
}

impl Scenery {
    async fn opens(&mut self, visitor: &mut Visitor) -> Told {
        self.driver = self.chrome.open().await?;
        visitor.driver = self.driver.clone();
        resize(&visitor.driver, Window::Phone).await
    }
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

async fn tell<Story, Fut>(stage: &Stage, visitor: &Visitor, story: Story) -> Told
where
    Story: FnOnce(Visitor, Stage) -> Fut,
    Fut: Future<Output = Told> + Send + 'static,
{
    resize(&visitor.driver, Window::Phone).await?;
    // In a task of its own, so that a failed assertion comes back as an error too.
    let told = tokio::spawn(story(visitor.clone(), stage.clone())).await;
    let error = match told {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic.to_string(),
    };
    let mut visitor = visitor.clone();
    visitor.driver = stage.0.lock().await.driver.clone();
    Err(format!("{error}\n--- browser\n{}", visitor.report().await).into())
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(count);
    lines.get(from..).unwrap_or_default().join("\n")
}
