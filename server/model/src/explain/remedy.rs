//! What would clear a threat: the alternatives of its `unless`, each with what is to be written and
//! on which thing.

use smol_str::SmolStr;

use super::evidence::{self, Note, name_of};
use crate::evaluate::Evaluator;
use crate::evaluate::needs::{self, WAYS};
use crate::model::{Ask, Model, Source, ThingId};
use crate::schema::{AttributeId, AttributeRole, Rule};
use crate::source::Origin;
use crate::value::Truth;
use crate::workspace::Snapshot;

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
    let mut evaluator = Evaluator::new(model, subject, rule.slots, false);
    let ways = rule.unless.as_ref().map(|unless| evaluator.ways(unless)).unwrap_or_default();
    let asked: Vec<AttributeId> = ways.iter().flatten().map(|need| need.attribute).collect();
    let mut remedies: Vec<Remedy> = ways
        .into_iter()
        .map(|needs| Remedy {
            needs: needs.into_iter().map(|need| told(snapshot, model, need)).collect(),
            counters: false,
        })
        .collect();
    let thing = model.thing(subject);
    let on = if thing.is_reply() { thing.links.reply.unwrap_or(subject) } else { subject };
    for attribute in rule.answers.iter().copied() {
        let info = model.schema.attribute(attribute);
        let counters = info.kinds.contains(thing.kind) && info.counters_rule(&rule.name);
        if counters && !asked.contains(&attribute) {
            let need = needs::Need { on, attribute, value: "yes".into(), truth: Truth::Unknown };
            remedies.push(Remedy { needs: vec![told(snapshot, model, need)], counters: true });
        }
    }
    remedies.truncate(WAYS);
    remedies
}

/// What is told of something that is needed.
fn told(snapshot: &Snapshot, model: &Model, needed: needs::Need) -> Need {
    let needs::Need { on, attribute, value, truth } = needed;
    let info = model.schema.attribute(attribute);
    let found = model.look_up(on, attribute, false);
    let now = !matches!(found.source, Source::Nowhere | Source::Derived | Source::Default);
    let now = now.then(|| evidence::said(snapshot, model, on, attribute, &found));
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
