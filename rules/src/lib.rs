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
mod assess;
pub mod assessment;
pub mod calendar;
#[cfg(feature = "compile")]
pub mod catalogue;
pub mod compare;
#[cfg(feature = "compile")]
mod compile;
pub mod contents;
pub mod cross_check;
pub mod date;
pub mod deadline;
#[cfg(feature = "compile")]
pub mod diagnostic;
pub mod diagram;
#[cfg(feature = "compile")]
mod diagram_builder;
pub mod explain;
pub mod field;
pub mod form;
pub mod handbook;
mod hex;
#[cfg(feature = "compile")]
pub mod interviews;
#[cfg(feature = "compile")]
pub mod mutations;
#[cfg(feature = "compile")]
mod nearest;
pub mod opening;
pub mod outcomes;
pub mod package;
#[cfg(feature = "compile")]
pub mod place;
#[cfg(feature = "compile")]
pub mod proofs;
mod receipt;
pub mod regions;
#[cfg(feature = "compile")]
pub mod scenarios;
pub mod sentences;
pub mod share;
pub mod state;
#[cfg(feature = "compile")]
pub mod syntax;
pub mod tally;
pub mod template;
pub mod witness;
pub mod words;
