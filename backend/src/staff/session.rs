//! Sessions: a random token in a cookie, kept only as a hash; a second token against forged requests.

use crate::hex::{NoRandomness, hex, random, same, sha256};

/// Name of the cookie.
pub const COOKIE: &str = "lianban-session";
/// A session lasts a working day, in seconds.
pub const LASTS: i64 = 8 * 60 * 60;

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
