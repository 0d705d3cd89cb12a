//! The clauses, properties and predicates of an item, checked against the table of the language.
//!
//! Invariant: what the getters return has the shape that the table asks for. What does not has been
//! reported and reads as not written, and so does what a syntax fault left incomplete.
//!
//! Not for: what references point at, and values of facts and controls.

use smol_str::{SmolStr, ToSmolStr};
use tm_grammar::tree::{
    Expression, Member, PredicateWord, Property, Reference, Span, Spreads, Subject, Value,
    ValueKind,
};
use tm_grammar::words::{ItemInfo, NestedWord, Shape};

use super::report::{Report, Source};
use super::values::{BadValue, word_of};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::schema::Level;

/// What an item says.
pub(super) struct Properties<'a> {
    source: Source<'a>,
    info: &'static ItemInfo,
    known: Vec<&'a Property>,
    /// Properties that are not in the table. Only items that take facts and controls have some.
    pub others: Vec<&'a Property>,
    when: Option<&'a Expression>,
    unless: Option<&'a Expression>,
    spreads: Option<&'a Spreads>,
}

impl<'a> Properties<'a> {
    /// Reads and checks the item.
    pub(super) fn read(source: Source<'a>, info: &'static ItemInfo, report: &mut Report) -> Self {
        let mut read = Self {
            source,
            info,
            known: Vec::new(),
            others: Vec::new(),
            when: None,
            unless: None,
            spreads: None,
        };
        for property in source.item.properties() {
            read.property(property, report);
        }
        for member in source.item.members() {
            read.member(member, report);
        }
        read
    }

    fn property(&mut self, property: &'a Property, report: &mut Report) {
        let key = property.key.text.as_str();
        let seen = self.known.iter().chain(&self.others).any(|other| other.key.text == key);
        if seen {
            report.add(&self.source, given_twice(key, property.key.span));
            return;
        }
        let Some(info) = self.info.property(key) else {
            if self.info.attributes && !property.clause {
                self.others.push(property);
            } else {
                let finding = self.unknown_property(property);
                report.add(&self.source, finding);
            }
            return;
        };
        if let Some(assumption) = &property.assuming {
            let finding = Diagnostic::new(
                Code::ClauseNotHere,
                assumption.span,
                "Assumptions belong to models; a knowledge base states what always holds.",
            );
            report.add(&self.source, finding);
        }
        match shape_fault(info.shape, &property.values, self.source.text) {
            None => self.known.push(property),
            Some(fault) => {
                report.add(&self.source, fault.diagnostic(key, self.source.origin(property.span)));
            }
        }
    }

    fn unknown_property(&self, property: &Property) -> Diagnostic {
        let (key, span) = (property.key.text.as_str(), property.key.span);
        let item = self.info.word;
        if property.clause {
            let message = format!("\"{key}\" does not apply to {item}.");
            return Diagnostic::new(Code::ClauseNotHere, span, message);
        }
        let finding = Diagnostic::new(
            Code::UnknownAttribute,
            span,
            format!("{item} takes no property \"{key}\"."),
        );
        with_nearest(
            finding,
            &self.source,
            key,
            self.info.properties.iter().map(|property| property.key),
        )
    }

    fn member(&mut self, member: &'a Member, report: &mut Report) {
        match member {
            Member::Property(_) => {}
            Member::Item(item) => {
                let message = format!("\"{}\" cannot stand inside {}.", item.word, self.info.word);
                let finding = Diagnostic::new(Code::MisplacedItem, item.word_span, message);
                report.add(&self.source, finding);
            }
            Member::Predicate(predicate) => {
                let (word, place) = match predicate.word {
                    PredicateWord::When => (NestedWord::When, Some(&mut self.when)),
                    PredicateWord::Unless => (NestedWord::Unless, Some(&mut self.unless)),
                    PredicateWord::Claims => (NestedWord::Claims, None),
                };
                match place {
                    Some(place) if self.info.nested.contains(&word) => {
                        if place.is_some() {
                            let finding = given_twice(word.text(), predicate.word_span);
                            report.add(&self.source, finding);
                        } else {
                            *place = Some(&predicate.expression);
                        }
                    }
                    _ => self.nested_not_here(word, predicate.word_span, report),
                }
            }
            Member::Spreads(spreads) => {
                if !self.info.nested.contains(&NestedWord::Spreads) {
                    self.nested_not_here(NestedWord::Spreads, spreads.word_span, report);
                } else if self.spreads.is_some() {
                    report.add(&self.source, given_twice("spreads", spreads.word_span));
                } else {
                    self.spreads = Some(spreads);
                }
            }
            Member::Without(without) => {
                self.nested_not_here(NestedWord::Without, without.word_span, report);
            }
            Member::Expect(expect) => {
                self.nested_not_here(NestedWord::Expect, expect.word_span, report);
            }
        }
    }

