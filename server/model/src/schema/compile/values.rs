//! Written values, read by the type of the fact they are written for, and values put back in words.
//!
//! Invariant: what [`value_for`] accepts, [`describe_value`] renders so that it would be accepted
//! again (text without its quotes aside).
//!
//! Not for: finding the value that holds for a thing.

use std::fmt::Write as _;
use std::sync::Arc;

use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{self, Span, ValueKind};

use super::phrases::{listed, takes};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::schema::{Schema, ValueType};
use crate::source::Origin;
use crate::value::{Value, date_of_day, day_number, minutes, thousandths};

/// Why a written value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadValue {
    /// The value that does not fit.
    pub span: Span,
    /// The rest of a sentence that begins with the name of the fact: `takes yes or no; found "x".`
    pub message: String,
    /// The word that was probably meant.
    pub nearest: Option<SmolStr>,
}

impl BadValue {
    /// The fault of a value that is not one of `words`.
    pub(super) fn not_a_word<'a>(
        value: &tree::Value,
        item_text: &str,
        words: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        let nearest = word_of(value).and_then(|word| nearest(word, words.clone()));
        Self {
            span: value.span,
            message: format!("takes {}; found {}.", listed(words, "or"), found(value, item_text)),
            nearest: nearest.map(SmolStr::new),
        }
    }

    /// The fault of a value that is not what `expected` says.
    pub(super) fn expected(value: &tree::Value, item_text: &str, expected: &str) -> Self {
        Self {
            span: value.span,
            message: format!("takes {expected}; found {}.", found(value, item_text)),
            nearest: None,
        }
    }

    /// The finding: `"encrypted" takes yes or no; found "maybe".`
    pub fn diagnostic(&self, key: &str, mut origin: Origin) -> Diagnostic {
        origin.span = self.span;
        let mut message = format!("\"{key}\" {}", self.message);
        let Some(word) = &self.nearest else {
            return Diagnostic::new(Code::BadValue, self.span, message);
        };
        let _ = write!(message, " Did you mean \"{word}\"?");
        Diagnostic::new(Code::BadValue, self.span, message).with_fix(
            format!("Change to \"{word}\""),
            origin,
            word.to_string(),
        )
    }
}

fn found(value: &tree::Value, item_text: &str) -> String {
    let text = value.span.text(item_text);
    if matches!(value.kind, ValueKind::Text(_)) { text.to_owned() } else { format!("\"{text}\"") }
}

/// The word that a value is, if it is a single name.
pub(super) fn word_of(value: &tree::Value) -> Option<&str> {
    match &value.kind {
        ValueKind::Reference(reference)
            if !reference.all && reference.zone.is_none() && reference.on.is_none() =>
        {
            Some(reference.path.as_ref()?.single()?.text.as_str())
        }
        _ => None,
    }
}

/// The value that is written for a fact or control of that type.
///
/// `item_text` is the text that the spans of the value refer to; it is quoted in the fault.
///
/// # Errors
///
/// Says what the type takes, if the value does not fit. A value with a syntax fault of its own
/// ([`ValueKind::Invalid`]) reads as unknown, since that has been reported.
pub fn value_for(
    schema: &Schema,
    value_type: &ValueType,
    value: &tree::Value,
    item_text: &str,
) -> Result<Value, BadValue> {
    let fits = match (value_type, &value.kind) {
        (_, ValueKind::Unknown | ValueKind::Invalid) => Some(Value::Unknown),
        (ValueType::List(of), _) => {
            return value_for(schema, of, value, item_text).map(|value| match value {
                Value::Unknown => Value::Unknown,
                value => Value::List(Arc::new([value])),
            });
        }
        (ValueType::YesNo, _) => match word_of(value) {
            Some("yes") => Some(Value::YesNo(true)),
            Some("no") => Some(Value::YesNo(false)),
            _ => return Err(BadValue::not_a_word(value, item_text, ["yes", "no"].into_iter())),
        },
        (ValueType::Word(id), _) => {
            let set = &schema.word_sets[usize::from(id.0)];
            let position = word_of(value).and_then(|word| set.position(word));
            return position.map(Value::Word).ok_or_else(|| {
                BadValue::not_a_word(value, item_text, set.words.iter().map(SmolStr::as_str))
            });
        }
        (ValueType::Text, ValueKind::Text(text)) => Some(Value::Text(text.clone())),
        (ValueType::Number, ValueKind::Number(text)) => thousandths(text).map(Value::Number),
        (ValueType::Date, ValueKind::Date(date)) => Some(Value::Day(day_number(*date))),
        (ValueType::Duration, ValueKind::Duration(duration)) => {
            Some(Value::Minutes(minutes(*duration)))
        }
        (ValueType::Person, ValueKind::Handle(handle)) => Some(Value::Person(handle.clone())),
        _ => None,
    };
    fits.ok_or_else(|| BadValue::expected(value, item_text, &takes(schema, value_type)))
}

