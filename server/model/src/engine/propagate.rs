//! Following what changed to what reads it.
//!
//! The order is fixed, because each stage reads only the ones before it: trust, crossings, ratings,
//! derived facts and controls in the schema's order, rules. So every stage looks at each thing at
//! most once, and what comes out as before is followed no further.

use super::Engine;
use super::backwards::{Things, subjects};
use super::readers::{Cell, Who};
use crate::kind::ThingKind;
use crate::model::{Part, ThingId};

impl Engine {
    /// Brings all that is cached up to date.
    pub(super) fn propagate(&mut self) {
        if self.fresh {
            self.everything();
        }
        self.settle_trust();
        self.settle_crossings();
        self.settle_ratings();
        self.read_cells();
        // Criticality is a fact that ratings read.
        self.settle_ratings();
        self.read_cells();
        for index in 0..self.pending.derived.len() {
            self.settle_derivation(index);
        }
        self.evaluate_rules();
        self.pending.plans = false;
        self.settle_ways();
    }

    /// A first analysis looks at everything once; [`Self::evaluate_rules`] does so by itself.
    pub(super) fn everything(&mut self) {
        let schema = self.model.schema.clone();
        let all: Vec<(ThingId, ThingKind)> = (0u32..)
            .map(ThingId)
            .zip(self.model.things.iter())
            .filter(|(_, thing)| thing.alive)
            .map(|(id, thing)| (id, thing.kind))
            .collect();
        let pending = &mut self.pending;
        pending.cells.clear();
        pending.trust.clear();
        pending.ratings.clear();
        for (id, _) in &all {
            pending.trust.push(*id);
            pending.crossing.push(*id);
            pending.ratings.push(*id);
        }
        for (index, attribute) in schema.derivation_order.iter().enumerate() {
            let Some(derivation) = &schema.attribute(*attribute).derivation else { continue };
            let of_kind = all.iter().filter(|(_, kind)| derivation.kinds.contains(*kind));
            pending.derived[index].extend(of_kind.map(|(id, _)| *id));
            if derivation.spread.is_some() {
                let flows = all.iter().filter(|(_, kind)| *kind == ThingKind::Flow);
                self.spreads[index].stale_flows.extend(flows.map(|(id, _)| *id));
                self.spreads[index].stale = true;
            }
        }
    }

    /// Follows the cells that changed to their readers.
    pub(super) fn read_cells(&mut self) {
        // What is read here changes no cell by itself, so one pass is enough.
        let cells = std::mem::take(&mut self.pending.cells);
        for (id, cell) in cells {
            if let Cell::Attribute(attribute) = cell {
                if Some(attribute) == self.model.known.criticality {
                    self.pending.ratings.push(id);
                }
                self.mark(id);
                self.mark_neighbours(id, attribute);
                if let Some(index) = self.model.derivation_of(attribute)
                    && self.model.derived_truth(id, attribute).is_some()
                {
                    // What is stated of a derived fact goes before the derivation, and readers
                    // hear of it if that changes the outcome.
                    self.pending.derived[index].push(id);
                    continue;
                }
            }
            self.notify(id, cell);
        }
    }

    /// Tells the readers of a cell that it changed.
    pub(super) fn notify(&mut self, id: ThingId, cell: Cell) {
        let readers = self.readers.clone();
        for reader in readers.of(cell) {
            let found: Things = match &reader.way {
                Some(way) => subjects(&self.model, way, id),
                None => self.model.things().map(|(id, _)| id).collect(),
            };
            for subject in found {
                self.stale_reader(reader.who, reader.kinds, subject);
            }
        }
    }

    pub(super) fn stale_reader(&mut self, who: Who, kinds: crate::KindSet, subject: ThingId) {
        let thing = self.model.thing(subject);
        if !thing.alive || !kinds.contains(thing.kind) {
            return;
        }
        match who {
            Who::Derivation(index) => self.pending.derived[index].push(subject),
            Who::Spread(index) => self.spreads[index].stale_flows.push(subject),
            Who::Rule(rule) => {
                if !matches!(thing.part, Part::Imported | Part::Unnamed) {
                    self.pending.rules.push((rule, subject));
                }
            }
        }
    }
}
