//! Clauses of a header that are still missing, and the lines of a body: keys, and the words that
//! start other lines.

use rustc_hash::FxHashMap;
use tm_grammar::tree::{Item, Member};
use tm_grammar::words::{ItemInfo, ItemWord, NestedWord, PropertyInfo, Shape, item_info};
use tm_model::kind::{KindSet, ThingKind};
use tm_model::model::{Ask, Model, ThingId};
use tm_model::schema::{AttributeId, AttributeRole, Schema, ValueType};

use super::context::{Frame, Token};
use super::snippet::escape_choice;
use super::{CompletionKind, Entry, List};
use crate::hover::{attribute_text, nested_about};
use crate::place::places;
use crate::wording::count;

/// The clauses that a check would ask for, in the order in which they are usually written.
const fn asked_for(word: ItemWord) -> &'static [&'static str] {
    match word {
        ItemWord::Flow => &["via", "carrying", "returns"],
        ItemWord::Store => &["holds"],
        ItemWord::Asset => &["classified"],
        ItemWord::Zone => &["trust"],
        ItemWord::Mitigate => &["on", "with"],
        ItemWord::Accept => &["on", "by", "until", "because"],
        ItemWord::Transfer => &["on", "to", "by", "until"],
        ItemWord::Avoid | ItemWord::Dismiss => &["on", "because"],
        ItemWord::Mitigation => &["on", "status", "for"],
        ItemWord::Threat => &["on", "for", "severity"],
        ItemWord::Objective => &["protects", "against"],
        ItemWord::Assumption => &["about"],
        ItemWord::Story | ItemWord::Question => &["on", "for"],
        ItemWord::Requirement => &["protects", "with"],
        _ => &[],
    }
}

/// True if a clause makes sense behind a verb of decision: the table has one row for all of them.
const fn suits(word: ItemWord, key: &str) -> bool {
    match key.as_bytes() {
        b"with" | b"status" => matches!(word, ItemWord::Mitigate) || !word.is_decision(),
        b"to" => matches!(word, ItemWord::Transfer) || !word.is_decision(),
        _ => true,
    }
}

/// True if a type of those kinds takes a key: the table has one row for types of all kinds.
fn is_of_type(key: &str, kinds: KindSet) -> bool {
    let of = match key {
        "kind" | "trust" => KindSet::of(ThingKind::Zone),
        "holds" => KindSet::of(ThingKind::Store),
        "classified" | "confidentiality" | "integrity" | "availability" => {
            KindSet::of(ThingKind::Asset)
        }
        "sensitivity" | "integrity-need" => KindSet::ELEMENTS.or(KindSet::of(ThingKind::Flow)),
        "availability-need" => KindSet::ELEMENTS,
        _ => return true,
    };
    kinds.is_empty() || !of.and(kinds).is_empty()
}

/// The row of the table for an item at the cursor.
fn info(list: &List<'_, '_>, word: ItemWord) -> Option<&'static ItemInfo> {
    let around = list.context.frames.iter().filter_map(Frame::word);
    item_info(word, places(list.place.file, around))
}

/// The item at the cursor, where its tree has the word and name that the tokens say.
fn item_at<'a>(list: &List<'a, '_>, header: &[Token<'_>]) -> Option<&'a Item> {
    let word = header.first()?.item_word()?;
    let start = header.first()?.span;
    let items = list.place.items.iter().rev().copied();
    items.clone().find(|item| item.word_span == start).or_else(|| {
        list.place.tree.items.iter().find(|item| item.word == word && item.word_span == start)
    })
}

/// The clause words that may follow and are not written yet.
pub(super) fn clauses(list: &mut List<'_, '_>, word: ItemWord, rank: u32) {
    let Some(info) = info(list, word) else { return };
    let header = if list.context.sentence.is_empty() {
        &list.context.before
    } else {
        &list.context.sentence
    };
    let mut written: Vec<&str> = header[1..]
        .iter()
        .filter(|token| token.clause_word().is_some())
        .map(|token| token.text)
        .collect();
    let item = item_at(list, header);
    written.extend(
        item.into_iter().flat_map(Item::properties).map(|property| property.key.text.as_str()),
    );
    let asked = asked_for(word);
    let decided_targets = word.is_decision() && header.iter().any(|token| token.text == "on");
    let clauses = info.properties.iter().filter(|property| property.is_clause());
    for property in clauses.filter(|property| suits(word, property.key)) {
        let typed_now = property.key == list.context.typed;
        if written.contains(&property.key) && !typed_now || property.key == "on" && decided_targets
        {
            continue;
        }
        let place = asked.iter().position(|key| *key == property.key);
        let rank = rank + place.map_or(9, |place| u32::try_from(place).unwrap_or(9));
        list.add(rank, clause(property));
    }
}

