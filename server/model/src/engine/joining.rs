//! Joining things: what an item says of its own things, and how they hang together.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::tree::{Flow, Head};
use tm_grammar::words::{ItemWord, Places, item_info};

use super::readers::Cell;
use super::{Engine, Namespace, Slot};
use crate::kind::ThingKind;
use crate::model::{ItemId, ModelItem, Part, Rating, Ratings, Resolution, ThingId, Written};
use crate::schema::compile::values_for;
use crate::schema::{AttributeRole, Collection, TypeId, WordSetId};
use crate::value::Value;

impl Engine {
    pub(super) fn link_things(
        &mut self,
        id: ItemId,
        item: &ModelItem,
        resolutions: &[(Slot, Resolution)],
        written: Vec<Written>,
    ) {
        let things = self.model.things_of(id).to_vec();
        let info = item_info(item.word, Places::MODEL);
        let word = |key: &str, set: WordSetId| {
            // What the table does not give to this kind of item is reported and means nothing.
            info?.property(key)?;
            let sets = &self.model.schema.word_sets;
            item.word_of(key).and_then(|word| sets[usize::from(set.0)].position(word))
        };
        let value = |key, set| word(key, set).map_or(Rating::Unset, Rating::Word);
        let is_asset = item.word == ItemWord::Asset;
        let own_ratings = Ratings {
            sensitivity: value(
                if is_asset { "classified" } else { "sensitivity" },
                WordSetId::CLASSIFICATION,
            ),
            integrity: value(
                if is_asset { "integrity" } else { "integrity-need" },
                WordSetId::LEVEL,
            ),
            availability: value(
                if is_asset { "availability" } else { "availability-need" },
                WordSetId::LEVEL,
            ),
        };
        let confidentiality = value("confidentiality", WordSetId::LEVEL);
        let own_trust = word("trust", WordSetId::TRUST);
        let initiator = word("initiator", WordSetId::INITIATOR);
        let skill = word("skill", WordSetId::LEVEL);
        let own_kind = match &item.node().head {
            Head::Declaration(declaration) if item.word == ItemWord::Actor => {
                let kinds = &self.model.schema.word_sets[usize::from(WordSetId::ACTOR_KIND.0)];
                declaration
                    .kind
                    .as_ref()
                    .and_then(|kind| kind.single())
                    .and_then(|name| kinds.position(&name.text))
            }
            _ => word("kind", WordSetId::ZONE_KIND),
        };
        let type_slot = if item.word == ItemWord::Flow { Slot::Via } else { Slot::Kind };
        let type_id = resolutions.iter().find_map(|(slot, resolution)| match resolution {
            Resolution::Type(type_id) if *slot == type_slot => Some(*type_id),
            _ => None,
        });
        let also: SmallVec<[TypeId; 1]> = resolutions
            .iter()
            .filter_map(|(slot, resolution)| match resolution {
                Resolution::Type(type_id) if *slot == Slot::Also => Some(*type_id),
                _ => None,
            })
            .collect();
        for thing_id in &things {
            let thing = self.model.things.get_mut(thing_id.index());
            thing.type_id = type_id.unwrap_or(TypeId::root(thing.kind));
            thing.also.clone_from(&also);
            thing.own_ratings = own_ratings;
            thing.confidentiality = confidentiality;
            thing.own_trust = own_trust;
            thing.own_kind = own_kind;
            thing.initiator = initiator;
            thing.skill = skill;
            // What is written on a flow is found from its reply, which has only its own purpose.
            thing.written = if thing.is_reply() { Vec::new() } else { written.clone() };
        }
        match item.word {
            ItemWord::Flow => self.link_flow(id, item, &things, resolutions),
            ItemWord::Zone | ItemWord::Entity | ItemWord::Process | ItemWord::Store => {
                self.link_place(item, things[0], resolutions);
            }
            _ => {}
        }
    }

    /// The facts and controls that are written on an item and make sense there, sorted by number.
    pub(super) fn written(&self, item: &ModelItem) -> Vec<Written> {
        let schema = &self.model.schema;
        let Some(kind) = ThingKind::of_item(item.word) else { return Vec::new() };
        let Some(info) = item_info(item.word, Places::MODEL) else { return Vec::new() };
        let mut written: Vec<Written> = Vec::new();
        for property in item.node().properties() {
            if info.property(&property.key.text).is_some() || property.clause {
                continue;
            }
            let Some(attribute) = schema.find_attribute(&property.key.text) else { continue };
            let declared = schema.attribute(attribute);
            let carries = matches!(kind, ThingKind::Zone | ThingKind::Model)
                && declared.role == AttributeRole::Control;
            if !(declared.kinds.contains(kind) || carries)
                || written.iter().any(|other| other.attribute == attribute)
            {
                continue;
            }
            let Ok(value) = values_for(schema, &declared.value_type, &property.values, item.text())
            else {
                continue;
            };
            let refuted = property.assuming.as_ref().is_some_and(|name| {
                self.names
                    .definition(Namespace::Assumptions, &name.text)
                    .and_then(|assumption| self.model.item(assumption))
                    .is_some_and(|assumption| assumption.word_of("status") == Some("refuted"))
            });
            written.push(Written { attribute, value, refuted });
        }
        written.sort_unstable_by_key(|written| written.attribute);
        written
    }

