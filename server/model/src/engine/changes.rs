//! What changed of things: noted while items are linked, followed when that is done.

use smallvec::SmallVec;

use super::Engine;
use super::backwards::inside;
use super::readers::Cell;
use crate::kind::{KindSet, ThingKind};
use crate::model::{Thing, ThingId, Written};
use crate::schema::{AttributeId, AttributeRole, Collection, Field, Link};

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
        // Zones and the model carry any control, whatever it is for.
        let carriers = KindSet::of(ThingKind::Zone).or(KindSet::of(ThingKind::Model));
        let kinds = self.model.schema.attribute(attribute).kinds.or(carriers);
        let mut found = Vec::new();
        if place == ThingId::MODEL {
            found.extend(self.model.things().map(|(id, _)| id));
        } else {
            inside(&self.model, place, &mut |id| found.push(id), true);
            // Of a control of zones the zone itself is meant, too.
            found.push(place);
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
        self.mark_agents(zone);
    }

    /// Agents see what shares their zone.
    fn mark_agents(&mut self, zone: ThingId) {
        let (Some(agent), false) = (self.model.known.agent, self.fresh) else { return };
        let members = self.model.thing(zone).links.members.clone();
        for member in members {
            if self.model.is_a(member, agent) {
                self.mark(member);
            }
        }
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
        self.mark_affected(id);
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
            // What passes along it leads elsewhere.
            for (state, attribute) in
                self.spreads.iter_mut().zip(&self.model.schema.derivation_order)
            {
                let derivation = &self.model.schema.attribute(*attribute).derivation;
                if derivation.as_ref().is_some_and(|derivation| derivation.spread.is_some()) {
                    state.stale_flows.push(id);
                }
            }
            self.emit(id, Cell::Link(Link::Source));
            self.emit(id, Cell::Link(Link::Target));
            self.emit(id, Cell::Link(Link::Reply));
            self.emit(id, Cell::Collection(Collection::Zones));
            self.emit(id, Cell::Field(Field::InScope));
            // Mitigations on all that lies in a zone hold for the flows of its elements.
            if self.model.places_inside {
                let controls = self.controls_read();
                self.emit_controls(id, &controls);
            }
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
    pub(super) fn follow_new(&mut self, id: ThingId, thing: &Thing) {
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
    pub(super) fn follow_move(&mut self, id: ThingId) {
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
        let controls = self.controls_read();
        for id in moved {
            self.mark(id);
            self.emit(id, Cell::Collection(Collection::Zones));
            self.emit(id, Cell::Field(Field::InScope));
            self.pending.crossing.push(id);
            self.emit_controls(id, &controls);
        }
    }

    /// The controls that rules and derivations read.
    fn controls_read(&self) -> SmallVec<[AttributeId; 64]> {
        let role = |id: &AttributeId| self.model.schema.attribute(*id).role;
        self.readers.attributes().filter(|id| role(id) == AttributeRole::Control).collect()
    }

    /// Notes that controls of a thing may differ, because other zones say something to it.
    fn emit_controls(&mut self, id: ThingId, controls: &[AttributeId]) {
        let kind = self.model.thing(id).kind;
        for control in controls {
            let kinds = self.model.schema.attribute(*control).kinds;
            if kind == ThingKind::Zone || kinds.contains(kind) {
                self.emit(id, Cell::Attribute(*control));
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
}
