//! What mitigations, threats, decisions and scopes do to the things they name.

use std::sync::Arc;

use smallvec::SmallVec;
use tm_grammar::tree::{Head, ScopeDirection};
use tm_grammar::words::ItemWord;

use super::readers::Cell;
use super::{Engine, Slot};
use crate::kind::ThingKind;
use crate::model::{Effect, ItemId, ModelItem, Placed, Resolution, ThingId};

impl Engine {
    /// Gives back what mitigations, threats, decisions and scopes did.
    pub(super) fn withdraw(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
        for (slot, resolution) in resolutions {
            if *slot == Slot::Protects {
                for place in places(resolution) {
                    self.results_mut(place.thing()).objectives.retain(|other| *other != id);
                    self.mark(place.thing());
                }
            }
            if *slot != Slot::Target {
                continue;
            }
            for place in places(resolution) {
                let placed = &mut self.model.things.get_mut(place.thing().index()).placed;
                let mut control = take_placed(placed, id);
                let results = self.results_mut(place.thing());
                control = control.or(take_placed(&mut results.placed_inside, id));
                results.threats.retain(|other| *other != id);
                results.decisions.retain(|other| *other != id);
                self.mark_affected(place.thing());
                if let Some(placed) = control {
                    self.planned -= usize::from(placed.effect == Effect::Planned);
                    self.emit_placed(place, placed);
                }
                self.mark_place(place);
                self.mark_decisions(place.thing());
            }
        }
        if self.model.wide_decisions.contains(&id) {
            Arc::make_mut(&mut self.model.wide_decisions).retain(|other| *other != id);
            self.all_stale = true;
        }
        // A threat without a target is one of the model.
        let threats = &mut self.results_mut(ThingId::MODEL).threats;
        if threats.contains(&id) {
            threats.retain(|other| *other != id);
            self.mark(ThingId::MODEL);
            self.mark_decisions(ThingId::MODEL);
        }
    }

    pub(super) fn place_mitigation(
        &mut self,
        id: ItemId,
        item: &ModelItem,
        resolutions: &[(Slot, Resolution)],
    ) {
        let control = resolutions.iter().find_map(|(slot, resolution)| match resolution {
            Resolution::Control(control) if *slot == Slot::Kind => Some(*control),
            _ => None,
        });
        let effect = Effect::of_status(item.word_of("status"));
        for (slot, resolution) in resolutions {
            if *slot != Slot::Target {
                continue;
            }
            for place in places(resolution) {
                self.mark_place(place);
                let placed = Placed { control, mitigation: id, effect };
                let list = match place {
                    Place::Thing(thing) => &mut self.model.things.get_mut(thing.index()).placed,
                    Place::Inside(zone) => &mut self.results_mut(zone).placed_inside,
                };
                // A target named twice is one target.
                if !list.contains(&placed) {
                    list.push(placed);
                    self.model.places_inside |= matches!(place, Place::Inside(_));
                    self.planned += usize::from(effect == Effect::Planned);
                    self.emit_placed(place, placed);
                }
            }
        }
    }

    pub(super) fn place_threat(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
        let mut placed = false;
        for (slot, resolution) in resolutions {
            if *slot != Slot::Target {
                continue;
            }
            placed = true;
            for place in places(resolution) {
                let threats = &mut self.results_mut(place.thing()).threats;
                if !threats.contains(&id) {
                    threats.push(id);
                }
                self.mark_affected(place.thing());
                self.mark_place(place);
                self.mark_decisions(place.thing());
            }
        }
        if !placed {
            self.results_mut(ThingId::MODEL).threats.push(id);
            self.mark(ThingId::MODEL);
            self.mark_decisions(ThingId::MODEL);
        }
    }

    pub(super) fn place_objective(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
        for (slot, resolution) in resolutions {
            if *slot != Slot::Protects {
                continue;
            }
            for place in places(resolution) {
                let objectives = &mut self.results_mut(place.thing()).objectives;
                if !objectives.contains(&id) {
                    objectives.push(id);
                }
                self.mark(place.thing());
            }
        }
    }

    /// Objectives that protect a thing or its data, and mitigations on the thing or beside it, may
    /// have other findings now, because threats or flows came or went.
    pub(super) fn mark_affected(&mut self, id: ThingId) {
        if self.fresh {
            return;
        }
        let thing = self.model.thing(id);
        let links = &thing.links;
        let ends = [links.source, links.target, links.reply];
        let mut around: SmallVec<[ThingId; 8]> = ends.into_iter().flatten().collect();
        around.push(id);
        if thing.kind.is_element() {
            around.extend(links.inflows.iter().chain(&links.outflows).copied());
        }
        let mut items: SmallVec<[ItemId; 8]> = SmallVec::new();
        for near in &around {
            items.extend(self.model.thing(*near).placed.iter().map(|placed| placed.mitigation));
        }
        for near in around.iter().chain(&self.model.thing(id).links.data.assets) {
            items.extend(self.model.results(*near).objectives.iter().copied());
        }
        items.into_iter().for_each(|item| self.mark_item(item));
    }

