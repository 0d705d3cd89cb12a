//! A block: a run of lines that is parsed on its own.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::allow::{self, Allow};
use crate::error::SyntaxError;
use crate::layout::layout;
use crate::parser;
use crate::token::{Token, lex};
use crate::tree::Item;

/// A run of lines and what is in it. Immutable; all spans are relative to its first byte.
#[derive(Debug)]
pub struct Block {
    /// The lines.
    pub text: Arc<str>,
    /// The items: usually one; none if there are only comments or faults; more if some are indented.
    pub items: Vec<Item>,
    /// What is wrong, in the order of the text.
    pub errors: Vec<SyntaxError>,
    /// The `tm-allow` comments, in the order of the text.
    pub allows: Vec<Allow>,
    /// A hash of the text, the same in every run of the program.
    pub hash: u64,
}

impl PartialEq for Block {
    fn eq(&self, other: &Self) -> bool {
        // The rest follows from the text.
        self.hash == other.hash && self.text == other.text
    }
}

impl Eq for Block {}

/// Parses a run of lines as one block. Never fails; text that is no item gives errors.
pub fn parse_block(text: &str) -> Block {
    parse_tokens(Arc::from(text), &lex(text))
}

/// As [`parse_block`], for text that has been lexed.
pub(crate) fn parse_tokens(text: Arc<str>, raw: &[Token]) -> Block {
    let mut layout = layout(&text, raw);
    let items = parser::parse(&text, &mut layout);
    let allows = allow::find(&text, &layout.comments, &items);
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    Block { items, errors: layout.errors, allows, hash: hasher.finish(), text }
}
