//! How a fact that spreads along flows came to a thing: the way back to where it holds by itself.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use tm_grammar::tree::PredicateWord;

use super::evidence::{Note, name_of};
use super::part::{Joint, Part, Tracer};
use super::text::Source;
use crate::evaluate::Evaluator;
use crate::model::{Model, ThingId};
use crate::schema::{AttributeId, Derivation, Spread};
use crate::value::Truth;
use crate::workspace::Snapshot;

/// What a spreading fact follows from at a thing: its `when` there, or the way that it came.
pub(super) fn told(
    snapshot: &Snapshot,
    model: &Model,
    id: ThingId,
    attribute: AttributeId,
    depth: u8,
) -> Vec<Part> {
    let info = model.schema.attribute(attribute);
    let Some(derivation) = &info.derivation else { return Vec::new() };
    let Some(spread) = &derivation.spread else { return Vec::new() };
    let truth = model.derived_truth(id, attribute).unwrap_or(Truth::False);
    let (start, way) = origin(model, id, attribute, derivation, spread, truth);
    let mut parts: Vec<Part> = Vec::new();
    for flow in way {
        let links = &model.thing(flow).links;
        let label = |end: Option<ThingId>| end.map_or("?", |end| model.label(end));
        let text = format!("it spreads from {} to {}", label(links.source), label(links.target));
        parts.push(Part {
            truth,
            text: format!("spreads over {}", model.label(flow)),
            notes: vec![Note::at(text, name_of(model, flow))],
            joint: Joint::None,
            parts: Vec::new(),
        });
    }
    let Some(source) = Source::of(snapshot, info.origin) else { return parts };
    if let (Some(expression), Some(test)) =
        (source.predicate(PredicateWord::When), &derivation.when)
    {
        let mut tracer = Tracer::new(snapshot, model, start, derivation.slots, &source.block.text)
            .within(depth + 1);
        let part = tracer.part(expression, test);
        // Behind a way, what holds at its start is told of that element by name.
        parts.push(if start == id {
            part
        } else {
            Part {
                truth: part.truth,
                text: format!("{} on {}", info.name, model.label(start)),
                notes: Vec::new(),
                joint: Joint::All,
                parts: vec![part],
            }
        });
    }
    if truth == Truth::False && source.spreads().is_some() {
        parts.push(Part {
            truth,
            text: "no flow brings it".into(),
            notes: Vec::new(),
            joint: Joint::None,
            parts: Vec::new(),
        });
    }
    parts
}

/// The nearest element, backwards, at which the fact is as true by itself, and the flows from there.
fn origin(
    model: &Model,
    id: ThingId,
    attribute: AttributeId,
    derivation: &Derivation,
    spread: &Spread,
    truth: Truth,
) -> (ThingId, Vec<ThingId>) {
    if truth == Truth::False {
        return (id, Vec::new());
    }
    let mut came_by: FxHashMap<ThingId, ThingId> = FxHashMap::default();
    let mut next = VecDeque::from([id]);
    while let Some(element) = next.pop_front() {
        let mut evaluator = Evaluator::new(model, element, derivation.slots, false);
        let stated = model.stated(element, attribute, false);
        let own = match stated {
            Some(found) => found.value.truth(),
            None => evaluator.derivation(derivation),
        };
        if own == truth {
            let mut way = Vec::new();
            let mut at = element;
            while at != id {
                let Some(flow) = came_by.get(&at) else { break };
                way.push(*flow);
                let Some(target) = model.thing(*flow).links.target else { break };
                at = target;
            }
            return (element, way);
        }
        let mut flows = model.thing(element).links.inflows.clone();
        flows.sort_by_key(|flow| model.label(*flow));
        for flow in flows {
            let Some(source) = model.thing(flow).links.source else { continue };
            let comes = model.derived_truth(source, attribute);
            let passes = spread.condition.as_ref().map_or(Truth::True, |condition| {
                Evaluator::new(model, flow, spread.slots, false).test(condition)
            });
            if source != id
                && comes.is_some_and(|comes| comes >= truth)
                && passes >= truth
                && !came_by.contains_key(&source)
            {
                came_by.insert(source, flow);
                next.push_back(source);
            }
        }
    }
    (id, Vec::new())
}
