//! Walking the steps of a path backwards: from a thing to those from which a step leads to it.

use smallvec::SmallVec;

use super::readers::Step;
use crate::kind::ThingKind;
use crate::model::{Model, ThingId};
use crate::schema::{Collection, Link};

/// A few things.
pub(crate) type Things = SmallVec<[ThingId; 16]>;

/// The subjects from which `way` may lead to `end`.
pub(crate) fn subjects(model: &Model, way: &[Step], end: ThingId) -> Things {
    let mut things: Things = SmallVec::from_slice(&[end]);
    for step in way.iter().rev() {
        let mut before: Things = SmallVec::new();
        for thing in &things {
            match step {
                Step::Link(link) => before_link(model, *link, *thing, &mut before),
                Step::Collection(collection) => {
                    before_collection(model, *collection, *thing, &mut before);
                }
            }
        }
        before.sort_unstable();
        before.dedup();
        things = before;
    }
    things
}

fn before_link(model: &Model, link: Link, end: ThingId, before: &mut Things) {
    let thing = model.thing(end);
    match (link, thing.kind) {
        (Link::Source, kind) if kind.is_element() => {
            before.extend_from_slice(&thing.links.outflows);
        }
        (Link::Target, kind) if kind.is_element() => {
            before.extend_from_slice(&thing.links.inflows);
        }
        (Link::Zone, ThingKind::Zone) => before.extend_from_slice(&thing.links.members),
        (Link::Parent, ThingKind::Zone) => before.extend_from_slice(&thing.links.zones),
        (Link::Reply, ThingKind::Flow) if thing.is_reply() => before.extend(thing.links.reply),
        _ => {}
    }
}

fn before_collection(model: &Model, collection: Collection, end: ThingId, before: &mut Things) {
    let thing = model.thing(end);
    let links = &thing.links;
    // Every collection of kinds of things is also one of the model.
    before.push(ThingId::MODEL);
    match thing.kind {
        ThingKind::Flow => match collection {
            Collection::Inflows => before.extend(links.target),
            Collection::Outflows => before.extend(links.source),
            Collection::Flows => {
                before.extend(links.source);
                before.extend(links.target);
                before.extend_from_slice(&links.data.assets);
            }
            _ => {}
        },
        ThingKind::Zone if collection == Collection::Zones => {
            inside(model, end, &mut |inner| before.push(inner), true);
        }
        ThingKind::Asset => match collection {
            Collection::Data => {
                for flow in &links.inflows {
                    before.push(*flow);
                    let ends = &model.thing(*flow).links;
                    before.extend(ends.source);
                    before.extend(ends.target);
                }
                before.extend_from_slice(&links.outflows);
            }
            Collection::Holds => before.extend_from_slice(&links.outflows),
            _ => {}
        },
        kind if kind.is_element() => {
            before.extend(links.zone);
            if collection == Collection::Stores {
                for flow in links.inflows.iter().chain(&links.outflows) {
                    let ends = &model.thing(*flow).links;
                    before.extend(ends.source);
                    before.extend(ends.target);
                }
                before.extend_from_slice(&links.data.assets);
            }
        }
        _ => {}
    }
}

/// Visits everything in a zone and in the zones below it: zones, elements and, with `flows`, the
/// flows that touch them. The zone itself is left out; a flow may be visited twice.
pub(crate) fn inside(
    model: &Model,
    zone: ThingId,
    visit: &mut dyn FnMut(ThingId),
    with_flows: bool,
) {
    let mut zones: Things = SmallVec::from_slice(&[zone]);
    let mut next = 0;
    while next < zones.len() {
        let links = &model.thing(zones[next]).links;
        next += 1;
        for element in &links.members {
            visit(*element);
            if with_flows {
                let ends = &model.thing(*element).links;
                ends.inflows.iter().chain(&ends.outflows).for_each(|flow| visit(*flow));
            }
        }
        for inner in &links.zones {
            // A zone written inside itself must not be walked for ever.
            if !zones.contains(inner) {
                visit(*inner);
                zones.push(*inner);
            }
        }
    }
}
