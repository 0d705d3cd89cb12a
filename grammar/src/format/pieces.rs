//! The tokens of a sentence, each with the space before it and how well a line can be broken there.

use smallvec::SmallVec;

use super::source::{Source, width};
use super::structure::{Clause, Sentence};
use crate::token::{Kind, Particle, Token, Word};
use crate::words::reads_on;

/// A token on its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) token: usize,
    pub(super) width: usize,
    /// How many spaces stand before it, unless it begins a line.
    pub(super) spaces: usize,
    /// How well a line is broken before it: the lower the better; [`SOLID`] if it is not.
    pub(super) level: u8,
}

pub(super) type Pieces = SmallVec<[Piece; 24]>;

/// Before a group of clauses that read as one.
pub(super) const GROUP: u8 = 0;
/// Before any other clause.
const CLAUSE: u8 = 1;
/// Before the title.
const TITLE: u8 = 2;
/// Before an arrow, `and` or `or`.
const JOINT: u8 = 3;
/// After a comma.
const COMMA: u8 = 4;
/// How much worse it is inside brackets.
const BRACKET: u8 = 2;
/// Nowhere.
pub(super) const SOLID: u8 = u8::MAX;

/// True for a place inside brackets.
pub(super) const fn is_inside_brackets(level: u8) -> bool {
    level > COMMA && level != SOLID
}

/// True for a place before `and`, `or` or an arrow.
pub(super) const fn is_joint(level: u8) -> bool {
    level >= JOINT && level != SOLID && (level - JOINT).is_multiple_of(BRACKET)
}

/// The pieces of a sentence up to its body, or to its semicolon if it has none.
pub(super) fn pieces(source: &Source<'_>, sentence: &Sentence) -> Pieces {
    let mut reader = Reader {
        source,
        pieces: Pieces::new(),
        depth: 0,
        predicate: !sentence.is_item
            && source.tokens.get(sentence.first()).is_some_and(|first| {
                matches!(first.word, Word::Nested(_)) && first.kind == Kind::Name
            }),
    };
    let head = sentence.clauses.iter().map(|clause| clause.tokens.start).min();
    let head = sentence.tokens.start..head.unwrap_or(sentence.tokens.end);
    for token in head.clone() {
        let level = if sentence.is_item { reader.level_in_head(token, head.start) } else { SOLID };
        reader.push(token, level);
    }
    let mut before: Option<&Clause> = None;
    for clause in &sentence.clauses {
        let on = before.is_some_and(|before| reads_on(before.word, clause.word));
        for token in clause.tokens.clone() {
            let first = token == clause.tokens.start;
            let level = if first { if on { CLAUSE } else { GROUP } } else { SOLID };
            reader.push(token, level);
        }
        before = Some(clause);
    }
    reader.set_columns(sentence);
    if let Some(body) = &sentence.body {
        reader.push(body.open, SOLID);
        if body.sentences.is_empty() && !source.has_comments(body.close) {
            reader.push(body.close, SOLID);
        }
    }
    reader.pieces
}

struct Reader<'source> {
    source: &'source Source<'source>,
    pieces: Pieces,
    /// How many brackets are open.
    depth: u8,
    /// The sentence begins with `when` or the like.
    predicate: bool,
}

impl Reader<'_> {
    /// Before titles and arrows of an item's head, which follow its name.
    fn level_in_head(&self, token: usize, first: usize) -> u8 {
        match self.source.tokens[token].kind {
            kind if kind.is_text() && token > first + 1 => TITLE,
            Kind::Arrow => JOINT,
            _ => SOLID,
        }
    }

    fn push(&mut self, index: usize, level: u8) {
        let token = &self.source.tokens[index];
        let before = self.pieces.last().map(|piece| &self.source.tokens[piece.token]);
        if matches!(token.kind, Kind::CloseBracket | Kind::CloseParenthesis) {
            self.depth = self.depth.saturating_sub(1);
        }
        let inner = self.depth.min(100) * BRACKET;
        let joint = token.kind == Kind::Name
            && (token.word.is(Particle::And) || token.word.is(Particle::Or));
        let level = match before.map(|before| before.kind) {
            None => SOLID,
            Some(Kind::Comma) => level.min(COMMA + inner),
            Some(Kind::Dot | Kind::Slash) => level,
            Some(_) if joint && self.predicate => level.min(JOINT + inner),
            Some(_) => level,
        };
        if matches!(token.kind, Kind::OpenBracket | Kind::OpenParenthesis) {
            self.depth = self.depth.saturating_add(1);
        }
        let spaces = usize::from(before.is_some_and(|before| spaced(before, token)));
        let width = width(self.source.slice(index));
        self.pieces.push(Piece { token: index, width, spaces, level });
    }

    /// Moves the parts of a flow to their columns.
    fn set_columns(&mut self, sentence: &Sentence) {
        let (Some(columns), Some(head)) = (sentence.columns, sentence.flow) else { return };
        let name = if let Some(number) = head.number {
            self.pieces[2].spaces += columns.number - number;
            2
        } else {
            1
        };
        if let Some(path) = self.pieces.get_mut(name + 2) {
            path.spaces += columns.head - head.width(columns.number);
        }
    }
}

/// True if a space stands between two tokens.
pub(super) fn spaced(before: &Token, token: &Token) -> bool {
    let called = token.kind == Kind::OpenParenthesis && before.word.is_function();
    let tight_after =
        matches!(before.kind, Kind::OpenParenthesis | Kind::OpenBracket | Kind::Dot | Kind::Slash);
    let tight_before = matches!(
        token.kind,
        Kind::CloseParenthesis
            | Kind::CloseBracket
            | Kind::Comma
            | Kind::Semicolon
            | Kind::Colon
            | Kind::Dot
            | Kind::DotStar
            | Kind::Slash
    );
    let empty_braces = before.kind == Kind::OpenBrace && token.kind == Kind::CloseBrace;
    !(called || tight_after || tight_before || empty_braces)
}
