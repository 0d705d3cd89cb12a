//! Derived facts and controls.
//!
//! Where a derived fact is unknown, its *basis* is kept beside it: a digest of what nobody has said
//! and would decide it. Whoever reads the fact asks for just that, so it must hear of a basis that
//! changes as it hears of a truth that does.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::Engine;
use super::backwards::Things;
use super::readers::Cell;
use crate::evaluate::{Leaves, derive};
use crate::model::{Model, ThingId};
use crate::parallel;
use crate::schema::{AttributeId, AttributeRole};
use crate::value::Truth;

/// A truth and, if it is unknown, what that rests on; else 0.
pub(super) type Based = (Truth, u64);

/// The digest of what nobody has said. Things go by name: their numbers are given again.
pub(super) fn basis(model: &Model, leaves: &Leaves) -> u64 {
    // The order in which they were found means nothing, so the sum is taken.
    leaves.iter().fold(1, |sum, (id, ask)| {
        let mut hasher = FxHasher::default();
        (&model.thing(*id).key, ask).hash(&mut hasher);
        sum.wrapping_add(hasher.finish())
    })
}

impl Engine {
    pub(super) fn settle_derivation(&mut self, index: usize) {
        let attribute = self.model.schema.derivation_order[index];
        let mut stale = std::mem::take(&mut self.pending.derived[index]);
        stale.sort_unstable();
        stale.dedup();
        let schema = self.model.schema.clone();
        let Some(derivation) = &schema.attribute(attribute).derivation else { return };
        let is_spread = derivation.spread.is_some();
        stale.retain(|id| {
            let thing = self.model.thing(*id);
            thing.alive && derivation.kinds.contains(thing.kind)
        });
        self.counters.facts_derived += stale.len() as u64;
        // A fact of one thing reads only facts that come before it in the order, of whatever thing.
        let found = parallel::map(&stale, |id| match self.model.stated(*id, attribute, false) {
            Some(found) => (true, (found.value.truth(), 0)),
            None => {
                let (truth, leaves) = derive(&self.model, *id, attribute, false);
                (false, based(&self.model, truth, &leaves))
            }
        });
        for (id, (stated, truth)) in stale.into_iter().zip(found) {
            if is_spread {
                self.spreads[index].set_seed(id, truth, stated);
            } else {
                self.set_derived(index, id, truth);
            }
        }
        if is_spread {
            self.settle_spread(index);
        }
    }

    pub(super) fn set_derived(&mut self, index: usize, id: ThingId, (truth, basis): Based) {
        let rests_on = &mut self.bases[index];
        let before = match truth {
            Truth::Unknown => rests_on.insert(id, basis),
            _ => rests_on.remove(&id),
        };
        let same = *self.model.derived[index].get(id.index()) == truth;
        if same && (truth != Truth::Unknown || before == Some(basis)) {
            let attribute = self.model.schema.derivation_order[index];
            let control = self.model.schema.attribute(attribute).role == AttributeRole::Control;
            // What it would be if plans were done may differ all the same, and rules read that.
            if control && !self.fresh && (self.planned > 0 || self.pending.plans) {
                self.notify(id, Cell::Attribute(attribute));
            }
            return;
        }
        let attribute = self.model.schema.derivation_order[index];
        if !same {
            *self.model.derived[index].get_mut(id.index()) = truth;
            self.mark(id);
            if !self.fresh {
                self.mark_neighbours(id, attribute);
            }
        }
        // What it rests on is told by what reads it, so the thing itself shows nothing of that.
        if !self.fresh {
            self.notify(id, Cell::Attribute(attribute));
        }
    }

    /// Some facts of an element move the risk of threats on its flows and its zone.
    pub(super) fn mark_neighbours(&mut self, id: ThingId, attribute: AttributeId) {
        let known = &self.model.known;
        let moves_risk = [known.criticality, known.on_internet, known.internet_exposed]
            .contains(&Some(attribute));
        if !moves_risk {
            return;
        }
        let links = &self.model.thing(id).links;
        let neighbours: Things =
            links.inflows.iter().chain(&links.outflows).chain(&links.zone).copied().collect();
        neighbours.into_iter().for_each(|neighbour| self.mark(neighbour));
    }
}

/// A truth with its basis.
pub(super) fn based(model: &Model, truth: Truth, leaves: &Leaves) -> Based {
    (truth, if truth == Truth::Unknown { basis(model, leaves) } else { 0 })
}
