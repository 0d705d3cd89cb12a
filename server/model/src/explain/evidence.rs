//! The value of a fact or control in a sentence: who says it, and where that is written.

use smol_str::SmolStr;

use super::part::{Part, Tracer};
use super::spread;
use super::text::{Source as Text, open_place};
use crate::kind::ThingKind;
use crate::model::{Answer, Effect, Found, ItemId, Model, Source, ThingId};
use crate::schema::compile::describe_value;
use crate::schema::{AttributeId, AttributeRole};
use crate::source::Origin;
use crate::value::{Truth, Value};
use crate::workspace::Snapshot;

/// How many derived facts are followed inwards.
const DEPTH: u8 = 3;

/// Something that the model says, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The sentence, without a full stop.
    pub text: String,
    /// Where it is written.
    pub origin: Option<Origin>,
    /// The fact or control that it tells, of which thing, and who says it.
    pub value: Option<(ThingId, AttributeId, Source)>,
    /// Whether what it tells is so, for a fact or control that is yes or no.
    pub truth: Option<Truth>,
    /// For what follows from others: from what.
    pub because: Vec<Part>,
}

impl Note {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), origin: None, value: None, truth: None, because: Vec::new() }
    }

    pub(super) fn at(text: impl Into<String>, origin: Option<Origin>) -> Self {
        Self { origin, ..Self::new(text) }
    }

    /// Visits the note and all below.
    pub fn visit<'n>(&'n self, visit: &mut dyn FnMut(&'n Self)) {
        visit(self);
        self.because.iter().for_each(|part| part.all_notes(visit));
    }
}

/// Where the item of a thing is named.
pub(super) fn name_of(model: &Model, id: ThingId) -> Option<Origin> {
    let item = model.item(model.thing(id).item)?;
    Some(item.origin(item.name_span()))
}

/// Where a property of a thing is written.
pub(super) fn property_of(model: &Model, id: ThingId, key: &str) -> Option<Origin> {
    let item = model.item(model.thing(id).item)?;
    let property = item.property(key)?;
    Some(item.origin(property.span))
}

/// Where an assumption is named.
pub fn origin_of_assumption(model: &Model, id: ItemId) -> Option<Origin> {
    let item = model.item(id)?;
    Some(item.origin(item.name_span()))
}

/// The assumption behind a value that is written on a thing.
fn assumption_of(model: &Model, id: ThingId, key: &str) -> Option<SmolStr> {
    let item = model.item(model.thing(id).item)?;
    Some(item.property(key)?.assuming.as_ref()?.text.clone())
}

/// `encrypted: yes on send-token`
pub(super) fn value_on(
    model: &Model,
    id: ThingId,
    attribute: AttributeId,
    value: &Value,
) -> String {
    let info = model.schema.attribute(attribute);
    let value = describe_value(&model.schema, &info.value_type, value);
    format!("{}: {value} on {}", info.name, model.label(id))
}

/// A thing as the place where something is written.
fn place(model: &Model, id: ThingId) -> String {
    match model.thing(id).kind {
        ThingKind::Model => "the model".to_owned(),
        ThingKind::Zone => format!("the zone {}", model.label(id)),
        ThingKind::Flow => format!("the flow {}", model.label(id)),
        _ => model.label(id).to_owned(),
    }
}

/// A fact or control of a thing.
pub(super) fn of_attribute(
    tracer: &Tracer<'_>,
    id: ThingId,
    attribute: AttributeId,
    found: Found,
    depth: u8,
) -> Note {
    let (snapshot, model) = (tracer.snapshot, tracer.model);
    let mut note = said(snapshot, model, id, attribute, &found);
    if found.source == Source::Derived && depth < DEPTH {
        note.because = derived(tracer, id, attribute, depth);
    }
    note
}

/// What answers a threat, or will.
pub(super) fn of_answer(snapshot: &Snapshot, model: &Model, answer: &Answer) -> Note {
    if let Some(control) = answer.control {
        let found = Found { value: Value::YesNo(true), source: answer.source };
        return said(snapshot, model, answer.on, control, &found);
    }
    let on = place(model, answer.on);
    match answer.source {
        Source::Mitigation(item, _) => {
            let origin = model.item(item).map(|item| item.origin(item.name_span()));
            Note::at(format!("countered on {on}, {}", by_mitigation(model, item)), origin)
        }
        _ => Note::new(format!("countered on {on}")),
    }
}

