//! From characters to tokens.
//!
//! Invariants:
//! - The tokens of a text, with the spaces between them, are the text: none is lost and none overlap.
//! - **No token spans a line**, so that lexing may begin at any line and gives the same tokens there.
//! - Every text lexes. What is no token is one [`Kind::Garbage`] per run of such characters.
//!
//! Which line ends count and which braces match is not decided here but in [`crate::layout`].

mod extent;
mod parts;

use std::sync::LazyLock;

use logos::Logos;
use rustc_hash::FxHashMap;

pub(crate) use parts::lex_long;

use crate::tree::Span;
use crate::words::{ClauseWord, ItemWord, NestedWord};

/// The kinds of tokens. The patterns are those of the whole token where its length is fixed, else of
/// how it starts: [`lex`] finds where it ends. A pattern without bound would have the generated code
/// call itself for each step, and a long line would overflow the stack.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[logos(skip r"[ \t]")]
#[repr(u8)]
pub(crate) enum Kind {
    /// The end of a line: `\n`, `\r\n` or a lone `\r`.
    #[regex(r"\r\n|\n|\r")]
    Newline,
    /// `// …`
    #[token("//")]
    Comment,
    /// `/// …`
    #[token("///")]
    Doc,
    /// `# …` at the start of a line, as comments are written elsewhere.
    #[token("#")]
    ForeignComment,
    /// The mark at the start of a file that says how it is encoded.
    #[token("\u{feff}")]
    ByteOrderMark,
    /// A line that version control left in the text.
    #[token("<<<<<<<")]
    #[token("=======")]
    #[token(">>>>>>>")]
    #[token("|||||||")]
    ConflictMarker,

    /// A bare name.
    #[regex("[A-Za-z_]")]
    Name,
    /// A name between backticks.
    #[token("`")]
    QuotedName,
    /// Quoted text that ends on its line.
    #[token("\"")]
    Text,
    /// Quoted text that does not.
    OpenText,
    /// Text between quotes of another kind.
    #[regex("['“„‟”‘‚‛’]")]
    ForeignText,
    /// `3`, `3.1`, `1.4.0`
    #[regex("[0-9]")]
    Number,
    /// A day of the calendar.
    Date,
    /// `90d`
    Duration,
    /// Digits and hyphens that are no day.
    BadDate,
    /// `@name`, `@org/team`
    #[token("@")]
    Handle,

    /// `->`
    #[token("->")]
    Arrow,
    /// `<=`
    #[token("<=")]
    LessOrEqual,
    /// `>=`
    #[token(">=")]
    GreaterOrEqual,
    /// `!=`
    #[token("!=")]
    NotEqual,
    /// `=`
    #[token("=")]
    Equal,
    /// `<`
    #[token("<")]
    Less,
    /// `>`
    #[token(">")]
    Greater,
    /// `{`
    #[token("{")]
    OpenBrace,
    /// `}`
    #[token("}")]
    CloseBrace,
    /// `(`
    #[token("(")]
    OpenParenthesis,
    /// `)`
    #[token(")")]
    CloseParenthesis,
    /// `[`
    #[token("[")]
    OpenBracket,
    /// `]`
    #[token("]")]
    CloseBracket,
    /// `:`
    #[token(":")]
    Colon,
    /// `;`
    #[token(";")]
    Semicolon,
    /// `,`
    #[token(",")]
    Comma,
    /// `.`
    #[token(".")]
    Dot,
    /// `.*`
    #[token(".*")]
    DotStar,
    /// `/`
    #[token("/")]
    Slash,
    /// `*`
    #[token("*")]
    Star,
    /// `?`
    #[token("?")]
    Question,
    /// Whatever else.
    Garbage,

    /// A [`Kind::Name`] or [`Kind::QuotedName`] that starts a sentence and is followed by a colon.
    /// Only [`crate::layout`] makes it.
    Key,
}

impl Kind {
    /// True for what the parser never sees and what ends no line.
    pub(crate) const fn is_trivia(self) -> bool {
        matches!(
            self,
            Self::Comment
                | Self::Doc
                | Self::ForeignComment
                | Self::ByteOrderMark
                | Self::ConflictMarker
        )
    }

    /// True for what stands before the first token of a line.
    pub(crate) const fn ends_line(self) -> bool {
        matches!(self, Self::Newline | Self::ByteOrderMark)
    }

    /// True for text in quotes, also where its quotes are wrong.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::OpenText | Self::ForeignText)
    }
}

/// The words that mean something in one place of the grammar and are in no other table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the word it is named after")]
pub(crate) enum Particle {
    And,
    Or,
    Not,
    Is,
    Known,
    Where,
    Avoiding,
    Any,
    All,
    No,
    Count,
    Reaches,
    Age,
    Of,
    As,
    Out,
    Assuming,
    Element,
    Maybe,
    Mitigated,
}

pub(crate) const PARTICLES: &[(&str, Particle)] = &[
    ("and", Particle::And),
    ("or", Particle::Or),
    ("not", Particle::Not),
    ("is", Particle::Is),
    ("known", Particle::Known),
    ("where", Particle::Where),
    ("avoiding", Particle::Avoiding),
    ("any", Particle::Any),
    ("all", Particle::All),
    ("no", Particle::No),
    ("count", Particle::Count),
    ("reaches", Particle::Reaches),
    ("age", Particle::Age),
    ("of", Particle::Of),
    ("as", Particle::As),
    ("out", Particle::Out),
    ("assuming", Particle::Assuming),
    ("element", Particle::Element),
    ("maybe", Particle::Maybe),
    ("mitigated", Particle::Mitigated),
];

