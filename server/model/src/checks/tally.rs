//! What a block adds to the sums of its model.

use tm_grammar::tree::Head;
use tm_grammar::words::ItemWord;

use super::Context;
use crate::engine::{Count, Slot, Tally, full_name};
use crate::kind::ThingKind;
use crate::model::{Effect, ItemId, Model, ModelItem, Resolution, RuleRef, State, ThingId};
use crate::schema::{AttributeId, AttributeRole, PackId};
use crate::value::Value;

/// The counts of the block that the context looks at.
pub(super) fn of_block(context: &Context<'_>) -> Tally {
    let model = context.model;
    let mut counted = Vec::new();
    for id in model.block_items(context.file, context.block) {
        let Some(item) = model.item(*id) else { continue };
        of_item(item, &mut counted);
        counted.extend(leads_nowhere(model, *id, item).then_some(Count::LooseFlows));
        counted.extend(has_unknown_type(model, *id, item).then_some(Count::UnknownTypes));
        of_references(model, *id, item, &mut counted);
        for thing in model.things_of(*id) {
            of_thing(context, *thing, &mut counted);
        }
    }
    Tally::of(counted)
}

fn of_item(item: &ModelItem, counted: &mut Vec<Count>) {
    let count = match item.word {
        ItemWord::Flow => Count::Flows,
        ItemWord::Asset => Count::Assets,
        ItemWord::Objective => Count::Objectives,
        ItemWord::Assumption => Count::Assumptions,
        ItemWord::Actor => Count::Actors,
        ItemWord::Scope => Count::Scopes,
        ItemWord::Story => {
            let kind = match &item.node().head {
                Head::Declaration(declaration) => declaration.kind.as_ref().map(full_name),
                _ => None,
            };
            if matches!(kind.as_deref(), Some("abuse" | "agent-bypass")) {
                counted.push(Count::HostileStories);
            }
            Count::Stories
        }
        _ => return,
    };
    counted.push(count);
}

/// True for a flow of which an end is missing or names nothing.
fn leads_nowhere(model: &Model, id: ItemId, item: &ModelItem) -> bool {
    let Head::Flow(flow) = &item.node().head else { return false };
    let is_unknown = |(slot, resolution): &(Slot, Resolution)| {
        matches!(slot, Slot::End(_))
            && matches!(resolution, Resolution::Missing | Resolution::WrongKind(_))
    };
    flow.path.len() < 2
        || flow.path.iter().any(Option::is_none)
        || model.resolutions(id).iter().any(is_unknown)
}

/// True for a thing whose type names nothing.
fn has_unknown_type(model: &Model, id: ItemId, item: &ModelItem) -> bool {
    let is_unknown = |(slot, resolution): &(Slot, Resolution)| {
        matches!(slot, Slot::Kind | Slot::Via)
            && matches!(resolution, Resolution::Missing | Resolution::WrongKind(_))
    };
    ThingKind::of_item(item.word).is_some() && model.resolutions(id).iter().any(is_unknown)
}

/// What an item takes from packs by naming it, and the controls that it puts in place.
fn of_references(model: &Model, id: ItemId, item: &ModelItem, counted: &mut Vec<Count>) {
    let effect = Effect::of_status(item.word_of("status"));
    for (slot, resolution) in model.resolutions(id).iter() {
        match resolution {
            Resolution::Control(control) => {
                take(counted, Some(model.schema.attribute(*control).pack));
                let says = matches!(
                    (item.word, slot),
                    (ItemWord::Mitigation, Slot::Kind) | (ItemWord::Mitigate, Slot::With)
                );
                if says && effect >= Effect::Planned {
                    control_of(model, *control, counted);
                }
            }
            Resolution::Rule(rule) => take(counted, Some(model.schema.rule(*rule).pack)),
            Resolution::Type(type_id) => take(counted, model.schema.type_info(*type_id).pack),
            _ => {}
        }
    }
    if let Head::Declaration(declaration) = &item.node().head
        && let (ItemWord::Threat, Some(kind)) = (item.word, &declaration.kind)
    {
        take(counted, model.schema.category(&full_name(kind)).and_then(|category| category.pack));
    }
}

fn of_thing(context: &Context<'_>, id: ThingId, counted: &mut Vec<Count>) {
    let model = context.model;
    let (schema, thing) = (&model.schema, model.thing(id));
    if model.known.agent.is_some_and(|agent| model.is_a(id, agent)) {
        counted.push(Count::Agents);
    }
    for written in &thing.written {
        take(counted, Some(schema.attribute(written.attribute).pack));
        if written.value == Value::YesNo(true) && !written.refuted {
            control_of(model, written.attribute, counted);
        }
    }
    if thing.kind != ThingKind::Model {
        for (control, value, _) in &schema.type_info(thing.type_id).attributes {
            if *value == Value::YesNo(true) {
                control_of(model, *control, counted);
            }
        }
    }
    for instance in model.instances(id).iter() {
        take(counted, Some(schema.rule(instance.rule).pack));
    }
    for threat in context.threats(id).iter() {
        let RuleRef::Pack(rule) = threat.rule else { continue };
        if threat.state != State::Open {
            continue;
        }
        let answers = schema.rule(rule).answers.iter();
        let mut domains: Vec<u16> =
            answers.filter_map(|control| model.known.domains[control.0 as usize]).collect();
        domains.sort_unstable();
        domains.dedup();
        counted.extend(domains.into_iter().map(Count::Open));
    }
}

fn take(counted: &mut Vec<Count>, pack: Option<PackId>) {
    let pack = pack.map(Count::Taken);
    // Once for a block is enough.
    counted.extend(pack.filter(|pack| !counted.contains(pack)));
}

/// A control that is in place or planned.
fn control_of(model: &Model, control: AttributeId, counted: &mut Vec<Count>) {
    if model.schema.attribute(control).role == AttributeRole::Control {
        let domain = model.known.domains[control.0 as usize];
        counted.extend(domain.map(Count::Controls));
    }
}
