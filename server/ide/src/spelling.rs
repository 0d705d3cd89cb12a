//! How names are written so that they are read as names.

use smol_str::SmolStr;
use tm_grammar::words::{ClauseWord, ItemWord, NestedWord, particles};
use tm_grammar::{LexemeKind, scan};
use tm_model::model::{Model, ThingId};

/// A name and how it is written.
pub(crate) struct Spelt {
    /// The name, as names are compared.
    pub text: SmolStr,
    /// The name as it stands in a text: between backticks where it would be misread.
    pub written: String,
}

impl Spelt {
    /// How a name is written.
    pub(crate) fn of(name: &str) -> Self {
        let quoted = !is_plain(name) || is_word(name);
        let written = if quoted { format!("`{name}`") } else { name.to_owned() };
        Self { text: name.into(), written }
    }
}

/// True if a name needs no backticks to be read as one name.
fn is_plain(name: &str) -> bool {
    let lexemes = scan(name);
    matches!(lexemes.as_slice(), [only]
        if only.kind == LexemeKind::Name && only.span.text(name).len() == name.len())
}

/// A thing as decisions and clauses name it: `accounts`, `mail/reply`.
pub(crate) fn written_thing(model: &Model, id: ThingId) -> String {
    let parts = model.label(id).split('/').map(|part| Spelt::of(part).written);
    parts.collect::<Vec<_>>().join("/")
}

/// True for a word that means something in some sentence.
pub(crate) fn is_word(text: &str) -> bool {
    ItemWord::parse(text).is_some()
        || ClauseWord::parse(text).is_some()
        || NestedWord::parse(text).is_some()
        || particles().any(|particle| particle == text)
        || ["yes", "nothing"].contains(&text)
}
