//! Every text gives trees and errors whose places are places of the text.
//!
//! Not for: time. The limit is that of the fuzzer, and that of `hostile.rs`.

use std::ops::Range;

use tm_grammar::tree::Span;
use tm_grammar::{Block, Document, MAX_DEPTH, parse_block, scan};

use super::places::{depth, spans};

/// Lexes and parses any bytes.
pub fn parse(bytes: &[u8]) {
    assert_parse(&String::from_utf8_lossy(bytes));
}

/// Panics unless what the parser makes of the text is sound.
pub fn assert_parse(text: &str) {
    assert_tokens(text);
    let document = Document::new(text);
    assert_eq!(document.text(), text);
    let mut end = 0;
    for (id, start, block) in document.blocks() {
        assert_eq!(start, end, "blocks stand one after the other");
        assert!(!block.text.is_empty(), "a block has a text");
        end += block.text.len();
        assert_eq!(text.get(start..end), Some(&*block.text));
        assert_eq!(document.block_at(start).map(|(id, ..)| id), Some(id));
        assert_block(block);
    }
    assert_eq!(end, text.len(), "the blocks are the text");
}

/// Tokens stand one after the other, with nothing but blanks between.
fn assert_tokens(text: &str) {
    let mut end = 0;
    for lexeme in scan(text) {
        let range = range(lexeme.span);
        assert!(!range.is_empty() && end <= range.start, "{lexeme:?} after {end}");
        assert!(text.get(range.clone()).is_some(), "{lexeme:?} cuts a character");
        assert!(text[end..range.start].trim().is_empty(), "{:?} is lost", &text[end..range.start]);
        end = range.end;
    }
    assert!(text[end..].trim().is_empty(), "{:?} is lost", &text[end..]);
}

fn assert_block(block: &Block) {
    let alone = parse_block(&block.text);
    assert_eq!(alone.items, block.items, "a block is parsed on its own");
    assert_eq!(alone.errors, block.errors, "a block is parsed on its own");
    let here = |span: Span| block.text.get(range(span)).is_some();
    for error in &block.errors {
        assert!(here(error.span), "{error:?}");
        assert!(!error.to_string().is_empty(), "{error:?} says nothing");
        assert!(error.fix.iter().all(|fix| here(fix.span)), "{error:?}");
    }
    for allow in &block.allows {
        assert!(here(allow.span) && allow.item.is_none_or(here), "{allow:?}");
    }
    for item in &block.items {
        for span in spans(item) {
            assert!(here(span), "{span:?} is no place of {:?}", block.text);
        }
        assert!(depth(item) <= MAX_DEPTH, "nested {} deep", depth(item));
    }
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
