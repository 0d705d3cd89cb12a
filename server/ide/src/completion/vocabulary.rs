//! What packs declare, by name: types, categories, controls, rules, profiles, and the packs.

use rustc_hash::{FxHashMap, FxHashSet};
use tm_grammar::words::{ItemWord, kind_words};
use tm_model::SHIPPED;
use tm_model::kind::ThingKind;
use tm_model::model::Model;
use tm_model::schema::{AttributeId, AttributeRole, RuleId, Schema, TypeId};
use tm_model::value::{Truth, Value};
use tm_model::workspace::Header;

use super::{CompletionKind, Entry, List, keys};
use crate::hover::{attribute_text, category_text, rule_text, type_text};
use crate::wording::{count, type_chain};

/// What may stand behind the colon of an item.
pub(super) fn kinds(list: &mut List<'_, '_>, word: ItemWord) {
    if let Some(words) = kind_words(word) {
        for (word, meaning) in words {
            list.add(0, Entry::new(*word, CompletionKind::Category).detail(*meaning));
        }
        return;
    }
    match word {
        ItemWord::Threat => categories(list),
        ItemWord::Mitigation => controls_by_need(list),
        ItemWord::Attribute => value_types(list, true),
        ItemWord::Type => {
            for kind in ThingKind::ALL.into_iter().filter(|kind| *kind != ThingKind::Model) {
                list.add(0, Entry::new(kind.word(), CompletionKind::Type).detail("a root"));
            }
            for kind in ThingKind::ALL.into_iter().filter(|kind| *kind != ThingKind::Model) {
                types(list, kind, 1, &[]);
            }
        }
        word => {
            if let Some(kind) = ThingKind::of_item(word) {
                types(list, kind, 0, &[]);
            }
        }
    }
}

/// The types of a kind of thing, the most specific first.
pub(super) fn types(list: &mut List<'_, '_>, kind: ThingKind, rank: u32, used: &[String]) {
    let Some(schema) = list.place.schema else { return };
    let parents: FxHashSet<TypeId> = schema.types.iter().filter_map(|info| info.parent).collect();
    let mut types: Vec<(bool, TypeId)> = schema
        .types
        .iter()
        .zip(0..)
        .map(|(info, number)| (info, TypeId(number)))
        .filter(|(info, _)| info.root == kind && info.parent.is_some())
        .filter(|(info, _)| !used.iter().any(|used| *used == info.name))
        .map(|(_, id)| (parents.contains(&id), id))
        .collect();
    types.sort_by_key(|(is_parent, id)| (*is_parent, schema.type_info(*id).name.clone()));
    for (is_parent, id) in types {
        let info = schema.type_info(id);
        let entry = Entry::new(info.name.clone(), CompletionKind::Type)
            .detail(type_detail(schema, id))
            .documentation(type_text(schema, id));
        list.add(rank + u32::from(is_parent), entry);
    }
}

/// `Server that returns pages · service`
fn type_detail(schema: &Schema, id: TypeId) -> String {
    let info = schema.type_info(id);
    let chain = type_chain(schema, id);
    let above = chain.split_once(" → ").map_or("", |(_, above)| above);
    if above.is_empty() { info.title.to_string() } else { format!("{} · {above}", info.title) }
}

fn categories(list: &mut List<'_, '_>) {
    let Some(schema) = list.place.schema else { return };
    for category in &schema.categories {
        let entry = Entry::new(category.name.clone(), CompletionKind::Category)
            .detail(category.title.to_string())
            .documentation(category_text(list.place, &category.name).unwrap_or_default());
        list.add(u32::from(category.stride.is_empty()), entry);
    }
}

/// A control by name.
pub(super) fn control(schema: &Schema, id: AttributeId, note: &str) -> Entry {
    let info = schema.attribute(id);
    let detail =
        if note.is_empty() { info.title.to_string() } else { format!("{} · {note}", info.title) };
    Entry::new(info.name.clone(), CompletionKind::Control)
        .detail(detail)
        .documentation(attribute_text(schema, id))
}

/// All controls, by name.
pub(super) fn controls(list: &mut List<'_, '_>, rank: u32, used: &[String]) {
    let Some(schema) = list.place.schema else { return };
    let mut ids: Vec<AttributeId> = schema
        .attributes
        .iter()
        .zip(0..)
        .filter(|(info, _)| info.role == AttributeRole::Control)
        .filter(|(info, _)| !used.iter().any(|used| *used == info.name))
        .map(|(_, number)| AttributeId(number))
        .collect();
    ids.sort_by(|left, right| schema.attribute(*left).name.cmp(&schema.attribute(*right).name));
    for id in ids {
        list.add(rank, control(schema, id, ""));
    }
}

/// A new mitigation: it is called after the control that it is. Those first that would answer most of
/// what waits.
pub(super) fn new_mitigations(list: &mut List<'_, '_>) {
    let (Some(model), Some(schema)) = (list.place.model, list.place.schema) else { return };
    for (id, number) in needed(model) {
        let waiting = format!("{} waiting", count(number, "threat"));
        let entry = control(schema, id, &waiting);
        let name = model.free_mitigation_name(&entry.label);
        let insert = format!("{name}: {} ", entry.label);
        list.add(0, entry.insert(insert));
    }
}

/// Controls for a mitigation: those first that would answer most of what waits.
fn controls_by_need(list: &mut List<'_, '_>) {
    let (Some(model), Some(schema)) = (list.place.model, list.place.schema) else {
        return controls(list, 0, &[]);
    };
    for (id, number) in needed(model) {
        list.add(0, control(schema, id, &format!("{} waiting", count(number, "threat"))));
    }
    controls(list, 1, &[]);
}

