//! Linking: what an item does to the model, and how it gives that back.
//!
//! Every item that is linked again first gives back all it did. Then the things of touched names are
//! settled, and only then are references looked up, so that the order of items does not matter.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Path, Separator};
use tm_grammar::words::ItemWord;

use super::{Engine, Named, Namespace, Slot, references};
use crate::model::{ItemId, Part, Resolution, Thing, ThingId, Written};
use crate::parallel;

/// What things were before they were linked again.
type Before = FxHashMap<ThingId, Thing>;

/// What an item says, looked up.
#[derive(Default)]
struct Reading {
    resolutions: Vec<(Slot, Resolution)>,
    /// The names it uses, in order.
    uses: Vec<(Namespace, SmolStr)>,
    /// The facts and controls on the things that it declares.
    written: Vec<Written>,
}

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
        // In a first analysis nothing has been done yet.
        let known = if self.fresh { &[][..] } else { &relink };
        for id in known.iter().chain(&removed) {
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
        self.add_foreign_things(&relink);
        self.make_room_for_facts();
        // What a reference names does not depend on what others name.
        let readings = parallel::map(&relink, |id| self.read(*id));
        if self.fresh {
            self.item_uses.reserve(relink.len());
        }
        for (id, reading) in relink.iter().zip(readings) {
            self.link(*id, reading);
            self.mark_item(*id);
        }
        self.emit_placed_again();
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

    /// Gives back what the item did to the model.
    pub(super) fn unlink(&mut self, id: ItemId, before: &mut Before) {
        let uses = self.item_uses.remove(&id).unwrap_or_default();
        for (namespace, name) in &uses {
            self.names.remove_use(*namespace, name, id);
        }
        self.mark_definitions(&uses);
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

    /// Looks up the item's references and reads what is written on it.
    fn read(&self, id: ItemId) -> Reading {
        let Some(item) = self.model.item(id) else { return Reading::default() };
        let mut resolutions: Vec<(Slot, Resolution)> = Vec::new();
        let mut uses: Vec<(Namespace, SmolStr)> = Vec::new();
        references(item.node(), &mut |slot, named| {
            let resolved = self.resolve(item, slot, named);
            uses.extend(resolved.uses);
            resolutions.push((slot, resolved.resolution));
        });
        let around = item.parent.and_then(|parent| self.model.item(parent));
        if let Some(zone) = around.map(|zone| zone.name.clone())
            && !zone.is_empty()
        {
            uses.push((Namespace::Things, zone));
        }
        uses.sort_unstable_by(|left, right| {
            (left.0 as u8, &left.1).cmp(&(right.0 as u8, &right.1))
        });
        uses.dedup();
        let declares = !self.model.things_of(id).is_empty();
        let written = if declares { self.written(item) } else { Vec::new() };
        Reading { resolutions, uses, written }
    }

    /// Does to the model what the item says.
    fn link(&mut self, id: ItemId, reading: Reading) {
        let Some(item) = self.model.shared_item(id) else { return };
        let Reading { resolutions, uses, written } = reading;
        self.counters.names_resolved += resolutions.len() as u64;
        for (namespace, name) in &uses {
            self.names.add_use(*namespace, name, id);
        }
        self.mark_definitions(&uses);
        self.item_uses.insert(id, uses);

        if !self.model.things_of(id).is_empty() {
            self.link_things(id, &item, &resolutions, written);
        }
        // Of two items of one name the first counts.
        let counts = Namespace::of(item.word)
            .is_none_or(|names| self.names.definition(names, &item.name) == Some(id));
        match item.word {
            ItemWord::Mitigation if counts => self.place_mitigation(id, &item, &resolutions),
            ItemWord::Threat if counts => {
                self.place_threat(id, &resolutions);
                // Decisions about it see whether its places are there.
                self.mark_users(Namespace::Threats, &item.name);
            }
            ItemWord::Objective if counts => self.place_objective(id, &resolutions),
            ItemWord::Scope => self.pending.scope = true,
            word if word.is_decision() => self.place_decision(id, &resolutions),
            _ => {}
        }
        *self.model.resolutions.get_mut(id.0 as usize) = resolutions.into();
    }

    /// Writes the facts and controls of an item anew, where nothing else of it changed.
    pub(super) fn rewrite_attributes(&mut self, id: ItemId) {
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

    /// A thing for each element of an imported model that the items name.
    fn add_foreign_things(&mut self, items: &[ItemId]) {
        if self.imports.is_empty() {
            return;
        }
        for id in items {
            let Some(item) = self.model.shared_item(*id) else { continue };
            references(item.node(), &mut |_, named| {
                if let Named::Path(path) = named {
                    self.add_foreign(path);
                }
            });
        }
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
}
