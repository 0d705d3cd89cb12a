//! The incremental engine of one model: from changed blocks to changed threats.
//!
//! The way of an update:
//! 1. Here: the items of the changed blocks are compared with what they were before. What means the
//!    same is left alone; what only says other facts goes straight to step 4.
//! 2. [`names`]: which names are defined anew or no more, and so which other items must be looked at.
//! 3. [`link`]: those items give back what they did to the model, and do it anew: [`references`] and
//!    [`resolve`] say what they name, [`things`] and [`joining`] make and join things, [`placements`]
//!    puts mitigations, threats and decisions where they belong, [`changes`] notes what differs.
//! 4. [`propagate`]: what changed of things is followed to what reads it ([`readers`], and
//!    [`backwards`] from what is read to who reads it), in one fixed order: [`basics`] (trust,
//!    crossings, ratings), [`derivations`] and [`spread`] (derived facts), [`rules`], [`ways`].
//!
//! Invariants:
//! - After an update the model equals the one that a new engine makes of the same blocks, up to the
//!   numbers of items and things.
//! - Only what reads something that changed is evaluated again; [`Counters`] say how much that was.
//! - An engine is the only writer of its model. The model is cheap to copy; copies are snapshots.

mod backwards;
mod basics;
mod census;
mod changes;
mod derivations;
mod joining;
mod link;
mod names;
mod placements;
mod propagate;
mod readers;
mod references;
mod resolve;
mod rules;
mod spread;
mod things;
mod ways;

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

pub(crate) use census::{Census, Count, Exists, Tally};
pub use names::share_names;
pub(crate) use names::{Names, Namespace};
pub use references::{Named, Slot, references};
pub(crate) use resolve::full_name;
pub use things::segment_names;

use crate::column::Column;
use crate::kind::ThingKind;
use crate::model::{
    ItemId, Known, Model, ModelItem, Part, Placed, Results, Settings, Thing, ThingId, Totals,
    empty_map, flatten, meaning,
};
use crate::schema::{RuleId, SharedSchema};
use crate::source::FileId;
use crate::value::Truth;
use readers::{Cell, Readers};

/// How much work has been done since the engine was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// References that were looked up.
    pub names_resolved: u64,
    /// Times a derived fact or control was worked out for a thing.
    pub facts_derived: u64,
    /// Times a rule was evaluated for a thing.
    pub rules_evaluated: u64,
    /// Blocks of models whose findings were made.
    pub blocks_checked: u64,
}

/// An element of an imported model.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Foreign {
    pub kind: ThingKind,
    pub type_name: SmolStr,
    pub trust: u16,
}

/// What an imported model offers: its elements by name.
pub(crate) type Offer = Arc<FxHashMap<SmolStr, Foreign>>;

/// Where a block stands: the number of its file in the model, and its number in the file.
pub(crate) type Order<'a> = &'a dyn Fn(FileId, BlockId) -> (usize, usize);

/// Which lists of the model the findings of a block were made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reads {
    /// All names that are defined: what was probably meant, which name is still free.
    pub names: bool,
    /// All zones.
    pub zones: bool,
    /// All assets.
    pub assets: bool,
    /// How many there are of what the model holds.
    pub totals: bool,
    /// Whether there are any of what the model holds.
    pub exists: bool,
    /// Anything of the model.
    pub everything: bool,
}