/// The controls that something waits for, each with how many threats do, the most first.
fn needed(model: &Model) -> Vec<(AttributeId, usize)> {
    let mut need: FxHashMap<AttributeId, usize> = keys::waiting(model, |_| true);
    for (id, _) in model.things() {
        for instance in model.instances(id).iter() {
            if instance.when != Truth::True || instance.unless != Truth::False || instance.planned {
                continue;
            }
            for (on, control) in model.controls_of(instance.rule, id) {
                if model.look_up(on, control, false).value == Value::YesNo(false) {
                    *need.entry(control).or_default() += 1;
                }
            }
        }
    }
    let mut needed: Vec<(AttributeId, usize)> = need.into_iter().collect();
    needed.sort_by_key(|(id, number)| {
        (std::cmp::Reverse(*number), model.schema.attribute(*id).name.clone())
    });
    needed
}

/// What an attribute may be declared as.
pub(super) fn value_types(list: &mut List<'_, '_>, lists: bool) {
    for (word, about) in [
        ("yes-no", "yes or no"),
        ("text", "text in quotes"),
        ("number", "a number"),
        ("date", "a day"),
        ("duration", "a span of time"),
        ("person", "@name"),
    ] {
        list.add(0, Entry::new(word, CompletionKind::Type).detail(about));
    }
    if lists {
        let entry = Entry::new("list of", CompletionKind::Type).insert("list of ");
        list.add(0, entry.detail("several of another type"));
    }
    let Some(schema) = list.place.schema else { return };
    for set in &schema.word_sets {
        let words: Vec<&str> = set.words.iter().map(|word| word.as_str()).collect();
        let words = words.join(if set.ordered { " < " } else { ", " });
        list.add(1, Entry::new(set.name.clone(), CompletionKind::Type).detail(words));
    }
}

/// Rules by name; in a knowledge base its own stand there without the pack.
pub(super) fn rules(list: &mut List<'_, '_>, used: &[String]) {
    let Some(schema) = list.place.schema else { return };
    let own = match &list.place.file.header {
        Header::KnowledgeBase(name, _) => name.as_str(),
        _ => "",
    };
    for rule in &schema.rules {
        let bare = rule.name.strip_prefix(own).and_then(|rest| rest.strip_prefix('.'));
        let (rank, name) = match bare.filter(|_| !own.is_empty()) {
            Some(bare) => (1, bare),
            None => (2, rule.name.as_str()),
        };
        if used.iter().any(|used| used == name) {
            continue;
        }
        let entry = Entry::new(name, CompletionKind::Threat)
            .detail(format!("{} · {}", rule.category, rule.severity))
            .documentation(rule_text(schema, rule));
        list.add(rank, entry);
    }
}

/// What answers a rule, in one sentence.
pub(super) fn answers(schema: &Schema, rule: RuleId) -> String {
    let answers = schema.rule(rule).answers.iter();
    let answers: Vec<String> =
        answers.map(|control| format!("`{}`", schema.attribute(*control).name)).collect();
    if answers.is_empty() { String::new() } else { format!("Answered by {}", answers.join(", ")) }
}

/// The packs that ship and those of the workspace, each with its version.
pub(super) fn packs(list: &mut List<'_, '_>) {
    let used: Vec<&str> = list
        .place
        .schema
        .map(|schema| schema.packs.iter().map(|pack| pack.name.as_str()).collect())
        .unwrap_or_default();
    let shipped = SHIPPED.iter().filter_map(|(name, text)| {
        let header = text.lines().find(|line| line.starts_with("kb "))?;
        let version = header.split_whitespace().nth(2).unwrap_or_default();
        let title = header.split('"').nth(1).unwrap_or_default();
        Some(((*name).to_owned(), version.to_owned(), title.to_owned()))
    });
    let own = list.place.snapshot.files().filter_map(|(_, file)| match &file.header {
        Header::KnowledgeBase(name, version) if !file.shipped => {
            Some((name.to_string(), version.to_string(), file.path.to_string()))
        }
        _ => None,
    });
    let mut packs: Vec<(String, String, String)> = shipped.chain(own).collect();
    packs.retain(|(name, ..)| match &list.place.file.header {
        Header::KnowledgeBase(own, _) => own != name,
        _ => true,
    });
    packs.sort();
    for (name, version, about) in packs {
        let mut parts = version.split('.');
        let short: Vec<&str> = parts.by_ref().take(2).collect();
        let rank = u32::from(used.contains(&name.as_str()));
        let insert = format!("{name} {}", short.join("."));
        let entry = Entry::new(name, CompletionKind::Module)
            .detail(format!("{version} · {about}"))
            .insert(insert.trim_end());
        list.add(rank, entry);
    }
}

/// The profiles of a pack.
pub(super) fn profiles(list: &mut List<'_, '_>, pack: Option<&str>) {
    for (word, about) in [
        ("lite", "TOP threats only"),
        ("standard", "TOP threats, and those of high and critical severity"),
        ("comprehensive", "all"),
    ] {
        list.add(0, Entry::new(word, CompletionKind::Value).detail(about));
    }
    let Some(schema) = list.place.schema else { return };
    let packs = schema.packs.iter().filter(|known| pack.is_none_or(|pack| pack == known.name));
    for profile in packs.flat_map(|pack| &pack.profiles) {
        list.add(0, Entry::new(profile.name.clone(), CompletionKind::Value));
    }
}

/// What a profile may name.
pub(super) fn patterns(list: &mut List<'_, '_>, used: &[String]) {
    for (word, about) in [
        ("top", "the threats that matter most"),
        ("critical", "of critical severity"),
        ("high", "of high severity"),
        ("all", "every rule"),
    ] {
        if !used.iter().any(|used| used == word) {
            list.add(0, Entry::new(word, CompletionKind::Value).detail(about));
        }
    }
    rules(list, used);
}
