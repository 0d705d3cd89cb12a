//! A block: a run of lines that is parsed on its own.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

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
    /// A hash of the text, the same in every run of the program.
    pub hash: u64,
    /// See [`Block::is_deferred_test`].
    deferred: bool,
    content: OnceLock<Content>,
}

/// What is in a block: read as fields of the block itself.
#[derive(Debug)]
pub struct Content {
    /// The items: usually one; none if there are only comments or faults; more if some are indented.
    pub items: Vec<Item>,
    /// What is wrong, in the order of the text.
    pub errors: Vec<SyntaxError>,
    /// The `tm-allow` comments, in the order of the text.
    pub allows: Vec<Allow>,
}

impl Block {
    fn new(text: Arc<str>, deferred: bool, content: OnceLock<Content>) -> Self {
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        Self { hash: hasher.finish(), text, deferred, content }
    }

    /// A test of a knowledge base that is parsed when somebody looks into it.
    pub(crate) fn deferred_test(text: Arc<str>) -> Self {
        Self::new(text, true, OnceLock::new())
    }

    /// True for a block that holds a test and nothing else, and is parsed only when somebody looks
    /// into it: see [`crate::Document::with_deferred_tests`]. Who is not after tests passes it over.
    pub fn is_deferred_test(&self) -> bool {
        self.deferred
    }
}

impl Deref for Block {
    type Target = Content;

    fn deref(&self) -> &Content {
        self.content.get_or_init(|| parse(&self.text, &lex(&self.text)))
    }
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
    let content = parse(&text, raw);
    Block::new(text, false, OnceLock::from(content))
}

fn parse(text: &Arc<str>, raw: &[Token]) -> Content {
    let mut layout = layout(text, raw);
    let items = parser::parse(text, &mut layout);
    let allows = allow::find(text, &layout.comments, &items);
    Content { items, errors: layout.errors, allows }
}
