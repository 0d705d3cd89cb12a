//! Sentences: items with their bodies, the lines in a body, and what is neither.
//!
//! Whatever a sentence turns out to be, the items inside its braces are kept: where the sentence is
//! lost, they move up to where it stood.

use std::sync::Arc;

use chumsky::prelude::*;

use super::basic::{
    clause_word, expected, kind, listed, name, particle, path, reference, reference_on, text,
    token, word,
};
use super::expression::expression;
use super::fault::{Fault, Want};
use super::head::head;
use super::value::{clause, property, property_without_colon};
use super::{At, Input, Rule, span};
use crate::spelling::{self, Place};
use crate::token::{Kind, Particle, Token, Word};
use crate::tree::{
    Body, Expect, Expected, Expression, Item, Member, Predicate, PredicateWord, Spreads, Without,
};
use crate::words::{ClauseWord, NestedWord};

/// What a sentence gives: mostly one line of a body; more if items moved up; none if it is lost.
type Members = Vec<Member>;

/// The items of a block.
pub(super) fn file() -> Rule<Vec<Item>> {
    let members = members();
    let stray = stray(members.clone());
    let sentence = item(members).or(stray).or(separator(Want::Item));
    no_members()
        .foldl(sentence.repeated(), joined)
        .then_ignore(end())
        .map(|members| {
            // Most blocks hold one item, and many are held: none is given room for more.
            let mut items = Vec::with_capacity(members.len());
            items.extend(members.into_iter().filter_map(|member| match member {
                Member::Item(item) => Some(*item),
                _ => None,
            }));
            items
        })
        .boxed()
}

/// The lines of a body.
fn members() -> Rule<Vec<Member>> {
    recursive(|members| {
        let members: Rule<Vec<Member>> = members.boxed();
        let tail = tail(members.clone());
        let expression = expression();
        let property = property().map(Member::Property);
        let line = choice((
            property,
            predicate(expression.clone()).map(Box::new).map(Member::Predicate),
            spreads(expression).map(Box::new).map(Member::Spreads),
            without().map(Box::new).map(Member::Without),
            expect().map(Box::new).map(Member::Expect),
        ))
        .then(tail.clone())
        .map(|(member, mut moved)| {
            put_first(member, &mut moved);
            moved
        })
        .boxed();
        let sentence = choice((
            line,
            item(members.clone()),
            bare(tail.clone()),
            separator(Want::Line),
            junk(members, Want::Line),
        ));
        no_members().foldl(sentence.repeated(), joined).map(|mut members| {
            members.shrink_to_fit();
            members
        })
    })
    .boxed()
}

/// The end of a sentence that has nothing in it.
fn separator(want: Want) -> Rule<Members> {
    token(want, |token| matches!(token.kind, Kind::Newline | Kind::Semicolon))
        .to(Members::new())
        .boxed()
}

/// The end of a sentence: of the line, `;`, or before the brace that closes the body.
fn ending() -> Rule<()> {
    let line = token(Want::End, |token| matches!(token.kind, Kind::Newline | Kind::Semicolon));
    let brace = kind(Want::End, Kind::CloseBrace).rewind();
    choice((line.ignored(), brace.ignored(), end())).boxed()
}

/// A token that neither ends a sentence nor is a brace.
fn is_inner(token: &Token) -> bool {
    !matches!(token.kind, Kind::Newline | Kind::Semicolon | Kind::OpenBrace | Kind::CloseBrace)
}

/// The end of a sentence; what stands before it and could not be read is skipped with one error, and
/// the items in the braces that are skipped are kept.
fn tail(members: Rule<Vec<Member>>) -> Rule<Members> {
    ending().to(Members::new()).recover_with(via_parser(skipped(members))).boxed()
}

