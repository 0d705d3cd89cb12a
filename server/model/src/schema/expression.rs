//! Predicates as they are evaluated: typed, with variables as slots and words as numbers.
//!
//! Invariants:
//! - A test has been type-checked, so evaluating it cannot fail. A place that is not there (the zone
//!   of an element in none, the end of an unfinished flow) reads as unset.
//! - Depth is bounded by the grammar's cap on nesting.

use smallvec::SmallVec;
use tm_grammar::tree::{Comparison, Quantifier};

use super::{AttributeId, TypeId};
use crate::kind::KindSet;
use crate::value::{Truth, Value};

/// The place of a variable in the list of bound things and values.
pub type Slot = u8;

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// A variable that stands for a thing.
    Variable(Slot),
    /// The model.
    Model,
}

/// A step from a thing to at most one other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// From a flow to where it starts.
    Source,
    /// From a flow to where it ends.
    Target,
    /// From an element to its innermost zone.
    Zone,
    /// From a zone to the one around it.
    Parent,
    /// From a flow to its reply.
    Reply,
}

/// A step from a thing to several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Collection {
    /// The zones of an element, innermost first; of a zone: those around it; of a flow: those it
    /// enters or leaves; of the model: all.
    Zones,
    /// The flows that end at an element, replies among them.
    Inflows,
    /// The flows that start at an element, replies among them.
    Outflows,
    /// All flows of an element, an asset or the model.
    Flows,
    /// Of an element: those it has a flow with; of a zone: its direct members; of an asset: those
    /// that hold it; of the model: all.
    Stores,
    /// The data of an element or flow.
    Data,
    /// What a store holds.
    Holds,
    /// The direct members of a zone, or all elements of the model.
    Elements,
    /// Likewise, entities only.
    Entities,
    /// Likewise, processes only.
    Processes,
    /// The assets of the model.
    Assets,
}

/// A built-in field with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `name`: text
    Name,
    /// `owner`: a person
    Owner,
    /// `kind` of a zone or an actor: a word
    Kind,
    /// `trust` of a zone or an element: a word
    Trust,
    /// `sensitivity` of an element, flow or asset: a classification
    Sensitivity,
    /// `integrity-need` of an element or flow: a level
    IntegrityNeed,
    /// `availability-need` of an element: a level
    AvailabilityNeed,
    /// `in-scope`: yes-no
    InScope,
    /// `crosses`: yes-no
    Crosses,
    /// `crossing`: a word
    Crossing,
    /// `is-reply`: yes-no
    IsReply,
    /// `initiator`: a word
    Initiator,
    /// `number`: a number
    Number,
    /// `classified` of an asset: a classification
    Classified,
    /// `confidentiality` of an asset: a level
    Confidentiality,
    /// `integrity` of an asset: a level
    Integrity,
    /// `availability` of an asset: a level
    Availability,
    /// `skill` of an actor: a level
    Skill,
    /// `motive` of an actor: text
    Motive,
}

/// A thing reached from a variable: `f.source.zone`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Where the path starts.
    pub root: Root,
    /// The steps.
    pub links: SmallVec<[Link; 2]>,
}

/// What is read of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A fact or control.
    Attribute(AttributeId),
    /// A built-in field.
    Field(Field),
}

/// A value of a thing: `f.source.tainted`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Read {
    /// The thing.
    pub place: Place,
    /// What is read of it.
    pub what: What,
    /// True for a control inside a rule's `when`, where an unknown one counts as no.
    pub unknown_is_no: bool,
}

/// What a quantifier ranges over.
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// Things.
    Things {
        /// From where.
        place: Place,
        /// Which.
        collection: Collection,
    },
    /// The values of a list.
    Values(Read),
}

/// `count(x in xs where …)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The variable.
    pub slot: Slot,
    /// What it ranges over.
    pub range: Range,
    /// What is counted; all if there is none.
    pub condition: Option<Test>,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A value of a thing.
    Read(Read),
    /// A value that a quantifier bound.
    Variable(Slot),
    /// A value that is written in the rule.
    Constant(Value),
    /// The day of the analysis.
    Today,
    /// The time since a day.
    Age(Read),
    /// A count, as a number.
    Count(Box<Count>),
}

/// What `is` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeTest {
    /// A kind of thing: `is store`, `is element`.
    Kinds(KindSet),
    /// A type or one that inherits from it.
    Type(TypeId),
}

/// Something that is true, false or unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Always the same.
    Constant(Truth),
    /// All of them.
    And(Box<[Test]>),
    /// At least one of them.
    Or(Box<[Test]>),
    /// The opposite.
    Not(Box<Test>),
    /// A yes-no value.
    Holds(Read),
    /// A yes-no value that a quantifier bound.
    VariableHolds(Slot),
    /// A comparison of values of one type.
    Compare {
        /// How.
        comparison: Comparison,
        /// The left side.
        left: Operand,
        /// The right side.
        right: Operand,
    },
    /// Whether two things are the same.
    Same {
        /// One thing.
        left: Place,
        /// The other.
        right: Place,
        /// `!=`
        negated: bool,
    },
    /// Whether a value is one of several.
    OneOf {
        /// The value.
        operand: Operand,
        /// The several.
        values: Box<[Value]>,
        /// `not in`
        negated: bool,
    },
    /// Whether a thing is of one of several types.
    IsType {
        /// The thing.
        place: Place,
        /// The types.
        types: Box<[TypeTest]>,
        /// `is not`
        negated: bool,
    },
    /// Whether a value is known: never unknown itself.
    IsKnown {
        /// The value.
        read: Read,
        /// `is not known`
        negated: bool,
    },
    /// Whether a thing is there, `f.reply is known`: never unknown itself.
    Exists {
        /// The thing; its path has at least one step.
        place: Place,
        /// `is not known`
        negated: bool,
    },
    /// `any`, `all` or `no`.
    Quantified {
        /// Which; never `count`.
        quantifier: Quantifier,
        /// The variable.
        slot: Slot,
        /// What it ranges over.
        range: Range,
        /// The condition; true if there is none.
        condition: Option<Box<Test>>,
    },
    /// Whether there is a way along flows from one element to another.
    Reaches {
        /// Where the way starts.
        from: Place,
        /// Where it ends.
        to: Place,
        /// The variable and condition of the elements that bar the way. The ends never bar it.
        avoiding: Option<(Slot, Box<Test>)>,
    },
}
