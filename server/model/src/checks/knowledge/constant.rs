//! Predicates that come out the same whatever a model says.
//!
//! Only what is plain is found: what types and scales exclude, and two demands that cannot both be
//! met. What is not found to be constant may still be.

use tm_grammar::tree::Comparison;

use crate::kind::KindSet;
use crate::schema::{
    Field, Operand, Place, Read, Root, Schema, Test, TypeId, TypeTest, ValueType, What, WordSetId,
};
use crate::value::{Truth, Value};

/// What a rule looks at.
pub(super) struct Subject {
    pub kinds: KindSet,
    pub type_id: Option<TypeId>,
}

/// What a test always comes out as; `None` if that depends on the model.
pub(super) fn constant(test: &Test, subject: &Subject, schema: &Schema) -> Option<bool> {
    match test {
        Test::Constant(Truth::True) => Some(true),
        Test::Constant(Truth::False) => Some(false),
        Test::And(parts) => {
            let all: Vec<_> = parts.iter().map(|part| constant(part, subject, schema)).collect();
            if all.contains(&Some(false)) || contradict(parts) {
                Some(false)
            } else {
                all.iter().all(|part| *part == Some(true)).then_some(true)
            }
        }
        Test::Or(parts) => {
            let all: Vec<_> = parts.iter().map(|part| constant(part, subject, schema)).collect();
            if all.contains(&Some(true)) {
                Some(true)
            } else {
                all.iter().all(|part| *part == Some(false)).then_some(false)
            }
        }
        Test::Not(part) => constant(part, subject, schema).map(|truth| !truth),
        Test::IsType { place, types, negated } if is_subject(place) => {
            let of_one = |test: &TypeTest| is_type(test, subject, schema);
            let all: Vec<Option<bool>> = types.iter().map(of_one).collect();
            let is = if all.contains(&Some(true)) {
                Some(true)
            } else {
                all.iter().all(|one| *one == Some(false)).then_some(false)
            };
            is.map(|is| is != *negated)
        }
        Test::Compare {
            comparison,
            left: Operand::Read(read),
            right: Operand::Constant(value),
        } => outside(*comparison, read, value, schema).then_some(false),
        _ => None,
    }
}

fn is_subject(place: &Place) -> bool {
    place.root == Root::Variable(0) && place.links.is_empty()
}

/// Whether the subject of a rule is of a type, as far as its kinds and type tell.
fn is_type(test: &TypeTest, subject: &Subject, schema: &Schema) -> Option<bool> {
    match test {
        TypeTest::Kinds(kinds) => {
            if subject.kinds.and(*kinds) == subject.kinds {
                return Some(true);
            }
            (subject.kinds.and(*kinds).is_empty()).then_some(false)
        }
        TypeTest::Type(wanted) => match subject.type_id {
            Some(own) if schema.is_a(own, *wanted) => Some(true),
            // Data may be of several kinds, and anything of a type that inherits from both.
            Some(own) => {
                let data = schema.type_info(own).root == crate::ThingKind::Asset;
                (!data && !schema.is_a(*wanted, own)).then_some(false)
            }
            None => (!subject.kinds.contains(schema.type_info(*wanted).root)).then_some(false),
        },
    }
}

/// True if no word of a scale lies on the side of a word that is asked for.
fn outside(comparison: Comparison, read: &Read, value: &Value, schema: &Schema) -> bool {
    let (Some(set), Value::Word(word)) = (words_of(read, schema), value) else { return false };
    let last = schema.word_sets[usize::from(set.0)].words.len().saturating_sub(1);
    match comparison {
        Comparison::Less => *word == 0,
        Comparison::Greater => usize::from(*word) == last,
        _ => false,
    }
}

fn words_of(read: &Read, schema: &Schema) -> Option<WordSetId> {
    match read.what {
        What::Attribute(attribute) => match schema.attribute(attribute).value_type {
            ValueType::Word(set) => Some(set),
            _ => None,
        },
        What::Field(Field::Trust) => Some(WordSetId::TRUST),
        What::Field(Field::Sensitivity | Field::Classified) => Some(WordSetId::CLASSIFICATION),
        What::Field(_) => None,
    }
}

/// True if two of several tests demand different values of the same thing.
fn contradict(tests: &[Test]) -> bool {
    let demand = |test: &Test| match test {
        Test::Compare {
            comparison: Comparison::Equal,
            left: Operand::Read(read),
            right: Operand::Constant(value),
        } => Some((read.clone(), value.clone())),
        _ => None,
    };
    let demands: Vec<(Read, Value)> = tests.iter().filter_map(demand).collect();
    demands.iter().enumerate().any(|(index, (read, value))| {
        demands[index + 1..].iter().any(|(other, wanted)| other == read && wanted != value)
    })
}
