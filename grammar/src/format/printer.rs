//! A block, laid out.

use super::comments::Note;
use super::fill::fill;
use super::pieces::{Piece, pieces};
use super::source::{Comment, Source, width};
use super::structure::Sentence;
use super::{INDENT, WIDTH};

/// A block as it is to be, with `\n` at the ends of lines.
pub(super) struct Printed<'text> {
    /// All but the comments that stand after something on their line.
    pub(super) text: String,
    /// Those comments.
    pub(super) notes: Vec<Note<'text>>,
    /// How many lines the text has.
    pub(super) lines: usize,
    /// The tokens in the order in which they stand in the text.
    pub(super) order: Vec<usize>,
}

/// Lays out the sentences of a block. The last block of a file ends without a blank line.
pub(super) fn print<'text>(
    source: &Source<'text>,
    sentences: &[Sentence],
    is_last: bool,
) -> Printed<'text> {
    let mut printer = Printer {
        source,
        text: String::with_capacity(source.text.len() + source.text.len() / 8),
        notes: Vec::new(),
        order: Vec::with_capacity(source.tokens.len()),
        lines: 0,
        column: 0,
        indent: 0,
        is_empty: true,
    };
    if source.has_mark {
        printer.text.push('\u{feff}');
    }
    printer.sentences(sentences, 0);
    printer.finish(is_last)
}

struct Printer<'source, 'text> {
    source: &'source Source<'text>,
    text: String,
    notes: Vec<Note<'text>>,
    order: Vec<usize>,
    lines: usize,
    column: usize,
    /// How far the line is indented.
    indent: usize,
    /// Nothing is written yet.
    is_empty: bool,
}

impl<'text> Printer<'_, 'text> {
    /// Sentences, each on a line of its own unless it shared its line with the one before.
    fn sentences(&mut self, sentences: &[Sentence], indent: usize) {
        let mut row = false;
        for (index, sentence) in sentences.iter().enumerate() {
            if row && sentence.same_line && self.has_room(sentence, sentence.gap()) {
                self.spaces(sentence.gap());
            } else {
                self.lead(sentence.first(), indent, index > 0);
            }
            row = self.sentence(sentence, indent);
        }
    }

    /// True if a sentence fits on this line after a gap.
    fn has_room(&self, sentence: &Sentence, gap: usize) -> bool {
        sentence.flat_width().is_some_and(|flat| self.column + gap + flat <= WIDTH)
    }

    /// Writes a sentence where the cursor is; true if it took no other line.
    fn sentence(&mut self, sentence: &Sentence, indent: usize) -> bool {
        if self.has_room(sentence, 0) {
            self.flat(sentence);
            return true;
        }
        let pieces = pieces(self.source, sentence);
        let body = sentence
            .body
            .as_ref()
            .filter(|body| !body.sentences.is_empty() || self.source.has_comments(body.close));
        let tail = usize::from(sentence.semicolon.is_some() && body.is_none());
        let hard = |piece: &Piece| {
            piece.token != sentence.first() && self.source.has_comments(piece.token)
        };
        let breaks = fill(&pieces, hard, self.column, indent, tail);
        let lines = self.lines;
        for (piece, breaks) in pieces.iter().zip(breaks) {
            match breaks {
                Some(indent) => self.lead(piece.token, indent, true),
                None => self.spaces(piece.spaces),
            }
            self.token(piece.token);
        }
        if let Some(body) = body {
            self.sentences(&body.sentences, indent + INDENT);
            self.comments(body.close, indent + INDENT, !body.sentences.is_empty());
            self.begin_line(indent);
            self.token(body.close);
        }
        if let Some(semicolon) = sentence.semicolon {
            self.token(semicolon);
        }
        self.lines == lines
    }

    /// Writes a sentence and its body on this line.
    fn flat(&mut self, sentence: &Sentence) {
        for piece in pieces(self.source, sentence) {
            self.spaces(piece.spaces);
            self.token(piece.token);
        }
        if let Some(body) = sentence.body.as_ref().filter(|body| !body.sentences.is_empty()) {
            for inner in &body.sentences {
                self.spaces(inner.gap());
                self.flat(inner);
            }
            self.spaces(1);
            self.token(body.close);
        }
        if let Some(semicolon) = sentence.semicolon {
            self.token(semicolon);
        }
    }

    fn token(&mut self, token: usize) {
        let slice = self.source.slice(token);
        self.text.push_str(slice);
        self.column += width(slice);
        self.order.push(token);
        self.is_empty = false;
    }

    fn spaces(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
        self.column += count;
    }

    fn end_line(&mut self) {
        self.text.push('\n');
        self.lines += 1;
        self.column = 0;
    }

    fn begin_line(&mut self, indent: usize) {
        if !self.is_empty {
            self.end_line();
        }
        self.indent = indent;
        self.spaces(indent);
    }

    fn blank_line(&mut self) {
        if !self.is_empty {
            self.end_line();
        }
    }

    /// Writes the comments before a token that begins a line, and begins that line. A blank line
    /// that stands there is kept, unless it is the first thing in a body.
    fn lead(&mut self, token: usize, indent: usize, keep_first: bool) {
        let written = self.comments(token, indent, keep_first);
        if self.source.gaps[token].blank && (written || keep_first) {
            self.blank_line();
        }
        self.begin_line(indent);
    }

    /// Writes the comments before a token; true if there are any on lines of their own.
    fn comments(&mut self, token: usize, indent: usize, keep_first: bool) -> bool {
        let source = self.source;
        let mut written = false;
        for comment in source.comments_before(token) {
            if comment.own_line {
                if comment.blank && (written || keep_first) {
                    self.blank_line();
                }
                self.begin_line(indent);
                self.text.push_str(comment.span.text(source.text));
                self.is_empty = false;
                written = true;
            } else {
                self.note(*comment);
            }
        }
        written
    }

    /// Notes a comment at the end of this line.
    fn note(&mut self, comment: Comment) {
        self.notes.push(Note {
            at: self.text.len(),
            line: self.lines,
            width: self.column,
            indent: self.indent,
            text: comment.span.text(self.source.text),
        });
    }

    fn finish(mut self, is_last: bool) -> Printed<'text> {
        let end = self.source.tokens.len();
        self.comments(end, 0, true);
        if !self.is_empty {
            self.end_line();
            if self.source.gaps[end].blank && !is_last {
                self.end_line();
            }
        }
        Printed { text: self.text, notes: self.notes, lines: self.lines, order: self.order }
    }
}
