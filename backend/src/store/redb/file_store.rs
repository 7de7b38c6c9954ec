//! The store as the one who knows the files of drafts and cases.

use lianban_api::StoredFile;

use super::{RedbStore, files};
use crate::clock::Moment;
use crate::store::Later;
use crate::store::files::{CaseFile, Draft, DraftFile, FileStore, Full, Referred};

impl FileStore for RedbStore {
    fn draft_name(&self, token: &str) -> String {
        self.master.name(format!("draft/{token}").as_bytes())
    }

    fn draft(&self, name: String) -> Later<'_, Option<Draft>> {
        let master = self.master.clone();
        self.read(move |transaction| files::draft(transaction, &master, &name))
    }

    fn announce(
        &self,
        name: String,
        id: String,
        length: u64,
        at: Moment,
    ) -> Later<'_, Result<Draft, Full>> {
        let master = self.master.clone();
        self.writer
            .write(move |transaction| files::announce(transaction, &master, &name, &id, length, at))
    }

    fn keep(&self, name: String, file: StoredFile, object: String, at: Moment) -> Later<'_, bool> {
        self.writer
            .write(move |transaction| files::keep(transaction, &name, file, &object, at))
    }

    fn take_back(&self, name: String, id: String, at: Moment) -> Later<'_, Option<DraftFile>> {
        let master = self.master.clone();
        self.writer
            .write(move |transaction| files::take_back(transaction, &master, &name, &id, at))
    }

    fn touch(&self, name: String, at: Moment) -> Later<'_, ()> {
        self.writer
            .write(move |transaction| files::touch(transaction, &name, at))
    }

    fn forget_untouched(&self, since: Moment) -> Later<'_, Vec<Draft>> {
        let master = self.master.clone();
        self.writer
            .write(move |transaction| files::forget_untouched(transaction, &master, since))
    }

    fn referred(&self) -> Later<'_, Referred> {
        self.read(files::referred)
    }

    fn case_file(&self, number: String, id: String) -> Later<'_, Option<CaseFile>> {
        let master = self.master.clone();
        self.read(move |transaction| files::case_file(transaction, &master, &number, &id))
    }
}
