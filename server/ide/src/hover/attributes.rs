//! Facts and controls: as keys of properties with their present value, and as words of packs.

use tm_grammar::tree::Item;
use tm_model::kind::ThingKind;
use tm_model::model::{Ask, Model, OpenQuestion, ThingId};
use tm_model::schema::{AttributeDefault, AttributeId, AttributeRole, Schema, ValueType};
use tm_model::value::Value;

use crate::place::Place;
use crate::wording::{self, count, dotted, escape, some_of};

/// A fact or control, without a thing.
pub(super) fn told(schema: &Schema, id: AttributeId) -> String {
    let mut lines = vec![head(schema, id)];
    about(schema, id, &mut lines);
    lines.join("\n\n")
}

fn head(schema: &Schema, id: AttributeId) -> String {
    let info = schema.attribute(id);
    let role = match (info.role, info.derivation.is_some()) {
        (AttributeRole::Control, _) => "control",
        (AttributeRole::Fact, true) => "fact that follows from others",
        (AttributeRole::Fact, false) => "fact",
    };
    let kinds: Vec<&str> = info.kinds.iter().map(ThingKind::word).collect();
    let title = if info.title == info.name { String::new() } else { escape(&info.title) };
    dotted([
        format!("**{}** {title}", info.name).trim_end().to_owned(),
        format!("{role} of {}", kinds.join(", ")),
        if info.top { "TOP".to_owned() } else { String::new() },
    ])
}

fn about(schema: &Schema, id: AttributeId, lines: &mut Vec<String>) {
    let info = schema.attribute(id);
    if !info.ask.is_empty() {
        lines.push(format!("*{}*", escape(&info.ask.replace("{it}", "it"))));
    }
    lines.extend((!info.because.is_empty()).then(|| format!("Why: {}", escape(&info.because))));
    lines.extend((!info.docs.is_empty()).then(|| info.docs.to_string()));
    let takes = match &info.value_type {
        ValueType::YesNo => String::new(),
        other => format!("takes {}", words_of(schema, other)),
    };
    let unwritten = match (&info.default, info.role) {
        (_, AttributeRole::Control) if info.derivation.is_some() => {
            "where nothing is written it follows from others".to_owned()
        }
        (AttributeDefault::Unknown, _) | (_, AttributeRole::Control) => {
            "where nothing is written it is unknown, and is asked for".to_owned()
        }
        (AttributeDefault::Unset, _) => "where nothing is written, nobody asks".to_owned(),
        (AttributeDefault::Value(default), _) => {
            format!("where nothing is written it is {}", wording::value(schema, id, default))
        }
    };
    let unwritten = if info.derivation.is_some() && info.role == AttributeRole::Fact {
        String::new()
    } else {
        unwritten
    };
    let effort = wording::work(&info.effort);
    let domain = dotted([info.control.to_string(), info.domain.to_string(), effort]);
    let line = dotted([takes, unwritten, domain]);
    lines.extend((!line.is_empty()).then(|| capital(&line)));
    let rules: Vec<String> = schema
        .rules
        .iter()
        .filter(|rule| rule.answers.contains(&id))
        .map(|rule| format!("`{}`", rule.name))
        .collect();
    if !rules.is_empty() {
        lines.push(format!("Answers {}", some_of(&rules, 6)));
    }
    let ids = [
        ("ASVS", &info.asvs),
        ("NIST CSF", &info.csf),
        ("NIST 800-53", &info.nist),
        ("ISO 27001", &info.iso),
    ];
    let ids = ids.into_iter().filter(|(_, list)| !list.is_empty());
    let ids: Vec<String> = ids.map(|(name, list)| format!("{name}: {}", list.join(", "))).collect();
    lines.extend((!ids.is_empty()).then(|| ids.join(" · ")));
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn words_of(schema: &Schema, value_type: &ValueType) -> String {
    match value_type {
        ValueType::YesNo => "`yes` or `no`".into(),
        ValueType::Text => "text in quotes".into(),
        ValueType::Number => "a number".into(),
        ValueType::Date => "a day".into(),
        ValueType::Duration => "a span of time".into(),
        ValueType::Person => "a person".into(),
        ValueType::Word(set) => {
            let set = &schema.word_sets[usize::from(set.0)];
            let words: Vec<String> = set.words.iter().map(|word| format!("`{word}`")).collect();
            words.join(if set.ordered { " < " } else { ", " })
        }
        ValueType::List(of) => format!("one or several of {}", words_of(schema, of)),
    }
}

/// The fact or control that a key writes: what it is, its present value and who says it.
pub(super) fn key(place: &Place<'_>, item: &Item, key: &str) -> Option<String> {
    let schema = place.schema?;
    let id = schema.find_attribute(key)?;
    let mut lines = vec![head(schema, id)];
    if let Some((model, thing)) = thing_of(place, item) {
        let found = model.look_up(thing, id, false);
        let value = match found.value {
            Value::Unknown => "**?**".to_owned(),
            _ => format!("**{}**", wording::value(schema, id, &found.value)),
        };
        lines.push(format!(
            "On {}: {value} ({})",
            escape(model.label(thing)),
            wording::source(model, thing, &found)
        ));
        if let Some(question) = question(model, thing, id)
            && !question.decides.is_empty()
        {
            lines.push(decides(&question));
        }
    }
    about(schema, id, &mut lines);
    Some(lines.join("\n\n"))
}

/// The thing that a property of an item speaks of.
fn thing_of<'a>(place: &Place<'a>, item: &Item) -> Option<(&'a Model, ThingId)> {
    let model = place.model?;
    let thing = *model.things_of(place.item_id(item)?).first()?;
    Some((model, thing))
}

