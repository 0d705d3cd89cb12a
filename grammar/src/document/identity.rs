//! Which of the blocks after an edit are which of those before it.
//!
//! A block keeps its name if its text is the same; else if its first item has the same word and name;
//! else if just as many blocks stand in its place. Names never change their order.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::BlockId;
use super::sequence::Entry;
use crate::block::Block;
use crate::words::ItemWord;

/// For each of the new blocks, the name of the old one that it is. Ends that are equal should have
/// been taken off before.
pub(super) fn matched(old: &[Entry], new: &[Arc<Block>]) -> Vec<Option<BlockId>> {
    let mut names = vec![None; new.len()];
    if old.is_empty() {
        return names;
    }
    if old.len() == new.len() && old.len() == 1 {
        names[0] = Some(old[0].id);
        return names;
    }
    let text = |block: &Block| block.hash;
    for_equal(old, new, text, &mut names, |old, new, names| {
        for_equal(old, new, head, names, |old, new, names| {
            if old.len() == new.len() {
                for (name, entry) in names.iter_mut().zip(old) {
                    *name = Some(entry.id);
                }
            }
        });
    });
    names
}

/// What a block is known by: the word and the name of its first item.
fn head(block: &Block) -> Option<(ItemWord, &str)> {
    let first = block.items.first()?;
    Some((first.word, first.name().map_or("", |name| &name.text)))
}

/// Matches blocks with the same key, in order, and hands what lies between two matches to `between`.
fn for_equal<'blocks, Key: std::hash::Hash + Eq + 'blocks>(
    old: &'blocks [Entry],
    new: &'blocks [Arc<Block>],
    key: impl Fn(&'blocks Block) -> Key,
    names: &mut [Option<BlockId>],
    mut between: impl FnMut(&'blocks [Entry], &'blocks [Arc<Block>], &mut [Option<BlockId>]),
) {
    // For each key the places where it stands, the last one first.
    let mut places: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (place, entry) in old.iter().enumerate().rev() {
        places.entry(key(&entry.block)).or_default().push(place);
    }
    let (mut old_start, mut new_start) = (0, 0);
    for (index, block) in new.iter().enumerate() {
        let Some(places) = places.get_mut(&key(block)) else { continue };
        while places.last().is_some_and(|place| *place < old_start) {
            places.pop();
        }
        let Some(place) = places.pop() else { continue };
        names[index] = Some(old[place].id);
        between(&old[old_start..place], &new[new_start..index], &mut names[new_start..index]);
        (old_start, new_start) = (place + 1, index + 1);
    }
    between(&old[old_start..], &new[new_start..], &mut names[new_start..]);
}
