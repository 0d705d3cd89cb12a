//! Following what changed to what reads it.
//!
//! The order is fixed, because each stage reads only the ones before it: trust, crossings, ratings,
//! derived facts and controls in the schema's order, rules. So every stage looks at each thing at
//! most once, and what comes out as before is followed no further.

use smallvec::SmallVec;

use super::Engine;
use super::backwards::{Things, inside, subjects};
use super::readers::{Cell, Who};
use crate::evaluate::{Evaluator, derive};
use crate::kind::ThingKind;
use crate::model::{Instance, Part, Ratings, Thing, ThingId, Written, crossing, trust};
use crate::schema::{AttributeId, AttributeRole, Collection, Field, Link, RuleId};
use crate::value::{Truth, Value};

/// What is held of a fact that spreads along flows.
#[derive(Clone, Debug, Default)]
pub(super) struct SpreadState {
    /// Of each element, whether the fact holds there by itself.
    seeds: Vec<Truth>,
    /// Of each flow, whether the fact passes along it.
    passes: Vec<Truth>,
    /// Flows whose condition must be looked at again.
    stale_flows: Vec<ThingId>,
    /// Seeds or conditions changed, so the fact must be spread anew.
    stale: bool,
}

impl Engine {
    /// Notes that something of a thing changed.
    pub(super) fn emit(&mut self, id: ThingId, cell: Cell) {
        if !self.fresh {
            self.pending.cells.push((id, cell));
        }
    }

    /// Notes that a fact or control of a thing changed; a control of a zone or of the model is one
    /// of everything inside.
    pub(super) fn emit_attribute(&mut self, id: ThingId, attribute: AttributeId) {
        if self.fresh {
            return;
        }
        self.emit(id, Cell::Attribute(attribute));
        let thing = self.model.thing(id);
        let (kind, reply, is_reply) = (thing.kind, thing.links.reply, thing.is_reply());
        if self.model.schema.attribute(attribute).role == AttributeRole::Control
            && matches!(kind, ThingKind::Zone | ThingKind::Model)
        {
            self.emit_inside(id, attribute);
        }
        if let (ThingKind::Flow, Some(reply), false) = (kind, reply, is_reply) {
            self.emit(reply, Cell::Attribute(attribute));
        }
    }

    /// Notes that a control of everything inside a zone, or in the model, changed.
    pub(super) fn emit_inside(&mut self, place: ThingId, attribute: AttributeId) {
        if self.fresh {
            return;
        }
        let kinds = self.model.schema.attribute(attribute).kinds;
        let mut found = Vec::new();
        if place == ThingId::MODEL {
            found.extend(self.model.things().map(|(id, _)| id));
        } else {
            inside(&self.model, place, &mut |id| found.push(id), true);
        }
        for id in found {
            if kinds.contains(self.model.thing(id).kind) {
                self.emit(id, Cell::Attribute(attribute));
            }
        }
    }

    /// Notes that other elements lie in a zone now.
    pub(super) fn emit_members_of(&mut self, zone: ThingId) {
        for collection in
            [Collection::Elements, Collection::Entities, Collection::Processes, Collection::Stores]
        {
            self.emit(zone, Cell::Collection(collection));
        }
        self.mark(zone);
    }

    /// Notes that other flows end or start at an element now.
    pub(super) fn emit_flows_of(&mut self, element: ThingId) {
        for collection in [
            Collection::Inflows,
            Collection::Outflows,
            Collection::Flows,
            Collection::Stores,
            Collection::Data,
        ] {
            self.emit(element, Cell::Collection(collection));
        }
        self.mark(element);
        self.pending.ratings.push(element);
    }

