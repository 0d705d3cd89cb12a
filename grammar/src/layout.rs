//! Which line ends count, and which braces and brackets match: from raw tokens to those the parser
//! reads.
//!
//! Invariants of what comes out:
//! - There is no trivia. A [`Kind::Newline`] stands exactly where a line end ends a sentence.
//! - Braces, brackets and parentheses match and nest, whatever the text says: what is missing was
//!   put in with an empty span, what is too much was left out.
//! - Nesting, `not` included, is at most [`MAX_DEPTH`] deep.
//! - Each repair, and each token that is faulty by itself, is one error.
//!
//! The rules are those of the language reference: a line end counts unless a bracket is open, unless
//! the line ends or the next begins with a word that goes on, and always before an item word in
//! column 0. Not for: what a sentence means, or what may stand in it.

mod faults;
mod lines;

use smallvec::SmallVec;

use crate::MAX_DEPTH;
use crate::error::SyntaxError;
use crate::token::{ClauseLead, Kind, Particle, Token, Word};
use crate::tree::Span;
pub(crate) use lines::Lines;

/// What [`layout`] makes of the tokens of a block.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The tokens the parser reads.
    pub(crate) tokens: Vec<Token>,
    /// The `///` lines directly above a line, by the offset of the first token of that line.
    pub(crate) docs: Vec<(u32, Vec<Span>)>,
    /// The comments that stand on their own lines, and the token that begins the line below them if
    /// no blank line stands between.
    pub(crate) comments: Vec<(Span, Option<u32>)>,
    /// What is wrong so far.
    pub(crate) errors: Vec<SyntaxError>,
}

/// Lays out the tokens of `text`, a block.
pub(crate) fn layout(text: &str, raw: &[Token]) -> Layout {
    let (unclosed, stray) = unmatched_braces(raw);
    let mut pass = Pass {
        text,
        lines: Lines { text, raw },
        result: Layout { tokens: Vec::with_capacity(raw.len()), ..Layout::default() },
        braces: Vec::new(),
        brackets: Vec::new(),
        outer_nots: 0,
        nots: 0,
        sentence: Sentence { first: 0, indent: 0 },
        line: 0,
        unclosed,
        stray,
        too_deep: false,
        above: SmallVec::new(),
    };
    let mut index = 0;
    while index < raw.len() {
        index = pass.step(index);
    }
    pass.finish()
}

/// How many braces of the tokens have no partner: openers, then closers.
pub(crate) fn unmatched_braces(raw: &[Token]) -> (u32, u32) {
    raw.iter().fold((0, 0), |(open, stray), token| match token.kind {
        Kind::OpenBrace => (open + 1, stray),
        Kind::CloseBrace if open == 0 => (open, stray + 1),
        Kind::CloseBrace => (open - 1, stray),
        _ => (open, stray),
    })
}

/// A brace that is open.
struct Brace {
    /// Its place among the tokens that come out.
    index: usize,
    /// How far the sentence it belongs to is indented.
    indent: u32,
    /// The line it stands on.
    line: u32,
}

/// A bracket or parenthesis that is open.
struct Bracket {
    index: usize,
    kind: Kind,
    /// It stands where one belongs, so that closing it is the better repair.
    expected: bool,
    /// The run of `not` before it.
    nots: usize,
}

/// The sentence that is being read.
struct Sentence {
    /// The place of its first token among those that come out.
    first: usize,
    /// How far its first line is indented.
    indent: u32,
}

struct Pass<'text> {
    text: &'text str,
    lines: Lines<'text>,
    result: Layout,
    braces: Vec<Brace>,
    brackets: Vec<Bracket>,
    /// How many `not` stand before the open brackets, together.
    outer_nots: usize,
    /// How many stand before the operand that comes.
    nots: usize,
    sentence: Sentence,
    line: u32,
    /// How many openers may still be closed, and closers left out or given an opener, by looking at
    /// how the lines are indented. Both are 0 if the braces balance: then they mean what they say.
    unclosed: u32,
    stray: u32,
    too_deep: bool,
    /// The comments on their own lines directly above, by their place in the result.
    above: SmallVec<[(usize, Kind); 4]>,
}

