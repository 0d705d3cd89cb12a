//! What is told about the place under the pointer, as Markdown.
//!
//! The first two lines answer, the rest explains. What a name means is taken from the model where
//! the file belongs to one, and from the packs alone elsewhere. Nothing is told about comments and
//! prose.

mod attributes;
mod items;
mod knowledge;
mod references;
mod rules;
mod things;
mod types;
mod why;
mod words;

use std::ops::Range;

use tm_grammar::tree::{Item, Member, Property, Span, Value, ValueKind};
use tm_model::Snapshot;
use tm_model::schema::{AttributeId, Rule, Schema, TypeId};
use tm_model::source::FileId;

pub use rules::title as rule_title;
pub(crate) use words::nested_about;

use crate::place::Place;
use crate::wording::relative;

/// What is told about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is told about, in bytes of the file.
    pub range: Range<usize>,
    /// The text, as Markdown.
    pub markdown: String,
}

/// What is told about a byte of a file; `None` where there is nothing to tell.
pub fn hover(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<Hover> {
    let place = Place::find(snapshot, file, offset)?;
    let item = place.item()?;
    let (span, markdown) = told(&place, item)?;
    Some(Hover { range: place.range(span), markdown })
}

/// A place in a block and what is told about it.
type Told = Option<(Span, String)>;

fn told(place: &Place<'_>, item: &Item) -> Told {
    if item.word_span.touches(place.offset) {
        return Some((item.word_span, words::item_word(place, item.word)?));
    }
    if let Some(told) = references::told(place, item) {
        return Some(told);
    }
    if let Some(name) = item.name().filter(|name| name.span.touches(place.offset)) {
        return Some((name.span, items::declared(place, item)?));
    }
    knowledge::told(place, item)
        .or_else(|| item.properties().find_map(|property| in_property(place, item, property)))
        .or_else(|| item.members().iter().find_map(|member| in_member(place, member)))
}

fn in_property(place: &Place<'_>, item: &Item, property: &Property) -> Told {
    let offset = place.offset;
    if property.key.span.touches(offset) {
        let text = words::property_key(place, item, &property.key.text)
            .or_else(|| attributes::key(place, item, &property.key.text))?;
        return Some((property.key.span, text));
    }
    let value = property.values.iter().find(|value| value.span.touches(offset))?;
    let text = in_value(place, item, property, value)?;
    Some((value.span, text))
}

fn in_value(place: &Place<'_>, item: &Item, property: &Property, value: &Value) -> Option<String> {
    let key = property.key.text.as_str();
    match &value.kind {
        ValueKind::Unknown => attributes::unknown(place, item, key),
        ValueKind::Date(date) => {
            let day = tm_model::value::day_number(*date);
            Some(format!("**{}**", relative(day, place.snapshot.today())))
        }
        ValueKind::Reference(reference) => {
            let word = reference.path.as_ref()?.single()?.text.as_str();
            words::ticket(place, key, word)
                .or_else(|| words::fixed_word(place, item, key, word))
                .or_else(|| attributes::word(place, item, key, word))
        }
        ValueKind::Text(text) => words::ticket(place, key, text),
        _ => None,
    }
}

fn in_member(place: &Place<'_>, member: &Member) -> Told {
    let span = match member {
        Member::Predicate(predicate) => predicate.word_span,
        Member::Spreads(spreads) => spreads.word_span,
        Member::Without(without) => without.word_span,
        Member::Expect(expect) => expect.word_span,
        Member::Property(_) | Member::Item(_) => return None,
    };
    span.touches(place.offset)
        .then(|| words::nested_word(span.text(&place.tree.text)).map(|text| (span, text)))
        .flatten()
}

/// What there is to tell about a fact or control, for lists of them.
pub(crate) fn attribute_text(schema: &Schema, id: AttributeId) -> String {
    attributes::told(schema, id)
}

/// What there is to tell about a type, for lists of them.
pub(crate) fn type_text(schema: &Schema, id: TypeId) -> String {
    types::told(schema, id)
}

/// What there is to tell about a rule, for lists of them.
pub(crate) fn rule_text(schema: &Schema, rule: &Rule) -> String {
    rules::told(schema, rule)
}

/// What there is to tell about a category, for lists of them.
pub(crate) fn category_text(place: &Place<'_>, name: &str) -> Option<String> {
    types::category(place, name)
}
