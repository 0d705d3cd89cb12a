//! A model, resolved: its items, its things and what joins them, and the threats found on them.
//!
//! Invariants:
//! - A model is cheap to copy; a copy is a snapshot that later edits do not change.
//! - What is cached of a thing (trust, crossing, ratings, derived facts, instances of rules) agrees
//!   with what the model says whenever no update is under way. Only [`crate::engine`] changes it.
//!
//! Not for: finding out what an edit changes (that is the engine), or findings (those are checks).

mod answer;
mod decision;
mod interview;
mod item;
mod look_up;
mod question;
mod rating;
mod risk;
mod thing;
mod threat;

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::BlockId;

pub use answer::FirstAnswer;
pub use decision::{Decision, DecisionLevel};
pub use interview::InterviewQuestion;
pub use item::{ItemId, ModelItem};
pub(crate) use item::{flatten, meaning, word_of_value};
pub use look_up::{Found, Source};
pub use question::OpenQuestion;
pub use rating::Score;
pub(crate) use rating::score;
pub(crate) use risk::Circumstances;
pub use risk::{Adjustment, Risk};
pub use thing::{Data, Effect, Links, Part, Placed, Rating, Ratings, Thing, ThingId, Written};
pub(crate) use thing::{crossing, trust};
pub use threat::{Answer, Folded, RuleRef, State, Threat};

use crate::column::Column;
use crate::engine::Slot;
use crate::kind::ThingKind;
use crate::policy::RiskTable;
use crate::schema::{
    AttributeId, Collection, Level, RuleId, Schema, SharedSchema, TypeId, Unknowns,
};
use crate::source::FileId;
use crate::value::Truth;

/// What the model header and the workspace say of the analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How much the application matters.
    pub risk_level: Level,
    /// What an unknown control makes of a threat, if the header says so.
    pub unknowns: Option<Unknowns>,
    /// How threats of the model are rated, if the header says so.
    pub rating: Option<Method>,
    /// The day of the analysis.
    pub today: i64,
    /// How bad a severity and a likelihood are together.
    pub risks: RiskTable,
}

/// How threats of a model are rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Two words and a table.
    LikelihoodImpact,
    /// Five numbers from 0 to 10.
    Dread,
    /// A CVSS vector.
    Cvss,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ask {
    /// What a flow carries or a store keeps.
    Data,
    /// A fact or control.
    Attribute(AttributeId),
}

/// A rule whose situation is there, or may be, on a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The rule.
    pub rule: RuleId,
    /// Whether the situation is there; never false.
    pub when: Truth,
    /// Whether it is answered.
    pub unless: Truth,
    /// It would be answered if what is planned were done.
    pub planned: bool,
    /// What nobody has said and would decide it: where, and what.
    pub unknowns: SmallVec<[(ThingId, Ask); 2]>,
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// A thing of the model.
    Thing(ThingId),
    /// A flow with several segments, by its bare name: all of them.
    Things(Arc<[ThingId]>),
    /// Everything in a zone and the zones below it.
    Inside(ThingId),
    /// `*`
    Everything,
    /// `nothing`
    Nothing,
    /// `?`
    Unknown,
    /// An item that is no thing: a mitigation, an event, an assumption, …
    Item(ItemId),
    /// A control of a knowledge base.
    Control(AttributeId),
    /// A type.
    Type(TypeId),
    /// A rule of a pack.
    Rule(RuleId),
    /// All rules of a pack.
    Pack(SmolStr),
    /// A rule that a pack renamed or split; the new names.
    Moved(Arc<[SmolStr]>),
    /// A category of threats, or another word that needs no item.
    Word,
    /// It names something of another kind.
    WrongKind(WrongKind),
    /// It names nothing.
    Missing,
}

/// What a name names instead of what is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongKind {
    /// `process`, `mitigation`, …
    pub is: SmolStr,
}

