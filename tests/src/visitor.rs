//! A person in front of a page: reads, chooses, fills in, presses.
//!
//! Things are found by what is seen: a heading, a legend, a label, the words on
//! a button. Where the page is still moving, the person tries again.

mod filling;
mod keyboard;
mod printing;
mod tabs;

use std::path::PathBuf;

use thirtyfour::{By, WebDriver, WebElement};

use crate::browser::{Look, Window, dress, resize, unroll};
use crate::seen::{pressable, quoted};
use crate::{Told, audit, eventually};

/// A person with a browser.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The browser.
    pub driver: WebDriver,
    site: String,
    /// Name and password of the window's demo account.
    pub receiver: (String, String),
    /// First part of the names of this journey's pictures.
    story: String,
    /// On ground that other stories audit: does not stop to look.
    hurries: bool,
    /// Clicks; otherwise everything goes by keys.
    has_mouse: bool,
}

impl Visitor {
    /// Someone who is about to visit `site`.
    #[must_use]
    pub fn new(driver: WebDriver, site: String, story: &str) -> Self {
        Self {
            driver,
            site,
            receiver: Default::default(),
            story: story.to_owned(),
            hurries: false,
            has_mouse: true,
        }
    }

    /// The same person on ground that another story audits: [`Self::leaves_clean`] looks at nothing.
    #[must_use]
    pub fn hurrying(&self) -> Self {
        Self {
            hurries: true,
            ..self.clone()
        }
    }

    /// The whole address of a path on the site.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// Types an address of the site.
    ///
    /// # Errors
    /// When the browser cannot load it.
    pub async fn open(&self, path: &str) -> Told {
        self.driver.goto(self.address(path)).await?;
        Ok(())
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn reload(&self) -> Told {
        self.driver.refresh().await?;
        Ok(())
    }

    /// Waits for the page with this heading.
    ///
    /// # Errors
    /// When it does not come; says which page is there.
    pub async fn arrives_at(&self, heading: &str) -> Told {
        let seen = format!("//h1[contains(normalize-space(.), {})]", quoted(heading));
        if let Err(error) = self.element(&format!("the page “{heading}”"), &seen).await {
            let text = self.page_text().await.unwrap_or_default();
            return Err(format!("{error}\non the page instead:\n{text}").into());
        }
        Ok(())
    }

    /// The page's main heading.
    ///
    /// # Errors
    /// When there is none.
    pub async fn heading(&self) -> Told<String> {
        let heading = self.element("a heading", "//h1").await?;
        Ok(heading.text().await?)
    }

    /// Waits until these words can be read somewhere on the page.
    ///
    /// # Errors
    /// When they do not come; says what is there.
    pub async fn reads(&self, words: &str) -> Told {
        let what = format!("“{words}”");
        let waited = eventually(&what, || async {
            Ok(self.page_text().await?.contains(words).then_some(()))
        });
        if let Err(error) = waited.await {
            let text = self.page_text().await.unwrap_or_default();
            return Err(format!("{error}\non the page instead:\n{text}").into());
        }
        Ok(())
    }

    /// All the words that can be seen.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn page_text(&self) -> Told<String> {
        Ok(self.driver.find(By::Css("body")).await?.text().await?)
    }

    /// Whether a button or link with these words can be pressed now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn can_press(&self, words: &str) -> Told<bool> {
        let found = self.driver.find_all(By::XPath(pressable(words))).await?;
        for element in found {
            if element.is_displayed().await? && element.is_enabled().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Presses the button or follows the link with these words.
    ///
    /// # Errors
    /// When there is none that can be pressed.
    pub async fn presses(&self, words: &str) -> Told {
        self.click(&format!("a button or link “{words}”"), &pressable(words))
            .await
    }

    /// Presses the first button or link whose words begin like this.
    ///
    /// # Errors
    /// When there is none that can be pressed.
    pub async fn presses_what_begins_with(&self, words: &str) -> Told {
        let path = format!(
            "//*[self::button or self::a][starts-with(normalize-space(.), {})]",
            quoted(words)
        );
        self.click(&format!("a button or link “{words}…”"), &path)
            .await
    }

    /// On the home page, chooses the card with this name.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn chooses_package(&self, name: &str) -> Told {
        let card = format!(
            "//main//a[.//*[normalize-space(.) = {0}] or normalize-space(.) = {0}]",
            quoted(name)
        );
        self.click(&format!("the card “{name}”"), &card).await
    }

    /// Waits until there is a question that can be answered.
    ///
    /// # Errors
    /// When none comes.
    pub async fn sees_a_question(&self) -> Told {
        self.element("a question", "//main//form//*[self::input or self::button]")
            .await?;
        Ok(())
    }