/// Keeps one model up to date.
pub(crate) struct Engine {
    pub(crate) model: Model,
    pub(crate) names: Names,
    pub(crate) counters: Counters,
    /// Imported models by alias.
    imports: FxHashMap<SmolStr, Offer>,
    readers: Arc<Readers>,
    /// The names that an item uses.
    item_uses: FxHashMap<ItemId, Vec<(Namespace, SmolStr)>>,
    /// The number of a flow.
    item_numbers: FxHashMap<ItemId, SmolStr>,
    free_items: Vec<ItemId>,
    free_things: Vec<ThingId>,
    numbers: FxHashMap<SmolStr, SmallVec<[ItemId; 1]>>,
    planned: usize,
    rules_by_kind: Vec<Vec<RuleId>>,
    pending: Pending,
    /// Truth of the seeds and of the conditions of facts that spread, by derivation.
    spreads: Vec<spread::SpreadState>,
    /// What derived facts that are unknown rest on, by derivation.
    bases: Vec<FxHashMap<ThingId, u64>>,
    /// For each process, whether something is reached from it in the end.
    pub(crate) leads_on: Vec<bool>,
    /// Everything is new, so nothing needs to be followed.
    fresh: bool,
    /// Blocks whose findings may have changed.
    pub(crate) stale: FxHashSet<(FileId, BlockId)>,
    /// The findings of every block may have changed.
    pub(crate) all_stale: bool,
    /// The zones by name.
    zones: BTreeSet<SmolStr>,
    /// The assets by name.
    assets: BTreeSet<SmolStr>,
    /// Blocks whose findings were made from all names.
    name_readers: FxHashSet<(FileId, BlockId)>,
    /// Blocks whose findings were made from all zones.
    zone_readers: FxHashSet<(FileId, BlockId)>,
    /// Blocks whose findings were made from all assets.
    asset_readers: FxHashSet<(FileId, BlockId)>,
    /// What the blocks of the model add up to.
    pub(crate) census: Census,
    /// Blocks whose findings were made from anything of the model.
    everything_readers: FxHashSet<(FileId, BlockId)>,
}

/// What an update has yet to do.
#[derive(Debug, Default)]
struct Pending {
    attributes: Vec<ItemId>,
    relink: FxHashSet<ItemId>,
    removed: Vec<ItemId>,
    touched_names: FxHashSet<(Namespace, SmolStr)>,
    cells: Vec<(ThingId, Cell)>,
    trust: Vec<ThingId>,
    crossing: Vec<ThingId>,
    ratings: Vec<ThingId>,
    derived: Vec<Vec<ThingId>>,
    rules: Vec<(RuleId, ThingId)>,
    /// Elements that are new, gone, of another kind, or with other flows that start there.
    ways: Vec<ThingId>,
    scope: bool,
    /// A mitigation that is planned came or went.
    plans: bool,
    /// Controls that mitigations placed, or place no more.
    placed: Vec<(placements::Place, Placed)>,
}

impl Engine {
    pub(crate) fn new(
        name: SmolStr,
        schema: SharedSchema,
        active: Arc<[bool]>,
        settings: Settings,
        files: Arc<[FileId]>,
        imports: FxHashMap<SmolStr, Offer>,
    ) -> Self {
        let derivations = schema.derivation_order.len();
        let mut derivation_index = vec![None; schema.attributes.len()];
        for (index, id) in (0u16..).zip(&schema.derivation_order) {
            derivation_index[id.0 as usize] = Some(index);
        }
        let mut rules_by_kind = vec![Vec::new(); ThingKind::ALL.len()];
        for (number, rule) in (0u32..).zip(&schema.rules) {
            if active.get(number as usize).copied().unwrap_or(false) {
                for kind in rule.kinds.iter() {
                    rules_by_kind[kind as usize].push(RuleId(number));
                }
            }
        }
        let model = Model {
            name,
            active: active.clone(),
            settings,
            files,
            items: Column::default(),
            blocks: empty_map(),
            thing_ids: empty_map(),
            item_things: Column::default(),
            resolutions: Column::default(),
            things: Column::default(),
            results: Column::default(),
            derived: vec![Column::default(); derivations],
            known: Arc::new(Known::new(&schema)),
            derivation_index: derivation_index.into(),
            wide_decisions: Arc::default(),
            scope_in: Arc::default(),
            scope_out: Arc::default(),
            places_inside: false,
            totals: Totals::default(),
            unnamed: Arc::default(),
            schema: schema.clone(),
        };
        let mut engine = Self {
            model,
            names: Names::default(),
            counters: Counters::default(),
            imports,
            readers: Arc::new(Readers::new(&schema, &active)),
            item_uses: FxHashMap::default(),
            item_numbers: FxHashMap::default(),
            free_items: Vec::new(),
            free_things: Vec::new(),
            numbers: FxHashMap::default(),
            planned: 0,
            rules_by_kind,
            pending: Pending { derived: vec![Vec::new(); derivations], ..Pending::default() },
            spreads: vec![spread::SpreadState::default(); derivations],
            bases: vec![FxHashMap::default(); derivations],
            leads_on: Vec::new(),
            fresh: true,
            stale: FxHashSet::default(),
            all_stale: true,
            zones: BTreeSet::new(),
            assets: BTreeSet::new(),
            name_readers: FxHashSet::default(),
            zone_readers: FxHashSet::default(),
            asset_readers: FxHashSet::default(),
            census: Census::default(),
            everything_readers: FxHashSet::default(),
        };
        // The model itself is a thing that no item needs to declare; its number is never given away.
        engine.add_thing(Thing::new(
            ThingKind::Model,
            SmolStr::default(),
            ItemId(u32::MAX),
            Part::Whole,
        ));
        engine.add_unnamed();
        engine.make_room_for_facts();
        engine
    }

