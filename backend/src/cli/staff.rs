//! `lianban staff`: accounts of the service centre.

use std::io::{self, IsTerminal, Read};

use clap::{Args, Subcommand};

use super::Data;
use crate::casework::event::Role;
use crate::staff::accounts::{AccountError, add, change_password, remove};
use crate::staff::password;
use crate::store::{AccountStore, StoreError};

/// Manages the accounts of the service centre; the server must be stopped.
#[derive(Subcommand)]
pub enum Staff {
    /// Adds an account. The password is read from stdin; at a terminal one is made and shown once.
    Add(Add),
    /// Shows who has an account, in lines of name, role and name on the page.
    List(Place),
    /// Gives an account another password, read or made as by `add`, and ends its sessions.
    Password(Named),
    /// Takes an account away and ends its sessions. What it did stays in the cases.
    Remove(Named),
}

/// Adds an account.
#[derive(Args)]
pub struct Add {
    /// Name to sign in with.
    name: String,
    /// `receiver` takes in and accepts; `advisor` guides.
    #[arg(long, value_parser = role)]
    role: Role,
    /// Name shown on the page.
    #[arg(long, value_name = "NAME")]
    display_name: Option<String>,
    #[command(flatten)]
    data: Data,
}

/// Where the accounts are.
#[derive(Args)]
pub struct Place {
    #[command(flatten)]
    data: Data,
}

/// One account.
#[derive(Args)]
pub struct Named {
    /// Name to sign in with.
    name: String,
    #[command(flatten)]
    data: Data,
}

fn role(id: &str) -> Result<Role, String> {
    Role::from_id(id).ok_or_else(|| "there are `receiver` and `advisor`".to_owned())
}

impl Staff {
    /// Runs the command.
    ///
    /// # Errors
    /// [`AccountError`].
    pub async fn run(self) -> Result<(), AccountError> {
        match self {
            Self::Add(wanted) => {
                let word = Word::read_or_made()?;
                let display_name = wanted.display_name.as_deref().unwrap_or(&wanted.name);
                let store = wanted.data.open()?;
                add(&store, &wanted.name, wanted.role, display_name, &word.text).await?;
                println!("added `{}`", wanted.name);
                word.show();
            }
            Self::List(place) => {
                for account in place.data.open_existing()?.accounts().await? {
                    let (role, shown) = (account.role.id(), account.display_name);
                    println!("{}\t{role}\t{shown}", account.name);
                }
            }
            Self::Password(Named { name, data }) => {
                let word = Word::read_or_made()?;
                change_password(&data.open_existing()?, &name, &word.text).await?;
                println!("`{name}` has another password");
                word.show();
            }
            Self::Remove(Named { name, data }) => {
                remove(&data.open_existing()?, &name).await?;
                println!("removed `{name}`");
            }
        }
        Ok(())
    }
}

/// A password, and whether this program made it.
struct Word {
    text: String,
    is_made: bool,
}

impl Word {
    /// What stdin says; at a terminal, or when nothing is said, one that is made.
    fn read_or_made() -> Result<Self, AccountError> {
        let mut stdin = io::stdin();
        let mut text = String::new();
        if !stdin.is_terminal() {
            stdin.read_to_string(&mut text)?;
        }
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            let text = password::generate().map_err(StoreError::from)?;
            return Ok(Self {
                text,
                is_made: true,
            });
        }
        Ok(Self {
            text: text.to_owned(),
            is_made: false,
        })
    }

    /// Shows what was made: nobody else knows it.
    fn show(self) {
        if self.is_made {
            println!("password, shown only now: {}", self.text);
        }
    }
}
