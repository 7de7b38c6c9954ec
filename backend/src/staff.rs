//! Accounts of the service centre: passwords, sign-in, sessions.

pub mod accounts;
pub mod password;
pub mod session;
