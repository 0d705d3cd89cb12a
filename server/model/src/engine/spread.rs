//! Facts that spread along flows.
//!
//! Such a fact holds of an element by itself (its *seed*) or because it passes along a flow from an
//! element of which it holds. What is stated of an element is neither raised nor lowered.
//!
//! Where it is unknown of an element, what would decide it is sought backwards along the flows, up to
//! the nearest elements at which something is unknown in its own right; [`crate::evaluate`] finds the
//! same ones when it is asked for the leaves.

use super::Engine;
use super::derivations::{Based, based};
use crate::evaluate::Evaluator;
use crate::model::ThingId;
use crate::value::Truth;

/// What is held of a fact that spreads.
#[derive(Clone, Debug, Default)]
pub(super) struct SpreadState {
    /// Of each element, whether the fact holds there by itself.
    seeds: Vec<Based>,
    /// Of each element, whether somebody states the fact.
    stated: Vec<bool>,
    /// Of each flow, whether the fact passes along it.
    passes: Vec<Based>,
    /// Flows whose condition must be looked at again.
    pub(super) stale_flows: Vec<ThingId>,
    /// Something changed that may lead the fact elsewhere.
    pub(super) stale: bool,
}

const NOT: Based = (Truth::False, 0);

impl SpreadState {
    /// Notes what an element says by itself.
    pub(super) fn set_seed(&mut self, id: ThingId, seed: Based, stated: bool) {
        self.make_room(id.index() + 1);
        let index = id.index();
        self.stale |= self.seeds[index] != seed || self.stated[index] != stated;
        (self.seeds[index], self.stated[index]) = (seed, stated);
    }

    /// Notes whether the fact passes along a flow.
    fn set_pass(&mut self, id: ThingId, pass: Based) {
        self.make_room(id.index() + 1);
        let known = std::mem::replace(&mut self.passes[id.index()], pass);
        // A flow that passes nothing on before and after may still have moved; one that does may
        // now lead elsewhere.
        self.stale |= known != pass || pass.0 != Truth::False;
    }

    /// A thing is gone, or is of another kind now.
    pub(super) fn forget(&mut self, id: ThingId) {
        // Facts that do not spread have no room for it.
        if id.index() < self.seeds.len() {
            self.set_seed(id, NOT, false);
            self.set_pass(id, NOT);
        }
    }

    fn make_room(&mut self, count: usize) {
        if self.seeds.len() < count {
            self.seeds.resize(count, NOT);
            self.stated.resize(count, false);
            self.passes.resize(count, NOT);
        }
    }
}

impl Engine {
    /// Looks again at the conditions of flows that may differ, and spreads the fact anew if that or
    /// anything else may lead it elsewhere.
    pub(super) fn settle_spread(&mut self, index: usize) {
        let schema = self.model.schema.clone();
        let Some(derivation) = &schema.attribute(schema.derivation_order[index]).derivation else {
            return;
        };
        let Some(spread) = &derivation.spread else { return };
        let mut flows = std::mem::take(&mut self.spreads[index].stale_flows);
        flows.sort_unstable();
        flows.dedup();
        for flow in flows {
            let pass = match &spread.condition {
                _ if !self.model.thing(flow).alive => NOT,
                None => (Truth::True, 0),
                Some(condition) => {
                    self.counters.facts_derived += 1;
                    let mut evaluator = Evaluator::new(&self.model, flow, spread.slots, false);
                    let truth = evaluator.test(condition);
                    based(&self.model, truth, &evaluator.leaves)
                }
            };
            self.spreads[index].set_pass(flow, pass);
        }
        if !std::mem::take(&mut self.spreads[index].stale) {
            return;
        }
        self.spreads[index].make_room(self.model.things.len());
        for (number, truth) in (0u32..).zip(self.spread(&self.spreads[index])) {
            let id = ThingId(number);
            let known = *self.model.derived[index].get(id.index());
            // Most elements are as before. What is known rests on nothing that could differ.
            if known == truth.0 && known != Truth::Unknown {
                continue;
            }
            let thing = self.model.thing(id);
            if thing.alive && derivation.kinds.contains(thing.kind) {
                self.set_derived(index, id, truth);
            }
        }
    }