    /// Notes what is different about a thing after it was linked again; all of it, if it is new.
    pub(super) fn follow(&mut self, id: ThingId, before: Option<&Thing>) {
        let now = self.model.thing(id).clone();
        self.mark(id);
        let Some(before) = before.filter(|before| before.kind == now.kind) else {
            self.follow_new(id, &now);
            return;
        };
        let (old, new) = (&before.links, &now.links);
        let typed = before.type_id != now.type_id || before.also != now.also;
        if typed {
            self.emit(id, Cell::Type);
        }
        // A reply has the facts and controls of its flow.
        if typed || (now.is_reply() && old.reply != new.reply) {
            let attributes: Vec<AttributeId> = self.readers.attributes().collect();
            for attribute in attributes {
                self.emit_attribute(id, attribute);
            }
        }
        if typed || before.own_kind != now.own_kind {
            self.emit(id, Cell::Field(Field::Kind));
        }
        if typed || before.own_trust != now.own_trust || old.zone != new.zone {
            self.pending.trust.push(id);
        }
        if old.zone != new.zone {
            self.emit(id, Cell::Link(Link::Zone));
            self.emit(id, Cell::Link(Link::Parent));
            self.follow_move(id);
        }
        if old.source != new.source || old.target != new.target || old.reply != new.reply {
            // Which zones it touches is what decisions about a zone speak of.
            self.mark_wide_decisions();
            self.emit(id, Cell::Link(Link::Source));
            self.emit(id, Cell::Link(Link::Target));
            self.emit(id, Cell::Link(Link::Reply));
            self.emit(id, Cell::Collection(Collection::Zones));
            self.emit(id, Cell::Field(Field::InScope));
        }
        // An end may be another kind of element of the same name.
        self.pending.crossing.push(id);
        if old.data != new.data {
            self.emit(id, Cell::Collection(Collection::Data));
            self.emit(id, Cell::Collection(Collection::Holds));
        }
        if typed || before.own_ratings != now.own_ratings || old.data != new.data {
            self.pending.ratings.push(id);
        }
        self.emit(id, Cell::Field(Field::Confidentiality));
        for field in [Field::Owner, Field::Number, Field::Motive, Field::Skill, Field::Initiator] {
            self.emit(id, Cell::Field(field));
        }
        self.follow_written(id, &before.written);
    }

    /// A new thing: every derivation and rule for its kind must look at it, and whoever reads
    /// something of it.
    fn follow_new(&mut self, id: ThingId, thing: &Thing) {
        self.pending.trust.push(id);
        self.pending.crossing.push(id);
        self.pending.crossing.extend(thing.links.inflows.iter().chain(&thing.links.outflows));
        self.pending.ratings.push(id);
        let cells: Vec<Cell> = self.readers.cells().collect();
        for cell in cells {
            self.emit(id, cell);
        }
        for written in &thing.written {
            self.emit_attribute(id, written.attribute);
        }
        let schema = self.model.schema.clone();
        for (index, attribute) in schema.derivation_order.iter().enumerate() {
            if let Some(derivation) = &schema.attribute(*attribute).derivation {
                if derivation.kinds.contains(thing.kind) {
                    self.pending.derived[index].push(id);
                }
                if derivation.spread.is_some() && thing.kind == ThingKind::Flow {
                    self.spreads[index].stale_flows.push(id);
                }
            }
        }
        let rules = self.rules_by_kind[thing.kind as usize].clone();
        self.pending.rules.extend(rules.into_iter().map(|rule| (rule, id)));
        if thing.links.zone.is_some() {
            self.follow_move(id);
        }
    }

    /// A thing lies somewhere else now: what zones say to it and to all that lies in it may differ.
    fn follow_move(&mut self, id: ThingId) {
        // What lies in a zone is what decisions about the zone speak of.
        self.mark_wide_decisions();
        let mut moved = vec![id];
        let kind = self.model.thing(id).kind;
        if kind == ThingKind::Zone {
            inside(&self.model, id, &mut |inner| moved.push(inner), true);
        } else {
            let links = &self.model.thing(id).links;
            moved.extend(links.inflows.iter().chain(&links.outflows));
        }
        let schema = self.model.schema.clone();
        let controls: SmallVec<[AttributeId; 64]> = self
            .readers
            .attributes()
            .filter(|id| schema.attribute(*id).role == AttributeRole::Control)
            .collect();
        for id in moved {
            self.mark(id);
            self.emit(id, Cell::Collection(Collection::Zones));
            self.emit(id, Cell::Field(Field::InScope));
            self.pending.crossing.push(id);
            let kind = self.model.thing(id).kind;
            for control in &controls {
                if schema.attribute(*control).kinds.contains(kind) {
                    self.emit(id, Cell::Attribute(*control));
                }
            }
        }
    }

