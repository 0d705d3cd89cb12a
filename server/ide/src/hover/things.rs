//! Things of a model: elements, flows, zones, assets, actors, and the model itself.

use tm_model::kind::ThingKind;
use tm_model::model::{Model, State, Thing, ThingId, Threat};
use tm_model::schema::{AttributeId, Field, WordSetId};
use tm_model::value::Value;

use crate::wording::{
    self, Tally, assets, count, crossing, data, docs, dotted, escape, flow_label, sensitivity,
    some_of, trust, type_chain,
};

/// A thing: what it is, how it stands, what it is joined with.
pub(super) fn thing(model: &Model, id: ThingId) -> String {
    let thing = model.thing(id);
    let mut lines = vec![head(model, id, thing)];
    let threats = model.threats(id);
    if thing.kind == ThingKind::Model {
        whole_model(model, &mut lines);
    } else {
        lines.extend(state_line(&threats));
    }
    match thing.kind {
        kind if kind.is_element() => element(model, id, thing, &mut lines),
        ThingKind::Flow => flow(model, thing, &mut lines),
        ThingKind::Zone => zone(model, id, thing, &mut lines),
        ThingKind::Asset => asset(model, id, thing, &mut lines),
        ThingKind::Actor => actor(model, id, &mut lines),
        _ => {}
    }
    pending(&threats, &mut lines);
    waiting(model, id, &mut lines);
    attributes(model, id, thing, &mut lines);
    if let Some(item) = model.item(thing.item) {
        let docs = docs(item.node(), item.text());
        lines.extend((!docs.is_empty()).then_some(docs));
    }
    lines.join("\n\n")
}

/// How the model stands as a whole, and what is in it.
fn whole_model(model: &Model, lines: &mut Vec<String>) {
    let threats: Vec<Threat> = model.things().flat_map(|(id, _)| model.threats(id)).collect();
    let questions: usize = model.things().map(|(id, _)| model.questions(id).len()).sum();
    let asked = if questions == 0 { String::new() } else { count(questions, "question") };
    lines.push(dotted([state_line(&threats).unwrap_or_else(|| "no threats".into()), asked]));
    let of_kind = |kind: ThingKind, noun: &str| {
        let things = model.things().filter(|(_, thing)| thing.kind == kind && !thing.is_reply());
        count(things.count(), noun)
    };
    let elements = model.things().filter(|(_, thing)| thing.kind.is_element()).count();
    lines.push(dotted([
        count(elements, "element"),
        of_kind(ThingKind::Flow, "flow"),
        of_kind(ThingKind::Zone, "zone"),
        of_kind(ThingKind::Asset, "asset"),
    ]));
    let packs: Vec<&str> = model.schema.packs.iter().map(|pack| pack.name.as_str()).collect();
    lines.extend((!packs.is_empty()).then(|| format!("Knows {}", packs.join(", "))));
}

/// The segments of a chain, named by the name of the flow.
pub(super) fn chain(model: &Model, segments: &[ThingId]) -> String {
    let lines: Vec<String> = segments
        .iter()
        .map(|id| {
            let threats = model.threats(*id);
            let tally = Tally::of(&threats).text();
            format!("- {}", dotted([head(model, *id, model.thing(*id)), tally]))
        })
        .collect();
    format!("All {}:\n\n{}", count(segments.len(), "segment"), lines.join("\n"))
}

fn head(model: &Model, id: ThingId, thing: &Thing) -> String {
    let mut name = match thing.kind {
        ThingKind::Flow => format!("**{}**", escape(&flow_label(model, id))),
        _ => format!("**{}**", escape(model.label(id))),
    };
    if let Some(title) = model.title(id) {
        name.push_str(&format!(" \"{}\"", escape(title)));
    }
    let types = if thing.kind == ThingKind::Model {
        String::new()
    } else {
        type_chain(&model.schema, thing.type_id)
    };
    let kind = match thing.kind {
        ThingKind::Flow if thing.is_reply() => "reply",
        kind => kind.word(),
    };
    let what = match (thing.kind, types.is_empty()) {
        (_, true) => kind.to_owned(),
        (ThingKind::Flow, false) => format!("{kind} via {types}"),
        (_, false) => format!("{kind}: {types}"),
    };
    let scope = if model.in_scope(id) { "" } else { "**out of scope**" };
    let place = match thing.kind {
        kind if kind.is_element() => match thing.links.zone {
            Some(zone) => format!(
                "zone {} (trust {})",
                escape(model.label(zone)),
                trust(model, zone).unwrap_or_default()
            ),
            None => format!("in no zone (trust {})", trust(model, id).unwrap_or_default()),
        },
        ThingKind::Flow => {
            let end = |end: Option<ThingId>| {
                end.map_or_else(|| "?".to_owned(), |end| escape(model.label(end)))
            };
            format!("{} → {}", end(thing.links.source), end(thing.links.target))
        }
        ThingKind::Zone => format!("trust {}", trust(model, id).unwrap_or_default()),
        ThingKind::Asset => match sensitivity(model, id) {
            Some(level) => format!("classified {level}"),
            None => "not classified".into(),
        },
        _ => String::new(),
    };
    let crossing = match thing.kind {
        ThingKind::Flow => crossing(model, id).unwrap_or_default(),
        _ => String::new(),
    };
    dotted([name, what, place, crossing, scope.to_owned()])
}

