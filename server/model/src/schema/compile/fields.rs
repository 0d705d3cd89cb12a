//! The table of built-in fields: which kinds of things have them and what they give.
//!
//! Invariant: a name stands twice only for kinds that never occur together in one place of a
//! predicate, so looking a field up by name and kinds is never ambiguous.
//!
//! Not for: their values; those are found where a model is evaluated.

use crate::kind::{KindSet, ThingKind};
use crate::schema::{Collection, Field, Link, ValueType, WordSetId};

/// What a built-in field gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A value.
    Value(Field, ValueType),
    /// Another thing, of one of these kinds, or none.
    Link(Link, KindSet),
    /// Several things of these kinds.
    Things(Collection, KindSet),
    /// What the thing is, which `is` asks for.
    Type,
}

/// A field that things have without any knowledge base.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    /// The name.
    pub name: &'static str,
    /// The kinds of things that have it.
    pub kinds: KindSet,
    /// What it gives.
    pub meaning: Meaning,
    /// What it says, in one short sentence.
    pub about: &'static str,
}

/// The field of that name on a thing that may be of these kinds.
pub fn built_in(name: &str, kinds: KindSet) -> Option<&'static BuiltIn> {
    BUILT_INS.iter().find(|field| field.name == name && !field.kinds.and(kinds).is_empty())
}

/// The kinds that have a field of that name; empty if there is none.
pub fn kinds_with(name: &str) -> KindSet {
    BUILT_INS
        .iter()
        .filter(|field| field.name == name)
        .fold(KindSet::EMPTY, |kinds, field| kinds.or(field.kinds))
}

const ELEMENT: KindSet = KindSet::ELEMENTS;
const ENTITY: KindSet = KindSet::of(ThingKind::Entity);
const PROCESS: KindSet = KindSet::of(ThingKind::Process);
const STORE: KindSet = KindSet::of(ThingKind::Store);
const FLOW: KindSet = KindSet::of(ThingKind::Flow);
const ZONE: KindSet = KindSet::of(ThingKind::Zone);
const ASSET: KindSet = KindSet::of(ThingKind::Asset);
const ACTOR: KindSet = KindSet::of(ThingKind::Actor);
const MODEL: KindSet = KindSet::of(ThingKind::Model);
const CLASSIFICATION: ValueType = ValueType::Word(WordSetId::CLASSIFICATION);
const LEVEL: ValueType = ValueType::Word(WordSetId::LEVEL);

const fn value(
    name: &'static str,
    kinds: KindSet,
    field: Field,
    of: ValueType,
    about: &'static str,
) -> BuiltIn {
    BuiltIn { name, kinds, meaning: Meaning::Value(field, of), about }
}

const fn link(
    name: &'static str,
    kinds: KindSet,
    link: Link,
    to: KindSet,
    about: &'static str,
) -> BuiltIn {
    BuiltIn { name, kinds, meaning: Meaning::Link(link, to), about }
}

const fn things(
    name: &'static str,
    kinds: KindSet,
    collection: Collection,
    of: KindSet,
    about: &'static str,
) -> BuiltIn {
    BuiltIn { name, kinds, meaning: Meaning::Things(collection, of), about }
}

const fn type_of(name: &'static str, kinds: KindSet, about: &'static str) -> BuiltIn {
    BuiltIn { name, kinds, meaning: Meaning::Type, about }
}

