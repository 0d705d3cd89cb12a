//! Words for messages: kinds of things with their articles, names as they are written, titles.

pub(super) use tm_grammar::written_name;

use crate::kind::{KindSet, ThingKind};
use crate::schema::compile::listed;

/// The word with `a` or `an` before it.
pub(super) fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// `stores`, `flows and processes`: what something is for.
pub(super) fn kinds(kinds: KindSet) -> String {
    let elements = KindSet::ELEMENTS.iter().all(|kind| kinds.contains(kind));
    let words =
        kinds.iter().filter(|kind| !(elements && kind.is_element())).map(|kind| match kind {
            ThingKind::Model => "models",
            ThingKind::Entity => "entities",
            ThingKind::Process => "processes",
            ThingKind::Store => "stores",
            ThingKind::Flow => "flows",
            ThingKind::Zone => "zones",
            ThingKind::Asset => "assets",
            ThingKind::Actor => "actors",
        });
    listed(elements.then_some("elements").into_iter().chain(words), "and")
}

/// A title for a name: `reset-token` becomes `Reset token`.
pub(super) fn title_of(name: &str) -> String {
    capital(&name.replace(['-', '_'], " "))
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The text with a small first letter, to stand after a colon.
pub(super) fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
