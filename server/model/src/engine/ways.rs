//! From which elements something is reached in the end: an entity, a store, another model.
//!
//! An edit asks anew for the elements that it touched. Where their answers stay, so do those of all
//! others: what is reached from them is reached through elements that still reach it.

use rustc_hash::FxHashSet;

use super::Engine;
use super::backwards::Things;
use crate::kind::ThingKind;
use crate::model::{Part, ThingId};

impl Engine {
    /// Brings up to date from which elements something is reached.
    pub(super) fn settle_ways(&mut self) {
        let mut touched = std::mem::take(&mut self.pending.ways);
        if touched.is_empty() {
            return;
        }
        self.leads_on.resize(self.model.things.len(), false);
        if self.fresh {
            self.lead_all();
            return;
        }
        touched.sort_unstable();
        touched.dedup();
        let mut gained: Vec<ThingId> = Vec::new();
        for id in touched {
            match (self.leads_on[id.index()], self.reaches_an_end(id)) {
                (false, true) => gained.push(id),
                // Others may have led somewhere through it alone.
                (true, false) => return self.lead_all(),
                _ => {}
            }
        }
        for id in &gained {
            self.set_leads_on(*id, true);
        }
        while let Some(element) = gained.pop() {
            let links = &self.model.thing(element).links;
            let sources =
                links.inflows.iter().filter_map(|flow| self.model.thing(*flow).links.source);
            let sources: Things = sources.filter(|source| !self.leads_on[source.index()]).collect();
            for source in sources {
                self.set_leads_on(source, true);
                gained.push(source);
            }
        }
    }

    /// Works it out for all elements, backwards from the ends.
    fn lead_all(&mut self) {
        let mut leads = vec![false; self.model.things.len()];
        let mut next = Vec::new();
        for (number, thing) in (0u32..).zip(self.model.things.iter()) {
            if thing.alive && is_end(thing.kind, thing.part) {
                leads[number as usize] = true;
                next.push(ThingId(number));
            }
        }
        while let Some(element) = next.pop() {
            for flow in &self.model.thing(element).links.inflows {
                if let Some(source) = self.model.thing(*flow).links.source
                    && !leads[source.index()]
                {
                    leads[source.index()] = true;
                    next.push(source);
                }
            }
        }
        for (number, leads) in (0u32..).zip(leads) {
            self.set_leads_on(ThingId(number), leads);
        }
    }

    /// True if an end is reached from the element, along whatever flows.
    fn reaches_an_end(&self, id: ThingId) -> bool {
        let mut seen: FxHashSet<ThingId> = FxHashSet::default();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            let thing = self.model.thing(id);
            if !thing.alive || !seen.insert(id) {
                continue;
            }
            if is_end(thing.kind, thing.part) {
                return true;
            }
            let outflows = thing.links.outflows.iter();
            next.extend(outflows.filter_map(|flow| self.model.thing(*flow).links.target));
        }
        false
    }

    /// The flows of an element may have other findings where the answer is another.
    fn set_leads_on(&mut self, id: ThingId, leads: bool) {
        if std::mem::replace(&mut self.leads_on[id.index()], leads) == leads {
            return;
        }
        let links = &self.model.thing(id).links;
        let flows: Things = links.inflows.iter().chain(&links.outflows).copied().collect();
        flows.into_iter().for_each(|flow| self.mark(flow));
    }
}

fn is_end(kind: ThingKind, part: Part) -> bool {
    matches!(kind, ThingKind::Store | ThingKind::Entity) || part == Part::Imported
}
