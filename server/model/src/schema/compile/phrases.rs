//! Words for messages: kinds of things, value types and lists, as a sentence needs them.
//!
//! Not for: whole messages; those stand where the check is.

use std::fmt::Write as _;

use tm_grammar::tree::Path;

use crate::kind::KindSet;
use crate::schema::{Schema, ValueType};

/// The path as it is looked up: names joined by their separators, without backticks.
pub(super) fn path_text(path: &Path) -> String {
    let mut text = path.first.text.to_string();
    for (separator, name) in &path.rest {
        text.push(match separator {
            tm_grammar::tree::Separator::Dot => '.',
            tm_grammar::tree::Separator::Slash => '/',
        });
        text.push_str(&name.text);
    }
    text
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>, conjunction: &str) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    let Some((last, rest)) = words.split_last() else { return String::new() };
    if rest.is_empty() {
        return (*last).to_owned();
    }
    format!("{} {conjunction} {last}", rest.join(", "))
}

fn kind_words(kinds: KindSet) -> Vec<&'static str> {
    let elements = KindSet::ELEMENTS.iter().all(|kind| kinds.contains(kind));
    let mut words = Vec::new();
    if elements {
        words.push("element");
    }
    words.extend(
        kinds.iter().filter(|kind| !(elements && kind.is_element())).map(|kind| kind.word()),
    );
    words
}

/// `element`, `flow and process`: what an attribute is declared for.
pub(super) fn kinds_and(kinds: KindSet) -> String {
    listed(kind_words(kinds), "and")
}

/// `an element`, `a flow or process`: what a place can be.
pub(super) fn a_kind(kinds: KindSet) -> String {
    let text = listed(kind_words(kinds), "or");
    let article = if text.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {text}")
}

/// What a fact of that type takes: `yes or no`, `low, medium or high`, `a date (2026-12-31)`.
pub(super) fn takes(schema: &Schema, value_type: &ValueType) -> String {
    match value_type {
        ValueType::YesNo => "yes or no".into(),
        ValueType::Text => "text in quotes".into(),
        ValueType::Number => "a number".into(),
        ValueType::Date => "a date (2026-12-31)".into(),
        ValueType::Duration => "a time span (90d)".into(),
        ValueType::Person => "a person (@name)".into(),
        ValueType::Word(id) => {
            let words = &schema.word_sets[usize::from(id.0)].words;
            listed(words.iter().map(smol_str::SmolStr::as_str), "or")
        }
        ValueType::List(of) => {
            let mut text = String::from("one or several of: ");
            let _ = write!(text, "{}", takes(schema, of));
            text
        }
    }
}

/// What a value of that type is: `a yes-no`, `a word of "purpose"`.
pub(super) fn a_value(schema: &Schema, value_type: &ValueType) -> String {
    match value_type {
        ValueType::YesNo => "yes or no".into(),
        ValueType::Text => "text".into(),
        ValueType::Number => "a number".into(),
        ValueType::Date => "a date".into(),
        ValueType::Duration => "a time span".into(),
        ValueType::Person => "a person".into(),
        ValueType::Word(id) => {
            let set = &schema.word_sets[usize::from(id.0)];
            let what = if set.ordered { "scale" } else { "choice" };
            format!("a word of the {what} \"{}\"", set.name)
        }
        ValueType::List(of) => format!("a list, each {}", a_value(schema, of)),
    }
}
