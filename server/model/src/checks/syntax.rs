//! Faults that the parser found, with their codes.

use tm_grammar::{Block, BlockId, SyntaxErrorKind};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Origin};

/// The code of a fault.
fn code(kind: &SyntaxErrorKind) -> Code {
    match kind {
        SyntaxErrorKind::Expected { .. }
        | SyntaxErrorKind::Stray { .. }
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

/// The faults of a block.
pub(super) fn findings(file: FileId, block: BlockId, tree: &Block) -> Vec<Diagnostic> {
    tree.errors
        .iter()
        .map(|error| {
            let found = Diagnostic::new(code(&error.kind), error.span, error.kind.to_string());
            match &error.fix {
                Some(fix) => found.with_fix(
                    if fix.insert.is_empty() {
                        "Remove it".to_owned()
                    } else {
                        format!("Write {}", fix.insert.trim())
                    },
                    Origin { file, block, span: fix.span },
                    fix.insert.to_string(),
                ),
                None => found,
            }
        })
        .collect()
}
