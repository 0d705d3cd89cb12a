//! Flows: what may be joined with what. Replies follow from their flows and are never at fault.

use tm_grammar::tree::{Flow, Head, Path, Separator, Span};

use super::super::Context;
use super::super::change::{Change, add_clause, join, line_above, remove_item};
use super::super::references::{near, things, with_nearest_element};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Named, Slot, full_name, references};
use crate::kind::ThingKind;
use crate::model::{ItemId, ModelItem, Part, Resolution, ThingId};

/// Findings about ends that name nothing. An end that is not written is a syntax error.
pub(super) fn ends(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let resolutions = context.model.resolutions(id);
    let mut index = 0;
    references(item.node(), &mut |slot, named| {
        if let (Slot::End(end), Named::Path(path), Some((_, Resolution::Missing))) =
            (slot, named, resolutions.get(index))
        {
            found.push(nowhere(context, item, path, end == 0));
        }
        index += 1;
    });
}

fn nowhere(context: &Context<'_>, item: &ModelItem, path: &Path, first: bool) -> Diagnostic {
    let name = full_name(path);
    let flow = match item.name.as_str() {
        "" => "This flow".to_owned(),
        flow => format!("Flow \"{flow}\""),
    };
    let way = if first { "comes from nowhere" } else { "goes nowhere" };
    let message = format!("{flow} {way}: there is no element \"{name}\".");
    let finding = Diagnostic::new(Code::FlowToNowhere, path.span(), message);
    match path.rest.as_slice() {
        [] => {
            let known = things(context, ThingKind::is_element);
            let mut finding = near(finding, item, &name, path.span(), known.into_iter());
            if finding.fixes.is_empty() {
                let side = if first { "comes from outside" } else { "leaves" };
                let advice =
                    format!(" If it {side} your project, name the other side as an entity.");
                finding.message.push_str(&advice);
            }
            let top = &item.tree.items[usize::from(item.path[0])];
            for word in ["entity", "process", "store"] {
                finding = finding.with_change(
                    format!("Create the {word} \"{name}\""),
                    |span| item.origin(span),
                    line_above(
                        top,
                        item.text(),
                        &format!("{word} {}", path.span().text(item.text())),
                    ),
                );
            }
            finding
        }
        [(Separator::Dot, _)] => with_nearest_element(context, finding, item, path),
        _ => finding,
    }
}

/// A part of a flow from one element to the next.
struct Segment<'a> {
    /// Its place among the parts of the flow.
    index: usize,
    id: ThingId,
    source: ThingId,
    target: ThingId,
    kinds: (ThingKind, ThingKind),
    /// Where its ends are written.
    span: Span,
    item: &'a ModelItem,
    flow: &'a Flow,
}

/// Findings about the ends of a flow, one for each of its segments at most, and about where it leads.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let Head::Flow(flow) = &item.node().head else { return };
    let model = context.model;
    let mut last = None;
    for id in model.things_of(id) {
        let thing = model.thing(*id);
        let (Part::Segment(index), Some(source), Some(target)) =
            (thing.part, thing.links.source, thing.links.target)
        else {
            continue;
        };
        let index = usize::from(index);
        let [Some(from), Some(to)] = [flow.path.get(index), flow.path.get(index + 1)]
            .map(|end| end.and_then(Option::as_ref))
        else {
            continue;
        };
        let segment = Segment {
            index,
            id: *id,
            source,
            target,
            kinds: (model.thing(source).kind, model.thing(target).kind),
            span: from.span().cover(to.span()),
            item,
            flow,
        };
        found.extend(joined(context, &segment));
        last = Some(segment);
    }
    found.extend(last.and_then(|segment| dead_end(context, &segment)));
}

/// What is wrong with what a segment joins.
fn joined(context: &Context<'_>, segment: &Segment<'_>) -> Option<Diagnostic> {
    use ThingKind::{Entity, Store};
    let Segment { item, span, .. } = *segment;
    let label = |id| context.model.label(id);
    let (from, to) = (label(segment.source), label(segment.target));
    let report = |code, message: String| Diagnostic::new(code, span, message);
    let in_scope = context.model.in_scope(segment.id);
    let remove = |finding: Diagnostic| {
        finding.with_change(
            "Remove the flow",
            |span| item.origin(span),
            remove_item(item.node(), item.text()),
        )
    };
    if segment.source == segment.target {
        let message = format!(
            "\"{from}\" talks to itself: no data moves. Remove the flow, or name another end."
        );
        return in_scope.then(|| remove(report(Code::SelfFlow, message)));
    }
    match segment.kinds {
        (Store, Entity) | (Entity, Store) => {
            let (store, entity) = if segment.kinds.0 == Store { (from, to) } else { (to, from) };
            let message = format!(
                "\"{store}\" talks to \"{entity}\" directly; a process must stand between."
            );
            let store = if segment.kinds.0 == Store { segment.source } else { segment.target };
            Some(with_process(context, segment, report(Code::StoreToEntity, message), store))
        }
        (Store, Store) if in_scope => {
            let message = format!(
                "Data cannot move itself from \"{from}\" to \"{to}\". Draw the process that moves it."
            );
            let finding = report(Code::StoreToStore, message);
            Some(with_process(context, segment, finding, segment.source))
        }
        (Store, _) if in_scope && segment.index == 0 => {
            let message = format!(
                "Flows begin at an entity or a process. Write a read as \"{to} -> {from} … returns\" what is read."
            );
            let finding = report(Code::StoreStartsFlow, message);
            Some(match turned_around(segment) {
                Some(change) => {
                    finding.with_change("Turn it around", |span| item.origin(span), change)
                }
                None => finding,
            })
        }
        (Entity, Entity) if in_scope => {
            let message = format!(
                "\"{}\" never touches the system: it joins two entities. Remove it, or name the process that takes part.",
                label(segment.id)
            );
            Some(remove(report(Code::EntityToEntity, message)))
        }
        _ => None,
    }
}

