//! What people do, told as stories, in a real browser against a real server.
//!
//! Each page a story passes ends with an accessibility audit in both windows;
//! with `LIANBAN_SHOTS=folder` a picture of each is kept.

mod changed;
mod desk;
mod filed;
mod form;
mod guide;
mod harness;
mod home;
mod interrupted;
mod keyboard;
mod office;
mod offline;
mod papers;
mod pockets;
mod prefill;
mod refused;
mod restaurant;
mod start;
mod tracking;
mod unknown;
mod uploads;
mod why;
mod window;
