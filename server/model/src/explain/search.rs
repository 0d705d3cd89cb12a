//! Rules by the names that people type, and the keys that they probably meant.

use smol_str::SmolStr;

use crate::diagnostic::nearest;
use crate::model::{Model, RuleRef, ThingId};
use tm_grammar::words::ItemWord;

/// How many keys are offered.
const OFFERED: usize = 5;

/// The rules of that name: full, or without the pack; and the threat that the model declares. What a
/// pack renamed is found under its new names.
pub fn rules_named(model: &Model, name: &str) -> Vec<RuleRef> {
    let schema = &model.schema;
    let own = model.items().find(|(_, item)| item.word == ItemWord::Threat && item.name == name);
    let mut found: Vec<RuleRef> = own.into_iter().map(|(id, _)| RuleRef::Own(id)).collect();
    if let Some(rule) = schema.find_rule(name) {
        found.push(RuleRef::Pack(rule));
        return found;
    }
    if let Some(new) = schema.moved.get(name) {
        found.extend(new.iter().filter_map(|new| schema.find_rule(new)).map(RuleRef::Pack));
        return found;
    }
    if !name.contains('.') {
        let bare = (0u32..)
            .map(crate::schema::RuleId)
            .zip(&schema.rules)
            .filter(|(_, rule)| rule.name.rsplit_once('.').is_some_and(|(_, bare)| bare == name));
        found.extend(bare.map(|(id, _)| RuleRef::Pack(id)));
    }
    found
}

/// The things of that key; the segments of a chain by the name of the flow; the model by its own.
pub fn things_named(model: &Model, name: &str) -> Vec<ThingId> {
    if let Some(id) = model.find(name) {
        return vec![id];
    }
    if name == model.name {
        return vec![ThingId::MODEL];
    }
    let segment =
        |id: &ThingId| model.label(*id).split_once('/').is_some_and(|(flow, _)| flow == name);
    let mut segments: Vec<ThingId> = model.things().map(|(id, _)| id).filter(segment).collect();
    segments.sort_by_key(|id| model.label(*id));
    segments
}

/// The full names of all rules, and those of threats that the model declares.
fn rule_names(model: &Model) -> Vec<SmolStr> {
    let own = model.items().filter(|(_, item)| item.word == ItemWord::Threat);
    let rules = model.schema.rules.iter().map(|rule| rule.name.clone());
    rules.chain(own.map(|(_, item)| item.name.clone())).collect()
}

/// The rule that was probably meant, by its full name.
pub fn nearest_rule(model: &Model, name: &str) -> Option<SmolStr> {
    let names = rule_names(model);
    if let Some(near) = nearest(name, names.iter().map(SmolStr::as_str)) {
        return Some(near.into());
    }
    let bare = |name: &'_ str| name.rsplit_once('.').map_or(name, |(_, bare)| bare).to_owned();
    let bares: Vec<String> = names.iter().map(|name| bare(name)).collect();
    let near = nearest(&bare(name), bares.iter().map(String::as_str))?;
    names.into_iter().find(|name| bare(name) == near)
}

/// The thing that was probably meant.
pub fn nearest_thing<'m>(model: &'m Model, name: &str) -> Option<&'m str> {
    nearest(name, model.things().map(|(id, _)| model.label(id)))
}

/// The keys of threats that were probably meant by `rule on subject`: the same rule on the nearest
/// thing, the nearest rule on the same thing, the same rule where it fires.
pub fn nearest_keys(model: &Model, rule: &str, subject: &str) -> Vec<SmolStr> {
    let known = rules_named(model, rule);
    let names: Vec<SmolStr> = if known.is_empty() {
        nearest_rule(model, rule).into_iter().collect()
    } else {
        known.iter().map(|rule| rule_name(model, *rule)).collect()
    };
    let thing =
        model.find(subject).map(|id| model.label(id)).or_else(|| nearest_thing(model, subject));
    let mut keys: Vec<SmolStr> = Vec::new();
    for name in &names {
        if let Some(thing) = thing {
            keys.push(format!("{name} on {thing}").into());
        }
    }
    let firing = names.iter().flat_map(|name| keys_of(model, name));
    for key in firing {
        if keys.len() >= OFFERED {
            break;
        }
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if names.is_empty()
        && let Some(id) = thing.and_then(|thing| model.find(thing))
    {
        keys.extend(model.all_threats(id).into_iter().map(|threat| threat.key).take(OFFERED));
    }
    keys
}

fn rule_name(model: &Model, rule: RuleRef) -> SmolStr {
    match rule {
        RuleRef::Pack(id) => model.schema.rule(id).name.clone(),
        RuleRef::Own(id) => model.item(id).map(|item| item.name.clone()).unwrap_or_default(),
    }
}

/// The keys under which a rule fires, in order.
fn keys_of(model: &Model, rule: &str) -> Vec<SmolStr> {
    let mut keys: Vec<SmolStr> = model
        .things()
        .map(|(id, _)| id)
        .chain([ThingId::MODEL])
        .flat_map(|id| model.all_threats(id))
        .filter(|threat| threat.name == rule)
        .map(|threat| threat.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
