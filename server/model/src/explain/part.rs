//! A predicate as the pack writes it, each part with its truth and with what the model says of it.
//!
//! The tree of the text and the compiled test have one shape, so they are walked side by side: the
//! words come from the one, the truth from the other.

use tm_grammar::tree::{Expression, ExpressionKind, Quantifier};

use super::evidence::{self, Note};
use super::{fields, way};
use crate::evaluate::Evaluator;
use crate::model::{Model, ThingId};
use crate::schema::{Count, Link, Operand, Place, Range, Read, Slot, Test, What};
use crate::value::{Truth, Value};
use crate::workspace::Snapshot;

/// How the parts of a part are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// It has none: it is told by its notes.
    None,
    /// `and`
    All,
    /// `or`
    Any,
    /// `not`
    Not,
    /// `any`, `all`, `no` or `count`: the parts are the members that decide it.
    Members,
}

impl Joint {
    /// The word for it in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::All => "and",
            Self::Any => "or",
            Self::Not => "not",
            Self::Members => "members",
        }
    }
}

/// A part of a predicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Whether it holds.
    pub truth: Truth,
    /// As the pack writes it, on one line; of a member its name.
    pub text: String,
    /// What the model says of it.
    pub notes: Vec<Note>,
    /// How its parts are joined.
    pub joint: Joint,
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Part {
    /// All notes below, in the order of the text.
    pub fn all_notes<'p>(&'p self, visit: &mut dyn FnMut(&'p Note)) {
        for note in &self.notes {
            note.visit(visit);
        }
        self.parts.iter().for_each(|part| part.all_notes(visit));
    }
}

/// Walks a predicate and its test side by side.
pub(super) struct Tracer<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) model: &'a Model,
    evaluator: Evaluator<'a>,
    /// The text that spans refer to.
    text: &'a str,
    /// How many derived facts lie around this.
    depth: u8,
}