    fn nested_not_here(&self, word: NestedWord, span: Span, report: &mut Report) {
        let message = format!("\"{word}\" does not apply to {}.", self.info.word);
        report.add(&self.source, Diagnostic::new(Code::ClauseNotHere, span, message));
    }

    /// The property or clause of that name.
    pub(super) fn get(&self, key: &str) -> Option<&'a Property> {
        self.known.iter().copied().find(|property| property.key.text == key)
    }

    fn values(&self, key: &str) -> &'a [Value] {
        self.get(key).map_or(&[], |property| &property.values)
    }

    /// Where the first value of a property stands.
    pub(super) fn value_span(&self, property: &Property) -> Span {
        property.values.first().map_or(property.span, |value| value.span)
    }

    /// The text or word of a property; empty if it is not written.
    pub(super) fn text(&self, key: &str) -> SmolStr {
        self.values(key).first().map(|value| self.text_of(value)).unwrap_or_default()
    }

    /// The texts of a property.
    pub(super) fn texts(&self, key: &str) -> Vec<SmolStr> {
        self.values(key).iter().map(|value| self.text_of(value)).collect()
    }

    fn text_of(&self, value: &Value) -> SmolStr {
        match &value.kind {
            ValueKind::Text(text) | ValueKind::Number(text) | ValueKind::Handle(text) => {
                text.clone()
            }
            _ => match word_of(value) {
                Some(word) => word.into(),
                None => value.span.text(self.source.text).to_smolstr(),
            },
        }
    }

    /// The numbers of a property.
    pub(super) fn numbers(&self, key: &str) -> Vec<u32> {
        let number = |value: &Value| match &value.kind {
            ValueKind::Number(text) => text.parse().ok(),
            _ => None,
        };
        self.values(key).iter().filter_map(number).collect()
    }

    /// The yes or no of a property; `None` if it is not written.
    pub(super) fn yes_no(&self, key: &str) -> Option<bool> {
        self.values(key).first().and_then(word_of).map(|word| word == "yes")
    }

    /// The level of a property; `None` if it is not written.
    pub(super) fn level(&self, key: &str) -> Option<Level> {
        self.values(key).first().and_then(word_of).and_then(Level::parse)
    }

    /// The references of a property.
    pub(super) fn references(&self, key: &str) -> impl Iterator<Item = &'a Reference> + use<'a> {
        self.values(key).iter().filter_map(|value| match &value.kind {
            ValueKind::Reference(reference) => Some(reference),
            _ => None,
        })
    }

    /// The subjects after `for`.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &'a Subject> + use<'a> {
        self.values("for").iter().filter_map(|value| match &value.kind {
            ValueKind::Subject(subject) => Some(&**subject),
            _ => None,
        })
    }

    /// The expression after `when`.
    pub(super) fn when(&self) -> Option<&'a Expression> {
        self.when
    }

    /// The expression after `unless`.
    pub(super) fn unless(&self) -> Option<&'a Expression> {
        self.unless
    }

    /// What follows `spreads`.
    pub(super) fn spreads(&self) -> Option<&'a Spreads> {
        self.spreads
    }
}

fn given_twice(key: &str, span: Span) -> Diagnostic {
    let message = format!("\"{key}\" is given twice; the first is used.");
    Diagnostic::new(Code::RepeatedProperty, span, message)
}