    /// Notes which of the written facts and controls of a thing differ from before.
    pub(super) fn follow_written(&mut self, id: ThingId, before: &[Written]) {
        let now = self.model.thing(id).written.clone();
        let differs = |one: &Written, list: &[Written]| !list.iter().any(|other| other == one);
        let changed: SmallVec<[AttributeId; 8]> = now
            .iter()
            .filter(|written| differs(written, before))
            .chain(before.iter().filter(|written| differs(written, &now)))
            .map(|written| written.attribute)
            .collect();
        for attribute in changed {
            self.emit_attribute(id, attribute);
        }
    }

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
        if std::mem::take(&mut self.pending.graph) {
            self.settle_ways();
        }
    }

    /// A first analysis looks at everything once.
    fn everything(&mut self) {
        let schema = self.model.schema.clone();
        let all: Vec<(ThingId, ThingKind, Part)> = (0u32..)
            .map(ThingId)
            .zip(self.model.things.iter())
            .filter(|(_, thing)| thing.alive)
            .map(|(id, thing)| (id, thing.kind, thing.part))
            .collect();
        let pending = &mut self.pending;
        pending.cells.clear();
        pending.trust.clear();
        pending.ratings.clear();
        for (id, kind, part) in &all {
            pending.trust.push(*id);
            pending.crossing.push(*id);
            pending.ratings.push(*id);
            if matches!(part, Part::Imported | Part::Unnamed) {
                continue;
            }
            pending
                .rules
                .extend(self.rules_by_kind[*kind as usize].iter().map(|rule| (*rule, *id)));
        }
        for (index, attribute) in schema.derivation_order.iter().enumerate() {
            let Some(derivation) = &schema.attribute(*attribute).derivation else { continue };
            let of_kind = all.iter().filter(|(_, kind, _)| derivation.kinds.contains(*kind));
            pending.derived[index].extend(of_kind.map(|(id, ..)| *id));
            if derivation.spread.is_some() {
                let flows = all.iter().filter(|(_, kind, _)| *kind == ThingKind::Flow);
                self.spreads[index].stale_flows.extend(flows.map(|(id, ..)| *id));
                self.spreads[index].stale = true;
            }
        }
        pending.graph = true;
    }

    fn settle_trust(&mut self) {
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
    fn effective_trust(&self, id: ThingId) -> u16 {
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

    fn settle_crossings(&mut self) {
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

    fn crossing_of(&self, flow: &Thing) -> u16 {
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
    fn settle_ratings(&mut self) {
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
                if ratings == thing.ratings {
                    continue;
                }
                if stage == ThingKind::Asset && !self.fresh {
                    let flows = links.inflows.clone();
                    for flow in flows {
                        let ends = &self.model.thing(flow).links;
                        stale.extend(ends.source.iter().chain(&ends.target));
                    }
                }
                let thing = self.model.things.get_mut(id.index());
                let before = std::mem::replace(&mut thing.ratings, ratings.clone());
                self.mark(id);
                if before.sensitivity != ratings.sensitivity {
                    self.emit(id, Cell::Field(Field::Sensitivity));
                    self.emit(id, Cell::Field(Field::Classified));
                }
                if before.integrity != ratings.integrity {
                    self.emit(id, Cell::Field(Field::IntegrityNeed));
                    self.emit(id, Cell::Field(Field::Integrity));
                }
                if before.availability != ratings.availability {
                    self.emit(id, Cell::Field(Field::AvailabilityNeed));
                    self.emit(id, Cell::Field(Field::Availability));
                }
            }
        }
    }

    /// What is written wins, then what the type says, then the highest of the data; where nobody has
    /// said what the data is, nobody knows.
    fn ratings_of(&self, id: ThingId) -> Ratings {
        let thing = self.model.thing(id);
        let info = self.model.schema.type_info(thing.type_id);
        let own = &thing.own_ratings;
        let said = |own: &Value, of_type: Option<u16>| match (own, of_type) {
            (Value::Unset, Some(word)) => Some(Value::Word(word)),
            (Value::Unset, None) => None,
            (own, _) => Some(own.clone()),
        };
        if thing.kind == ThingKind::Asset {
            return Ratings {
                sensitivity: said(&own.sensitivity, info.classified).unwrap_or_default(),
                integrity: said(&own.integrity, info.integrity).unwrap_or_default(),
                availability: said(&own.availability, info.availability).unwrap_or_default(),
            };
        }
        let (data, unknown) = self.model.collect(id, Collection::Data);
        let highest = |rating: fn(&Ratings) -> &Value| {
            if unknown && data.is_empty() {
                return Value::Unknown;
            }
            data.iter()
                .filter_map(|asset| rating(&self.model.thing(*asset).ratings).rank())
                .max()
                .and_then(|rank| u16::try_from(rank).ok())
                .map_or(Value::Unset, Value::Word)
        };
        let availability = said(&own.availability, info.availability_need).unwrap_or_else(|| {
            let of_data = highest(|ratings| &ratings.availability);
            match (self.availability_by_criticality(id), of_data) {
                (Some(word), Value::Word(data)) => Value::Word(word.max(data)),
                (Some(word), _) => Value::Word(word),
                (None, of_data) => of_data,
            }
        });
        Ratings {
            sensitivity: said(&own.sensitivity, info.sensitivity)
                .unwrap_or_else(|| highest(|ratings| &ratings.sensitivity)),
            integrity: said(&own.integrity, info.integrity_need)
                .unwrap_or_else(|| highest(|ratings| &ratings.integrity)),
            availability,
        }
    }

    /// An element must be at least as available as its criticality says.
    fn availability_by_criticality(&self, id: ThingId) -> Option<u16> {
        if !self.model.thing(id).kind.is_element() {
            return None;
        }
        let highest = 2;
        match self.model.look_up(id, self.model.known.criticality?, false).value {
            Value::Word(word) => Some(word.min(highest)),
            _ => None,
        }
    }

    /// Follows the cells that changed to their readers.
    fn read_cells(&mut self) {
        // What is read here changes no cell by itself, so one pass is enough.
        let cells = std::mem::take(&mut self.pending.cells);
        for (id, cell) in cells {
            if let Cell::Attribute(attribute) = cell {
                if Some(attribute) == self.model.known.criticality {
                    self.pending.ratings.push(id);
                }
                self.mark(id);
                self.mark_neighbours(id, attribute);
                if let Some(index) = self.model.derivation_index.get(&attribute).copied()
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
    fn notify(&mut self, id: ThingId, cell: Cell) {
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

    fn stale_reader(&mut self, who: Who, kinds: crate::KindSet, subject: ThingId) {
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

    fn settle_derivation(&mut self, index: usize) {
        let attribute = self.model.schema.derivation_order[index];
        let mut stale = std::mem::take(&mut self.pending.derived[index]);
        stale.sort_unstable();
        stale.dedup();
        let schema = self.model.schema.clone();
        let Some(derivation) = &schema.attribute(attribute).derivation else { return };
        let is_spread = derivation.spread.is_some();
        for id in stale {
            let thing = self.model.thing(id);
            if !thing.alive || !derivation.kinds.contains(thing.kind) {
                continue;
            }
            self.counters.facts_derived += 1;
            let truth = match self.model.stated(id, attribute, false) {
                Some(found) => found.value.truth(),
                None => derive(&self.model, id, attribute, false),
            };
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

    fn set_derived(&mut self, index: usize, id: ThingId, truth: Truth) {
        if *self.model.derived[index].get(id.index()) == truth {
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
    fn mark_neighbours(&mut self, id: ThingId, attribute: AttributeId) {
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
    fn settle_spread(&mut self, index: usize) {
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
    fn spread(
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

    fn evaluate_rules(&mut self) {
        let mut stale = std::mem::take(&mut self.pending.rules);
        stale.sort_unstable_by_key(|(rule, id)| (*id, *rule));
        stale.dedup();
        let schema = self.model.schema.clone();
        let mut rest = stale.as_slice();
        while let Some((_, id)) = rest.first().copied() {
            let end = rest.iter().position(|(_, other)| *other != id).unwrap_or(rest.len());
            let (these, others) = rest.split_at(end);
            rest = others;
            if !self.model.thing(id).alive {
                continue;
            }
            let mut instances: Vec<Instance> = Vec::new();
            let known = self.model.instances(id).clone();
            let kept = known.iter().filter(|instance| {
                these.binary_search_by_key(&instance.rule, |(rule, _)| *rule).is_err()
            });
            instances.extend(kept.cloned());
            for (rule, _) in these {
                self.counters.rules_evaluated += 1;
                instances.extend(self.evaluate(&schema, *rule, id));
            }
            instances.sort_unstable_by_key(|instance| instance.rule);
            if instances.as_slice() != &*known {
                self.replace_instances(id, instances);
            }
        }
    }

    /// A rule on a thing, if its situation is or may be there.
    fn evaluate(
        &self,
        schema: &crate::schema::Schema,
        rule_id: RuleId,
        id: ThingId,
    ) -> Option<Instance> {
        let rule = schema.rule(rule_id);
        if rule.subject_type.is_some_and(|wanted| !self.model.is_a(id, wanted)) {
            return None;
        }
        let mut evaluator = Evaluator::new(&self.model, id, rule.slots, false);
        let when = evaluator.test(&rule.when);
        let mut instance = Instance {
            rule: rule_id,
            when,
            unless: Truth::False,
            planned: false,
            unknowns: SmallVec::new(),
        };
        match when {
            Truth::False => return None,
            Truth::Unknown => {
                instance.unless = Truth::Unknown;
                instance.unknowns = std::mem::take(&mut evaluator.leaves);
            }
            Truth::True => {
                if let Some(unless) = &rule.unless {
                    instance.unless = evaluator.test(unless);
                    if instance.unless == Truth::Unknown {
                        instance.unknowns = std::mem::take(&mut evaluator.leaves);
                    }
                    if instance.unless != Truth::True && self.planned > 0 {
                        let mut evaluator = Evaluator::new(&self.model, id, rule.slots, true);
                        instance.planned = evaluator.test(unless) == Truth::True;
                    }
                }
            }
        }
        instance.unknowns.sort_unstable();
        Some(instance)
    }

    /// Puts the instances of a thing in the place of those of before, and its questions with them.
    pub(super) fn replace_instances(&mut self, id: ThingId, instances: Vec<Instance>) {
        let known = self.model.instances(id).clone();
        for (instance, added) in
            known.iter().map(|one| (one, false)).chain(instances.iter().map(|one| (one, true)))
        {
            for (asked, ask) in &instance.unknowns {
                let entry = (*ask, id, instance.rule);
                let list = &mut self.model.results.get_mut(asked.index()).asked;
                if added {
                    list.push(entry);
                } else if let Some(index) = list.iter().position(|other| *other == entry) {
                    list.swap_remove(index);
                }
                self.mark(*asked);
            }
        }
        self.model.results.get_mut(id.index()).instances = instances.into();
        self.mark(id);
        self.mark_decisions(id);
    }

    /// For each process: whether a store or an entity is reached from it.
    fn settle_ways(&mut self) {
        let count = self.model.things.len();
        let mut leads = vec![false; count];
        let mut next = Vec::new();
        for (number, thing) in (0u32..).zip(self.model.things.iter()) {
            let ends = matches!(thing.kind, ThingKind::Store | ThingKind::Entity)
                || thing.part == Part::Imported;
            if thing.alive && ends {
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
        self.leads_on.resize(count, false);
        for (index, leads) in leads.iter().enumerate() {
            if self.leads_on[index] != *leads {
                self.leads_on[index] = *leads;
                let Ok(number) = u32::try_from(index) else { break };
                let flows = self.model.thing(ThingId(number)).links.inflows.clone();
                flows.into_iter().for_each(|flow| self.mark(flow));
            }
        }
    }
}

fn entry(list: &mut Vec<Truth>, id: ThingId) -> &mut Truth {
    if list.len() <= id.index() {
        list.resize(id.index() + 1, Truth::False);
    }
    &mut list[id.index()]
}
