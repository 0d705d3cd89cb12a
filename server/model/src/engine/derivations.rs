//! Derived facts and controls, and facts that spread along flows.

use super::Engine;
use super::backwards::Things;
use super::readers::Cell;
use crate::evaluate::{Evaluator, derive};
use crate::model::ThingId;
use crate::parallel;
use crate::schema::{AttributeId, AttributeRole};
use crate::value::Truth;

/// What is held of a fact that spreads along flows.
#[derive(Clone, Debug, Default)]
pub(super) struct SpreadState {
    /// Of each element, whether the fact holds there by itself.
    pub(super) seeds: Vec<Truth>,
    /// Of each flow, whether the fact passes along it.
    pub(super) passes: Vec<Truth>,
    /// Flows whose condition must be looked at again.
    pub(super) stale_flows: Vec<ThingId>,
    /// Seeds or conditions changed, so the fact must be spread anew.
    pub(super) stale: bool,
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
        let truths = parallel::map(&stale, |id| match self.model.stated(*id, attribute, false) {
            Some(found) => found.value.truth(),
            None => derive(&self.model, *id, attribute, false),
        });
        for (id, truth) in stale.into_iter().zip(truths) {
            if is_spread {
                let state = &mut self.spreads[index];
                *entry(&mut state.seeds, id) = truth;
                // What is stated also stops the fact from spreading, so the seed alone does not
                // tell whether anything changed.
                state.stale = true;
            } else {
                self.set_derived(index, id, truth);
            }
        }
        if is_spread {
            self.settle_spread(index);
        }
    }

    pub(super) fn set_derived(&mut self, index: usize, id: ThingId, truth: Truth) {
        if *self.model.derived[index].get(id.index()) == truth {
            let attribute = self.model.schema.derivation_order[index];
            let control = self.model.schema.attribute(attribute).role == AttributeRole::Control;
            // What it would be if plans were done may differ all the same, and rules read that.
            if control && !self.fresh && (self.planned > 0 || self.pending.plans) {
                self.notify(id, Cell::Attribute(attribute));
            }
            return;
        }
        *self.model.derived[index].get_mut(id.index()) = truth;
        if !self.fresh {
            let attribute = self.model.schema.derivation_order[index];
            self.mark_neighbours(id, attribute);
            self.notify(id, Cell::Attribute(attribute));
        }
        self.mark(id);
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

    /// Spreads a fact anew from its seeds, if one of them or a condition changed.
    pub(super) fn settle_spread(&mut self, index: usize) {
        let schema = self.model.schema.clone();
        let attribute = schema.derivation_order[index];
        let Some(derivation) = &schema.attribute(attribute).derivation else { return };
        let Some(spread) = &derivation.spread else { return };
        let mut flows = std::mem::take(&mut self.spreads[index].stale_flows);
        flows.sort_unstable();
        flows.dedup();
        for flow in flows {
            let alive = self.model.thing(flow).alive;
            let truth = match &spread.condition {
                _ if !alive => Truth::False,
                None => Truth::True,
                Some(condition) => {
                    self.counters.facts_derived += 1;
                    Evaluator::new(&self.model, flow, spread.slots, false).test(condition)
                }
            };
            let state = &mut self.spreads[index];
            // A flow that passes nothing on before and after may still have moved; one that does
            // may now lead elsewhere.
            let passes = entry(&mut state.passes, flow);
            state.stale |= *passes != truth || truth != Truth::False;
            *passes = truth;
        }
        if std::mem::take(&mut self.spreads[index].stale) || self.pending.graph {
            let truths = self.spread(index, attribute, derivation.kinds);
            for (number, truth) in truths.into_iter().enumerate() {
                let Ok(number) = u32::try_from(number) else { break };
                let id = ThingId(number);
                if self.model.thing(id).alive
                    && derivation.kinds.contains(self.model.thing(id).kind)
                {
                    self.set_derived(index, id, truth);
                }
            }
        }
    }

    /// The least fact that holds where its seeds do and passes along flows: first what is certain,
    /// then what is possible. What is stated of an element is neither raised nor lowered.
    pub(super) fn spread(
        &mut self,
        index: usize,
        attribute: AttributeId,
        kinds: crate::KindSet,
    ) -> Vec<Truth> {
        let count = self.model.things.len();
        let state = &mut self.spreads[index];
        state.seeds.resize(count, Truth::False);
        state.passes.resize(count, Truth::False);
        let state = &self.spreads[index];
        let mut truths = vec![Truth::False; count];
        let mut stated = vec![false; count];
        let mut next = Vec::new();
        for (number, thing) in (0u32..).zip(self.model.things.iter()) {
            if thing.alive && thing.kind.is_element() && kinds.contains(thing.kind) {
                let id = ThingId(number);
                let at = id.index();
                truths[at] = state.seeds[at];
                stated[at] = self.model.stated(id, attribute, false).is_some();
                if truths[at] != Truth::False {
                    next.push(id);
                }
            }
        }
        // Each element is raised at most twice, from false to unknown to true.
        while let Some(element) = next.pop() {
            for flow in &self.model.thing(element).links.outflows {
                let Some(target) = self.model.thing(*flow).links.target else { continue };
                let truth = truths[element.index()].and(state.passes[flow.index()]);
                if truth > truths[target.index()] && !stated[target.index()] {
                    truths[target.index()] = truth;
                    next.push(target);
                }
            }
        }
        truths
    }
}

fn entry(list: &mut Vec<Truth>, id: ThingId) -> &mut Truth {
    if list.len() <= id.index() {
        list.resize(id.index() + 1, Truth::False);
    }
    &mut list[id.index()]
}
