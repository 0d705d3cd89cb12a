//! The text that answers a question.

use serde::{Serialize, Serializer};
use tm_model::kind::ThingKind;
use tm_model::model::{Ask, Model, OpenQuestion};
use tm_model::schema::{Schema, ValueType};

/// Where an answer is written, and what may be.
pub struct Answer<'a> {
    /// The item that it is written on: a flow for its replies and segments.
    pub subject: &'a str,
    /// The property or clause.
    pub key: &'a str,
    /// The words that may follow, or one that stands for them.
    values: Vec<String>,
    /// True for a property `key: value`, false for a clause `key value`.
    is_property: bool,
}

impl<'a> Answer<'a> {
    /// What would answer a question.
    pub fn to(model: &'a Model, question: &OpenQuestion) -> Self {
        let thing = model.thing(question.subject);
        let label = model.label(question.subject);
        let name = model.item(thing.item).and_then(|item| item.node().name());
        let subject = name.map_or(label, |name| &name.text);
        match question.ask {
            Ask::Attribute(id) => {
                let info = model.schema.attribute(id);
                let values = values(&model.schema, &info.value_type);
                Self { subject, key: &info.name, values, is_property: true }
            }
            Ask::Data => {
                let key = match thing.kind {
                    ThingKind::Store => "holds",
                    _ if thing.is_reply() => "returns",
                    _ => "carrying",
                };
                let values = vec!["nothing".to_owned(), "an asset".to_owned()];
                Self { subject, key, values, is_property: false }
            }
        }
    }

    /// Each answer as it is written.
    pub fn lines(&self) -> Vec<String> {
        let mark = if self.is_property { ":" } else { "" };
        self.values.iter().map(|value| format!("{}{mark} {value}", self.key)).collect()
    }

    /// What to write and where, in a sentence.
    pub fn told(&self) -> String {
        match self.lines().as_slice() {
            [nothing, _] if !self.is_property => {
                format!("\"{nothing}\" on {}, or \"{}\" and the assets", self.subject, self.key)
            }
            [yes, no] => format!("\"{yes}\" or \"{no}\" on {}", self.subject),
            [one] => format!("\"{one}\" on {}", self.subject),
            _ => format!(
                "\"{}: …\" on {}, with one of {}",
                self.key,
                self.subject,
                self.values.join(", ")
            ),
        }
    }

    /// The fact or control as a field of JSON; `null` for data.
    pub fn attribute<S: Serializer>(answer: &Answer<'_>, to: S) -> Result<S::Ok, S::Error> {
        answer.is_property.then_some(answer.key).serialize(to)
    }
}

/// What may be written as a value, as people write it.
fn values(schema: &Schema, value_type: &ValueType) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match value_type {
        ValueType::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        ValueType::Word(set) => {
            let words = &schema.word_sets[usize::from(set.0)].words;
            words.iter().map(ToString::to_string).collect()
        }
        ValueType::Text => one("\"…\""),
        ValueType::Number => one("12"),
        ValueType::Date => one("2027-05-31"),
        ValueType::Duration => one("90d"),
        ValueType::Person => one("@name"),
        ValueType::List(of) => values(schema, of),
    }
}
