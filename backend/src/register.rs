//! The public register of licences, as far as this server can ask it.
//!
//! Behind a trait, so that the real register can stand in for the file; when it is silent the
//! person types, and nothing is lost.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use lianban_api::Licence;

/// An answer of the register.
pub type Asked<'a> = Pin<Box<dyn Future<Output = Result<Option<Licence>, Silent>> + Send + 'a>>;

/// The register does not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the register does not answer: {0}")]
pub struct Silent(pub String);

/// Says what is registered under a unified social credit code.
pub trait LicenceRegistry: Send + Sync {
    /// The licence with this code, tidy; `None` when there is none.
    fn licence(&self, code: String) -> Asked<'_>;
}

/// A register in a file: a list of [`Licence`]s as JSON. Without the file it is silent.
#[derive(Clone, Debug)]
pub struct FileRegistry(pub PathBuf);

/// Name of the file in the data folder.
pub const FILE: &str = "licences.json";

/// Licences of nobody, for the demo: the fictional codes of 40-checks, section 2.
pub const DEMO: &str = include_str!("register/demo.json");

impl LicenceRegistry for FileRegistry {
    fn licence(&self, code: String) -> Asked<'_> {
        let path = self.0.clone();
        Box::pin(async move {
            let text = tokio::fs::read_to_string(path).await;
            let text = text.map_err(|error| Silent(error.to_string()))?;
            let licences: Vec<Licence> =
                serde_json::from_str(&text).map_err(|error| Silent(error.to_string()))?;
            Ok(licences.into_iter().find(|licence| licence.code == code))
        })
    }
}