    /// The questions on the page: the words of their legends, from top to bottom.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn groups(&self) -> Told<Vec<String>> {
        let legends = "return [...document.querySelectorAll('main fieldset > legend')]
            .filter((legend) => legend.checkVisibility())
            .map((legend) => legend.innerText.trim())";
        Ok(self.driver.execute(legends, Vec::new()).await?.convert()?)
    }

    /// Ends a page: no rule of axe-core finds anything, in either window, by day, in the dark
    /// and in 长辈版, and nothing is wider than 320 pixels. A picture of each is kept where
    /// `LIANBAN_SHOTS` names a folder.
    ///
    /// # Errors
    /// When something would bar someone, or the page is wider than the window.
    pub async fn leaves_clean(&self, page: &str) -> Told {
        if self.hurries {
            return Ok(());
        }
        for (window, look) in [
            (Window::Desktop, Look::Light),
            (Window::Desktop, Look::Dark),
            (Window::Narrow, Look::Light),
            (Window::Phone, Look::Elder),
            (Window::Phone, Look::Light),
        ] {
            dress(&self.driver, look).await?;
            resize(&self.driver, window).await?;
            unroll(&self.driver, window).await?;
            self.settles().await?;
            self.keeps_picture(page, window, look).await?;
            let mut found = Vec::from_iter(self.overflow().await?);
            if window != Window::Narrow {
                found.extend(audit::findings(&self.driver).await?);
            }
            if !found.is_empty() {
                let found = found.join("\n");
                return Err(format!("{page}, {window:?}, {look:?}:\n{found}").into());
            }
            resize(&self.driver, window).await?;
        }
        self.settles().await
    }

    /// Presses a place found by `XPath`, again if the page moved under the finger.
    async fn click(&self, what: &str, path: &str) -> Told {
        eventually(what, || async {
            let Some(element) = self.seen(path).await? else {
                return Ok(None);
            };
            if !self.has_mouse {
                self.presses_keys_at(&element).await?;
                return Ok(Some(()));
            }
            // In the middle, so that nothing sticky lies over it.
            self.driver
                .execute(
                    "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
                    vec![element.to_json()?],
                )
                .await?;
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    async fn element(&self, what: &str, path: &str) -> Told<WebElement> {
        eventually(what, || self.seen(path)).await
    }

    /// The first place of this `XPath` that can be seen.
    async fn seen(&self, path: &str) -> Told<Option<WebElement>> {
        for element in self.driver.find_all(By::XPath(path)).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Waits until fonts are there and nothing moves.
    async fn settles(&self) -> Told {
        let still = "
            const done = arguments[arguments.length - 1];
            const frame = () => new Promise((next) => requestAnimationFrame(next));
            document.fonts.ready
                .then(frame).then(frame)
                .then(() => Promise.race([
                    Promise.allSettled(document.getAnimations().map((a) => a.finished)),
                    new Promise((enough) => setTimeout(enough, 2000)),
                ]))
                .then(() => done(true));
        ";
        self.driver.execute_async(still, Vec::new()).await?;
        Ok(())
    }

    /// What makes the page wider than its window, so that a phone scrolls sideways. A phone's
    /// `innerWidth` grows with the page, so it is no measure.
    async fn overflow(&self) -> Told<Option<String>> {
        let wide = "
            const width = document.documentElement.clientWidth;
            const extra = document.documentElement.scrollWidth - width;
            if (extra <= 0) return null;
            const right = (it) => it.getBoundingClientRect().right;
            const all = [...document.body.querySelectorAll('*')].filter((it) => right(it) > width);
            const name = (it) => it.tagName + '.' + it.className + ' “' + it.textContent.trim().slice(0, 20) + '”';
            return extra + ' px wider than the window: ' + all.map(name).join('; ');
        ";
        let wide: Option<String> = self.driver.execute(wide, Vec::new()).await?.convert()?;
        Ok(wide.map(|wide| format!("the page is {wide}")))
    }

    async fn keeps_picture(&self, page: &str, window: Window, look: Look) -> Told {
        let Some(folder) = std::env::var_os("LIANBAN_SHOTS").map(PathBuf::from) else {
            return Ok(());
        };
        std::fs::create_dir_all(&folder)?;
        let look = match look {
            Look::Light => "",
            Look::Dark => "-dark",
            Look::Elder => "-elder",
        };
        let name = format!("{}-{page}-{}{look}.png", self.story, window.size().0);
        std::fs::write(folder.join(name), self.driver.screenshot_as_png().await?)?;
        Ok(())
    }

    /// What a failed test should show: address, browser's console, words on the page.
    pub async fn report(&self) -> String {
        let address = self.driver.current_url().await;
        let console = self.driver.browser_log().await.unwrap_or_default();
        let text = self.page_text().await.unwrap_or_default();
        let address = address.map_or_else(|error| error.to_string(), |url| url.to_string());
        let console: Vec<String> = console
            .iter()
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect();
        let console = console.join(
            "
",
        );
        // The picture helps; without it the report still does.
        let _ = self
            .keeps_picture("failed", Window::Phone, Look::Light)
            .await;
        format!("at {address}\n{console}\n{text}")
    }
}
