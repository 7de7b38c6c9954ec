//! The language of conditions.
//!
//! Reading order: `tree`, `lexer`, `parser`. Parsing never fails: it returns a
//! tree with [`Node::Fault`] where nothing sensible stood, and what was wrong.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;
mod tree;

pub use parser::parse;
pub use tree::{Constant, Decimal, Expression, Node, Value};
