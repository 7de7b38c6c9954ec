//! Uploaded files: taken in piece by piece, looked at, cleaned, encrypted, kept.
//!
//! A piece is acknowledged when it is on disk. A whole file is on disk before anything
//! refers to it. Reading order: this file, `pieces` (files on their way), `look` (what a
//! whole file is, and whether it can be taken), `objects` (whole files), `sweep`.

mod error;
mod locks;
mod look;
mod objects;
mod pieces;
mod sweep;
mod whole;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use lianban_api::{PIECE_MIN, Remark, StoredFile, Upload};
use tokio::sync::Semaphore;

use crate::clock::Moment;
use crate::store::files::{CaseFile, Draft, Full};
use crate::store::seal::SealKey;
use crate::store::{CaseStore, StoreError};
pub use error::FileError;
use locks::Locks;
use look::{Looked, Refused, look};
use objects::Objects;
pub use objects::{FOLDER, beneath, object_name};
use pieces::Pieces;
pub use whole::check;

/// Files looked at at the same time: a large picture takes up to 400 MiB.
const LOOKS_AT_ONCE: usize = 2;
/// Longest time for looking at one file.
const LOOK_MAX: Duration = Duration::from_secs(12);
/// How much time goes by before a draft that is only read counts as touched again.
const TOUCH: i64 = 24 * 60 * 60;

/// Takes in, looks at and keeps files.
pub struct Files {
    store: Arc<dyn CaseStore>,
    objects: Objects,
    pieces: Pieces,
    looks: Arc<Semaphore>,
    locks: Locks,
}

/// The next piece of a file.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Opens the draft.
    pub token: String,
    /// Id of the file.
    pub id: String,
    /// Bytes before this piece.
    pub offset: u64,
    /// Bytes of the whole file.
    pub length: u64,
    /// The piece.
    pub bytes: Bytes,
}

impl Files {
    /// Files in `files` and `uploads` of a data folder.
    ///
    /// # Errors
    /// When the folders cannot be used.
    pub fn open(folder: &Path, store: Arc<dyn CaseStore>) -> Result<Arc<Self>, StoreError> {
        Ok(Arc::new(Self {
            store,
            objects: Objects::local(&folder.join(FOLDER))?,
            pieces: Pieces::open(&folder.join("uploads"))?,
            looks: Arc::new(Semaphore::new(LOOKS_AT_ONCE)),
            locks: Locks::default(),
        }))
    }

