//! What the rules report: where something was expected and what, as a set that costs nothing to
//! merge; and how that becomes a sentence.

use chumsky::DefaultExpected;
use chumsky::error::{Error, LabelError};
use chumsky::span::SimpleSpan;
use chumsky::util::MaybeRef;
use smol_str::SmolStr;

use super::Input;
use crate::error::{SyntaxError, SyntaxErrorKind, TextFix};
use crate::spelling::{self, Place};
use crate::token::{Kind, Token, Word};
use crate::tree::Span;
use crate::words::ClauseWord;

/// What may be expected, the most telling first. The first three are never told in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Want {
    /// What may always follow and is not worth a word: `.`, `/`.
    Part,
    /// Another word than the one that starts a sentence outside of any body.
    WordOfFile,
    /// Another word than the one that starts a line of a body.
    WordOfBody,
    Name,
    Type,
    Element,
    Pack,
    Threat,
    Rule,
    Target,
    Value,
    Word,
    Subject,
    Direction,
    Condition,
    Variable,
    Collection,
    Known,
    Text,
    Colon,
    Arrow,
    Equal,
    Of,
    As,
    In,
    On,
    Where,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Operator,
    Separator,
    Title,
    Clause,
    Item,
    Line,
    OpenBrace,
    CloseBrace,
    End,
}

impl Want {
    const ALL: [Self; 37] = [
        Self::Name,
        Self::Type,
        Self::Element,
        Self::Pack,
        Self::Threat,
        Self::Rule,
        Self::Target,
        Self::Value,
        Self::Word,
        Self::Subject,
        Self::Direction,
        Self::Condition,
        Self::Variable,
        Self::Collection,
        Self::Known,
        Self::Text,
        Self::Colon,
        Self::Arrow,
        Self::Equal,
        Self::Of,
        Self::As,
        Self::In,
        Self::On,
        Self::Where,
        Self::OpenParenthesis,
        Self::CloseParenthesis,
        Self::OpenBracket,
        Self::CloseBracket,
        Self::Operator,
        Self::Separator,
        Self::Title,
        Self::Clause,
        Self::Item,
        Self::Line,
        Self::OpenBrace,
        Self::CloseBrace,
        Self::End,
    ];

    const fn words(self) -> &'static str {
        match self {
            Self::Part | Self::WordOfFile | Self::WordOfBody => "something else",
            Self::Name => "a name",
            Self::Type => "a type",
            Self::Element => "an element",
            Self::Pack => "a knowledge base",
            Self::Threat => "a threat",
            Self::Rule => "a rule",
            Self::Target => "a target",
            Self::Value => "a value",
            Self::Word => "a word",
            Self::Subject => "a subject such as flow f",
            Self::Direction => "\"in\" or \"out\"",
            Self::Condition => "a condition",
            Self::Variable => "a variable",
            Self::Collection => "a collection",
            Self::Known => "\"known\"",
            Self::Text => "text in quotes",
            Self::Colon => "\":\"",
            Self::Arrow => "\"->\"",
            Self::Equal => "\"=\"",
            Self::Of => "\"of\"",
            Self::As => "\"as\"",
            Self::In => "\"in\"",
            Self::On => "\"on\"",
            Self::Where => "\"where\"",
            Self::OpenParenthesis => "\"(\"",
            Self::CloseParenthesis => "\")\"",
            Self::OpenBracket => "\"[\"",
            Self::CloseBracket => "\"]\"",
            Self::Operator => "an operator",
            Self::Separator => "\",\"",
            Self::Title => "a title in quotes",
            Self::Clause => "a clause",
            Self::Item => "an item such as process or flow",
            Self::Line => "a property or an item",
            Self::OpenBrace => "\"{\"",
            Self::CloseBrace => "\"}\"",
            Self::End => "the end of the line",
        }
    }

    /// What mends the text where only this is missing.
    const fn insertion(self) -> Option<&'static str> {
        Some(match self {
            Self::Colon => ":",
            Self::Arrow => " ->",
            Self::Equal => " =",
            Self::Of => " of",
            Self::As => " as",
            Self::In => " in",
            Self::On => " on",
            Self::Where => " where",
            Self::OpenParenthesis => "(",
            Self::CloseParenthesis => ")",
            Self::OpenBracket => " [",
            Self::CloseBracket => "]",
            _ => return None,
        })
    }
}

/// A set of [`Want`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct Wants(u64);

