//! Formatting moves blanks and nothing else, and leaves alone what it does not understand.

use tm_grammar::{Document, LexemeKind, Style, format_document, format_with, scan};

/// Formats any bytes, with flows and comments aligned and without.
pub fn format(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    assert_format(&text, Style { align: true });
    assert_format(&text, Style { align: false });
}

/// Panics unless formatting the text does no harm.
pub fn assert_format(text: &str, style: Style) {
    let once = format_with(text, style);
    assert!(characters(&once) == characters(text), "a character is lost:\n{text}\n---\n{once}");
    assert_eq!(kept(&once), kept(text), "a comment or text is touched:\n{text}");
    assert_eq!(format_with(&once, style), once, "formatted again:\n{text}");
    assert_eq!(errors(&once), errors(text), "other errors:\n{text}");
    assert_faulty_stay(text, style);
}

/// A block with an error stays byte for byte.
fn assert_faulty_stay(text: &str, style: Style) {
    let document = Document::new(text);
    for (range, _) in format_document(&document, style) {
        let (_, start, block) = document.block_at(range.start).expect("an edit is in a block");
        assert_eq!(range, start..start + block.text.len(), "an edit is a block");
        assert_eq!(block.errors, [], "a block with an error is touched:\n{text}");
    }
}

/// The characters that are no blanks, in the order of the alphabet: clauses may change places.
fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> =
        text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).collect();
    characters.sort_unstable();
    characters
}

/// The comments, and text in quotes, each in the order of the alphabet.
fn kept(text: &str) -> Vec<&str> {
    let lexemes = scan(text).into_iter();
    let mut kept: Vec<&str> = lexemes
        .filter(|lexeme| matches!(lexeme.kind, LexemeKind::Comment | LexemeKind::Text))
        .map(|lexeme| lexeme.span.text(text))
        .collect();
    kept.sort_unstable();
    kept
}

/// What is wrong with a text, in its order.
fn errors(text: &str) -> Vec<String> {
    let document = Document::new(text);
    let blocks = document.blocks().map(|(_, _, block)| block.errors.clone());
    blocks.flatten().map(|error| error.to_string()).collect()
}
