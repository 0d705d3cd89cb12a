//! Trust, crossings and ratings: what rules read most, worked out once for each thing.

use smallvec::SmallVec;

use super::Engine;
use super::backwards::inside;
use super::readers::Cell;
use crate::kind::ThingKind;
use crate::model::{Part, Rating, Ratings, Thing, ThingId, crossing, trust};
use crate::schema::{Collection, Field};
use crate::value::Value;

impl Engine {
    pub(super) fn settle_trust(&mut self) {
        let changed = std::mem::take(&mut self.pending.trust);
        for id in changed {
            let thing = self.model.thing(id);
            if !thing.alive {
                continue;
            }
            let mut places = vec![id];
            // In a first analysis everything inside is in the list by itself.
            if thing.kind == ThingKind::Zone && !self.fresh {
                inside(&self.model, id, &mut |inner| places.push(inner), false);
            }
            for place in places {
                let thing = self.model.thing(place);
                if thing.kind != ThingKind::Zone && !thing.kind.is_element() {
                    continue;
                }
                let (kind, known) = (thing.kind, thing.trust);
                if kind == ThingKind::Zone {
                    // Whether anybody says how far it is trusted may change where trust does not.
                    self.mark(place);
                }
                let effective = self.effective_trust(place);
                if effective == known {
                    // How a flow crosses depends on the zone, too, even where trust is equal.
                    continue;
                }
                self.model.things.get_mut(place.index()).trust = effective;
                self.emit(place, Cell::Field(Field::Trust));
                self.emit(place, Cell::Field(Field::Kind));
                self.mark(place);
                let links = &self.model.thing(place).links;
                let zones: SmallVec<[ThingId; 4]> = links.zones.iter().copied().collect();
                if self.model.thing(place).kind.is_element() && !self.fresh {
                    let flows: SmallVec<[ThingId; 8]> =
                        links.inflows.iter().chain(&links.outflows).copied().collect();
                    self.pending.crossing.extend(flows);
                }
                zones.into_iter().for_each(|zone| self.mark(zone));
            }
        }
    }

    /// The trust of a zone: its own, its type's, or that of the zones around it, else medium. Of an
    /// element: that of its zone; without one, none for entities and medium for the rest.
    pub(super) fn effective_trust(&self, id: ThingId) -> u16 {
        let own = |id: ThingId| {
            let thing = self.model.thing(id);
            thing.own_trust.or_else(|| match thing.kind {
                ThingKind::Zone => self.model.schema.type_info(thing.type_id).trust,
                _ => None,
            })
        };
        let thing = self.model.thing(id);
        if let Some(trust) = own(id) {
            return trust;
        }
        match (thing.kind, thing.links.zone) {
            (ThingKind::Entity, None) => trust::NONE,
            _ => self.model.zones_around(id).into_iter().find_map(own).unwrap_or(trust::MEDIUM),
        }
    }

    pub(super) fn settle_crossings(&mut self) {
        let mut changed = std::mem::take(&mut self.pending.crossing);
        changed.sort_unstable();
        changed.dedup();
        for id in changed {
            let thing = self.model.thing(id);
            if !thing.alive || thing.kind != ThingKind::Flow {
                continue;
            }
            let crossing = self.crossing_of(thing);
            if crossing != thing.crossing {
                self.model.things.get_mut(id.index()).crossing = crossing;
                self.emit(id, Cell::Field(Field::Crossing));
                self.emit(id, Cell::Field(Field::Crosses));
                self.mark(id);
            }
        }
    }

    pub(super) fn crossing_of(&self, flow: &Thing) -> u16 {
        let (Some(source), Some(target)) = (flow.links.source, flow.links.target) else {
            return crossing::NONE;
        };
        let (source, target) = (self.model.thing(source), self.model.thing(target));
        // Without a zone an entity lies outside and everything else inside.
        let outside = |thing: &Thing| thing.links.zone.is_none() && thing.kind == ThingKind::Entity;
        let imported = |thing: &Thing| thing.part == Part::Imported;
        if source.links.zone == target.links.zone
            && outside(source) == outside(target)
            && imported(source) == imported(target)
        {
            return crossing::NONE;
        }
        match source.trust.cmp(&target.trust) {
            std::cmp::Ordering::Less => crossing::UP,
            std::cmp::Ordering::Greater => crossing::DOWN,
            std::cmp::Ordering::Equal => crossing::SIDEWAYS,
        }
    }

