//! Linking: what an item does to the model, and how it gives that back.
//!
//! Every item that is linked again first gives back all it did. Then the things of touched names are
//! settled, and only then are references looked up, so that the order of items does not matter.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Flow, Head, Item, Path, ScopeDirection, Separator};
use tm_grammar::words::{ItemWord, Places, item_info};

use super::readers::Cell;
use super::{Engine, Named, Namespace, Slot, references};
use crate::kind::ThingKind;
use crate::model::{
    Effect, ItemId, Links, ModelItem, Part, Placed, Ratings, Resolution, Results, Thing, ThingId,
    Written, word_of_value,
};
use crate::schema::compile::values_for;
use crate::schema::{AttributeRole, Collection, TypeId, WordSetId};
use crate::value::{Truth, Value};

/// What things were before they were linked again.
type Before = FxHashMap<ThingId, Thing>;

impl Engine {
    pub(super) fn link_all(&mut self) {
        let mut relink: Vec<ItemId> = std::mem::take(&mut self.pending.relink)
            .into_iter()
            .filter(|id| self.model.item(*id).is_some())
            .collect();
        relink.sort_unstable();
        let removed = std::mem::take(&mut self.pending.removed);
        self.pending.touched_names.clear();

        let mut before = Before::default();
        let mut orphans: FxHashSet<ThingId> = FxHashSet::default();
        for id in relink.iter().chain(&removed) {
            self.unlink(*id, &mut before);
            orphans.extend(std::mem::take(self.model.item_things.get_mut(id.0 as usize)));
        }
        for id in &removed {
            self.mark_item(*id);
            *self.model.items.get_mut(id.0 as usize) = None;
            self.free_items.push(*id);
        }

        let mut owners = Vec::new();
        for id in &relink {
            if self.declares_things(*id) {
                self.claim_things(*id, &mut orphans);
                owners.push(*id);
            }
        }
        for id in orphans {
            self.free_thing(id);
        }
        for id in &relink {
            self.link(*id);
            self.mark_item(*id);
        }
        let attributes = std::mem::take(&mut self.pending.attributes);
        for id in attributes {
            if relink.binary_search(&id).is_err() {
                self.rewrite_attributes(id);
            }
        }
        if !self.fresh {
            for owner in owners {
                for id in self.model.things_of(owner).to_vec() {
                    self.follow(id, before.get(&id));
                }
            }
        }
        if std::mem::take(&mut self.pending.scope) {
            self.rebuild_scope();
        }
    }

    /// True if the item is the one that counts for the name of a thing.
    fn declares_things(&self, id: ItemId) -> bool {
        let Some(item) = self.model.item(id) else { return false };
        if item.word == ItemWord::Model {
            return self.names.definition(Namespace::Models, &self.model.name) == Some(id);
        }
        ThingKind::of_item(item.word).is_some()
            && self.names.definition(Namespace::Things, &item.meaning.name) == Some(id)
    }

    /// Gives the item its things: those of the same keys as before, or new ones.
    fn claim_things(&mut self, id: ItemId, orphans: &mut FxHashSet<ThingId>) {
        let Some(item) = self.model.item(id) else { return };
        let Some(kind) = ThingKind::of_item(item.word) else { return };
        if kind == ThingKind::Model {
            self.model.things.get_mut(0).item = id;
            *self.model.item_things.get_mut(id.0 as usize) =
                SmallVec::from_slice(&[ThingId::MODEL]);
            return;
        }
        let keys = match &item.node().head {
            Head::Flow(flow) => flow_parts(&item.meaning.name, flow, item.node()),
            _ => vec![(item.meaning.name.clone(), Part::Whole)],
        };
        let mut things = SmallVec::new();
        for (key, part) in keys {
            let thing_id = match self.model.thing_ids.get(&key).copied() {
                // Two items can ask for one key only in odd spellings; the first has it.
                Some(known) if orphans.remove(&known) => {
                    let before = self.model.thing(known).kind;
                    if before != kind {
                        self.change_kind(known, before, kind);
                    }
                    let thing = self.model.things.get_mut(known.index());
                    let kept = std::mem::replace(thing, Thing::new(kind, key, id, part));
                    // What neighbours and mitigations put here stays, and so does what was worked
                    // out, until something shows that it differs.
                    thing.links = Links {
                        inflows: kept.links.inflows,
                        outflows: kept.links.outflows,
                        members: kept.links.members,
                        zones: kept.links.zones,
                        ..Links::default()
                    };
                    thing.placed = kept.placed;
                    if before == kind {
                        thing.trust = kept.trust;
                        thing.crossing = kept.crossing;
                        thing.ratings = kept.ratings;
                    }
                    known
                }
                Some(_) => continue,
                None => {
                    let new = self.add_thing(Thing::new(kind, key.clone(), id, part));
                    self.count(kind, &key, true);
                    self.model.thing_ids.insert_mut(key, new);
                    self.emit_model_collections(kind);
                    new
                }
            };
            things.push(thing_id);
        }
        *self.model.item_things.get_mut(id.0 as usize) = things;
    }

