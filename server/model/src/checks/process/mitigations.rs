//! Mitigations of the model: that each answers something, is tracked, and is known to work.

use super::super::Context;
use super::super::change::{add_clause, add_property, line_below};
use super::super::wording::written_name;
use super::is_used;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Namespace, Slot};
use crate::kind::ThingKind;
use crate::model::{ItemId, Model, ModelItem, Resolution, State, ThingId};
use crate::schema::AttributeId;

/// How many threats are offered.
const OFFERED: usize = 3;

/// Findings about a mitigation.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let status = item.word_of("status").unwrap_or("planned");
    if status != "rejected" {
        found.extend(unlinked(context, id, item));
    }
    if matches!(status, "planned" | "in-progress") && item.property("ticket").is_none() {
        let message = format!(
            "No ticket tracks \"{}\". Write \"ticket\" and its number, or \"ticket ?\" until there is one.",
            item.name
        );
        let finding = Diagnostic::new(Code::MitigationNoTicket, item.name_span(), message);
        found.push(finding.with_change(
            "Write \"ticket ?\"",
            |span| item.origin(span),
            add_clause(item.node(), item.text(), "ticket ?"),
        ));
    }
    if context.reports(Code::Unverified) && status == "done" && item.property("verify").is_none() {
        let message = format!(
            "How do you know that \"{}\" works? Write \"verify\" and the test or check.",
            item.name
        );
        let finding = Diagnostic::new(Code::Unverified, item.name_span(), message);
        found.push(finding.with_changes("Write \"verify\"", item, |item| {
            add_property(item.node(), item.text(), "verify: \"\"")
        }));
    }
}

/// A mitigation that nothing names, that counters nothing where it stands, and whose control, if it
/// has one, no threat on or beside its targets asks for.
fn unlinked(context: &Context<'_>, id: ItemId, item: &ModelItem) -> Option<Diagnostic> {
    let model = context.model;
    let resolutions = model.resolutions(id);
    let control = resolutions.iter().find_map(|(slot, resolution)| match resolution {
        Resolution::Control(control) if *slot == Slot::Kind => Some(*control),
        _ => None,
    });
    let names = |asked: Slot| resolutions.iter().any(|(slot, _)| *slot == asked);
    let counters = names(Slot::Threat) && names(Slot::Target);
    // A kind that is no control has a finding of its own.
    let is_misnamed = control.is_none() && names(Slot::Kind);
    if counters || is_misnamed || is_used(context, Namespace::Mitigations, &item.name) {
        return None;
    }
    let mut targets: Vec<ThingId> = Vec::new();
    for (_, resolution) in resolutions.iter().filter(|(slot, _)| *slot == Slot::Target) {
        match resolution {
            Resolution::Thing(thing) => targets.push(*thing),
            Resolution::Things(things) => targets.extend(things.iter()),
            // What is said of everything in a zone can answer anything there.
            _ if control.is_some() => return None,
            _ => {}
        }
    }
    let wide = |id: &ThingId| matches!(model.thing(*id).kind, ThingKind::Zone | ThingKind::Model);
    let next = match control {
        Some(control) => {
            let asked = |id: &ThingId| wide(id) || is_asked_beside(model, *id, control);
            // Of a type that is not known the threats are not either.
            if targets.iter().any(asked) || context.exists().unknown_types {
                return None;
            }
            "place it where one is"
        }
        None if targets.is_empty() => "write \"on\" and where it is in place",
        None => "write the control that it is, behind a colon",
    };
    let message = format!(
        "\"{0}\" answers no threat. Name one with \"mitigate … with {0}\", or {next}.",
        item.name
    );
    let mut finding = Diagnostic::new(Code::MitigationUnlinked, item.name_span(), message);
    if !context.fixes {
        return Some(finding);
    }
    let open = targets.iter().flat_map(|id| model.threats(*id));
    let open = open.filter(|threat| threat.state == State::Open);
    for threat in open.take(OFFERED) {
        let line = format!("mitigate {} with {}", threat.key, written_name(&item.name));
        finding = finding.with_change(
            format!("Answer \"{}\" with it", threat.key),
            |span| item.origin(span),
            line_below(item.node(), item.text(), &line),
        );
    }
    Some(finding)
}

/// True if a threat on a thing, or on one that it is joined with, asks for the control.
fn is_asked_beside(model: &Model, id: ThingId, control: AttributeId) -> bool {
    let thing = model.thing(id);
    let links = &thing.links;
    let ends = [links.source, links.target, links.reply].into_iter().flatten();
    let flows = links.inflows.iter().chain(&links.outflows).copied();
    std::iter::once(id).chain(ends).chain(flows.filter(|_| thing.kind.is_element())).any(|near| {
        let mut rules = model.instances(near).iter().map(|instance| instance.rule);
        rules.any(|rule| model.schema.rule(rule).answers.contains(&control))
    })
}
