//! Things of the model by name: zones, ends of flows, data, targets.

use tm_grammar::words::ItemWord;
use tm_model::kind::ThingKind;
use tm_model::model::{Model, Part, Thing, ThingId};

use super::names::written_name;
use super::{CompletionKind, Entry, List};
use crate::spelling::Spelt;
use crate::wording::{dotted, sensitivity, trust};

/// A thing with its type and title.
pub(super) fn entry(model: &Model, id: ThingId) -> Entry {
    let thing = model.thing(id);
    let type_name = match thing.kind {
        ThingKind::Model => String::new(),
        _ => model.schema.type_info(thing.type_id).name.to_string(),
    };
    let level = match thing.kind {
        ThingKind::Zone => trust(model, id).map(|trust| format!("trust {trust}")),
        ThingKind::Asset => sensitivity(model, id),
        _ => None,
    };
    let title = model.title(id).map(|title| format!("\"{title}\""));
    let detail = dotted([type_name, level.unwrap_or_default(), title.unwrap_or_default()]);
    let entry = Entry::new(model.label(id), CompletionKind::Thing(thing.kind)).detail(detail);
    let quoted = match (thing.part, model.item(thing.item)) {
        (Part::Whole, Some(item)) => written_name(item).filter(|name| name.starts_with('`')),
        _ => None,
    };
    match quoted {
        Some(name) => entry.insert(name),
        None => entry,
    }
}

/// Adds the things for which `rank` has a place, by name.
pub(super) fn things(
    list: &mut List<'_, '_>,
    used: &[String],
    rank: impl Fn(&Model, ThingId, &Thing) -> Option<u32>,
) {
    let Some(model) = list.place.model else { return };
    let mut ids: Vec<(u32, ThingId)> = model
        .things()
        .filter(|(id, _)| *id != ThingId::MODEL)
        .filter(|(id, _)| !used.iter().any(|used| used == model.label(*id)))
        .filter_map(|(id, thing)| Some((rank(model, id, thing)?, id)))
        .collect();
    ids.sort_by(|left, right| model.label(left.1).cmp(model.label(right.1)));
    for (rank, id) in ids {
        list.add(rank, entry(model, id));
    }
}

/// Zones, for `in`: not the zone itself, nor one inside it.
pub(super) fn zones(list: &mut List<'_, '_>) {
    let own = own_name(list);
    things(list, &[], |model, id, thing| {
        let inside = || model.zones_around(id).iter().any(|zone| Some(model.label(*zone)) == own);
        (thing.kind == ThingKind::Zone && Some(model.label(id)) != own && !inside()).then_some(0)
    });
}

/// The name of the item whose header or body the cursor is in.
fn own_name<'t>(list: &List<'_, 't>) -> Option<&'t str> {
    let frame = list.context.frames.last().map(|frame| frame.header.as_slice());
    let header = match list.context.sentence.first()?.item_word() {
        Some(_) => list.context.sentence.as_slice(),
        None => frame?,
    };
    header.get(1).filter(|token| token.is_name()).map(|token| token.text)
}

/// Data, for `carrying`, `returns` and `holds`.
pub(super) fn data(list: &mut List<'_, '_>, used: &[String]) {
    things(list, used, |model, id, thing| {
        let no_data = ["money", "reputation"]
            .into_iter()
            .filter_map(|name| model.schema.find_type(name))
            .any(|kind| model.is_a(id, kind));
        (thing.kind == ThingKind::Asset && !no_data).then_some(0)
    });
    if used.is_empty() {
        let nothing = Entry::new("nothing", CompletionKind::Value);
        list.add(8, nothing.detail("there is none, and that is known"));
        let unknown = Entry::new("?", CompletionKind::Value);
        list.add(9, unknown.detail("not known yet; to be found out"));
    }
}

/// Elements, for the ends of a flow: what rarely stands there comes last.
pub(super) fn ends(list: &mut List<'_, '_>, before: &[String]) {
    let Some(model) = list.place.model else { return };
    let last = before.last();
    let from = last.and_then(|name| model.find(name)).map(|id| model.thing(id).kind);
    let used: Vec<String> = last.cloned().into_iter().collect();
    things(list, &used, |_, _, thing| {
        let likely = match (from, thing.kind) {
            (_, kind) if !kind.is_element() => return None,
            // A flow rarely starts at a store, and none joins an entity with a store, or two of
            // either.
            (None, ThingKind::Store) => 2,
            (Some(ThingKind::Entity | ThingKind::Store), ThingKind::Process) => 0,
            (Some(ThingKind::Entity | ThingKind::Store), _) => 2,
            (None, ThingKind::Entity | ThingKind::Process) => 0,
            _ => 0,
        };
        Some(likely)
    });
    imported(list, model);
    new_elements(list, model, from);
}

