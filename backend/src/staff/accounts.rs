//! Making accounts, one by hand or those of the demo data folder; changing and removing them.

use std::fs;
use std::path::Path;

use super::password;
use crate::casework::event::Role;
use crate::hex::NoRandomness;
use crate::store::seal::create_private;
use crate::store::{Account, CaseStore, StoreError};

/// File in the data folder that says how to sign in to the demo.
pub const DEMO_FILE: &str = "demo-accounts.txt";

/// Accounts of the demo: name, role, name on the page.
const DEMO: [(&str, Role, &str); 2] = [
    ("window", Role::Receiver, "综合受理 1 号窗口"),
    ("advice", Role::Advisor, "综合咨询台"),
];

/// Why an account was not made, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Somebody has the name.
    #[error("the name `{0}` is taken")]
    Taken(String),
    /// Nobody has the name.
    #[error("there is no account `{0}`; `lianban staff list` shows those there are")]
    Unknown(String),
    /// A name is 1 to 64 letters, digits, `-`, `_` or `.`.
    #[error("a name is 1 to 64 letters, digits, `-`, `_` or `.`")]
    Name,
    /// A password has at least 12 characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file with the demo accounts cannot be used.
    #[error("cannot use `{DEMO_FILE}`: {0}")]
    File(#[from] std::io::Error),
}

/// Adds an account.
///
/// # Errors
/// [`AccountError`].
pub async fn add(
    store: &dyn CaseStore,
    name: &str,
    role: Role,
    display_name: &str,
    password: &str,
) -> Result<(), AccountError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if name.is_empty() || name.len() > 64 || !name.chars().all(is_plain) {
        return Err(AccountError::Name);
    }
    let hashed = hashed(password)?;
    let account = Account {
        name: name.to_owned(),
        display_name: display_name.to_owned(),
        role,
        password: hashed,
    };
    if store.add_account(account).await? {
        Ok(())
    } else {
        Err(AccountError::Taken(name.to_owned()))
    }
}

fn hashed(password: &str) -> Result<String, AccountError> {
    if password.chars().count() < 12 {
        return Err(AccountError::TooShort);
    }
    let hashed = password::hash(password).ok_or(StoreError::from(NoRandomness));
    Ok(hashed?)
}

/// Gives an account another password and ends its sessions.
///
/// # Errors
/// [`AccountError`].
pub async fn change_password(
    store: &dyn CaseStore,
    name: &str,
    password: &str,
) -> Result<(), AccountError> {
    let hashed = hashed(password)?;
    if store.change_password(name.to_owned(), hashed).await? {
        Ok(())
    } else {
        Err(AccountError::Unknown(name.to_owned()))
    }
}

/// Takes an account away and ends its sessions.
///
/// # Errors
/// [`AccountError`].
pub async fn remove(store: &dyn CaseStore, name: &str) -> Result<(), AccountError> {
    if store.remove_account(name.to_owned()).await? {
        Ok(())
    } else {
        Err(AccountError::Unknown(name.to_owned()))
    }
}

/// The demo accounts as lines to print: `name`, `password`, `role`, `display name`, with tabs between.
///
/// The file is written first and read again on each start, so that a start
/// that was cut short is made good by the next one.
///
/// # Errors
/// [`AccountError`].
pub async fn demo(store: &dyn CaseStore, folder: &Path) -> Result<String, AccountError> {
    let path = folder.join(DEMO_FILE);
    if !path.exists() {
        create_private(&path, &fresh_demo()?)?;
    }
    let lines = fs::read_to_string(&path)?;
    for line in lines.lines() {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        let (name, password, role, display_name) = (next(), next(), next(), next());
        let Some(role) = Role::from_id(role) else {
            continue;
        };
        if store.account(name.to_owned()).await?.is_none() {
            add(store, name, role, display_name, password).await?;
        }
    }
    Ok(lines)
}

fn fresh_demo() -> Result<String, StoreError> {
    let mut lines = String::new();
    for (name, role, display_name) in DEMO {
        let password = password::generate()?;
        lines.extend([
            name,
            "\t",
            &password,
            "\t",
            role.id(),
            "\t",
            display_name,
            "\n",
        ]);
    }
    Ok(lines)
}