    /// The least fact that holds where its seeds do and passes along flows: first what is certain,
    /// then what is possible.
    fn spread(&self, state: &SpreadState) -> Vec<Based> {
        let truths = self.spread_truths(state);
        let bases = self.spread_bases(state, &truths);
        truths.into_iter().zip(bases).collect()
    }

    fn spread_truths(&self, state: &SpreadState) -> Vec<Truth> {
        let mut truths: Vec<Truth> = state.seeds.iter().map(|seed| seed.0).collect();
        let mut next: Vec<ThingId> = (0u32..)
            .zip(&truths)
            .filter(|(_, truth)| **truth != Truth::False)
            .map(|(number, _)| ThingId(number))
            .collect();
        // Each element is raised at most twice, from false to unknown to true.
        while let Some(element) = next.pop() {
            for flow in &self.model.thing(element).links.outflows {
                let pass = state.passes[flow.index()].0;
                let truth = truths[element.index()].and(pass);
                if truth == Truth::False {
                    continue;
                }
                let Some(target) = self.model.thing(*flow).links.target else { continue };
                if truth > truths[target.index()] && !state.stated[target.index()] {
                    truths[target.index()] = truth;
                    next.push(target);
                }
            }
        }
        truths
    }

    /// For each element of which the fact is unknown, a digest of the nearest that is unknown in its
    /// own right.
    fn spread_bases(&self, state: &SpreadState, truths: &[Truth]) -> Vec<u64> {
        let mut bases = vec![0u64; truths.len()];
        let mut distances = vec![u32::MAX; truths.len()];
        let mut level: Vec<ThingId> = Vec::new();
        for (number, truth) in (0u32..).zip(truths) {
            let id = ThingId(number);
            if *truth == Truth::Unknown
                && let Some(own) = self.own_basis(state, truths, id)
            {
                bases[id.index()] = own;
                distances[id.index()] = 0;
                level.push(id);
            }
        }
        let mut distance = 0;
        while !level.is_empty() {
            distance += 1;
            let mut further: Vec<ThingId> = Vec::new();
            for element in level {
                let handed_on = bases[element.index()].rotate_left(7).wrapping_mul(0x9e37_79b9);
                for flow in &self.model.thing(element).links.outflows {
                    if state.passes[flow.index()].0 == Truth::False {
                        continue;
                    }
                    let Some(target) = self.model.thing(*flow).links.target else { continue };
                    let at = target.index();
                    if truths[at] != Truth::Unknown || distances[at] < distance {
                        continue;
                    }
                    if distances[at] == u32::MAX {
                        distances[at] = distance;
                        further.push(target);
                    }
                    bases[at] = bases[at].wrapping_add(handed_on);
                }
            }
            level = further;
        }
        bases
    }

    /// What is unknown at an element in its own right: its seed, or whether the fact passes along a
    /// flow that ends there.
    fn own_basis(&self, state: &SpreadState, truths: &[Truth], id: ThingId) -> Option<u64> {
        let thing = self.model.thing(id);
        let (seed, basis) = state.seeds[id.index()];
        let mut own = (seed == Truth::Unknown).then_some(basis);
        if state.stated[id.index()] {
            return own;
        }
        for flow in &thing.links.inflows {
            let source = self.model.thing(*flow).links.source;
            let comes = source.is_some_and(|source| truths[source.index()] != Truth::False);
            let (pass, basis) = state.passes[flow.index()];
            if comes && pass == Truth::Unknown {
                own = Some(own.unwrap_or_default().wrapping_add(basis));
            }
        }
        own
    }
}
