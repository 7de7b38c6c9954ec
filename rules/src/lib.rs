//! The rules of licensing: read a catalogue, compile it to decision diagrams,
//! decide what a case needs and what is still open.
//!
//! Reading order: [`date`], [`contents`], [`answers`], [`assessment`],
//! [`package`]; then, behind the feature `compile`, `catalogue`.
//!
//! **Invariant:** this crate is pure. It never reads a clock, a file, the
//! network or the environment; callers hand in texts, answers and dates. That
//! is why the same build decides alike in the browser and on the server.

pub mod answers;
pub mod assessment;
pub mod contents;
pub mod date;
pub mod field;
pub mod package;
