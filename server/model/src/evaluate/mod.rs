//! Evaluation of predicates over a model, in three values.
//!
//! Invariants:
//! - Evaluation is total: there is no error value, and it ends, because collections are finite and
//!   derivations read no cycle.
//! - Nothing here depends on the order of a collection.
//! - Where the result is unknown, [`Evaluator::leaves`] names what nobody has said and would decide
//!   it; where it is not, nothing is left there.

pub(crate) mod needs;
mod reach;

use std::borrow::Cow;
use std::ops::ControlFlow;

use smallvec::{SmallVec, smallvec};
use tm_grammar::tree::{Comparison, Quantifier};

use crate::kind::ThingKind;
use crate::model::{Ask, Model, ThingId};
use crate::schema::{
    AttributeId, Collection, Count, Derivation, Field, Link, Operand, Place, Range, Read, Root,
    Slot, Test, TypeTest, ValueType, What, WordSetId,
};
use crate::value::{Truth, Value};

/// What a variable stands for.
#[derive(Clone, Debug)]
enum Bound {
    Nothing,
    Thing(ThingId),
    Value(Value),
}

/// What nobody has said: where, and what.
pub(crate) type Leaves = SmallVec<[(ThingId, Ask); 2]>;

/// The raw result of a derivation: what a fact or control would be if nobody stated it; and, if that
/// is unknown, what would decide it.
///
/// A fact that spreads along flows is not asked for here but held by the engine.
pub(crate) fn derive(
    model: &Model,
    id: ThingId,
    attribute: AttributeId,
    planned: bool,
) -> (Truth, Leaves) {
    match &model.schema.attribute(attribute).derivation {
        Some(derivation) if derivation.kinds.contains(model.thing(id).kind) => {
            let mut evaluator = Evaluator::new(model, id, derivation.slots, planned);
            (evaluator.derivation(derivation), evaluator.leaves)
        }
        _ => (Truth::Unknown, Leaves::new()),
    }
}

/// Evaluates tests about one subject.
pub(crate) struct Evaluator<'a> {
    model: &'a Model,
    planned: bool,
    bound: SmallVec<[Bound; 6]>,
    /// What nobody has said and would decide the last test, if it came out unknown.
    pub(crate) leaves: Leaves,
    depth: u8,
}

/// How deep the search for unknown leaves follows derived facts.
const LEAF_DEPTH: u8 = 4;

impl<'a> Evaluator<'a> {
    /// An evaluator with the subject in slot 0.
    pub(crate) fn new(model: &'a Model, subject: ThingId, slots: Slot, planned: bool) -> Self {
        let mut bound: SmallVec<[Bound; 6]> = smallvec![Bound::Nothing; usize::from(slots.max(1))];
        bound[0] = Bound::Thing(subject);
        Self { model, planned, bound, leaves: SmallVec::new(), depth: 0 }
    }

    /// An evaluator with things in the first slots.
    pub(crate) fn of_things(model: &'a Model, things: &[ThingId], slots: Slot) -> Self {
        let count = usize::from(slots).max(things.len());
        let mut bound: SmallVec<[Bound; 6]> = smallvec![Bound::Nothing; count];
        for (place, thing) in bound.iter_mut().zip(things) {
            *place = Bound::Thing(*thing);
        }
        Self { model, planned: false, bound, leaves: SmallVec::new(), depth: 0 }
    }

    /// Makes room for the variables of the next test about the same subject.
    pub(crate) fn start_anew(&mut self, slots: Slot) {
        self.leaves.clear();
        if self.bound.len() < usize::from(slots) {
            self.bound.resize(usize::from(slots), Bound::Nothing);
        }
    }

    /// Binds a variable to a thing.
    pub(crate) fn bind_thing(&mut self, slot: Slot, thing: ThingId) {
        self.bound[usize::from(slot)] = Bound::Thing(thing);
    }

