//! Lexing a long text by all processors.
//!
//! No token spans a line and none depends on the line before, so a text may be cut at any end of a
//! line and its parts lexed on their own.

use std::ops::Range;

use rayon::prelude::*;

use super::{Token, lex, lex_part};

/// How many bytes a part has at least.
const PART: usize = 1 << 15;

/// As [`lex`], for a text that may be long.
pub(crate) fn lex_long(text: &str) -> Vec<Token> {
    let parts = parts(text, PART);
    if parts.len() < 2 {
        return lex(text);
    }
    let lexed: Vec<Vec<Token>> =
        parts.into_par_iter().map(|part| lex_part(&text[part.clone()], part.start)).collect();
    lexed.concat()
}

/// The parts of a text, each but the last of at least so many bytes and up to the end of a line.
fn parts(text: &str, length: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = text.as_bytes().get(start + length..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let end = end.map_or(text.len(), |line| start + length + line + 1);
        parts.push(start..end);
        start = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_lexed_as_the_whole_text() {
        let text = "\u{feff}model m \"\u{e4}\"\r\n# no\n\u{feff}x # y\n\n\"open\n/// d\r<<<<<<< a\n=======\n\u{1}\u{2}\n\u{3}";
        let whole = lex(text);
        for length in 0..text.len() + 1 {
            let parts = parts(text, length);
            let tokens = parts.iter().flat_map(|part| lex_part(&text[part.clone()], part.start));
            assert_eq!(tokens.collect::<Vec<Token>>(), whole, "parts of {length}");
            assert_eq!(parts.iter().map(Range::len).sum::<usize>(), text.len());
        }
    }

    #[test]
    fn a_long_text_is_lexed_as_a_short_one() {
        let text = "flow f: a -> b \"x\" { mfa: no } // why\n".repeat(PART / 8);
        assert_eq!(lex_long(&text), lex(&text));
    }
}
