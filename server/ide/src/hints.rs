//! Short notes at the ends of lines: where a flow crosses, how threats stand, what a mitigation
//! settles, how long a decision holds.
//!
//! Invariants:
//! - At most one note stands on a line, at its end. Of an item it stands on the line on which the
//!   header ends, so never inside a sentence.
//! - What is asked of a mitigation follows the places it names, not the size of the model.

use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::BlockId;
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::kind::ThingKind;
use tm_model::model::{ItemId, Model, ModelItem, State, ThingId, Threat};
use tm_model::source::FileId;

use crate::categories::CATEGORIES;
use crate::named::subjects_of;
use crate::settled::settled_by;
use crate::wording::{Tally, count, crossing, days_left, relative, sensitivity, trust};

/// How much the notes say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HintLevel {
    /// Nothing.
    Off,
    /// What matters most.
    #[default]
    Summary,
    /// Inherited values, effective trust, categories and uses as well.
    Full,
}

/// A note at the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The end of the line, in bytes, before its break.
    pub offset: usize,
    /// The note.
    pub label: String,
    /// What it means, as Markdown.
    pub tooltip: String,
    /// The item that it is about: its word and name; none where it is about several.
    pub subject: Option<(ItemWord, SmolStr)>,
}

/// The notes at the ends of the lines in a range of a file, in the order of the text.
pub fn inlay_hints(
    snapshot: &Snapshot,
    file: FileId,
    range: Range<usize>,
    level: HintLevel,
) -> Vec<Hint> {
    let mut hints: Vec<(Hint, SmolStr)> = Vec::new();
    let (Some(model), Some(known)) = (snapshot.model_of(file), snapshot.file(file)) else {
        return Vec::new();
    };
    if level == HintLevel::Off {
        return Vec::new();
    }
    for (block, start, tree) in known.document.blocks() {
        if start > range.end || start + tree.text.len() < range.start {
            continue;
        }
        for (place, note, word, name) in notes(snapshot, model, (file, block), level) {
            let offset = start + end_of_line(&tree.text, place);
            if offset < range.start || offset > range.end {
                continue;
            }
            match hints.last_mut() {
                Some((last, first_name)) if last.offset == offset => {
                    // Several items end on this line: each note is told whose it is.
                    if !first_name.is_empty() {
                        last.label = format!("{first_name}: {}", last.label);
                        *first_name = SmolStr::default();
                    }
                    last.subject = None;
                    last.label.push_str(&format!(" · {name}: {}", note.label));
                    last.tooltip.push_str(&format!("\n\n{}", note.tooltip));
                }
                _ => {
                    let Note { label, tooltip } = note;
                    let subject = (!name.is_empty()).then(|| (word, name.clone()));
                    hints.push((Hint { offset, label, tooltip, subject }, name));
                }
            }
        }
    }
    hints.into_iter().map(|(hint, _)| hint).collect()
}

/// What a note says.
#[derive(Default)]
struct Note {
    label: String,
    tooltip: String,
}

impl Note {
    fn add(&mut self, label: impl AsRef<str>, tooltip: impl AsRef<str>) {
        for (text, part, between) in [
            (&mut self.label, label.as_ref(), " · "),
            (&mut self.tooltip, tooltip.as_ref(), "\n\n"),
        ] {
            if !text.is_empty() && !part.is_empty() {
                text.push_str(between);
            }
            text.push_str(part);
        }
    }
}

/// The notes on the items of a block: each with the byte at which the header ends, and the word and
/// name of the item, by that byte.
fn notes(
    snapshot: &Snapshot,
    model: &Model,
    (file, block): (FileId, BlockId),
    level: HintLevel,
) -> Vec<(usize, Note, ItemWord, SmolStr)> {
    let mut notes = Vec::new();
    for id in model.block_items(file, block) {
        let Some(item) = model.item(*id) else { continue };
        let mut note = Note::default();
        of_item(snapshot, model, *id, item, level, &mut note);
        if note.label.is_empty() {
            continue;
        }
        let node = item.node();
        let end = node.body.as_ref().map_or(node.span.end, |body| body.open.end);
        let name = node.name().map(|name| name.text.clone()).unwrap_or_default();
        notes.push((end as usize, note, item.word, name));
    }
    notes.sort_by_key(|(end, ..)| *end);
    notes
}

fn end_of_line(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or("");
    place + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

fn of_item(
    snapshot: &Snapshot,
    model: &Model,
    id: ItemId,
    item: &ModelItem,
    level: HintLevel,
    note: &mut Note,
) {
    let today = snapshot.today();
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
fn states(model: &Model, threats: &[Threat], level: HintLevel, note: &mut Note) {
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
    note.add(label, tooltip);
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

fn flow(model: &Model, id: ItemId, level: HintLevel, note: &mut Note) {
    let things = model.things_of(id);
    let mut arrows: Vec<String> = Vec::new();
    for segment in things.iter().filter(|id| !model.thing(**id).is_reply()) {
        if let Some(arrow) = crossing(model, *segment) {
            let links = &model.thing(*segment).links;
            let name = |end: Option<ThingId>| {
                let zone = end.and_then(|end| model.thing(end).links.zone);
                zone.map_or("no zone", |zone| model.label(zone)).to_owned()
            };
            note.add("", format!("{arrow}: from {} to {}", name(links.source), name(links.target)));
            arrows.push(arrow);
        }
    }
    if !arrows.is_empty() {
        note.add(arrows.join(", "), "");
    }
    let threats: Vec<Threat> = things.iter().flat_map(|id| model.threats(*id)).collect();
    states(model, &threats, level, note);
}

fn element(model: &Model, id: ThingId, level: HintLevel, note: &mut Note) {
    if model.thing(id).kind == ThingKind::Store
        && let Some(sensitivity) = sensitivity(model, id)
    {
        if sensitivity == "?" {
            note.add("holds ?", "Nobody has said what it keeps.");
        } else {
            note.add(&sensitivity, format!("The highest class of its data: {sensitivity}."));
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
fn inherited(model: &Model, id: ThingId, note: &mut Note) {
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
    note.add(values.join(", "), if values.is_empty() { "" } else { "Values of its type." });
}

fn zone(model: &Model, id: ThingId, item: &ModelItem, level: HintLevel, note: &mut Note) {
    if level == HintLevel::Full
        && item.property("trust").is_none()
        && let Some(trust) = trust(model, id)
    {
        note.add(format!("trust {trust}"), "From its type, or from the zone around it.");
    }
    let threats = model.threats(id);
    if !threats.is_empty() {
        states(model, &threats, level, note);
    }
}

fn mitigation(model: &Model, id: ItemId, today: i64, note: &mut Note) {
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
    let planned = settled.iter().any(|settled| settled.state == State::Planned);
    if let Some(until) = model.until(id).filter(|until| planned && *until < today) {
        note.add(format!("was due {}", relative(until, today)), "The day of `until` has passed.");
    }
}

fn threat(model: &Model, id: ItemId, level: HintLevel, note: &mut Note) {
    let mut own: Vec<Threat> = subjects_of(model, id)
        .into_iter()
        .flat_map(|subject| model.all_threats(subject))
        .filter(|threat| threat.rule == tm_model::model::RuleRef::Own(id))
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
