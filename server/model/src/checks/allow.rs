//! `// tm-allow CODE: reason`: silencing one code at one item.

use tm_grammar::tree::Span;
use tm_grammar::{Block, BlockId};

use super::change::remove_lines;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Origin};
use crate::workspace::Workspace;

/// Takes out the findings that a comment silences, and reports comments that silence nothing.
pub(super) fn apply(
    workspace: &Workspace,
    file: FileId,
    block: BlockId,
    tree: &Block,
    mut found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    for allow in &tree.allows {
        let why = match (Code::parse(&allow.code), allow.item) {
            (None, _) => Some(format!("There is no code \"{}\".", allow.code)),
            (_, None) => Some(format!(
                "\"tm-allow\" silences {} at the item right below it, and there is none.",
                allow.code
            )),
            (Some(code), Some(item)) => {
                let before = found.len();
                found.retain(|finding| {
                    finding.code != code
                        || finding.span.start < item.start
                        || finding.span.end > item.end
                });
                // What is off is not reported, whether or not it is there.
                let idle = found.len() == before && workspace.policy().reports(code);
                idle.then(|| format!("Nothing here raises {} any more.", allow.code))
            }
        };
        if let Some(why) = why {
            let message = format!("{why} Remove the comment.");
            found.push(Diagnostic::new(Code::UnusedAllow, allow.span, message).with_change(
                "Remove the comment",
                |span: Span| Origin { file, block, span },
                remove_lines(&tree.text, allow.span),
            ));
        }
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.code));
    found
}
