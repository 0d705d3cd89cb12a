//! What there is to note about each kind of item.

use tm_grammar::words::ItemWord;
use tm_model::kind::ThingKind;
use tm_model::model::{ItemId, Model, ModelItem, RuleRef, State, ThingId, Threat};

use super::{HintLevel, Note};
use crate::categories::CATEGORIES;
use crate::named::subjects_of;
use crate::settled::settled_by;
use crate::wording::{Tally, count, crossing, days_left, relative, sensitivity, trust};

/// What there is to note about an item.
pub(super) fn of_item(
    model: &Model,
    id: ItemId,
    item: &ModelItem,
    level: HintLevel,
    note: &mut Note<'_>,
) {
    let today = note.snapshot.today();
    match item.word {
        ItemWord::Flow => flow(model, id, level, note),
        ItemWord::Entity | ItemWord::Process | ItemWord::Store => {
            if let [thing] = model.things_of(id) {
                element(model, *thing, level, note);
            }
        }
        ItemWord::Zone => {
            if let [thing] = model.things_of(id) {
                zone(model, *thing, item, level, note);
            }
        }
        ItemWord::Asset if level == HintLevel::Full => {
            if let [thing] = model.things_of(id) {
                let links = &model.thing(*thing).links;
                let uses = links.inflows.len() + links.outflows.len();
                note.add(count(uses, "use"), "Flows that carry it and stores that keep it.");
                if let Some(first) = links.inflows.iter().chain(&links.outflows).next() {
                    note.leads_to_item(model, model.thing(*first).item);
                }
            }
        }
        ItemWord::Mitigation => mitigation(model, id, today, note),
        ItemWord::Threat => threat(model, id, level, note),
        ItemWord::Accept | ItemWord::Transfer => {
            if let Some(until) = model.until(id) {
                note.add(
                    days_left(until, today),
                    "The day of `until` is the last one on which it holds.",
                );
            }
        }
        ItemWord::Assumption => {
            let day = item.property("check-by").and_then(|property| property.values.first());
            if let Some(tm_grammar::tree::ValueKind::Date(date)) = day.map(|value| &value.kind) {
                let day = tm_model::value::day_number(*date);
                if level == HintLevel::Full || day < today {
                    note.add(format!("check {}", relative(day, today)), "The day of `check-by`.");
                }
            }
        }
        _ => {}
    }
}

/// How threats stand: `2 open`, `1 possible`, `✓`.
fn states(model: &Model, threats: &[Threat], level: HintLevel, note: &mut Note<'_>) {
    let tally = Tally::of(threats);
    let waiting = [State::Open, State::Possible, State::Planned]
        .into_iter()
        .filter(|state| tally.get(*state) > 0)
        .map(|state| format!("{} {}", tally.get(state), state.word()));
    let mut label = waiting.collect::<Vec<_>>().join(" · ");
    if label.is_empty() && tally.total() > 0 {
        label = "✓".into();
    }
    if level == HintLevel::Full && tally.total() > 0 {
        let mut letters: Vec<(usize, &str)> = threats
            .iter()
            .filter(|threat| threat.state.is_pending())
            .map(|threat| letter(model, &threat.category))
            .filter(|(_, letter)| !letter.is_empty())
            .collect();
        letters.sort_unstable();
        letters.dedup();
        if !letters.is_empty() {
            let letters: Vec<&str> = letters.into_iter().map(|(_, letter)| letter).collect();
            label.push_str(&format!(" ({})", letters.join(" ")));
        }
    }
    let listed: Vec<String> = threats
        .iter()
        .filter(|threat| threat.state.is_pending() || threat.state == State::Planned)
        .take(10)
        .map(|threat| {
            format!(
                "- {} – `{}` ({}, {})",
                crate::wording::escape(&model.threat_title(threat)),
                threat.name,
                threat.state.word(),
                threat.risk.level
            )
        })
        .collect();
    let tooltip = if listed.is_empty() { tally.text() } else { listed.join("\n") };
    if label.is_empty() {
        return;
    }
    note.add(label, tooltip);
    let pending = threats.iter().filter(|threat| threat.state.is_pending());
    let worst = pending.min_by(|left, right| left.urgency().cmp(&right.urgency()));
    match worst.map(|threat| threat.rule) {
        Some(RuleRef::Pack(rule)) => note.leads_to_pack(Some(model.schema.rule(rule).origin)),
        Some(RuleRef::Own(item)) => note.leads_to_item(model, item),
        None => {}
    }
}

/// The letter of a category in its method, and its place there.
fn letter<'m>(model: &'m Model, category: &str) -> (usize, &'m str) {
    match CATEGORIES.iter().position(|known| known.name == category) {
        Some(place) => (place, CATEGORIES[place].letter),
        None => (
            CATEGORIES.len(),
            model.schema.category(category).map_or("", |known| {
                if known.stride.is_empty() { &known.linddun } else { &known.stride }
            }),
        ),
    }
}

