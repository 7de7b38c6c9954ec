//! What nobody needs any more goes: drafts that nobody goes on with, and what a crash left.

use super::pieces::file_name;
use super::{FileError, Files, object_name};
use crate::clock::Moment;
use crate::store::files::Draft;

/// Seconds after which a draft that nobody goes on with is deleted: 90 days.
const FORGOTTEN: i64 = 90 * 24 * 60 * 60;

/// Seconds after which the material of a case that was not accepted is deleted: a year.
const REJECTED: i64 = 365 * 24 * 60 * 60;

impl Files {
    /// Until it is dropped nothing is deleted, so that what is referred to stays.
    pub async fn keep_all(&self) -> impl Drop + Send + 'static {
        self.objects.keep_all().await
    }

    /// Deletes the drafts that nobody has touched for 90 days; how many.
    ///
    /// # Errors
    /// [`FileError`]; then the rest goes next time.
    pub async fn sweep_drafts(&self, now: Moment) -> Result<usize, FileError> {
        let forgotten = self.store.forget_untouched(now.plus(-FORGOTTEN)).await?;
        for draft in &forgotten {
            self.discard(draft, |_| false).await?;
        }
        Ok(forgotten.len())
    }

    /// Deletes the material of cases that were not accepted, a year after that; of how many.
    ///
    /// # Errors
    /// [`FileError`]; then the rest goes next time, and files at the next start.
    pub async fn sweep_rejected(&self, now: Moment) -> Result<usize, FileError> {
        let (before, today) = (now.plus(-REJECTED).day(), now.day());
        let forgotten = self.store.forget_rejected(before, today).await?;
        for object in &forgotten.objects {
            self.objects.delete(object).await?;
        }
        Ok(forgotten.cases)
    }

    /// Deletes the bytes of a draft that is gone, but for the files that something keeps.
    ///
    /// # Errors
    /// [`FileError`]; then the next start deletes the rest.
    pub async fn discard(
        &self,
        draft: &Draft,
        is_kept: impl Fn(&str) -> bool,
    ) -> Result<(), FileError> {
        for (id, file) in &draft.files {
            match &file.whole {
                Some(_) if is_kept(id) => {}
                Some(file) => self.objects.delete(&object_name(&draft.key, file)).await?,
                None => self.pieces.remove(&draft.name, id).await?,
            }
        }
        Ok(())
    }

    /// Deletes what a crash left: objects and pieces that nothing refers to; how many.
    /// Only before anybody uploads: what is on its way is not referred to yet.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn sweep_orphans(&self) -> Result<usize, FileError> {
        let referred = self.store.referred().await?;
        let mut removed = 0;
        for name in self.objects.list().await? {
            if !referred.objects.contains(&name) {
                self.objects.delete(&name).await?;
                removed += 1;
            }
        }
        let drafts = referred.coming.iter();
        let names = drafts.flat_map(|(draft, ids)| ids.iter().map(|id| file_name(draft, id)));
        Ok(removed + self.pieces.keep_only(names.collect()).await?)
    }
}
