//! The things of a model: which item has which, how they come, change their kind, and go.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Flow, Head, Item};
use tm_grammar::words::ItemWord;

use super::readers::Cell;
use super::{Engine, Namespace};
use crate::kind::ThingKind;
use crate::model::{ItemId, Links, Part, Results, Thing, ThingId, word_of_value};
use crate::schema::Collection;
use crate::value::Truth;

impl Engine {
    /// True if the item is the one that counts for the name of a thing.
    pub(super) fn declares_things(&self, id: ItemId) -> bool {
        let Some(item) = self.model.item(id) else { return false };
        if item.word == ItemWord::Model {
            return self.names.definition(Namespace::Models, &self.model.name) == Some(id);
        }
        ThingKind::of_item(item.word).is_some()
            && self.names.definition(Namespace::Things, &item.name) == Some(id)
    }

    /// Gives the item its things: those of the same keys as before, or new ones.
    pub(super) fn claim_things(&mut self, id: ItemId, orphans: &mut FxHashSet<ThingId>) {
        let Some(item) = self.model.item(id) else { return };
        let Some(kind) = ThingKind::of_item(item.word) else { return };
        if kind == ThingKind::Model {
            self.model.things.get_mut(0).item = id;
            *self.model.item_things.get_mut(id.0 as usize) =
                SmallVec::from_slice(&[ThingId::MODEL]);
            orphans.remove(&ThingId::MODEL);
            return;
        }
        let keys = match &item.node().head {
            Head::Flow(flow) => flow_parts(&item.name, flow, item.node()),
            _ => vec![(item.name.clone(), Part::Whole)],
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
    pub(super) fn change_kind(&mut self, id: ThingId, before: ThingKind, now: ThingKind) {
        let key = self.model.thing(id).key.clone();
        self.count(before, &key, false);
        self.count(now, &key, true);
        self.emit_model_collections(before);
        self.emit_model_collections(now);
        self.replace_instances(id, Vec::new());
        let schema = self.model.schema.clone();
        for (column, attribute) in self.model.derived.iter_mut().zip(&schema.derivation_order) {
            // A fact that it still has stays as it was until it is derived anew: only then do those
            // who read it hear that it differs.
            let derivation = &schema.attribute(*attribute).derivation;
            if !derivation.as_ref().is_some_and(|derivation| derivation.kinds.contains(now)) {
                *column.get_mut(id.index()) = Truth::False;
            }
        }
        self.forget_derived(id);
        // What a fact that spread here rests on is forgotten, too: it spreads anew.
        self.spreads.iter_mut().for_each(|state| state.stale = true);
    }

    /// What facts rest on, how they spread and what is reached is not that of a thing that is gone.
    fn forget_derived(&mut self, id: ThingId) {
        self.spreads.iter_mut().for_each(|state| state.forget(id));
        self.pending.ways.push(id);
        for bases in &mut self.bases {
            bases.remove(&id);
        }
    }

    pub(super) fn free_thing(&mut self, id: ThingId) {
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
        self.forget_derived(id);
        self.free_things.push(id);
    }

    pub(super) fn count(&mut self, kind: ThingKind, key: &SmolStr, more: bool) {
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

    pub(super) fn emit_model_collections(&mut self, kind: ThingKind) {
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

    /// Takes a thing out of the lists of its neighbours.
    pub(super) fn unlink_thing(&mut self, id: ThingId) {
        let thing = self.model.thing(id);
        let (kind, links) = (thing.kind, thing.links.clone());
        self.mark_affected(id);
        let drop_from = |list: &mut Vec<ThingId>| list.retain(|other| *other != id);
        match kind {
            ThingKind::Flow => {
                if let Some(source) = links.source {
                    drop_from(&mut self.links_mut(source).outflows);
                    self.emit_flows_of(source);
                    self.pending.ways.push(source);
                }
                if let Some(target) = links.target {
                    drop_from(&mut self.links_mut(target).inflows);
                    self.emit_flows_of(target);
                }
                for asset in &links.data.assets {
                    drop_from(&mut self.links_mut(*asset).inflows);
                    self.emit(*asset, Cell::Collection(Collection::Flows));
                }
            }
            ThingKind::Zone => {
                if let Some(parent) = links.zone {
                    drop_from(&mut self.links_mut(parent).zones);
                    self.mark(parent);
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

    pub(super) fn links_mut(&mut self, id: ThingId) -> &mut Links {
        &mut self.model.things.get_mut(id.index()).links
    }

    pub(super) fn results_mut(&mut self, id: ThingId) -> &mut Results {
        self.model.results.get_mut(id.index())
    }
}

/// What the segments of a chain are called behind the name of the flow, from the names of the elements
/// where they arrive: `mail/relay`, and `mail/relay-2` for a second arrival.
pub fn segment_names<'a>(arrivals: impl IntoIterator<Item = &'a str>) -> Vec<SmolStr> {
    let mut names: Vec<SmolStr> = Vec::new();
    for arrival in arrivals {
        let mut name = SmolStr::new(arrival);
        let mut number = 2;
        while names.contains(&name) {
            name = format_smolstr!("{arrival}-{number}");
            number += 1;
        }
        names.push(name);
    }
    names
}

/// The keys of a flow's segments and of its reply.
fn flow_parts(name: &SmolStr, flow: &Flow, item: &Item) -> Vec<(SmolStr, Part)> {
    let mut keys: Vec<(SmolStr, Part)> = Vec::with_capacity(flow.path.len() + 1);
    if flow.path.len() <= 2 {
        keys.push((name.clone(), Part::Segment(0)));
    } else {
        let arrivals = flow.path.iter().skip(1).map(|end| match end {
            Some(path) => path.last().text.as_str(),
            None => "segment",
        });
        for (part, segment) in (0..u16::MAX).zip(segment_names(arrivals)) {
            keys.push((format_smolstr!("{name}/{segment}"), Part::Segment(part)));
        }
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