    /// What was found on a thing of another kind has nothing to do with it now.
    fn change_kind(&mut self, id: ThingId, before: ThingKind, now: ThingKind) {
        let key = self.model.thing(id).key.clone();
        self.count(before, &key, false);
        self.count(now, &key, true);
        self.emit_model_collections(before);
        self.emit_model_collections(now);
        self.replace_instances(id, Vec::new());
        for column in &mut self.model.derived {
            *column.get_mut(id.index()) = Truth::False;
        }
    }

    fn free_thing(&mut self, id: ThingId) {
        let thing = self.model.things.get_mut(id.index());
        thing.alive = false;
        let (key, kind) = (std::mem::take(&mut thing.key), thing.kind);
        thing.links = Links::default();
        thing.placed.clear();
        thing.written.clear();
        self.model.thing_ids.remove_mut(&key);
        self.count(kind, &key, false);
        self.replace_instances(id, Vec::new());
        *self.model.results.get_mut(id.index()) = Results::default();
        self.emit_model_collections(kind);
        self.free_things.push(id);
    }

    fn count(&mut self, kind: ThingKind, key: &SmolStr, more: bool) {
        let listed = match kind {
            ThingKind::Zone => Some((&mut self.zones, &self.zone_readers)),
            ThingKind::Asset => Some((&mut self.assets, &self.asset_readers)),
            _ => None,
        };
        if let Some((names, readers)) = listed {
            if more {
                names.insert(key.clone());
            } else {
                names.remove(key);
            }
            self.stale.extend(readers);
        }
        let total = match kind {
            ThingKind::Zone => &mut self.model.totals.zones,
            ThingKind::Flow => &mut self.model.totals.flows,
            _ => return,
        };
        *total = if more { *total + 1 } else { total.saturating_sub(1) };
        // Some findings appear with the first zone or flow and go with the last.
        if *total <= 1 {
            self.all_stale = true;
        }
    }

    fn emit_model_collections(&mut self, kind: ThingKind) {
        let collections: &[Collection] = match kind {
            ThingKind::Entity => &[Collection::Elements, Collection::Entities],
            ThingKind::Process => &[Collection::Elements, Collection::Processes],
            ThingKind::Store => &[Collection::Elements, Collection::Stores],
            ThingKind::Flow => &[Collection::Flows],
            ThingKind::Zone => &[Collection::Zones],
            ThingKind::Asset => &[Collection::Assets],
            ThingKind::Actor | ThingKind::Model => &[],
        };
        for collection in collections {
            self.emit(ThingId::MODEL, Cell::Collection(*collection));
        }
    }

    /// Gives back what the item did to the model.
    fn unlink(&mut self, id: ItemId, before: &mut Before) {
        for (namespace, name) in self.item_uses.remove(&id).unwrap_or_default() {
            self.names.remove_use(namespace, &name, id);
        }
        for thing in self.model.things_of(id).to_vec() {
            before.entry(thing).or_insert_with(|| self.model.thing(thing).clone());
            self.unlink_thing(thing);
        }
        if let Some(number) = self.item_numbers.remove(&id) {
            self.forget_number(id, &number);
        }
        self.pending.scope |= self.model.item(id).is_some_and(|item| item.word == ItemWord::Scope);
        let resolutions =
            std::mem::replace(self.model.resolutions.get_mut(id.0 as usize), Arc::from([]));
        self.withdraw(id, &resolutions);
    }

    /// Takes a thing out of the lists of its neighbours.
    fn unlink_thing(&mut self, id: ThingId) {
        let thing = self.model.thing(id);
        let (kind, links) = (thing.kind, thing.links.clone());
        let drop_from = |list: &mut Vec<ThingId>| list.retain(|other| *other != id);
        match kind {
            ThingKind::Flow => {
                if let Some(source) = links.source {
                    drop_from(&mut self.links_mut(source).outflows);
                    self.emit_flows_of(source);
                }
                if let Some(target) = links.target {
                    drop_from(&mut self.links_mut(target).inflows);
                    self.emit_flows_of(target);
                }
                for asset in &links.data.assets {
                    drop_from(&mut self.links_mut(*asset).inflows);
                    self.emit(*asset, Cell::Collection(Collection::Flows));
                }
                self.pending.graph = true;
            }
            ThingKind::Zone => {
                if let Some(parent) = links.zone {
                    drop_from(&mut self.links_mut(parent).zones);
                }
            }
            _ => {
                if let Some(zone) = links.zone {
                    drop_from(&mut self.links_mut(zone).members);
                    self.emit_members_of(zone);
                }
                if kind == ThingKind::Store {
                    for asset in &links.data.assets {
                        drop_from(&mut self.links_mut(*asset).outflows);
                        self.emit(*asset, Cell::Collection(Collection::Stores));
                    }
                }
            }
        }
    }