    /// A thing for each kind of data that some type holds without a name.
    fn add_unnamed(&mut self) {
        let schema = self.model.schema.clone();
        let mut unnamed = FxHashMap::default();
        for type_id in schema.types.iter().flat_map(|info| info.holds.iter().copied()) {
            if unnamed.contains_key(&type_id) {
                continue;
            }
            let mut thing = Thing::new(
                ThingKind::Asset,
                schema.type_info(type_id).name.clone(),
                ItemId(u32::MAX),
                Part::Unnamed,
            );
            thing.type_id = type_id;
            unnamed.insert(type_id, self.add_thing(thing));
        }
        self.model.unnamed = Arc::new(unnamed);
    }

    /// A new thing. [`Self::make_room_for_facts`] comes after it.
    pub(crate) fn add_thing(&mut self, thing: Thing) -> ThingId {
        if let Some(id) = self.free_things.pop() {
            *self.model.things.get_mut(id.index()) = thing;
            *self.model.results.get_mut(id.index()) = Results::default();
            for column in &mut self.model.derived {
                *column.get_mut(id.index()) = Truth::False;
            }
            self.pending.ways.push(id);
            return id;
        }
        let index = self.model.things.push(thing);
        self.model.results.push(Results::default());
        let id = ThingId(u32::try_from(index).unwrap_or(u32::MAX));
        self.pending.ways.push(id);
        id
    }

    /// Makes room for the derived facts of things that were added: of all at once, for in a first
    /// analysis they are many.
    fn make_room_for_facts(&mut self) {
        let things = self.model.things.len();
        for column in &mut self.model.derived {
            column.grow(things, &Truth::False);
        }
    }

    /// Takes in a block that is new, changed, or (with `None`) gone.
    pub(crate) fn set_block(&mut self, file: FileId, block: BlockId, tree: Option<&Arc<Block>>) {
        self.stale.insert((file, block));
        let old = self.model.blocks.get(&(file, block)).cloned().unwrap_or_else(|| Arc::from([]));
        let Some(tree) = tree else {
            self.model.blocks.remove_mut(&(file, block));
            self.pending.removed.extend(old.iter());
            return;
        };
        let mut left = self.items_by_name(&old);
        let paths = flatten(tree);
        let mut ids: Vec<ItemId> = Vec::with_capacity(paths.len());
        for (path, parent) in paths {
            let parent = parent.map(|parent| ids[parent]);
            let item = ModelItem::new(file, block, tree.clone(), path, parent);
            let same = left.get_mut(&(item.word, item.name.clone())).and_then(Vec::pop);
            let id = match same {
                Some(id) => {
                    self.change_item(id, item);
                    id
                }
                None => self.add_item(item),
            };
            ids.push(id);
        }
        self.pending.removed.extend(left.into_values().flatten());
        self.model.blocks.insert_mut((file, block), ids.into());
    }

