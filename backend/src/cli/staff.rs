//! `lianban staff add`.

use std::io::{self, IsTerminal, Read};

use clap::{Args, Subcommand};

use super::Data;
use crate::casework::event::Role;
use crate::staff::accounts::{AccountError, add};
use crate::staff::password;
use crate::store::StoreError;

/// Manages the accounts of the service centre.
#[derive(Subcommand)]
pub enum Staff {
    /// Adds an account. The password is read from stdin; at a terminal one is made and shown once.
    Add(Add),
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

fn role(id: &str) -> Result<Role, String> {
    Role::from_id(id).ok_or_else(|| "there are `receiver` and `advisor`".to_owned())
}

impl Staff {
    /// Runs the command.
    ///
    /// # Errors
    /// [`AccountError`].
    pub async fn run(self) -> Result<(), AccountError> {
        let Self::Add(wanted) = self;
        let given = given_password()?;
        let made = match &given {
            Some(_) => None,
            None => Some(password::generate().map_err(StoreError::from)?),
        };
        let password = given.or(made.clone()).unwrap_or_default();
        let display_name = wanted.display_name.as_deref().unwrap_or(&wanted.name);
        let store = wanted.data.open()?;
        add(&store, &wanted.name, wanted.role, display_name, &password).await?;
        println!("added `{}`", wanted.name);
        if let Some(made) = made {
            println!("password, shown only now: {made}");
        }
        Ok(())
    }
}

/// What stdin says; `None` at a terminal or when nothing is said.
fn given_password() -> io::Result<Option<String>> {
    let mut stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(None);
    }
    let mut text = String::new();
    stdin.read_to_string(&mut text)?;
    let password = text.trim_end_matches(['\r', '\n']);
    Ok((!password.is_empty()).then(|| password.to_owned()))
}
