//! How `lianban backup` and `lianban verify` ask a running server for a snapshot: by a
//! socket in the data folder, which only whoever may read the data can reach.
//!
//! One line each way; the snapshot stays until the one who asked hangs up.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Name of the socket in the data folder.
const SOCKET: &str = "admin.sock";
/// What is asked.
const SNAPSHOT: &str = "snapshot\n";

/// What the server says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Said {
    /// Where the snapshot lies.
    Snapshot(PathBuf),
    /// Why there is none.
    Failed(String),
}

#[cfg(unix)]
mod socket {
    use std::fs;
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixStream as Blocking;
    use std::sync::Arc;

    use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader as Lines};
    use tokio::net::{UnixListener, UnixStream};

    use super::{Path, PathBuf, SNAPSHOT, SOCKET, Said};
    use crate::backup::{BackupError, Snapshot, at};
    use crate::files::Files;
    use crate::store::redb::RedbStore;

    /// A snapshot of a running server; dropped, the server removes it.
    pub struct Asked {
        folder: PathBuf,
        _line: BufReader<Blocking>,
    }

    impl Asked {
        /// Where the snapshot lies.
        #[must_use]
        pub fn folder(&self) -> &Path {
            &self.folder
        }
    }

    /// Asks the server that runs on a data folder; `None` when none does.
    ///
    /// # Errors
    /// When the server makes no snapshot, or goes away.
    pub fn ask(data: &Path) -> Result<Option<Asked>, BackupError> {
        let path = data.join(SOCKET);
        let Ok(mut line) = Blocking::connect(&path) else {
            return Ok(None);
        };
        line.write_all(SNAPSHOT.as_bytes()).map_err(at(&path))?;
        let mut line = BufReader::new(line);
        let mut said = String::new();
        line.read_line(&mut said).map_err(at(&path))?;
        match serde_json::from_str(&said) {
            Ok(Said::Snapshot(folder)) => Ok(Some(Asked {
                folder,
                _line: line,
            })),
            Ok(Said::Failed(why)) => Err(BackupError::Server(why)),
            Err(_) => Err(BackupError::Server("it went away".to_owned())),
        }
    }

    /// Answers who asks from now on. Only while this process holds the store of the folder.
    ///
    /// # Errors
    /// When there can be no socket.
    pub fn listen(data: &Path, store: Arc<RedbStore>, files: Arc<Files>) -> std::io::Result<()> {
        let data = std::path::absolute(data)?;
        let path = data.join(SOCKET);
        // A crash may have left one; nobody else has the store open.
        let _ = fs::remove_file(&path);
        let listener = UnixListener::bind(&path)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                // One after the other: each takes disk and time.
                if let Err(error) = answer(line, &data, &store, &files).await {
                    tracing::warn!(%error, "who asked for a snapshot went away");
                }
            }
        });
        Ok(())
    }

    async fn answer(
        line: UnixStream,
        data: &Path,
        store: &RedbStore,
        files: &Files,
    ) -> std::io::Result<()> {
        let mut line = Lines::new(line);
        let mut asked = String::new();
        (&mut line).take(64).read_line(&mut asked).await?;
        if asked != SNAPSHOT {
            return Ok(());
        }
        let snapshot = Snapshot::take(store, files, data).await;
        let said = match &snapshot {
            Ok(snapshot) => {
                tracing::info!("a snapshot is there to be copied");
                Said::Snapshot(snapshot.folder().to_owned())
            }
            Err(error) => {
                tracing::error!(%error, "no snapshot was made");
                Said::Failed(error.to_string())
            }
        };
        let said = serde_json::to_string(&said).map_err(std::io::Error::other)?;
        line.write_all(format!("{said}\n").as_bytes()).await?;
        // Until the other end hangs up.
        line.read_line(&mut String::new()).await?;
        Ok(())
    }
}

#[cfg(unix)]
pub use socket::{Asked, ask, listen};

/// Elsewhere a backup is made while no server runs.
#[cfg(not(unix))]
mod nothing {
    use super::{Path, PathBuf};
    use crate::backup::BackupError;

    /// There is none.
    pub struct Asked(PathBuf);

    impl Asked {
        /// Where the snapshot lies.
        #[must_use]
        pub fn folder(&self) -> &Path {
            &self.0
        }
    }

    /// Nobody answers.
    ///
    /// # Errors
    /// None.
    pub fn ask(_: &Path) -> Result<Option<Asked>, BackupError> {
        Ok(None)
    }
}

#[cfg(not(unix))]
pub use nothing::{Asked, ask};
