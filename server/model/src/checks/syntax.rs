//! Faults that the parser found, with their codes.

use rustc_hash::FxHashSet;
use tm_grammar::tree::Span;
use tm_grammar::{Block, BlockId, SyntaxErrorKind, TextFix};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ItemId, Model};
use crate::source::{FileId, Origin};

/// The code of a fault.
fn code(kind: &SyntaxErrorKind) -> Code {
    match kind {
        SyntaxErrorKind::Expected { .. }
        | SyntaxErrorKind::PropertyInHeader { .. }
        | SyntaxErrorKind::EarlyTitle { .. }
        | SyntaxErrorKind::Stray { .. }
        | SyntaxErrorKind::NotAName { .. }
        | SyntaxErrorKind::ForeignComment
        | SyntaxErrorKind::TooDeep => Code::Expected,
        SyntaxErrorKind::UnknownWord { .. } => Code::UnknownKeyword,
        SyntaxErrorKind::OpenText
        | SyntaxErrorKind::ForeignQuotes
        | SyntaxErrorKind::UnknownEscape { .. } => Code::BadString,
        SyntaxErrorKind::OpenBrace => Code::MissingBrace,
        SyntaxErrorKind::BadDate { .. } => Code::BadDate,
        SyntaxErrorKind::ConflictMarker => Code::ConflictMarker,
    }
}

/// What the edit that puts a fault right does.
fn title(kind: &SyntaxErrorKind, fix: &TextFix) -> String {
    let new = fix.insert.trim();
    match kind {
        _ if new.is_empty() => "Remove it".to_owned(),
        SyntaxErrorKind::UnknownWord { .. } | SyntaxErrorKind::BadDate { .. } => {
            format!("Change to \"{new}\"")
        }
        SyntaxErrorKind::PropertyInHeader { .. } => "Write it in the body".to_owned(),
        SyntaxErrorKind::EarlyTitle { .. } => "Write it last".to_owned(),
        SyntaxErrorKind::OpenText => "Close the text".to_owned(),
        SyntaxErrorKind::ForeignQuotes => "Write straight quotes".to_owned(),
        SyntaxErrorKind::UnknownEscape { .. } => format!("Write {new}"),
        _ => format!("Insert \"{new}\""),
    }
}

/// The faults of a block.
pub(super) fn findings(file: FileId, block: BlockId, tree: &Block) -> Vec<Diagnostic> {
    tree.errors
        .iter()
        .map(|error| {
            let found = Diagnostic::new(code(&error.kind), error.span, error.kind.to_string());
            match &error.fix {
                Some(fix) => found.with_fix(
                    title(&error.kind, fix),
                    Origin { file, block, span: fix.span },
                    fix.insert.to_string(),
                ),
                None => found,
            }
        })
        .collect()
}

/// The items that hold a fault themselves, and not only in an item inside.
pub(super) fn faulty_items(tree: &Block, items: &[ItemId], model: &Model) -> FxHashSet<ItemId> {
    let spans: Vec<(ItemId, Span)> = items
        .iter()
        .filter(|_| !tree.errors.is_empty())
        .filter_map(|id| Some((*id, model.item(*id)?.node().span)))
        .collect();
    tree.errors
        .iter()
        .filter_map(|error| {
            let around = |span: &Span| span.start <= error.span.start && error.span.end <= span.end;
            // Items come before what lies in them, so the last one around is the innermost.
            spans.iter().rev().find(|(_, span)| around(span)).map(|(id, _)| *id)
        })
        .collect()
}