/// The value of a property, whose values are separated by commas: several only for a list.
///
/// # Errors
///
/// Says what the type takes, at the first value that does not fit.
pub fn values_for(
    schema: &Schema,
    value_type: &ValueType,
    values: &[tree::Value],
    item_text: &str,
) -> Result<Value, BadValue> {
    match (value_type, values) {
        (_, []) => Ok(Value::Unknown),
        (_, [value]) => value_for(schema, value_type, value, item_text),
        (ValueType::List(of), _) => {
            let read = |value: &tree::Value| match value_for(schema, of, value, item_text)? {
                Value::Unknown if value.kind == ValueKind::Unknown => {
                    let says = "either \"?\" alone or the values that are known";
                    Err(BadValue::expected(value, item_text, says))
                }
                value => Ok(value),
            };
            Ok(Value::List(values.iter().map(read).collect::<Result<_, _>>()?))
        }
        (_, [_, second, ..]) => Err(BadValue {
            span: second.span,
            message: format!(
                "takes one value, {}; found {}.",
                takes(schema, value_type),
                values.len()
            ),
            nearest: None,
        }),
    }
}

/// A value in words, as it would be written: `yes`, `cookie`, `2026-12-31`, `90d`, `?`.
pub fn describe_value(schema: &Schema, value_type: &ValueType, value: &Value) -> String {
    match (value, value_type) {
        (Value::Unset, _) => "unset".into(),
        (Value::Unknown, _) => "?".into(),
        (Value::YesNo(yes), _) => if *yes { "yes" } else { "no" }.into(),
        (Value::Word(word), ValueType::Word(id)) => {
            schema.word_sets[usize::from(id.0)].word(*word).into()
        }
        (Value::Word(word), _) => word.to_string(),
        (Value::Number(number), _) => describe_number(*number),
        (Value::Day(day), _) => {
            let date = date_of_day(*day);
            format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
        }
        (Value::Minutes(minutes), _) => describe_minutes(*minutes).to_string(),
        (Value::Text(text) | Value::Person(text), _) => text.to_string(),
        (Value::List(values), ValueType::List(of)) => {
            let words: Vec<String> =
                values.iter().map(|value| describe_value(schema, of, value)).collect();
            words.join(", ")
        }
        (Value::List(_), _) => "several".into(),
    }
}

fn describe_number(thousandths: i64) -> String {
    let (whole, part) = (thousandths / 1000, (thousandths % 1000).abs());
    if part == 0 {
        return whole.to_string();
    }
    format!("{whole}.{}", format!("{part:03}").trim_end_matches('0'))
}

/// The largest unit that gives a whole number.
fn describe_minutes(minutes: i64) -> SmolStr {
    const UNITS: [(i64, &str); 3] = [(24 * 60, "d"), (60, "h"), (1, "min")];
    let (length, unit) = UNITS
        .into_iter()
        .find(|(length, _)| minutes != 0 && minutes % length == 0)
        .unwrap_or((1, "min"));
    format_smolstr!("{}{unit}", minutes / length)
}
