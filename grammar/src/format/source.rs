//! The tokens of a block with what stands between them: comments, line ends and blank lines.

use std::ops::Range;

use crate::layout::layout;
use crate::token::{Kind, Token, lex};
use crate::tree::Span;

/// A block as the formatter reads it.
pub(super) struct Source<'text> {
    pub(super) text: &'text str,
    /// The tokens that the parser reads, without the line ends among them.
    pub(super) tokens: Vec<Token>,
    /// Whether a line end that counts stands after each token and tells two sentences apart.
    pub(super) ends: Vec<bool>,
    /// What stands before each token, and after the last.
    pub(super) gaps: Vec<Gap>,
    pub(super) comments: Vec<Comment>,
    /// The text begins with the mark of its encoding.
    pub(super) has_mark: bool,
    /// The layout found no fault.
    pub(super) is_sound: bool,
}

/// What stands between two tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Gap {
    /// The comments, by their places in [`Source::comments`].
    pub(super) comments: Range<usize>,
    /// The token after it is the first of its line.
    pub(super) breaks: bool,
    /// A blank line stands directly before that token.
    pub(super) blank: bool,
}

/// A comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comment {
    pub(super) span: Span,
    /// Nothing stands before it on its line.
    pub(super) own_line: bool,
    /// A blank line stands directly before it.
    pub(super) blank: bool,
}

impl<'text> Source<'text> {
    /// Reads a block.
    pub(super) fn read(text: &'text str) -> Self {
        let raw = lex(text);
        let layout = layout(text, &raw);
        let mut source = Self {
            text,
            tokens: Vec::with_capacity(layout.tokens.len()),
            ends: Vec::with_capacity(layout.tokens.len()),
            gaps: Vec::with_capacity(layout.tokens.len() + 1),
            comments: Vec::new(),
            has_mark: false,
            is_sound: layout.errors.is_empty(),
        };
        source.read_tokens(&layout.tokens);
        source.read_gaps(&raw);
        source
    }

    fn read_tokens(&mut self, laid_out: &[Token]) {
        for (index, token) in laid_out.iter().enumerate() {
            if token.kind == Kind::Newline {
                continue;
            }
            let next = laid_out.get(index + 1).map(|next| next.kind);
            let after = laid_out.get(index + 2).map(|after| after.kind);
            let ends =
                next == Some(Kind::Newline) && after.is_some_and(|after| after != Kind::CloseBrace);
            self.tokens.push(*token);
            self.ends.push(ends);
        }
    }

    fn read_gaps(&mut self, raw: &[Token]) {
        // A block begins at the start of a line.
        let mut breaks = 1_usize;
        let mut first = 0;
        let mut next = 0;
        for token in raw {
            match token.kind {
                Kind::Newline => breaks += 1,
                Kind::ByteOrderMark => self.has_mark = true,
                Kind::Comment | Kind::Doc => {
                    let (own_line, blank) = (breaks > 0, breaks > 1);
                    self.comments.push(Comment { span: token.span, own_line, blank });
                    breaks = 0;
                }
                _ if self.tokens.get(next).is_some_and(|own| own.span == token.span) => {
                    let comments = first..self.comments.len();
                    first = comments.end;
                    self.gaps.push(Gap { comments, breaks: breaks > 0, blank: breaks > 1 });
                    breaks = 0;
                    next += 1;
                }
                // Only in a text with faults does the layout leave out tokens.
                _ => self.is_sound = false,
            }
        }
        self.is_sound &= next == self.tokens.len();
        let comments = first..self.comments.len();
        self.gaps.push(Gap { comments, breaks: breaks > 0, blank: breaks > 1 });
    }

    /// The token's text.
    pub(super) fn slice(&self, token: usize) -> &'text str {
        self.tokens[token].span.text(self.text)
    }

    /// The comments before the token.
    pub(super) fn comments_before(&self, token: usize) -> &[Comment] {
        &self.comments[self.gaps[token].comments.clone()]
    }

    /// True if comments stand before the token.
    pub(super) fn has_comments(&self, token: usize) -> bool {
        !self.gaps[token].comments.is_empty()
    }

    /// True if a blank line stands between the token and the one before it.
    pub(super) fn has_blank(&self, token: usize) -> bool {
        self.gaps[token].blank || self.comments_before(token).iter().any(|comment| comment.blank)
    }
}

/// How many columns a text takes: its characters.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}
