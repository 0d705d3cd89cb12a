//! Settings as they are written, whether in TOML or in JSON.

use std::fmt;
use std::ops::Range;

/// Keys with their values, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(pub Vec<Entry>);

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    /// Where the key stands, in bytes; nowhere in JSON.
    pub key_span: Range<usize>,
    pub value: Value,
    /// Where the value stands.
    pub value_span: Range<usize>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Whole(i64),
    Flag(bool),
    List(Vec<Value>),
    Table(Table),
    /// What no setting takes, such as a number with a point: as it is to be shown.
    Other(String),
}

impl Value {
    /// Its text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(formatter, "\"{text}\""),
            Self::Whole(number) => number.fmt(formatter),
            Self::Flag(flag) => flag.fmt(formatter),
            Self::List(values) => {
                let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                write!(formatter, "[{}]", values.join(", "))
            }
            Self::Table(_) => formatter.write_str("a table"),
            Self::Other(text) => formatter.write_str(text),
        }
    }
}

impl Table {
    /// The table of a JSON object; empty if it is none. What is `null` is as good as missing.
    pub fn from_json(value: &serde_json::Value) -> Self {
        let members = value.as_object().into_iter().flatten();
        let entries = members.filter(|(_, value)| !value.is_null()).map(|(key, value)| Entry {
            key: key.clone(),
            key_span: 0..0,
            value: from_json(value),
            value_span: 0..0,
        });
        Self(entries.collect())
    }
}

fn from_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Bool(flag) => Value::Flag(*flag),
        serde_json::Value::Array(values) => Value::List(values.iter().map(from_json).collect()),
        serde_json::Value::Object(_) => Value::Table(Table::from_json(value)),
        other => other.as_i64().map_or_else(|| Value::Other(other.to_string()), Value::Whole),
    }
}
