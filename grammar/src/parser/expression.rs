//! Predicates: `when`, `unless`, `claims` and `where` take one.
//!
//! An operand that is missing is an error and [`ExpressionKind::Missing`], so that a half-written
//! condition keeps its other half.

use chumsky::prelude::*;
use smol_str::SmolStr;

use super::basic::{clause_word, expected, kind, listed, name, particle, path, separated, token};
use super::fault::{Fault, Want};
use super::{At, Input, Rule, end_before, span};
use crate::calendar;
use crate::token::{Kind, Particle, Token};
use crate::tree::{Comparison, Expression, ExpressionKind, Path, Quantifier};
use crate::words::ClauseWord;

/// `a and b`, `not (c or d)`, …
pub(super) fn expression() -> Rule<Box<Expression>> {
    recursive(|expression| {
        let expression: Rule<Box<Expression>> = expression.boxed();
        let operand = operand(expression);
        let comparison = comparison(operand);
        let negation = particle(Want::Condition, Particle::Not)
            .repeated()
            .foldr(comparison, |not, inner: Box<Expression>| {
                let span = not.span.cover(inner.span);
                Box::new(Expression { span, kind: ExpressionKind::Not(inner) })
            })
            .boxed();
        let all = joined(negation, Particle::And, ExpressionKind::And);
        joined(all, Particle::Or, ExpressionKind::Or)
    })
    .boxed()
}

/// `part`, or two and more of them with that word between.
fn joined(
    part: Rule<Box<Expression>>,
    word: Particle,
    make: fn(Vec<Expression>) -> ExpressionKind,
) -> Rule<Box<Expression>> {
    let more = particle(Want::Operator, word).ignore_then(part.clone());
    part.then(more.repeated().collect::<Vec<_>>())
        .map(move |(first, rest)| {
            let Some(last) = rest.last() else { return first };
            let span = first.span.cover(last.span);
            let mut parts = Vec::with_capacity(rest.len() + 1);
            parts.push(*first);
            parts.extend(rest.into_iter().map(|part| *part));
            Box::new(Expression { span, kind: make(parts) })
        })
        .boxed()
}

/// What follows the first operand.
enum Rest {
    Compare(Comparison, Box<Expression>),
    Is(bool, Is),
    In(bool, Vec<Expression>),
}

/// What follows `is`.
enum Is {
    Known,
    Types(Vec<Path>),
}

fn comparison(operand: Rule<Box<Expression>>) -> Rule<Box<Expression>> {
    let operator = token(Want::Operator, |token| operator(token.kind).is_some());
    let compare = operator
        .then(operand.clone())
        .map(|(token, right)| {
            let comparison = operator_of(&token);
            Rest::Compare(comparison, right)
        })
        .boxed();

    let not = particle(Want::Known, Particle::Not).or_not().map(|not| not.is_some()).boxed();
    let type_path = path(name(Want::Known));
    let types = kind(Want::OpenBracket, Kind::OpenBracket)
        .ignore_then(listed(path(name(Want::Type))))
        .then_ignore(closing(Kind::CloseBracket, Want::CloseBracket));
    let what = choice((
        particle(Want::Known, Particle::Known).map(|_| Is::Known),
        types.map(Is::Types),
        type_path.map(|path| Is::Types(vec![path])),
    ));
    let is = particle(Want::Operator, Particle::Is)
        .ignore_then(not)
        .then(expected(what))
        .map(|(negated, what)| Rest::Is(negated, what.unwrap_or(Is::Types(Vec::new()))))
        .boxed();

    let list = kind(Want::OpenBracket, Kind::OpenBracket)
        .ignore_then(listed(operand.clone().map(|value| *value).boxed()))
        .then_ignore(closing(Kind::CloseBracket, Want::CloseBracket));
    let among = particle(Want::Operator, Particle::Not)
        .or_not()
        .then_ignore(clause_word(Want::Operator, ClauseWord::In))
        .then(expected(list))
        .map(|(not, values)| Rest::In(not.is_some(), values.unwrap_or_default()))
        .boxed();

    operand
        .then(choice((compare, is, among)).or_not())
        .map_with(|(operand, rest), at: &mut At<'_>| {
            let Some(rest) = rest else { return operand };
            let kind = match rest {
                Rest::Compare(comparison, right) => {
                    ExpressionKind::Compare { comparison, left: operand, right }
                }
                Rest::Is(negated, Is::Known) => ExpressionKind::IsKnown { operand, negated },
                Rest::Is(negated, Is::Types(types)) => {
                    ExpressionKind::IsType { operand, negated, types }
                }
                Rest::In(negated, values) => ExpressionKind::In { operand, negated, values },
            };
            Box::new(Expression { span: span(at), kind })
        })
        .boxed()
}

