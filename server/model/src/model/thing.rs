//! The things of a model, resolved: elements, flows, zones, assets, actors, and the model itself.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::ItemId;
use crate::kind::ThingKind;
use crate::schema::{AttributeId, TypeId};
use crate::value::Value;

/// The number of a thing in its model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThingId(pub u32);

impl ThingId {
    /// The model itself is always the first thing.
    pub const MODEL: Self = Self(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a flow, reply or store says of its data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// The assets.
    pub assets: SmallVec<[ThingId; 2]>,
    /// Nobody has said what it is.
    pub unknown: bool,
}

/// Which part of its item a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// A segment of a chain, counted from 0.
    Segment(u16),
    /// The reply.
    Reply,
    /// An element of an imported model.
    Imported,
    /// Data that a type of store holds without a name.
    Unnamed,
}

/// A fact or control as it is written on a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Which.
    pub attribute: AttributeId,
    /// What.
    pub value: Value,
    /// The assumption it rests on was refuted.
    pub refuted: bool,
}

/// A mitigation on a thing, with the control that it sets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The control; none of a mitigation without a kind, which settles only what it `counters`.
    pub control: Option<AttributeId>,
    /// The mitigation.
    pub mitigation: ItemId,
    /// What the mitigation's status makes of it.
    pub effect: Effect,
}

/// What the status of a mitigation does to the control it places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// `rejected`: the control is a no.
    No,
    /// `proposed`: nothing.
    Nothing,
    /// `planned`, `in-progress`: the control will be a yes.
    Planned,
    /// `done`, `verified`: the control is a yes.
    Yes,
}

impl Effect {
    /// The effect of a status; a mitigation without one is planned.
    pub fn of_status(status: Option<&str>) -> Self {
        match status {
            Some("done" | "verified") => Self::Yes,
            Some("proposed") => Self::Nothing,
            Some("rejected") => Self::No,
            _ => Self::Planned,
        }
    }
}

/// What a thing is joined with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Of an element: its zone; of a zone: the one around it.
    pub zone: Option<ThingId>,
    /// Of a flow: where it starts.
    pub source: Option<ThingId>,
    /// Of a flow: where it ends.
    pub target: Option<ThingId>,
    /// Of a flow: its reply; of a reply: its flow.
    pub reply: Option<ThingId>,
    /// Of a flow: what it carries; of a store: what it holds.
    pub data: Data,
    /// Of an element: the flows that end here. Of an asset: the flows that carry it.
    pub inflows: Vec<ThingId>,
    /// Of an element: the flows that start here. Of an asset: the stores that hold it.
    pub outflows: Vec<ThingId>,
    /// Of a zone: its direct elements.
    pub members: Vec<ThingId>,
    /// Of a zone: the zones directly inside.
    pub zones: Vec<ThingId>,
}

/// A rating by a scale. Each thing has several, so they are smaller than a [`Value`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rating {
    /// Nothing says it.
    #[default]
    Unset,
    /// Nobody has said what the data is.
    Unknown,
    /// The word of the scale, by its place.
    Word(u16),
}

impl From<Rating> for Value {
    fn from(rating: Rating) -> Self {
        match rating {
            Rating::Unset => Self::Unset,
            Rating::Unknown => Self::Unknown,
            Rating::Word(word) => Self::Word(word),
        }
    }
}

/// The three ratings that data gives to what handles it, and an asset has of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratings {
    /// By the scale of classification.
    pub sensitivity: Rating,
    /// By the scale of levels.
    pub integrity: Rating,
    /// By the scale of levels.
    pub availability: Rating,
}

/// A thing of a model.
#[derive(Clone, Debug)]
pub struct Thing {
    /// False once it is gone; its number may be given to another thing later.
    pub alive: bool,
    /// What it is.
    pub kind: ThingKind,
    /// The name by which decisions and output know it: `mail`, `mail/relay`, `mail/reply`.
    pub key: SmolStr,
    /// The item that declares it.
    pub item: ItemId,
    /// Which part of the item.
    pub part: Part,
    /// Its type; the root of its kind if it says none.
    pub type_id: TypeId,
    /// Further types of an asset (`also`).
    pub also: SmallVec<[TypeId; 1]>,
    /// What it is joined with.
    pub links: Links,
    /// Facts and controls written on it, sorted by number.
    pub written: Vec<Written>,
    /// Controls that mitigations set on it.
    pub placed: Vec<Placed>,
    /// What is written of its ratings (`sensitivity: …`, an asset's levels); `Unset` where nothing is.
    pub(crate) own_ratings: Ratings,
    /// Level of confidentiality of an asset.
    pub(crate) confidentiality: Rating,
    /// Trust as written on a zone.
    pub(crate) own_trust: Option<u16>,
    /// Kind as written on a zone or actor.
    pub(crate) own_kind: Option<u16>,
    /// `initiator` of a flow.
    pub(crate) initiator: Option<u16>,
    /// `skill` of an actor.
    pub(crate) skill: Option<u16>,
    /// Effective trust of a zone or element.
    pub(crate) trust: u16,
    /// How a flow crosses, by the choice `crossing`.
    pub(crate) crossing: u16,
    /// Effective ratings.
    pub(crate) ratings: Ratings,
}

impl Thing {
    pub(crate) fn new(kind: ThingKind, key: SmolStr, item: ItemId, part: Part) -> Self {
        Self {
            alive: true,
            kind,
            key,
            item,
            part,
            type_id: TypeId::root(kind),
            also: SmallVec::new(),
            links: Links::default(),
            written: Vec::new(),
            placed: Vec::new(),
            own_ratings: Ratings::default(),
            confidentiality: Rating::Unset,
            own_trust: None,
            own_kind: None,
            initiator: None,
            skill: None,
            trust: 0,
            crossing: 0,
            ratings: Ratings::default(),
        }
    }

    /// True for a reply.
    pub fn is_reply(&self) -> bool {
        self.part == Part::Reply
    }

    /// What is written of a fact or control on the thing itself.
    pub fn written(&self, attribute: AttributeId) -> Option<&Written> {
        let index =
            self.written.binary_search_by_key(&attribute, |written| written.attribute).ok()?;
        Some(&self.written[index])
    }
}

/// The words of the built-in choice `crossing`, by place.
pub(crate) mod crossing {
    pub(crate) const NONE: u16 = 0;
    pub(crate) const UP: u16 = 1;
    pub(crate) const DOWN: u16 = 2;
    pub(crate) const SIDEWAYS: u16 = 3;
}

/// The words of the built-in scale `trust`, by place.
pub(crate) mod trust {
    pub(crate) const NONE: u16 = 0;
    pub(crate) const MEDIUM: u16 = 2;
}
