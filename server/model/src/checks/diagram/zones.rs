//! Zones: how far each is trusted, and that there are some.

use tm_grammar::tree::Span;

use super::super::Context;
use super::super::change::{Change, add_clause, add_property, remove_item};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{ModelItem, ThingId};
use crate::schema::WordSetId;

/// Findings about a zone that is in scope.
pub(super) fn check(
    context: &Context<'_>,
    item: &ModelItem,
    id: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let around = context.model.zones_around(id);
    let said = std::iter::once(&id).chain(&around).any(|zone| says_trust(context, *zone));
    if !said && item.property("trust").is_none() {
        found.push(no_trust(context, item));
    }
    if let Some(parent) = around.first() {
        found.extend(inversion(context, item, id, *parent));
    }
    found.extend(empty(context, item, id));
}

/// A zone with neither elements nor zones inside.
fn empty(context: &Context<'_>, item: &ModelItem, id: ThingId) -> Option<Diagnostic> {
    let links = &context.model.thing(id).links;
    if !links.members.is_empty() || !links.zones.is_empty() {
        return None;
    }
    let message = format!("\"{}\" is empty. Put an element in it, or remove it.", item.name);
    let finding = Diagnostic::new(Code::EmptyZone, item.name_span(), message);
    if item.node().items().next().is_some() {
        return Some(finding);
    }
    Some(finding.with_change(
        "Remove the zone",
        |span| item.origin(span),
        remove_item(item.node(), item.text()),
    ))
}

/// True if the zone or its type says how far it is trusted.
fn says_trust(context: &Context<'_>, zone: ThingId) -> bool {
    let thing = context.model.thing(zone);
    let of_type = thing.kind == ThingKind::Zone
        && context.model.schema.type_info(thing.type_id).trust.is_some();
    thing.own_trust.is_some() || of_type
}

fn no_trust(context: &Context<'_>, item: &ModelItem) -> Diagnostic {
    let message = format!(
        "How far do you trust what is in \"{}\"? Until you say it counts as medium.",
        item.name
    );
    let mut finding = Diagnostic::new(Code::NoTrust, item.name_span(), message);
    let levels = &context.model.schema.word_sets[usize::from(WordSetId::TRUST.0)];
    for level in &levels.words {
        finding = finding.with_change(
            format!("Write \"trust {level}\""),
            |span| item.origin(span),
            add_clause(item.node(), item.text(), &format!("trust {level}")),
        );
    }
    finding
}

/// A zone that is trusted less than the one around it, and does not say that this is meant.
fn inversion(
    context: &Context<'_>,
    item: &ModelItem,
    id: ThingId,
    parent: ThingId,
) -> Option<Diagnostic> {
    let model = context.model;
    let (own, around) = (model.thing(id), model.thing(parent));
    if own.trust >= around.trust || item.word_of("isolated") == Some("yes") {
        return None;
    }
    let levels = &model.schema.word_sets[usize::from(WordSetId::TRUST.0)];
    let message = format!(
        "\"{}\" is trusted less ({}) than \"{}\" around it ({}). If that is meant, write \"isolated: yes\".",
        own.key,
        levels.word(own.trust),
        around.key,
        levels.word(around.trust)
    );
    let mut finding = Diagnostic::new(Code::TrustInversion, item.name_span(), message);
    if let Some(origin) = context.name_of(parent) {
        finding = finding.with_related(origin, format!("\"{}\" lies around it", around.key));
    }
    let says_isolated = item.property("isolated").and_then(|property| {
        let (first, last) = (property.values.first()?, property.values.last()?);
        Some(Change::new(Span::new(first.span.start, last.span.end), "yes"))
    });
    let isolate = says_isolated.or_else(|| add_property(item.node(), item.text(), "isolated: yes"));
    if let Some(change) = isolate {
        finding = finding.with_change("Mark it as isolated", |span| item.origin(span), change);
    }
    if let Some(value) = item.property("trust").and_then(|property| property.values.first()) {
        let level = levels.word(around.trust);
        finding = finding.with_fix(
            format!("Change its trust to {level}"),
            item.origin(value.span),
            level,
        );
    }
    Some(finding)
}

/// The finding about a model with flows and no zone, at its header.
pub(super) fn none_at_all(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    let totals = context.model.totals;
    if totals.flows > 0 && totals.zones == 0 {
        let message = "No trust boundary yet: where does trust change? Put what you run yourself and what others run into a \"zone\" each.";
        found.push(Diagnostic::new(Code::NoZones, item.name_span(), message));
    }
}
