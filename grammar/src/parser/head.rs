//! What follows an item word, up to the first clause.

use chumsky::prelude::*;

use super::basic::{
    clause_word, expected, kind, listed, name, number, particle, path, reference, text, token,
};
use super::expression::words;
use super::fault::Want;
use super::value::value_with;
use super::{At, Rule};
use crate::token::{ClauseLead, Kind, Particle, Token, Word};
use crate::tree::{
    Answer, Declaration, Flow, Head, Import, Item, Levels, Moved, Name, Path, Scope,
    ScopeDirection, Tracker, Use, UseSource,
};
use crate::words::{ClauseWord, ItemWord};

/// An item word and what follows it: an item that has no clauses and no body yet.
pub(super) fn head() -> Rule<Box<Item>> {
    choice((
        declaration(),
        flow(),
        decision(),
        loading(),
        scope(),
        answer(),
        moved(),
        levels(),
        rule(),
        test(),
    ))
    .boxed()
}

/// The item that the word at `token` starts.
fn started(token: Token, head: Head) -> Box<Item> {
    let word = match token.word {
        Word::Item(word) => word,
        // Each rule below starts with an item word.
        _ => ItemWord::Model,
    };
    Box::new(Item {
        span: token.span,
        docs: Vec::new(),
        word,
        word_span: token.span,
        head,
        clauses: Vec::new(),
        body: None,
    })
}

/// A bare name that is an item word for which `accept` is true.
fn item_word(accept: impl Fn(ItemWord) -> bool + 'static) -> Rule<Token> {
    token(Want::Item, move |token| {
        token.kind == Kind::Name && matches!(token.word, Word::Item(word) if accept(word))
    })
}

