//! What holds for every text and after every edit, as functions of any bytes.
//!
//! The property tests call them with texts that they make up, `corpora.rs` with the files in
//! `tests/fuzz/corpus`, and the fuzz targets in `tests/fuzz` with whatever reaches new code.
//!
//! Not for: what a particular text means; that is in the tests that write it down.

#![allow(dead_code, unused_imports, reason = "each test and each fuzz target takes what it needs")]

mod edits;
mod format;
mod parse;
mod places;

pub use edits::{assert_change, assert_fresh, edits, names};
pub use format::{assert_format, format};
pub use parse::{assert_parse, parse};

/// Divides an input into a text and the edits after it, so that a text is readable in its file.
pub const SEPARATOR: u8 = 0x1e;
