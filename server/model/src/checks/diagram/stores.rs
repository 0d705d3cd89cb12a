//! Stores that are only written, or only read. Backups, logs and settings are meant to be.

use super::super::Context;
use super::super::change::line_below;
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{ModelItem, ThingId};

/// The types of stores that are filled for another day, or by hand.
const ONE_WAY: [&str; 3] = ["backup-store", "log-store", "config-store"];

/// The finding about a store that nobody reads, or nobody writes.
///
/// A flow to a store writes what it carries, and its reply is what was read. A flow that says neither
/// may do both.
pub(super) fn one_way(context: &Context<'_>, item: &ModelItem, id: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let (name, links) = (&model.thing(id).key, &model.thing(id).links);
    let data = |flow: &ThingId| &model.thing(*flow).links.data;
    let mut one_way = ONE_WAY.iter().filter_map(|name| model.schema.find_type(name));
    if one_way.any(|kind| model.is_a(id, kind)) {
        return None;
    }
    let says_nothing = |flow: &ThingId| data(flow).unknown;
    if links.inflows.iter().chain(&links.outflows).any(says_nothing) {
        return None;
    }
    let written = links.inflows.iter().any(|flow| !data(flow).assets.is_empty());
    let read = !links.outflows.is_empty();
    let (message, verb, clause) = match (written, read) {
        (true, false) => (
            format!(
                "Nobody ever reads \"{name}\". Draw who does: \"reader -> {name} … returns\" what is read."
            ),
            "read",
            "returns",
        ),
        (false, true) => (
            format!("Nobody ever writes \"{name}\". Draw where its data comes from."),
            "write",
            "carrying",
        ),
        _ => return None,
    };
    // A flow that leads nowhere yet may be the one that is missed here.
    if context.exists().loose_flows {
        return None;
    }
    let finding = Diagnostic::new(Code::WriteOnlyStore, item.name_span(), message);
    let process = process_beside(context, id).filter(|_| context.fixes);
    let Some(process) = process else { return Some(finding) };
    let flow = context.free_name(&format!("{verb}-{name}"));
    let line = format!(
        "flow {}: {} -> {} {clause} ?",
        written_name(&flow),
        written_name(model.label(process)),
        written_name(name)
    );
    let top = &item.tree.items[usize::from(item.path[0])];
    Some(finding.with_change(
        format!("Draw a flow by which \"{}\" {verb}s it", model.label(process)),
        |span| item.origin(span),
        line_below(top, item.text(), &line),
    ))
}

/// The process that a store is joined with, if it is one alone.
fn process_beside(context: &Context<'_>, store: ThingId) -> Option<ThingId> {
    let model = context.model;
    let links = &model.thing(store).links;
    let flows = links.inflows.iter().chain(&links.outflows).map(|flow| &model.thing(*flow).links);
    let mut ends = flows.flat_map(|flow| [flow.source, flow.target]).flatten();
    let is_process = |end: &ThingId| model.thing(*end).kind == ThingKind::Process;
    let first = ends.find(is_process)?;
    ends.filter(is_process).all(|end| end == first).then_some(first)
}