impl Wants {
    const fn only(want: Want) -> Self {
        Self(1 << want as u8)
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn has(self, want: Want) -> bool {
        self.0 & Self::only(want).0 != 0
    }

    fn iter(self) -> impl Iterator<Item = Want> {
        Want::ALL.into_iter().filter(move |want| self.has(*want))
    }
}

/// A fault at the token of that index; an index past the last token stands for the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    at: u32,
    wants: Wants,
}

impl Fault {
    pub(super) const fn expected(want: Want, at: usize) -> Self {
        Self { at: at as u32, wants: Wants::only(want) }
    }

    /// The index of the token.
    pub(super) const fn at(self) -> usize {
        self.at as usize
    }
}

impl Error<'static, Input> for Fault {
    fn merge(self, other: Self) -> Self {
        Self { at: self.at, wants: self.wants.or(other.wants) }
    }
}

impl LabelError<'static, Input, DefaultExpected<'static, Token>> for Fault {
    fn expected_found<Expected: IntoIterator<Item = DefaultExpected<'static, Token>>>(
        _: Expected,
        _: Option<MaybeRef<'static, Token>>,
        span: SimpleSpan<usize>,
    ) -> Self {
        Self { at: span.start as u32, wants: Wants::default() }
    }
}

/// The fault in words.
pub(super) fn to_error(text: &str, tokens: &[Token], fault: Fault) -> SyntaxError {
    let at = fault.at().min(tokens.len());
    let wants = fault.wants;
    let visible = |token: &&Token| token.kind != Kind::Newline && token.span.start < token.span.end;
    let before = tokens[..at].iter().rfind(visible);
    let found = tokens.get(at).filter(visible);
    let span = found.or(before).map_or(Span::default(), |token| token.span);
    if wants.has(Want::WordOfFile) || wants.has(Want::WordOfBody) {
        let place = if wants.has(Want::WordOfFile) { Place::File } else { Place::Body };
        let word = SmolStr::new(span.text(text));
        let nearest = spelling::nearest(&word, place);
        return SyntaxError {
            kind: SyntaxErrorKind::UnknownWord { word, nearest: nearest.map(SmolStr::new_static) },
            span,
            fix: nearest.map(|nearest| TextFix { span, insert: nearest.to_owned() }),
        };
    }
    if (wants.has(Want::Clause) || wants.has(Want::Colon))
        && let Some(error) = early_title(text, tokens, at)
    {
        return error;
    }
    if wants.has(Want::Clause)
        && let Some(error) = property_in_header(text, tokens.get(at..).unwrap_or_default())
    {
        return error;
    }
    // At the start of a sentence the token before says nothing.
    let starts = tokens[..at]
        .last()
        .is_none_or(|last| matches!(last.kind, Kind::Newline | Kind::Semicolon | Kind::OpenBrace));
    let after = before
        .filter(|_| !(starts && found.is_some()))
        .map_or_else(SmolStr::default, |token| SmolStr::new(token.span.text(text)));
    let mut wanted = wants.iter();
    let fix = match (wanted.next(), wanted.next(), before) {
        // An arrow alone leads nowhere: it mends what has an element behind it.
        (Some(Want::Arrow), None, _)
            if !found.is_some_and(|found| found.is_name() && !found.word.is_clause()) =>
        {
            None
        }
        (Some(only), None, Some(before)) => only.insertion().map(|insert| TextFix {
            span: Span::new(before.span.end, before.span.end),
            insert: insert.to_owned(),
        }),
        _ => None,
    };
    let what = match before {
        Some(token) if wants == Wants::only(Want::Value) => value_after(token),
        Some(token) if wants == Wants::only(Want::Condition) => condition_after(token),
        _ => what(wants),
    };
    SyntaxError { kind: SyntaxErrorKind::Expected { what, after }, span, fix }
}

/// The fault of a title before the colon of a header, where it is found at either of the two.
fn early_title(text: &str, tokens: &[Token], at: usize) -> Option<SyntaxError> {
    let kind = |index: usize| tokens.get(index).map(|token| token.kind);
    let title = if kind(at) == Some(Kind::Colon) { at.checked_sub(1)? } else { at };
    if (kind(title), kind(title + 1)) != (Some(Kind::Text), Some(Kind::Colon)) {
        return None;
    }
    let name = tokens[..title].last().filter(|token| token.is_name())?;
    let is_path = |token: &&Token| match token.kind {
        Kind::Arrow | Kind::Dot | Kind::Slash => true,
        _ => token.is_name() && !token.word.is_clause(),
    };
    let last = tokens[title + 2..].iter().take_while(is_path).last()?;
    let colon = Span::new(tokens[title + 1].span.start, last.span.end);
    let insert = format!("{} {}", colon.text(text), tokens[title].span.text(text));
    Some(SyntaxError {
        kind: SyntaxErrorKind::EarlyTitle { right: format!("{}{insert}", name.span.text(text)) },
        span: tokens[title].span,
        fix: Some(TextFix { span: Span::new(name.span.end, last.span.end), insert }),
    })
}

