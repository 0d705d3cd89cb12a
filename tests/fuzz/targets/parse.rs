//! Any bytes, as a text: the lexer and the parser give sound trees, and soon.

#![no_main]

#[path = "../../../grammar/tests/support/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::parse(bytes));
