//! Types of elements, flows, zones, assets and actors.

use smol_str::SmolStr;

use super::{AttributeId, PackId};
use crate::kind::ThingKind;
use crate::source::Origin;
use crate::value::Value;

/// The number of a type in [`super::Schema::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

impl TypeId {
    /// The root type of a kind of thing. The model has no types; its root is never asked for.
    pub const fn root(kind: ThingKind) -> Self {
        Self((kind as u32).saturating_sub(1))
    }
}

/// A type, with everything it inherits already in place.
#[derive(Clone, Debug)]
pub struct TypeInfo {
    /// Its name.
    pub name: SmolStr,
    /// The pack that declares it; `None` for a root.
    pub pack: Option<PackId>,
    /// Where it is declared; `None` for a root.
    pub origin: Option<Origin>,
    /// Its title, or its name.
    pub title: SmolStr,
    /// The documentation above it.
    pub docs: SmolStr,
    /// The kind of thing it is a type of.
    pub root: ThingKind,
    /// The type it inherits from; `None` for a root.
    pub parent: Option<TypeId>,
    /// The bounds of its subtree in a walk over all types: `a` inherits from `b` if its bounds lie
    /// within those of `b`.
    pub enter: u32,
    /// See `enter`.
    pub exit: u32,
    /// The facts and controls it brings, its own and the inherited, sorted by id. Each names the
    /// type that says so.
    pub attributes: Vec<(AttributeId, Value, TypeId)>,
    /// The facts and controls that a thing of the type may not contradict, sorted.
    pub fixed: Vec<AttributeId>,
    /// For zones: how far they are trusted, by the built-in scale.
    pub trust: Option<u16>,
    /// For zones: their kind, by the built-in choice.
    pub zone_kind: Option<u16>,
    /// For stores: the kinds of data that every store of the type holds, those that its parent says
    /// first.
    pub holds: Vec<TypeId>,
    /// For assets: how confidential such data is.
    pub classified: Option<u16>,
    /// For assets: level of confidentiality.
    pub confidentiality: Option<u16>,
    /// For assets: level of integrity.
    pub integrity: Option<u16>,
    /// For assets: level of availability.
    pub availability: Option<u16>,
    /// For elements and flows: the sensitivity that holds whatever their data says.
    pub sensitivity: Option<u16>,
    /// For elements and flows: likewise.
    pub integrity_need: Option<u16>,
    /// For elements: likewise.
    pub availability_need: Option<u16>,
}

impl TypeInfo {
    /// What the type says of a fact or control, and the type that says it.
    pub fn attribute(&self, id: AttributeId) -> Option<(&Value, TypeId)> {
        let index = self.attributes.binary_search_by_key(&id, |(id, _, _)| *id).ok()?;
        let (_, value, says) = &self.attributes[index];
        Some((value, *says))
    }
}
