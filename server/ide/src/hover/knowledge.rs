//! Inside knowledge bases: what `for` names, what profiles and overrides name, and the words of
//! predicates. Predicates of models (`claims`) and the packs they use are told here too.

use tm_grammar::tree::{
    Expression, ExpressionKind, Head, Item, Member, Name, Path, Reference, Span, Use, UseSource,
    ValueKind,
};
use tm_grammar::words::ItemWord;
use tm_model::kind::KindSet;
use tm_model::schema::compile::fields::{BUILT_INS, built_in};

use super::{Told, attributes, rules, things, types, words};
use crate::place::Place;
use crate::wording::full_name;

/// What is told about a place of an item that only knowledge bases have, or of a predicate.
pub(super) fn told(place: &Place<'_>, item: &Item) -> Told {
    match &item.head {
        Head::Rule { target: Some(target) } => {
            if let Some(told) = pattern(place, target) {
                return Some(told);
            }
        }
        Head::Use(Use { source: Some(UseSource::Name(path)), .. })
            if path.span().touches(place.offset) =>
        {
            return Some((path.span(), types::pack(place.schema?, &full_name(path))?));
        }
        _ => {}
    }
    for property in item.properties() {
        for value in property.values.iter().filter(|value| value.span.touches(place.offset)) {
            match &value.kind {
                ValueKind::Subject(subject) => {
                    if subject.kind.span.touches(place.offset) {
                        let word = ItemWord::parse(&subject.kind.text)?;
                        let text = words::item_word(place, word)?;
                        return Some((subject.kind.span, text));
                    }
                    return type_path(place, subject.type_name.as_ref()?);
                }
                ValueKind::Reference(reference) => {
                    let key = property.key.text.as_str();
                    if item.word == ItemWord::Profile {
                        return pattern(place, reference);
                    }
                    let path = reference.path.as_ref()?;
                    if item.word == ItemWord::Type && key == "holds" {
                        return type_path(place, path);
                    }
                    if key == "fixed" {
                        return attribute_path(place, path);
                    }
                }
                _ => {}
            }
        }
    }
    item.members().iter().find_map(|member| match member {
        Member::Predicate(predicate) => expression(place, &predicate.expression),
        Member::Spreads(spreads) => expression(place, spreads.condition.as_ref()?),
        Member::Expect(expect) => {
            let path = expect.rule.as_ref().filter(|path| path.span().touches(place.offset))?;
            let schema = place.schema?;
            let rule = rules::find(schema, place, &full_name(path))?;
            Some((path.span(), rules::told(schema, rule)))
        }
        _ => None,
    })
}

/// A rule, a control or `pack.*`.
fn pattern(place: &Place<'_>, reference: &Reference) -> Told {
    let path = reference.path.as_ref().filter(|path| path.span().touches(place.offset))?;
    let schema = place.schema?;
    let name = full_name(path);
    let text = if reference.all {
        types::pack(schema, &name)
    } else {
        rules::find(schema, place, &name)
            .map(|rule| rules::told(schema, rule))
            .or_else(|| schema.find_attribute(&name).map(|id| attributes::told(schema, id)))
    };
    Some((path.span(), text?))
}

fn type_path(place: &Place<'_>, path: &Path) -> Told {
    let schema = place.schema.filter(|_| path.span().touches(place.offset))?;
    let id = schema.find_type(&full_name(path))?;
    Some((path.span(), types::told(schema, id)))
}

fn attribute_path(place: &Place<'_>, path: &Path) -> Told {
    let schema = place.schema.filter(|_| path.span().touches(place.offset))?;
    let id = schema.find_attribute(&full_name(path))?;
    Some((path.span(), attributes::told(schema, id)))
}

fn expression(place: &Place<'_>, of: &Expression) -> Told {
    if !of.span.touches(place.offset) {
        return None;
    }
    match &of.kind {
        ExpressionKind::Or(parts) | ExpressionKind::And(parts) => {
            parts.iter().find_map(|part| expression(place, part))
        }
        ExpressionKind::Not(part) | ExpressionKind::Group(part) => expression(place, part),
        ExpressionKind::Compare { left, right, .. } => {
            expression(place, left).or_else(|| expression(place, right))
        }
        ExpressionKind::IsKnown { operand, .. } => expression(place, operand),
        ExpressionKind::IsType { operand, types, .. } => expression(place, operand)
            .or_else(|| types.iter().find_map(|path| type_path(place, path))),
        ExpressionKind::In { operand, values, .. } => expression(place, operand)
            .or_else(|| values.iter().find_map(|value| expression(place, value))),
        ExpressionKind::Path(path) => field_path(place, path),
        ExpressionKind::Quantified { collection, condition, .. } => collection
            .as_ref()
            .and_then(|path| field_path(place, path))
            .or_else(|| expression(place, condition.as_deref()?)),
        ExpressionKind::Reaches { from, to, avoiding } => [from, to]
            .into_iter()
            .flatten()
            .find_map(|path| field_path(place, path))
            .or_else(|| expression(place, &avoiding.as_ref()?.1)),
        ExpressionKind::Age(path) => field_path(place, path.as_ref()?),
        ExpressionKind::Number(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Date(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Missing => None,
    }
}

/// The name of a path under the pointer: a thing of the model at its start, a field or an attribute
/// behind it.
fn field_path(place: &Place<'_>, path: &Path) -> Told {
    if path.first.span.touches(place.offset) && !path.rest.is_empty() || path.single().is_some() {
        return first_of_path(place, path);
    }
    let (_, name) = path.rest.iter().find(|(_, name)| name.span.touches(place.offset))?;
    Some((name.span, field(place, name)?))
}

fn first_of_path(place: &Place<'_>, path: &Path) -> Told {
    let name = &path.first;
    let span = name.span;
    if !span.touches(place.offset) {
        return None;
    }
    if let Some(told) = variable(place, name) {
        return Some(told);
    }
    let model = place.model?;
    Some((span, things::thing(model, model.find(&name.text)?)))
}

/// The subject of the rule, where the name is its variable.
fn variable(place: &Place<'_>, name: &Name) -> Option<(Span, String)> {
    let item = place.item()?;
    let subjects = item.properties().filter(|property| property.key.text == "for");
    for value in subjects.flat_map(|property| &property.values) {
        let ValueKind::Subject(subject) = &value.kind else { continue };
        if subject.variable.as_ref().is_some_and(|variable| variable.text == name.text) {
            let of = subject
                .type_name
                .as_ref()
                .map_or_else(String::new, |path| format!(" of type `{}`", full_name(path)));
            let text =
                format!("**{}** – the {}{of} that is looked at", name.text, subject.kind.text);
            return Some((name.span, text));
        }
    }
    None
}

fn field(place: &Place<'_>, name: &Name) -> Option<String> {
    if let Some(schema) = place.schema
        && let Some(id) = schema.find_attribute(&name.text)
    {
        return Some(attributes::told(schema, id));
    }
    let field = built_in(&name.text, KindSet::ALL)?;
    let mut lines = vec![format!("**{}** – {}", field.name, field.about)];
    let others = BUILT_INS.iter().filter(|other| other.name == field.name);
    let others: Vec<String> = others
        .map(|other| {
            let kinds: Vec<&str> = other.kinds.iter().map(|kind| kind.word()).collect();
            format!("- of {}: {}", kinds.join(", "), other.about)
        })
        .collect();
    lines.extend((others.len() > 1).then(|| others.join("\n")));
    Some(lines.join("\n\n"))
}
