//! The inputs in `tests/fuzz/corpus/evaluate`: small models with knowledge bases and edits, and what
//! fuzzing found. What the fuzz target asserts holds for each of them, without a fuzzer.

mod support;

use std::path::PathBuf;

use support::evaluate::evaluate;

#[test]
fn a_workspace_knows_what_a_new_one_knows() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fuzz/corpus/evaluate");
    let entries = std::fs::read_dir(folder).expect("the corpus is in the repository");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "there is no corpus");
    for path in paths {
        // What panics is about the input that is named last.
        println!("{}", path.display());
        evaluate(&std::fs::read(&path).expect("it can be read"));
    }
}
