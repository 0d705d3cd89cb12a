//! A way along flows from one element to another, in words.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::evidence::{Note, name_of};
use crate::model::{Model, ThingId};
use crate::value::Truth;

/// The shortest way from one element to another on which nothing bars more than the truth of the
/// whole says: `reader → web → orders`.
pub(super) fn told(
    model: &Model,
    from: ThingId,
    to: ThingId,
    truth: Truth,
    bars: &mut dyn FnMut(ThingId) -> Truth,
) -> Note {
    let label = |id: ThingId| model.label(id);
    if truth == Truth::False {
        let text = format!("no way leads from {} to {}, or each is barred", label(from), label(to));
        return Note::new(text);
    }
    let allowed = truth.not();
    let mut came_by: FxHashMap<ThingId, ThingId> = FxHashMap::default();
    let mut next = VecDeque::from([from]);
    while let Some(element) = next.pop_front() {
        if element == to {
            break;
        }
        if element != from && bars(element) > allowed {
            continue;
        }
        let mut flows = model.thing(element).links.outflows.clone();
        flows.sort_by_key(|flow| model.label(*flow));
        for flow in flows {
            let Some(target) = model.thing(flow).links.target else { continue };
            if target != from && !came_by.contains_key(&target) {
                came_by.insert(target, flow);
                next.push_back(target);
            }
        }
    }
    let mut way = vec![label(to)];
    let mut first = None;
    let mut at = to;
    while at != from {
        let Some(flow) = came_by.get(&at) else { break };
        let Some(source) = model.thing(*flow).links.source else { break };
        first = Some(*flow);
        way.push(label(source));
        at = source;
    }
    way.reverse();
    let place = first.and_then(|flow| name_of(model, flow));
    Note::at(format!("a way leads over {}", way.join(" → ")), place)
}