/// Anything up to the end of a sentence, at least one token.
fn skipped(members: Rule<Vec<Member>>) -> Rule<Members> {
    let inner = token(Want::End, is_inner).repeated().at_least(1).to(Members::new());
    let braces = body(members).map(|body| items_of(body.members));
    no_members()
        .foldl(inner.or(braces).repeated().at_least(1), joined)
        .then_ignore(ending())
        .boxed()
}

fn items_of(members: Vec<Member>) -> Members {
    members.into_iter().filter(|member| matches!(member, Member::Item(_))).collect()
}

/// `{ … }`
fn body(members: Rule<Vec<Member>>) -> Rule<Body> {
    kind(Want::OpenBrace, Kind::OpenBrace)
        .then(members)
        .then(kind(Want::CloseBrace, Kind::CloseBrace))
        .map(|((open, members), close)| Body {
            open: open.span,
            close: (close.span.start < close.span.end).then_some(close.span),
            members,
        })
        .boxed()
}

/// An item, to the end of its sentence.
fn item(members: Rule<Vec<Member>>) -> Rule<Members> {
    let junk = token(Want::Clause, |token| is_inner(token) && !is_clause(token));
    let junk = junk.repeated().at_least(1).to(None);
    let clause = clause().map(Some).recover_with(via_parser(junk));
    let clauses = empty().map(|()| Vec::new()).foldl(clause.repeated(), |mut clauses, clause| {
        clauses.extend(clause);
        clauses
    });
    head()
        .then(clauses)
        .then(body(members.clone()).or_not())
        .map_with(|((mut item, mut clauses), body), at: &mut At<'_>| {
            clauses.shrink_to_fit();
            item.span = span(at);
            item.docs = at.state().docs(item.word_span.start);
            item.clauses = clauses;
            item.body = body;
            item
        })
        .then(tail(members))
        .map(|(item, mut moved)| {
            put_first(Member::Item(item), &mut moved);
            moved
        })
        .boxed()
}

/// Nothing yet.
fn no_members() -> Rule<Members> {
    empty().map(|()| Members::new()).boxed()
}

/// What was found so far and what the next sentence gives.
fn joined(mut members: Members, more: Members) -> Members {
    members.extend(more);
    members
}

fn put_first(member: Member, moved: &mut Members) {
    moved.reserve_exact(1);
    moved.insert(0, member);
}

fn is_clause(token: &Token) -> bool {
    token.kind == Kind::Name && token.word.is_clause()
}

fn nested_word(nested: NestedWord) -> Rule<Token> {
    word(Want::Line, Word::Nested(nested))
}

fn predicate(expression: Rule<Box<Expression>>) -> Rule<Predicate> {
    let introduced = choice((
        nested_word(NestedWord::When).map(|token| (PredicateWord::When, token.span)),
        nested_word(NestedWord::Unless).map(|token| (PredicateWord::Unless, token.span)),
        nested_word(NestedWord::Claims).map(|token| (PredicateWord::Claims, token.span)),
    ));
    introduced
        .then(expression)
        .map(|((word, word_span), expression)| Predicate {
            span: word_span.cover(expression.span),
            word,
            word_span,
            expression: *expression,
        })
        .boxed()
}

fn spreads(expression: Rule<Box<Expression>>) -> Rule<Spreads> {
    let condition = particle(Want::Where, Particle::Where).ignore_then(expression);
    nested_word(NestedWord::Spreads)
        .then(expected(name(Want::Variable)))
        .then(condition.or_not())
        .map_with(|((word, variable), condition), at: &mut At<'_>| Spreads {
            span: span(at),
            word_span: word.span,
            variable,
            condition: condition.map(|condition| *condition),
        })
        .boxed()
}

fn without() -> Rule<Without> {
    let threats = kind(Want::Colon, Kind::Colon).ignore_then(listed(reference_on(Want::Threat)));
    nested_word(NestedWord::Without)
        .then(expected(text(Want::Text)))
        .then(threats.or_not().map(Option::unwrap_or_default))
        .map_with(|((word, text), threats), at: &mut At<'_>| Without {
            span: span(at),
            word_span: word.span,
            text,
            threats,
        })
        .boxed()
}

