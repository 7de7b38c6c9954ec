//! The life of a case: commands come in, events go out, the state is a fold over them.
//!
//! Reading order: [`event`], [`case`], [`decide`].
//!
//! **Invariant:** pure. No clock, no store, no personal data: an event says
//! who, when and what, and the person stays in a record of its own.

pub mod case;
pub mod decide;
pub mod event;

#[cfg(test)]
mod tests;