fn clause(property: &PropertyInfo) -> Entry {
    let entry = Entry::new(property.key, CompletionKind::Word).detail(property.about);
    match property.shape {
        Shape::Text | Shape::TextOrReference => entry.snippet(format!("{} \"$1\"", property.key)),
        _ => entry.insert(format!("{} ", property.key)),
    }
}

/// The words that may start other lines of the innermost body than keys and items. Predicates stand
/// there once.
pub(super) fn nested(list: &mut List<'_, '_>, rank: u32) {
    let Some(frame) = list.context.frames.last() else { return };
    let Some(info) = frame.word().and_then(|word| info(list, word)) else { return };
    let members = item_at(list, &frame.header).map_or(&[][..], Item::members);
    let text = &list.place.tree.text;
    let is_written = |word: NestedWord| {
        members.iter().any(|member| match member {
            Member::Predicate(predicate) => {
                !predicate.word_span.touches(list.place.offset)
                    && predicate.word_span.text(text) == word.text()
            }
            _ => false,
        })
    };
    for word in info.nested.iter().copied().filter(|word| !is_written(*word)) {
        let (about, usage) = nested_about(word);
        let entry = Entry::new(word.text(), CompletionKind::Word)
            .detail(about)
            .documentation(format!("{about}\n\n```tm\n{usage}\n```"));
        let entry = match word {
            NestedWord::Without => entry.snippet("without \"$1\": $2"),
            _ => entry.insert(format!("{} ", word.text())),
        };
        list.add(rank, entry);
    }
}

/// The keys that may stand in the innermost body and are not written yet.
pub(super) fn keys(list: &mut List<'_, '_>, rank: u32) {
    let Some(frame) = list.context.frames.last() else { return };
    let Some(word) = frame.word() else { return };
    let Some(info) = info(list, word) else { return };
    let item = item_at(list, &frame.header);
    let typed = list.context.typed;
    let written = |key: &str| {
        let in_tree = |item: &Item| item.properties().any(|property| property.key.text == key);
        key != typed && (frame.keys.contains(&key) || item.is_some_and(in_tree))
    };
    let colon = !list.context.next.is_some_and(|next| next.is(":"));
    let kinds = list.place.schema.map(|schema| kinds_of(schema, word, frame));
    let mut entries: Vec<(u32, Entry)> = Vec::new();
    for property in info.properties.iter().filter(|property| !written(property.key)) {
        if word != ItemWord::Type || kinds.is_none_or(|kinds| is_of_type(property.key, kinds)) {
            entries.push((rank + 1, key_of_table(property, colon)));
        }
    }
    if info.attributes
        && let (Some(schema), Some(kinds)) = (list.place.schema, kinds)
    {
        let carries = kinds.contains(ThingKind::Zone) || kinds.contains(ThingKind::Model);
        let deciding = deciding(list, item);
        let mut ids: Vec<AttributeId> = deciding.iter().map(|(id, _)| *id).collect();
        ids.extend(schema.attributes.iter().zip(0..).map(|(_, number)| AttributeId(number)));
        for id in ids {
            let attribute = schema.attribute(id);
            let is_control = attribute.role == AttributeRole::Control;
            let fits = !attribute.kinds.and(kinds).is_empty() || is_control && carries;
            let follows = !is_control && attribute.derivation.is_some();
            if !fits || follows || written(&attribute.name) {
                continue;
            }
            let decides = deciding.iter().find(|(known, _)| *known == id).map(|(_, count)| *count);
            let rank = match (decides, is_control) {
                (Some(_), _) => rank,
                (None, true) if attribute.top => rank + 2,
                (None, true) => rank + 3,
                (None, false) => rank + 4,
            };
            entries.push((rank, key_of_pack(schema, id, decides, colon)));
        }
    }
    for (rank, entry) in entries {
        list.add(rank, entry);
    }
}