/// The finding with the nearest known word as a question and a fix, if there is one.
pub(super) fn with_nearest<'k>(
    finding: Diagnostic,
    source: &Source<'_>,
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    match nearest(word, known) {
        Some(near) => suggesting(finding, source, near),
        None => finding,
    }
}

/// The finding with a word as a question and a fix.
pub(super) fn suggesting(mut finding: Diagnostic, source: &Source<'_>, word: &str) -> Diagnostic {
    finding.message.push_str(&format!(" Did you mean \"{word}\"?"));
    let origin = source.origin(finding.span);
    finding.with_fix(format!("Change to \"{word}\""), origin, word)
}

/// The first value that is not of that shape, or one too many.
pub(crate) fn shape_fault(shape: Shape, values: &[Value], item_text: &str) -> Option<BadValue> {
    let several = match shape {
        Shape::Texts
        | Shape::Numbers
        | Shape::People
        | Shape::References(_)
        | Shape::Threats
        | Shape::Tickets
        | Shape::Subjects
        | Shape::Any => true,
        Shape::Text
        | Shape::Number
        | Shape::Date
        | Shape::Duration
        | Shape::Person
        | Shape::YesNo
        | Shape::Word(_)
        | Shape::Reference(_)
        | Shape::PersonOrActor
        | Shape::TextOrReference => false,
    };
    if let (false, [_, second, ..]) = (several, values) {
        return Some(BadValue {
            span: second.span,
            message: format!("takes one value; found {}.", values.len()),
            nearest: None,
        });
    }
    values.iter().find_map(|value| value_fault(shape, value, item_text))
}

fn value_fault(shape: Shape, value: &Value, item_text: &str) -> Option<BadValue> {
    let kind = &value.kind;
    let (fits, expected) = match shape {
        _ if *kind == ValueKind::Invalid => return None,
        Shape::Text | Shape::Texts => (matches!(kind, ValueKind::Text(_)), "text in quotes"),
        Shape::Number => (matches!(kind, ValueKind::Number(_)), "a number"),
        Shape::Numbers => {
            let whole = |text: &SmolStr| text.parse::<u32>().is_ok();
            (matches!(kind, ValueKind::Number(text) if whole(text)), "whole numbers")
        }
        Shape::Date => (matches!(kind, ValueKind::Date(_)), "a date (2026-12-31)"),
        Shape::Duration => (matches!(kind, ValueKind::Duration(_)), "a time span (90d)"),
        Shape::Person | Shape::People => (matches!(kind, ValueKind::Handle(_)), "a person (@name)"),
        Shape::YesNo => {
            let words = ["yes", "no"];
            let fits = word_of(value).is_some_and(|word| words.contains(&word));
            return (!fits).then(|| BadValue::not_a_word(value, item_text, words.into_iter()));
        }
        Shape::Word(words) => {
            let mut known = words.iter().map(|(word, _)| *word);
            let fits = word_of(value).is_some_and(|word| known.any(|known| known == word));
            let words = words.iter().map(|(word, _)| *word);
            return (!fits).then(|| BadValue::not_a_word(value, item_text, words));
        }
        Shape::Reference(_) | Shape::References(_) | Shape::Threats => {
            (matches!(kind, ValueKind::Reference(_)), "a name")
        }
        Shape::Tickets => {
            (matches!(kind, ValueKind::Reference(_) | ValueKind::Text(_)), "a ticket")
        }
        Shape::PersonOrActor => (
            matches!(kind, ValueKind::Handle(_) | ValueKind::Reference(_)),
            "a person (@name) or an actor",
        ),
        Shape::TextOrReference => {
            (matches!(kind, ValueKind::Text(_) | ValueKind::Reference(_)), "text or a name")
        }
        Shape::Subjects => (matches!(kind, ValueKind::Subject(_)), "a kind of thing"),
        Shape::Any => return None,
    };
    (!fits).then(|| BadValue::expected(value, item_text, expected))
}
