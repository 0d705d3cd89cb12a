//! What the knowledge bases of a model say, compiled: types, facts and controls, scales and choices,
//! rules, questions, categories, events.
//!
//! A schema is immutable and shared. It belongs to a set of packs (the ones that a model uses, and
//! the ones that those use), with overrides and `disable` already applied.
//!
//! Invariants:
//! - Everything in a schema has been type-checked. What did not type-check is left out and reported,
//!   so evaluation is total: it has no error value.
//! - Facts and controls that follow from others form no cycle; [`Schema::derivation_order`] lists
//!   them so that each comes after what it reads.
//!
//! Not for: what a model says, and the values of anything.

mod attribute;
pub mod compile;
mod expression;
mod parts;
mod rule;
mod types;
mod words;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

pub use attribute::{
    Attribute, AttributeDefault, AttributeId, AttributeRole, Derivation, Spread, ValueType,
};
pub use expression::{
    Collection, Count, Field, Link, Operand, Place, Range, Read, Root, Slot, Test, TypeTest, What,
};
pub use parts::Part;
pub use rule::{
    Category, Event, Level, Profile, Question, Requirement, Rule, RuleId, Template, TemplatePart,
};
pub use types::{TypeId, TypeInfo};
pub use words::{WordSet, WordSetId};

use crate::source::Origin;

/// Facts, controls, types and words of scales that the language itself reads, where a pack declares
/// them: they have these names in every pack.
pub const READ_BY_NAME: &[&str] = &[
    "agent",
    "authenticated",
    "credential",
    "critical",
    "criticality",
    "encrypted",
    "internet-exposed",
    "key",
    "log",
    "log-store",
    "on-internet",
    "password",
    "purpose",
    "response",
    "retrieval",
    "token",
    "tool-call",
    "tool-result",
];

/// The number of a pack in [`Schema::packs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackId(pub u16);

/// A knowledge base that a schema was compiled from.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name.
    pub name: SmolStr,
    /// Its version as written; empty if it has none.
    pub version: SmolStr,
    /// Its title.
    pub title: SmolStr,
    /// Where its header stands.
    pub origin: Origin,
    /// What an unknown control means in its rules, if its header says so.
    pub unknowns: Option<Unknowns>,
    /// The profiles it declares, besides the three that every pack has.
    pub profiles: Vec<Profile>,
}

/// What an unknown control makes of a threat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknowns {
    /// A question: the threat is possible.
    #[default]
    Ask,
    /// The threat is open.
    Threat,
    /// Nothing.
    Ignore,
}

/// The compiled vocabulary and rules of a set of packs.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The packs.
    pub packs: Vec<Pack>,
    /// All types, the seven roots first, in the order of [`crate::ThingKind`] without the model.
    pub types: Vec<TypeInfo>,
    /// The scales and choices, those of the language first.
    pub word_sets: Vec<WordSet>,
    /// Facts and controls.
    pub attributes: Vec<Attribute>,
    /// Derived facts and controls, each after what it reads.
    pub derivation_order: Vec<AttributeId>,
    /// The rules, in the order of packs and files. Disabled ones are not among them.
    pub rules: Vec<Rule>,
    /// The questions asked of every thing of a kind.
    pub questions: Vec<Question>,
    /// The categories of threats.
    pub categories: Vec<Category>,
    /// The events.
    pub events: Vec<Event>,
    /// The requirements.
    pub requirements: Vec<Requirement>,
    /// Rules that were renamed or split: from the old full name to the new ones.
    pub moved: FxHashMap<SmolStr, Vec<SmolStr>>,
    /// Rules that an override switched off: full name and reason.
    pub disabled: FxHashMap<SmolStr, SmolStr>,
    /// Types by name.
    pub type_names: FxHashMap<SmolStr, TypeId>,
    /// Facts and controls by name.
    pub attribute_names: FxHashMap<SmolStr, AttributeId>,
    /// Rules by full name (`pack.rule`).
    pub rule_names: FxHashMap<SmolStr, RuleId>,
}

impl Schema {
    /// The type with that id.
    pub fn type_info(&self, id: TypeId) -> &TypeInfo {
        &self.types[id.0 as usize]
    }

    /// The fact or control with that id.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.0 as usize]
    }

    /// The rule with that id.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// The type of that name (`web-app`, `base.web-app`).
    pub fn find_type(&self, name: &str) -> Option<TypeId> {
        self.type_names.get(name).copied().or_else(|| {
            let (pack, bare) = name.split_once('.')?;
            let id = *self.type_names.get(bare)?;
            let declared = self.type_info(id).pack?;
            (self.packs[declared.0 as usize].name == pack).then_some(id)
        })
    }

    /// The fact or control of that name (`mfa`, `base.mfa`).
    pub fn find_attribute(&self, name: &str) -> Option<AttributeId> {
        self.attribute_names.get(name).copied().or_else(|| {
            let (pack, bare) = name.split_once('.')?;
            let id = *self.attribute_names.get(bare)?;
            (self.packs[self.attribute(id).pack.0 as usize].name == pack).then_some(id)
        })
    }

    /// The control of that name.
    pub fn find_control(&self, name: &str) -> Option<AttributeId> {
        self.find_attribute(name).filter(|id| self.attribute(*id).role == AttributeRole::Control)
    }

    /// The rule of that full name.
    pub fn find_rule(&self, name: &str) -> Option<RuleId> {
        self.rule_names.get(name).copied()
    }

    /// The category of that name.
    pub fn category(&self, name: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.name == name)
    }

    /// True if every thing of type `sub` is one of type `base`.
    pub fn is_a(&self, sub: TypeId, base: TypeId) -> bool {
        let (sub, base) = (self.type_info(sub), self.type_info(base));
        base.enter <= sub.enter && sub.exit <= base.exit
    }
}

/// A schema that is shared.
pub type SharedSchema = Arc<Schema>;
