//! Knowledge bases: that each rule can apply, is answered and tested, and each word is used.
//!
//! What does not compile has been reported by the compiler; here stands what compiles and is odd.

mod constant;
mod ladder;
mod overview;
mod rules;
mod tests;
mod vocabulary;

pub(crate) use overview::Overview;

use tm_grammar::tree::Item;
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use super::Change;
use super::change::add_clause;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::FileId;
use crate::workspace::{Packs, Workspace};

/// A knowledge base, and the block of it that is looked at.
struct Pack<'a> {
    workspace: &'a Workspace,
    packs: &'a Packs,
    overview: &'a Overview,
    file: FileId,
    block: BlockId,
    text: &'a str,
}

impl Pack<'_> {
    /// The finding with a change of the block, if there is one.
    fn fixed(&self, finding: Diagnostic, title: &str, change: Option<Change>) -> Diagnostic {
        match change {
            Some(change) => finding.with_fix(
                title,
                crate::source::Origin { file: self.file, block: self.block, span: change.span },
                change.text,
            ),
            None => finding,
        }
    }
}

/// Findings about the items of a block of a knowledge base.
pub(super) fn check(
    workspace: &Workspace,
    file: FileId,
    block: BlockId,
    tree: &Block,
    found: &mut Vec<Diagnostic>,
) {
    let Some(packs) = workspace.packs_of(file) else { return };
    // What is half written, or uses what cannot be had, is not judged.
    if !tree.errors.is_empty() || workspace.lacks_packs(packs.files.iter().map(|(file, _)| *file)) {
        return;
    }
    let overview = packs.overview.get_or_init(|| Overview::of(workspace, packs, file));
    let pack = Pack { workspace, packs, overview, file, block, text: &tree.text };
    for item in &tree.items {
        match item.word {
            ItemWord::Threat => rules::check(&pack, item, found),
            ItemWord::Attribute | ItemWord::Fact | ItemWord::Mitigation => {
                vocabulary::check(&pack, item, found);
            }
            ItemWord::Test => tests::check(&pack, item, found),
            ItemWord::Disable => found.extend(without_reason(&pack, item)),
            _ => {}
        }
    }
}

/// A `disable` that does not say why.
fn without_reason(pack: &Pack<'_>, item: &Item) -> Option<Diagnostic> {
    if item.properties().any(|property| property.key.text == "because") {
        return None;
    }
    let message =
        "Say why: write \"because\" and the reason, for whoever wonders where the threats are.";
    let finding = Diagnostic::new(Code::DisableWithoutReason, item.word_span, message);
    let change = add_clause(item, pack.text, "because \"It does not apply to us\"");
    Some(pack.fixed(finding, "Write \"because\"", Some(change)))
}
