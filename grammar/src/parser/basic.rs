//! The smallest rules: one token, a name, a path, quoted text; and the two ways to go on after a
//! fault.

use chumsky::prelude::*;
use smol_str::SmolStr;

use super::fault::{Fault, Want};
use super::{At, Input, Rule, end_before, span};
use crate::token::{Kind, Particle, Token, Word};
use crate::tree::{Name, Number, Path, Reference, Separator, Text};
use crate::words::{ClauseWord, ItemWord};

/// One token for which `accept` is true.
pub(super) fn token(want: Want, accept: impl Fn(&Token) -> bool + 'static) -> Rule<Token> {
    custom(move |input: &mut chumsky::input::InputRef<'static, '_, Input, super::Extra>| {
        let before = input.cursor();
        match input.next() {
            Some(token) if accept(&token) => Ok(token),
            _ => Err(Fault::expected(want, input.span_since(&before).start)),
        }
    })
    .boxed()
}

/// One token of that kind.
pub(super) fn kind(want: Want, kind: Kind) -> Rule<Token> {
    token(want, move |token| token.kind == kind)
}

/// One bare name that is that word.
pub(super) fn word(want: Want, word: Word) -> Rule<Token> {
    token(want, move |token| token.kind == Kind::Name && token.word == word)
}

/// One bare name that is that particle.
pub(super) fn particle(want: Want, particle: Particle) -> Rule<Token> {
    word(want, Word::Particle(particle))
}

/// One bare name that is that clause word.
pub(super) fn clause_word(want: Want, clause: ClauseWord) -> Rule<Token> {
    word(want, Word::Clause(clause))
}

/// What must stand here: if it does not, that is an error and `None`, and nothing is consumed.
pub(super) fn expected<Output: 'static>(
    rule: impl Parser<'static, Input, Output, super::Extra> + 'static,
) -> Rule<Option<Output>> {
    rule.map(Some).recover_with(via_parser(empty().map(|()| None))).boxed()
}

/// A name, whatever it may mean elsewhere.
pub(super) fn name(want: Want) -> Rule<Name> {
    named(token(want, Token::is_name))
}

/// A name where a clause may also start.
pub(super) fn name_before_clause(want: Want) -> Rule<Name> {
    named(token(want, |token| token.is_name() && !token.leads_clause()))
}

fn named(token: Rule<Token>) -> Rule<Name> {
    token.map_with(|token, at: &mut At<'_>| at.state().name(token)).boxed()
}

/// `name.name/name`, starting with `first`.
pub(super) fn path(first: Rule<Name>) -> Rule<Path> {
    let dot = kind(Want::Part, Kind::Dot).to(Separator::Dot);
    let slash = kind(Want::Part, Kind::Slash).to(Separator::Slash);
    let part = dot.or(slash).then(missing_name());
    first
        .map(|first| Path { first, rest: Default::default() })
        .foldl(part.repeated(), |mut path, part| {
            path.rest.push(part);
            path
        })
        .boxed()
}

/// A name, or an error and an empty one.
fn missing_name() -> Rule<Name> {
    expected(name(Want::Name))
        .map_with(|name, at: &mut At<'_>| {
            name.unwrap_or_else(|| {
                let index = at.span().start;
                let span = end_before(&at.state().tokens, index);
                Name { text: SmolStr::default(), span, quoted: false }
            })
        })
        .boxed()
}

/// `*`, `path`, `path.*`, `zone path`.
pub(super) fn reference(want: Want) -> Rule<Reference> {
    let star = kind(want, Kind::Star).map(|star| Reference {
        span: star.span,
        zone: None,
        path: None,
        all: true,
        on: None,
    });
    let zone = word(want, Word::Item(ItemWord::Zone)).then(path(named(token(want, |token| {
        token.is_name() && !token.word.is_clause() && !token.word.is(Particle::Assuming)
    }))));
    let zone = zone.map(|(zone, path)| (Some(zone.span), path));
    let bare = path(name_before_clause(want)).map(|path| (None, path));
    let named = zone.or(bare).then(kind(Want::Part, Kind::DotStar).or_not()).map_with(
        |((zone, path), star), at: &mut At<'_>| Reference {
            span: span(at),
            zone,
            path: Some(path),
            all: star.is_some(),
            on: None,
        },
    );
    named.or(star).boxed()
}

/// `rule on subject`
pub(super) fn reference_on(want: Want) -> Rule<Reference> {
    let on = clause_word(Want::On, ClauseWord::On).ignore_then(expected(reference(Want::Target)));
    reference(want)
        .then(on.or_not())
        .map_with(|(reference, on), at: &mut At<'_>| Reference {
            span: span(at),
            on: on.flatten().map(Box::new),
            ..reference
        })
        .boxed()
}

/// Quoted text.
pub(super) fn text(want: Want) -> Rule<Text> {
    token(want, |token| token.kind.is_text())
        .map_with(|token, at: &mut At<'_>| at.state().text(token))
        .boxed()
}

/// A number or version.
pub(super) fn number() -> Rule<Number> {
    kind(Want::Value, Kind::Number)
        .map_with(|token, at: &mut At<'_>| Number {
            text: SmolStr::new(token.span.text(&at.state().text)),
            span: token.span,
        })
        .boxed()
}

/// `rule, rule, …`: at least one; what is missing is an error.
pub(super) fn listed<Output: 'static, List: 'static + FromIterator<Output> + Extend<Output>>(
    rule: Rule<Output>,
) -> Rule<List> {
    separated(rule, kind(Want::Separator, Kind::Comma))
}

/// As [`listed`], with another separator.
pub(super) fn separated<Output: 'static, List: 'static + FromIterator<Output> + Extend<Output>>(
    rule: Rule<Output>,
    separator: Rule<Token>,
) -> Rule<List> {
    let more = separator.ignore_then(expected(rule.clone()));
    expected(rule)
        .map(|first| first.into_iter().collect::<List>())
        .foldl(more.repeated(), |mut list: List, next| {
            list.extend(next);
            list
        })
        .boxed()
}