/// All built-in fields.
pub const BUILT_INS: &[BuiltIn] = &[
    value("name", ELEMENT, Field::Name, ValueType::Text, "its name in the model"),
    type_of("kind", ELEMENT, "entity, process or store"),
    type_of("type", ELEMENT, "its type"),
    link("zone", ELEMENT, Link::Zone, ZONE, "the zone it lies in"),
    things(
        "zones",
        ELEMENT,
        Collection::Zones,
        ZONE,
        "its zone and all around it, innermost first",
    ),
    value(
        "trust",
        ELEMENT.or(ZONE),
        Field::Trust,
        ValueType::Word(WordSetId::TRUST),
        "how far the zone, or the zone it lies in, is trusted",
    ),
    things("inflows", ELEMENT, Collection::Inflows, FLOW, "the flows that end here, with replies"),
    things(
        "outflows",
        ELEMENT,
        Collection::Outflows,
        FLOW,
        "the flows that start here, with replies",
    ),
    things(
        "flows",
        ELEMENT.or(ASSET).or(MODEL),
        Collection::Flows,
        FLOW,
        "its flows; of an asset, those that carry it",
    ),
    things(
        "stores",
        ELEMENT.or(ZONE).or(ASSET).or(MODEL),
        Collection::Stores,
        STORE,
        "the stores it has a flow with; of a zone, its own; of an asset, those that hold it",
    ),
    things(
        "data",
        ELEMENT.or(FLOW),
        Collection::Data,
        ASSET,
        "what it carries; of an element, what it holds and its flows carry",
    ),
    things("holds", STORE, Collection::Holds, ASSET, "what it holds"),
    value(
        "sensitivity",
        ELEMENT.or(FLOW).or(ASSET),
        Field::Sensitivity,
        CLASSIFICATION,
        "the highest classification of its data",
    ),
    value(
        "integrity-need",
        ELEMENT.or(FLOW),
        Field::IntegrityNeed,
        LEVEL,
        "the highest integrity of its data",
    ),
    value(
        "availability-need",
        ELEMENT,
        Field::AvailabilityNeed,
        LEVEL,
        "the highest availability of its data, and at least what its criticality says",
    ),
    value("in-scope", ELEMENT, Field::InScope, ValueType::YesNo, "whether the model is about it"),
    value("owner", ELEMENT.or(MODEL), Field::Owner, ValueType::Person, "who answers for it"),
    link("source", FLOW, Link::Source, ELEMENT, "where it starts"),
    link("target", FLOW, Link::Target, ELEMENT, "where it ends"),
    type_of("via", FLOW, "how it is carried"),
    value("crosses", FLOW, Field::Crosses, ValueType::YesNo, "whether it goes from zone to zone"),
    value(
        "crossing",
        FLOW,
        Field::Crossing,
        ValueType::Word(WordSetId::CROSSING),
        "towards more trust (up), less (down) or the same (sideways), if it crosses",
    ),
    things("zones", FLOW, Collection::Zones, ZONE, "the zones it enters or leaves"),
    link("reply", FLOW, Link::Reply, FLOW, "what comes back"),
    value("is-reply", FLOW, Field::IsReply, ValueType::YesNo, "whether it is what comes back"),
    value(
        "initiator",
        FLOW,
        Field::Initiator,
        ValueType::Word(WordSetId::INITIATOR),
        "which end opens the connection",
    ),
    value("number", FLOW, Field::Number, ValueType::Number, "its number"),
    value(
        "kind",
        ZONE,
        Field::Kind,
        ValueType::Word(WordSetId::ZONE_KIND),
        "what sort of place it is",
    ),
    link("parent", ZONE, Link::Parent, ZONE, "the zone around it"),
    things("zones", ZONE, Collection::Zones, ZONE, "the zones around it"),
    things(
        "elements",
        ZONE.or(MODEL),
        Collection::Elements,
        ELEMENT,
        "its direct members; of the model, all elements",
    ),
    things(
        "entities",
        ZONE.or(MODEL),
        Collection::Entities,
        ENTITY,
        "its direct members that are entities; of the model, all",
    ),
    things(
        "processes",
        ZONE.or(MODEL),
        Collection::Processes,
        PROCESS,
        "its direct members that are processes; of the model, all",
    ),
    value("classified", ASSET, Field::Classified, CLASSIFICATION, "how confidential it is"),
    value("confidentiality", ASSET, Field::Confidentiality, LEVEL, "how much a leak would harm"),
    value("integrity", ASSET, Field::Integrity, LEVEL, "how much a false change would harm"),
    value("availability", ASSET, Field::Availability, LEVEL, "how much a loss would harm"),
    value(
        "kind",
        ACTOR,
        Field::Kind,
        ValueType::Word(WordSetId::ACTOR_KIND),
        "what sort of person or event it is",
    ),
    value("skill", ACTOR, Field::Skill, LEVEL, "how able the actor is"),
    value("motive", ACTOR, Field::Motive, ValueType::Text, "why the actor tries"),
    things("zones", MODEL, Collection::Zones, ZONE, "all zones"),
    things("assets", MODEL, Collection::Assets, ASSET, "all assets"),
];

/// The name of a field that has a value, on things of a kind, and what it takes.
pub fn name_of_field(wanted: Field, kind: ThingKind) -> Option<(&'static str, &'static ValueType)> {
    BUILT_INS.iter().find_map(|field| match &field.meaning {
        Meaning::Value(is, value_type) if *is == wanted && field.kinds.contains(kind) => {
            Some((field.name, value_type))
        }
        _ => None,
    })
}

/// The name of a field that gives several things.
pub fn name_of_collection(wanted: Collection) -> &'static str {
    let mut fields = BUILT_INS.iter();
    let found = fields.find(|it| matches!(it.meaning, Meaning::Things(is, _) if is == wanted));
    found.map_or("things", |field| field.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_declared_twice_for_one_kind() {
        for (index, field) in BUILT_INS.iter().enumerate() {
            for other in &BUILT_INS[..index] {
                assert!(
                    other.name != field.name || other.kinds.and(field.kinds).is_empty(),
                    "{}",
                    field.name
                );
            }
        }
    }

    #[test]
    fn fields_are_found_by_the_kinds_that_have_them() {
        assert!(matches!(built_in("kind", ZONE).map(|it| &it.meaning), Some(Meaning::Value(..))));
        assert!(matches!(built_in("kind", STORE).map(|it| &it.meaning), Some(Meaning::Type)));
        assert!(built_in("crosses", STORE).is_none());
        assert_eq!(kinds_with("flows"), ELEMENT.or(ASSET).or(MODEL));
    }
}