    pub(super) fn link_place(
        &mut self,
        item: &ModelItem,
        id: ThingId,
        resolutions: &[(Slot, Resolution)],
    ) {
        let named = resolutions.iter().find_map(|(slot, resolution)| match resolution {
            Resolution::Thing(zone) if *slot == Slot::Zone => Some(*zone),
            _ => None,
        });
        let around = item
            .parent
            .and_then(|parent| self.model.item(parent))
            .and_then(|zone| self.names.definition(Namespace::Things, &zone.name))
            .and_then(|zone| self.model.things_of(zone).first().copied())
            .filter(|zone| self.model.thing(*zone).kind == ThingKind::Zone);
        let zone = named.or(around).filter(|zone| *zone != id);
        self.links_mut(id).zone = zone;
        let is_zone = item.word == ItemWord::Zone;
        if let Some(zone) = zone {
            let links = self.links_mut(zone);
            if is_zone {
                links.zones.push(id);
                self.mark(zone);
            } else {
                links.members.push(id);
                self.emit_members_of(zone);
            }
        }
        if item.word == ItemWord::Store {
            let mut data = data(resolutions, Slot::Holds);
            let type_id = self.model.thing(id).type_id;
            let holds = &self.model.schema.type_info(type_id).holds;
            let unnamed = &self.model.unnamed;
            data.assets.extend(holds.iter().filter_map(|held| unnamed.get(held).copied()));
            data.unknown |= item.property("holds").is_none() && holds.is_empty();
            for asset in &data.assets {
                self.links_mut(*asset).outflows.push(id);
                self.emit(*asset, Cell::Collection(Collection::Stores));
            }
            self.links_mut(id).data = data;
        }
    }

    pub(super) fn link_flow(
        &mut self,
        id: ItemId,
        item: &ModelItem,
        things: &[ThingId],
        resolutions: &[(Slot, Resolution)],
    ) {
        let mut ends: FxHashMap<u16, ThingId> = FxHashMap::default();
        for (slot, resolution) in resolutions {
            if let (Slot::End(index), Resolution::Thing(end)) = (slot, resolution) {
                ends.insert(*index, *end);
            }
        }
        let says_data = item.property("carrying").is_some() || item.property("returns").is_some();
        let carried = {
            let mut data = data(resolutions, Slot::Carrying);
            data.unknown |= !says_data;
            data
        };
        let mut last = None;
        for thing in things.iter().copied() {
            let (source, target, data) = match self.model.thing(thing).part {
                Part::Segment(index) => {
                    last = Some((thing, index));
                    (ends.get(&index).copied(), ends.get(&(index + 1)).copied(), carried.clone())
                }
                _ => {
                    // The reply comes back over the last segment.
                    let Some((flow, index)) = last else { continue };
                    self.links_mut(thing).reply = Some(flow);
                    self.links_mut(flow).reply = Some(thing);
                    let data = data(resolutions, Slot::Returns);
                    (ends.get(&(index + 1)).copied(), ends.get(&index).copied(), data)
                }
            };
            for asset in &data.assets {
                self.links_mut(*asset).inflows.push(thing);
                self.emit(*asset, Cell::Collection(Collection::Flows));
            }
            let links = self.links_mut(thing);
            links.source = source;
            links.target = target;
            links.data = data;
            if let Some(source) = source {
                self.links_mut(source).outflows.push(thing);
                self.emit_flows_of(source);
                self.pending.ways.push(source);
            }
            if let Some(target) = target {
                self.links_mut(target).inflows.push(thing);
                self.emit_flows_of(target);
            }
            self.add_reply_purpose(thing);
        }
        if let Head::Flow(Flow { number: Some(number), .. }) = &item.node().head {
            self.item_numbers.insert(id, number.text.clone());
            let same = self.numbers.entry(number.text.clone()).or_default();
            same.push(id);
            let same = same.clone();
            self.model.totals.numbered += 1;
            self.all_stale |= self.model.totals.numbered == 1;
            same.iter().for_each(|id| self.mark_item(*id));
        }
    }

    pub(super) fn forget_number(&mut self, id: ItemId, number: &SmolStr) {
        let Some(same) = self.numbers.get_mut(number) else { return };
        same.retain(|other| *other != id);
        let same = same.clone();
        if same.is_empty() {
            self.numbers.remove(number);
        }
        self.model.totals.numbered -= 1;
        self.all_stale |= self.model.totals.numbered == 0;
        same.iter().for_each(|id| self.mark_item(*id));
    }

    /// The purpose of a reply follows from that of its flow.
    pub(super) fn add_reply_purpose(&mut self, reply: ThingId) {
        let schema = self.model.schema.clone();
        let thing = self.model.thing(reply);
        let (true, Some(flow)) = (thing.is_reply(), thing.links.reply) else { return };
        let Some(purpose) = schema.find_attribute("purpose") else { return };
        let crate::schema::ValueType::Word(set) = schema.attribute(purpose).value_type else {
            return;
        };
        let set = &schema.word_sets[usize::from(set.0)];
        let of_flow = match self.model.look_up(flow, purpose, false).value {
            Value::Word(word) => set.word(word),
            _ => "",
        };
        let own = match of_flow {
            "tool-call" => "tool-result",
            "retrieval" => "retrieval",
            _ => "response",
        };
        let Some(position) = set.position(own) else { return };
        let thing = self.model.things.get_mut(reply.index());
        thing.written =
            vec![Written { attribute: purpose, value: Value::Word(position), refuted: false }];
    }
}

fn data(resolutions: &[(Slot, Resolution)], wanted: Slot) -> crate::model::Data {
    let mut data = crate::model::Data::default();
    for (slot, resolution) in resolutions {
        if *slot != wanted {
            continue;
        }
        match resolution {
            Resolution::Thing(asset) if !data.assets.contains(asset) => data.assets.push(*asset),
            Resolution::Unknown => data.unknown = true,
            _ => {}
        }
    }
    data
}
