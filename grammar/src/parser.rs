//! From tokens to trees, with chumsky.
//!
//! Invariants:
//! - The grammar runs once over the tokens of a block, and never fails: what it cannot read it skips
//!   to the end of the sentence, with one error.
//! - Each rule is boxed: unboxed, the nested types of the combinators take ten times as long to
//!   compile and run no faster.
//! - A field that is missing is an error and `None`, by a recovery that consumes nothing. Such a
//!   recovery never stands directly in a repetition, where it would not end.
//! - Braces and brackets match before the parser starts: [`crate::layout`] sees to it.
//!
//! The rules own no part of the text, so the grammar is built once for each thread.

mod basic;
mod body;
mod expression;
mod fault;
mod head;
mod report;
mod value;

use std::sync::Arc;

use chumsky::Parser as _;
use chumsky::input::{MapExtra, Stream};
use chumsky::inspector::SimpleState;
use chumsky::{Boxed, extra};

use crate::layout::Layout;
use crate::text;
use crate::token::{Kind, Token};
use crate::tree::{Item, Name, Span, Text};
use fault::Fault;

type Input = Stream<std::vec::IntoIter<Token>>;
type Extra = extra::Full<Fault, SimpleState<Source>, ()>;
type Rule<Output> = Boxed<'static, 'static, Input, Output, Extra>;
type At<'a> = MapExtra<'static, 'a, Input, Extra>;

/// What the rules look things up in.
struct Source {
    text: Arc<str>,
    tokens: Vec<Token>,
    docs: Vec<(u32, Vec<Span>)>,
}

thread_local! {
    static GRAMMAR: Rule<Vec<Item>> = body::file();
}

/// The items of a block.
pub(crate) fn parse(text: &Arc<str>, layout: &mut Layout) -> Vec<Item> {
    let source = Source {
        text: Arc::clone(text),
        tokens: std::mem::take(&mut layout.tokens),
        docs: std::mem::take(&mut layout.docs),
    };
    let input = Stream::from_iter(source.tokens.clone());
    let mut state = SimpleState(source);
    let (items, faults) =
        GRAMMAR.with(|grammar| grammar.parse_with_state(input, &mut state).into_output_errors());
    report::report(&state.0.text, &state.0.tokens, faults, &mut layout.errors);
    items.unwrap_or_default()
}

impl Source {
    fn name(&self, token: Token) -> Name {
        let slice = token.span.text(&self.text);
        let quoted = slice.starts_with('`');
        let bare = if quoted { slice.trim_matches('`') } else { slice };
        Name { text: text::normal_form(bare), span: token.span, quoted }
    }

    fn text(&self, token: Token) -> Text {
        Text { value: text::value(token.span.text(&self.text)), span: token.span }
    }

    fn docs(&self, start: u32) -> Vec<Span> {
        let place = self.docs.binary_search_by_key(&start, |(below, _)| *below);
        place.map_or_else(|_| Vec::new(), |place| self.docs[place].1.clone())
    }
}

/// The bytes of the tokens that a rule has read; an empty range after the token before if none.
fn span(at: &mut At<'_>) -> Span {
    let range = at.span();
    let tokens = &at.state().tokens;
    match tokens.get(range.start..range.end) {
        Some([first, .., last]) => first.span.cover(last.span),
        Some([only]) => only.span,
        _ => end_before(tokens, range.start),
    }
}

/// The empty range after the last token before the one at `index`.
fn end_before(tokens: &[Token], index: usize) -> Span {
    let before =
        tokens[..index.min(tokens.len())].iter().rfind(|token| token.kind != Kind::Newline);
    let end = before.map_or(0, |token| token.span.end);
    Span::new(end, end)
}
