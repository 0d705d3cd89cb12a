//! Processes that handle credentials and leave no record. This is off unless it is asked for.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{Model, ModelItem, ThingId};
use crate::schema::TypeId;

/// The finding about a process on a flow with credentials, from which no way leads to a store of
/// records.
pub(super) fn check(
    context: &Context<'_>,
    item: &ModelItem,
    thing: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let model = context.model;
    if !context.reports(Code::UnrecordedCredentials)
        || model.thing(thing).kind != ThingKind::Process
        || !model.in_scope(thing)
    {
        return;
    }
    let kinds = types(model, &["credential", "password", "key", "token"]);
    let links = &model.thing(thing).links;
    let mut data: Vec<&str> = links
        .inflows
        .iter()
        .chain(&links.outflows)
        .flat_map(|flow| &model.thing(*flow).links.data.assets)
        .filter(|asset| kinds.iter().any(|kind| model.is_a(**asset, *kind)))
        .map(|asset| model.label(*asset))
        .collect();
    data.sort_unstable();
    let Some(first) = data.first() else { return };
    // A way may lead over anything.
    context.read_everything();
    if !reaches_records(model, thing) {
        let message = format!(
            "\"{}\" handles \"{first}\" and leaves no record. Draw a flow to a store of records.",
            item.name
        );
        found.push(Diagnostic::new(Code::UnrecordedCredentials, item.name_span(), message));
    }
}

fn types(model: &Model, names: &[&str]) -> Vec<TypeId> {
    names.iter().filter_map(|name| model.schema.find_type(name)).collect()
}

/// True if a way of flows leads from a process to a store that keeps records.
fn reaches_records(model: &Model, process: ThingId) -> bool {
    let (stores, records) = (types(model, &["log-store"]), types(model, &["log"]));
    let keeps = |id: ThingId| {
        stores.iter().any(|kind| model.is_a(id, *kind))
            || model
                .thing(id)
                .links
                .data
                .assets
                .iter()
                .any(|asset| records.iter().any(|kind| model.is_a(*asset, *kind)))
    };
    let mut seen = vec![process];
    let mut next = 0;
    while let Some(id) = seen.get(next).copied() {
        next += 1;
        if model.thing(id).kind == ThingKind::Store && keeps(id) {
            return true;
        }
        for flow in &model.thing(id).links.outflows {
            if let Some(target) = model.thing(*flow).links.target
                && !seen.contains(&target)
            {
                seen.push(target);
            }
        }
    }
    false
}
