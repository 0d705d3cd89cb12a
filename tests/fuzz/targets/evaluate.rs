//! A model, a knowledge base and edits of both: nothing panics, and the workspace knows what a new
//! one with the same texts knows.

#![no_main]

#[path = "../../../server/model/tests/support/dump.rs"]
mod dump;
#[path = "../../../server/model/tests/support/evaluate.rs"]
mod evaluate;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| evaluate::evaluate(bytes));
