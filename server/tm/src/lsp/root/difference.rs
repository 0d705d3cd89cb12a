//! What differs between two texts, as one edit.

use std::ops::Range;

/// The range of the old text that is replaced, and by what, to make it the new one; `None` if they
/// are the same.
pub(super) fn difference<'text>(old: &str, new: &'text str) -> Option<(Range<usize>, &'text str)> {
    if old == new {
        return None;
    }
    let mut before = common(old.bytes(), new.bytes());
    while !old.is_char_boundary(before) {
        before -= 1;
    }
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let mut after = common(old_rest.bytes().rev(), new_rest.bytes().rev());
    while !old_rest.is_char_boundary(old_rest.len() - after) {
        after -= 1;
    }
    Some((before..old.len() - after, &new_rest[..new_rest.len() - after]))
}

fn common(left: impl Iterator<Item = u8>, right: impl Iterator<Item = u8>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).count()
}
