//! Which of the errors of a block are told: one for each fault, not what follows from it.

use super::fault::{Fault, to_error};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::token::{Kind, Token};
use crate::tree::Span;

/// How many errors a block tells at most; who has mended these sees the next.
const MOST: usize = 64;

/// Adds what the rules found to what the layout found, and keeps one error for a sentence, in the
/// order of the text. Errors that spoil nothing, such as quotes of another kind, are all kept.
pub(super) fn report(
    text: &str,
    tokens: &[Token],
    faults: Vec<Fault>,
    errors: &mut Vec<SyntaxError>,
) {
    if faults.is_empty() && errors.len() < 2 {
        return;
    }
    let place =
        |error: &SyntaxError| tokens.partition_point(|token| token.span.start < error.span.start);
    let mut found: Vec<(usize, Weight, SyntaxError)> =
        errors.drain(..).map(|error| (place(&error), weight(&error.kind), error)).collect();
    for fault in faults {
        found.push((fault.at(), Weight::Follows, to_error(text, tokens, fault)));
    }
    found.sort_by_key(|(at, weight, _)| (*at, *weight));
    let mut sentences = Sentences { tokens, at: 0, number: 0 };
    let numbered: Vec<(usize, Weight, SyntaxError)> = found
        .into_iter()
        .map(|(at, weight, error)| (sentences.number_of(at), weight, error))
        .collect();
    let line_ends: Vec<u32> =
        text.match_indices(['\n', '\r']).map(|(offset, _)| offset as u32).collect();
    let mut rest = numbered.as_slice();
    while let Some((number, ..)) = rest.first() {
        let length = rest.iter().take_while(|(other, ..)| other == number).count();
        let (sentence, after) = rest.split_at(length);
        rest = after;
        let spoiling = sentence.iter().filter(|(_, weight, _)| *weight > Weight::Harmless);
        let told = spoiling.min_by_key(|(_, weight, _)| *weight);
        for entry @ (_, weight, error) in sentence {
            let alone = told.is_some_and(|told| std::ptr::eq(told, entry));
            if *weight == Weight::Harmless
                || alone
                    && !(*weight >= Weight::Stray
                        && on_line_of_last(&line_ends, errors, error.span))
            {
                errors.push(error.clone());
            }
        }
    }
    errors.sort_by_key(|error| error.span);
    errors.truncate(MOST);
}

/// How much else an error explains; the smallest is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It spoils nothing around it.
    Harmless,
    /// A brace: it spoils lines.
    Brace,
    /// A token: it spoils its sentence.
    Token,
    /// Characters or a bracket too many: often the rest of something broken before.
    Stray,
    /// Found by a rule, where a token or brace may be the cause.
    Follows,
}

fn weight(kind: &SyntaxErrorKind) -> Weight {
    match kind {
        SyntaxErrorKind::ForeignQuotes
        | SyntaxErrorKind::UnknownEscape { .. }
        | SyntaxErrorKind::NotAName { .. }
        | SyntaxErrorKind::ForeignComment
        | SyntaxErrorKind::ConflictMarker => Weight::Harmless,
        SyntaxErrorKind::OpenBrace | SyntaxErrorKind::TooDeep => Weight::Brace,
        SyntaxErrorKind::OpenText
        | SyntaxErrorKind::BadDate { .. }
        | SyntaxErrorKind::PropertyInHeader { .. }
        | SyntaxErrorKind::EarlyTitle { .. }
        | SyntaxErrorKind::Expected { .. } => Weight::Token,
        SyntaxErrorKind::Stray { .. } | SyntaxErrorKind::UnknownWord { .. } => Weight::Stray,
    }
}

/// True if the last error told stands on the same line.
fn on_line_of_last(line_ends: &[u32], errors: &[SyntaxError], span: Span) -> bool {
    let line = |span: Span| line_ends.partition_point(|end| *end < span.start);
    errors.last().is_some_and(|last| line(last.span) == line(span))
}

/// Numbers the sentences of the tokens; asked with growing indexes.
struct Sentences<'tokens> {
    tokens: &'tokens [Token],
    at: usize,
    number: usize,
}

impl Sentences<'_> {
    fn number_of(&mut self, index: usize) -> usize {
        while self.at < index.min(self.tokens.len()) {
            let kind = self.tokens[self.at].kind;
            if matches!(kind, Kind::Newline | Kind::Semicolon | Kind::OpenBrace | Kind::CloseBrace)
            {
                self.number += 1;
            }
            self.at += 1;
        }
        self.number
    }
}