impl<'a> Tracer<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        model: &'a Model,
        subject: ThingId,
        slots: Slot,
        text: &'a str,
    ) -> Self {
        let evaluator = Evaluator::new(model, subject, slots, false);
        Self { snapshot, model, evaluator, text, depth: 0 }
    }

    /// A tracer of what a derived fact reads.
    pub(super) fn within(mut self, depth: u8) -> Self {
        self.depth = depth;
        self
    }

    /// A predicate, part by part.
    pub(super) fn part(&mut self, expression: &Expression, test: &Test) -> Part {
        let joined = match (&expression.kind, test) {
            (ExpressionKind::Group(inner), test) => return self.part(inner, test),
            (ExpressionKind::And(expressions), Test::And(tests)) => {
                Some((Joint::All, expressions, tests))
            }
            (ExpressionKind::Or(expressions), Test::Or(tests)) => {
                Some((Joint::Any, expressions, tests))
            }
            (ExpressionKind::Not(inner), Test::Not(test)) => {
                return self.negated(expression, inner, test);
            }
            _ => None,
        };
        let mut part = Part {
            truth: self.evaluator.test(test),
            text: self.words(expression),
            notes: Vec::new(),
            joint: Joint::None,
            parts: Vec::new(),
        };
        match joined {
            Some((joint, expressions, tests)) => {
                part.joint = joint;
                let pairs = expressions.iter().zip(tests);
                part.parts = pairs.map(|(expression, test)| self.part(expression, test)).collect();
            }
            None => self.tell(expression, test, &mut part),
        }
        part
    }

    fn negated(&mut self, whole: &Expression, inner: &Expression, test: &Test) -> Part {
        let inner = self.part(inner, test);
        let mut part = Part {
            truth: inner.truth.not(),
            text: self.words(whole),
            notes: Vec::new(),
            joint: Joint::Not,
            parts: Vec::new(),
        };
        if inner.joint == Joint::None {
            part.joint = Joint::None;
            part.notes = inner.notes;
        } else {
            part.parts.push(inner);
        }
        part
    }

    /// An expression on one line.
    fn words(&self, expression: &Expression) -> String {
        let words: Vec<&str> = expression.span.text(self.text).split_whitespace().collect();
        words.join(" ")
    }

    /// What the model says of a part that has none itself.
    fn tell(&mut self, expression: &Expression, test: &Test, part: &mut Part) {
        match test {
            Test::Holds(read) | Test::IsKnown { read, .. } => {
                part.notes.push(self.read(read));
            }
            Test::Compare { left, right, .. } => {
                let inner = match &expression.kind {
                    ExpressionKind::Compare { left, right, .. } => Some((&**left, &**right)),
                    _ => None,
                };
                self.operand(inner.map(|inner| inner.0), left, part);
                self.operand(inner.map(|inner| inner.1), right, part);
            }
            Test::OneOf { operand, .. } => self.operand(None, operand, part),
            Test::IsType { place, .. } => {
                if let Some(id) = self.evaluator.place(place) {
                    part.notes.push(fields::what_it_is(self.model, id));
                } else {
                    part.notes.push(self.nothing_at(place));
                }
            }
            Test::Same { left, right, .. } => {
                for place in [left, right] {
                    match self.evaluator.place(place) {
                        Some(id) if !place.links.is_empty() => {
                            part.notes.push(fields::ends_at(self.model, place, id));
                        }
                        Some(_) => {}
                        None => part.notes.push(self.nothing_at(place)),
                    }
                }
            }
            Test::Exists { place, .. } => part.notes.push(match self.evaluator.place(place) {
                Some(id) => Note::at(
                    format!("{} is there", self.model.label(id)),
                    evidence::name_of(self.model, id),
                ),
                None => self.nothing_at(place),
            }),
            Test::Quantified { quantifier, slot, range, condition } => {
                let (inner, condition) = match (&expression.kind, condition) {
                    (
                        ExpressionKind::Quantified { condition: Some(inner), .. },
                        Some(condition),
                    ) => (Some(&**inner), Some(&**condition)),
                    _ => (None, None),
                };
                let wanted = match quantifier {
                    Quantifier::All => Truth::False,
                    _ => Truth::True,
                };
                self.members(*slot, range, inner.zip(condition), wanted, part);
            }
            Test::Reaches { from, to, avoiding } => {
                let ends = self.evaluator.place(from).zip(self.evaluator.place(to));
                let Some((from, to)) = ends else { return };
                let bars = |id: ThingId, evaluator: &mut Evaluator<'a>| match avoiding {
                    Some((slot, test)) => {
                        evaluator.bind_thing(*slot, id);
                        evaluator.test(test)
                    }
                    None => Truth::False,
                };
                part.notes.push(way::told(self.model, from, to, part.truth, &mut |id| {
                    bars(id, &mut self.evaluator)
                }));
            }
            // What is bound is told with the member, a constant by itself, the rest by their parts.
            Test::VariableHolds(_)
            | Test::Constant(_)
            | Test::And(_)
            | Test::Or(_)
            | Test::Not(_) => {}
        }
    }

    fn nothing_at(&self, place: &Place) -> Note {
        let what = match place.links.last() {
            Some(Link::Source) => "no source",
            Some(Link::Target) => "no target",
            Some(Link::Zone) => "no zone",
            Some(Link::Parent) => "no zone around it",
            Some(Link::Reply) => "no reply",
            None => "nothing",
        };
        let mut shorter = place.clone();
        shorter.links.pop();
        match self.evaluator.place(&shorter) {
            Some(id) => Note::at(
                format!("{} has {what}", self.model.label(id)),
                evidence::name_of(self.model, id),
            ),
            None => Note::new(format!("there is {what}")),
        }
    }

    /// What is read of a thing, and who says it.
    fn read(&mut self, read: &Read) -> Note {
        let Some(id) = self.evaluator.place(&read.place) else {
            return self.nothing_at(&read.place);
        };
        match read.what {
            What::Attribute(attribute) => {
                let found = self.model.look_up(id, attribute, false);
                let unknown = found.value == Value::Unknown;
                let mut note = evidence::of_attribute(self, id, attribute, found, self.depth);
                if unknown && read.unknown_is_no {
                    note.text.push_str(", which counts as no here");
                }
                note
            }
            What::Field(field) => fields::told(self.model, id, field),
        }
    }

    fn operand(&mut self, expression: Option<&Expression>, operand: &Operand, part: &mut Part) {
        match operand {
            Operand::Read(read) | Operand::Age(read) => {
                let note = self.read(read);
                part.notes.push(note);
            }
            Operand::Count(count) => {
                let inner = expression.and_then(|expression| match &expression.kind {
                    ExpressionKind::Quantified { condition: Some(inner), .. } => Some(&**inner),
                    _ => None,
                });
                let Count { slot, range, condition } = &**count;
                self.members(*slot, range, inner.zip(condition.as_ref()), Truth::True, part);
            }
            // What is bound is the member itself.
            Operand::Variable(_) | Operand::Constant(_) | Operand::Today => {}
        }
    }

    /// The members of a range that decide a part: those for which the condition comes out as wanted,
    /// else all. Those that are not told are counted.
    fn members(
        &mut self,
        slot: Slot,
        range: &Range,
        condition: Option<(&Expression, &Test)>,
        wanted: Truth,
        part: &mut Part,
    ) {
        part.joint = Joint::Members;
        let mut told: Vec<Part> = Vec::new();
        let (of, noun, unknown) = match range {
            Range::Things { place, collection } => {
                let Some(id) = self.evaluator.place(place) else {
                    part.notes.push(self.nothing_at(place));
                    return;
                };
                let (members, unknown) = self.model.collect(id, *collection);
                let mut members = members.to_vec();
                members.sort_by_key(|id| self.model.label(*id));
                for member in members {
                    self.evaluator.bind_thing(slot, member);
                    told.push(self.member(member, condition));
                }
                (id, fields::noun(*collection), unknown)
            }
            Range::Values(read) => {
                let note = self.read(read);
                part.notes.push(note);
                part.joint = Joint::None;
                return;
            }
        };
        let all = told.len();
        let deciding: Vec<Part> =
            told.iter().filter(|member| member.truth == wanted).cloned().collect();
        let undecided: Vec<Part> =
            told.iter().filter(|member| member.truth == Truth::Unknown).cloned().collect();
        let chosen = match (deciding.is_empty(), undecided.is_empty()) {
            (false, _) => deciding,
            (true, false) => undecided,
            (true, true) => told,
        };
        let label = self.model.label(of);
        if unknown {
            part.notes.push(fields::no_data(self.model, of));
        } else if all == 0 {
            let text = format!("{label} has no {noun}");
            part.notes.push(Note::at(text, evidence::name_of(self.model, of)));
        }
        part.parts = chosen;
    }

    fn member(&mut self, id: ThingId, condition: Option<(&Expression, &Test)>) -> Part {
        let mut part = match condition {
            Some((expression, test)) => {
                let inner = self.part(expression, test);
                Part {
                    truth: inner.truth,
                    text: String::new(),
                    notes: Vec::new(),
                    joint: Joint::All,
                    // What the condition joins by `and` is told one by one.
                    parts: if inner.joint == Joint::All { inner.parts } else { vec![inner] },
                }
            }
            None => Part {
                truth: Truth::True,
                text: String::new(),
                notes: vec![fields::what_it_is(self.model, id)],
                joint: Joint::None,
                parts: Vec::new(),
            },
        };
        part.text = self.model.label(id).to_owned();
        if part.text.is_empty() {
            part.text = fields::unnamed(self.model, id);
        }
        part
    }
}
