//! Folders of the store: made with their parents, and only their owner looks inside.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::StoreError;

/// Makes a folder unless it is there.
///
/// # Errors
/// [`StoreError::File`].
pub(crate) fn create_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::File {
        path: folder.display().to_string(),
        cause: match error.kind() {
            ErrorKind::AlreadyExists => "it is no folder".to_owned(),
            _ => error.to_string(),
        },
    })
}