    fn links_mut(&mut self, id: ThingId) -> &mut Links {
        &mut self.model.things.get_mut(id.index()).links
    }

    fn results_mut(&mut self, id: ThingId) -> &mut Results {
        self.model.results.get_mut(id.index())
    }

    /// Gives back what mitigations, threats, decisions and scopes did.
    fn withdraw(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
        for (slot, resolution) in resolutions {
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

    /// Looks up the item's references and does to the model what it says.
    fn link(&mut self, id: ItemId) {
        let Some(item) = self.model.shared_item(id) else { return };
        let mut resolutions: Vec<(Slot, Resolution)> = Vec::new();
        let mut uses: Vec<(Namespace, SmolStr)> = Vec::new();
        references(item.node(), &mut |slot, named| {
            self.counters.names_resolved += 1;
            if let Named::Path(path) = named {
                self.add_foreign(path);
            }
            let resolved = self.resolve(&item, slot, named);
            uses.extend(resolved.uses);
            resolutions.push((slot, resolved.resolution));
        });
        let around = item.parent.and_then(|parent| self.model.item(parent));
        if let Some(zone) = around.map(|zone| zone.meaning.name.clone())
            && !zone.is_empty()
        {
            uses.push((Namespace::Things, zone));
        }
        uses.sort_unstable_by(|left, right| {
            (left.0 as u8, &left.1).cmp(&(right.0 as u8, &right.1))
        });
        uses.dedup();
        for (namespace, name) in &uses {
            self.names.add_use(*namespace, name, id);
        }
        self.item_uses.insert(id, uses);

        if !self.model.things_of(id).is_empty() {
            self.link_things(id, &item, &resolutions);
        }
        // Of two items of one name the first counts.
        let counts = Namespace::of(item.word)
            .is_none_or(|names| self.names.definition(names, &item.meaning.name) == Some(id));
        match item.word {
            ItemWord::Mitigation if counts => self.place_mitigation(id, &item, &resolutions),
            ItemWord::Threat if counts => {
                self.place_threat(id, &resolutions);
                // Decisions about it see whether its places are there.
                self.mark_users(Namespace::Threats, &item.meaning.name);
            }
            ItemWord::Scope => self.pending.scope = true,
            word if word.is_decision() => self.place_decision(id, &resolutions),
            _ => {}
        }
        *self.model.resolutions.get_mut(id.0 as usize) = resolutions.into();
    }

    /// A thing for an element of an imported model, once somebody names it.
    fn add_foreign(&mut self, path: &Path) {
        let [(Separator::Dot, element)] = path.rest.as_slice() else { return };
        let Some(foreign) =
            self.imports.get(&path.first.text).and_then(|offer| offer.get(&element.text)).cloned()
        else {
            return;
        };
        let key = format_smolstr!("{}.{}", path.first.text, element.text);
        if self.model.thing_ids.contains_key(&key) {
            return;
        }
        let mut thing = Thing::new(foreign.kind, key.clone(), ItemId(u32::MAX), Part::Imported);
        if let Some(type_id) = self.model.schema.find_type(&foreign.type_name)
            && self.model.schema.type_info(type_id).root == foreign.kind
        {
            thing.type_id = type_id;
        }
        thing.own_trust = Some(foreign.trust);
        let id = self.add_thing(thing);
        self.model.thing_ids.insert_mut(key, id);
        self.pending.trust.push(id);
    }

    fn link_things(&mut self, id: ItemId, item: &ModelItem, resolutions: &[(Slot, Resolution)]) {
        let things = self.model.things_of(id).to_vec();
        let written = self.written(item);
        let info = item_info(item.word, Places::MODEL);
        let word = |key: &str, set: WordSetId| {
            // What the table does not give to this kind of item is reported and means nothing.
            info?.property(key)?;
            let sets = &self.model.schema.word_sets;
            item.word_of(key).and_then(|word| sets[usize::from(set.0)].position(word))
        };
        let value = |key, set| word(key, set).map_or(Value::Unset, Value::Word);
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
            thing.own_ratings = own_ratings.clone();
            thing.confidentiality = confidentiality.clone();
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
    fn written(&self, item: &ModelItem) -> Vec<Written> {
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

    fn link_place(&mut self, item: &ModelItem, id: ThingId, resolutions: &[(Slot, Resolution)]) {
        let named = resolutions.iter().find_map(|(slot, resolution)| match resolution {
            Resolution::Thing(zone) if *slot == Slot::Zone => Some(*zone),
            _ => None,
        });
        let around = item
            .parent
            .and_then(|parent| self.model.item(parent))
            .and_then(|zone| self.names.definition(Namespace::Things, &zone.meaning.name))
            .and_then(|zone| self.model.things_of(zone).first().copied())
            .filter(|zone| self.model.thing(*zone).kind == ThingKind::Zone);
        let zone = named.or(around).filter(|zone| *zone != id);
        self.links_mut(id).zone = zone;
        let is_zone = item.word == ItemWord::Zone;
        if let Some(zone) = zone {
            let links = self.links_mut(zone);
            if is_zone {
                links.zones.push(id);
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

    fn link_flow(
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
            }
            if let Some(target) = target {
                self.links_mut(target).inflows.push(thing);
                self.emit_flows_of(target);
            }
            self.add_reply_purpose(thing);
        }
        self.pending.graph = true;
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

    fn forget_number(&mut self, id: ItemId, number: &SmolStr) {
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
    fn add_reply_purpose(&mut self, reply: ThingId) {
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

    fn place_mitigation(
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
                let Some(control) = control else { continue };
                let placed = Placed { control, mitigation: id, effect };
                let list = match place {
                    Place::Thing(thing) => &mut self.model.things.get_mut(thing.index()).placed,
                    Place::Inside(zone) => &mut self.results_mut(zone).placed_inside,
                };
                // A target named twice is one target.
                if !list.contains(&placed) {
                    list.push(placed);
                    self.planned += usize::from(effect == Effect::Planned);
                    self.emit_placed(place, placed);
                }
            }
        }
    }

    fn place_threat(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
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

    fn place_decision(&mut self, id: ItemId, resolutions: &[(Slot, Resolution)]) {
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
    fn mark_place(&mut self, place: Place) {
        match place {
            Place::Thing(thing) if self.model.thing(thing).kind == ThingKind::Zone => {
                self.all_stale = true;
            }
            Place::Thing(thing) => self.mark(thing),
            Place::Inside(_) => self.all_stale = true,
        }
    }

    fn emit_placed(&mut self, place: Place, placed: Placed) {
        match place {
            Place::Thing(thing) => self.emit_attribute(thing, placed.control),
            Place::Inside(zone) => self.emit_inside(zone, placed.control),
        }
    }

    /// Writes the facts and controls of an item anew, where nothing else of it changed.
    fn rewrite_attributes(&mut self, id: ItemId) {
        let Some(item) = self.model.shared_item(id) else { return };
        let written = self.written(&item);
        for thing_id in self.model.things_of(id).to_vec() {
            if self.model.thing(thing_id).is_reply() {
                let old = self.model.thing(thing_id).written.clone();
                self.add_reply_purpose(thing_id);
                self.follow_written(thing_id, &old);
                continue;
            }
            let thing = self.model.things.get_mut(thing_id.index());
            let old = std::mem::replace(&mut thing.written, written.clone());
            self.follow_written(thing_id, &old);
        }
        self.mark_item(id);
    }

    fn rebuild_scope(&mut self) {
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
    fn thing(self) -> ThingId {
        match self {
            Self::Thing(thing) | Self::Inside(thing) => thing,
        }
    }
}

/// The places that a target names.
fn places(resolution: &Resolution) -> SmallVec<[Place; 2]> {
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

/// The keys of a flow's segments and of its reply.
fn flow_parts(name: &SmolStr, flow: &Flow, item: &Item) -> Vec<(SmolStr, Part)> {
    let segments = flow.path.len().saturating_sub(1).max(1);
    let mut keys: Vec<(SmolStr, Part)> = Vec::with_capacity(segments + 1);
    for index in 0..segments {
        let Ok(part) = u16::try_from(index) else { break };
        let key = if segments == 1 {
            name.clone()
        } else {
            let arrival = flow.path.get(index + 1).and_then(Option::as_ref);
            let arrival = arrival.map_or("segment", |path| path.last().text.as_str());
            let mut key = format_smolstr!("{name}/{arrival}");
            let mut number = 2;
            while keys.iter().any(|(other, _)| *other == key) {
                key = format_smolstr!("{name}/{arrival}-{number}");
                number += 1;
            }
            key
        };
        keys.push((key, Part::Segment(part)));
    }
    let returns = item.properties().find(|property| property.key.text == "returns");
    let comes_back = returns.is_some_and(|returns| {
        returns.values.iter().any(|value| word_of_value(value) != Some("nothing"))
    });
    if comes_back {
        keys.push((format_smolstr!("{name}/reply"), Part::Reply));
    }
    keys
}
