//! Values, and the clauses and properties that have them.

use chumsky::prelude::*;
use smol_str::SmolStr;

use super::basic::{
    clause_word, expected, kind, listed, name, name_before_clause, particle, path, reference,
    reference_on, token,
};
use super::fault::Want;
use super::{At, Rule, span};
use crate::calendar;
use crate::token::{Kind, Particle, Token, Word};
use crate::tree::{Name, Property, Reference, Subject, Value, ValueKind, Values};
use crate::words::ClauseWord;

/// A value whose references are read by `reference`.
pub(super) fn value_with(reference: Rule<Reference>) -> Rule<Value> {
    let literal = token(Want::Value, |token| {
        token.kind.is_text()
            || matches!(
                token.kind,
                Kind::Question
                    | Kind::Number
                    | Kind::Date
                    | Kind::BadDate
                    | Kind::Duration
                    | Kind::Handle
            )
    });
    let literal = literal.map_with(|token, at: &mut At<'_>| {
        let text = &at.state().text;
        let slice = token.span.text(text);
        let kind = match token.kind {
            Kind::Question => ValueKind::Unknown,
            Kind::Number => ValueKind::Number(SmolStr::new(slice)),
            Kind::Date => calendar::date(slice).map_or(ValueKind::Invalid, ValueKind::Date),
            Kind::Duration => {
                calendar::duration(slice).map_or(ValueKind::Invalid, ValueKind::Duration)
            }
            Kind::Handle => ValueKind::Handle(crate::text::normal_form(slice)),
            Kind::BadDate => ValueKind::Invalid,
            _ => ValueKind::Text(crate::text::value(slice)),
        };
        Value { span: token.span, kind }
    });
    let named = reference.map(|name| Value { span: name.span, kind: ValueKind::Reference(name) });
    named.or(literal).boxed()
}

/// A value; a reference may have an `on`.
pub(super) fn value() -> Rule<Value> {
    value_with(reference_on(Want::Value))
}

/// What follows `for`: `flow f: https`.
fn subject() -> Rule<Value> {
    let kind_word =
        token(Want::Subject, |token| token.kind == Kind::Name && token.word.is_subject())
            .map_with(|token, at: &mut At<'_>| at.state().name(token));
    let variable = token(Want::Variable, |token| {
        token.kind == Kind::QuotedName || token.kind == Kind::Name && !token.word.is_clause()
    })
    .map_with(|token, at: &mut At<'_>| at.state().name(token));
    let colon = kind(Want::Colon, Kind::Colon);
    let type_name = colon.ignore_then(expected(path(name_before_clause(Want::Type))));
    kind_word
        .then(variable.or_not())
        .then(type_name.or_not())
        .map_with(|((kind, variable), type_name), at: &mut At<'_>| {
            let span = span(at);
            let subject = Subject { span, kind, variable, type_name: type_name.flatten() };
            Value { span, kind: ValueKind::Subject(Box::new(subject)) }
        })
        .boxed()
}

/// `via https`, in a header.
pub(super) fn clause() -> Rule<Property> {
    let with_subjects = clause_word(Want::Clause, ClauseWord::For).then(listed(subject()));
    let with_threats = clause_word(Want::Clause, ClauseWord::Counters).then(listed(value()));
    let other = token(Want::Clause, |token| token.kind == Kind::Name && token.word.is_clause());
    let other = other.then(listed(value_with(reference(Want::Value))));
    choice((with_subjects, with_threats, other))
        .map_with(|(key, values), at: &mut At<'_>| Property {
            span: span(at),
            key: at.state().name(key),
            clause: true,
            values,
            assuming: None,
        })
        .boxed()
}

/// `key: value, value assuming name`, in a body, up to the end of the line.
pub(super) fn property() -> Rule<Property> {
    let colon = kind(Want::Colon, Kind::Colon);
    let for_key = token(Want::Line, |token: &Token| {
        token.kind == Kind::Key && token.word == Word::Clause(ClauseWord::For)
    });
    let subjects = for_key.then_ignore(colon.clone()).then(listed(subject()));
    let other = kind(Want::Line, Kind::Key).then_ignore(colon).then(listed(value()));
    subjects
        .or(other)
        .then(assuming())
        .map_with(|((key, values), assuming), at: &mut At<'_>| Property {
            span: span(at),
            key: at.state().name(key),
            clause: false,
            values,
            assuming,
        })
        .boxed()
}

/// A property whose colon is missing, which is an error. `accept` says which words may be meant.
pub(super) fn property_without_colon(accept: impl Fn(&Token) -> bool + 'static) -> Rule<Property> {
    let key = token(Want::Line, accept);
    let missing = expected(kind(Want::Colon, Kind::Colon)).ignored();
    let more = kind(Want::Separator, Kind::Comma).ignore_then(expected(value()));
    let values =
        value().map(|first| Values::from_iter([first])).foldl(more.repeated(), |mut list, next| {
            list.extend(next);
            list
        });
    key.then_ignore(missing)
        .then(values.or_not())
        .then(assuming())
        .map_with(|((key, values), assuming), at: &mut At<'_>| Property {
            span: span(at),
            key: at.state().name(key),
            clause: false,
            values: values.unwrap_or_default(),
            assuming,
        })
        .boxed()
}

fn assuming() -> Rule<Option<Box<Name>>> {
    particle(Want::Clause, Particle::Assuming)
        .ignore_then(expected(name(Want::Name)))
        .or_not()
        .map(|name| name.flatten().map(Box::new))
        .boxed()
}
