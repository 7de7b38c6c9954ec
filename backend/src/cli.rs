//! The command line: serve, assess, check, diff, book, staff, backup, verify, restore.

mod assess;
mod backup;
mod book;
mod check;
mod diff;
mod interviews;
mod serve;
mod settings;
mod staff;

use std::fmt::Display;
use std::future::Future;
use std::io;
use std::path::{self, Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::store::StoreError;
use crate::store::redb::{DATABASE, RedbStore};

/// 联办: one guide, one application for every permit a business needs.
#[derive(Parser)]
#[command(name = "lianban", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the app and its API.
    Serve(serve::Serve),
    /// Assesses answers and prints what they say as JSON.
    Assess(assess::Assess),
    /// Checks the catalogue.
    Check(check::Check),
    /// Prints which cases change between two states of the rules.
    Diff(diff::Diff),
    /// Writes the rule books.
    Book(book::WriteBook),
    /// Manages the accounts of the service centre.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Copies everything as it is at one moment into a new folder; the server may be running.
    Backup(backup::Backup),
    /// Reads everything and names what is broken: events, records, files. Status 1 then.
    Verify(backup::Verify),
    /// Makes a data folder of a backup, and checks everything in it first.
    Restore(backup::Restore),
}

/// Where data lies.
#[derive(Args)]
struct Data {
    /// Folder with everything the server keeps; or `LIANBAN_DATA`.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// File with the key to personal data, outside that folder; or `LIANBAN_KEY_FILE`.
    /// Left out: the folder's name with `.key` at the end.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

impl Data {
    fn folder(&self) -> PathBuf {
        given(self.data.as_ref(), "LIANBAN_DATA").unwrap_or_else(|| PathBuf::from("./data"))
    }

    fn key_file(&self) -> PathBuf {
        given(self.key_file.as_ref(), "LIANBAN_KEY_FILE").unwrap_or_else(|| {
            let mut name = self.folder().into_os_string();
            name.push(".key");
            name.into()
        })
    }

    /// Opens the store; the key file must lie apart, or whoever copies the folder has the key too.
    fn open(&self) -> Result<RedbStore, StoreError> {
        let (folder, key_file) = (self.folder(), self.key_file());
        let unusable = |cause: String| StoreError::File {
            path: key_file.display().to_string(),
            cause,
        };
        if lies_in(&key_file, &folder).map_err(|error| unusable(error.to_string()))? {
            let cause = "it lies in the data folder, and whoever copies that would have the key \
                         too; move it out and name it with LIANBAN_KEY_FILE";
            return Err(unusable(cause.to_owned()));
        }
        RedbStore::open(&folder, &key_file)
    }

    /// Opens the store, and makes none where there is none.
    fn open_existing(&self) -> Result<RedbStore, StoreError> {
        let path = self.folder().join(DATABASE);
        path.metadata().map_err(|error| StoreError::File {
            path: path.display().to_string(),
            cause: error.to_string(),
        })?;
        self.open()
    }
}

/// Whether a path, of something that may not be there yet, leads into a folder.
fn lies_in(path: &Path, folder: &Path) -> io::Result<bool> {
    Ok(resolved(path)?.starts_with(resolved(folder)?))
}

/// A path without links and `..`, as far as it is there.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let path = path::absolute(path)?;
    let there = path.ancestors().find_map(|it| {
        let rest = path.strip_prefix(it).ok()?;
        Some(it.canonicalize().ok()?.join(rest))
    });
    Ok(there.unwrap_or(path))
}

/// The option, else the environment's word.
fn given<T: Clone + From<std::ffi::OsString>>(option: Option<&T>, variable: &str) -> Option<T> {
    option
        .cloned()
        .or_else(|| std::env::var_os(variable).map(T::from))
}

/// Runs the command of the process. Faults go to stderr with status 2, faults of a
/// catalogue give status 1.
#[must_use]
pub fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(serve) => done(block_on(serve.run())),
        Command::Assess(assess) => done(assess.run()),
        Command::Check(check) => check.run(),
        Command::Diff(diff) => done(diff.run()),
        Command::Book(book) => done(book.run()),
        Command::Staff(staff) => done(block_on(staff.run())),
        Command::Backup(backup) => done(block_on(backup.run())),
        Command::Verify(verify) => verify.run(),
        Command::Restore(restore) => done(restore.run()),
    }
}

fn done<E: Display>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn block_on<E: From<std::io::Error>>(work: impl Future<Output = Result<(), E>>) -> Result<(), E> {
    tokio::runtime::Runtime::new()?.block_on(work)
}
