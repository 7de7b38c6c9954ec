//! Numbers of a store, for whoever watches over it.

/// How much there is, and how the writer fares: numbers only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gauges {
    /// Writes that wait for a commit.
    pub queue: u64,
    /// Commits so far.
    pub batches: u64,
    /// Writes in them.
    pub writes: u64,
    /// Commits that failed.
    pub failed: u64,
    /// Bytes of the database.
    pub bytes: u64,
    /// Bytes left on its disk.
    pub free: u64,
    /// Cases.
    pub cases: u64,
    /// Sessions, ended ones too until somebody signs in.
    pub sessions: u64,
    /// Drafts with files.
    pub drafts: u64,
}
