//! `// tm-allow CODE: reason`: silencing one code at one item.

use tm_grammar::{Block, BlockId};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Origin};

/// Takes out the findings that a comment silences, and reports comments that silence nothing.
pub(super) fn apply(
    file: FileId,
    block: BlockId,
    tree: &Block,
    mut found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    for allow in &tree.allows {
        let Some(item) = allow.item else {
            found.push(unused(file, block, allow, "It stands above no item"));
            continue;
        };
        let Some(code) = Code::parse(&allow.code) else {
            found.push(unused(file, block, allow, "There is no such code"));
            continue;
        };
        let before = found.len();
        found.retain(|finding| {
            finding.code != code || finding.span.start < item.start || finding.span.end > item.end
        });
        if found.len() == before {
            found.push(unused(file, block, allow, "Nothing here raises it any more"));
        }
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.code));
    found
}

fn unused(file: FileId, block: BlockId, allow: &tm_grammar::Allow, why: &str) -> Diagnostic {
    let message =
        format!("\"tm-allow {}\" silences nothing. {why}: remove the comment.", allow.code);
    Diagnostic::new(Code::UnusedAllow, allow.span, message).with_fix(
        "Remove the comment",
        Origin { file, block, span: allow.span },
        "",
    )
}