    /// Takes in a piece; with the last one the file is looked at and kept.
    ///
    /// Goes on when the caller goes away: half a piece or half a look never stays.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn take(self: &Arc<Self>, piece: Piece, at: Moment) -> Result<Upload, FileError> {
        let files = Arc::clone(self);
        detached(async move { files.take_in(piece, at).await }).await
    }

    async fn take_in(&self, piece: Piece, at: Moment) -> Result<Upload, FileError> {
        self.store.has_room()?;
        let name = self.store.draft_name(&piece.token);
        let _mine = self.locks.lock(&name).await;
        let draft = self.draft_for(&name, &piece, at).await?;
        let known = draft.files.get(&piece.id).ok_or(FileError::NoSuchFile)?;
        if known.whole.is_some() {
            let received = known.length;
            return Err(FileError::Offset { received });
        }
        let is_last = piece.offset + piece.bytes.len() as u64 == piece.length;
        if piece.bytes.len() < PIECE_MIN && !is_last {
            return Err(FileError::SmallPiece);
        }
        let (id, length) = (piece.id.clone(), piece.length);
        let received = self.pieces.append(&draft, piece).await?;
        let received = received.map_err(|received| FileError::Offset { received })?;
        self.progress(&draft, &id, received, length, at).await
    }

    /// The draft with room for the file of this piece.
    async fn draft_for(&self, name: &str, piece: &Piece, at: Moment) -> Result<Draft, FileError> {
        let known = self.store.draft(name.to_owned()).await?;
        if let Some(draft) = known
            && let Some(file) = draft.files.get(&piece.id)
        {
            return if file.length == piece.length {
                Ok(draft)
            } else {
                Err(FileError::Full(Full::OtherLength))
            };
        }
        if piece.offset > 0 {
            return Err(FileError::Offset { received: 0 });
        }
        let (name, id) = (name.to_owned(), piece.id.clone());
        let announced = self.store.announce(name, id, piece.length, at).await?;
        announced.map_err(FileError::Full)
    }

    /// How far a file has come; a whole one that a crash left lying is looked at now.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn how_far(
        self: &Arc<Self>,
        token: &str,
        id: String,
        at: Moment,
    ) -> Result<Upload, FileError> {
        let (files, name) = (Arc::clone(self), self.store.draft_name(token));
        detached(async move {
            let _mine = files.locks.lock(&name).await;
            let draft = files.store.draft(name.clone()).await?;
            let draft = draft.ok_or(FileError::NoSuchFile)?;
            let known = draft.files.get(&id).ok_or(FileError::NoSuchFile)?;
            let length = known.length;
            if draft.touched.plus(TOUCH) < at {
                files.store.touch(name, at).await?;
            }
            if known.whole.is_some() {
                let file = known.whole.clone();
                return Ok(whole(length, file));
            }
            let received = files.pieces.received(&draft, &id, length).await?;
            files.progress(&draft, &id, received, length, at).await
        })
        .await
    }

    /// What to answer, after looking at the file if it is whole.
    async fn progress(
        &self,
        draft: &Draft,
        id: &str,
        received: u64,
        length: u64,
        at: Moment,
    ) -> Result<Upload, FileError> {
        if received < length {
            let file = None;
            return Ok(Upload {
                received,
                length,
                file,
            });
        }
        let finished = self.finish(draft, id, length, at).await;
        match finished {
            Ok(file) => {
                self.pieces.remove(&draft.name, id).await?;
                Ok(whole(length, Some(file)))
            }
            Err(FileError::Refused(refused)) => {
                let (name, id) = (draft.name.clone(), id.to_owned());
                self.pieces.remove(&name, &id).await?;
                self.store.take_back(name, id, at).await?;
                Err(FileError::Refused(refused))
            }
            Err(error) => Err(error),
        }
    }

    /// Looks at a whole file, cleans, encrypts and keeps it.
    async fn finish(
        &self,
        draft: &Draft,
        id: &str,
        length: u64,
        at: Moment,
    ) -> Result<StoredFile, FileError> {
        let looked = self.look(draft, id, length).await?;
        let digest = draft.key.name(&looked.bytes);
        let mut remarks = looked.remarks;
        let twin = draft.whole().find(|file| file.digest == digest);
        remarks.extend(twin.map(|twin| duplicate(&twin.id)));
        let file = StoredFile {
            id: id.to_owned(),
            kind: looked.kind,
            bytes: looked.bytes.len() as u64,
            pages: looked.pages,
            size: looked.size,
            digest,
            remarks,
        };
        let object = object_name(&draft.key, &file);
        let sealed = sealed(draft.key.clone(), object.clone(), looked.bytes).await?;
        self.objects.put(&object, sealed).await?;
        let name = draft.name.clone();
        let kept = self.store.keep(name, file.clone(), object.clone(), at);
        if kept.await? {
            Ok(file)
        } else {
            self.objects.delete(&object).await?;
            Err(FileError::NoSuchFile)
        }
    }

    async fn look(&self, draft: &Draft, id: &str, length: u64) -> Result<Looked, FileError> {
        let place = Arc::clone(&self.looks).acquire_owned().await;
        let place = place.map_err(|_| StoreError::Stopped)?;
        let whole = self.pieces.whole(draft, id, length).await?;
        // A look that takes too long keeps its place until it ends.
        let work = tokio::task::spawn_blocking(move || {
            let _place = place;
            look(whole)
        });
        match tokio::time::timeout(LOOK_MAX, work).await {
            Ok(Ok(looked)) => looked.map_err(FileError::Refused),
            Ok(Err(_)) => Err(FileError::Refused(Refused::broken())),
            Err(_) => Err(FileError::Refused(Refused::too_slow())),
        }
    }

    /// Takes a file back; it is well if there is none.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn take_back(
        self: &Arc<Self>,
        token: &str,
        id: String,
        at: Moment,
    ) -> Result<(), FileError> {
        let (files, name) = (Arc::clone(self), self.store.draft_name(token));
        detached(async move {
            let _mine = files.locks.lock(&name).await;
            let draft = files.store.draft(name.clone()).await?;
            let file = files.store.take_back(name.clone(), id.clone(), at).await?;
            let whole = file.and_then(|file| file.whole);
            if let (Some(draft), Some(file)) = (draft, whole) {
                files
                    .objects
                    .delete(&object_name(&draft.key, &file))
                    .await?;
            }
            Ok(files.pieces.remove(&name, &id).await?)
        })
        .await
    }

    /// A whole file of a draft, with its bytes.
    ///
    /// # Errors
    /// [`FileError::NoSuchFile`], or a fault of ours.
    pub async fn of_draft(&self, token: &str, id: &str) -> Result<(StoredFile, Bytes), FileError> {
        let draft = self.draft(token).await?.ok_or(FileError::NoSuchFile)?;
        let file = draft.files.get(id).and_then(|file| file.whole.clone());
        let file = file.ok_or(FileError::NoSuchFile)?;
        let bytes = self.open_object(&draft.key, &file).await?;
        Ok((file, bytes))
    }

    /// A file of a case, with its bytes.
    ///
    /// # Errors
    /// [`FileError::NoSuchFile`], or a fault of ours.
    pub async fn of_case(&self, number: &str, id: &str) -> Result<(CaseFile, Bytes), FileError> {
        let found = self.store.case_file(number.to_owned(), id.to_owned());
        let found = found.await?.ok_or(FileError::NoSuchFile)?;
        let bytes = self.open_object(&found.key, &found.file).await?;
        Ok((found, bytes))
    }

    /// The draft that a token opens.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn draft(&self, token: &str) -> Result<Option<Draft>, StoreError> {
        self.store.draft(self.store.draft_name(token)).await
    }

    async fn open_object(&self, key: &SealKey, file: &StoredFile) -> Result<Bytes, FileError> {
        let name = object_name(key, file);
        let sealed = self.objects.get(&name).await?;
        let key = key.clone();
        let open = move || key.open_sealed(&about(&name), &sealed);
        let opened = tokio::task::spawn_blocking(open).await;
        Ok(opened.map_err(|_| StoreError::Stopped)??.into())
    }
}

fn whole(length: u64, file: Option<StoredFile>) -> Upload {
    Upload {
        received: length,
        length,
        file,
    }
}

/// What an encrypted object says it is.
fn about(object: &str) -> String {
    format!("file/{object}")
}

async fn sealed(key: SealKey, object: String, bytes: Vec<u8>) -> Result<Vec<u8>, FileError> {
    let seal = move || key.seal(&about(&object), &bytes);
    let sealed = tokio::task::spawn_blocking(seal).await;
    Ok(sealed.map_err(|_| StoreError::Stopped)??)
}

fn duplicate(twin: &str) -> Remark {
    Remark {
        keyword: "duplicate".to_owned(),
        message: "这个文件和您前面传的一个一模一样。如果传错了，请换一个。".to_owned(),
        file: Some(twin.to_owned()),
    }
}

/// Runs to the end even when nobody waits any more.
async fn detached<T: Send + 'static>(
    work: impl Future<Output = Result<T, FileError>> + Send + 'static,
) -> Result<T, FileError> {
    let ended = tokio::spawn(work).await;
    ended.map_err(|_| StoreError::Stopped)?
}