/// Elements that are not there yet, called as somebody has begun to type.
fn new_elements(list: &mut List<'_, '_>, model: &Model, from: Option<ThingKind>) {
    let name = list.context.typed;
    let is_free = model.find(name).is_none() && Spelt::of(name).written == name;
    if name.is_empty() || !is_free {
        return;
    }
    for word in [ItemWord::Process, ItemWord::Entity, ItemWord::Store] {
        // A process must stand between any two others.
        if word != ItemWord::Process && matches!(from, Some(ThingKind::Entity | ThingKind::Store)) {
            continue;
        }
        let Some(edit) = list.beside(word, &format!("{word} {name}")) else { continue };
        let kind = ThingKind::of_item(word).map_or(CompletionKind::Name, CompletionKind::Thing);
        let entry = Entry::new(format!("{name} (new {word})"), kind).insert(name);
        let entry = entry.detail("and the item that declares it");
        list.add(9, entry.additional(edit).follows_typing());
    }
}

/// Elements of imported models.
fn imported(list: &mut List<'_, '_>, model: &Model) {
    for (_, item) in model.items() {
        let tm_grammar::tree::Head::Import(import) = &item.node().head else { continue };
        let (Some(path), Some(alias)) = (&import.path, &import.alias) else { continue };
        let Some(other) = list.place.snapshot.imported(item.file, &path.value) else { continue };
        let mut elements: Vec<ThingId> =
            other.things().filter(|(_, thing)| thing.kind.is_element()).map(|(id, _)| id).collect();
        elements.sort_by(|left, right| other.label(*left).cmp(other.label(*right)));
        for id in elements {
            let mut entry = entry(other, id);
            entry.label = format!("{}.{}", alias.text, entry.label);
            entry.insert = None;
            list.add(4, entry);
        }
    }
}

/// What an objective or requirement may protect.
pub(super) fn protected(list: &mut List<'_, '_>, used: &[String]) {
    things(list, used, |_, _, thing| match thing.kind {
        ThingKind::Asset => Some(0),
        kind if kind.is_element() => Some(1),
        _ => None,
    });
}

/// Actors, and entities that may act as one.
pub(super) fn actors(list: &mut List<'_, '_>, used: &[String], rank: u32) {
    things(list, used, |_, _, thing| match thing.kind {
        ThingKind::Actor => Some(rank),
        ThingKind::Entity => Some(rank + 1),
        _ => None,
    });
}

/// Whatever a target may name; `rank` puts in front what fits best. Flows of several segments stand
/// there as a whole too, and zones with all that is in them.
pub(super) fn targets(
    list: &mut List<'_, '_>,
    used: &[String],
    after_zone: bool,
    rank: impl Fn(&Model, ThingId, &Thing) -> u32,
) {
    let Some(model) = list.place.model else { return };
    if after_zone {
        return things(list, used, |_, _, thing| (thing.kind == ThingKind::Zone).then_some(0));
    }
    things(list, used, |model, id, thing| {
        let silent_reply = thing.is_reply() && thing.links.data.assets.is_empty();
        (!silent_reply).then(|| rank(model, id, thing))
    });
    let mut whole: Vec<(String, u32, Entry)> = Vec::new();
    for (id, item) in model.items() {
        let segments = model.things_of(id);
        let ranks = segments
            .iter()
            .filter(|id| !model.thing(**id).is_reply())
            .map(|id| rank(model, *id, model.thing(*id)));
        if ranks.clone().count() > 1
            && let (Some(name), Some(rank)) = (written_name(item), ranks.min())
        {
            let flow = CompletionKind::Thing(ThingKind::Flow);
            whole.push((name.clone(), rank, Entry::new(name, flow).detail("all segments")));
        }
    }
    for (id, thing) in model.things().filter(|(_, thing)| thing.kind == ThingKind::Zone) {
        let label = format!("zone {}", thing.key);
        let zone = CompletionKind::Thing(ThingKind::Zone);
        let title = model.title(id).map(|title| format!(" \"{title}\"")).unwrap_or_default();
        whole.push((
            label.clone(),
            20,
            Entry::new(label, zone).detail(format!("all in it{title}")),
        ));
    }
    whole.sort_by(|left, right| left.0.cmp(&right.0));
    for (name, rank, entry) in whole {
        if !used.contains(&name) {
            list.add(rank, entry);
        }
    }
}

/// All things, for names that moved.
pub(super) fn anything(list: &mut List<'_, '_>) {
    things(list, &[], |_, _, _| Some(0));
}