/// What a bare name may mean where a word of the language is expected. None is reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) enum Word {
    /// Just a name.
    #[default]
    None,
    /// It may start an item.
    Item(ItemWord),
    /// It may start a clause.
    Clause(ClauseWord),
    /// It may start a line of a body.
    Nested(NestedWord),
    /// Anything else.
    Particle(Particle),
}

static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let items = ItemWord::ALL.iter().map(|word| (word.text(), Word::Item(*word)));
    let clauses = ClauseWord::ALL.iter().map(|word| (word.text(), Word::Clause(*word)));
    let nested = NestedWord::ALL.iter().map(|word| (word.text(), Word::Nested(*word)));
    let particles = PARTICLES.iter().map(|(text, word)| (*text, Word::Particle(*word)));
    items.chain(clauses).chain(nested).chain(particles).collect()
});

impl Word {
    fn of(text: &str) -> Self {
        WORDS.get(text).copied().unwrap_or_default()
    }

    pub(crate) const fn is(self, particle: Particle) -> bool {
        matches!(self, Self::Particle(own) if own as u8 == particle as u8)
    }

    /// True for what parentheses follow in a predicate: `any(…)`, `reaches(…)`, …
    pub(crate) const fn is_function(self) -> bool {
        matches!(
            self,
            Self::Particle(
                Particle::Any
                    | Particle::All
                    | Particle::No
                    | Particle::Count
                    | Particle::Reaches
                    | Particle::Age
            )
        )
    }

    pub(crate) const fn is_clause(self) -> bool {
        matches!(self, Self::Clause(_))
    }

    /// True for what follows `for`: `flow`, `element`, `model`, …
    pub(crate) const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Particle(Particle::Element)
                | Self::Item(
                    ItemWord::Model
                        | ItemWord::Entity
                        | ItemWord::Process
                        | ItemWord::Store
                        | ItemWord::Flow
                        | ItemWord::Zone
                        | ItemWord::Asset
                        | ItemWord::Actor
                )
        )
    }
}

/// Whether a clause word that stands where a value could stand must start a clause, since a value
/// follows it: in `via carrying x` the value of `via` is missing. [`crate::layout`] looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClauseLead {
    /// It may be a value.
    No,
    /// It starts a clause unless a title may follow here: quoted text comes next.
    BeforeText,
    /// It starts a clause.
    Yes,
}

/// A token: its kind, what it may mean and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// What a [`Kind::Name`] or [`Kind::Key`] may mean.
    pub(crate) word: Word,
    /// Whether it can only start a clause, where a value could stand too.
    pub(crate) lead: ClauseLead,
    pub(crate) span: Span,
}

impl Token {
    pub(crate) const fn new(kind: Kind, span: Span) -> Self {
        Self { kind, word: Word::None, lead: ClauseLead::No, span }
    }

    pub(crate) const fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Name | Kind::QuotedName)
    }
}

/// The tokens of `text`, which must begin at the start of a line.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    lex_part(text, 0)
}

/// The tokens of a part of a text, which must begin at the start of a line. Their spans are those in
/// the text, where the part begins at `offset`.
fn lex_part(text: &str, offset: usize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4);
    let mut lexer = Kind::lexer(text);
    while let Some(result) = lexer.next() {
        let start = lexer.span().start;
        let rest = &text[start..];
        let (kind, length) = match result {
            Ok(Kind::ForeignComment) if !tokens.last().is_none_or(|last| last.kind.ends_line()) => {
                (Kind::Garbage, 1)
            }
            Ok(Kind::ByteOrderMark) if offset + start > 0 => (Kind::Garbage, lexer.slice().len()),
            Ok(kind) => whole(kind, rest, lexer.slice().len(), at_line_start(text, start)),
            Err(()) => unknown(rest),
        };
        let end = start + length;
        if end >= lexer.span().end {
            lexer.bump(end - lexer.span().end);
        } else {
            lexer = Kind::lexer(text);
            lexer.bump(end);
        }
        let span = Span::new((offset + start) as u32, (offset + end) as u32);
        if kind == Kind::Garbage
            && let Some(last) = tokens.last_mut()
            && last.kind == Kind::Garbage
            && last.span.end == span.start
        {
            last.span.end = span.end;
            continue;
        }
        let word = if kind == Kind::Name { Word::of(&text[start..end]) } else { Word::None };
        tokens.push(Token { word, ..Token::new(kind, span) });
    }
    tokens
}

/// The kind and length of the token that `rest` starts with, where its first `length` bytes are known
/// to start a token of that kind.
fn whole(kind: Kind, rest: &str, length: usize, at_line_start: bool) -> (Kind, usize) {
    match kind {
        Kind::Name => (kind, extent::name(rest)),
        Kind::QuotedName => extent::quoted_name(rest),
        Kind::Text => extent::text(rest),
        Kind::ForeignText => (kind, extent::foreign_text(rest)),
        Kind::Number => extent::number(rest),
        Kind::Handle => extent::handle(rest),
        Kind::Doc if rest[length..].starts_with('/') => (Kind::Comment, extent::line(rest)),
        Kind::Comment | Kind::Doc | Kind::ForeignComment => (kind, extent::line(rest)),
        Kind::ConflictMarker if at_line_start => (kind, extent::line(rest)),
        Kind::ConflictMarker => (Kind::Garbage, length),
        _ => (kind, length),
    }
}

/// The kind and length of the token that `rest` starts with, where no pattern fits.
fn unknown(rest: &str) -> (Kind, usize) {
    let first = rest.chars().next().unwrap_or_default();
    if extent::starts_name(first) {
        (Kind::Name, extent::name(rest))
    } else {
        (Kind::Garbage, first.len_utf8())
    }
}

/// True if `offset` is the start of a line.
fn at_line_start(text: &str, offset: usize) -> bool {
    text[..offset].bytes().next_back().is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}

#[cfg(test)]
mod tests;
