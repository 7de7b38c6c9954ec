//! Settings of the environment: what is not understood is named, never passed over.

use std::env::{self, VarError};
use std::str::FromStr;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

/// A setting that says something else than it may.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{variable}` says `{said}`: {expected}")]
pub struct SettingError {
    variable: &'static str,
    said: String,
    expected: &'static str,
}

/// What a variable says; empty is as good as not set.
fn said(variable: &'static str) -> Result<Option<String>, SettingError> {
    match env::var(variable) {
        Ok(text) => Ok(Some(text).filter(|it| !it.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(text)) => Err(SettingError {
            variable,
            said: text.display().to_string(),
            expected: "it is no text in UTF-8",
        }),
    }
}

/// What `read` makes of a variable.
fn read<T>(
    variable: &'static str,
    expected: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, SettingError> {
    let Some(said) = said(variable)? else {
        return Ok(None);
    };
    match read(&said) {
        Some(value) => Ok(Some(value)),
        None => Err(SettingError {
            variable,
            said,
            expected,
        }),
    }
}

/// Whether a variable says `true`.
pub fn is_on(variable: &'static str) -> Result<bool, SettingError> {
    let is_on = read(variable, "write `true` or `false`", |it| match it {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })?;
    Ok(is_on.unwrap_or_default())
}

/// The number a variable says.
pub fn number(variable: &'static str) -> Result<Option<u64>, SettingError> {
    read(variable, "write a whole number", |it| it.parse().ok())
}

/// Whether each line of the log is a JSON object.
pub fn log_is_json() -> Result<bool, SettingError> {
    let expected = "write `json`, or leave it out for lines for people";
    let is_json = read("LIANBAN_LOG_FORMAT", expected, |it| {
        (it == "json").then_some(true)
    })?;
    Ok(is_json.unwrap_or_default())
}

/// What is logged; `info` unless it is said.
pub fn log_filter() -> Result<EnvFilter, SettingError> {
    let expected = "write `info`, `debug` or such as `lianban_backend=debug`, with commas between";
    let filter = read("LIANBAN_LOG", expected, |it| {
        // A word alone is a level: as the name of a part of the program it would silence the rest.
        let mut parts = it.split(',').map(str::trim);
        let are_known = parts.all(|it| it.contains('=') || LevelFilter::from_str(it).is_ok());
        are_known.then(|| EnvFilter::try_new(it).ok())?
    })?;
    Ok(filter.unwrap_or_else(|| EnvFilter::new("info")))
}
