//! Text and shape of the `tm` language: from a text to the trees of its items, from an edit to the
//! trees that it changes, and from any way to write a text to the canonical one.
//!
//! This crate knows no meaning: names are not resolved, types are not known, and which clause suits
//! which item is a table ([`words`]) that the model reads.
//!
//! Invariants:
//! - **The parser never fails.** Every text gives a tree; faults are data ([`SyntaxError`]).
//! - **The text is never lost.** The texts of a document's blocks, joined, are the file, byte for
//!   byte.
//! - **No token spans a line**, so lexing can start again at any line.
//! - **Nesting is capped** at [`MAX_DEPTH`] over braces, brackets, parentheses and `not`, so that
//!   neither parsing, evaluating nor dropping a tree can overflow the stack.
//! - **Incremental equals from scratch.** After any edits, a document's blocks equal those of a
//!   fresh document of the same text.

mod allow;
mod block;
mod calendar;
mod document;
mod error;
mod format;
mod layout;
mod name;
mod parser;
mod position;
mod scan;
mod spelling;
mod text;
mod token;
pub mod tree;
pub mod words;

pub use allow::Allow;
pub use block::{Block, Content, parse_block};
pub use document::{BlockId, Change, Counters, Document};
pub use error::{SyntaxError, SyntaxErrorKind, TextFix};
pub use format::{Style, apply_edits, format, format_around, format_document, format_with};
pub use name::written_name;
pub use position::{Encoding, Position, offset_of, position_of};
pub use scan::{Lexeme, LexemeKind, scan};

/// How deep braces, brackets, parentheses and `not` may nest.
pub const MAX_DEPTH: usize = 64;
