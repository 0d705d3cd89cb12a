//! Threats where they are decided or told, and the places of a threat.

use tm_grammar::words::ItemWord;
use tm_model::Slot as Reference;
use tm_model::model::{ItemId, Model, Resolution, RuleRef, State, ThingId, Threat};
use tm_model::schema::AttributeId;
use tm_model::value::Truth;

use super::names::written_name;
use super::{COMPLETION_LIMIT, CompletionKind, Entry, List, fits, targets, vocabulary};
use crate::spelling::written_thing;
use crate::wording::{dotted, escape};

/// Where a threat stands in a list: what waits for a decision comes first.
fn rank(threat: &Threat) -> u32 {
    match threat.state {
        _ if threat.expired || threat.overdue => 0,
        State::Open => 0,
        State::Possible => 1,
        State::Planned if threat.decision.is_none() => 2,
        _ if threat.decision.is_some() => 4,
        _ => 3,
    }
}

/// The threats of a thing, as they stand without the decision at the cursor: that one is being made.
fn threats(model: &Model, own: Option<ItemId>, subject: ThingId) -> Vec<Threat> {
    let mut threats = model.all_threats(subject);
    for threat in &mut threats {
        if threat.decision.is_some() && threat.decision == own {
            threat.decision = None;
            threat.expired = false;
            threat.state = undecided(model, threat);
        }
    }
    threats
}

/// The state that a threat would have without a decision, as far as its rule says it.
fn undecided(model: &Model, threat: &Threat) -> State {
    let RuleRef::Pack(rule) = threat.rule else { return State::Open };
    let instances = model.instances(threat.subject);
    match instances.iter().find(|instance| instance.rule == rule) {
        Some(instance) if instance.unless == Truth::True => State::Mitigated,
        Some(instance) if instance.planned => State::Planned,
        Some(instance) if instance.unless == Truth::Unknown => State::Possible,
        _ => State::Open,
    }
}

/// The decision at the cursor.
fn own_decision(list: &List<'_, '_>) -> Option<ItemId> {
    let item = list.place.item().filter(|item| item.word.is_decision())?;
    list.place.item_id(item)
}

fn entry(model: &Model, threat: &Threat, label: String) -> Entry {
    let title = model.threat_title(threat);
    let answers = match threat.rule {
        RuleRef::Pack(rule) => vocabulary::answers(&model.schema, rule),
        RuleRef::Own(_) => String::new(),
    };
    let docs = match threat.rule {
        RuleRef::Pack(rule) => model.schema.rule(rule).docs.to_string(),
        RuleRef::Own(_) => String::new(),
    };
    let parts = [escape(&title), docs, answers];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Entry::new(label, CompletionKind::Threat)
        .detail(dotted([threat.risk.level.to_string(), threat.state.word().to_owned(), title]))
        .documentation(parts.join("\n\n"))
}

/// The threats of some things, the worst that wait first.
fn sorted(
    model: &Model,
    own: Option<ItemId>,
    things: impl Iterator<Item = ThingId>,
) -> Vec<(u32, Threat)> {
    let threats = things.flat_map(|id| threats(model, own, id));
    let mut threats: Vec<(u32, Threat)> = threats.map(|threat| (rank(&threat), threat)).collect();
    threats.sort_by(|left, right| {
        let key = |(rank, threat): &(u32, Threat)| (*rank, std::cmp::Reverse(threat.risk.level));
        key(left).cmp(&key(right)).then_with(|| left.1.key.cmp(&right.1.key))
    });
    threats.dedup_by(|left, right| left.1.key == right.1.key);
    threats
}

/// Threats behind a verb of decision: whole keys, or names alone where others or `on` stand there.
pub(super) fn decided(list: &mut List<'_, '_>, word: ItemWord) {
    let Some(model) = list.place.model else { return };
    let several = list.context.sentence.len() > 1;
    let alone = several || list.context.next.is_some_and(|next| next.text == "on");
    let own = own_decision(list);
    let mut threats = sorted(model, own, model.things().map(|(id, _)| id));
    if threats.len() > COMPLETION_LIMIT {
        // What would be cut in the end is not described first.
        threats.retain(|(_, threat)| fits(&threat.key, list.context.typed));
        threats.truncate(COMPLETION_LIMIT);
    }
    for (rank, threat) in threats {
        let label = if alone { threat.name.to_string() } else { threat.key.to_string() };
        list.add(rank, entry(model, &threat, label));
    }
    if word == ItemWord::Mitigate {
        for pack in &model.schema.packs {
            if model
                .schema
                .rules
                .iter()
                .any(|rule| model.schema.packs[usize::from(rule.pack.0)].name == pack.name)
            {
                let label = format!("{}.*", pack.name);
                list.add(
                    8,
                    Entry::new(label, CompletionKind::Threat).detail("all rules of the pack"),
                );
            }
        }
    }
}

/// Threats of a story: first those on the flows it is told on.
pub(super) fn of_story(list: &mut List<'_, '_>) {
    let Some(model) = list.place.model else { return };
    let item = list.place.items.iter().rev().find(|item| item.word == ItemWord::Story);
    let told_on: Vec<ThingId> = item
        .and_then(|item| list.place.item_id(item))
        .map(|id| crate::named::subjects_of(model, id))
        .unwrap_or_default();
    let flows = told_on.iter().copied().filter(|id| *id != ThingId::MODEL);
    let ends = told_on.iter().flat_map(|id| {
        let links = &model.thing(*id).links;
        links.source.into_iter().chain(links.target)
    });
    let near: Vec<ThingId> = flows.chain(ends).collect();
    for (rank, threat) in sorted(model, None, near.iter().copied()) {
        list.add(rank, entry(model, &threat, threat.key.to_string()));
    }
    let others = model.things().map(|(id, _)| id).filter(|id| !near.contains(id));
    for (rank, threat) in sorted(model, None, others) {
        list.add(10 + rank, entry(model, &threat, threat.key.to_string()));
    }
}

