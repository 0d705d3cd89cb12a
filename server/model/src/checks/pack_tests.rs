//! The tests of knowledge bases: each body is a small model, checked like any other, names aside.

use tm_grammar::tree::Item;
use tm_grammar::words::{ItemWord, Places, item_info};
use tm_grammar::{Block, BlockId};

use super::wording::with_article;
use super::{Written, table, values};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::FileId;
use crate::workspace::Workspace;

/// Findings about the tests in a block of a knowledge base.
pub(super) fn check(
    workspace: &Workspace,
    file: FileId,
    block: BlockId,
    tree: &Block,
    found: &mut Vec<Diagnostic>,
) {
    let Some(packs) = workspace.packs_of(file) else { return };
    let lacks_packs = workspace.lacks_packs(packs.files.iter().map(|(file, _)| *file));
    let vocabulary =
        values::Vocabulary { schema: &packs.schema, left_out: &packs.left_out, lacks_packs };
    for test in tree.items.iter().filter(|item| item.word == ItemWord::Test) {
        for item in test.items() {
            inner(
                Written { item, text: &tree.text, file, block },
                Places::TEST,
                &vocabulary,
                found,
            );
        }
    }
}

fn inner(
    written: Written<'_>,
    place: Places,
    vocabulary: &values::Vocabulary<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let word = written.item.word;
    let misplaced = |item: &Item, message: String| {
        Diagnostic::new(Code::MisplacedItem, item.word_span, message)
    };
    if item_info(word, place).is_none() {
        let message = if place == Places::ZONE {
            format!("\"{word}\" does not lie in a zone: move it out.")
        } else {
            format!("\"{word}\" does not belong in a test, which holds a small model.")
        };
        found.push(misplaced(written.item, message));
        return;
    }
    table::properties(written, found);
    values::check(vocabulary, written, found);
    for item in written.item.items() {
        if word == ItemWord::Zone {
            inner(Written { item, ..written }, Places::ZONE, vocabulary, found);
        } else {
            let around = with_article(word.text());
            found.push(misplaced(item, format!("\"{}\" cannot stand inside {around}.", item.word)));
        }
    }
}