/// The finding with a process put between the ends of the segment, in the zone of the store.
fn with_process(
    context: &Context<'_>,
    segment: &Segment<'_>,
    finding: Diagnostic,
    store: ThingId,
) -> Diagnostic {
    let Some(arrow) = segment.flow.arrows.get(segment.index).filter(|_| context.fixes) else {
        return finding;
    };
    let item = segment.item;
    let model = context.model;
    let label = model.label(store);
    let base = label.rsplit(['.', '/']).next().unwrap_or(label);
    let name = context.free_name(&format!("{base}-service"));
    // A flow that stands in the zone has the process there too. Zones of another model have no name.
    let around = item.parent.and_then(|parent| model.things_of(parent).first().copied());
    let zone = model.thing(store).links.zone.filter(|zone| Some(*zone) != around);
    let zone = zone.map(|zone| model.label(zone)).filter(|zone| !zone.contains('.'));
    let zone = zone.map_or_else(String::new, |zone| format!(" in {}", written_name(zone)));
    let declare = line_above(item.node(), item.text(), &format!("process {name}{zone}"));
    let between = Change::new(Span::new(arrow.end, arrow.end), format!(" {name} ->"));
    match join(item.text(), vec![declare, between]) {
        Some(change) => finding.with_change(
            format!("Put a process \"{name}\" between"),
            |span| item.origin(span),
            change,
        ),
        None => finding,
    }
}

/// The flow from the reader, with what it carried as what comes back.
fn turned_around(segment: &Segment<'_>) -> Option<Change> {
    let [Some(from), Some(to)] = segment.flow.path.as_slice() else { return None };
    let text = segment.item.text();
    let mut changes = vec![
        Change::new(from.span(), to.span().text(text)),
        Change::new(to.span(), from.span().text(text)),
    ];
    for (key, other) in [("carrying", "returns"), ("returns", "carrying")] {
        if let Some(property) = segment.item.property(key) {
            changes.push(Change::new(property.key.span, other));
        }
    }
    join(text, changes)
}

/// True if something comes back, or the flow leads to where records go and stay.
fn is_answered_or_kept(context: &Context<'_>, segment: &Segment<'_>) -> bool {
    let model = context.model;
    let keeps = ["siem", "monitoring-service"].into_iter();
    let mut keeps = keeps.filter_map(|name| model.schema.find_type(name));
    segment.item.property("returns").is_some()
        || matches!(segment.item.word_of("purpose"), Some("log" | "telemetry"))
        || keeps.any(|kind| model.is_a(segment.target, kind))
}

/// The flow ends in a process from which nothing goes on.
fn dead_end(context: &Context<'_>, segment: &Segment<'_>) -> Option<Diagnostic> {
    let model = context.model;
    let leads_on = |id: ThingId| context.engine.leads_on.get(id.0 as usize) == Some(&true);
    if segment.kinds.1 != ThingKind::Process
        || segment.source == segment.target
        // What is turned around ends elsewhere.
        || segment.kinds.0 == ThingKind::Store
        || is_answered_or_kept(context, segment)
        || leads_on(segment.target)
        || !model.in_scope(segment.id)
        || !model.in_scope(segment.target)
        // One that leads nowhere yet may be the one that is missed here.
        || context.exists().loose_flows
    {
        return None;
    }
    let (flow, process) = (&segment.item.name, model.label(segment.target));
    let message = format!(
        "\"{flow}\" leads nowhere: \"{process}\" passes nothing on. Draw where the data goes, or what \"{flow}\" returns."
    );
    let item = segment.item;
    let finding = Diagnostic::new(Code::DeadEnd, segment.span, message);
    // An answer helps only where it leads on.
    Some(if leads_on(segment.source) {
        finding.with_change(
            "Say that something comes back",
            |span| item.origin(span),
            add_clause(item.node(), item.text(), "returns ?"),
        )
    } else {
        finding
    })
}