fn flow(model: &Model, id: ItemId, level: HintLevel, note: &mut Note<'_>) {
    let things = model.things_of(id);
    for segment in things.iter().filter(|id| !model.thing(**id).is_reply()) {
        if let Some(arrow) = crossing(model, *segment) {
            let links = &model.thing(*segment).links;
            let name = |end: Option<ThingId>| {
                let zone = end.and_then(|end| model.thing(end).links.zone);
                zone.map_or("no zone", |zone| model.label(zone)).to_owned()
            };
            let tooltip = format!("{arrow}: from {} to {}", name(links.source), name(links.target));
            note.add(arrow, tooltip);
            let zone = links.target.and_then(|end| model.thing(end).links.zone);
            if let Some(zone) = zone {
                note.leads_to_item(model, model.thing(zone).item);
            }
        }
    }
    let threats: Vec<Threat> = things.iter().flat_map(|id| model.threats(*id)).collect();
    states(model, &threats, level, note);
}

fn element(model: &Model, id: ThingId, level: HintLevel, note: &mut Note<'_>) {
    if model.thing(id).kind == ThingKind::Store
        && let Some(sensitivity) = sensitivity(model, id)
    {
        if sensitivity == "?" {
            note.add("holds ?", "Nobody has said what it keeps.");
        } else {
            let tooltip = format!("The highest class of its data: {sensitivity}.");
            note.add(&sensitivity, tooltip);
            let mut assets = model.thing(id).links.data.assets.iter();
            let highest = assets.find(|asset| {
                crate::wording::sensitivity(model, **asset).is_some_and(|own| own == sensitivity)
            });
            if let Some(asset) = highest {
                note.leads_to_item(model, model.thing(*asset).item);
            }
        }
    }
    if level == HintLevel::Full {
        inherited(model, id, note);
    }
    if !model.in_scope(id) {
        note.add("out of scope", "It gets no threats and no questions.");
    }
    states(model, &model.threats(id), level, note);
}

/// What the type says and nobody has written.
fn inherited(model: &Model, id: ThingId, note: &mut Note<'_>) {
    let thing = model.thing(id);
    let of_type = &model.schema.type_info(thing.type_id).attributes;
    let values: Vec<String> = of_type
        .iter()
        .filter(|(attribute, ..)| thing.written(*attribute).is_none())
        .map(|(attribute, value, _)| {
            let name = &model.schema.attribute(*attribute).name;
            format!("{name}: {}", crate::wording::value(&model.schema, *attribute, value))
        })
        .collect();
    if !values.is_empty() {
        note.add(values.join(", "), "Values of its type.");
        note.leads_to_pack(model.schema.type_info(thing.type_id).origin);
    }
}

fn zone(model: &Model, id: ThingId, item: &ModelItem, level: HintLevel, note: &mut Note<'_>) {
    if level == HintLevel::Full
        && item.property("trust").is_none()
        && let Some(trust) = trust(model, id)
    {
        note.add(format!("trust {trust}"), "From its type, or from the zone around it.");
        note.leads_to_pack(model.schema.type_info(model.thing(id).type_id).origin);
    }
    let threats = model.threats(id);
    if !threats.is_empty() {
        states(model, &threats, level, note);
    }
}

fn mitigation(model: &Model, id: ItemId, today: i64, note: &mut Note<'_>) {
    let settled = settled_by(model, id);
    let keys: Vec<String> = settled
        .iter()
        .take(10)
        .map(|settled| format!("- `{}` – {}", settled.key, settled.state.word()))
        .collect();
    let label = if settled.is_empty() {
        "settles nothing".to_owned()
    } else {
        format!("settles {}", settled.len())
    };
    note.add(label, keys.join("\n"));
    let first = settled.first().and_then(|settled| model.find(settled.key.split(" on ").last()?));
    if let Some(subject) = first {
        note.leads_to_item(model, model.thing(subject).item);
    }
    let planned = settled.iter().any(|settled| settled.state == State::Planned);
    if let Some(until) = model.until(id).filter(|until| planned && *until < today) {
        note.add(format!("was due {}", relative(until, today)), "The day of `until` has passed.");
    }
}

fn threat(model: &Model, id: ItemId, level: HintLevel, note: &mut Note<'_>) {
    let mut own: Vec<Threat> = subjects_of(model, id)
        .into_iter()
        .flat_map(|subject| model.all_threats(subject))
        .filter(|threat| threat.rule == RuleRef::Own(id))
        .collect();
    own.dedup_by(|left, right| left.key == right.key);
    let Some(first) = own.first() else { return };
    let risk = &first.risk;
    let from = match risk.score {
        Some(score) => score.to_string(),
        None => format!("severity {}, likelihood {}", risk.severity, risk.likelihood),
    };
    note.add(risk.level.word(), format!("Risk {}: {from}.", risk.level));
    states(model, &own, level, note);
}
