//! Whole interviews, simulated: how many screens and questions an order of asking costs.
//!
//! A case is what a person answers: one region for each question that applies, so
//! that no constraint is broken. All cases count alike. An interview asks as the
//! guide does: the first topic with due questions, its questions one after the
//! other, follow-ups as they become due, until nothing is due or the case is
//! settled to be no case for this service.
//!
//! Reading order: `cases` (counting and drawing them), `residual` (functions under
//! answers), `walk` (an interview in a given order), `exact` (all cases at once),
//! `score` (the order of publicodes), `search` (a better order), `table`.

mod bits;
mod cases;
mod exact;
mod missing;
mod residual;
mod score;
mod search;
mod table;
mod vain;
mod walk;

pub use cases::{Cases, Draw};
pub use exact::{Spread, exact};
pub use score::by_score;
pub use search::better;
pub use table::{Basis, Row, Table, exactly, table};
pub use walk::{Order, Taken, Walk};