/// A value, who says it and where.
pub(super) fn said(
    snapshot: &Snapshot,
    model: &Model,
    id: ThingId,
    attribute: AttributeId,
    found: &Found,
) -> Note {
    let info = model.schema.attribute(attribute);
    let name = &info.name;
    let value = value_on(model, id, attribute, &found.value);
    let is_control = info.role == AttributeRole::Control;
    let mut note = match found.source {
        Source::Written(on) => {
            let origin = property_of(model, on, name);
            let assumed = assumption_of(model, on, name)
                .map_or_else(String::new, |name| format!(", assuming {name}"));
            let promised =
                if found.value == Value::Unknown { "which asks to find out, " } else { "" };
            let on = if on == id { String::new() } else { format!(" on {}", place(model, on)) };
            Note::at(format!("{value}, {promised}written{on}{assumed}"), origin)
        }
        Source::Refuted(on) => {
            let assumption = assumption_of(model, on, name).unwrap_or_default();
            let text = format!("{value}, because the assumption {assumption} is refuted");
            Note::at(text, property_of(model, on, name))
        }
        Source::Mitigation(item, on) => {
            let on =
                if on == id { String::new() } else { format!(", placed on {}", place(model, on)) };
            let origin = model.item(item).map(|item| item.origin(item.name_span()));
            Note::at(format!("{value}, {}{on}", by_mitigation(model, item)), origin)
        }
        Source::Type(says) => {
            let info = model.schema.type_info(says);
            let origin = info.origin.and_then(|origin| open_place(snapshot, origin));
            Note::at(format!("{value}, as of every {}", info.name), origin)
        }
        Source::Derived => {
            let text = match found.value.truth() {
                Truth::Unknown => format!(
                    "{name} of {} follows from other facts, and one of them is unknown",
                    model.label(id)
                ),
                _ => format!("{value}, which follows from other facts"),
            };
            Note::new(text)
        }
        Source::Default => Note::new(format!("{value}, by default")),
        Source::Nowhere if !info.kinds.contains(model.thing(id).kind) => {
            let text = format!("{name} says nothing of {}", super::what_it_is(model, id));
            Note::at(text, name_of(model, id))
        }
        Source::Nowhere if found.value == Value::Unset => Note::at(
            format!("{name} of {} is not written, so no comparison with it holds", model.label(id)),
            name_of(model, id),
        ),
        Source::Nowhere => {
            let text = if is_control {
                format!("nobody says whether there is {name} on {}", model.label(id))
            } else {
                format!("nobody says what {name} of {} is", model.label(id))
            };
            Note::at(text, name_of(model, id))
        }
    };
    note.value = Some((id, attribute, found.source));
    note.truth = match found.value {
        Value::YesNo(_) | Value::Unknown => Some(found.value.truth()),
        _ => None,
    };
    note
}

/// `by the mitigation tls (done)`, `once the mitigation tls is done (planned, until 2027-02-28)`
fn by_mitigation(model: &Model, id: ItemId) -> String {
    let Some(item) = model.item(id) else { return "by a mitigation".into() };
    let name = &item.name;
    let status = item.word_of("status").unwrap_or("planned");
    let until = item.property("until").and_then(|property| property.values.first());
    let until =
        until.map_or_else(String::new, |day| format!(", until {}", day.span.text(item.text())));
    match Effect::of_status(Some(status)) {
        Effect::Planned => format!("once the mitigation {name} is done ({status}{until})"),
        _ => format!("by the mitigation {name} ({status})"),
    }
}

/// What a derived fact or control follows from.
fn derived(tracer: &Tracer<'_>, id: ThingId, attribute: AttributeId, depth: u8) -> Vec<Part> {
    let (snapshot, model) = (tracer.snapshot, tracer.model);
    let info = model.schema.attribute(attribute);
    let Some(derivation) = &info.derivation else { return Vec::new() };
    if derivation.spread.is_some() {
        return spread::told(snapshot, model, id, attribute, depth);
    }
    let Some(text) = Text::of(snapshot, info.origin) else { return Vec::new() };
    let words = [
        (tm_grammar::tree::PredicateWord::When, &derivation.when),
        (tm_grammar::tree::PredicateWord::Unless, &derivation.unless),
    ];
    let mut parts = Vec::new();
    for (word, test) in words {
        let (Some(expression), Some(test)) = (text.predicate(word), test) else { continue };
        let mut inner =
            Tracer::new(snapshot, model, id, derivation.slots, &text.block.text).within(depth + 1);
        parts.push(inner.part(expression, test));
    }
    parts
}
