//! What would clear a threat: the alternatives of its `unless`, each with what is to be written and
//! on which thing.

use smol_str::SmolStr;
use tm_grammar::tree::{Comparison, Quantifier};

use super::evidence::{self, Note, name_of};
use crate::evaluate::Evaluator;
use crate::model::{Ask, Model, Source, ThingId};
use crate::schema::compile::describe_value;
use crate::schema::{AttributeId, AttributeRole, Operand, Range, Read, Rule, Test, What};
use crate::source::Origin;
use crate::value::{Truth, Value};
use crate::workspace::Snapshot;

/// How many alternatives are told.
const ALTERNATIVES: usize = 8;

/// Something that would have to be so.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The fact or control.
    pub attribute: AttributeId,
    /// The thing that it is to be written on.
    pub on: ThingId,
    /// What it would have to be: `yes`, or a word; several words are joined by `or`.
    pub value: SmolStr,
    /// What it is called.
    pub title: SmolStr,
    /// The question that asks for it.
    pub ask: String,
    /// Whether it is so now.
    pub truth: Truth,
    /// It is a control, so a `mitigation` may set it, too.
    pub is_control: bool,
    /// Where the thing is named.
    pub origin: Option<Origin>,
    /// What is written of it now and stands in the way, and where.
    pub now: Option<Note>,
    /// The mitigation that would set it once it is done: its name and where that is.
    pub planned: Option<(SmolStr, Origin)>,
}

/// One way to clear a threat.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// All that is needed.
    pub needs: Vec<Need>,
    /// It is not asked for by `unless`, but a control that says that it counters the rule.
    pub counters: bool,
}

/// The ways to clear a threat of a rule, those of its `unless` first.
pub(super) fn of_rule(
    snapshot: &Snapshot,
    model: &Model,
    rule: &Rule,
    subject: ThingId,
) -> Vec<Remedy> {
    let mut finder =
        Finder { snapshot, model, evaluator: Evaluator::new(model, subject, rule.slots, false) };
    let ways = rule.unless.as_ref().map(|unless| finder.ways(unless)).unwrap_or_default();
    let asked: Vec<AttributeId> = ways.iter().flatten().map(|need| need.attribute).collect();
    let mut remedies: Vec<Remedy> =
        ways.into_iter().map(|needs| Remedy { needs, counters: false }).collect();
    let kind = model.thing(subject).kind;
    for control in &rule.answers {
        let info = model.schema.attribute(*control);
        if !asked.contains(control) && info.kinds.contains(kind) && info.counters_rule(&rule.name) {
            let need = finder.need(subject, *control, "yes".into(), Truth::Unknown);
            remedies.push(Remedy { needs: vec![need], counters: true });
        }
    }
    remedies.truncate(ALTERNATIVES);
    remedies
}

struct Finder<'a> {
    snapshot: &'a Snapshot,
    model: &'a Model,
    evaluator: Evaluator<'a>,
}

impl Finder<'_> {
    /// The ways to make a test true, each a list of what it needs.
    fn ways(&mut self, test: &Test) -> Vec<Vec<Need>> {
        match test {
            Test::Or(parts) => parts.iter().flat_map(|part| self.ways(part)).collect(),
            Test::And(parts) => {
                let mut ways: Vec<Vec<Need>> = vec![Vec::new()];
                for part in parts {
                    // What holds already needs nothing.
                    if self.evaluator.test(part) == Truth::True {
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
                        .take(ALTERNATIVES)
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
                let Some(id) = self.evaluator.place(place) else { return Vec::new() };
                let mut members = self.model.collect(id, *collection).0.to_vec();
                members.sort_by_key(|member| self.model.label(*member));
                let mut of_members: Vec<Vec<Vec<Need>>> = Vec::new();
                for member in members {
                    self.evaluator.bind_thing(*slot, member);
                    if self.evaluator.test(condition) != Truth::True {
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
        describe_value(
            &self.model.schema,
            &self.model.schema.attribute(attribute).value_type,
            value,
        )
    }

    fn wanted(&mut self, read: &Read, value: SmolStr) -> Vec<Vec<Need>> {
        let (What::Attribute(attribute), Some(on)) = (read.what, self.evaluator.place(&read.place))
        else {
            return Vec::new();
        };
        if !self.model.schema.attribute(attribute).kinds.contains(self.model.thing(on).kind) {
            return Vec::new();
        }
        let truth = self.evaluator.test(&Test::Holds(read.clone()));
        vec![vec![self.need(on, attribute, value, truth)]]
    }

    fn need(&self, on: ThingId, attribute: AttributeId, value: SmolStr, truth: Truth) -> Need {
        let model = self.model;
        // What is written on a flow holds for its reply.
        let thing = model.thing(on);
        let on = if thing.is_reply() { thing.links.reply.unwrap_or(on) } else { on };
        let info = model.schema.attribute(attribute);
        let found = model.look_up(on, attribute, false);
        let now = !matches!(found.source, Source::Nowhere | Source::Derived | Source::Default);
        let now = now.then(|| evidence::said(self.snapshot, model, on, attribute, &found));
        let planned = match model.look_up(on, attribute, true).source {
            Source::Mitigation(item, _) if truth != Truth::True => {
                model.item(item).map(|item| (item.name.clone(), item.origin(item.name_span())))
            }
            _ => None,
        };
        Need {
            attribute,
            on,
            value,
            title: info.title.clone(),
            ask: model.question_text(on, Ask::Attribute(attribute)),
            truth,
            is_control: info.role == AttributeRole::Control,
            origin: name_of(model, on),
            now,
            planned,
        }
    }
}
