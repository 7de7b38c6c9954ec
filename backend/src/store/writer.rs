//! The one writer: a thread that owns all writing and commits in batches.
//!
//! While one batch waits for the disk the next one gathers, so that many
//! submissions share one fsync. A write is answered after its commit; when one
//! of a batch fails, none of it is written and each is told so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use redb::{Database, Durability, WriteTransaction};
use tokio::sync::{mpsc, oneshot, watch};

use super::{Later, StoreError};

/// Writes that may share one commit.
const BATCH: usize = 256;

/// Hands writes to the thread. Dropped, it waits until the thread has written
/// what it took and let go of the database.
pub struct Writer {
    sender: mpsc::Sender<Box<dyn Work>>,
    counts: Arc<Counts>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The thread ends with the last sender, so this one goes first.
        self.sender = mpsc::channel(1).0;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the store's writer ended in a panic");
        }
    }
}

/// What the thread has done.
#[derive(Default)]
pub struct Counts {
    /// Commits.
    pub batches: AtomicU64,
    /// Writes in them.
    pub writes: AtomicU64,
    /// Commits that failed.
    pub failed: AtomicU64,
    /// The disk failed: the database writes nothing more until it is opened anew.
    broken: watch::Sender<Option<StoreError>>,
}

impl Counts {
    fn count(&self, committed: &Result<(), StoreError>, writes: usize) {
        match committed {
            Ok(()) => {
                self.batches.fetch_add(1, Ordering::Relaxed);
                self.writes.fetch_add(writes as u64, Ordering::Relaxed);
            }
            Err(error) => {
                self.failed.fetch_add(1, Ordering::Relaxed);
                if matches!(error, StoreError::Disk(_) | StoreError::Damaged(_)) {
                    self.broken.send_replace(Some(error.clone()));
                }
            }
        }
    }
}

/// A write, before and after its commit.
trait Work: Send {
    fn run(&mut self, transaction: &WriteTransaction) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Task<F, T, A, U> {
    work: Option<F>,
    value: Option<T>,
    after: A,
    reply: oneshot::Sender<Result<U, StoreError>>,
}

impl<F, T, A, U> Work for Task<F, T, A, U>
where
    F: FnOnce(&WriteTransaction) -> Result<T, StoreError> + Send,
    T: Send,
    A: FnOnce(T) -> U + Send,
    U: Send,
{
    fn run(&mut self, transaction: &WriteTransaction) -> Result<(), StoreError> {
        if let Some(work) = self.work.take() {
            self.value = Some(work(transaction)?);
        }
        Ok(())
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let Self {
            value,
            after,
            reply,
            ..
        } = *self;
        let value = committed.and_then(|()| value.ok_or(StoreError::Stopped));
        let answer = value.map(after);
        // Whoever asked may have gone away; what is written stays written.
        let _ = reply.send(answer);
    }
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`StoreError::File`], when the system starts no thread.
    pub fn start(database: Arc<Database>) -> Result<Self, StoreError> {
        let (sender, mut receiver) = mpsc::channel::<Box<dyn Work>>(BATCH * 4);
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        let write = move || {
            while let Some(first) = receiver.blocking_recv() {
                let mut batch = vec![first];
                while batch.len() < BATCH
                    && let Ok(next) = receiver.try_recv()
                {
                    batch.push(next);
                }
                let committed = commit(&database, &mut batch);
                if let Err(error) = &committed {
                    tracing::error!(%error, writes = batch.len(), "a batch was not written");
                }
                counted.count(&committed, batch.len());
                for work in batch {
                    work.answer(committed.clone());
                }
            }
        };
        let started = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(write);
        let thread = started.map_err(|error| StoreError::File {
            path: "store-writer".to_owned(),
            cause: error.to_string(),
        })?;
        Ok(Self {
            sender,
            counts,
            thread: Some(thread),
        })
    }

    /// What the thread has done.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Writes that wait.
    #[must_use]
    pub fn queue(&self) -> usize {
        self.sender.max_capacity() - self.sender.capacity()
    }

    /// Waits until the disk fails.
    pub async fn broken(&self) -> StoreError {
        let mut told = self.counts.broken.subscribe();
        let broken = told.wait_for(Option::is_some).await;
        broken
            .ok()
            .and_then(|error| error.clone())
            .unwrap_or(StoreError::Stopped)
    }

    /// Runs `work` in the next batch; answers when it is on disk.
    pub fn write<T, F>(&self, work: F) -> Later<'_, T>
    where
        F: FnOnce(&WriteTransaction) -> Result<T, StoreError> + Send + 'static,
        T: Send + 'static,
    {
        self.write_then(work, |value| value)
    }

    /// The same, and `after` runs between commit and answer, in the order of the writes.
    pub fn write_then<T, F, A, U>(&self, work: F, after: A) -> Later<'_, U>
    where
        F: FnOnce(&WriteTransaction) -> Result<T, StoreError> + Send + 'static,
        T: Send + 'static,
        A: FnOnce(T) -> U + Send + 'static,
        U: Send + 'static,
    {
        Box::pin(async move {
            let (reply, answer) = oneshot::channel();
            let task = Box::new(Task {
                work: Some(work),
                value: None,
                after,
                reply,
            });
            self.sender
                .send(task)
                .await
                .map_err(|_| StoreError::Stopped)?;
            answer.await.map_err(|_| StoreError::Stopped)?
        })
    }
}

fn commit(database: &Database, batch: &mut [Box<dyn Work>]) -> Result<(), StoreError> {
    let mut transaction = database.begin_write()?;
    transaction
        .set_durability(Durability::Immediate)
        .map_err(|error| StoreError::Database(error.to_string()))?;
    for work in batch {
        work.run(&transaction)?;
    }
    Ok(transaction.commit()?)
}