fn question(model: &Model, thing: ThingId, attribute: AttributeId) -> Option<OpenQuestion> {
    let ask = Ask::Attribute(attribute);
    model.questions(thing).into_iter().find(|question| question.ask == ask)
}

fn decides(question: &OpenQuestion) -> String {
    let keys: Vec<String> = question.decides.iter().map(|key| format!("`{key}`")).collect();
    format!("Decides {}: {}", count(keys.len(), "threat"), some_of(&keys, 6))
}

/// `?`: what is asked, and what the answer would decide.
pub(super) fn unknown(place: &Place<'_>, item: &Item, key: &str) -> Option<String> {
    if matches!(key, "carrying" | "returns" | "holds") {
        return unknown_data(place, item);
    }
    let schema = place.schema?;
    let id = schema.find_attribute(key)?;
    let mut lines = vec!["**?** – not known yet; somebody promised to find out".to_owned()];
    if let Some((model, thing)) = thing_of(place, item) {
        lines.push(format!("*{}*", escape(&model.question_text(thing, Ask::Attribute(id)))));
        let found = question(model, thing, id).filter(|question| !question.decides.is_empty());
        lines.push(
            found.map_or_else(|| "No threat waits for it.".to_owned(), |found| decides(&found)),
        );
    }
    Some(lines.join("\n\n"))
}

/// `?` in the place of data.
pub(super) fn unknown_data(place: &Place<'_>, item: &Item) -> Option<String> {
    let (model, thing) = thing_of(place, item)?;
    let mut lines = vec!["**?** – not known yet; somebody promised to find out".to_owned()];
    lines.push(format!("*{}*", escape(&model.question_text(thing, Ask::Data))));
    let asked = model.questions(thing).into_iter().find(|question| question.ask == Ask::Data);
    let asked = asked.filter(|question| !question.decides.is_empty());
    lines.extend(asked.map(|question| decides(&question)));
    Some(lines.join("\n\n"))
}

/// A word that stands as the value of a fact or control.
pub(super) fn word(place: &Place<'_>, item: &Item, key: &str, word: &str) -> Option<String> {
    let schema = place.schema?;
    let id = schema.find_attribute(key)?;
    let info = schema.attribute(id);
    let of = match &info.value_type {
        ValueType::List(of) => of,
        other => other,
    };
    match of {
        ValueType::Word(set) => {
            let set = &schema.word_sets[usize::from(set.0)];
            set.position(word)?;
            let row: Vec<String> = set
                .words
                .iter()
                .map(|known| if known == word { format!("**{known}**") } else { known.to_string() })
                .collect();
            let row = row.join(if set.ordered { " < " } else { " · " });
            Some(format!("**{word}** – a word of `{}`: {row}\n\n{}", set.name, head(schema, id)))
        }
        ValueType::YesNo if matches!(word, "yes" | "no") => self::key(place, item, key),
        _ => None,
    }
}
