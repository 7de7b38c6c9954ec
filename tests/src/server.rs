//! The built program, running with a data folder of its own.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::{Told, eventually, free_port};

/// A running server. Dropping it kills it, as a power cut would, and deletes its data.
#[derive(Debug)]
pub struct Server {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Server {
    /// Starts the program with an empty data folder and the demo accounts.
    ///
    /// # Errors
    /// When it is not built or does not answer.
    pub async fn start() -> Told<Self> {
        let folder = TempDir::with_prefix("lianban-test-")?;
        let port = free_port()?;
        let server = Self {
            process: spawn(&folder, port)?,
            port,
            folder,
        };
        server.answers().await?;
        Ok(server)
    }

    /// Kills the program without warning (SIGKILL).
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(&mut self) -> Told {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    /// The register of licences falls silent, or answers again.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn silence_register(&self, is_silent: bool) -> Told {
        let file = self.folder.path().join("data/licences.json");
        let away = file.with_extension("away");
        let (from, to) = if is_silent {
            (file, away)
        } else {
            (away, file)
        };
        std::fs::rename(from, to)?;
        Ok(())
    }

    /// Starts the program again on the same data, at the same address.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn restart(&mut self) -> Told {
        self.process = spawn(&self.folder, self.port)?;
        self.answers().await
    }

    /// The address of a path on this server.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Name and password of the demo account that takes in cases.
    ///
    /// # Errors
    /// When the program has made none.
    pub fn receiver(&self) -> Told<(String, String)> {
        let accounts = self.folder.path().join("data/demo-accounts.txt");
        let accounts = std::fs::read_to_string(accounts)?;
        let account = accounts.lines().find_map(|line| {
            let mut parts = line.split('\t');
            let (name, password) = (parts.next()?, parts.next()?);
            (parts.next()? == "receiver").then(|| (name.to_owned(), password.to_owned()))
        });
        account.ok_or_else(|| "there is no demo account of a receiver".into())
    }

    /// What the program has logged, for the report of a failed test.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    async fn answers(&self) -> Told {
        let health = self.url(lianban_api::path::HEALTH);
        let answered = eventually("the server to answer", || async {
            let response = reqwest::get(&health).await?;
            Ok(response.status().is_success().then_some(()))
        });
        answered
            .await
            .map_err(|error| format!("{error}\n{}", self.log()).into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed by the test already.
        let _ = self.kill();
    }
}

fn spawn(folder: &TempDir, port: u16) -> Told<Child> {
    let program = program()?;
    let log = File::options()
        .create(true)
        .append(true)
        .open(folder.path().join("log"))?;
    let child = Command::new(&program)
        .args(["serve", "--demo"])
        .env("LIANBAN_LISTEN", format!("127.0.0.1:{port}"))
        .env("LIANBAN_DATA", folder.path().join("data"))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .map_err(|error| format!("{} does not start: {error}", program.display()))?;
    Ok(child)
}

/// The program: `LIANBAN_BIN`, or the one built beside this test.
fn program() -> Told<PathBuf> {
    if let Some(path) = std::env::var_os("LIANBAN_BIN") {
        return Ok(path.into());
    }
    let built = std::env::current_exe()?
        .ancestors()
        .nth(2)
        .map(|folder| folder.join("lianban"))
        .filter(|path| path.exists());
    built.ok_or_else(|| "the server is not built: run `make test`".into())
}