fn expect() -> Rule<Expect> {
    let before_rule =
        token(Want::Rule, |token| token.is_name() && token.word != Word::Clause(ClauseWord::On))
            .rewind();
    let expected_state = choice((
        particle(Want::Rule, Particle::No).to(Expected::No),
        particle(Want::Rule, Particle::Maybe).to(Expected::Maybe),
        particle(Want::Rule, Particle::Mitigated).to(Expected::Mitigated),
    ))
    .then_ignore(before_rule);
    let rule = path(
        token(Want::Rule, |token| token.is_name() && token.word != Word::Clause(ClauseWord::On))
            .map_with(|token, at: &mut At<'_>| at.state().name(token))
            .boxed(),
    );
    nested_word(NestedWord::Expect)
        .then(expected_state.or_not())
        .then(expected(rule))
        .then_ignore(expected(clause_word(Want::On, ClauseWord::On)))
        .then(expected(reference(Want::Target)))
        .map_with(|(((word, state), rule), target), at: &mut At<'_>| Expect {
            span: span(at),
            word_span: word.span,
            expected: state.unwrap_or(Expected::Open),
            rule,
            target,
        })
        .boxed()
}

/// A name that starts a line of a body and is no word for it: a misspelt word, which is skipped, or a
/// property whose colon is missing.
fn bare(tail: Rule<Members>) -> Rule<Members> {
    let misspelt = misspelt(Place::Body).then_ignore(inner());
    let property = property_without_colon(Token::is_name).map(Member::Property);
    misspelt
        .map(|()| Members::new())
        .or(property.map(|member| vec![member]))
        .then(tail)
        .map(|(mut members, moved)| {
            members.extend(moved);
            members
        })
        .boxed()
}

/// The rest of a sentence up to a brace, whatever it is.
fn inner() -> Rule<()> {
    token(Want::End, is_inner).repeated().boxed()
}

/// A sentence outside of any body that no item word starts. Properties that follow it are as lost as
/// it is: that is no fault of theirs.
fn stray(members: Rule<Vec<Member>>) -> Rule<Members> {
    let misspelt = misspelt(Place::File).then_ignore(inner());
    let first = misspelt.ignore_then(tail(members.clone())).or(junk(members.clone(), Want::Item));
    let property = kind(Want::Item, Kind::Key).ignore_then(skipped(members));
    first
        .foldl(property.repeated(), |mut moved, more: Members| {
            moved.extend(more);
            moved
        })
        .boxed()
}

/// Reports a name that starts a line as an unknown word. In a body, where any name may be meant as a
/// property, only if it is nearly a word.
fn misspelt(place: Place) -> Rule<()> {
    custom(move |input: &mut chumsky::input::InputRef<'static, '_, Input, super::Extra>| {
        let before = input.cursor();
        let found = input.next();
        let at = input.span_since(&before).start;
        let token = found.filter(|token| {
            token.kind == Kind::Name && matches!(token.word, Word::None | Word::Particle(_))
        });
        let Some(token) = token else { return Err(Fault::expected(Want::Item, at)) };
        let want = match place {
            Place::File => Want::WordOfFile,
            Place::Body => {
                let text = Arc::clone(&input.state().text);
                if spelling::nearest(token.span.text(&text), place).is_none() {
                    return Err(Fault::expected(Want::Line, at));
                }
                Want::WordOfBody
            }
        };
        input.emit(Fault::expected(want, at));
        Ok(())
    })
    .boxed()
}

/// A sentence that begins with what can begin none.
fn junk(members: Rule<Vec<Member>>, want: Want) -> Rule<Members> {
    let never = token(want, |_| false).to(Members::new());
    never.recover_with(via_parser(skipped(members))).boxed()
}
