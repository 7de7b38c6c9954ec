//! Files on their way: pieces, encrypted one by one, one after the other in a file of their own.
//!
//! A piece is a length of four bytes and so many encrypted bytes. What a crash left half
//! written at the end does not count, and the next piece overwrites it.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Piece;
use crate::store::StoreError;
use crate::store::files::Draft;
use crate::store::folder::create_folder;
use crate::store::seal::{SEAL, SealKey};

/// Bytes that say how long a piece is.
const HEAD: u64 = 4;

/// The folder of files on their way.
pub(super) struct Pieces {
    folder: Arc<PathBuf>,
}

/// Why pieces cannot be written or read.
#[derive(Debug)]
pub(super) enum Broken {
    Store(StoreError),
    Disk(String),
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Disk(error.to_string())
    }
}

/// Who a file on its way belongs to.
#[derive(Clone)]
struct Owner {
    path: PathBuf,
    key: SealKey,
    id: String,
    length: u64,
}

/// What is on disk.
struct Survey {
    /// Where the next piece goes.
    end: u64,
    /// Bytes of the file so far.
    received: u64,
}

impl Pieces {
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        create_folder(folder)?;
        Ok(Self {
            folder: Arc::new(folder.to_path_buf()),
        })
    }

    fn owner(&self, draft: &Draft, id: &str, length: u64) -> Owner {
        Owner {
            path: self.folder.join(file_name(&draft.name, id)),
            key: draft.key.clone(),
            id: id.to_owned(),
            length,
        }
    }

    /// Writes the next piece; the bytes on disk then, or without it if it does not follow.
    pub(super) async fn append(
        &self,
        draft: &Draft,
        piece: Piece,
    ) -> Result<Result<u64, u64>, Broken> {
        let owner = self.owner(draft, &piece.id, piece.length);
        let folder = Arc::clone(&self.folder);
        blocking(move || append(&folder, &owner, piece.offset, &piece.bytes)).await
    }

    /// Bytes of the file on disk.
    pub(super) async fn received(
        &self,
        draft: &Draft,
        id: &str,
        length: u64,
    ) -> Result<u64, Broken> {
        let owner = self.owner(draft, id, length);
        blocking(move || match File::open(&owner.path) {
            Ok(mut file) => Ok(survey(&mut file, &owner)?.received),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error.into()),
        })
        .await
    }

    /// The whole file.
    pub(super) async fn whole(
        &self,
        draft: &Draft,
        id: &str,
        length: u64,
    ) -> Result<Vec<u8>, Broken> {
        let owner = self.owner(draft, id, length);
        blocking(move || whole(&owner)).await
    }

    /// Removes what there is of a file.
    pub(super) async fn remove(&self, draft: &str, id: &str) -> Result<(), Broken> {
        let path = self.folder.join(file_name(draft, id));
        blocking(move || match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        })
        .await
    }

    /// Removes everything but what these drafts wait for.
    pub(super) async fn keep_only(&self, names: Vec<String>) -> Result<usize, Broken> {
        let folder = Arc::clone(&self.folder);
        let names: HashSet<OsString> = names.into_iter().map(OsString::from).collect();
        blocking(move || {
            let mut removed = 0;
            for entry in fs::read_dir(folder.as_path())? {
                let entry = entry?;
                if !names.contains(&entry.file_name()) {
                    fs::remove_file(entry.path())?;
                    removed += 1;
                }
            }
            Ok(removed)
        })
        .await
    }
}

/// Name of the file with the pieces of a file.
pub(super) fn file_name(draft: &str, id: &str) -> String {
    format!("{draft}-{id}")
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Broken> + Send + 'static,
) -> Result<T, Broken> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.map_err(|_| StoreError::Stopped)?
}

fn append(
    folder: &Path,
    owner: &Owner,
    offset: u64,
    bytes: &[u8],
) -> Result<Result<u64, u64>, Broken> {
    let is_new = !owner.path.exists();
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&owner.path)?;
    let Survey { end, received } = survey(&mut file, owner)?;
    if received != offset {
        return Ok(Err(received));
    }
    if bytes.is_empty() {
        return Ok(Ok(received));
    }
    let sealed = owner.key.seal(&about(owner, offset), bytes)?;
    let head = u32::try_from(sealed.len()).map_err(|_| Broken::Disk("piece".to_owned()))?;
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    file.write_all(&[head.to_le_bytes().as_slice(), &sealed].concat())?;
    file.sync_data()?;
    if is_new {
        sync_folder(folder)?;
    }
    Ok(Ok(received + bytes.len() as u64))
}

/// The name of a new file is on disk too.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// What an encrypted piece says it is.
fn about(owner: &Owner, offset: u64) -> String {
    format!("piece/{}/{}/{offset}", owner.id, owner.length)
}

/// Walks over the pieces. Only the last one may be torn: the others were answered.
fn survey(file: &mut File, owner: &Owner) -> Result<Survey, Broken> {
    let size = file.metadata()?.len();
    let (mut end, mut received) = (0, 0);
    let mut last = None;
    while let Some(sealed) = head(file, end, size)? {
        last = Some((end, received));
        end += HEAD + sealed;
        received += sealed - SEAL as u64;
    }
    if let Some((start, before)) = last
        && read_piece(file, start, end, owner, before)?.is_none()
    {
        (end, received) = (start, before);
    }
    Ok(Survey { end, received })
}

/// Encrypted bytes of the piece that starts here, if all of them are there.
fn head(file: &mut File, start: u64, size: u64) -> io::Result<Option<u64>> {
    if start + HEAD > size {
        return Ok(None);
    }
    let mut head = [0; 4];
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut head)?;
    let sealed = u64::from(u32::from_le_bytes(head));
    let is_whole = sealed > SEAL as u64 && start + HEAD + sealed <= size;
    Ok(is_whole.then_some(sealed))
}

fn read_piece(
    file: &mut File,
    start: u64,
    end: u64,
    owner: &Owner,
    offset: u64,
) -> Result<Option<Vec<u8>>, Broken> {
    let mut sealed = Vec::new();
    file.seek(SeekFrom::Start(start + HEAD))?;
    file.take(end - start - HEAD).read_to_end(&mut sealed)?;
    Ok(owner.key.open_sealed(&about(owner, offset), &sealed).ok())
}

fn whole(owner: &Owner) -> Result<Vec<u8>, Broken> {
    let mut file = File::open(&owner.path)?;
    let size = file.metadata()?.len();
    let mut start = 0;
    let mut whole = Vec::with_capacity(usize::try_from(owner.length).unwrap_or_default());
    while let Some(sealed) = head(&mut file, start, size)? {
        let end = start + HEAD + sealed;
        let piece = read_piece(&mut file, start, end, owner, whole.len() as u64)?;
        whole.extend(piece.ok_or_else(|| StoreError::Record("a piece".to_owned()))?);
        start = end;
    }
    Ok(whole)
}
