//! What may be answered to a question, and the edits that write it.
//!
//! Invariant: an answer is written into one item, and what was one sentence stays one sentence.

use tm_grammar::parse_block;
use tm_grammar::tree::{Item, ValueKind};
use tm_model::Snapshot;
use tm_model::change::{self, Change};
use tm_model::kind::ThingKind;
use tm_model::model::{Ask, Model, ModelItem, Part};
use tm_model::schema::ValueType;

use super::questions::Asked;
use crate::actions::{ask_edits, assume_edits};
use crate::edits::Edit;
use crate::spelling::Spelt;

/// What somebody says to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A value, as people say it: `yes`, `restricted`, the names of assets.
    Value(String),
    /// Nobody knows yet, and somebody will find out: `?`.
    Unknown,
    /// It is taken for granted: `yes`, and an assumption that it rests on.
    Assume,
    /// Somebody else is to be asked: a `question` with an owner.
    Ask,
}

/// Something that may be said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The answer.
    pub answer: Answer,
    /// What to call it.
    pub label: String,
    /// What it writes on the subject; empty if it writes elsewhere.
    pub writes: String,
}

/// What may be said to a question, in words.
pub fn choices(model: &Model, asked: &Asked<'_>) -> Vec<Choice> {
    let mark = if asked.is_property() { ":" } else { "" };
    let line = |text: &str| format!("{}{mark} {text}", asked.key);
    let value = |text: &str| Choice {
        answer: Answer::Value(text.to_owned()),
        label: text.to_owned(),
        writes: line(&spelt(text)),
    };
    let mut choices: Vec<Choice> = match asked.ask {
        Ask::Data => {
            let assets = model
                .things()
                .filter(|(_, thing)| thing.kind == ThingKind::Asset && thing.part == Part::Whole);
            let mut names: Vec<&str> = assets.map(|(id, _)| model.label(id)).collect();
            names.sort_unstable();
            names.into_iter().chain(["nothing"]).map(value).collect()
        }
        Ask::Attribute(_) if takes(model, asked).is_none() => {
            asked.values.iter().map(|text| value(text)).collect()
        }
        Ask::Attribute(_) => Vec::new(),
    };
    if !asked.promised {
        choices.push(Choice {
            answer: Answer::Unknown,
            label: "don't know yet".to_owned(),
            writes: line("?"),
        });
    }
    if is_yes_no(model, asked) {
        choices.push(Choice {
            answer: Answer::Assume,
            label: "assume it".to_owned(),
            writes: line("yes assuming …"),
        });
    }
    if asked.is_property() {
        choices.push(Choice {
            answer: Answer::Ask,
            label: "ask somebody".to_owned(),
            writes: String::new(),
        });
    }
    choices
}

fn is_yes_no(model: &Model, asked: &Asked<'_>) -> bool {
    matches!(asked.ask, Ask::Attribute(id)
        if model.schema.attribute(id).value_type == ValueType::YesNo)
}

/// What somebody has to type where there is no list of values: `text`, `number`, `date`, `duration`
/// or `person`.
pub fn takes(model: &Model, asked: &Asked<'_>) -> Option<&'static str> {
    let Ask::Attribute(id) = asked.ask else { return None };
    let mut value_type = &model.schema.attribute(id).value_type;
    while let ValueType::List(of) = value_type {
        value_type = of;
    }
    match value_type {
        ValueType::Text => Some("text"),
        ValueType::Number => Some("number"),
        ValueType::Date => Some("date"),
        ValueType::Duration => Some("duration"),
        ValueType::Person => Some("person"),
        _ => None,
    }
}

/// What writes an answer.
///
/// # Errors
///
/// Says why it cannot be written.
pub fn answer(
    snapshot: &Snapshot,
    model: &Model,
    asked: &Asked<'_>,
    answer: &Answer,
) -> Result<Vec<Edit>, String> {
    let gone = || format!("\"{}\" is not there any more.", asked.subject);
    let item = model.item(asked.item).ok_or_else(gone)?;
    let start = snapshot.file(item.file).and_then(|file| file.document.start_of(item.block));
    let start = start.ok_or_else(gone)?;
    let text = match answer {
        Answer::Value(value) => written(model, asked, value)?,
        Answer::Unknown => "?".to_owned(),
        Answer::Assume | Answer::Ask => {
            let at = start + item.name_span().start as usize;
            let edits = match (answer, asked.ask) {
                (Answer::Assume, Ask::Attribute(id)) => assume_edits(snapshot, item.file, at, id),
                (_, Ask::Attribute(id)) => {
                    ask_edits(snapshot, item.file, at, id, asked.text.clone())
                }
                _ => None,
            };
            return edits.ok_or_else(|| broken(asked));
        }
    };
    let change = change::answer(item, asked.key, &text, !asked.is_property());
    let change = change.ok_or_else(|| broken(asked))?;
    if !is_sound(item, asked.key, &change, *answer == Answer::Unknown) {
        return Err(format!("\"{text}\" cannot stand behind \"{}\".", asked.key));
    }
    let range = start + change.span.start as usize..start + change.span.end as usize;
    Ok(vec![Edit::new(item.file, range, change.text)])
}

fn broken(asked: &Asked<'_>) -> String {
    format!(
        "The answer cannot be written on \"{}\": its sentence has an error, or says something else there already. Mend it first.",
        asked.subject
    )
}

/// A value as it is written in a text.
fn written(model: &Model, asked: &Asked<'_>, value: &str) -> Result<String, String> {
    let value = value.trim();
    if value.is_empty() {
        return Err("Say what the answer is.".to_owned());
    }
    let takes = takes(model, asked);
    if takes != Some("text") && value.contains(['{', '}', ';', '\n', '\r']) {
        return Err(format!("\"{value}\" cannot stand behind \"{}\".", asked.key));
    }
    if asked.is_property() && takes.is_none() && !asked.values.iter().any(|known| known == value) {
        let known = asked.values.join(", ");
        return Err(format!("\"{}\" takes one of {known}, and not \"{value}\".", asked.key));
    }
    Ok(match takes {
        Some("text") if !value.starts_with('"') => crate::actions::quoted(value),
        Some("person") if !value.starts_with('@') => format!("@{value}"),
        Some(_) => value.to_owned(),
        None if asked.is_property() => spelt(value),
        None => {
            let names = value.split(',').map(|name| spelt(name.trim()));
            names.collect::<Vec<_>>().join(", ")
        }
    })
}

/// True if the sentence with the answer in it is read without a fault, and says the answer.
fn is_sound(item: &ModelItem, key: &str, change: &Change, unknown: bool) -> bool {
    let text = item.text();
    let (before, after) = (&text[..change.span.start as usize], &text[change.span.end as usize..]);
    let block = parse_block(&format!("{before}{}{after}", change.text));
    let mut items: Vec<&Item> = block.items.iter().collect();
    let mut known = None;
    while let Some(one) = items.pop() {
        if one.word == item.word && one.name().is_some_and(|name| name.text == item.name()) {
            known = one.properties().find(|property| property.key.text == key);
        }
        items.extend(one.items());
    }
    let says = |kind: &ValueKind| unknown || *kind != ValueKind::Unknown;
    block.errors.is_empty() && known.is_some_and(|it| it.values.iter().all(|it| says(&it.kind)))
}

/// A word or name as it is written in the place of a value.
fn spelt(value: &str) -> String {
    let is_value = ["yes", "no", "nothing"].contains(&value);
    if is_value { value.to_owned() } else { Spelt::of(value).written }
}