    /// What the left side of a comparison is, in words, if it is a thing or a word.
    pub(crate) fn left_side(&mut self, test: &Test) -> Option<String> {
        let read = match test {
            Test::Same { left, .. } => {
                return self.place(left).map(|id| self.model.label(id).to_owned());
            }
            Test::Compare { left: Operand::Read(read), .. } | Test::Holds(read) => read,
            _ => return None,
        };
        match &*self.read(read) {
            Value::YesNo(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
            Value::Word(word) => {
                let set = self.words_of(read.what)?;
                Some(self.model.schema.word_sets[usize::from(set.0)].word(*word).to_owned())
            }
            Value::Text(text) => Some(format!("\"{text}\"")),
            _ => None,
        }
    }

    /// The scale or choice of a value.
    fn words_of(&self, what: What) -> Option<WordSetId> {
        match what {
            What::Attribute(attribute) => match self.model.schema.attribute(attribute).value_type {
                ValueType::Word(set) => Some(set),
                _ => None,
            },
            What::Field(Field::Trust) => Some(WordSetId::TRUST),
            What::Field(Field::Sensitivity | Field::Classified) => Some(WordSetId::CLASSIFICATION),
            What::Field(_) => None,
        }
    }

    /// The result of a derivation for the subject.
    pub(crate) fn derivation(&mut self, derivation: &Derivation) -> Truth {
        if derivation.unless.is_none() {
            return derivation.when.as_ref().map_or(Truth::False, |when| self.test(when));
        }
        if derivation.when.as_ref().is_some_and(|when| self.test(when) == Truth::True) {
            self.leaves.clear();
            return Truth::True;
        }
        if derivation.unless.as_ref().is_some_and(|unless| self.test(unless) == Truth::True) {
            self.leaves.clear();
            return Truth::False;
        }
        Truth::Unknown
    }

    /// The truth of a test.
    pub(crate) fn test(&mut self, test: &Test) -> Truth {
        match test {
            Test::Constant(truth) => *truth,
            Test::And(parts) => self.join(Truth::False, parts.iter()),
            Test::Or(parts) => self.join(Truth::True, parts.iter()),
            Test::Not(part) => self.test(part).not(),
            Test::Holds(read) => self.holds(read),
            Test::VariableHolds(slot) => match &self.bound[usize::from(*slot)] {
                Bound::Value(value) => value.truth(),
                _ => Truth::False,
            },
            Test::Compare { comparison, left, right } => self.compare(*comparison, left, right),
            Test::Same { left, right, negated } => {
                let (Some(left), Some(right)) = (self.place(left), self.place(right)) else {
                    return Truth::False;
                };
                Truth::from((left == right) != *negated)
            }
            Test::OneOf { operand, values, negated } => match &*self.operand(operand) {
                Value::Unset => Truth::False,
                Value::Unknown => Truth::Unknown,
                value => Truth::from(values.contains(value) != *negated),
            },
            Test::IsType { place, types, negated } => {
                let Some(id) = self.place(place) else { return Truth::False };
                let is = types.iter().any(|test| match test {
                    TypeTest::Kinds(kinds) => kinds.contains(self.model.thing(id).kind),
                    TypeTest::Type(type_id) => self.model.is_a(id, *type_id),
                });
                Truth::from(is != *negated)
            }
            Test::IsKnown { read, negated } => {
                let mark = self.leaves.len();
                let value = self.read(read);
                self.leaves.truncate(mark);
                Truth::from(!matches!(*value, Value::Unset | Value::Unknown) != *negated)
            }
            Test::Exists { place, negated } => Truth::from(self.place(place).is_some() != *negated),
            Test::Quantified { quantifier, slot, range, condition } => {
                let condition = condition.as_deref();
                match quantifier {
                    Quantifier::All => self.quantify(Truth::False, *slot, range, condition),
                    Quantifier::No => self.quantify(Truth::True, *slot, range, condition).not(),
                    // A count is an operand and never stands here.
                    Quantifier::Any | Quantifier::Count => {
                        self.quantify(Truth::True, *slot, range, condition)
                    }
                }
            }
            Test::Reaches { from, to, avoiding } => match (self.place(from), self.place(to)) {
                (Some(from), Some(to)) => self.reaches(from, to, avoiding.as_ref()),
                _ => Truth::False,
            },
        }
    }

    /// `and` (decided by false) or `or` (decided by true) over several tests.
    fn join<'t>(&mut self, decided: Truth, tests: impl Iterator<Item = &'t Test>) -> Truth {
        let start = self.leaves.len();
        let mut result = decided.not();
        for test in tests {
            let mark = self.leaves.len();
            let truth = self.test(test);
            if truth == decided {
                self.leaves.truncate(start);
                return decided;
            }
            if truth == Truth::Unknown {
                result = Truth::Unknown;
            } else {
                self.leaves.truncate(mark);
            }
        }
        result
    }

