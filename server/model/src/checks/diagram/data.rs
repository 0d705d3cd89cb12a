//! Data: that flows say what they carry, and that nothing precious ends up where trust is low.

use smol_str::SmolStr;

use super::super::Context;
use super::super::change::add_clause;
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{Ask, ItemId, ModelItem, Rating, ThingId, trust};
use crate::schema::WordSetId;
use crate::schema::compile::listed;

/// How many assets are offered at most; of more, one has to be chosen by name.
const OFFERED: usize = 8;

/// The finding about a flow that says neither what it carries nor what comes back, where the model
/// has data and no question asks for it already.
pub(super) fn unsaid(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    if item.property("carrying").is_some() || item.property("returns").is_some() {
        return;
    }
    let things = context.model.things_of(id);
    let in_scope = things.iter().any(|thing| context.model.in_scope(*thing));
    if !in_scope || !context.exists().assets {
        return;
    }
    let asked = |thing: &ThingId| {
        context.model.questions(*thing).iter().any(|question| question.ask == Ask::Data)
    };
    if things.iter().any(asked) {
        return;
    }
    let message = format!(
        "What does \"{}\" carry? Write \"carrying\" and the assets, or \"carrying nothing\".",
        item.name
    );
    let mut finding = Diagnostic::new(Code::EmptyFlow, item.name_span(), message);
    if context.fixes {
        let assets = context.assets();
        let offered = assets.iter().filter(|_| assets.len() <= OFFERED).cloned();
        for asset in offered.chain([SmolStr::new_static("nothing")]) {
            let clause = format!("carrying {}", written_name(&asset));
            finding = finding.with_change(
                format!("Write \"{clause}\""),
                |span| item.origin(span),
                add_clause(item.node(), item.text(), &clause),
            );
        }
    }
    found.push(finding);
}

/// How many of the flows that bring such data are shown: enough to see where to look.
const MOST_PLACES: usize = 5;

/// The finding about an element that is trusted little and gets data above public: a store that holds
/// it, a process to which it is sent. People are exempt, and so is what runs on their own devices.
pub(super) fn low_zone(
    context: &Context<'_>,
    item: &ModelItem,
    id: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let model = context.model;
    let thing = model.thing(id);
    let Some(zone) = thing.links.zone.filter(|_| thing.trust < trust::MEDIUM) else { return };
    // What runs on a person's own device shows that person's own data.
    if model.schema.find_type("client").is_some_and(|client| model.is_a(id, client)) {
        return;
    }
    let (held, flows): (&[ThingId], &[ThingId]) = match thing.kind {
        ThingKind::Store => (&thing.links.data.assets, &[]),
        ThingKind::Process => (&[], &thing.links.inflows),
        _ => return,
    };
    let sent = flows.iter().flat_map(|flow| &model.thing(*flow).links.data.assets);
    let above_public = |asset: &&ThingId| matches!(model.thing(**asset).ratings.sensitivity, Rating::Word(level) if level > 0);
    let mut precious: Vec<ThingId> =
        held.iter().chain(sent).filter(above_public).copied().collect();
    precious.sort_unstable();
    precious.dedup();
    if precious.is_empty() {
        return;
    }
    let mut names: Vec<&str> = precious.iter().map(|asset| model.label(*asset)).collect();
    names.sort_unstable();
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let ends = if names.len() == 1 { "ends" } else { "end" };
    let words = &model.schema.word_sets[usize::from(WordSetId::TRUST.0)];
    let message = format!(
        "{} {ends} up in \"{}\", where trust is {}. Send or keep less there, or write \"trust\" and a higher level on that zone. If it is meant, say why above \"{}\": // tm-allow TM321: …",
        listed(quoted.iter().map(String::as_str), "and"),
        model.label(zone),
        words.word(thing.trust),
        thing.key
    );
    let mut finding = Diagnostic::new(Code::HighDataLowZone, item.name_span(), message);
    let brings = |flow: &&ThingId| {
        model.thing(**flow).links.data.assets.iter().any(|asset| precious.contains(asset))
    };
    let mut places: Vec<(&str, ThingId)> =
        flows.iter().filter(brings).map(|flow| (model.label(*flow), *flow)).collect();
    places.sort_unstable();
    for (label, flow) in places.into_iter().take(MOST_PLACES) {
        if let Some(origin) = context.name_of(flow) {
            finding = finding.with_related(origin, format!("\"{label}\" brings it"));
        }
    }
    found.push(finding);
}
