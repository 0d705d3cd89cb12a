//! Which derivations and rules read what: worked out once from the schema, by shape and not by
//! value, so that an edit finds what it may change without a list for every thing of the model.
//!
//! A rule that reads `f.source.zones … z.kind` reads the field `kind` of a thing that is reached
//! from its subject by the steps *source*, *zones*. When the kind of a zone changes, walking those
//! steps backwards from the zone gives the subjects for which the rule may come out differently.
//! The steps themselves are read too: if a flow's source changes, its subject is found by the empty
//! way back. So the walk back may use the graph as it is after the edit: the first step that an edit
//! changed is found from the part of the way that it did not change.

use rustc_hash::FxHashMap;

use crate::kind::{KindSet, ThingKind};
use crate::schema::{
    AttributeId, Collection, Count, Field, Link, Operand, Place, Range, Read, Root, RuleId, Schema,
    Slot, Test, What,
};

/// Something of a thing that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cell {
    /// A fact or control.
    Attribute(AttributeId),
    /// A built-in field.
    Field(Field),
    /// A step to one other thing.
    Link(Link),
    /// A step to several.
    Collection(Collection),
    /// Its kind or type.
    Type,
}

/// A step from one thing to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Link(Link),
    Collection(Collection),
}

/// What is to be evaluated again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A derived fact or control, by its place in the order of derivations.
    Derivation(usize),
    /// The condition under which such a fact spreads along a flow.
    Spread(usize),
    /// A rule.
    Rule(RuleId),
}

/// A reader of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub who: Who,
    /// The kinds of its subjects.
    pub kinds: KindSet,
    /// The way from the subject to the thing whose cell is read; `None` if it starts at the model,
    /// so that every subject reads it.
    pub way: Option<Box<[Step]>>,
}

/// The readers of each cell.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    by_cell: FxHashMap<Cell, Vec<Reader>>,
}

impl Readers {
    /// Works out who reads what.
    pub(crate) fn new(schema: &Schema, active: &[bool]) -> Self {
        let mut readers = Self::default();
        for (index, id) in schema.derivation_order.iter().enumerate() {
            let Some(derivation) = &schema.attribute(*id).derivation else { continue };
            let mut walk = Walk::new(&mut readers, Who::Derivation(index), derivation.kinds);
            for test in derivation.when.iter().chain(&derivation.unless) {
                walk.test(test);
            }
            if let Some(spread) = &derivation.spread {
                let flows = KindSet::of(ThingKind::Flow);
                let mut walk = Walk::new(&mut readers, Who::Spread(index), flows);
                walk.add(Cell::Link(Link::Source), &Some(Vec::new()));
                walk.add(Cell::Link(Link::Target), &Some(Vec::new()));
                if let Some(condition) = &spread.condition {
                    walk.test(condition);
                }
            }
        }
        for (number, rule) in schema.rules.iter().enumerate() {
            if !active.get(number).copied().unwrap_or(false) {
                continue;
            }
            let Ok(number) = u32::try_from(number) else { break };
            let mut walk = Walk::new(&mut readers, Who::Rule(RuleId(number)), rule.kinds);
            walk.test(&rule.when);
            if let Some(unless) = &rule.unless {
                walk.test(unless);
            }
            if rule.subject_type.is_some() {
                walk.add(Cell::Type, &Some(Vec::new()));
            }
        }
        readers
    }

    /// Who reads a cell.
    pub(crate) fn of(&self, cell: Cell) -> &[Reader] {
        self.by_cell.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// Every cell that somebody reads.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell> {
        self.by_cell.keys().copied()
    }

    /// The facts and controls that somebody reads.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.by_cell.keys().filter_map(|cell| match cell {
            Cell::Attribute(attribute) => Some(*attribute),
            _ => None,
        })
    }
}

/// The way from the subject to what a variable stands for; `None` from the model.
type Way = Option<Vec<Step>>;

struct Walk<'r> {
    readers: &'r mut Readers,
    who: Who,
    kinds: KindSet,
    ways: Vec<Way>,
}

impl<'r> Walk<'r> {
    fn new(readers: &'r mut Readers, who: Who, kinds: KindSet) -> Self {
        Self { readers, who, kinds, ways: vec![Some(Vec::new())] }
    }

    fn add(&mut self, cell: Cell, way: &Way) {
        let list = self.readers.by_cell.entry(cell).or_default();
        let known = list
            .iter()
            .any(|reader| reader.who == self.who && reader.way.as_deref() == way.as_deref());
        if !known {
            let way = way.as_ref().map(|way| way.clone().into_boxed_slice());
            list.push(Reader { who: self.who, kinds: self.kinds, way });
        }
    }

    fn bind(&mut self, slot: Slot, way: Way) {
        let slot = usize::from(slot);
        if self.ways.len() <= slot {
            self.ways.resize(slot + 1, None);
        }
        self.ways[slot] = way;
    }

    /// Notes the steps of a place and returns the way to it.
    fn place(&mut self, place: &Place) -> Way {
        let mut way = match place.root {
            Root::Variable(slot) => self.ways.get(usize::from(slot)).cloned().flatten(),
            Root::Model => None,
        };
        for link in &place.links {
            self.add(Cell::Link(*link), &way);
            if let Some(way) = &mut way {
                way.push(Step::Link(*link));
            }
        }
        way
    }

    fn read(&mut self, read: &Read) -> Way {
        let way = self.place(&read.place);
        let cell = match read.what {
            What::Attribute(attribute) => Cell::Attribute(attribute),
            What::Field(field) => Cell::Field(field),
        };
        self.add(cell, &way);
        way
    }

    fn range(&mut self, slot: Slot, range: &Range) {
        let way = match range {
            Range::Things { place, collection } => {
                let mut way = self.place(place);
                self.add(Cell::Collection(*collection), &way);
                if let Some(way) = &mut way {
                    way.push(Step::Collection(*collection));
                }
                way
            }
            Range::Values(read) => self.read(read),
        };
        self.bind(slot, way);
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Read(read) | Operand::Age(read) => {
                self.read(read);
            }
            Operand::Count(count) => self.count(count),
            Operand::Variable(_) | Operand::Constant(_) | Operand::Today => {}
        }
    }

    fn count(&mut self, count: &Count) {
        self.range(count.slot, &count.range);
        if let Some(condition) = &count.condition {
            self.test(condition);
        }
    }

    fn test(&mut self, test: &Test) {
        match test {
            Test::Constant(_) | Test::VariableHolds(_) => {}
            Test::And(parts) | Test::Or(parts) => parts.iter().for_each(|part| self.test(part)),
            Test::Not(part) => self.test(part),
            Test::Holds(read) | Test::IsKnown { read, .. } => {
                self.read(read);
            }
            Test::Compare { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            Test::Same { left, right, .. } => {
                self.place(left);
                self.place(right);
            }
            Test::OneOf { operand, .. } => self.operand(operand),
            Test::Exists { place, .. } => {
                self.place(place);
            }
            Test::IsType { place, .. } => {
                let way = self.place(place);
                self.add(Cell::Type, &way);
            }
            Test::Quantified { slot, range, condition, .. } => {
                self.range(*slot, range);
                if let Some(condition) = condition {
                    self.test(condition);
                }
            }
            Test::Reaches { from, to, avoiding } => {
                self.place(from);
                self.place(to);
                // A way may lead over any flow and element of the model.
                self.add(Cell::Collection(Collection::Outflows), &None);
                self.add(Cell::Collection(Collection::Inflows), &None);
                if let Some((slot, condition)) = avoiding {
                    self.bind(*slot, None);
                    self.test(condition);
                }
            }
        }
    }
}
