//! After any edits a document is what a fresh document of its text is, and a change says how its
//! blocks differ.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use arbitrary::Unstructured;
use tm_grammar::{Block, BlockId, Change, Document};

use super::SEPARATOR;

/// How many edits of an input are made; more find nothing new.
const MANY: usize = 24;

/// Edits a text: the first part of the input. Each further part is an edit: two bytes say where it
/// begins, one how many bytes go, and the rest takes their place.
pub fn edits(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == SEPARATOR);
    let mut text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let mut document = Document::new(&text);
    for part in parts.take(MANY) {
        let mut part = Unstructured::new(part);
        // What an input leaves out is 0.
        let start: u16 = part.arbitrary().unwrap_or_default();
        let length: u8 = part.arbitrary().unwrap_or_default();
        let insert = String::from_utf8_lossy(part.take_rest()).into_owned();
        let start = usize::from(start) % (text.len() + 1);
        let range = start..start + usize::from(length);
        let before = names(&document);
        let change = document.edit(range.clone(), &insert);
        let widened = whole_characters(&text, range.start, range.end);
        text.replace_range(widened, &insert);
        assert_eq!(document.text(), text, "the edit is applied");
        assert_fresh(&document);
        assert_change(&before, &document, &change);
    }
}

/// The range, clamped to the text and widened to whole characters; an empty one stays empty.
fn whole_characters(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let down = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let up = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at));
    let first = down(start).unwrap_or(0);
    if start == end { first..first } else { first..up(end).unwrap_or(text.len()) }
}

/// A block with its name.
pub type Named = (BlockId, Arc<Block>);

/// The blocks of a document, for a look at them after an edit.
pub fn names(document: &Document) -> Vec<Named> {
    document.blocks().map(|(id, _, block)| (id, Arc::clone(block))).collect()
}

/// Panics unless the document is what a fresh one of its text is.
pub fn assert_fresh(document: &Document) {
    let text = document.text();
    let fresh = Document::new(&text);
    let texts = |document: &Document| -> Vec<String> {
        document.blocks().map(|(_, _, block)| block.text.to_string()).collect()
    };
    assert_eq!(texts(document).concat(), text);
    assert_eq!(texts(document), texts(&fresh));
    for ((_, own_start, own), (_, start, block)) in document.blocks().zip(fresh.blocks()) {
        assert_eq!(own_start, start);
        assert_eq!(own.items, block.items);
        assert_eq!(own.errors, block.errors);
        assert_eq!(own.allows, block.allows);
        assert_eq!(own.hash, block.hash);
    }
}

/// Panics unless `change` says exactly how the blocks differ, and no more differs than must.
pub fn assert_change(before: &[Named], after: &Document, change: &Change) {
    let after = names(after);
    let old: HashMap<BlockId, &Arc<Block>> = before.iter().map(|(id, b)| (*id, b)).collect();
    let new: HashMap<BlockId, &Arc<Block>> = after.iter().map(|(id, b)| (*id, b)).collect();
    assert_eq!(new.len(), after.len(), "a name stands twice");
    let set = |ids: &[BlockId]| ids.iter().copied().collect::<HashSet<_>>();
    let gone: HashSet<_> = old.keys().copied().filter(|id| !new.contains_key(id)).collect();
    let come: HashSet<_> = new.keys().copied().filter(|id| !old.contains_key(id)).collect();
    let other = |id: &BlockId| new.get(id).is_some_and(|block| block.text != old[id].text);
    let changed: HashSet<_> = old.keys().copied().filter(other).collect();
    assert_eq!(set(&change.removed), gone);
    assert_eq!(set(&change.added), come);
    assert_eq!(set(&change.changed), changed);

    let kept: Vec<BlockId> =
        after.iter().map(|(id, _)| *id).filter(|id| old.contains_key(id)).collect();
    let order: Vec<BlockId> =
        before.iter().map(|(id, _)| *id).filter(|id| new.contains_key(id)).collect();
    assert_eq!(kept, order, "the blocks that stay keep their order");

    // Where equal blocks stand side by side, which of them are the old ones is the document's choice.
    let same = |(own, other): &(&Named, &Named)| own.1.text == other.1.text;
    let head = before.iter().zip(&after).take_while(same).count();
    let tails = before[head..].iter().rev().zip(after[head..].iter().rev());
    let tail = tails.take_while(same).count();
    let is_old = |(id, block): &&Named| old.get(id).is_some_and(|it| Arc::ptr_eq(it, block));
    let kept = after.iter().filter(is_old).count();
    assert!(kept >= head + tail, "an untouched block changed");
}
