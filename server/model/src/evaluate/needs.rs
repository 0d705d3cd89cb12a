//! What a test that does not hold waits for: the ways to make it true, each a list of what would have
//! to be said of which thing.
//!
//! Invariant: all that a way lists must be so; any one of the ways is enough.
//! Not for: what is said of it now, and how it is told.

use smol_str::SmolStr;
use tm_grammar::tree::{Comparison, Quantifier};

use super::Evaluator;
use crate::model::ThingId;
use crate::schema::compile::describe_value;
use crate::schema::{AttributeId, Operand, Range, Read, Test, What};
use crate::value::{Truth, Value};

/// How many ways are looked for.
pub(crate) const WAYS: usize = 8;

/// Something that would have to be so.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Need {
    /// The thing that it is looked up on.
    pub on: ThingId,
    /// The fact or control.
    pub attribute: AttributeId,
    /// What it would have to be: `yes`, or a word; several words are joined by `or`.
    pub value: SmolStr,
    /// Whether it is so now.
    pub truth: Truth,
}

impl Evaluator<'_> {
    /// The ways to make a test true, in the order of the text.
    pub(crate) fn ways(&mut self, test: &Test) -> Vec<Vec<Need>> {
        match test {
            Test::Or(parts) => parts.iter().flat_map(|part| self.ways(part)).collect(),
            Test::And(parts) => {
                let mut ways: Vec<Vec<Need>> = vec![Vec::new()];
                for part in parts {
                    // What holds already needs nothing.
                    if self.test(part) == Truth::True {
                        continue;
                    }
                    let of_part = self.ways(part);
                    ways = ways
                        .iter()
                        .flat_map(|way| {
                            of_part.iter().map(move |more| {
                                way.iter().chain(more).cloned().collect::<Vec<Need>>()
                            })
                        })
                        .take(WAYS)
                        .collect();
                }
                ways.retain(|way| !way.is_empty());
                ways
            }
            Test::Holds(read) => self.wanted(read, "yes".into()),
            Test::Not(inner) => match &**inner {
                Test::Holds(read) => self.wanted(read, "no".into()),
                _ => Vec::new(),
            },
            Test::Compare {
                comparison,
                left: Operand::Read(read),
                right: Operand::Constant(value),
            } => {
                let What::Attribute(attribute) = read.what else { return Vec::new() };
                let words = self.words(attribute, value);
                let value = match comparison {
                    Comparison::Equal => words,
                    Comparison::NotEqual => format!("not {words}"),
                    Comparison::GreaterOrEqual => format!("{words} or more"),
                    Comparison::LessOrEqual => format!("{words} or less"),
                    Comparison::Greater => format!("more than {words}"),
                    Comparison::Less => format!("less than {words}"),
                };
                self.wanted(read, value.into())
            }
            Test::OneOf { operand: Operand::Read(read), values, negated: false } => {
                let What::Attribute(attribute) = read.what else { return Vec::new() };
                let words: Vec<String> =
                    values.iter().map(|value| self.words(attribute, value)).collect();
                self.wanted(read, words.join(" or ").into())
            }
            Test::Quantified {
                quantifier,
                slot,
                range: Range::Things { place, collection },
                condition: Some(condition),
            } => {
                let Some(id) = self.place(place) else { return Vec::new() };
                let mut members = self.model.collect(id, *collection).0.to_vec();
                members.sort_by_key(|member| self.model.label(*member));
                let mut of_members: Vec<Vec<Vec<Need>>> = Vec::new();
                for member in members {
                    self.bind_thing(*slot, member);
                    if self.test(condition) != Truth::True {
                        of_members.push(self.ways(condition));
                    }
                }
                match quantifier {
                    Quantifier::Any => of_members.into_iter().flatten().collect(),
                    Quantifier::All => {
                        // The first way of each together: of many members there are too many.
                        let firsts: Vec<Need> = of_members
                            .into_iter()
                            .filter_map(|ways| ways.into_iter().next())
                            .flatten()
                            .collect();
                        if firsts.is_empty() { Vec::new() } else { vec![firsts] }
                    }
                    Quantifier::No | Quantifier::Count => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    fn words(&self, attribute: AttributeId, value: &Value) -> String {
        let schema = &self.model.schema;
        describe_value(schema, &schema.attribute(attribute).value_type, value)
    }

    fn wanted(&mut self, read: &Read, value: SmolStr) -> Vec<Vec<Need>> {
        let (What::Attribute(attribute), Some(on)) = (read.what, self.place(&read.place)) else {
            return Vec::new();
        };
        let thing = self.model.thing(on);
        if !self.model.schema.attribute(attribute).kinds.contains(thing.kind) {
            return Vec::new();
        }
        let truth = self.test(&Test::Holds(read.clone()));
        // What is written on a flow holds for its reply.
        let on = if thing.is_reply() { thing.links.reply.unwrap_or(on) } else { on };
        vec![vec![Need { on, attribute, value, truth }]]
    }
}
