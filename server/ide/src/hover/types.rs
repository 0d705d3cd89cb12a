//! What packs declare besides rules and attributes: categories, types, scales, events, questions,
//! and the packs themselves.

use tm_model::kind::ThingKind;
use tm_model::schema::{Schema, TypeId, WordSetId};

use crate::categories::{self, CategoryText};
use crate::place::Place;
use crate::wording::{Tally, dotted, escape, type_chain, value};

/// A category of threats.
pub(super) fn category(place: &Place<'_>, name: &str) -> Option<String> {
    let mut text = match categories::category(name) {
        Some(known) => of_table(known),
        None => {
            let declared = place.schema?.category(name)?;
            let mut text = format!("**{}** – a category of threats", escape(&declared.title));
            for part in [&declared.ask, &declared.docs].into_iter().filter(|part| !part.is_empty())
            {
                text.push_str(&format!("\n\n{part}"));
            }
            text
        }
    };
    if let Some(model) = place.model {
        let threats = model.things().flat_map(|(id, _)| model.threats(id));
        let of_category: Vec<_> = threats.filter(|threat| threat.category == name).collect();
        let tally = Tally::of(&of_category);
        let seen = if tally.total() == 0 { "none".to_owned() } else { tally.text() };
        text.push_str(&format!("\n\nSeen here: {seen}."));
    }
    Some(text)
}

fn of_table(known: &CategoryText) -> String {
    let kinds: Vec<String> = known.kinds.iter().map(|kind| format!("**{kind}**")).collect();
    let mut text = format!(
        "**{}** – {}. *Breaks: {}.*\n\nAsk: *{}*\n\nTypical answers: {}.\n\nFor example: {}.",
        known.title,
        known.meaning,
        known.breaks,
        known.ask,
        known.answers.join(" · "),
        known.examples.join(" · "),
    );
    if !known.ask_infrastructure.is_empty() {
        text.push_str(&format!("\n\nAsk of what is below: *{}*", known.ask_infrastructure));
    }
    text.push_str(&format!(
        "\n\nApplies to {} ({}, {}).",
        kinds.join(", "),
        known.method.name(),
        known.letter
    ));
    if !known.remark.is_empty() {
        text.push_str(&format!(" {}", known.remark));
    }
    text
}

/// A type: its title, what it inherits from and what it brings.
pub(super) fn told(schema: &Schema, id: TypeId) -> String {
    let info = schema.type_info(id);
    let above = info.parent.map(|parent| type_chain(schema, parent)).unwrap_or_default();
    let of = if above.is_empty() { String::new() } else { format!(": {above}") };
    let mut lines = vec![dotted([
        format!("**{}** {}", info.name, escape(&info.title)),
        format!("a type of {}{of}", info.root),
        info.pack.map_or_else(String::new, |pack| {
            format!("from {}", schema.packs[usize::from(pack.0)].name)
        }),
    ])];
    lines.extend((!info.docs.is_empty()).then(|| info.docs.to_string()));
    let word =
        |set: WordSetId, word: u16| schema.word_sets[usize::from(set.0)].word(word).to_owned();
    let mut brings = Vec::new();
    let own = [
        ("kind", info.zone_kind, WordSetId::ZONE_KIND),
        ("trust", info.trust, WordSetId::TRUST),
        ("classified", info.classified, WordSetId::CLASSIFICATION),
        ("confidentiality", info.confidentiality, WordSetId::LEVEL),
        ("integrity", info.integrity, WordSetId::LEVEL),
        ("availability", info.availability, WordSetId::LEVEL),
        ("sensitivity", info.sensitivity, WordSetId::CLASSIFICATION),
        ("integrity-need", info.integrity_need, WordSetId::LEVEL),
        ("availability-need", info.availability_need, WordSetId::LEVEL),
    ];
    for (key, level, set) in own {
        brings.extend(level.map(|level| format!("- {key}: {}", word(set, level))));
    }
    if !info.holds.is_empty() {
        let kinds = info.holds.iter().map(|id| schema.type_info(*id).name.as_str());
        brings.push(format!("- holds: {}", kinds.collect::<Vec<_>>().join(", ")));
    }
    for (attribute, says, by) in &info.attributes {
        let mut line =
            format!("- {}: {}", schema.attribute(*attribute).name, value(schema, *attribute, says));
        if *by != id {
            line.push_str(&format!(" (from {})", schema.type_info(*by).name));
        }
        if info.fixed.contains(attribute) {
            line.push_str(" – fixed");
        }
        brings.push(line);
    }
    if !brings.is_empty() {
        lines.push(format!("Brings:\n\n{}", brings.join("\n")));
    }
    lines.join("\n\n")
}

/// The words that an attribute may be declared with, or a scale or choice.
pub(super) fn word_set(schema: &Schema, name: &str) -> Option<String> {
    let plain = match name {
        "yes-no" => "`yes` or `no`",
        "text" => "text in quotes",
        "number" => "a number",
        "date" => "a day: `2027-05-31`",
        "duration" => "a span of time: `90d`",
        "person" => "a person: `@name`",
        "list" => "several values: `list of …`",
        _ => "",
    };
    if !plain.is_empty() {
        return Some(format!("**{name}** – {plain}"));
    }
    let set = schema.word_sets.iter().find(|set| set.name == name)?;
    let words: Vec<String> = set.words.iter().map(|word| format!("`{word}`")).collect();
    Some(if set.ordered {
        format!("**{name}** – a scale, lowest first: {}", words.join(" < "))
    } else {
        format!("**{name}** – a choice: {}", words.join(", "))
    })
}

/// An event that a pack declares.
pub(super) fn event(schema: &Schema, name: &str) -> Option<String> {
    let event = schema.events.iter().find(|event| event.name == name)?;
    let mut text = format!("**{name}** {} – an event to watch for", escape(&event.title));
    if !event.alert_when.is_empty() {
        text.push_str(&format!("\n\nTells somebody after {}.", escape(&event.alert_when)));
    }
    if !event.fields.is_empty() {
        text.push_str(&format!("\n\nA record holds {}.", escape(&event.fields)));
    }
    Some(text)
}

/// A question that a pack asks.
pub(super) fn question(schema: &Schema, name: &str) -> Option<String> {
    let question = schema.questions.iter().find(|question| {
        question.name == name
            || question.name.rsplit_once('.').is_some_and(|(_, bare)| bare == name)
    })?;
    let mut text = format!("**{}** – a question asked of every {}", question.name, {
        let kinds: Vec<&str> = question.kinds.iter().map(ThingKind::word).collect();
        kinds.join(" or ")
    });
    if !question.because.is_empty() {
        text.push_str(&format!("\n\nWhy: {}", escape(&question.because)));
    }
    if !question.good.is_empty() {
        text.push_str(&format!("\n\nA good answer says: {}", escape(&question.good)));
    }
    Some(text)
}

/// A pack, and how many of its rules run.
pub(super) fn pack(schema: &Schema, name: &str) -> Option<String> {
    let (index, pack) = schema.packs.iter().enumerate().find(|(_, pack)| pack.name == name)?;
    let rules = schema.rules.iter().filter(|rule| usize::from(rule.pack.0) == index).count();
    Some(format!(
        "**{name}** {} – {}\n\n{} of threats.",
        pack.version,
        escape(&pack.title),
        crate::wording::count(rules, "rule")
    ))
}
