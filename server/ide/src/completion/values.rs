//! Values of clauses and properties, by what the table or a pack says that they take.

use tm_grammar::words::{ItemWord, Referent, Shape, item_info};
use tm_model::kind::{KindSet, ThingKind};
use tm_model::model::{Ask, Model, ThingId};
use tm_model::schema::{AttributeId, AttributeRole, ValueType};

use super::context::{Frame, Token};
use super::items::day;
use super::slot::Value;
use super::{CompletionKind, Entry, List, names, targets, threats, vocabulary};
use crate::place::places;

/// A value of a clause or property.
pub(super) fn value(list: &mut List<'_, '_>, value: &Value<'_>) {
    if value.property && value.key == "assuming" {
        return names::items(list, ItemWord::Assumption, 0, &value.written);
    }
    let around = list.context.frames.iter().filter_map(Frame::word);
    let table = places(list.place.file, around);
    let info = item_info(value.word, table);
    match info.and_then(|info| info.property(value.key)) {
        Some(property) => of_shape(list, value, property.shape),
        None => {
            let schema = list.place.schema;
            if let Some(id) = schema.and_then(|schema| schema.find_attribute(value.key)) {
                of_attribute(list, value, id);
            }
        }
    }
}

fn of_shape(list: &mut List<'_, '_>, value: &Value<'_>, shape: Shape) {
    let used = &value.written;
    match shape {
        Shape::Word(words) => {
            for (word, meaning) in words {
                list.add(0, Entry::new(*word, CompletionKind::Value).detail(*meaning));
            }
        }
        Shape::YesNo => yes_no(list, false),
        Shape::Reference(referent) | Shape::References(referent) => {
            referents(list, value, referent);
        }
        Shape::Threats => threats_to_counter(list, used),
        Shape::Person | Shape::People => names::persons(list, used),
        Shape::PersonOrActor => {
            names::persons(list, used);
            targets::actors(list, used, 1);
        }
        Shape::TextOrReference => {
            text(list);
            targets::actors(list, used, 1);
        }
        Shape::Tickets => names::tickets(list, used),
        Shape::Text | Shape::Texts => text(list),
        Shape::Date => dates(list, value.key),
        Shape::Duration => durations(list),
        Shape::Subjects => subjects(list, &value.begun),
        Shape::Any => any(list, value),
        Shape::Number | Shape::Numbers => {}
    }
}

fn referents(list: &mut List<'_, '_>, value: &Value<'_>, referent: Referent) {
    let used = &value.written;
    match referent {
        Referent::Zone => targets::zones(list),
        Referent::Data => targets::data(list, used),
        Referent::Asset => targets::protected(list, used),
        Referent::Protected => targets::protected(list, used),
        Referent::FlowType => vocabulary::types(list, ThingKind::Flow, 0, used),
        Referent::AssetType => vocabulary::types(list, ThingKind::Asset, 0, used),
        Referent::Mitigation => {
            let header = header(list);
            let threats = threats_of_sentence(header);
            threats::mitigations(list, &threats, &targets_of_sentence(header), used);
        }
        Referent::Threat => threats_to_counter(list, used),
        Referent::Event => names::events(list, used),
        Referent::Actor => targets::actors(list, used, 0),
        Referent::Assumption => names::items(list, ItemWord::Assumption, 0, used),
        Referent::Requirement => names::requirements(list, used),
        Referent::Target => of_target(list, value),
        Referent::Attribute => attributes(list, used),
        Referent::Profile => {
            let pack = header(list).get(1).map(|token| token.text);
            vocabulary::profiles(list, pack);
        }
        Referent::RulePattern => vocabulary::patterns(list, used),
    }
}

/// The header of the item at the cursor, as far as it is typed.
fn header<'a, 't>(list: &List<'a, 't>) -> &'a [Token<'t>] {
    let context = list.context;
    match context.sentence.first().and_then(Token::item_word) {
        Some(_) => &context.sentence,
        None => context.frames.last().map_or(&[], |frame| &frame.header),
    }
}