    /// Ratings go from assets to flows and stores, and from flows to the elements at their ends.
    pub(super) fn settle_ratings(&mut self) {
        let mut stale = std::mem::take(&mut self.pending.ratings);
        for stage in [ThingKind::Asset, ThingKind::Flow, ThingKind::Process] {
            let of_stage = |kind: ThingKind| match stage {
                ThingKind::Process => kind.is_element(),
                stage => kind == stage,
            };
            stale.sort_unstable();
            stale.dedup();
            let (now, later): (Vec<ThingId>, Vec<ThingId>) = stale
                .into_iter()
                .filter(|id| self.model.thing(*id).alive)
                .partition(|id| of_stage(self.model.thing(*id).kind));
            stale = later;
            for id in now {
                let ratings = self.ratings_of(id);
                let thing = self.model.thing(id);
                let links = &thing.links;
                if !self.fresh {
                    match stage {
                        ThingKind::Asset if ratings != thing.ratings => {
                            stale.extend(links.inflows.iter().chain(&links.outflows));
                        }
                        // An element reads the data of its flows, not only their ratings.
                        ThingKind::Flow => stale.extend(links.source.iter().chain(&links.target)),
                        _ => {}
                    }
                }
                let differs = |rating: fn(&Ratings) -> Rating| {
                    // What an unknown rating asks for may be asked elsewhere now.
                    rating(&ratings) != rating(&thing.ratings)
                        || (rating(&ratings) == Rating::Unknown && !self.fresh)
                };
                let sensitivity = differs(|ratings| ratings.sensitivity);
                let integrity = differs(|ratings| ratings.integrity);
                let availability = differs(|ratings| ratings.availability);
                if !(sensitivity || integrity || availability) {
                    continue;
                }
                if stage == ThingKind::Asset && !self.fresh {
                    let (flows, stores) = (links.inflows.clone(), links.outflows.clone());
                    for flow in &flows {
                        let ends = &self.model.thing(*flow).links;
                        let ends = [ends.source, ends.target];
                        stale.extend(ends.into_iter().flatten());
                        // Findings name the data, not only the highest of its levels.
                        ends.into_iter().flatten().for_each(|end| self.mark(end));
                    }
                    flows.into_iter().chain(stores).for_each(|place| self.mark(place));
                    // Who reads the list of assets may read which is the most sensitive.
                    self.stale.extend(&self.asset_readers);
                }
                let thing = self.model.things.get_mut(id.index());
                thing.ratings = ratings;
                self.mark(id);
                if sensitivity {
                    self.emit(id, Cell::Field(Field::Sensitivity));
                    self.emit(id, Cell::Field(Field::Classified));
                }
                if integrity {
                    self.emit(id, Cell::Field(Field::IntegrityNeed));
                    self.emit(id, Cell::Field(Field::Integrity));
                }
                if availability {
                    self.emit(id, Cell::Field(Field::AvailabilityNeed));
                    self.emit(id, Cell::Field(Field::Availability));
                }
            }
        }
    }

    /// What is written wins, then what the type says, then the highest of the data; where nobody has
    /// said what the data is, nobody knows.
    pub(super) fn ratings_of(&self, id: ThingId) -> Ratings {
        let thing = self.model.thing(id);
        let info = self.model.schema.type_info(thing.type_id);
        let own = &thing.own_ratings;
        let said = |own: Rating, of_type: Option<u16>| match (own, of_type) {
            (Rating::Unset, Some(word)) => Some(Rating::Word(word)),
            (Rating::Unset, None) => None,
            (own, _) => Some(own),
        };
        if thing.kind == ThingKind::Asset {
            return Ratings {
                sensitivity: said(own.sensitivity, info.classified).unwrap_or_default(),
                integrity: said(own.integrity, info.integrity).unwrap_or_default(),
                availability: said(own.availability, info.availability).unwrap_or_default(),
            };
        }
        let (data, unknown) = self.model.collect(id, Collection::Data);
        let highest = |rating: fn(&Ratings) -> Rating| {
            if unknown && data.is_empty() {
                return Rating::Unknown;
            }
            data.iter()
                .filter_map(|asset| match rating(&self.model.thing(*asset).ratings) {
                    Rating::Word(word) => Some(word),
                    _ => None,
                })
                .max()
                .map_or(Rating::Unset, Rating::Word)
        };
        let availability = said(own.availability, info.availability_need).unwrap_or_else(|| {
            let of_data = highest(|ratings| ratings.availability);
            match (self.availability_by_criticality(id), of_data) {
                (Some(word), Rating::Word(data)) => Rating::Word(word.max(data)),
                (Some(word), _) => Rating::Word(word),
                (None, of_data) => of_data,
            }
        });
        Ratings {
            sensitivity: said(own.sensitivity, info.sensitivity)
                .unwrap_or_else(|| highest(|ratings| ratings.sensitivity)),
            integrity: said(own.integrity, info.integrity_need)
                .unwrap_or_else(|| highest(|ratings| ratings.integrity)),
            availability,
        }
    }

    /// An element must be at least as available as its criticality says.
    pub(super) fn availability_by_criticality(&self, id: ThingId) -> Option<u16> {
        if !self.model.thing(id).kind.is_element() {
            return None;
        }
        let highest = 2;
        match self.model.look_up(id, self.model.known.criticality?, false).value {
            Value::Word(word) => Some(word.min(highest)),
            _ => None,
        }
    }
}
