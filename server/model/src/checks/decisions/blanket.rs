//! Decisions that take in threats nobody has seen yet.

use tm_grammar::words::ItemWord;

use super::super::Context;
use super::super::change::Change;
use super::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Resolution;

/// Up to how many threats a wildcard is written out.
const EXPANDED: usize = 30;

/// The finding about an `accept` or `dismiss` with a `*`.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>) -> Option<Diagnostic> {
    if !matches!(decision.item.word, ItemWord::Accept | ItemWord::Dismiss) {
        return None;
    }
    let wide = |resolution: &Resolution| {
        matches!(resolution, Resolution::Everything | Resolution::Pack(_))
    };
    let mut places = decision.threats.iter().chain(&decision.targets);
    let place = places.find(|place| wide(place.resolution))?;
    let verb = if decision.item.word == ItemWord::Accept { "accepts" } else { "dismisses" };
    let message = format!(
        "\"{}\" also {verb} threats that nobody has seen yet. Name the ones that were looked at.",
        place.span.text(decision.item.text())
    );
    let finding = Diagnostic::new(Code::BlanketAccept, place.span, message);
    Some(finding.with_changes("Name each threat", decision.item, |_| expanded(context, decision)))
}

/// A decision of its own for each threat that this one decides now.
fn expanded(context: &Context<'_>, decision: &Decision<'_>) -> Option<Change> {
    if !context.fixes {
        return None;
    }
    let item = decision.item;
    let decided = decision.decides(context.model).into_iter();
    let mut keys: Vec<String> = decided.map(|threat| threat.key.to_string()).collect();
    keys.sort_unstable();
    if keys.is_empty() || keys.len() > EXPANDED {
        return None;
    }
    let (node, text) = (item.node(), item.text());
    let mut rest = String::new();
    for clause in node.clauses.iter().filter(|clause| clause.key.text != "on") {
        rest.push(' ');
        rest.push_str(clause.span.text(text));
    }
    if let Some(body) = &node.body
        && let Some(close) = body.close
    {
        rest.push(' ');
        rest.push_str(body.open.cover(close).text(text));
    }
    let lines: Vec<String> =
        keys.iter().map(|key| format!("{} {key}{rest}", decision.verb())).collect();
    Some(Change::new(node.span, lines.join("\n")))
}