/// The rule of an `expect`: those of the pack by their bare names.
pub(super) fn expected(list: &mut List<'_, '_>, qualified: bool) {
    if !qualified {
        for (word, about) in [
            ("no", "the situation is not there"),
            ("maybe", "the threat is possible"),
            ("mitigated", "the threat is answered"),
        ] {
            list.add(
                0,
                Entry::new(word, CompletionKind::Word).insert(format!("{word} ")).detail(about),
            );
        }
    }
    vocabulary::rules(list, &[]);
}

/// The places of a threat, behind `on`: where it is, then whatever else a target may be.
pub(super) fn places(list: &mut List<'_, '_>, threat: Option<&str>) {
    let names: Vec<String> = threat.map(str::to_owned).into_iter().collect();
    let after_zone = list.context.sentence.last().is_some_and(|last| last.text == "zone");
    targets_of(list, &names, &[], after_zone);
}

/// Targets, those first on which one of the named threats waits.
pub(super) fn targets_of(
    list: &mut List<'_, '_>,
    names: &[String],
    used: &[String],
    after_zone: bool,
) {
    let own = own_decision(list);
    targets::targets(list, used, after_zone, |model, id, thing| {
        let all = threats(model, own, id);
        let named = all.iter().filter(|threat| names.iter().any(|name| *name == threat.name));
        match named.map(rank).min() {
            Some(rank) => rank,
            None if thing.kind.is_element() => 11,
            None => 12,
        }
    });
}

/// Mitigations for `with`: those that answer the threats of the decision; then the controls that would
/// in its places, each with the mitigation that it becomes; then the rest.
pub(super) fn mitigations(
    list: &mut List<'_, '_>,
    threats: &[String],
    targets: &[String],
    used: &[String],
) {
    let Some(schema) = list.place.schema else { return };
    let rules = threats.iter().filter_map(|name| schema.find_rule(name));
    let answers: Vec<AttributeId> =
        rules.flat_map(|rule| schema.rule(rule).answers.iter().copied()).collect();
    if let Some(model) = list.place.model {
        let mut named: Vec<(u32, String, String)> = model
            .items()
            .filter(|(_, item)| item.word == ItemWord::Mitigation)
            .filter_map(|(id, item)| {
                let name = written_name(item).filter(|name| !used.contains(name))?;
                let control = control_of(model, id);
                let fits = control.is_some_and(|control| answers.contains(&control));
                let status = item.word_of("status").unwrap_or("planned").to_owned();
                let control = control.map(|control| schema.attribute(control).name.to_string());
                let title = item.node().title().map(|title| format!("\"{}\"", title.value));
                let detail =
                    dotted([control.unwrap_or_default(), status, title.unwrap_or_default()]);
                Some((if fits || answers.is_empty() { 0 } else { 2 }, name, detail))
            })
            .collect();
        named.sort();
        for (rank, name, detail) in named {
            list.add(rank, Entry::new(name, CompletionKind::Name).detail(detail));
        }
    }
    for (control, places) in
        list.place.model.map_or_else(Vec::new, |model| answers_in(model, threats, targets))
    {
        let Some(model) = list.place.model else { break };
        let places: Vec<String> = places.iter().map(|id| written_thing(model, *id)).collect();
        let places = places.join(", ");
        let name = model.free_mitigation_name(&schema.attribute(control).name);
        let sentence = model.mitigation_sentence(control, &places, Some("planned"));
        let Some(edit) = list.beside(ItemWord::Mitigation, &sentence) else { continue };
        let entry = vocabulary::control(schema, control, &format!("a new mitigation on {places}"));
        list.add(1, entry.insert(name).additional(edit));
    }
    for control in &answers {
        list.add(1, vocabulary::control(schema, *control, "answers it; planned until it is done"));
    }
    vocabulary::controls(list, 3, used);
}

/// The controls that answer some threats in some places, or in all where none is named, each with the
/// things that it would stand on. Where something is written of a control, that is the answer.
fn answers_in(
    model: &Model,
    names: &[String],
    targets: &[String],
) -> Vec<(AttributeId, Vec<ThingId>)> {
    let is_there = |id: &ThingId| {
        let label = written_thing(model, *id);
        targets.is_empty() || targets.iter().any(|target| *target == "*" || *target == label)
    };
    let mut answers: Vec<(AttributeId, Vec<ThingId>)> = Vec::new();
    for id in model.things().map(|(id, _)| id).filter(is_there) {
        for threat in model.all_threats(id) {
            let is_named = names.iter().any(|name| *name == threat.name);
            if !is_named || threat.state == State::Mitigated {
                continue;
            }
            for answer in model.answers(&threat) {
                let is_said = |place: &ThingId| model.says(*place, answer.control);
                if !answer.further.is_empty() || answer.places.iter().any(is_said) {
                    continue;
                }
                match answers.iter_mut().find(|(control, _)| *control == answer.control) {
                    Some((_, places)) => places.extend(answer.places),
                    None => answers.push((answer.control, answer.places)),
                }
            }
        }
    }
    for (_, places) in &mut answers {
        let mut seen = rustc_hash::FxHashSet::default();
        places.retain(|place| seen.insert(*place));
    }
    answers
}

/// The control that a mitigation of the model is.
fn control_of(model: &Model, mitigation: ItemId) -> Option<AttributeId> {
    model.resolutions(mitigation).iter().find_map(|(slot, named)| match named {
        Resolution::Control(control) if *slot == Reference::Kind => Some(*control),
        _ => None,
    })
}
