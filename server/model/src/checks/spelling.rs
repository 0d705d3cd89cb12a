//! How names are spelt: in one style, and so that none can be taken for another.

use tm_grammar::words::ItemWord;
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

use super::Context;
use super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Namespace;
use crate::model::{ItemId, ModelItem};

/// Findings about the name that an item defines.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let Some(namespace) = Namespace::of(item.word) else { return };
    // What `moved` and trackers define was chosen elsewhere.
    if item.name.is_empty() || matches!(item.word, ItemWord::Moved | ItemWord::Tracker) {
        return;
    }
    if context.reports(Code::NameStyle) {
        found.extend(style(context, namespace, id, item));
    }
    if !item.name.is_ascii() {
        found.extend(confusable(context, namespace, id, item));
    }
}

fn style(
    context: &Context<'_>,
    namespace: Namespace,
    id: ItemId,
    item: &ModelItem,
) -> Option<Diagnostic> {
    let better = kebab(&item.name);
    if better == item.name.as_str() || (better.is_empty() && item.name.is_ascii()) {
        return None;
    }
    let message = format!(
        "Names read best as lower-case-with-hyphens; \"{}\" does not. Rename it.",
        item.name
    );
    let finding = Diagnostic::new(Code::NameStyle, item.name_span(), message);
    Some(if better.is_empty() {
        finding
    } else {
        renamed(context, namespace, id, item, finding, &better)
    })
}

/// A name in lower case with hyphens, in ASCII; empty if that leaves nothing.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for letter in name.chars() {
        match letter {
            'A'..='Z' => {
                if lower {
                    out.push('-');
                }
                out.push(letter.to_ascii_lowercase());
            }
            'a'..='z' | '0'..='9' => out.push(letter),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
        lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A name that mixes scripts within a word, or that looks like another name in plain letters.
fn confusable(
    context: &Context<'_>,
    namespace: Namespace,
    id: ItemId,
    item: &ModelItem,
) -> Option<Diagnostic> {
    let name = item.name.as_str();
    let looks: String = skeleton(name).collect();
    if looks.is_ascii() {
        // What looks like `m` is taken apart into `rn`.
        for other in [looks.clone(), looks.replace("rn", "m")] {
            if let Some(definition) = context.names().definition(namespace, &other)
                && let Some(known) = context.model.item(definition)
            {
                let message = format!(
                    "\"{name}\" looks like \"{other}\" and is another name. Choose one that nobody can mistake."
                );
                return Some(
                    Diagnostic::new(Code::ConfusableName, item.name_span(), message)
                        .with_related(known.origin(known.name_span()), "the name it looks like"),
                );
            }
        }
    }
    let mixed = name.split(['-', '_']).find(|word| !word.is_single_script())?;
    let message = format!(
        "\"{mixed}\" mixes letters of several scripts, so it is not the name that it seems to be. Write it in one."
    );
    let finding = Diagnostic::new(Code::ConfusableName, item.name_span(), message);
    Some(if looks.is_ascii() {
        renamed(context, namespace, id, item, finding, &looks)
    } else {
        finding
    })
}

/// The finding with another name as a fix, if nothing uses the one of now: what does would be lost.
fn renamed(
    context: &Context<'_>,
    namespace: Namespace,
    id: ItemId,
    item: &ModelItem,
    finding: Diagnostic,
    better: &str,
) -> Diagnostic {
    let names = &context.engine.names;
    let used = names
        .get(namespace, &item.name)
        .is_some_and(|entry| !entry.uses.is_empty() || entry.definitions.first() != Some(&id));
    if !context.fixes || used || names.definition(namespace, better).is_some() {
        return finding;
    }
    let title = format!("Rename it to \"{better}\"");
    finding.with_fix(title, item.origin(item.name_span()), written_name(better))
}