/// The threats that a decision names: what stands between its verb and its first clause.
fn threats_of_sentence(header: &[Token<'_>]) -> Vec<String> {
    let is_decision = header.first().and_then(Token::item_word).is_some_and(ItemWord::is_decision);
    if !is_decision {
        return Vec::new();
    }
    let head = header[1..].iter().take_while(|token| token.clause_word().is_none());
    let text: String = head.map(|token| token.text).collect();
    text.split(',').map(str::to_owned).collect()
}

/// The targets that a header names: what stands behind `on`, up to the next clause.
fn targets_of_sentence(header: &[Token<'_>]) -> Vec<String> {
    let on = header.iter().position(|token| token.text == "on");
    let named = on.map_or(&[][..], |on| &header[on + 1..]);
    let named = named.iter().take_while(|token| token.clause_word().is_none());
    let text: String = named.map(|token| token.text).collect();
    text.split(',').filter(|target| !target.is_empty()).map(str::to_owned).collect()
}

fn of_target(list: &mut List<'_, '_>, value: &Value<'_>) {
    let after_zone = value.begun.first().is_some_and(|token| token.text == "zone");
    let used = &value.written;
    let header = header(list);
    if value.word.is_decision() {
        threats::targets_of(list, &threats_of_sentence(header), used, after_zone);
        if value.written.is_empty() && !after_zone {
            let all = Entry::new("*", CompletionKind::Value);
            list.add(30, all.detail("everywhere; also where nobody has looked yet"));
        }
        return;
    }
    if value.word == ItemWord::Mitigation {
        let control = kind_of(header)
            .and_then(|name| list.place.schema.and_then(|schema| schema.find_control(name)));
        return of_mitigation(list, control, used, after_zone);
    }
    let first: KindSet = match value.word {
        ItemWord::Story => KindSet::of(ThingKind::Flow),
        ItemWord::Threat | ItemWord::Question => KindSet::ELEMENTS,
        _ => KindSet::ALL,
    };
    targets::targets(
        list,
        used,
        after_zone,
        |_, _, thing| {
            if first.contains(thing.kind) { 0 } else { 10 }
        },
    );
}

/// The name behind the colon of a header.
fn kind_of<'t>(header: &[Token<'t>]) -> Option<&'t str> {
    let colon = header.iter().position(|token| token.is(":"))?;
    header.get(colon + 1).map(|token| token.text)
}

/// Targets of a mitigation: first where its control is asked for, then what it may stand on.
fn of_mitigation(
    list: &mut List<'_, '_>,
    control: Option<AttributeId>,
    used: &[String],
    after_zone: bool,
) {
    let asked: Vec<ThingId> = match (control, list.place.model) {
        (Some(control), Some(model)) => asked_on(model, control),
        _ => Vec::new(),
    };
    targets::targets(list, used, after_zone, |model, id, thing| {
        let fits = |control| model.schema.attribute(control).kinds.contains(thing.kind);
        match control {
            Some(_) if asked.contains(&id) => 0,
            Some(control) if fits(control) => 1,
            Some(_) => 10,
            None => 1,
        }
    });
}

/// The things on which a control would decide something.
fn asked_on(model: &Model, control: AttributeId) -> Vec<ThingId> {
    let instances = model.things().flat_map(|(id, _)| model.instances(id).iter());
    instances
        .flat_map(|instance| instance.unknowns.iter())
        .filter(|(_, ask)| *ask == Ask::Attribute(control))
        .map(|(on, _)| *on)
        .collect()
}

fn of_attribute(list: &mut List<'_, '_>, value: &Value<'_>, id: AttributeId) {
    let Some(schema) = list.place.schema else { return };
    let attribute = schema.attribute(id);
    let is_known = !matches!(value.word, ItemWord::Type);
    let value_type = match &attribute.value_type {
        ValueType::List(of) => of,
        other => other,
    };
    match value_type {
        ValueType::YesNo => yes_no(list, is_known),
        ValueType::Word(set) => {
            let set = &schema.word_sets[usize::from(set.0)];
            for (index, word) in set.words.iter().enumerate() {
                if value.written.iter().any(|written| written == word) {
                    continue;
                }
                let detail = match (set.ordered, index) {
                    (true, 0) => "lowest".to_owned(),
                    (true, index) if index + 1 == set.words.len() => "highest".to_owned(),
                    _ => String::new(),
                };
                list.add(0, Entry::new(word.clone(), CompletionKind::Value).detail(detail));
            }
            if is_known && value.written.is_empty() {
                unknown(list);
            }
        }
        ValueType::Person => names::persons(list, &value.written),
        ValueType::Date => dates(list, value.key),
        ValueType::Duration => durations(list),
        ValueType::Text => text(list),
        ValueType::Number | ValueType::List(_) => {}
    }
}