/// The kinds of things whose facts and controls the body of an item takes.
fn kinds_of(schema: &Schema, word: ItemWord, frame: &Frame<'_>) -> KindSet {
    let kind = match word {
        ItemWord::Test => Some(ThingKind::Model),
        ItemWord::Type => {
            let colon = frame.header.iter().position(|token| token.is(":"));
            let parent = colon.and_then(|at| frame.header.get(at + 1));
            let parent = parent.and_then(|parent| schema.find_type(parent.text));
            parent.map(|parent| schema.type_info(parent).root)
        }
        word => ThingKind::of_item(word),
    };
    kind.map_or(KindSet::EMPTY, KindSet::of)
}

/// What is asked of the thing whose body it is, and of what lies inside where that is a zone or the
/// model: each with how many threats the answer decides, the most first.
fn deciding(list: &List<'_, '_>, item: Option<&Item>) -> Vec<(AttributeId, usize)> {
    let things = item.and_then(|item| {
        let model = list.place.model?;
        Some((model, model.things_of(list.place.item_id(item)?)))
    });
    let Some((model, things)) = things else { return Vec::new() };
    let mut decides: Vec<(AttributeId, usize)> = Vec::new();
    let mut count =
        |id: AttributeId, number: usize| match decides.iter_mut().find(|(known, _)| *known == id) {
            Some((_, known)) => *known += number,
            None => decides.push((id, number)),
        };
    for thing in things {
        let kind = model.thing(*thing).kind;
        if matches!(kind, ThingKind::Zone | ThingKind::Model) {
            for (id, number) in waiting(model, |other| {
                kind == ThingKind::Model
                    || model.thing(other).kind.is_element() && model.lies_in(other, *thing)
            }) {
                count(id, number);
            }
        }
        for question in model.questions(*thing) {
            if let Ask::Attribute(id) = question.ask {
                count(id, question.decides.len());
            }
        }
    }
    decides.sort_by_key(|(id, number)| (std::cmp::Reverse(*number), *id));
    decides
}

/// How many rules wait for each control on the things that `accept` takes, as the last evaluation
/// left it.
pub(super) fn waiting(
    model: &Model,
    accept: impl Fn(ThingId) -> bool,
) -> FxHashMap<AttributeId, usize> {
    let mut waiting: FxHashMap<AttributeId, usize> = FxHashMap::default();
    for (id, _) in model.things() {
        for instance in model.instances(id).iter().filter(|instance| !instance.planned) {
            for (on, ask) in &instance.unknowns {
                if let Ask::Attribute(attribute) = ask
                    && model.schema.attribute(*attribute).role == AttributeRole::Control
                    && accept(*on)
                {
                    *waiting.entry(*attribute).or_default() += 1;
                }
            }
        }
    }
    waiting
}

fn key_of_table(property: &PropertyInfo, colon: bool) -> Entry {
    let entry = Entry::new(property.key, CompletionKind::Key).detail(property.about);
    match property.shape {
        _ if !colon => entry,
        Shape::Text => entry.snippet(format!("{}: \"$1\"", property.key)),
        Shape::YesNo => entry.snippet(format!("{}: ${{1|yes,no|}}", property.key)),
        _ => entry.insert(format!("{}: ", property.key)),
    }
}

fn key_of_pack(schema: &Schema, id: AttributeId, decides: Option<usize>, colon: bool) -> Entry {
    let attribute = schema.attribute(id);
    let (kind, role) = match attribute.role {
        AttributeRole::Control => (CompletionKind::Control, "control"),
        AttributeRole::Fact => (CompletionKind::Fact, "fact"),
    };
    let detail = match decides {
        Some(number @ 1..) => format!("{role}, decides {}", count(number, "threat")),
        _ if attribute.top => format!("{role}, TOP"),
        _ => role.to_owned(),
    };
    let entry = Entry::new(attribute.name.clone(), kind)
        .detail(detail)
        .documentation(attribute_text(schema, id));
    if !colon {
        return entry;
    }
    /// A choice of more words is better made from a list that can be searched.
    const WORDS: usize = 12;
    let choice = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| escape_choice(word)).collect();
        format!("{}: ${{1|{}|}}", attribute.name, words.join(","))
    };
    match &attribute.value_type {
        ValueType::YesNo => entry.snippet(choice(&["yes", "no", "?"])),
        ValueType::Word(set) => {
            let words = &schema.word_sets[usize::from(set.0)].words;
            if words.len() > WORDS {
                return entry.insert(format!("{}: ", attribute.name));
            }
            entry.snippet(choice(&words.iter().map(|word| word.as_str()).collect::<Vec<_>>()))
        }
        ValueType::Text => entry.snippet(format!("{}: \"$1\"", attribute.name)),
        _ => entry.insert(format!("{}: ", attribute.name)),
    }
}