/// A name that a title may follow, but no other value.
fn declared(want: Want) -> Rule<Name> {
    token(want, |token| token.is_name() && token.lead != ClauseLead::Yes)
        .map_with(|token, at: &mut At<'_>| at.state().name(token))
        .boxed()
}

fn declaration() -> Rule<Box<Item>> {
    let word = item_word(|word| {
        use ItemWord::{
            Answer, Choice, Disable, Flow, Import, KnowledgeBase, Moved, Override, Part, Scale,
            Scope, Test, Tracker, Use,
        };
        !word.is_decision()
            && !matches!(
                word,
                Answer
                    | Choice
                    | Disable
                    | Flow
                    | Import
                    | KnowledgeBase
                    | Moved
                    | Override
                    | Part
                    | Scale
                    | Scope
                    | Test
                    | Tracker
                    | Use
            )
    });
    let colon = kind(Want::Colon, Kind::Colon);
    let type_path = path(declared(Want::Type));
    let bare_name = token(Want::Colon, |token| {
        token.is_name() && !token.word.is_clause() && !token.word.is(Particle::Of)
    });
    let without_colon =
        bare_name.rewind().then(expected(colon.clone())).ignore_then(type_path.clone()).map(Some);
    let what = colon.ignore_then(expected(type_path)).or(without_colon);
    let of = particle(Want::Of, Particle::Of).ignore_then(expected(path(declared(Want::Type))));
    let versioned = item_word(|word| word == ItemWord::KnowledgeBase)
        .then(expected(declared(Want::Name)))
        .then(number().or_not());
    let named = word.then(expected(declared(Want::Name))).map(|named| (named, None));
    versioned
        .or(named)
        .then(what.or_not().map(Option::flatten))
        .then(of.or_not().map(Option::flatten))
        .then(text(Want::Title).or_not())
        .map(|(((((word, name), version), kind), of), title)| {
            let (version, of) = (version.map(Box::new), of.map(Box::new));
            started(word, Head::Declaration(Declaration { name, version, kind, of, title }))
        })
        .boxed()
}

fn flow() -> Rule<Box<Item>> {
    let element = path(declared(Want::Element));
    let arrow = kind(Want::Arrow, Kind::Arrow);
    let segments = arrow.then(expected(element.clone())).repeated().at_least(1).collect();
    item_word(|word| word == ItemWord::Flow)
        .then(number().or_not())
        .then(expected(declared(Want::Name)))
        .then_ignore(expected(kind(Want::Colon, Kind::Colon)))
        .then(expected(element))
        .then(expected(segments.boxed()))
        .then(text(Want::Title).or_not())
        .map(|(((((word, number), name), first), segments), title)| {
            let segments: Vec<(Token, Option<Path>)> = segments.unwrap_or_default();
            let arrows = segments.iter().map(|(arrow, _)| arrow.span).collect();
            let mut path = Vec::with_capacity(segments.len() + 1);
            if first.is_some() || !segments.is_empty() {
                path.push(first);
            }
            path.extend(segments.into_iter().map(|(_, element)| element));
            let number = number.map(Box::new);
            started(word, Head::Flow(Flow { number, name, path, arrows, title }))
        })
        .boxed()
}

fn decision() -> Rule<Box<Item>> {
    item_word(ItemWord::is_decision)
        .then(listed(reference(Want::Threat)))
        .map(|(word, threats)| started(word, Head::Decision { threats }))
        .boxed()
}

/// What speaks of other files and systems.
fn loading() -> Rule<Box<Item>> {
    let source =
        text(Want::Pack).map(UseSource::Path).or(path(declared(Want::Pack)).map(UseSource::Name));
    let uses = item_word(|word| word == ItemWord::Use)
        .then(expected(source))
        .then(number().or_not())
        .map(|((word, source), version)| started(word, Head::Use(Use { source, version })));
    let import = item_word(|word| word == ItemWord::Import)
        .then(expected(text(Want::Text)))
        .then_ignore(expected(particle(Want::As, Particle::As)))
        .then(expected(declared(Want::Name)))
        .map(|((word, path), alias)| started(word, Head::Import(Import { path, alias })));
    let tracker = item_word(|word| word == ItemWord::Tracker)
        .then(expected(declared(Want::Name)))
        .then(expected(text(Want::Text)))
        .map(|((word, name), address)| started(word, Head::Tracker(Tracker { name, address })));
    let part = item_word(|word| word == ItemWord::Part)
        .then_ignore(expected(particle(Want::Of, Particle::Of)))
        .then(expected(declared(Want::Name)))
        .map(|(word, model)| started(word, Head::Part { model }));
    choice((uses, import, tracker, part)).boxed()
}

fn scope() -> Rule<Box<Item>> {
    let direction = choice((
        clause_word(Want::Direction, ClauseWord::In).to(ScopeDirection::In),
        particle(Want::Direction, Particle::Out).to(ScopeDirection::Out),
    ));
    item_word(|word| word == ItemWord::Scope)
        .then(expected(direction))
        .then(listed(reference(Want::Target)))
        .map(|((word, direction), targets)| {
            started(word, Head::Scope(Scope { direction, targets }))
        })
        .boxed()
}

fn answer() -> Rule<Box<Item>> {
    let on = clause_word(Want::On, ClauseWord::On).ignore_then(expected(reference(Want::Target)));
    item_word(|word| word == ItemWord::Answer)
        .then(expected(path(declared(Want::Name))))
        .then(on.or_not().map(Option::flatten))
        .then_ignore(expected(kind(Want::Equal, Kind::Equal)))
        .then(expected(value_with(reference(Want::Value))))
        .map(|(((word, question), target), value)| {
            started(word, Head::Answer(Box::new(Answer { question, target, value })))
        })
        .boxed()
}

fn moved() -> Rule<Box<Item>> {
    item_word(|word| word == ItemWord::Moved)
        .then(expected(path(name(Want::Name))))
        .then_ignore(expected(kind(Want::Arrow, Kind::Arrow)))
        .then(listed(path(name(Want::Name))))
        .map(|((word, from), to)| started(word, Head::Moved(Box::new(Moved { from, to }))))
        .boxed()
}

fn levels() -> Rule<Box<Item>> {
    let named = |word: ItemWord, separator: Kind| {
        item_word(move |other| other == word)
            .then(expected(declared(Want::Name)))
            .then_ignore(expected(kind(Want::Colon, Kind::Colon)))
            .then(words(separator))
            .map(|((word, name), words)| started(word, Head::Levels(Levels { name, words })))
            .boxed()
    };
    named(ItemWord::Scale, Kind::Less).or(named(ItemWord::Choice, Kind::Comma)).boxed()
}

fn rule() -> Rule<Box<Item>> {
    item_word(|word| matches!(word, ItemWord::Override | ItemWord::Disable))
        .then(expected(reference(Want::Rule)))
        .map(|(word, target)| started(word, Head::Rule { target }))
        .boxed()
}

fn test() -> Rule<Box<Item>> {
    item_word(|word| word == ItemWord::Test)
        .then(expected(text(Want::Title)))
        .map(|(word, title)| started(word, Head::Test { title }))
        .boxed()
}
