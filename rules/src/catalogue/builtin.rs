//! The repository's own catalogue, inside the program.

use super::CatalogueFile;

include!(concat!(env!("OUT_DIR"), "/builtin_catalogue.rs"));

/// Every YAML file of `rules/catalogue` as it was when the program was built,
/// in the order of paths.
#[must_use]
pub fn builtin() -> &'static [CatalogueFile] {
    FILES
}
