//! What several tests need.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod invariants;
pub mod outline;

use std::ops::Range;

use tm_grammar::Block;
use tm_grammar::tree::Item;

/// The ranges of the tokens of a text, comments left out. Enough for the models of the tests.
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@');
        let length = if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if rest.starts_with(char::is_whitespace) {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        } else if let Some(inner) = rest.strip_prefix('"') {
            inner.find('"').map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with(is_word) {
            let digits = rest.starts_with(|c: char| c.is_ascii_digit());
            let mut end = 0;
            for (index, c) in rest.char_indices() {
                let inner = c == '-' || c == '.' && digits;
                let next = rest[index + c.len_utf8()..].chars().next();
                if is_word(c) || inner && next.is_some_and(char::is_alphanumeric) {
                    end = index + c.len_utf8();
                } else {
                    break;
                }
            }
            end
        } else if ["->", "<=", ">=", "!="].iter().any(|sign| rest.starts_with(sign)) {
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        tokens.push(at..at + length);
        at += length;
    }
    tokens
}

/// The word and the name of each item of a block, nested ones too.
pub fn named_items(block: &Block) -> Vec<String> {
    fn visit(item: &Item, found: &mut Vec<String>) {
        let name = item.name().map_or("", |name| &name.text);
        found.push(format!("{} {name}", item.word));
        for inner in item.items() {
            visit(inner, found);
        }
    }
    let mut found = Vec::new();
    for item in &block.items {
        visit(item, &mut found);
    }
    found
}

/// The example models, each with its name.
pub fn models() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
    let mut models: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder is in the repository")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tm"))
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("it is text"))
        })
        .collect();
    models.sort();
    models
}
