//! Facts and controls that the type of a thing fixes: what is written about them says it again, or
//! says otherwise.

use tm_grammar::tree::Property;

use super::Context;
use super::change::{Change, remove_property};
use super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ItemId, ModelItem, Thing};
use crate::schema::AttributeId;
use crate::value::Value;

/// How many types are offered that say what is written.
const OFFERED: usize = 3;

/// Findings about properties of the item's thing that its type fixes.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    // The first part of a flow is written as all of it is.
    let Some(thing) = context.model.things_of(id).first() else { return };
    let thing = context.model.thing(*thing);
    for property in item.node().properties().filter(|property| !property.clause) {
        found.extend(fixed(context, item, thing, property));
    }
}

fn fixed(
    context: &Context<'_>,
    item: &ModelItem,
    thing: &Thing,
    property: &Property,
) -> Option<Diagnostic> {
    let schema = &context.model.schema;
    let key = &property.key.text;
    let attribute = schema.find_attribute(key)?;
    // The model itself has no type.
    if thing.kind == crate::ThingKind::Model || item.property(key)?.span != property.span {
        return None;
    }
    let info = schema.type_info(thing.type_id);
    info.fixed.binary_search(&attribute).ok()?;
    let (fixed, says) = info.attribute(attribute)?;
    let written = &thing.written(attribute)?.value;
    let value = property.values.first()?;
    let remove = remove_property(item.text(), property);
    let same = written == fixed;
    let finding = if same {
        let message = format!(
            "Every \"{}\" is so already: remove \"{key}: {}\".",
            info.name,
            value.span.text(item.text())
        );
        Diagnostic::new(Code::RedundantValue, property.span, message)
    } else {
        let always = word(context, attribute, fixed);
        let message = format!(
            "\"{}\" always has {key}{always}. Remove the property, or choose another type.",
            info.name
        );
        Diagnostic::new(Code::ContradictsType, property.span, message)
    };
    let origin = schema.type_info(says).origin;
    let finding = match origin {
        Some(origin) => {
            finding.with_related(origin, format!("\"{}\" says it", schema.type_info(says).name))
        }
        None => finding,
    };
    let mut finding =
        finding.with_change(format!("Remove \"{key}\""), |span| item.origin(span), remove);
    let type_key = if thing.kind == crate::ThingKind::Flow { "via" } else { "kind" };
    if !same
        && context.fixes
        && let Some(span) = type_span(item, type_key)
    {
        for name in types_saying(context, thing, attribute, written) {
            let change = Change::new(span, written_name(name));
            finding = finding.with_change(
                format!("Change the type to \"{name}\""),
                |span| item.origin(span),
                change,
            );
        }
    }
    Some(finding)
}

/// Where the type of an item is written.
fn type_span(item: &ModelItem, key: &str) -> Option<tm_grammar::tree::Span> {
    match &item.node().head {
        tm_grammar::tree::Head::Declaration(declaration) => {
            declaration.kind.as_ref().map(tm_grammar::tree::Path::span)
        }
        _ => Some(item.property(key)?.values.first()?.span),
    }
}

/// Types of the same kind of thing that say what is written.
fn types_saying<'a>(
    context: &Context<'a>,
    thing: &Thing,
    attribute: AttributeId,
    written: &Value,
) -> Vec<&'a str> {
    let types = context.model.schema.types.iter().filter(|info| {
        info.root == thing.kind
            && info.attribute(attribute).is_some_and(|(value, _)| value == written)
    });
    types.take(OFFERED).map(|info| info.name.as_str()).collect()
}

/// `: yes`: a value as it would be written after the key; empty for what has no word.
fn word(context: &Context<'_>, attribute: AttributeId, value: &Value) -> String {
    let schema = &context.model.schema;
    match value {
        Value::YesNo(true) => ": yes".to_owned(),
        Value::YesNo(false) => ": no".to_owned(),
        Value::Word(word) => match &schema.attribute(attribute).value_type {
            crate::schema::ValueType::Word(set) => {
                format!(": {}", schema.word_sets[usize::from(set.0)].word(*word))
            }
            _ => String::new(),
        },
        Value::Text(text) => format!(": \"{text}\""),
        _ => " as the type says".to_owned(),
    }
}
