//! Every model that is valid parses without an error.

use tm_grammar::parse_block;

fn assert_valid(name: &str, text: &str) {
    let block = parse_block(text);
    let errors: Vec<String> = block
        .errors
        .iter()
        .map(|error| {
            let line = text[..error.span.start as usize].lines().count();
            format!("{name}:{line}: {error} [{}]", error.span.text(text))
        })
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn the_example_models() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
    for entry in std::fs::read_dir(folder).expect("the folder is in the repository") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|extension| extension == "tm") {
            let text = std::fs::read_to_string(&path).expect("it is text");
            assert_valid(&path.display().to_string(), &text);
        }
    }
}

#[test]
fn the_examples_of_the_language_reference() {
    let text = include_str!("data/reference.txt");
    for example in text.split("//- ").skip(1) {
        let (name, text) = example.split_once('\n').expect("a name stands before each example");
        assert_valid(name, text);
    }
}
