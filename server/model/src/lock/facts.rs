//! The facts under a threat: what its rule read where its situation is there, and its risk.
//!
//! Of what is joined by `and` and `or` only that is a fact which made the whole so; of a quantifier
//! those members for which its condition holds. Where trust was read through a crossing, the trust on
//! both sides is a fact of its own. A derived fact is told by its value, not by what it follows from.

use std::collections::BTreeSet;

use smol_str::{SmolStr, format_smolstr};

use crate::evaluate::Evaluator;
use crate::model::{Model, RuleRef, ThingId, Threat};
use crate::schema::compile::{describe_value, name_of_collection, name_of_field};
use crate::schema::{
    AttributeId, Count, Field, Link, Operand, Place, Range, Read, Slot, Test, What,
};
use crate::value::{Truth, Value};

/// The facts under a threat, each as `path = value`, in order.
pub(crate) fn facts(model: &Model, threat: &Threat) -> Vec<SmolStr> {
    let mut found = BTreeSet::new();
    found.insert(format_smolstr!("risk = {}", threat.risk.level));
    if let RuleRef::Pack(rule) = threat.rule {
        let rule = model.schema.rule(rule);
        let evaluator = Evaluator::new(model, threat.subject, rule.slots, false);
        let mut gatherer = Gatherer { model, evaluator, found };
        gatherer.test(&rule.when);
        found = gatherer.found;
    }
    found.into_iter().collect()
}

struct Gatherer<'a> {
    model: &'a Model,
    evaluator: Evaluator<'a>,
    found: BTreeSet<SmolStr>,
}

impl Gatherer<'_> {
    fn fact(&mut self, path: &str, value: &str) {
        self.found.insert(format_smolstr!("{path} = {value}"));
    }

    fn test(&mut self, test: &Test) {
        match test {
            Test::Constant(_) | Test::VariableHolds(_) => {}
            Test::And(parts) | Test::Or(parts) => {
                let whole = self.evaluator.test(test);
                for part in parts {
                    if self.evaluator.test(part) == whole {
                        self.test(part);
                    }
                }
            }
            Test::Not(part) => self.test(part),
            Test::Holds(read) | Test::IsKnown { read, .. } => self.read(read),
            Test::Compare { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            Test::OneOf { operand, .. } => self.operand(operand),
            Test::Same { left, right, .. } => {
                self.place(left);
                self.place(right);
            }
            Test::Exists { place, .. } => self.place(place),
            Test::IsType { place, .. } => {
                if let Some(id) = self.evaluator.place(place) {
                    let thing = self.model.thing(id);
                    let of = &self.model.schema.type_info(thing.type_id).name;
                    self.fact(&format!("{}.type", self.model.label(id)), of);
                }
            }
            Test::Quantified { slot, range, condition, .. } => {
                self.members(*slot, range, condition.as_deref());
            }
            Test::Reaches { from, to, .. } => {
                let ends = (self.evaluator.place(from), self.evaluator.place(to));
                if let (Some(from), Some(to)) = ends {
                    let truth = self.evaluator.test(test);
                    let path = format!("{} -> {}", self.model.label(from), self.model.label(to));
                    self.fact(&path, if truth == Truth::True { "yes" } else { "no" });
                }
            }
        }
    }

    /// What holds of the members for which a condition holds; without one, which they are.
    fn members(&mut self, slot: Slot, range: &Range, condition: Option<&Test>) {
        let (place, collection) = match range {
            Range::Things { place, collection } => (place, *collection),
            Range::Values(read) => return self.read(read),
        };
        let Some(id) = self.evaluator.place(place) else { return };
        for member in self.model.collect(id, collection).0 {
            self.evaluator.bind_thing(slot, member);
            match condition {
                Some(condition) if self.evaluator.test(condition) == Truth::True => {
                    self.test(condition);
                }
                Some(_) => {}
                None => {
                    let (of, name) = (self.model.label(id), name_of_collection(collection));
                    let path = format!("{of}.{name} {}", self.model.label(member));
                    self.fact(&path, "yes");
                }
            }
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Read(read) | Operand::Age(read) => self.read(read),
            Operand::Count(count) => {
                let Count { slot, range, condition } = &**count;
                self.members(*slot, range, condition.as_ref());
            }
            Operand::Variable(_) | Operand::Constant(_) | Operand::Today => {}
        }
    }

    /// Which thing stands at the end of a path that has steps.
    fn place(&mut self, place: &Place) {
        let start = Place { root: place.root, links: Default::default() };
        let Some(start) = self.evaluator.place(&start).filter(|_| !place.links.is_empty()) else {
            return;
        };
        let mut path = self.model.label(start).to_owned();
        for link in &place.links {
            path.push_str(match link {
                Link::Source => ".source",
                Link::Target => ".target",
                Link::Zone => ".zone",
                Link::Parent => ".parent",
                Link::Reply => ".reply",
            });
        }
        let end = self.evaluator.place(place).map(|id| self.model.label(id));
        self.fact(&path, end.unwrap_or("nothing"));
    }

    fn read(&mut self, read: &Read) {
        let Some(id) = self.evaluator.place(&read.place) else { return };
        match read.what {
            What::Attribute(attribute) => self.attribute(id, attribute, read.unknown_is_no),
            // What a thing is called and numbered is no fact about it.
            What::Field(Field::Name | Field::Number) => {}
            What::Field(field) => self.field(id, field),
        }
    }

    fn attribute(&mut self, id: ThingId, attribute: AttributeId, unknown_is_no: bool) {
        let (model, schema) = (self.model, &self.model.schema);
        let value = match model.derived_truth(id, attribute) {
            Some(truth) => Value::from_truth(truth),
            None => model.look_up(id, attribute, false).value,
        };
        let value =
            if unknown_is_no && value == Value::Unknown { Value::YesNo(false) } else { value };
        let info = schema.attribute(attribute);
        let value = describe_value(schema, &info.value_type, &value);
        self.fact(&format!("{}.{}", model.label(id), info.name), &value);
    }

    fn field(&mut self, id: ThingId, field: Field) {
        let (model, schema) = (self.model, &self.model.schema);
        let kind = model.thing(id).kind;
        if let Some((name, value_type)) = name_of_field(field, kind) {
            let value = describe_value(schema, value_type, &model.field(id, field));
            self.fact(&format!("{}.{name}", model.label(id)), &value);
        }
        if matches!(field, Field::Crosses | Field::Crossing) {
            let links = &model.thing(id).links;
            for end in [links.source, links.target].into_iter().flatten() {
                let side = model.thing(end).links.zone.unwrap_or(end);
                self.field(side, Field::Trust);
            }
        }
    }
}
