//! What the engine's tests share: the oracle, a seeded generator, random small packages.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod oracle;
pub mod random;
pub mod sample;
pub mod small;