/// `**2 open**, 3 possible, 1 mitigated`
fn state_line(threats: &[Threat]) -> Option<String> {
    let tally = Tally::of(threats);
    let text = tally.text();
    match tally.get(State::Open) {
        0 => (!text.is_empty()).then_some(text),
        open => {
            let bold = format!("**{open} open**");
            Some(text.replacen(&format!("{open} open"), &bold, 1))
        }
    }
}

fn element(model: &Model, id: ThingId, thing: &Thing, lines: &mut Vec<String>) {
    let mut handled = Vec::new();
    if thing.kind == ThingKind::Store {
        lines.push(format!("Holds {}", data(model, &thing.links.data)));
    }
    for flow in thing.links.inflows.iter().chain(&thing.links.outflows) {
        for asset in &model.thing(*flow).links.data.assets {
            if !handled.contains(asset) && !thing.links.data.assets.contains(asset) {
                handled.push(*asset);
            }
        }
    }
    if !handled.is_empty() {
        lines.push(format!("Handles {}", some_of(&assets(model, &handled), 8)));
    }
    let flows = |list: &[ThingId]| {
        let named: Vec<String> = list
            .iter()
            .filter(|flow| !model.thing(**flow).is_reply())
            .map(|flow| match crossing(model, *flow) {
                Some(crossing) => format!("{} ({crossing})", escape(&flow_label(model, *flow))),
                None => escape(&flow_label(model, *flow)),
            })
            .collect();
        some_of(&named, 8)
    };
    let side = |word: &str, text: String| {
        if text.is_empty() { text } else { format!("{word}: {text}") }
    };
    let both = dotted([
        side("In", flows(&thing.links.inflows)),
        side("Out", flows(&thing.links.outflows)),
    ]);
    lines.push(if both.is_empty() { "Nothing flows to or from it.".to_owned() } else { both });
    let zones = model.zones_around(id);
    if zones.len() > 1 {
        let names: Vec<String> = zones.iter().map(|zone| escape(model.label(*zone))).collect();
        lines.push(format!("Lies in {}", names.join(" in ")));
    }
}

fn flow(model: &Model, thing: &Thing, lines: &mut Vec<String>) {
    let mut carried = format!("Carries {}", data(model, &thing.links.data));
    if let Some(reply) = thing.links.reply
        && !thing.is_reply()
    {
        let back = &model.thing(reply).links.data;
        if !back.assets.is_empty() || back.unknown {
            carried.push_str(&format!(" · returns {}", data(model, back)));
        }
    }
    lines.push(carried);
    let ends = [thing.links.source, thing.links.target];
    let around = ends.map(|end| end.map(|end| model.zones_around(end)).unwrap_or_default());
    let named = |zones: &[ThingId], other: &[ThingId]| {
        let names: Vec<String> = zones
            .iter()
            .filter(|zone| !other.contains(zone))
            .map(|zone| {
                format!(
                    "{} ({})",
                    escape(model.label(*zone)),
                    trust(model, *zone).unwrap_or_default()
                )
            })
            .collect();
        names.join(", ")
    };
    let (left, entered) = (named(&around[0], &around[1]), named(&around[1], &around[0]));
    let side = |word: &str, text: String| {
        if text.is_empty() { text } else { format!("{word} {text}") }
    };
    let zones = dotted([side("Leaves", left), side("enters", entered)]);
    lines.extend((!zones.is_empty()).then_some(zones));
}

fn zone(model: &Model, id: ThingId, thing: &Thing, lines: &mut Vec<String>) {
    let kind = model.kind_word(id).map(Value::Word);
    let kind = kind.and_then(|kind| wording::word(&model.schema, WordSetId::ZONE_KIND, &kind));
    let around: Vec<String> =
        model.zones_around(id).iter().map(|zone| escape(model.label(*zone))).collect();
    lines.push(dotted([
        kind.map_or_else(String::new, |kind| format!("kind {kind}")),
        if around.is_empty() { String::new() } else { format!("lies in {}", around.join(" in ")) },
    ]));
    let names = |list: &[ThingId]| {
        let names: Vec<String> = list.iter().map(|id| escape(model.label(*id))).collect();
        some_of(&names, 12)
    };
    let members = names(&thing.links.members);
    lines.push(if members.is_empty() {
        "Nothing lies directly in it.".into()
    } else {
        format!("Members: {members}")
    });
    if !thing.links.zones.is_empty() {
        lines.push(format!("Zones in it: {}", names(&thing.links.zones)));
    }
    let inside = model.things().filter(|(other, thing)| {
        thing.kind != ThingKind::Zone && *other != id && model.lies_in(*other, id)
    });
    let threats: Vec<Threat> = inside.flat_map(|(other, _)| model.threats(other)).collect();
    let tally = Tally::of(&threats);
    if tally.total() > 0 {
        lines.push(format!("In it and over its boundary: {}", tally.text()));
    }
}

