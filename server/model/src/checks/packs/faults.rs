//! A knowledge base that is used and has errors: what they are in is left out, so a model that looks
//! fine may only not have been asked.

use tm_grammar::tree::Use;
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use super::super::Written;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Origin};
use crate::workspace::{Packs, Workspace};

/// One finding at a `use` for all errors in the knowledge base and in those that it uses itself.
pub(super) fn faults(
    workspace: &Workspace,
    packs: &Packs,
    written: Written<'_>,
    used: &Use,
) -> Option<Diagnostic> {
    let (name, span) = super::source_of(used)?;
    let pack = workspace.locate_pack(written.file, written.item).ok()?;
    let errors: Vec<(Origin, FileId)> = with_what_it_uses(workspace, pack)
        .into_iter()
        .flat_map(|file| errors_in(workspace, packs, file).map(move |origin| (origin, file)))
        .collect();
    let (first, file) = errors.first()?;
    let path = &workspace.file(*file)?.path;
    let (count, left_out) = match errors.len() {
        1 => ("an error".to_owned(), "what it is in is"),
        many => (format!("{many} errors"), "what they are in is"),
    };
    let message = format!(
        "Knowledge base \"{name}\" has {count}, and {left_out} left out: threats may be missing here. Mend \"{path}\"."
    );
    let found = Diagnostic::new(Code::FaultyKnowledgeBase, span, message);
    Some(found.with_related(*first, if errors.len() == 1 { "the error" } else { "the first" }))
}

/// A knowledge base and those that it uses, directly or through others.
fn with_what_it_uses(workspace: &Workspace, pack: FileId) -> Vec<FileId> {
    let mut files = vec![pack];
    let mut next = 0;
    while let Some(pack) = files.get(next).copied() {
        next += 1;
        for (_, block, index) in workspace.uses(pack) {
            let used = workspace.locate_pack(pack, &block.items[index]);
            files.extend(used.ok().filter(|used| !files.contains(used)));
        }
    }
    files
}

/// Where a knowledge base has errors, those of its syntax first. An error in a test leaves nothing out.
fn errors_in<'a>(
    workspace: &'a Workspace,
    packs: &'a Packs,
    file: FileId,
) -> impl Iterator<Item = Origin> + 'a {
    let blocks = workspace.file(file).into_iter().flat_map(|known| known.document.blocks());
    // A block that is a test holds nothing else, and need not be parsed for this.
    let blocks = blocks.filter(|(_, _, tree)| !tree.is_deferred_test());
    let of_syntax = blocks.flat_map(move |(block, _, tree)| {
        let spans = tree.errors.iter().map(|error| error.span);
        spans.filter(|span| !is_in_test(tree, span.start)).map(move |span| Origin {
            file,
            block,
            span,
        })
    });
    let of_meaning = packs.diagnostics.iter().filter(move |(of_file, block, found)| {
        *of_file == file
            && found.code.info().severity == Severity::Error
            // That is told at the `use` already.
            && found.code != Code::Shadowing
            && !in_test(workspace, file, *block, found.span.start)
    });
    of_syntax.chain(of_meaning.map(move |(_, block, found)| Origin {
        file,
        block: *block,
        span: found.span,
    }))
}

fn in_test(workspace: &Workspace, file: FileId, block: BlockId, offset: u32) -> bool {
    let tree = workspace.file(file).and_then(|file| file.document.block(block));
    tree.is_some_and(|tree| is_in_test(tree, offset))
}

fn is_in_test(tree: &Block, offset: u32) -> bool {
    let before = tree.items.iter().rev().find(|item| item.span.start <= offset);
    before.is_some_and(|item| item.word == ItemWord::Test)
}
