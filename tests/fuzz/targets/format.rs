//! Any bytes, as a text: formatting moves blanks and nothing else.

#![no_main]

#[path = "../../../grammar/tests/support/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::format(bytes));