fn operator(kind: Kind) -> Option<Comparison> {
    Some(match kind {
        Kind::Equal => Comparison::Equal,
        Kind::NotEqual => Comparison::NotEqual,
        Kind::Less => Comparison::Less,
        Kind::LessOrEqual => Comparison::LessOrEqual,
        Kind::Greater => Comparison::Greater,
        Kind::GreaterOrEqual => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn operator_of(token: &Token) -> Comparison {
    // Only tokens that are operators come here.
    operator(token.kind).unwrap_or(Comparison::Equal)
}

fn operand(expression: Rule<Box<Expression>>) -> Rule<Box<Expression>> {
    let group = kind(Want::Condition, Kind::OpenParenthesis)
        .ignore_then(expression.clone())
        .then_ignore(closing(Kind::CloseParenthesis, Want::CloseParenthesis))
        .map(ExpressionKind::Group)
        .boxed();
    let path_operand = path(operand_name()).map(ExpressionKind::Path).boxed();
    choice((
        quantified(expression.clone()),
        reaches(expression),
        age(),
        path_operand,
        literal(),
        group,
    ))
    .map_with(|kind, at: &mut At<'_>| Box::new(Expression { span: span(at), kind }))
    .recover_with(via_parser(empty().map_with(|(), at: &mut At<'_>| {
        let index = at.span().start;
        let span = end_before(&at.state().tokens, index);
        Box::new(Expression { span, kind: ExpressionKind::Missing })
    })))
    .boxed()
}

/// A name that joins no conditions.
fn operand_name() -> Rule<crate::tree::Name> {
    token(Want::Condition, |token| {
        token.is_name()
            && ![Particle::And, Particle::Or, Particle::Not, Particle::Where, Particle::Avoiding]
                .iter()
                .any(|particle| token.word.is(*particle))
    })
    .map_with(|token, at: &mut At<'_>| at.state().name(token))
    .boxed()
}

fn literal() -> Rule<ExpressionKind> {
    token(Want::Condition, |token| {
        token.kind.is_text()
            || matches!(token.kind, Kind::Number | Kind::Date | Kind::BadDate | Kind::Duration)
    })
    .map_with(|token, at: &mut At<'_>| {
        let slice = token.span.text(&at.state().text);
        match token.kind {
            Kind::Number => ExpressionKind::Number(SmolStr::new(slice)),
            Kind::Date => {
                calendar::date(slice).map_or(ExpressionKind::Missing, ExpressionKind::Date)
            }
            Kind::Duration => {
                calendar::duration(slice).map_or(ExpressionKind::Missing, ExpressionKind::Duration)
            }
            Kind::BadDate => ExpressionKind::Missing,
            _ => ExpressionKind::Text(crate::text::value(slice)),
        }
    })
    .boxed()
}

/// `any(x in xs where …)`
fn quantified(expression: Rule<Box<Expression>>) -> Rule<ExpressionKind> {
    let quantifier = choice((
        particle(Want::Condition, Particle::Any).to(Quantifier::Any),
        particle(Want::Condition, Particle::All).to(Quantifier::All),
        particle(Want::Condition, Particle::No).to(Quantifier::No),
        particle(Want::Condition, Particle::Count).to(Quantifier::Count),
    ));
    let condition = particle(Want::Where, Particle::Where).ignore_then(expression).or_not();
    quantifier
        .then_ignore(kind(Want::OpenParenthesis, Kind::OpenParenthesis))
        .then(expected(name(Want::Variable)))
        .then_ignore(expected(clause_word(Want::In, ClauseWord::In)))
        .then(expected(path(name(Want::Collection))))
        .then(condition)
        .then_ignore(closing(Kind::CloseParenthesis, Want::CloseParenthesis))
        .map(|(((quantifier, variable), collection), condition)| ExpressionKind::Quantified {
            quantifier,
            variable,
            collection,
            condition,
        })
        .boxed()
}

/// `reaches(a -> b avoiding x where …)`
fn reaches(expression: Rule<Box<Expression>>) -> Rule<ExpressionKind> {
    let avoiding = particle(Want::Where, Particle::Avoiding)
        .ignore_then(expected(name(Want::Variable)))
        .then_ignore(expected(particle(Want::Where, Particle::Where)))
        .then(expression)
        .map(|(variable, condition)| variable.map(|variable| (variable, condition)))
        .or_not()
        .map(Option::flatten);
    particle(Want::Condition, Particle::Reaches)
        .then_ignore(kind(Want::OpenParenthesis, Kind::OpenParenthesis))
        .ignore_then(expected(path(name(Want::Element))))
        .then_ignore(expected(kind(Want::Arrow, Kind::Arrow)))
        .then(expected(path(name(Want::Element))))
        .then(avoiding)
        .then_ignore(closing(Kind::CloseParenthesis, Want::CloseParenthesis))
        .map(|((from, to), avoiding)| ExpressionKind::Reaches { from, to, avoiding })
        .boxed()
}

/// `age(date)`
fn age() -> Rule<ExpressionKind> {
    particle(Want::Condition, Particle::Age)
        .then_ignore(kind(Want::OpenParenthesis, Kind::OpenParenthesis))
        .ignore_then(expected(path(name(Want::Name))))
        .then_ignore(closing(Kind::CloseParenthesis, Want::CloseParenthesis))
        .map(ExpressionKind::Age)
        .boxed()
}

/// The bracket that closes a group. What stands before it and could not be read is skipped, with one
/// error.
fn closing(close: Kind, want: Want) -> Rule<()> {
    let skip =
        custom(move |input: &mut chumsky::input::InputRef<'static, '_, Input, super::Extra>| {
            let before = input.cursor();
            let mut depth = 0_usize;
            while let Some(token) = input.next() {
                match token.kind {
                    Kind::OpenParenthesis | Kind::OpenBracket => depth += 1,
                    Kind::CloseParenthesis | Kind::CloseBracket if depth > 0 => depth -= 1,
                    kind if kind == close => return Ok(()),
                    Kind::OpenBrace | Kind::CloseBrace | Kind::Newline | Kind::Semicolon => break,
                    _ => {}
                }
            }
            Err(Fault::expected(want, input.span_since(&before).start))
        });
    kind(want, close).ignored().recover_with(via_parser(skip)).boxed()
}

/// `a < b < c`, `a, b, c`: the words of a scale or a choice.
pub(super) fn words(separator: Kind) -> Rule<Vec<crate::tree::Name>> {
    separated(name(Want::Word), kind(Want::Separator, separator))
}
