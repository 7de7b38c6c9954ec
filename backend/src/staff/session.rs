//! Sessions: a random token in a cookie, kept only as a hash; a second token against forged requests.

use crate::clock::Moment;
use crate::hex::{NoRandomness, hex, random, same, sha256};
use crate::store::SessionRecord;

/// Name of the cookie.
pub const COOKIE: &str = "lianban-session";
/// A session lasts a working day at most, in seconds.
const LASTS: i64 = 12 * 60 * 60;
/// A session that is not used ends after this time, in seconds (60-process, section 8.2).
const IDLE: i64 = 15 * 60;
/// A session is written down as used at most once in this time, in seconds.
const STEP: i64 = 10;

/// A session that begins now.
#[must_use]
pub fn begin(account: &str, now: Moment) -> SessionRecord {
    SessionRecord {
        account: account.to_owned(),
        until: now.plus(LASTS),
        idle_until: now.plus(IDLE),
    }
}

/// Until when a session goes on that is used now; `None` where that is written down already.
#[must_use]
pub fn renewed(session: &SessionRecord, now: Moment) -> Option<Moment> {
    (session.idle_until.plus(STEP) <= now.plus(IDLE)).then(|| now.plus(IDLE))
}

/// The token in the cookie.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A fresh token of 256 bits.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn fresh() -> Result<Self, NoRandomness> {
        Ok(Self(hex(&random::<32>()?)))
    }

    /// The token that a cookie brought.
    #[must_use]
    pub fn from_cookie(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// For the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For the store: who reads the store cannot sign in with it.
    #[must_use]
    pub fn hashed(&self) -> String {
        sha256(&[b"session", self.0.as_bytes()])
    }

    /// The token that a page of ours knows and a forged request does not.
    #[must_use]
    pub fn csrf(&self) -> String {
        sha256(&[b"csrf", self.0.as_bytes()])
    }

    /// Whether a request brought [`Token::csrf`].
    #[must_use]
    pub fn allows(&self, brought: Option<&str>) -> bool {
        brought.is_some_and(|brought| same(brought, &self.csrf()))
    }
}