    /// `any` (decided by true) or `all` (decided by false) over a range.
    fn quantify(
        &mut self,
        decided: Truth,
        slot: Slot,
        range: &Range,
        condition: Option<&Test>,
    ) -> Truth {
        let start = self.leaves.len();
        let mut result = decided.not();
        let open = self.each(slot, range, |evaluator| {
            let mark = evaluator.leaves.len();
            let truth = condition.map_or(Truth::True, |condition| evaluator.test(condition));
            if truth == decided {
                result = decided;
                return ControlFlow::Break(());
            }
            if truth == Truth::Unknown {
                result = Truth::Unknown;
            } else {
                evaluator.leaves.truncate(mark);
            }
            ControlFlow::Continue(())
        });
        if result == decided {
            self.leaves.truncate(start);
        } else if open {
            result = Truth::Unknown;
        }
        result
    }

    /// Binds the variable to each member of the range in turn. True if there may be more members
    /// that nobody has named.
    fn each(
        &mut self,
        slot: Slot,
        range: &Range,
        mut body: impl FnMut(&mut Self) -> ControlFlow<()>,
    ) -> bool {
        let slot = usize::from(slot);
        match range {
            Range::Things { place, collection } => {
                let Some(id) = self.place(place) else { return false };
                let (members, unknown) = self.model.collect(id, *collection);
                for member in members {
                    self.bound[slot] = Bound::Thing(member);
                    if body(self).is_break() {
                        return unknown;
                    }
                }
                if unknown {
                    self.ask_for_data(id);
                }
                unknown
            }
            Range::Values(read) => {
                let Some(id) = self.place(&read.place) else { return false };
                let What::Attribute(attribute) = read.what else { return false };
                match self.model.list(id, attribute, self.planned) {
                    Value::List(values) => {
                        for value in values.iter() {
                            self.bound[slot] = Bound::Value(value.clone());
                            if body(self).is_break() {
                                break;
                            }
                        }
                        false
                    }
                    Value::Unknown => {
                        self.note((id, Ask::Attribute(attribute)));
                        true
                    }
                    _ => false,
                }
            }
        }
    }

    /// The least and the greatest number of members for which the condition holds; `None` for the
    /// greatest if there may be more members than are named.
    fn count(&mut self, count: &Count) -> (i64, Option<i64>) {
        let (mut sure, mut possible) = (0, 0);
        let open = self.each(count.slot, &count.range, |evaluator| {
            let mark = evaluator.leaves.len();
            let truth = count.condition.as_ref().map_or(Truth::True, |test| evaluator.test(test));
            sure += i64::from(truth == Truth::True);
            possible += i64::from(truth != Truth::False);
            if truth != Truth::Unknown {
                evaluator.leaves.truncate(mark);
            }
            ControlFlow::Continue(())
        });
        (sure, (!open).then_some(possible))
    }

    fn holds(&mut self, read: &Read) -> Truth {
        let Some(id) = self.place(&read.place) else { return Truth::False };
        let truth = match read.what {
            What::Attribute(attribute) => self.attribute_truth(id, attribute),
            What::Field(field) => self.model.field(id, field).truth(),
        };
        match truth {
            Truth::Unknown if read.unknown_is_no => Truth::False,
            Truth::Unknown => {
                self.ask(id, read.what);
                Truth::Unknown
            }
            truth => truth,
        }
    }

    fn attribute_truth(&self, id: ThingId, attribute: AttributeId) -> Truth {
        // What is derived is held with what is stated already taken into account.
        if !self.planned
            && let Some(truth) = self.model.derived_truth(id, attribute)
        {
            return truth;
        }
        self.model.said(id, attribute, self.planned).value.truth()
    }

