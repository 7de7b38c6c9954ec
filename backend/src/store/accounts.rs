//! The store as the one who knows who may sign in, and who has.

use serde::{Deserialize, Serialize};

use super::Later;
use crate::casework::event::Role;
use crate::clock::Moment;

/// An account of the service centre.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Name to sign in with.
    pub name: String,
    /// Name shown on the page.
    pub display_name: String,
    /// What the account may do.
    pub role: Role,
    /// Password, hashed with argon2 (PHC string).
    pub password: String,
}

/// Somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Account name.
    pub account: String,
    /// When the session ends, however much it is used.
    pub until: Moment,
    /// When it ends unless it is used before.
    pub idle_until: Moment,
}

impl SessionRecord {
    /// Whether somebody is still signed in.
    #[must_use]
    pub fn is_open(&self, now: Moment) -> bool {
        now < self.until && now < self.idle_until
    }
}

/// Keeps accounts and sessions.
pub trait AccountStore: Send + Sync {
    /// An account.
    fn account(&self, name: String) -> Later<'_, Option<Account>>;
    /// Adds an account; false when the name is taken.
    fn add_account(&self, account: Account) -> Later<'_, bool>;
    /// Opens a session under the hash of its token, and forgets those that have ended.
    fn open_session(&self, token: String, session: SessionRecord, now: Moment) -> Later<'_, ()>;
    /// The session under this hash.
    fn session(&self, token: String) -> Later<'_, Option<SessionRecord>>;
    /// Lets a session go on until this moment, as far as it may.
    fn renew_session(&self, token: String, idle_until: Moment) -> Later<'_, ()>;
    /// Ends a session.
    fn close_session(&self, token: String) -> Later<'_, ()>;
    /// All accounts, by name.
    fn accounts(&self) -> Later<'_, Vec<Account>>;
    /// Gives an account another password and ends its sessions; false when there is no such account.
    fn change_password(&self, name: String, hashed: String) -> Later<'_, bool>;
    /// Takes an account away and ends its sessions; false when there is no such account.
    fn remove_account(&self, name: String) -> Later<'_, bool>;
}
