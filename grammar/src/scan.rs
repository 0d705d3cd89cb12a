//! The tokens of a text for those who look at a sentence before it is complete: completion, and
//! whoever colours a text.
//!
//! What a token means in its place is not said here; that is in the tree.

use crate::token::{Kind, lex};
use crate::tree::Span;

/// The kinds of [`Lexeme`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LexemeKind {
    /// A bare name or word.
    Name,
    /// A name between backticks.
    QuotedName,
    /// Text in quotes, also where they are wrong or not closed.
    Text,
    /// A number or version.
    Number,
    /// A day, or what looks like one.
    Date,
    /// A span of time.
    Duration,
    /// `@name`
    Handle,
    /// `->`, `:`, `{`, …
    Symbol,
    /// `// …` or `/// …`
    Comment,
    /// The end of a line.
    Newline,
    /// Anything else.
    Other,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// What it is.
    pub kind: LexemeKind,
    /// Where it stands.
    pub span: Span,
}

/// The tokens of a text that begins at the start of a line. Never fails; blanks are left out.
pub fn scan(text: &str) -> Vec<Lexeme> {
    lex(text)
        .into_iter()
        .map(|token| Lexeme { kind: kind_of(token.kind), span: token.span })
        .collect()
}

const fn kind_of(kind: Kind) -> LexemeKind {
    match kind {
        Kind::Name | Kind::Key => LexemeKind::Name,
        Kind::QuotedName => LexemeKind::QuotedName,
        Kind::Text | Kind::OpenText | Kind::ForeignText => LexemeKind::Text,
        Kind::Number => LexemeKind::Number,
        Kind::Date | Kind::BadDate => LexemeKind::Date,
        Kind::Duration => LexemeKind::Duration,
        Kind::Handle => LexemeKind::Handle,
        Kind::Comment | Kind::Doc | Kind::ForeignComment => LexemeKind::Comment,
        Kind::Newline => LexemeKind::Newline,
        Kind::ByteOrderMark | Kind::ConflictMarker | Kind::Garbage => LexemeKind::Other,
        Kind::Arrow
        | Kind::LessOrEqual
        | Kind::GreaterOrEqual
        | Kind::NotEqual
        | Kind::Equal
        | Kind::Less
        | Kind::Greater
        | Kind::OpenBrace
        | Kind::CloseBrace
        | Kind::OpenParenthesis
        | Kind::CloseParenthesis
        | Kind::OpenBracket
        | Kind::CloseBracket
        | Kind::Colon
        | Kind::Semicolon
        | Kind::Comma
        | Kind::Dot
        | Kind::DotStar
        | Kind::Slash
        | Kind::Star
        | Kind::Question => LexemeKind::Symbol,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_in_a_sentence_that_is_not_complete() {
        let text = "accept web.x on a by @kim until 2027- \"why // t";
        let found: Vec<(LexemeKind, &str)> =
            scan(text).iter().map(|lexeme| (lexeme.kind, lexeme.span.text(text))).collect();
        assert_eq!(found[1..4].iter().map(|(_, text)| *text).collect::<String>(), "web.x");
        assert_eq!(found[7], (LexemeKind::Handle, "@kim"));
        assert_eq!(found[9], (LexemeKind::Date, "2027-"));
        assert_eq!(found[10], (LexemeKind::Text, "\"why // t"));
    }
}
