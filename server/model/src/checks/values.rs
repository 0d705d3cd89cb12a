//! What is written for properties: keys that somebody declares, and values of their kind.

use tm_grammar::tree::{Property, ValueKind};
use tm_grammar::words::{ClauseWord, ItemInfo, Places, PropertyInfo, Referent, Shape, item_info};

use super::Written;
use super::change::remove_property;
use super::table::items_with;
use super::wording::{capital, kinds, with_article};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::kind::ThingKind;
use crate::schema::compile::{BadValue, LeftOut, Namespace, listed, shape_fault, values_for};
use crate::schema::{Attribute, AttributeRole, Schema};

/// What is declared, as far as it is known.
pub(super) struct Vocabulary<'a> {
    pub schema: &'a Schema,
    pub left_out: &'a LeftOut,
    /// Some pack cannot be had, so what is unknown may well be declared there.
    pub lacks_packs: bool,
}

/// Findings about the keys and values of an item of a model.
pub(super) fn check(
    vocabulary: &Vocabulary<'_>,
    written: Written<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(info) = item_info(written.item.word, Places::MODEL) else { return };
    let Vocabulary { schema, left_out, lacks_packs } = *vocabulary;
    for property in written.item.properties() {
        let key = property.key.text.as_str();
        if let Some(known) = info.property(key) {
            if let Some(fault) = built_in(known, property, written.text) {
                found.push(fault.diagnostic(key, written.origin(property.span)));
            }
            continue;
        }
        // A clause or key of the language that does not apply here has been reported.
        if property.clause || ClauseWord::parse(key).is_some() {
            continue;
        }
        let kind = ThingKind::of_item(written.item.word).filter(|_| info.attributes);
        match (kind, schema.find_attribute(key)) {
            (Some(kind), Some(id)) => {
                let attribute = schema.attribute(id);
                if fits(attribute, kind) {
                    let fault =
                        values_for(schema, &attribute.value_type, &property.values, written.text);
                    if let Err(fault) = fault {
                        found.push(fault.diagnostic(key, written.origin(property.span)));
                    }
                } else {
                    found.push(elsewhere(written, property, attribute, kind));
                }
            }
            (Some(_), None)
                if lacks_packs || left_out.contains(&(Namespace::Attribute, key.into())) => {}
            (kind, _) => found.push(unknown(schema, written, info, property, kind)),
        }
    }
}

/// True if the fact or control may be written on things of that kind.
fn fits(attribute: &Attribute, kind: ThingKind) -> bool {
    let carries = matches!(kind, ThingKind::Zone | ThingKind::Model);
    attribute.kinds.contains(kind) || carries && attribute.role == AttributeRole::Control
}

/// What is wrong with the values of a clause or property of the language.
fn built_in(known: &PropertyInfo, property: &Property, text: &str) -> Option<BadValue> {
    if let [only] = property.values.as_slice()
        && only.kind == ValueKind::Unknown
        && may_be_unknown(known)
    {
        return None;
    }
    let fault = shape_fault(known.shape, &property.values, text);
    fault.or_else(|| property.values.iter().find_map(|value| plain_name(known, value, text)))
}

/// True if `?` says something: somebody will find out. What the tool acts on must be said.
fn may_be_unknown(known: &PropertyInfo) -> bool {
    match known.shape {
        Shape::Reference(referent) | Shape::References(referent) => {
            matches!(referent, Referent::Data | Referent::FlowType)
        }
        Shape::Threats | Shape::YesNo => false,
        _ => !matches!(known.key, "status" | "unknowns" | "risk-level" | "rating" | "methodology"),
    }
}

/// A pattern or `zone z` where a plain name is needed.
fn plain_name(
    known: &PropertyInfo,
    value: &tm_grammar::tree::Value,
    text: &str,
) -> Option<BadValue> {
    let (Shape::Reference(referent) | Shape::References(referent)) = known.shape else {
        return None;
    };
    let ValueKind::Reference(reference) = &value.kind else { return None };
    let is_plain = !reference.all && reference.zone.is_none() && reference.on.is_none();
    if is_plain || (referent == Referent::Target && reference.on.is_none()) {
        return None;
    }
    Some(BadValue {
        span: value.span,
        message: format!("takes plain names; found \"{}\".", value.span.text(text)),
        nearest: None,
    })
}

/// A fact or control that is declared for other kinds of things.
fn elsewhere(
    written: Written<'_>,
    property: &Property,
    attribute: &Attribute,
    kind: ThingKind,
) -> Diagnostic {
    let key = &property.key.text;
    let message = format!(
        "\"{key}\" says nothing about {}; it is for {}.",
        with_article(kind.word()),
        kinds(attribute.kinds)
    );
    Diagnostic::new(Code::UnknownAttribute, property.key.span, message)
        .with_related(attribute.origin, format!("\"{}\" is declared here", attribute.name))
        .with_change(
            format!("Remove \"{key}\""),
            |span| written.origin(span),
            remove_property(written.text, property),
        )
}

fn unknown(
    schema: &Schema,
    written: Written<'_>,
    info: &ItemInfo,
    property: &Property,
    kind: Option<ThingKind>,
) -> Diagnostic {
    let key = property.key.text.as_str();
    let word = info.word.text();
    let attributes =
        schema.attributes.iter().filter(|attribute| kind.is_some_and(|kind| fits(attribute, kind)));
    let known = info
        .properties
        .iter()
        .map(|property| property.key)
        .chain(attributes.map(|attribute| attribute.name.as_str()));
    let near = nearest(key, known);
    let mut message = match kind {
        Some(_) => format!("{} has no attribute \"{key}\".", capital(&with_article(word))),
        None => format!("{} takes no property \"{key}\".", capital(&with_article(word))),
    };
    match (near, items_with(key).as_slice(), kind) {
        (Some(near), _, _) => message.push_str(&format!(" Did you mean \"{near}\"?")),
        (None, others @ [_, ..], _) if others.len() <= 3 => {
            let others: Vec<String> = others.iter().map(|word| with_article(word)).collect();
            let others = listed(others.iter().map(String::as_str), "or");
            message.push_str(&format!(" It belongs to {others}."));
        }
        (None, _, Some(_)) => message.push_str(" Declare it in a knowledge base, or remove it."),
        _ => {}
    }
    let finding = Diagnostic::new(Code::UnknownAttribute, property.key.span, message);
    let finding = match near {
        Some(near) => finding.with_fix(
            format!("Change to \"{near}\""),
            written.origin(property.key.span),
            near,
        ),
        None => finding,
    };
    finding.with_change(
        format!("Remove \"{key}\""),
        |span| written.origin(span),
        remove_property(written.text, property),
    )
}