/// A model, resolved.
#[derive(Clone)]
pub struct Model {
    /// Its name.
    pub name: SmolStr,
    /// The vocabulary and rules that it uses.
    pub schema: SharedSchema,
    /// The rules that run, by number.
    pub active: Arc<[bool]>,
    /// What the header says of the analysis.
    pub settings: Settings,
    /// The files that belong to it, in the order of their paths.
    pub files: Arc<[FileId]>,
    pub(crate) items: Column<Option<Arc<ModelItem>>>,
    /// The items of each block, in the order of the text.
    pub(crate) blocks: Map<(FileId, BlockId), Arc<[ItemId]>>,
    /// Things by key.
    pub(crate) thing_ids: Map<SmolStr, ThingId>,
    /// The things of each item: segments first, then the reply.
    pub(crate) item_things: Column<SmallVec<[ThingId; 2]>>,
    pub(crate) resolutions: Column<Arc<[(Slot, Resolution)]>>,
    pub(crate) things: Column<Thing>,
    pub(crate) results: Column<Results>,
    /// One column for each entry of the schema's order of derivations.
    pub(crate) derived: Vec<Column<Truth>>,
    /// Facts of packs that the language itself reads, and controls that counter rules.
    pub(crate) known: Arc<Known>,
    /// Where in that order each fact or control stands, if it is derived.
    pub(crate) derivation_index: Arc<[Option<u16>]>,
    /// Decisions whose target is a zone or everything.
    pub(crate) wide_decisions: Arc<Vec<ItemId>>,
    /// Things named in `scope in`, with true for everything inside.
    pub(crate) scope_in: Arc<Vec<(ThingId, bool)>>,
    /// Things named in `scope out`, likewise.
    pub(crate) scope_out: Arc<Vec<(ThingId, bool)>>,
    /// Whether a mitigation was ever placed on everything inside a zone or the model: where none
    /// was, nobody needs to look for one.
    pub(crate) places_inside: bool,
    /// How many zones, flows and numbered flows there are.
    pub(crate) totals: Totals,
    /// Data that types hold without a name, by type.
    pub(crate) unnamed: Arc<FxHashMap<TypeId, ThingId>>,
}

/// A map that is cheap to copy.
pub(crate) type Map<K, V> = rpds::HashTrieMap<K, V, archery::ArcTK, FxBuildHasher>;

/// A map without entries.
pub(crate) fn empty_map<K: Eq + std::hash::Hash, V>() -> Map<K, V> {
    Map::new_with_hasher_and_ptr_kind(FxBuildHasher)
}

/// What the schema holds of the facts that risks depend on, and of controls that counter rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub on_internet: Option<AttributeId>,
    pub internet_exposed: Option<AttributeId>,
    pub criticality: Option<AttributeId>,
    /// The word `critical` of the scale of criticality.
    pub critical: Option<u16>,
    /// For each rule, the controls that say they counter it.
    pub countering: Vec<Vec<AttributeId>>,
    /// The type of things that choose and use tools by themselves.
    pub agent: Option<TypeId>,
    /// For each fact or control, the security domain it belongs to, by its place in the list.
    pub domains: Vec<Option<u16>>,
}

impl Known {
    pub(crate) fn new(schema: &Schema) -> Self {
        let criticality = schema.find_attribute("criticality");
        let critical = criticality.and_then(|id| match schema.attribute(id).value_type {
            crate::schema::ValueType::Word(set) => {
                schema.word_sets[usize::from(set.0)].position("critical")
            }
            _ => None,
        });
        let countering = schema.rules.iter().map(|rule| {
            let controls = (0u32..).map(AttributeId).zip(&schema.attributes);
            let counters = controls.filter(|(_, control)| control.counters_rule(&rule.name));
            counters.map(|(id, _)| id).collect()
        });
        let countering = countering.collect();
        Self {
            on_internet: schema.find_attribute("on-internet"),
            internet_exposed: schema.find_attribute("internet-exposed"),
            criticality,
            critical,
            countering,
            agent: schema.find_type("agent"),
            domains: schema.attributes.iter().map(|info| domain_number(&info.domain)).collect(),
        }
    }
}

/// The place of a security domain in the list.
pub(crate) fn domain_number(name: &str) -> Option<u16> {
    let place = tm_grammar::words::DOMAINS.iter().position(|(word, _)| *word == name)?;
    u16::try_from(place).ok()
}

/// How many there are of what single checks ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub zones: usize,
    pub flows: usize,
    pub numbered: usize,
}

/// What is known of the threats on a thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Results {
    /// Rules whose situation is there or may be, by number.
    pub instances: Arc<[Instance]>,
    /// Threats of the model that name the thing.
    pub threats: Vec<ItemId>,
    /// Decisions that name the thing.
    pub decisions: Vec<ItemId>,
    /// What the thing is asked, and by which instances.
    pub asked: Vec<(Ask, ThingId, RuleId)>,
    /// Objectives that protect the thing.
    pub objectives: Vec<ItemId>,
    /// Controls that mitigations set on everything inside a zone, or in the whole model.
    pub placed_inside: Vec<Placed>,
}

impl Model {
    /// The thing of that number.
    pub fn thing(&self, id: ThingId) -> &Thing {
        self.things.get(id.index())
    }

    /// The item of that number, if it is still there.
    pub fn item(&self, id: ItemId) -> Option<&ModelItem> {
        self.items.find(id.0 as usize)?.as_deref()
    }

    /// The same, to keep while the model changes.
    pub(crate) fn shared_item(&self, id: ItemId) -> Option<Arc<ModelItem>> {
        self.items.find(id.0 as usize)?.clone()
    }

