//! Entities, processes and stores: whether anything flows, and in which zone they lie.

use super::super::Context;
use super::super::change::{
    Change, add_first_clause, indent_at, join, line_above, line_below, whole,
};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{ModelItem, ThingId};
use crate::schema::WordSetId;

/// How many zones are offered at most; of more, one has to be chosen by name.
const OFFERED: usize = 8;

/// Findings about an element that is in scope.
pub(super) fn check(
    context: &Context<'_>,
    item: &ModelItem,
    id: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let thing = context.model.thing(id);
    let name = &thing.key;
    // A flow that leads nowhere yet may be the one that is missed here.
    let is_alone = thing.links.inflows.is_empty() && thing.links.outflows.is_empty();
    if is_alone && !context.exists().loose_flows {
        let message = format!(
            "Nothing flows to or from \"{name}\". Draw a flow, or leave it out with \"scope out {name}\"."
        );
        // Its sentence is the block's top-level one, so that the new one stands outside of zones.
        let top = &item.tree.items[usize::from(item.path[0])];
        found.push(Diagnostic::new(Code::Isolated, item.name_span(), message).with_change(
            "Leave it out of scope",
            |span| item.origin(span),
            line_below(top, item.text(), &format!("scope out {}", written_name(name))),
        ));
    }
    let says_zone = item.parent.is_some() || item.property("in").is_some();
    if thing.links.zone.is_none() && context.model.totals.zones > 0 && !says_zone {
        let until = if thing.kind == ThingKind::Entity {
            "outside, trusted by nobody"
        } else {
            "inside, trusted medium"
        };
        let message =
            format!("Which trust zone is \"{name}\" in? Until then it counts as {until}.");
        let mut finding = Diagnostic::new(Code::NoZone, item.name_span(), message);
        let zones = context.zones();
        if zones.len() <= OFFERED {
            for zone in zones {
                finding = finding.with_change(
                    format!("Put it in \"{zone}\""),
                    |span| item.origin(span),
                    add_first_clause(
                        item.node(),
                        item.text(),
                        &format!("in {}", written_name(zone)),
                    ),
                );
            }
        }
        found.push(finding);
    }
    found.extend(agent_among_others(context, item, id));
}

/// An agent in a zone that holds anything but agents.
fn agent_among_others(context: &Context<'_>, item: &ModelItem, id: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let agent = model.known.agent?;
    let thing = model.thing(id);
    let zone = thing.links.zone.filter(|_| model.is_a(id, agent))?;
    // A sandbox is the boundary that is asked for: its tools belong to it.
    if is_sandbox(context, zone) {
        return None;
    }
    let others = model.thing(zone).links.members.iter().copied();
    let other = others
        .filter(|member| !model.is_a(*member, agent))
        .min_by_key(|member| model.label(*member))?;
    let message = format!(
        "\"{}\" is an agent and shares \"{}\" with \"{}\". Give agents a zone of their own: it limits what one that was misled can reach.",
        thing.key,
        model.label(zone),
        model.label(other)
    );
    let mut finding = Diagnostic::new(Code::AgentSharesZone, item.name_span(), message);
    if let Some(origin) = context.name_of(other) {
        finding = finding
            .with_related(origin, format!("\"{}\" lies in the same zone", model.label(other)));
    }
    if !context.fixes {
        return Some(finding);
    }
    Some(finding.with_changes("Put it in a zone of its own", item, |item| own_zone(context, item)))
}

fn is_sandbox(context: &Context<'_>, zone: ThingId) -> bool {
    let kinds = &context.model.schema.word_sets[usize::from(WordSetId::ZONE_KIND.0)];
    context.model.kind_word(zone).is_some_and(|kind| kinds.word(kind) == "sandbox")
}

/// The element with a new zone around it, in the one where it lies.
fn own_zone(context: &Context<'_>, item: &ModelItem) -> Option<Change> {
    let (node, text) = (item.node(), item.text());
    let name = written_name(&context.free_name(&format!("{}-zone", item.name))).into_owned();
    let span = whole(node);
    let indent = indent_at(text, span.start as usize);
    let inner = span.text(text).replace('\n', "\n  ");
    // An element that names its zone does so for the new one from now on.
    match item.property("in") {
        Some(around) => {
            let zone = around.values.first()?.span.text(text);
            let moved = Change::new(around.values.first()?.span, name.as_str());
            let declare = line_above(node, text, &format!("zone {name} in {zone}"));
            join(text, vec![declare, moved])
        }
        None => Some(Change::new(span, format!("zone {name} {{\n{indent}  {inner}\n{indent}}}"))),
    }
}