    fn read(&mut self, read: &Read) -> Cow<'a, Value> {
        let Some(id) = self.place(&read.place) else { return Cow::Owned(Value::Unset) };
        let model = self.model;
        let value = match read.what {
            What::Attribute(attribute) => {
                Cow::Borrowed(model.said(id, attribute, self.planned).value)
            }
            What::Field(field) => Cow::Owned(model.field(id, field)),
        };
        if !matches!(*value, Value::Unknown) {
            return value;
        }
        if read.unknown_is_no {
            return Cow::Owned(Value::YesNo(false));
        }
        self.ask(id, read.what);
        value
    }

    /// A value where it stands, as long as that is in the model or the rule.
    fn operand<'t>(&mut self, operand: &'t Operand) -> Cow<'t, Value>
    where
        'a: 't,
    {
        Cow::Owned(match operand {
            Operand::Read(read) => return self.read(read),
            Operand::Constant(value) => return Cow::Borrowed(value),
            Operand::Variable(slot) => match &self.bound[usize::from(*slot)] {
                Bound::Value(value) => value.clone(),
                _ => Value::Unset,
            },
            Operand::Today => Value::Day(self.model.settings.today),
            Operand::Age(read) => match *self.read(read) {
                Value::Day(day) => Value::Minutes((self.model.settings.today - day) * 24 * 60),
                Value::Unknown => Value::Unknown,
                _ => Value::Unset,
            },
            Operand::Count(count) => match self.count(count) {
                (sure, Some(possible)) if sure == possible => Value::Number(sure * 1000),
                _ => Value::Unknown,
            },
        })
    }

    fn compare(&mut self, comparison: Comparison, left: &Operand, right: &Operand) -> Truth {
        let start = self.leaves.len();
        let truth = match (left, right) {
            (Operand::Count(count), other) | (other, Operand::Count(count))
                if !matches!(other, Operand::Count(_)) =>
            {
                let comparison = if matches!(left, Operand::Count(_)) {
                    comparison
                } else {
                    mirrored(comparison)
                };
                let (sure, possible) = self.count(count);
                match self.operand(other).rank() {
                    Some(number) => compare_interval(
                        comparison,
                        sure * 1000,
                        possible.map(|possible| possible * 1000),
                        number,
                    ),
                    None => Truth::False,
                }
            }
            _ => {
                let left = self.operand(left);
                let right = self.operand(right);
                compare_values(comparison, &left, &right)
            }
        };
        if truth != Truth::Unknown {
            self.leaves.truncate(start);
        }
        truth
    }

    /// The thing at a place, if it is there.
    pub(crate) fn place(&self, place: &Place) -> Option<ThingId> {
        let mut id = match place.root {
            Root::Variable(slot) => match self.bound[usize::from(slot)] {
                Bound::Thing(id) => id,
                _ => return None,
            },
            Root::Model => ThingId::MODEL,
        };
        for link in &place.links {
            let links = &self.model.thing(id).links;
            id = match link {
                Link::Source => links.source,
                Link::Target => links.target,
                Link::Zone | Link::Parent => links.zone,
                Link::Reply if self.model.thing(id).is_reply() => None,
                Link::Reply => links.reply,
            }?;
        }
        Some(id)
    }

    /// Notes what nobody has said. A derived fact is unknown because of what it reads, so that is
    /// noted in its place.
    fn ask(&mut self, id: ThingId, what: What) {
        match what {
            What::Attribute(attribute) => {
                let info = self.model.schema.attribute(attribute);
                let is_fact = info.role == crate::schema::AttributeRole::Fact;
                match &info.derivation {
                    Some(derivation)
                        if is_fact
                            && self.model.stated(id, attribute, self.planned).is_none()
                            && self.depth < LEAF_DEPTH =>
                    {
                        self.ask_behind(id, attribute, derivation);
                    }
                    _ => self.note((id, Ask::Attribute(attribute))),
                }
            }
            What::Field(Field::Sensitivity | Field::IntegrityNeed | Field::AvailabilityNeed) => {
                self.ask_for_data(id)
            }
            What::Field(_) => {}
        }
    }

    fn note(&mut self, (id, ask): (ThingId, Ask)) {
        // What is written on a flow holds for its reply, so one answer there is enough.
        let thing = self.model.thing(id);
        let leaf = match (ask, thing.links.reply) {
            (Ask::Attribute(_), Some(flow)) if thing.is_reply() => (flow, ask),
            _ => (id, ask),
        };
        if !self.leaves.contains(&leaf) {
            self.leaves.push(leaf);
        }
    }

    /// Notes what a derived fact that came out unknown was waiting for.
    fn ask_behind(&mut self, id: ThingId, attribute: AttributeId, derivation: &Derivation) {
        let Some(spread) = &derivation.spread else {
            self.ask_derivation(id, derivation);
            return;
        };
        let mut seen: SmallVec<[ThingId; 8]> = smallvec![id];
        let mut level: SmallVec<[ThingId; 8]> = smallvec![id];
        // The nearest elements at which something is unknown in its own right.
        while !level.is_empty() {
            let mut found = false;
            let mut further: SmallVec<[ThingId; 8]> = SmallVec::new();
            for element in level {
                if self.model.stated(element, attribute, self.planned).is_some() {
                    self.note((element, Ask::Attribute(attribute)));
                    found = true;
                    continue;
                }
                found |= self.ask_derivation(element, derivation);
                for flow in &self.model.thing(element).links.inflows {
                    let Some(source) = self.model.thing(*flow).links.source else { continue };
                    let comes = self.model.derived_truth(source, attribute);
                    if comes.is_none_or(|comes| comes == Truth::False) {
                        continue;
                    }
                    let passes = match &spread.condition {
                        Some(condition) => self.ask_test(*flow, spread.slots, condition),
                        None => Truth::True,
                    };
                    found |= passes == Truth::Unknown;
                    if passes != Truth::False
                        && comes == Some(Truth::Unknown)
                        && !seen.contains(&source)
                    {
                        seen.push(source);
                        further.push(source);
                    }
                }
            }
            level = if found { SmallVec::new() } else { further };
        }
    }

    /// Notes what a derivation waits for at a thing; true if it waits for something.
    fn ask_derivation(&mut self, id: ThingId, derivation: &Derivation) -> bool {
        let mut inner = self.inner(id, derivation.slots);
        let unknown = inner.derivation(derivation) == Truth::Unknown;
        if unknown {
            inner.leaves.into_iter().for_each(|leaf| self.note(leaf));
        }
        unknown
    }

    /// The truth of a test on another thing, and a note of what it waits for.
    fn ask_test(&mut self, id: ThingId, slots: Slot, test: &Test) -> Truth {
        let mut inner = self.inner(id, slots);
        let truth = inner.test(test);
        if truth == Truth::Unknown {
            inner.leaves.into_iter().for_each(|leaf| self.note(leaf));
        }
        truth
    }

    /// An evaluator about another thing, one step further behind.
    fn inner(&self, id: ThingId, slots: Slot) -> Evaluator<'a> {
        let mut inner = Evaluator::new(self.model, id, slots, self.planned);
        inner.depth = self.depth + 1;
        inner
    }

    /// Notes that nobody has said what data this is: of a flow or store its own, of another element
    /// that of its flows.
    fn ask_for_data(&mut self, id: ThingId) {
        let model = self.model;
        let thing = model.thing(id);
        match thing.kind {
            ThingKind::Flow => self.note((id, Ask::Data)),
            kind if kind.is_element() => {
                if kind == ThingKind::Store && thing.links.data.unknown {
                    self.note((id, Ask::Data));
                }
                let (flows, _) = model.collect(id, Collection::Flows);
                for flow in flows {
                    if model.thing(flow).links.data.unknown {
                        self.note((flow, Ask::Data));
                    }
                }
            }
            _ => {}
        }
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}