/// The fault of a property in the header: a name that is no clause, and one value, before the body or
/// the end of the sentence.
fn property_in_header(text: &str, tokens: &[Token]) -> Option<SyntaxError> {
    let (key, rest) = tokens.split_first()?;
    let name = key.span.text(text);
    if key.kind != Kind::Name || spelling::is_nearly_a_clause(name) {
        return None;
    }
    let rest = match rest.split_first() {
        Some((colon, rest)) if colon.kind == Kind::Colon => rest,
        _ => rest,
    };
    let (value, rest) = rest.split_first()?;
    let is_value = matches!(
        value.kind,
        Kind::Name
            | Kind::QuotedName
            | Kind::Text
            | Kind::Number
            | Kind::Date
            | Kind::Duration
            | Kind::Handle
            | Kind::Question
    );
    let next = rest.first().map(|token| token.kind);
    let ends = matches!(
        next,
        None | Some(Kind::Newline | Kind::Semicolon | Kind::OpenBrace | Kind::CloseBrace)
    );
    if !is_value || !ends {
        return None;
    }
    let property = format!("{name}: {}", value.span.text(text));
    // In a body that is there already it comes first.
    let brace = rest.first().filter(|token| token.kind == Kind::OpenBrace);
    let (end, insert) = match (brace, rest.get(1)) {
        (None, _) => (value.span.end, format!("{{ {property} }}")),
        (Some(brace), next) => {
            let starts_line = next.is_none_or(|next| {
                let between = Span::new(brace.span.end, next.span.start);
                next.kind == Kind::CloseBrace || between.text(text).contains(['\n', '\r'])
            });
            let separator = if starts_line { "" } else { ";" };
            (brace.span.end, format!("{{ {property}{separator}"))
        }
    };
    Some(SyntaxError {
        kind: SyntaxErrorKind::PropertyInHeader { property, key: SmolStr::new(name) },
        span: key.span,
        fix: Some(TextFix { span: Span::new(key.span.start, end), insert }),
    })
}

/// The set in words: at most three, the most telling first.
fn what(wants: Wants) -> String {
    let words: Vec<&str> = wants.iter().take(3).map(Want::words).collect();
    match words[..] {
        [] => Want::End.words().to_owned(),
        [only] => only.to_owned(),
        [ref first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What is missing after a token where a value should stand.
fn value_after(token: &Token) -> String {
    match token.word {
        Word::Clause(clause) if token.kind == Kind::Name => value_of(clause),
        _ => Want::Value.words(),
    }
    .to_owned()
}

/// What is missing after a token where an operand should stand.
fn condition_after(token: &Token) -> String {
    let compared = matches!(
        token.kind,
        Kind::Equal
            | Kind::NotEqual
            | Kind::Less
            | Kind::LessOrEqual
            | Kind::Greater
            | Kind::GreaterOrEqual
            | Kind::OpenBracket
            | Kind::Comma
    );
    if compared { Want::Value } else { Want::Condition }.words().to_owned()
}

/// What a clause takes, in words.
const fn value_of(clause: ClauseWord) -> &'static str {
    match clause {
        ClauseWord::In => "a zone",
        ClauseWord::Via => "a type of flow",
        ClauseWord::Carrying | ClauseWord::Returns | ClauseWord::Holds => "an asset",
        ClauseWord::With => "a mitigation",
        ClauseWord::Protects => "an asset or element",
        ClauseWord::Against => "an actor",
        ClauseWord::Raises => "an event",
        ClauseWord::On | ClauseWord::About => Want::Target.words(),
        ClauseWord::Trust => "a level of trust",
        ClauseWord::Classified => "a classification",
        ClauseWord::Status => "a status",
        ClauseWord::Severity => "a severity",
        ClauseWord::Only => "a profile",
        ClauseWord::Ticket => "a ticket",
        ClauseWord::Because => Want::Text.words(),
        ClauseWord::Until => "a day such as 2026-12-31",
        ClauseWord::By => "a person such as @kim, or an actor",
        ClauseWord::Owner => "a person such as @kim",
        ClauseWord::To => "text in quotes, or an actor",
        ClauseWord::Counters => Want::Threat.words(),
        ClauseWord::For => Want::Subject.words(),
    }
}
