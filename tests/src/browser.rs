//! Chromium with a fresh profile, and the driver that moves it.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{Told, eventually, free_port};

/// Flags under which Chromium runs alike everywhere, as root in a container too.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--force-color-profile=srgb",
];

/// How long a script on a page may take.
const AUDIT_PATIENCE: Duration = Duration::from_mins(1);

static TURN: Semaphore = Semaphore::const_new(1);

/// A driver process with the profile of its one browser.
#[derive(Debug)]
pub struct Chrome {
    /// One browser at a time: two on two cores starve each other's audits.
    _turn: SemaphorePermit<'static>,
    driver: Child,
    port: u16,
    profile: TempDir,
}

/// The two windows that every page is made for, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// 390 × 844, touched with a finger.
    Phone,
    /// 1440 × 900.
    Desktop,
    /// 320 × 640: the narrowest, and a wide one at 400 %.
    Narrow,
}

/// What a page may look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// By day.
    Light,
    /// The dark theme of the system.
    Dark,
    /// 长辈版.
    Elder,
}

impl Window {
    /// Width and height.
    #[must_use]
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Desktop => (1440, 900),
            Self::Narrow => (320, 640),
        }
    }
}

impl Chrome {
    /// Starts the driver.
    ///
    /// # Errors
    /// When chromedriver is not installed.
    pub async fn start() -> Told<Self> {
        let turn = TURN.acquire().await?;
        let port = free_port()?;
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("chromedriver does not start ({error}): run `make test`"))?;
        let chrome = Self {
            _turn: turn,
            driver,
            port,
            profile: TempDir::with_prefix("lianban-profile-")?,
        };
        let status = format!("http://127.0.0.1:{port}/status");
        eventually("chromedriver to answer", || async {
            Ok(reqwest::get(&status)
                .await?
                .status()
                .is_success()
                .then_some(()))
        })
        .await?;
        Ok(chrome)
    }

    /// Opens the browser. Whoever opens it quits it.
    ///
    /// # Errors
    /// When Chromium does not start.
    pub async fn open(&self) -> Told<WebDriver> {
        let mut wishes = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wishes.add_arg(flag)?;
        }
        wishes.add_arg(&format!(
            "--user-data-dir={}",
            self.profile.path().display()
        ))?;
        let address = format!("http://127.0.0.1:{}", self.port);
        let patience =
            ElementPollerWithTimeout::new(Duration::from_secs(15), Duration::from_millis(50));
        let driver = WebDriver::builder(&address, wishes)
            .poller(Arc::new(patience))
            .connect()
            .await?;
        // An audit of a long page takes its time where two browsers share a core.
        driver.set_script_timeout(AUDIT_PATIENCE).await?;
        Ok(driver)
    }

    /// Kills the open browser without warning (SIGKILL), as a power cut would.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&self) -> Told {
        let profile = self.profile.path().to_string_lossy();
        // Of its many processes the first is the one without a type.
        let is_browser =
            |command: &str| command.contains(&*profile) && !command.contains("--type=");
        for process in std::fs::read_dir("/proc")? {
            let process = process?.path();
            let command = std::fs::read(process.join("cmdline")).unwrap_or_default();
            let is_driver = command.starts_with(b"chromedriver");
            if is_driver || !is_browser(&String::from_utf8_lossy(&command)) {
                continue;
            }
            let id = process.file_name().ok_or("a process without a number")?;
            Command::new("kill").arg("-9").arg(id).status()?;
            let gone = || async { Ok((!process.join("exe").exists()).then_some(())) };
            return eventually("the browser to be gone", gone).await;
        }
        Err("there is no browser to kill".into())
    }
}

impl Drop for Chrome {
    fn drop(&mut self) {
        // The browser has been quit by now; a driver that is gone already is fine.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Gives the page a window of this size.
///
/// Chromium's own windows are never narrower than about 500 pixels, so the size is emulated.
///
/// # Errors
/// When the browser is gone.
pub async fn resize(driver: &WebDriver, window: Window) -> Told {
    emulate(driver, window, window.size()).await?;
    let touch = json!({ "enabled": window == Window::Phone });
    driver
        .cdp()
        .send_raw("Emulation.setTouchEmulationEnabled", touch)
        .await?;
    Ok(())
}

/// Makes the window as tall as the page, so that nothing sticky lies over anything.
///
/// # Errors
/// When the browser is gone.
pub async fn unroll(driver: &WebDriver, window: Window) -> Told {
    let height = "return document.documentElement.scrollHeight";
    let height: u32 = driver.execute(height, Vec::new()).await?.convert()?;
    let (width, least) = window.size();
    emulate(driver, window, (width, height.max(least))).await
}

/// Gives the page this look.
///
/// # Errors
/// When the browser is gone.
pub async fn dress(driver: &WebDriver, look: Look) -> Told {
    let scheme = if look == Look::Dark { "dark" } else { "light" };
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    driver
        .cdp()
        .send_raw("Emulation.setEmulatedMedia", features)
        .await?;
    let size = if look == Look::Elder {
        "document.documentElement.dataset.size = 'elder'"
    } else {
        "if (localStorage.getItem('lianban/size') !== 'elder') delete document.documentElement.dataset.size"
    };
    // A page of the harness has no storage.
    driver
        .execute(format!("try {{ {size} }} catch {{}}"), Vec::new())
        .await?;
    Ok(())
}

async fn emulate(driver: &WebDriver, window: Window, (width, height): (u32, u32)) -> Told {
    let metrics = json!({
        "width": width,
        "height": height,
        "deviceScaleFactor": 1,
        "mobile": window != Window::Desktop,
    });
    driver
        .cdp()
        .send_raw("Emulation.setDeviceMetricsOverride", metrics)
        .await?;
    // A phone may zoom when it is turned or grows; then nothing is where a click goes.
    driver
        .cdp()
        .send_raw(
            "Emulation.setPageScaleFactor",
            json!({ "pageScaleFactor": 1 }),
        )
        .await?;
    Ok(())
}
