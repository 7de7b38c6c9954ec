//! Reads everything there is and says what is broken, without changing anything.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redb::{Database, ReadOnlyDatabase, ReadTransaction, ReadableDatabase, ReadableTable};
use serde_json::Value as Json;

use super::cases::{CaseEntry, DOSSIER, FORM, part, personal};
use super::notices::NOTICE;
use super::tables::{ACCOUNTS, CASES, DRAFTS, KEYS, PACKAGES, PERSONAL};
use super::{DATABASE, FORMAT, errors, files, format, from_json, verify};
use crate::hex::sha256;
use crate::store::findings::{Fault, Findings, Kept};
use crate::store::log::{self, EVENTS};
use crate::store::seal::SealKey;
use crate::store::{Account, Dossier, StoreError};

/// Checks the database in a folder; also the files that must be there, for the caller to read.
///
/// # Errors
/// When there is no database, it is of another format or another key.
pub fn check(folder: &Path, key_file: &Path) -> Result<(Findings, Vec<Kept>), StoreError> {
    let path = folder.join(DATABASE);
    if !path.exists() {
        return Err(StoreError::File {
            path: path.display().to_string(),
            cause: "there is no such file".to_owned(),
        });
    }
    let master = SealKey::read(key_file)?;
    let work = || read(&path, &master, key_file);
    // Damaged pages may make the database panic.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Ok((damaged(&path), Vec::new())))
}

fn damaged(path: &Path) -> Findings {
    Findings {
        faults: vec![Fault::Database(path.display().to_string())],
        ..Findings::default()
    }
}

fn read(
    path: &Path,
    master: &SealKey,
    key_file: &Path,
) -> Result<(Findings, Vec<Kept>), StoreError> {
    // What was not closed in order has to be opened for writing to be mended first.
    let read = match ReadOnlyDatabase::open(path) {
        Ok(database) => walk(&database, master, key_file)?,
        Err(_) => match Database::open(path).map_err(|error| errors::opening(path, error)) {
            Ok(database) => walk(&database, master, key_file)?,
            Err(StoreError::Damaged(_)) => return Ok((damaged(path), Vec::new())),
            Err(error) => return Err(error),
        },
    };
    Ok(read)
}

fn walk(
    database: &impl ReadableDatabase,
    master: &SealKey,
    key_file: &Path,
) -> Result<(Findings, Vec<Kept>), StoreError> {
    match format::format_of(database)? {
        Some(FORMAT) => {}
        found => {
            let (found, known) = (found.unwrap_or_default(), FORMAT);
            return Err(StoreError::OtherFormat { found, known });
        }
    }
    if !format::is_key_of(database, master)? {
        return Err(StoreError::OtherKey(key_file.display().to_string()));
    }
    let transaction = database.begin_read()?;
    let mut check = Check {
        transaction: &transaction,
        master,
        findings: Findings::default(),
        kept: Vec::new(),
    };
    let done = check.everything();
    if let Err(error) = done {
        let fault = Fault::Database(error.to_string());
        check.findings.faults.push(fault);
    }
    Ok((check.findings, check.kept))
}

/// A check under way.
struct Check<'a> {
    transaction: &'a ReadTransaction,
    master: &'a SealKey,
    findings: Findings,
    kept: Vec<Kept>,
}

impl Check<'_> {
    fn fault(&mut self, fault: Fault) {
        self.findings.faults.push(fault);
    }

    fn everything(&mut self) -> Result<(), StoreError> {
        let events = self.transaction.open_table(EVENTS)?;
        match verify(self.transaction, self.master) {
            Ok(events) => self.findings.events = events,
            Err(StoreError::Chain(first)) => {
                self.findings.events = first - 1;
                self.fault(Fault::Event(first));
            }
            Err(error) => return Err(error),
        }
        let mut known: BTreeSet<u64> = BTreeSet::new();
        for entry in self.transaction.open_table(CASES)?.iter()? {
            let (number, json) = entry?;
            self.findings.cases += 1;
            let number = number.value();
            let Ok(entry) = from_json::<CaseEntry>(number, json.value()) else {
                self.fault(Fault::Record(number.to_owned()));
                continue;
            };
            known.extend(&entry.events);
            if let Err(error) = log::verify_case(&events, number, &entry.events) {
                self.chain_fault(number, error)?;
            }
            if entry.forgotten.is_none() {
                self.records(number)?;
            }
        }
        for entry in events.iter()? {
            let sequence = entry?.0.value();
            if !known.contains(&sequence) {
                self.fault(Fault::Stray(sequence));
            }
        }
        self.drafts()?;
        self.packages()?;
        for entry in self.transaction.open_table(ACCOUNTS)?.iter()? {
            let (name, json) = entry?;
            if from_json::<Account>(name.value(), json.value()).is_err() {
                self.fault(Fault::Record(format!("account {}", name.value())));
            }
        }
        Ok(())
    }

    fn chain_fault(&mut self, case: &str, error: StoreError) -> Result<(), StoreError> {
        let StoreError::Chain(event) = error else {
            return Err(error);
        };
        // Said already where it is the first of the log.
        if !self.findings.faults.contains(&Fault::Event(event)) {
            let case = case.to_owned();
            self.fault(Fault::Chain { case, event });
        }
        Ok(())
    }

    /// The personal records of a case, unless the person was erased.
    fn records(&mut self, number: &str) -> Result<(), StoreError> {
        let keys = self.transaction.open_table(KEYS)?;
        let Some(wrapped) = keys.get(number)? else {
            return Ok(());
        };
        for name in [FORM, NOTICE] {
            let part = part(number, name);
            let is_there = self.transaction.open_table(PERSONAL)?;
            let is_there = is_there.get(part.as_str())?.is_some();
            if !is_there && name == NOTICE {
                continue;
            }
            match personal::<Json>(self.transaction, self.master, number, name) {
                Ok(_) => self.findings.records += 1,
                Err(_) => self.fault(Fault::Record(part)),
            }
        }
        let dossier = personal::<Dossier>(self.transaction, self.master, number, DOSSIER);
        let key = self.master.unwrap_key(number, wrapped.value());
        let (Ok(dossier), Ok(key)) = (dossier, key) else {
            self.fault(Fault::Record(part(number, DOSSIER)));
            return Ok(());
        };
        self.findings.records += 1;
        let documents = dossier.documents.into_iter();
        let kept = documents.flat_map(|it| it.files).map(|file| Kept {
            owner: format!("case {number}"),
            key: key.clone(),
            file,
        });
        self.kept.extend(kept);
        Ok(())
    }

    fn drafts(&mut self) -> Result<(), StoreError> {
        for entry in self.transaction.open_table(DRAFTS)?.iter()? {
            let name = entry?.0.value().to_owned();
            match files::draft(self.transaction, self.master, &name) {
                Ok(Some(draft)) => {
                    self.findings.records += 1;
                    let kept = draft.whole().map(|file| Kept {
                        owner: "a draft".to_owned(),
                        key: draft.key.clone(),
                        file: file.clone(),
                    });
                    self.kept.extend(kept);
                }
                _ => self.fault(Fault::Record(format!("draft {name}"))),
            }
        }
        Ok(())
    }

    /// Packages and handbooks lie under the hash of their bytes.
    fn packages(&mut self) -> Result<(), StoreError> {
        for entry in self.transaction.open_table(PACKAGES)?.iter()? {
            let (hash, bytes) = entry?;
            if sha256(&[bytes.value()]) != hash.value() {
                self.fault(Fault::Record(format!("package {}", hash.value())));
            }
        }
        Ok(())
    }
}