    /// The items of a block by word and name, the first of equals last: of now, each is the first
    /// that is left of those with its word and name.
    fn items_by_name(&self, old: &[ItemId]) -> FxHashMap<(ItemWord, SmolStr), Vec<ItemId>> {
        let mut left: FxHashMap<(ItemWord, SmolStr), Vec<ItemId>> = FxHashMap::default();
        for id in old.iter().rev() {
            if let Some(item) = self.model.item(*id) {
                left.entry((item.word, item.name.clone())).or_default().push(*id);
            }
        }
        left
    }

    fn add_item(&mut self, item: ModelItem) -> ItemId {
        let namespace = Namespace::of(item.word);
        let name = item.name.clone();
        let id = match self.free_items.pop() {
            Some(id) => {
                *self.model.items.get_mut(id.0 as usize) = Some(Arc::new(item));
                id
            }
            None => {
                let index = self.model.items.push(Some(Arc::new(item)));
                self.model.resolutions.push(Arc::from([]));
                self.model.item_things.push(SmallVec::new());
                ItemId(u32::try_from(index).unwrap_or(u32::MAX))
            }
        };
        self.pending.relink.insert(id);
        if let Some(namespace) = namespace
            && !name.is_empty()
        {
            self.names.define(namespace, &name, id);
            self.pending.touched_names.insert((namespace, name));
        }
        id
    }

    /// Takes in an item of the same word and name.
    fn change_item(&mut self, id: ItemId, item: ModelItem) {
        let Some(before) = self.model.item(id) else { return };
        let same_place = before.parent == item.parent;
        let (old, new) = (before.node(), item.node());
        if same_place
            && before.path == item.path
            && old.span.text(before.text()) == new.span.text(item.text())
        {
            *self.model.items.get_mut(id.0 as usize) = Some(Arc::new(item));
            return;
        }
        let (old, new) = (meaning(old, before.text()), meaning(new, item.text()));
        // What a threat says is told where it could happen.
        let told = item.word == ItemWord::Threat && old.rest != new.rest;
        let links = !same_place || old.head != new.head || old.links != new.links || told;
        let attributes = old.attributes != new.attributes;
        // What other items see of an item: which parts a flow has, and whether an assumption holds
        // or a mitigation is in place.
        let seen = match item.word {
            ItemWord::Flow => links,
            ItemWord::Assumption | ItemWord::Mitigation | ItemWord::Import | ItemWord::Moved => {
                links
            }
            _ => false,
        };
        if links {
            self.pending.relink.insert(id);
        } else if attributes {
            self.pending.attributes.push(id);
        }
        // Of two items of one name the first counts, and which that is follows from their places.
        let shared = |namespace| {
            let entry = self.names.get(namespace, &item.name);
            before.path != item.path && entry.is_some_and(|entry| entry.definitions.len() > 1)
        };
        if let Some(namespace) = Namespace::of(item.word)
            && !item.name.is_empty()
            && (seen || shared(namespace))
        {
            self.pending.touched_names.insert((namespace, item.name.clone()));
        }
        *self.model.items.get_mut(id.0 as usize) = Some(Arc::new(item));
    }

    /// Brings everything up to date after blocks were set.
    pub(crate) fn update(&mut self, order: Order<'_>) {
        self.settle_names(order);
        self.link_all();
        self.propagate();
        self.fresh = false;
    }

    /// Removed items give up their names; what a touched name means is decided anew, and every item
    /// that defines or uses it must be linked again.
    fn settle_names(&mut self, order: Order<'_>) {
        for id in &self.pending.removed {
            let Some(item) = self.model.item(*id) else { continue };
            let name = item.name.clone();
            if let Some(namespace) = Namespace::of(item.word)
                && !name.is_empty()
            {
                self.names.undefine(namespace, &name, *id);
                self.pending.touched_names.insert((namespace, name));
            }
        }
        let touched: Vec<_> = self.pending.touched_names.iter().cloned().collect();
        if !touched.is_empty() {
            self.stale.extend(&self.name_readers);
        }
        for (namespace, name) in touched {
            let model = &self.model;
            self.names.sort_definitions(namespace, &name, |id| {
                model.item(id).map(|item| (order(item.file, item.block), item.path.clone()))
            });
            if let Some(entry) = self.names.get(namespace, &name) {
                self.pending.relink.extend(entry.definitions.iter().chain(&entry.uses));
            }
        }
        for id in &self.pending.removed {
            self.pending.relink.remove(id);
        }
    }

