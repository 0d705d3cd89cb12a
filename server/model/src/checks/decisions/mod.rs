//! Decisions: that they speak of something, that they say enough, and that no two contradict each
//! other.

mod approved;
mod blanket;
mod countering;
mod dangling;
mod locked;
mod stale;
mod twice;
mod weak;

pub(super) use weak::day_from_today;

use tm_grammar::tree::{Reference, Span};

use super::Context;
use super::change::remove_item;
use crate::diagnostic::Diagnostic;
use crate::engine::{Named, Slot, references};
use crate::model::{ItemId, Model, ModelItem, Resolution, ThingId, Threat};

/// A threat or a target that a decision names.
struct Place<'a> {
    span: Span,
    reference: &'a Reference,
    resolution: &'a Resolution,
}

/// A decision with what it names.
struct Decision<'a> {
    id: ItemId,
    item: &'a ModelItem,
    threats: Vec<Place<'a>>,
    targets: Vec<Place<'a>>,
}

impl<'a> Decision<'a> {
    fn new(context: &Context<'a>, id: ItemId, item: &'a ModelItem) -> Self {
        let resolutions = context.model.resolutions(id);
        let mut decision = Self { id, item, threats: Vec::new(), targets: Vec::new() };
        let mut index = 0;
        references(item.node(), &mut |slot, named| {
            let resolution = resolutions.get(index).map(|(_, resolution)| resolution);
            index += 1;
            let (Named::Reference(reference), Some(resolution)) = (named, resolution) else {
                return;
            };
            let place = Place { span: reference.span, reference, resolution };
            match slot {
                Slot::Threat => decision.threats.push(place),
                Slot::Target => decision.targets.push(place),
                _ => {}
            }
        });
        decision
    }

    /// `accept`, `mitigate`, …
    fn verb(&self) -> &'static str {
        self.item.word.text()
    }

    /// What is decided, in words: the key, or that there are several.
    fn subject(&self) -> String {
        let text = |place: &Place<'_>| place.span.text(self.item.text()).to_owned();
        match (self.threats.as_slice(), self.targets.as_slice()) {
            ([threat], []) => format!("\"{}\"", text(threat)),
            ([threat], [target]) => format!("\"{} on {}\"", text(threat), text(target)),
            _ => "each of these threats".to_owned(),
        }
    }

    /// The threats that it decides now, none folded.
    fn decides(&self, model: &Model) -> Vec<Threat> {
        let mut things: Vec<ThingId> = Vec::new();
        for target in &self.targets {
            match target.resolution {
                Resolution::Thing(thing) => things.push(*thing),
                Resolution::Things(several) => things.extend(several.iter()),
                _ => {
                    things.clear();
                    break;
                }
            }
        }
        if things.is_empty() {
            things = model.things().map(|(thing, _)| thing).collect();
        }
        let threats = things.into_iter().flat_map(|thing| model.all_threats(thing));
        threats.filter(|threat| threat.decision == Some(self.id)).collect()
    }

    /// The finding with the removal of the decision as a fix.
    fn removable(&self, finding: Diagnostic) -> Diagnostic {
        finding.with_change(
            format!("Remove the \"{}\"", self.verb()),
            |span| self.item.origin(span),
            remove_item(self.item.node(), self.item.text()),
        )
    }
}

/// Findings about a decision.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    if !item.word.is_decision() {
        return;
    }
    // The item lives as long as the model that the context borrows.
    let Some(item) = context.model.item(id) else { return };
    let decision = Decision::new(context, id, item);
    let before = found.len();
    dangling::check(context, &decision, found);
    if found.len() == before {
        stale::check(context, &decision, found);
    }
    // What speaks of nothing is to be removed, not completed.
    if found.len() == before {
        weak::check(context, &decision, found);
        countering::check(context, &decision, found);
        found.extend(approved::check(context, &decision));
        found.extend(locked::check(context, &decision));
    }
    found.extend(blanket::check(context, &decision));
    twice::check(context, &decision, found);
}