    /// What the references of an item name, in the order of [`crate::engine::references`].
    pub fn resolutions(&self, id: ItemId) -> &Arc<[(Slot, Resolution)]> {
        self.resolutions.get(id.0 as usize)
    }

    /// All things, the unnamed and imported ones left out.
    pub fn things(&self) -> impl Iterator<Item = (ThingId, &Thing)> {
        (0u32..).map(ThingId).zip(self.things.iter()).filter(|(_, thing)| {
            thing.alive && !matches!(thing.part, Part::Imported | Part::Unnamed)
        })
    }

    /// All items.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &ModelItem)> {
        (0u32..)
            .map(ItemId)
            .zip(self.items.iter())
            .filter_map(|(id, item)| Some((id, item.as_deref()?)))
    }

    /// The thing of that key: `accounts`, `mail/reply`.
    pub fn find(&self, key: &str) -> Option<ThingId> {
        self.thing_ids.get(key).copied()
    }

    /// The things that an item declares: segments of a flow first, then its reply. Of two items of
    /// one name only the first has some.
    pub fn things_of(&self, item: ItemId) -> &[ThingId] {
        self.item_things.find(item.0 as usize).map_or(&[], SmallVec::as_slice)
    }

    /// The items of a block, in the order of the text.
    pub fn block_items(&self, file: FileId, block: BlockId) -> &[ItemId] {
        self.blocks.get(&(file, block)).map_or(&[], |items| items)
    }

    /// Where a fact or control stands in the schema's order of derivations.
    pub(crate) fn derivation_of(&self, attribute: AttributeId) -> Option<usize> {
        self.derivation_index.get(attribute.0 as usize).copied().flatten().map(usize::from)
    }

    pub(crate) fn results(&self, id: ThingId) -> &Results {
        self.results.get(id.index())
    }

    /// The rules whose situation is there, or may be, on a thing.
    pub fn instances(&self, id: ThingId) -> &Arc<[Instance]> {
        &self.results(id).instances
    }

    /// The zones around a thing, innermost first: of an element its zone and all around that, of a
    /// zone those around it.
    pub fn zones_around(&self, id: ThingId) -> SmallVec<[ThingId; 6]> {
        let mut zones = SmallVec::new();
        let mut next = self.thing(id).links.zone;
        while let Some(zone) = next {
            // A zone written inside itself is left out when it is linked, so this ends; the bound
            // is for the middle of an update.
            if zones.contains(&zone) {
                break;
            }
            zones.push(zone);
            next = self.thing(zone).links.zone;
        }
        zones
    }

    /// True if `inner` lies in `zone` or in a zone below it; for a flow, if one of its ends does.
    pub fn lies_in(&self, inner: ThingId, zone: ThingId) -> bool {
        let thing = self.thing(inner);
        if thing.kind == ThingKind::Flow {
            return [thing.links.source, thing.links.target]
                .into_iter()
                .flatten()
                .any(|end| self.zones_around(end).contains(&zone));
        }
        self.zones_around(inner).contains(&zone)
    }

    /// True if the thing is what the model is about.
    ///
    /// A flow is if one of its ends is; a zone is if it is named, lies in one that is, or holds
    /// something that is named; assets, actors and the model always are.
    pub fn in_scope(&self, id: ThingId) -> bool {
        let thing = self.thing(id);
        match thing.kind {
            ThingKind::Model | ThingKind::Asset | ThingKind::Actor => true,
            _ if self.scope_in.is_empty() && self.scope_out.is_empty() => true,
            ThingKind::Flow => {
                let named = |list: &[(ThingId, bool)]| {
                    list.iter().any(|(named, _)| {
                        *named == id
                            || *named == ThingId::MODEL
                            || (thing.part == Part::Reply && Some(*named) == thing.links.reply)
                    })
                };
                if named(&self.scope_out) {
                    return false;
                }
                named(&self.scope_in)
                    || [thing.links.source, thing.links.target]
                        .into_iter()
                        .flatten()
                        .any(|end| self.in_scope(end))
            }
            _ => {
                let zones = self.zones_around(id);
                let covers = |list: &[(ThingId, bool)]| {
                    list.iter().any(|(named, _)| {
                        *named == id || *named == ThingId::MODEL || zones.contains(named)
                    })
                };
                !covers(&self.scope_out) && (self.scope_in.is_empty() || covers(&self.scope_in))
            }
        }
    }

    /// What a collection of a thing holds, in no particular order, and whether there may be more
    /// that nobody has named.
    pub fn collect(&self, id: ThingId, collection: Collection) -> (SmallVec<[ThingId; 8]>, bool) {
        let thing = self.thing(id);
        let links = &thing.links;
        let mut list: SmallVec<[ThingId; 8]> = SmallVec::new();
        let mut unknown = false;
        match (thing.kind, collection) {
            (ThingKind::Model, _) => {
                let wanted = |kind: ThingKind| match collection {
                    Collection::Elements => kind.is_element(),
                    Collection::Entities => kind == ThingKind::Entity,
                    Collection::Processes => kind == ThingKind::Process,
                    Collection::Stores => kind == ThingKind::Store,
                    Collection::Flows => kind == ThingKind::Flow,
                    Collection::Zones => kind == ThingKind::Zone,
                    Collection::Assets => kind == ThingKind::Asset,
                    _ => false,
                };
                list.extend(
                    self.things().filter(|(_, other)| wanted(other.kind)).map(|(id, _)| id),
                );
            }
            (ThingKind::Zone, Collection::Zones) => list.extend(self.zones_around(id)),
            (ThingKind::Zone, Collection::Elements) => list.extend_from_slice(&links.members),
            (
                ThingKind::Zone,
                Collection::Entities | Collection::Processes | Collection::Stores,
            ) => {
                let kind = match collection {
                    Collection::Entities => ThingKind::Entity,
                    Collection::Processes => ThingKind::Process,
                    _ => ThingKind::Store,
                };
                list.extend(
                    links.members.iter().copied().filter(|id| self.thing(*id).kind == kind),
                );
            }
            (ThingKind::Flow, Collection::Data) => {
                list.extend_from_slice(&links.data.assets);
                unknown = links.data.unknown;
            }
            (ThingKind::Flow, Collection::Zones) => {
                let ends = [links.source, links.target]
                    .map(|end| end.map(|end| self.zones_around(end)).unwrap_or_default());
                for (zones, other) in [(&ends[0], &ends[1]), (&ends[1], &ends[0])] {
                    list.extend(zones.iter().copied().filter(|zone| !other.contains(zone)));
                }
            }
            (ThingKind::Asset, Collection::Flows) => list.extend_from_slice(&links.inflows),
            (ThingKind::Asset, Collection::Stores) => list.extend_from_slice(&links.outflows),
            (kind, _) if kind.is_element() => match collection {
                Collection::Zones => list.extend(self.zones_around(id)),
                Collection::Inflows => list.extend_from_slice(&links.inflows),
                Collection::Outflows => list.extend_from_slice(&links.outflows),
                Collection::Flows => {
                    list.extend_from_slice(&links.inflows);
                    let loops = |flow: &ThingId| self.thing(*flow).links.target == Some(id);
                    list.extend(links.outflows.iter().copied().filter(|flow| !loops(flow)));
                }
                Collection::Stores => {
                    for flow in links.inflows.iter().chain(&links.outflows) {
                        let flow = &self.thing(*flow).links;
                        for end in [flow.source, flow.target].into_iter().flatten() {
                            if end != id
                                && self.thing(end).kind == ThingKind::Store
                                && !list.contains(&end)
                            {
                                list.push(end);
                            }
                        }
                    }
                }
                Collection::Holds if kind == ThingKind::Store => {
                    list.extend_from_slice(&links.data.assets);
                    unknown = links.data.unknown;
                }
                Collection::Data => {
                    // The data is unknown only if that of every flow and holding is.
                    let mut known = false;
                    if kind == ThingKind::Store {
                        list.extend_from_slice(&links.data.assets);
                        known |= !links.data.unknown;
                        unknown |= links.data.unknown;
                    }
                    for flow in links.inflows.iter().chain(&links.outflows) {
                        let data = &self.thing(*flow).links.data;
                        known |= !data.unknown;
                        unknown |= data.unknown;
                        for asset in &data.assets {
                            if !list.contains(asset) {
                                list.push(*asset);
                            }
                        }
                    }
                    unknown &= !known;
                }
                _ => {}
            },
            _ => {}
        }
        (list, unknown)
    }

    /// True if a thing is of a type or of one that inherits from it. An asset is of all its types.
    pub fn is_a(&self, id: ThingId, type_id: TypeId) -> bool {
        let thing = self.thing(id);
        self.schema.is_a(thing.type_id, type_id)
            || thing.also.iter().any(|also| self.schema.is_a(*also, type_id))
    }

    /// The title of a thing, if its item has one.
    pub fn title(&self, id: ThingId) -> Option<&str> {
        let item = self.item(self.thing(id).item)?;
        item.node().title().map(|title| title.value.as_str())
    }

    /// What to call a thing in a message.
    pub fn label(&self, id: ThingId) -> &str {
        if id == ThingId::MODEL { &self.name } else { &self.thing(id).key }
    }
}
