//! A text and edits of it: the document is what a fresh one of the same text is.

#![no_main]

#[path = "../../../grammar/tests/support/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::edits(bytes));