impl Pass<'_> {
    /// Takes the raw token at `index` and says which comes next.
    fn step(&mut self, index: usize) -> usize {
        let mut token = self.lines.raw[index];
        match token.kind {
            Kind::Newline => {
                if self.lines.is_first(index) {
                    self.above.clear();
                }
                self.line += 1;
                return index + 1;
            }
            Kind::Comment | Kind::Doc => {
                if self.lines.is_first(index) {
                    self.above.push((self.result.comments.len(), token.kind));
                    self.result.comments.push((token.span, None));
                }
                return index + 1;
            }
            Kind::ByteOrderMark => return index + 1,
            Kind::ConflictMarker | Kind::ForeignComment => {
                self.above.clear();
                self.report_token(token);
                return index + 1;
            }
            _ => {}
        }
        if token.kind == Kind::OpenBrace && self.is_brace_in_sentence(index) {
            self.unclosed -= 1;
            self.report_brace_in_sentence(token);
            return index + 1;
        }
        if self.lines.is_first(index) {
            self.begin_line(index, token);
        }
        if token.kind == Kind::Garbage {
            self.report_token(token);
            if !token.span.text(self.text).starts_with(|c: char| c.is_ascii_digit()) {
                return index + 1;
            }
            token.kind = Kind::QuotedName;
        }
        if self.at_sentence_start() {
            self.sentence.first = self.result.tokens.len();
        }
        if self.depth() >= MAX_DEPTH && self.deepens(&token) {
            if !self.too_deep {
                self.report_too_deep(token.span);
            }
            return self.lines.skip_group(index, &mut self.line);
        }
        self.report_token(token);
        self.take(index, token);
        index + 1
    }

    /// A line begins with `token`: decides whether the line end before it counts, closes what ends
    /// with it, and gives it the comments above.
    fn begin_line(&mut self, index: usize, token: Token) {
        let indent = self.lines.indent(index);
        if self.result.tokens.is_empty() {
            self.sentence.indent = indent;
        } else if self.ends_sentence(index, token) {
            self.abandon_brackets();
            if !matches!(token.kind, Kind::OpenBrace) {
                self.repair_before(token, indent);
            }
            if !self.at_sentence_start() {
                self.push_newline();
            }
            self.sentence.indent = indent;
        } else if self.at_sentence_start() {
            self.sentence.indent = indent;
        }
        self.attach_comments(token);
    }

    fn attach_comments(&mut self, token: Token) {
        let mut docs = Vec::new();
        for (place, kind) in self.above.drain(..) {
            let comment = &mut self.result.comments[place];
            comment.1 = Some(token.span.start);
            if kind == Kind::Doc {
                docs.push(comment.0);
            }
        }
        if !docs.is_empty() {
            self.result.docs.push((token.span.start, docs));
        }
    }

    /// True if the line end before the token at `index`, the first of its line, ends a sentence.
    fn ends_sentence(&self, index: usize, token: Token) -> bool {
        let Some(last) = self.result.tokens.last() else { return false };
        let starts_item = self.lines.starts_item(index, last.kind == Kind::Comma);
        let starts_line = starts_item || self.lines.starts_nested(index);
        if !self.brackets.is_empty() {
            return starts_line
                || self.lines.starts_property(index)
                || matches!(token.kind, Kind::OpenBrace | Kind::CloseBrace);
        }
        if starts_item {
            return true;
        }
        match last.kind {
            Kind::OpenBrace => true,
            Kind::Comma => false,
            Kind::Arrow => self.lines.starts_property(index),
            Kind::Name if goes_on(last.word) => starts_line || self.lines.starts_property(index),
            _ => !self.lines.continues(index),
        }
    }

    /// True if an opening brace, where braces do not balance, stands in a property or predicate: it is
    /// the one too many.
    fn is_brace_in_sentence(&self, index: usize) -> bool {
        let tokens = &self.result.tokens;
        if self.unclosed == 0 || self.at_sentence_start() {
            return false;
        }
        let inside = tokens.get(self.sentence.first).is_some_and(|first| {
            first.kind == Kind::Key
                || first.kind == Kind::Name && matches!(first.word, Word::Nested(_))
        });
        let wrapped = !self.brackets.is_empty()
            || tokens.last().is_some_and(|last| {
                matches!(last.kind, Kind::Comma | Kind::Arrow) || goes_on(last.word)
            });
        inside && (wrapped || !self.lines.is_first(index))
    }

    fn at_sentence_start(&self) -> bool {
        self.result.tokens.last().is_none_or(|last| {
            matches!(last.kind, Kind::Newline | Kind::Semicolon | Kind::OpenBrace)
        })
    }

    fn depth(&self) -> usize {
        self.braces.len() + self.brackets.len() + self.outer_nots + self.nots
    }

    fn deepens(&self, token: &Token) -> bool {
        matches!(token.kind, Kind::OpenBrace | Kind::OpenBracket | Kind::OpenParenthesis)
            || token.kind == Kind::Name && token.word.is(Particle::Not)
    }

    /// Hands a token to the parser, keeping count of what is open.
    fn take(&mut self, index: usize, mut token: Token) {
        let kept = match token.kind {
            Kind::OpenBrace => {
                self.abandon_brackets();
                self.open_brace();
                true
            }
            Kind::CloseBrace => {
                self.abandon_brackets();
                self.close_brace(index, token)
            }
            Kind::OpenBracket | Kind::OpenParenthesis => {
                self.open_bracket(token.kind);
                true
            }
            Kind::CloseBracket | Kind::CloseParenthesis => self.close_bracket(token),
            Kind::Semicolon => {
                self.abandon_brackets();
                self.nots = 0;
                true
            }
            Kind::Comma => {
                self.nots = 0;
                true
            }
            Kind::Name | Kind::QuotedName => {
                self.read_name(index, &mut token);
                true
            }
            _ => true,
        };
        if kept {
            self.result.tokens.push(token);
        }
    }

    fn read_name(&mut self, index: usize, token: &mut Token) {
        let first = self.sentence.first == self.result.tokens.len();
        if first && self.lines.is_before_colon(index) {
            token.kind = Kind::Key;
            return;
        }
        if first {
            self.mend_item_word(index, token);
        }
        if token.word.is(Particle::Not) {
            self.nots += 1;
        } else if goes_on(token.word) {
            self.nots = 0;
        } else if token.word.is_clause() {
            token.lead = self.lines.clause_lead(index, token.word);
        }
    }

    fn open_brace(&mut self) {
        self.nots = 0;
        self.braces.push(Brace {
            index: self.result.tokens.len(),
            indent: self.sentence.indent,
            line: self.line,
        });
    }

    /// True if the closing brace closes something.
    fn close_brace(&mut self, index: usize, token: Token) -> bool {
        self.nots = 0;
        let misplaced = |brace: &Brace| {
            let before = if self.lines.is_first(index) {
                self.lines.indent(index) > brace.indent
            } else {
                brace.line < self.line
            };
            before || self.lines.goes_on_inside(index, brace.indent)
        };
        let closes = match self.braces.last() {
            None => false,
            Some(brace) => self.stray == 0 || !misplaced(brace),
        };
        if closes {
            self.braces.pop();
        } else {
            self.stray = self.stray.saturating_sub(1);
            self.report_stray(token);
        }
        closes
    }

    fn open_bracket(&mut self, kind: Kind) {
        let tokens = &self.result.tokens;
        let called = tokens.last().is_some_and(|last| last.word.is_function());
        let in_predicate = tokens
            .get(self.sentence.first)
            .is_some_and(|first| first.kind == Kind::Name && matches!(first.word, Word::Nested(_)));
        let expected = called || in_predicate;
        self.brackets.push(Bracket { index: tokens.len(), kind, expected, nots: self.nots });
        self.outer_nots += self.nots;
        self.nots = 0;
    }

    /// True if the closing bracket closes something.
    fn close_bracket(&mut self, token: Token) -> bool {
        let opener = if token.kind == Kind::CloseBracket {
            Kind::OpenBracket
        } else {
            Kind::OpenParenthesis
        };
        let Some(place) = self.brackets.iter().rposition(|bracket| bracket.kind == opener) else {
            self.report_stray(token);
            return false;
        };
        if place + 1 < self.brackets.len() {
            self.abandon_brackets_above(place + 1);
        }
        if let Some(bracket) = self.brackets.pop() {
            self.outer_nots -= bracket.nots;
            self.nots = bracket.nots;
        }
        true
    }

    fn abandon_brackets(&mut self) {
        if !self.brackets.is_empty() {
            self.abandon_brackets_above(0);
        }
    }

    /// Closes or drops the open brackets from the one at `base` on: one error, at the first of them.
    fn abandon_brackets_above(&mut self, base: usize) {
        self.report_open_bracket(base);
        for bracket in self.brackets.drain(base..).rev() {
            self.outer_nots -= bracket.nots;
            self.nots = bracket.nots;
            if bracket.expected {
                let kind = match bracket.kind {
                    Kind::OpenBracket => Kind::CloseBracket,
                    _ => Kind::CloseParenthesis,
                };
                let end = end_of(&self.result.tokens);
                self.result.tokens.push(Token::new(kind, Span::new(end, end)));
            } else {
                self.result.tokens.remove(bracket.index);
                if self.sentence.first > bracket.index {
                    self.sentence.first -= 1;
                }
            }
        }
    }

    fn push_newline(&mut self) {
        self.nots = 0;
        let end = end_of(&self.result.tokens);
        self.result.tokens.push(Token::new(Kind::Newline, Span::new(end, end)));
    }

    /// Braces do not balance: looks whether the line that begins with `token` shows by its
    /// indentation that a closing or opening brace is missing before it.
    fn repair_before(&mut self, token: Token, indent: u32) {
        while self.unclosed > 0
            && let Some(brace) = self.braces.last()
            && (indent < brace.indent || indent == brace.indent && token.kind != Kind::CloseBrace)
        {
            self.unclosed -= 1;
            self.close_missing();
        }
        let header =
            self.result.tokens.get(self.sentence.first).is_some_and(|first| {
                first.kind == Kind::Name && matches!(first.word, Word::Item(_))
            });
        let ended = self.result.tokens.last().is_some_and(|last| {
            matches!(last.kind, Kind::OpenBrace | Kind::CloseBrace | Kind::Newline)
        });
        if self.stray > 0
            && token.kind != Kind::CloseBrace
            && indent > self.sentence.indent
            && header
            && !ended
        {
            self.stray -= 1;
            self.open_missing();
        }
    }

    fn open_missing(&mut self) {
        if self.depth() >= MAX_DEPTH {
            return;
        }
        let end = end_of(&self.result.tokens);
        self.report_missing_opener();
        self.open_brace();
        self.result.tokens.push(Token::new(Kind::OpenBrace, Span::new(end, end)));
    }

    fn close_missing(&mut self) {
        if let Some(brace) = self.braces.pop() {
            self.report_open_brace(&brace);
            let end = end_of(&self.result.tokens);
            self.result.tokens.push(Token::new(Kind::CloseBrace, Span::new(end, end)));
        }
    }

    fn finish(mut self) -> Layout {
        self.abandon_brackets();
        while !self.braces.is_empty() {
            self.close_missing();
        }
        self.result
    }
}

fn end_of(tokens: &[Token]) -> u32 {
    tokens.last().map_or(0, |last| last.span.end)
}

/// True for a word after which a sentence goes on in the next line.
fn goes_on(word: Word) -> bool {
    word.is(Particle::And) || word.is(Particle::Or) || word.is(Particle::Not)
}

impl Token {
    /// True if the token begins a clause where a value could also stand.
    pub(crate) fn leads_clause(&self) -> bool {
        self.lead != ClauseLead::No
    }
}

#[cfg(test)]
mod tests;