fn compare_values(comparison: Comparison, left: &Value, right: &Value) -> Truth {
    if matches!(left, Value::Unset) || matches!(right, Value::Unset) {
        return Truth::False;
    }
    if matches!(left, Value::Unknown) || matches!(right, Value::Unknown) {
        return Truth::Unknown;
    }
    let holds = match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        ordered => match (left.rank(), right.rank()) {
            (Some(left), Some(right)) => match ordered {
                Comparison::Less => left < right,
                Comparison::LessOrEqual => left <= right,
                Comparison::Greater => left > right,
                _ => left >= right,
            },
            _ => false,
        },
    };
    Truth::from(holds)
}

/// Compares a number that lies between `least` and `most` (no bound if there is none) with another.
fn compare_interval(comparison: Comparison, least: i64, most: Option<i64>, number: i64) -> Truth {
    let below = |strict: bool| {
        // The interval lies wholly below the number, or wholly not below it.
        let least_below = if strict { least < number } else { least <= number };
        let most_below =
            most.is_some_and(|most| if strict { most < number } else { most <= number });
        match (least_below, most_below) {
            (_, true) => Truth::True,
            (false, _) => Truth::False,
            (true, false) => Truth::Unknown,
        }
    };
    match comparison {
        Comparison::Less => below(true),
        Comparison::LessOrEqual => below(false),
        Comparison::Greater => below(false).not(),
        Comparison::GreaterOrEqual => below(true).not(),
        Comparison::Equal | Comparison::NotEqual => {
            let equal = if most == Some(least) {
                Truth::from(least == number)
            } else if number < least || most.is_some_and(|most| number > most) {
                Truth::False
            } else {
                Truth::Unknown
            };
            equal.negated_if(comparison == Comparison::NotEqual)
        }
    }
}
