//! The inputs in `tests/fuzz/corpus`: hand-picked texts, and what fuzzing found. What a fuzz target
//! asserts holds for each of them, without a fuzzer.

mod support;

use std::path::PathBuf;

use support::invariants::{edits, format, parse};

/// Runs a target over its corpus. What panics is about the input that is named last.
fn run(target: &str, assert: fn(&[u8])) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fuzz/corpus"));
    let entries = std::fs::read_dir(folder.join(target)).expect("the corpus is in the repository");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target} has no corpus");
    for path in paths {
        println!("{}", path.display());
        assert(&std::fs::read(&path).expect("it can be read"));
    }
}

#[test]
fn every_text_gives_sound_trees() {
    run("parse", parse);
}

#[test]
fn edits_give_what_a_fresh_document_has() {
    run("edits", edits);
}

#[test]
fn formatting_does_no_harm() {
    run("format", format);
}
