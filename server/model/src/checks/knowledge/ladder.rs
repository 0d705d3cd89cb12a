//! Rules that differ in one constant and could be one. This is off unless it is asked for.

use tm_grammar::tree::{Item, Member};
use tm_grammar::words::ItemWord;

use super::Pack;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Rule;

/// The finding about a rule that differs from an earlier one of its knowledge base in one word or
/// number alone.
pub(super) fn check(pack: &Pack<'_>, item: &Item, rule: &Rule) -> Option<Diagnostic> {
    let own = phrase(item, pack.text);
    let file = pack.workspace.file(pack.file)?;
    let schema = &pack.packs.schema;
    for (block, _, tree) in file.document.blocks() {
        for other in tree.items.iter().filter(|other| other.word == ItemWord::Threat) {
            let Some(name) = other.name() else { continue };
            let origin = crate::source::Origin { file: pack.file, block, span: name.span };
            if origin == rule.origin {
                return None;
            }
            let sibling = schema.rules.iter().find(|known| known.origin == origin)?;
            if sibling.kinds == rule.kinds && differ_in_one(&own, &phrase(other, &tree.text)) {
                let message = format!(
                    "This differs from \"{}\" in one word alone. Could both be one rule?",
                    name.text
                );
                let span = item.name().map_or(item.word_span, |name| name.span);
                let finding = Diagnostic::new(Code::Ladder, span, message);
                return Some(finding.with_related(origin, "the other one"));
            }
        }
    }
    None
}

/// The words of what a rule asks for.
fn phrase<'t>(item: &Item, text: &'t str) -> Vec<&'t str> {
    let predicates = item.members().iter().filter_map(|member| match member {
        Member::Predicate(predicate) => Some(predicate.span.text(text)),
        _ => None,
    });
    predicates.flat_map(str::split_whitespace).collect()
}

/// True if two phrases are of the same length and differ in a word behind a comparison.
fn differ_in_one(left: &[&str], right: &[&str]) -> bool {
    let mut differing = left.iter().zip(right).enumerate().filter(|(_, (one, other))| one != other);
    let (Some((index, _)), None) = (differing.next(), differing.next()) else { return false };
    let compares = index > 0 && matches!(left[index - 1], "=" | "!=" | "<" | "<=" | ">" | ">=");
    left.len() == right.len() && compares
}
