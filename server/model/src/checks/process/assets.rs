//! Assets: that each is classified, protected, and somewhere to be found.

use super::super::Context;
use super::super::change::{add_clause, line_below};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{ItemId, ModelItem, Rating, ThingId};
use crate::schema::WordSetId;

/// To how many flows an asset is offered.
const OFFERED: usize = 5;

/// The level from which an asset should be protected: `confidential`.
const PRECIOUS: u16 = 2;

/// Findings about an asset.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let Some(asset) = context.model.things_of(id).first().copied() else { return };
    // Money and reputation are worth protecting and are no data.
    if is_data(context, asset) {
        found.extend(idle(context, item, asset));
        found.extend(unclassified(context, item, asset));
    }
    found.extend(unprotected(context, item, asset));
}

fn is_data(context: &Context<'_>, asset: ThingId) -> bool {
    let model = context.model;
    !["money", "reputation"]
        .into_iter()
        .filter_map(|name| model.schema.find_type(name))
        .any(|type_id| model.is_a(asset, type_id))
}

fn idle(context: &Context<'_>, item: &ModelItem, asset: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let links = &model.thing(asset).links;
    if !links.inflows.is_empty() || !links.outflows.is_empty() {
        return None;
    }
    let name = &item.name;
    let message = format!(
        "\"{name}\" is never moved or stored. Write it after \"carrying\", \"returns\" or \"holds\" where it goes."
    );
    let mut finding = Diagnostic::new(Code::IdleAsset, item.name_span(), message);
    if !context.fixes {
        return Some(finding);
    }
    let mut silent: Vec<ThingId> = model
        .things()
        .filter(|(_, thing)| thing.kind == ThingKind::Flow && thing.links.data.unknown)
        .map(|(id, _)| id)
        .collect();
    silent.sort_by_key(|flow| model.label(*flow));
    for flow in silent.into_iter().take(OFFERED) {
        let Some(flow) = model.item(model.thing(flow).item) else { continue };
        if flow.property("carrying").is_none() && flow.property("returns").is_none() {
            let clause = format!("carrying {}", written_name(name));
            finding = finding.with_change(
                format!("Say that \"{}\" carries it", flow.name),
                |span| flow.origin(span),
                add_clause(flow.node(), flow.text(), &clause),
            );
        }
    }
    Some(finding)
}

fn unclassified(context: &Context<'_>, item: &ModelItem, asset: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let says = model.thing(asset).ratings.sensitivity != Rating::Unset;
    if says || item.property("classified").is_some() {
        return None;
    }
    let words = &model.schema.word_sets[usize::from(WordSetId::CLASSIFICATION.0)].words;
    let message = format!(
        "How sensitive is \"{}\"? Write \"classified\" and one of {}.",
        item.name,
        words.join(", ")
    );
    let mut finding = Diagnostic::new(Code::UnclassifiedAsset, item.name_span(), message);
    for level in words {
        let clause = format!("classified {level}");
        finding = finding.with_change(
            format!("Write \"{clause}\""),
            |span| item.origin(span),
            add_clause(item.node(), item.text(), &clause),
        );
    }
    Some(finding)
}

/// An asset that no objective protects, where some objective protects others.
fn unprotected(context: &Context<'_>, item: &ModelItem, asset: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let precious =
        matches!(model.thing(asset).ratings.sensitivity, Rating::Word(level) if level >= PRECIOUS);
    if !precious || !model.results(asset).objectives.is_empty() || !context.exists().objectives {
        return None;
    }
    let name = &item.name;
    let message = format!(
        "No objective protects \"{name}\". Say what must never happen to it, or add it to an objective."
    );
    let finding = Diagnostic::new(Code::UnprotectedAsset, item.name_span(), message);
    let line = format!(
        "objective {}: confidentiality \"Only those who need it see it\" protects {}",
        written_name(&format!("keep-{name}")),
        written_name(name)
    );
    Some(finding.with_change(
        "Create an objective that protects it",
        |span| item.origin(span),
        line_below(item.node(), item.text(), &line),
    ))
}