    /// The block of an item may have other findings now.
    pub(crate) fn mark_item(&mut self, id: ItemId) {
        if self.all_stale {
            return;
        }
        if let Some(item) = self.model.item(id) {
            self.stale.insert((item.file, item.block));
        }
    }

    /// The block of a thing may have other findings now, and so may those of the things that its
    /// threats ask about: which of them are asked depends on which of its threats is shown.
    pub(crate) fn mark(&mut self, id: ThingId) {
        if self.all_stale {
            return;
        }
        self.mark_item(self.model.thing(id).item);
        let instances = self.model.instances(id).clone();
        for (asked, _) in instances.iter().flat_map(|instance| &instance.unknowns) {
            self.mark_item(self.model.thing(*asked).item);
        }
    }

    /// What the names stand for may have other findings now: something that uses them came, went or
    /// says something else.
    pub(crate) fn mark_definitions(&mut self, uses: &[(Namespace, SmolStr)]) {
        // A first analysis looks at everything.
        if self.fresh {
            return;
        }
        for (namespace, name) in uses {
            let known = self.names.get(*namespace, name).map(|entry| entry.definitions.clone());
            known.into_iter().flatten().for_each(|item| self.mark_item(item));
        }
    }

    /// The findings that were made from anything of the model may be others now, if some are.
    pub(crate) fn mark_readers_of_everything(&mut self) {
        if !self.stale.is_empty() {
            self.stale.extend(&self.everything_readers);
        }
    }

    /// Items that use a name may have other findings now.
    pub(crate) fn mark_users(&mut self, namespace: Namespace, name: &str) {
        let users = self.names.get(namespace, name).map(|entry| entry.uses.clone());
        users.into_iter().flatten().for_each(|user| self.mark_item(user));
    }

    /// Decisions about a thing, and those about everything, may have other findings now.
    pub(crate) fn mark_decisions(&mut self, id: ThingId) {
        let narrow = self.model.results(id).decisions.clone();
        narrow.into_iter().for_each(|decision| self.mark_item(decision));
        self.mark_wide_decisions();
    }

    /// Decisions about everything in a zone, or everywhere, may have other findings now.
    pub(crate) fn mark_wide_decisions(&mut self) {
        let wide = self.model.wide_decisions.clone();
        wide.iter().for_each(|decision| self.mark_item(*decision));
    }

    /// The flows of a number, by item.
    pub(crate) fn flows_numbered(&self, number: &str) -> &[ItemId] {
        self.numbers.get(number).map_or(&[], SmallVec::as_slice)
    }

    /// The zones, by name.
    pub(crate) fn zones(&self) -> &BTreeSet<SmolStr> {
        &self.zones
    }

    /// The assets, by name.
    pub(crate) fn assets(&self) -> &BTreeSet<SmolStr> {
        &self.assets
    }

    /// What the import of that alias offers.
    pub(crate) fn offer(&self, alias: &str) -> Option<&Offer> {
        self.imports.get(alias)
    }

    /// Before any block is counted: what there will be any of, as far as the items say it.
    pub(crate) fn foresee_counts(&mut self) {
        if self.census.is_empty() {
            let any = |word| self.model.items().any(|(_, item)| item.word == word);
            self.census.foresee(Exists {
                assets: any(ItemWord::Asset),
                objectives: any(ItemWord::Objective),
                actors: any(ItemWord::Actor),
                ..Exists::default()
            });
        }
    }

    /// Remembers which lists the findings of a block were made from.
    pub(crate) fn note_reads(&mut self, file: FileId, block: BlockId, reads: Reads) {
        for (readers, reads) in [
            (&mut self.name_readers, reads.names),
            (&mut self.zone_readers, reads.zones),
            (&mut self.asset_readers, reads.assets),
            (&mut self.everything_readers, reads.everything),
        ] {
            if reads {
                readers.insert((file, block));
            } else {
                readers.remove(&(file, block));
            }
        }
    }
}