fn asset(model: &Model, id: ThingId, thing: &Thing, lines: &mut Vec<String>) {
    let levels = [
        ("confidentiality", Field::Confidentiality),
        ("integrity", Field::Integrity),
        ("availability", Field::Availability),
    ];
    let levels = levels.into_iter().filter_map(|(name, field)| {
        let level = wording::word(&model.schema, WordSetId::LEVEL, &model.field(id, field))?;
        Some(format!("{name} {level}"))
    });
    let levels = dotted(levels);
    lines.extend((!levels.is_empty()).then_some(levels));
    if !thing.also.is_empty() {
        let also = thing.also.iter().map(|id| model.schema.type_info(*id).name.as_str());
        lines.push(format!("Also {}", also.collect::<Vec<_>>().join(", ")));
    }
    let named = |word: &str, list: &[ThingId], label: &dyn Fn(ThingId) -> String| {
        let names: Vec<String> = list.iter().map(|id| label(*id)).collect();
        if names.is_empty() { String::new() } else { format!("{word} {}", some_of(&names, 8)) }
    };
    let used = dotted([
        named("Carried by", &thing.links.inflows, &|id| escape(&flow_label(model, id))),
        named("kept in", &thing.links.outflows, &|id| escape(model.label(id))),
    ]);
    lines.push(if used.is_empty() {
        "No flow carries it and no store keeps it.".into()
    } else {
        used
    });
}

fn actor(model: &Model, id: ThingId, lines: &mut Vec<String>) {
    let kind = model.kind_word(id).map(Value::Word);
    let kind = kind.and_then(|kind| wording::word(&model.schema, WordSetId::ACTOR_KIND, &kind));
    let skill = wording::word(&model.schema, WordSetId::LEVEL, &model.field(id, Field::Skill));
    let goal = model.item(model.thing(id).item).and_then(|item| item.text_of("goal"));
    let parts = [
        kind.unwrap_or_default(),
        skill.map_or_else(String::new, |skill| format!("skill {skill}")),
        goal.map_or_else(String::new, |goal| format!("wants \"{}\"", escape(goal))),
    ];
    let line = dotted(parts);
    lines.extend((!line.is_empty()).then_some(line));
}

/// The open and possible threats by name, those of high risk first.
fn pending(threats: &[Threat], lines: &mut Vec<String>) {
    for (state, word) in [(State::Open, "Open"), (State::Possible, "Possible")] {
        let mut of_state: Vec<&Threat> =
            threats.iter().filter(|threat| threat.state == state).collect();
        of_state.sort_by_key(|threat| std::cmp::Reverse(threat.risk.level));
        let names: Vec<String> = of_state
            .iter()
            .map(|threat| format!("`{}` ({})", threat.name, threat.risk.level))
            .collect();
        if !names.is_empty() {
            lines.push(format!("{word}: {}", some_of(&names, 5)));
        }
    }
}

/// The questions that decide most.
fn waiting(model: &Model, id: ThingId, lines: &mut Vec<String>) {
    let questions = model.questions(id);
    let asked: Vec<String> = questions
        .iter()
        .map(|question| match question.decides.len() {
            0 => format!("*{}*", escape(&question.text)),
            decides => {
                format!("*{}* (decides {})", escape(&question.text), count(decides, "threat"))
            }
        })
        .collect();
    if !asked.is_empty() {
        lines.push(format!("Waiting for: {}", some_of(&asked, 3)));
    }
}

/// The facts and controls that somebody states, and who.
fn attributes(model: &Model, id: ThingId, thing: &Thing, lines: &mut Vec<String>) {
    let mut stated: Vec<AttributeId> =
        thing.written.iter().map(|written| written.attribute).collect();
    stated.extend(thing.placed.iter().filter_map(|placed| placed.control));
    if thing.kind != ThingKind::Model {
        let of_type = &model.schema.type_info(thing.type_id).attributes;
        stated.extend(of_type.iter().map(|(attribute, _, _)| *attribute));
    }
    let mut known = Vec::new();
    for attribute in stated {
        if !known.contains(&attribute) {
            known.push(attribute);
        }
    }
    let told: Vec<String> = known
        .into_iter()
        .map(|attribute| {
            let found = model.look_up(id, attribute, false);
            let value = match found.value {
                Value::Unknown => "**?**".to_owned(),
                _ => wording::value(&model.schema, attribute, &found.value),
            };
            let name = &model.schema.attribute(attribute).name;
            format!("{name}: {value} ({})", wording::source(model, id, &found))
        })
        .collect();
    lines.extend((!told.is_empty()).then(|| told.join(" · ")));
}
