//! What a predicate looks at: every value, place and collection in it, at any depth.
//!
//! For those who ask what a rule depends on. Not for evaluating it.

use super::{Collection, Count, Operand, Place, Range, Read, Test, TypeTest};

/// Something that a predicate looks at.
#[derive(Clone, Copy, Debug)]
pub enum Part<'t> {
    /// A value of a thing.
    Value(&'t Read),
    /// Things that a quantifier or a count ranges over.
    Things(&'t Place, Collection),
    /// Whether a thing is there, or which one it is.
    Thing(&'t Place),
    /// Of which type a thing is.
    Type(&'t Place, TypeTest),
    /// A way from one element to another.
    Way(&'t Place, &'t Place),
}

impl Test {
    /// Calls `found` with every part, in the order of the text.
    pub fn parts<'t>(&'t self, found: &mut dyn FnMut(Part<'t>)) {
        match self {
            Self::Constant(_) | Self::VariableHolds(_) => {}
            Self::And(tests) | Self::Or(tests) => tests.iter().for_each(|test| test.parts(found)),
            Self::Not(test) => test.parts(found),
            Self::Holds(read) | Self::IsKnown { read, .. } => found(Part::Value(read)),
            Self::Compare { left, right, .. } => {
                left.parts(found);
                right.parts(found);
            }
            Self::Same { left, right, .. } => {
                found(Part::Thing(left));
                found(Part::Thing(right));
            }
            Self::OneOf { operand, .. } => operand.parts(found),
            Self::IsType { place, types, .. } => {
                types.iter().for_each(|test| found(Part::Type(place, *test)));
            }
            Self::Exists { place, .. } => found(Part::Thing(place)),
            Self::Quantified { range, condition, .. } => {
                range.parts(found);
                condition.iter().for_each(|condition| condition.parts(found));
            }
            Self::Reaches { from, to, avoiding } => {
                found(Part::Way(from, to));
                avoiding.iter().for_each(|(_, condition)| condition.parts(found));
            }
        }
    }
}

impl Range {
    fn parts<'t>(&'t self, found: &mut dyn FnMut(Part<'t>)) {
        match self {
            Self::Things { place, collection } => found(Part::Things(place, *collection)),
            Self::Values(read) => found(Part::Value(read)),
        }
    }
}

impl Operand {
    fn parts<'t>(&'t self, found: &mut dyn FnMut(Part<'t>)) {
        match self {
            Self::Read(read) | Self::Age(read) => found(Part::Value(read)),
            Self::Count(count) => {
                let Count { range, condition, .. } = &**count;
                range.parts(found);
                condition.iter().for_each(|condition| condition.parts(found));
            }
            Self::Variable(_) | Self::Constant(_) | Self::Today => {}
        }
    }
}