    pub(super) fn place_decision(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
        let mut wide = !resolutions.iter().any(|(slot, _)| *slot == Slot::Target);
        for (slot, resolution) in resolutions {
            if *slot != Slot::Target {
                continue;
            }
            for place in places(resolution) {
                match place {
                    Place::Thing(thing) => {
                        let decisions = &mut self.results_mut(thing).decisions;
                        if !decisions.contains(&id) {
                            decisions.push(id);
                        }
                    }
                    Place::Inside(_) => wide = true,
                }
                self.mark_place(place);
                self.mark_decisions(place.thing());
            }
        }
        if wide {
            Arc::make_mut(&mut self.model.wide_decisions).push(id);
            self.all_stale = true;
        }
    }

    /// The blocks in which a placed item may change the findings.
    pub(super) fn mark_place(&mut self, place: Place) {
        match place {
            Place::Thing(thing) if self.model.thing(thing).kind == ThingKind::Zone => {
                self.all_stale = true;
            }
            Place::Thing(thing) => self.mark(thing),
            Place::Inside(_) => self.all_stale = true,
        }
    }

    pub(super) fn emit_placed(&mut self, place: Place, placed: Placed) {
        self.pending.plans |= placed.effect == Effect::Planned;
        if !self.fresh {
            self.pending.placed.push((place, placed));
        }
        self.emit_control_at(place, placed);
    }

    /// Notes again what mitigations did, once everything is linked: while they gave it back, not all
    /// that lies in a zone was linked to it.
    pub(super) fn emit_placed_again(&mut self) {
        for (place, placed) in std::mem::take(&mut self.pending.placed) {
            self.emit_control_at(place, placed);
        }
    }

    fn emit_control_at(&mut self, place: Place, placed: Placed) {
        // Without a control there is nothing that a rule could read.
        let Some(control) = placed.control else { return };
        match place {
            Place::Thing(thing) => self.emit_attribute(thing, control),
            Place::Inside(zone) => self.emit_inside(zone, control),
        }
    }

    pub(super) fn rebuild_scope(&mut self) {
        let mut scope_in = Vec::new();
        let mut scope_out = Vec::new();
        let items: Vec<ItemId> = self
            .model
            .items()
            .filter(|(_, item)| item.word == ItemWord::Scope)
            .map(|(id, _)| id)
            .collect();
        for id in items {
            let direction = match self.model.item(id).map(|item| &item.node().head) {
                Some(Head::Scope(scope)) => scope.direction,
                _ => None,
            };
            let list = match direction {
                Some(ScopeDirection::In) => &mut scope_in,
                Some(ScopeDirection::Out) => &mut scope_out,
                None => continue,
            };
            for (_, resolution) in self.model.resolutions(id).iter() {
                for place in places(resolution) {
                    list.push((place.thing(), matches!(place, Place::Inside(_))));
                }
            }
        }
        self.model.scope_in = Arc::new(scope_in);
        self.model.scope_out = Arc::new(scope_out);
        self.all_stale = true;
        let things: Vec<ThingId> = self.model.things().map(|(id, _)| id).collect();
        for id in things {
            self.emit(id, Cell::Field(crate::schema::Field::InScope));
        }
    }
}

/// Where a placed item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On a thing.
    Thing(ThingId),
    /// On everything inside a zone, or in the model.
    Inside(ThingId),
}

impl Place {
    pub(super) fn thing(self) -> ThingId {
        match self {
            Self::Thing(thing) | Self::Inside(thing) => thing,
        }
    }
}

/// The places that a target names.
pub(super) fn places(resolution: &Resolution) -> SmallVec<[Place; 2]> {
    match resolution {
        Resolution::Thing(thing) => SmallVec::from_slice(&[Place::Thing(*thing)]),
        Resolution::Things(things) => things.iter().copied().map(Place::Thing).collect(),
        Resolution::Inside(zone) => SmallVec::from_slice(&[Place::Inside(*zone)]),
        Resolution::Everything => SmallVec::from_slice(&[Place::Inside(ThingId::MODEL)]),
        _ => SmallVec::new(),
    }
}

fn take_placed(list: &mut Vec<Placed>, mitigation: ItemId) -> Option<Placed> {
    let index = list.iter().position(|placed| placed.mitigation == mitigation)?;
    Some(list.swap_remove(index))
}