fn yes_no(list: &mut List<'_, '_>, may_be_unknown: bool) {
    list.add(0, Entry::new("yes", CompletionKind::Value));
    list.add(0, Entry::new("no", CompletionKind::Value));
    if may_be_unknown {
        unknown(list);
    }
}

fn unknown(list: &mut List<'_, '_>) {
    let entry = Entry::new("?", CompletionKind::Value);
    list.add(1, entry.detail("not known yet; to be found out"));
}

fn text(list: &mut List<'_, '_>) {
    list.add(0, Entry::new("\"\"", CompletionKind::Value).snippet("\"$1\"").detail("text"));
}

fn dates(list: &mut List<'_, '_>, key: &str) {
    let today = list.place.snapshot.today();
    let days: &[i64] = match key {
        "until" | "check-by" => &[30, 90, 180, 365],
        _ => &[0],
    };
    for days in days {
        let detail = if *days == 0 { "today".to_owned() } else { format!("in {days} days") };
        list.add(0, Entry::new(day(today + days), CompletionKind::Value).detail(detail));
    }
}

fn durations(list: &mut List<'_, '_>) {
    for (span, about) in
        [("30d", "a month"), ("90d", "a quarter"), ("180d", "half a year"), ("1y", "a year")]
    {
        list.add(0, Entry::new(span, CompletionKind::Value).detail(about));
    }
}

/// What follows `for`: a kind, or the type behind its colon.
fn subjects(list: &mut List<'_, '_>, begun: &[Token<'_>]) {
    let Some(kind) = begun.first() else {
        for (kind, variable) in [
            ("flow", "f"),
            ("process", "p"),
            ("store", "s"),
            ("entity", "e"),
            ("element", "e"),
            ("zone", "z"),
            ("asset", "a"),
            ("actor", "a"),
            ("model", "m"),
        ] {
            let entry = Entry::new(kind, CompletionKind::Word).insert(format!("{kind} {variable}"));
            list.add(0, entry.detail(format!("each {kind}, called {variable}")));
        }
        return;
    };
    for kind in KindSet::parse(kind.text).unwrap_or(KindSet::EMPTY).iter() {
        vocabulary::types(list, kind, 0, &[]);
    }
}

fn threats_to_counter(list: &mut List<'_, '_>, used: &[String]) {
    names::items(list, ItemWord::Threat, 0, used);
    vocabulary::rules(list, used);
}

/// Facts and controls, for `fixed`.
fn attributes(list: &mut List<'_, '_>, used: &[String]) {
    vocabulary::controls(list, 0, used);
    let Some(schema) = list.place.schema else { return };
    for info in schema.attributes.iter().filter(|info| info.role == AttributeRole::Fact) {
        if info.derivation.is_none() {
            list.add(1, Entry::new(info.name.clone(), CompletionKind::Fact));
        }
    }
}

/// What the table leaves to the model.
fn any(list: &mut List<'_, '_>, value: &Value<'_>) {
    match value.key {
        "methodology" => {
            for word in ["stride", "linddun"] {
                list.add(0, Entry::new(word, CompletionKind::Value));
            }
        }
        "group" => {
            let Some(schema) = list.place.schema else { return };
            let mut groups: Vec<&str> =
                schema.rules.iter().map(|rule| rule.group.as_str()).collect();
            groups.sort_unstable();
            groups.dedup();
            for group in groups.into_iter().filter(|group| !group.is_empty()) {
                list.add(0, Entry::new(group, CompletionKind::Value));
            }
        }
        "default" => {
            list.add(0, Entry::new("unset", CompletionKind::Value).detail("nobody is asked"));
            default_words(list);
        }
        _ => {}
    }
}

/// The words of the type that an attribute is declared with.
fn default_words(list: &mut List<'_, '_>) {
    let Some(schema) = list.place.schema else { return };
    let name = kind_of(header(list)).unwrap_or_default();
    if name == "yes-no" {
        return yes_no(list, false);
    }
    if let Some(set) = schema.word_sets.iter().find(|set| set.name == name) {
        for word in &set.words {
            list.add(0, Entry::new(word.clone(), CompletionKind::Value));
        }
    }
}
