//! Comments that silence a finding: `// tm-allow TM305: drawn by hand`.

use smol_str::SmolStr;

use crate::tree::{Item, Span};

/// A comment that silences one code at the item below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The code, as written.
    pub code: SmolStr,
    /// Why, if it is said.
    pub reason: Option<SmolStr>,
    /// The comment.
    pub span: Span,
    /// The span of the item that it stands above, with no blank line between.
    pub item: Option<Span>,
}

const WORD: &str = "tm-allow";

/// Those among the comments of a block. Each comes with the offset of the first token of the line
/// that it stands above.
pub(crate) fn find(text: &str, comments: &[(Span, Option<u32>)], items: &[Item]) -> Vec<Allow> {
    let mut allows = Vec::new();
    for &(span, below) in comments {
        let comment = span.text(text).trim_start_matches('/').trim();
        let Some(rest) = comment.strip_prefix(WORD) else { continue };
        if !rest.starts_with([' ', '\t']) {
            continue;
        }
        let (code, reason) = match rest.split_once(':') {
            Some((code, reason)) => (code, reason.trim()),
            None => (rest, ""),
        };
        allows.push(Allow {
            code: SmolStr::new(code.trim()),
            reason: (!reason.is_empty()).then(|| SmolStr::new(reason)),
            span,
            item: below.and_then(|start| item_at(items, start)),
        });
    }
    allows
}

/// The span of the item whose word stands at `start`.
fn item_at(items: &[Item], start: u32) -> Option<Span> {
    let around = items.iter().find(|item| item.span.start <= start && start < item.span.end)?;
    if around.word_span.start == start {
        return Some(around.span);
    }
    around.items().find_map(|inner| item_at(std::slice::from_ref(inner), start))
}
