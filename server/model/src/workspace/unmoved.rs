//! How much of a block is where it was before an edit.
//!
//! That the text begins alike is not enough: an edit can change what the text before it means, such
//! as where an item ends, and then another place of the same text may be the one that counts.

use tm_grammar::Block;
use tm_grammar::tree::{Item, Member};

/// How many bytes at the start of a block are as they were, and are parts of the same items.
pub(super) fn unmoved(old: &Block, new: &Block) -> usize {
    let pairs = old.text.bytes().zip(new.text.bytes());
    let same = pairs.take_while(|(old, new)| old == new).count();
    match first_difference(&old.items, &new.items) {
        Some(start) => same.min(start as usize),
        None => same,
    }
}

/// Where the first thing begins that differs.
fn first_difference(old: &[Item], new: &[Item]) -> Option<u32> {
    let differing = old.iter().zip(new).find(|(old, new)| old != new);
    match differing {
        Some((old, new)) => Some(within(old, new)),
        None => {
            let shorter = old.len().min(new.len());
            let longer = old.get(shorter).or(new.get(shorter));
            longer.map(|item| item.span.start)
        }
    }
}

/// The same of two items that are not equal.
fn within(old: &Item, new: &Item) -> u32 {
    let start = old.span.start.min(new.span.start);
    let same_header = (old.word, old.word_span) == (new.word, new.word_span)
        && (&old.docs, &old.head, &old.clauses) == (&new.docs, &new.head, &new.clauses);
    let (Some(before), Some(after)) = (&old.body, &new.body) else { return start };
    if !same_header || before.open != after.open {
        return start;
    }
    let mut members = before.members.iter().zip(&after.members);
    match members.find(|(old, new)| old != new) {
        Some((Member::Item(old), Member::Item(new))) => within(old, new),
        Some((old, new)) => old.span().start.min(new.span().start),
        None => {
            let shorter = before.members.len().min(after.members.len());
            let longer = before.members.get(shorter).or(after.members.get(shorter));
            // With the same lines inside, only the end is another.
            longer.map_or(old.span.end.min(new.span.end), |member| member.span().start)
        }
    }
}
