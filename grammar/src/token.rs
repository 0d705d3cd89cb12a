//! From characters to tokens.
//!
//! Invariants:
//! - The tokens of a text, with the spaces between them, are the text: none is lost and none overlap.
//! - **No token spans a line**, so that lexing may begin at any line and gives the same tokens there.
//! - Every text lexes. What is no token is one [`Kind::Garbage`] per run of such characters.
//!
//! Which line ends count and which braces match is not decided here but in [`crate::layout`].

use std::sync::LazyLock;

use logos::Logos;
use rustc_hash::FxHashMap;

use crate::calendar;
use crate::text;
use crate::tree::Span;
use crate::words::{ClauseWord, ItemWord, NestedWord};

/// The kinds of tokens.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[logos(skip r"[ \t]+")]
#[logos(subpattern name = r"[\p{XID_Start}_]\p{XID_Continue}*(-\p{XID_Continue}+)*")]
#[repr(u8)]
pub(crate) enum Kind {
    /// The end of a line: `\n`, `\r\n` or a lone `\r`.
    #[regex(r"\r\n|\n|\r")]
    Newline,
    /// `// …`
    #[regex(r"//[^\r\n]*", priority = 20, allow_greedy = true)]
    Comment,
    /// `/// …`
    #[regex(r"///([^/\r\n][^\r\n]*)?", priority = 30, allow_greedy = true)]
    Doc,
    /// The mark at the start of a file that says how it is encoded.
    #[token("\u{feff}")]
    ByteOrderMark,
    /// A line that version control left in the text.
    #[regex(r"<<<<<<<[^\r\n]*", priority = 40, allow_greedy = true)]
    #[regex(r"=======[^\r\n]*", priority = 40, allow_greedy = true)]
    #[regex(r">>>>>>>[^\r\n]*", priority = 40, allow_greedy = true)]
    #[regex(r"\|\|\|\|\|\|\|[^\r\n]*", priority = 40, allow_greedy = true)]
    ConflictMarker,

    /// A bare name.
    #[regex(r"(?&name)", priority = 10)]
    Name,
    /// A name between backticks.
    #[regex(r"`[^`\r\n]+`")]
    QuotedName,
    /// Quoted text that ends on its line.
    #[regex(r#""([^"\\\r\n]|\\[^\r\n])*""#)]
    Text,
    /// Quoted text that does not.
    #[regex(r#""([^"\\\r\n]|\\[^\r\n])*\\?"#, allow_greedy = true)]
    OpenText,
    /// Text between quotes of another kind.
    #[regex(r"'[^'\r\n]*'?", allow_greedy = true)]
    #[regex(r"[“„‟”][^“„‟”\r\n]*[“”]?", allow_greedy = true)]
    #[regex(r"[‘‚‛’][^‘‚‛’\r\n]*[‘’]?", allow_greedy = true)]
    ForeignText,
    /// `3`, `3.1`, `1.4.0`
    #[regex(r"[0-9]+(\.[0-9]+)*", priority = 12)]
    Number,
    /// A day of the calendar.
    #[regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", priority = 14)]
    Date,
    /// `90d`
    #[regex(r"[0-9]+(min|h|d|w|mo|y)", priority = 14)]
    Duration,
    /// Digits and hyphens that are no day.
    #[regex(r"[0-9]+(-[0-9]+)+-?", priority = 12)]
    #[regex(r"[0-9]{4}-", priority = 12)]
    BadDate,
    /// `@name`, `@org/team`
    #[regex(r"@(?&name)([./](?&name))*")]
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
    #[regex(r"[0-9]+(\.[0-9]+)*\p{XID_Continue}+(-\p{XID_Continue}+)*", priority = 11)]
    Garbage,

    /// A [`Kind::Name`] or [`Kind::QuotedName`] that starts a sentence and is followed by a colon.
    /// Only [`crate::layout`] makes it.
    Key,
}

impl Kind {
    /// True for what the parser never sees and what ends no line.
    pub(crate) const fn is_trivia(self) -> bool {
        matches!(self, Self::Comment | Self::Doc | Self::ByteOrderMark | Self::ConflictMarker)
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

const PARTICLES: &[(&str, Particle)] = &[
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
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4);
    let mut lexer = Kind::lexer(text);
    while let Some(result) = lexer.next() {
        let range = lexer.span();
        let mut span = Span::new(range.start as u32, range.end as u32);
        let mut kind = result.unwrap_or(Kind::Garbage);
        match kind {
            Kind::ConflictMarker if !at_line_start(text, range.start) => kind = Kind::Garbage,
            Kind::ByteOrderMark if range.start != 0 => kind = Kind::Garbage,
            Kind::Date if calendar::date(lexer.slice()).is_none() => kind = Kind::BadDate,
            Kind::OpenText | Kind::ForeignText
                if kind == Kind::OpenText || !text::is_closed_foreign(lexer.slice()) =>
            {
                let length = text::probable_end(lexer.slice());
                if length < lexer.slice().len() {
                    let end = range.start + length;
                    span.end = end as u32;
                    lexer = Kind::lexer(text);
                    lexer.bump(end);
                }
            }
            _ => {}
        }
        if kind == Kind::Garbage
            && let Some(last) = tokens.last_mut()
            && last.kind == Kind::Garbage
            && last.span.end == span.start
        {
            last.span.end = span.end;
            continue;
        }
        let word = if kind == Kind::Name { Word::of(span.text(text)) } else { Word::None };
        tokens.push(Token { word, ..Token::new(kind, span) });
    }
    tokens
}

fn at_line_start(text: &str, offset: usize) -> bool {
    text[..offset].bytes().next_back().is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}
